"""Pictures as they come into documents."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile

from efc_reporting.base.toml_tables import BadValueError
from efc_reporting.loading import load_project
from efc_reporting.loading.pictures import is_bare_jpeg, normal_picture

PICTURE = '[[pictures]]\nfile = "pictures/hall.jpg"\nalternative = "People in a hall"\n'


def encoded(image_format, size=(60, 40), mode="RGB", **options):
    """Return a picture whose left half is red, or dark."""
    picture = Image.new(mode, size, "white" if mode != "P" else 0)
    left = "red" if mode in ("RGB", "RGBA") else 0
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    stream = io.BytesIO()
    picture.save(stream, image_format, **options)
    return stream.getvalue()


def exif(orientation=1):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = "CANARY at home"
    return data


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_picture_reaches_the_model(make_folder):
    """Its id is the name of its file without the ending."""
    folder = make_folder(PICTURE, files={"pictures/hall.jpg": encoded("JPEG")})
    (picture,) = load_project(folder).pictures

    assert (picture.id, picture.media_type) == ("hall", "image/jpeg")
    assert picture.alternative.in_language("en") == "People in a hall"


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
def test_what_the_camera_wrote_is_dropped(image_format):
    """No EXIF, and so no place, is left in the bytes."""
    original = encoded(image_format, exif=exif())
    data, _ = normal_picture(original)

    assert b"CANARY" in original
    assert b"CANARY" not in data
    assert not opened(data).getexif()


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
def test_a_turned_picture_stands_upright(image_format):
    """The orientation is applied before it is dropped."""
    data, _ = normal_picture(encoded(image_format, exif=exif(orientation=6)))
    picture = opened(data).convert("RGB")

    assert picture.size == (40, 60)
    assert picture.getpixel((20, 5))[1] < 60  # red is at the top
    assert picture.getpixel((20, 55))[1] > 200


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
def test_large_pictures_are_made_smaller(image_format):
    """The long side has at most 2000 pixels, the proportion stays."""
    data, _ = normal_picture(encoded(image_format, size=(4000, 1000)))

    assert opened(data).size == (2000, 500)


def test_a_bare_jpeg_keeps_its_bytes():
    """To encode it again would cost quality and change the second load."""
    original = encoded("JPEG")

    assert normal_picture(original) == (original, "image/jpeg")


@pytest.mark.parametrize(
    "original",
    [
        encoded("JPEG", exif=exif(6)),
        encoded("JPEG", size=(2500, 100)),
        encoded("JPEG", comment=b"CANARY"),
        encoded("JPEG", progressive=True),
        encoded("JPEG", mode="L"),
        encoded("JPEG", mode="CMYK"),
        encoded("JPEG") + b"film of the telephone" + b"\xff\xd9",
        encoded("JPEG", icc_profile=b"profile with \xff\xda in it"),
        encoded("PNG", mode="RGBA"),
        encoded("PNG", mode="P"),
        encoded("PNG", mode="1"),
        encoded("PNG", mode="LA"),
        encoded("PNG", mode="P", transparency=0),
        encoded("PNG", size=(2500, 100), dpi=(300, 300)),
    ],
)
def test_a_second_time_changes_nothing(original):
    """What comes out goes in again unchanged, so that a dumped project loads equal."""
    data, media_type = normal_picture(original)

    assert normal_picture(data) == (data, media_type)
    assert b"CANARY" not in data


def test_what_hides_behind_the_picture_is_dropped():
    """Telephones put a film or a second picture behind the end of image marker."""
    original = encoded("JPEG")

    assert is_bare_jpeg(original)
    assert not is_bare_jpeg(original + b"film" + b"\xff\xd9")
    assert b"film" not in normal_picture(original + b"film" + b"\xff\xd9")[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no PNG or JPEG"),
        (b"GIF89a", "no PNG or JPEG"),
        (encoded("GIF"), "no PNG or JPEG"),
        (encoded("PNG")[:60], "damaged"),
        (encoded("JPEG")[:400], "damaged"),
        (b"\xff\xd8" + b"\0" * 20_000_000, "20 MB"),
        (encoded("PNG", mode="I;16"), "I;16"),
    ],
    ids=["empty", "cut GIF", "GIF", "cut PNG", "cut JPEG", "large", "16 bits"],
)
@pytest.mark.parametrize("others_take_cut_pictures", [False, True])
def test_other_files_are_refused(data, words, others_take_cut_pictures, monkeypatch):
    """Each with what is wrong with it, also after WeasyPrint told Pillow to take cut pictures."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", others_take_cut_pictures)

    with pytest.raises(BadValueError) as caught:
        normal_picture(data)

    assert words in caught.value.problem


def test_two_files_of_one_name_are_a_problem(make_folder, problems_of):
    """hall.jpg and hall.png would both be the picture "hall"."""
    folder = make_folder(
        PICTURE + PICTURE.replace("jpg", "png"),
        files={"pictures/hall.jpg": encoded("JPEG"), "pictures/hall.png": encoded("PNG")},
    )

    assert [problem.place for problem in problems_of(folder)] == ["pictures[1].file"]


def test_a_broken_picture_names_its_file(make_folder, problems_of):
    """The problem stands at the picture, not at project.toml."""
    folder = make_folder(PICTURE, files={"pictures/hall.jpg": b"nothing"})

    assert [problem.file for problem in problems_of(folder)] == ["pictures/hall.jpg"]
