"""Take in pictures: PNG and JPEG, of sane size, without what the camera wrote about the place."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from efc_reporting.base.toml_tables import BadValueError
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.tables import PictureTable
from efc_reporting.model import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
LONG_SIDE = 2000
PNG = "image/png"
JPEG = "image/jpeg"
ENDINGS = {PNG: ".png", JPEG: ".jpg"}
_QUALITY = 90
_ORIENTATION = 0x0112


def read_pictures(
    folder: ProjectFolder, tables: Sequence[PictureTable], notebook: Notebook
) -> list[Picture]:
    """Return the pictures that project.toml names."""
    pictures = []
    first_places: dict[str, str] = {}
    for index, table in enumerate(tables):
        place = f"pictures[{index}].file"
        if not table.file:
            continue
        picture_id = PurePosixPath(table.file).stem
        first = first_places.setdefault(picture_id.casefold(), place)
        if first != place:
            problem = f"the picture name {picture_id!r} stands at {first} too"
            notebook.problem(PROJECT_FILE, place, problem, "rename one of the files")
        data = folder.read(table.file, notebook, file=PROJECT_FILE, place=place)
        if data is None:
            continue
        try:
            data, media_type = normal_picture(data)
        except BadValueError as error:
            notebook.problem(table.file, "", error.problem, error.remedy)
            continue
        pictures.append(
            Picture(
                id=picture_id,
                data=data,
                media_type=media_type,
                alternative=table.alternative,
                caption=table.caption,
                credit=table.credit,
                meeting=table.meeting,
            )
        )
    return pictures


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Let Pillow refuse cut pictures: importing WeasyPrint makes it take them."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@_whole_pictures_only()
def normal_picture(data: bytes) -> tuple[bytes, str]:
    """Return the picture as it goes into documents, and its media type.

    A JPEG that holds nothing but its picture is returned as it is: to encode it again would cost
    quality. What this returns, it returns unchanged when given it again.
    """
    from PIL import Image, ImageOps

    if len(data) > MAX_BYTES:
        raise BadValueError(problem="the picture is larger than 20 MB", remedy="make it smaller")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the next lines decide
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise BadValueError(
                problem="the picture has more than 40 million pixels", remedy="make it smaller"
            )
        is_png = picture.format == "PNG"
        is_turned = picture.getexif().get(_ORIENTATION, 1) != 1
        picture.load()
        turned = ImageOps.exif_transpose(picture) if is_turned else picture
        if (
            not is_png
            and picture.mode in ("L", "RGB")
            and is_bare_jpeg(data)
            and max(picture.size) <= LONG_SIDE
        ):
            return data, JPEG
        return (_as_png(turned), PNG) if is_png else (_as_jpeg(turned), JPEG)
    except Image.DecompressionBombError as error:
        raise BadValueError(
            problem="the picture has more than 40 million pixels", remedy="make it smaller"
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, BadValueError):
            raise
        raise BadValueError(
            problem="this is no PNG or JPEG picture, or a damaged one",
            remedy="save it as PNG or JPEG",
        ) from error


def _as_png(picture: Image) -> bytes:
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        raise BadValueError(
            problem=f"PNG pictures of the mode {picture.mode} are not taken",
            remedy="save it with 8 bits per colour",
        )
    has_transparency = "transparency" in picture.info or picture.mode in ("LA", "RGBA")
    plain = picture.convert("RGBA" if has_transparency else "L" if picture.mode in "1L" else "RGB")
    return _saved(plain, "PNG")


def _as_jpeg(picture: Image) -> bytes:
    return _saved(picture.convert("L" if picture.mode == "L" else "RGB"), "JPEG", quality=_QUALITY)


def _saved(picture: Image, image_format: str, **options: int) -> bytes:
    profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA") else None
    picture.info = {"icc_profile": profile} if profile else {}
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    stream = io.BytesIO()
    picture.save(stream, image_format, **options)
    return stream.getvalue()


def is_bare_jpeg(data: bytes) -> bool:
    """Say whether a JPEG holds nothing but its picture: no EXIF, no comment, nothing behind it."""
    start = 2
    for marker, payload, end in _segments(data):
        is_profile = marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0")
        is_about_the_picture = not (0xE1 <= marker <= 0xEF or marker == 0xFE) or marker == 0xEE
        if not (is_profile or is_about_the_picture):
            return False
        start = end
    # A second picture or a film hides behind the end of image marker of some telephones.
    return data.find(b"\xff\xd9", start) == len(data) - 2


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, payload and end of each segment up to the start of the picture itself."""
    start = 2
    while start + 4 <= len(data) and data[start] == 0xFF:
        marker = data[start + 1]
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        yield marker, data[start + 4 : end], end
        if marker == 0xDA:
            return
        start = end
