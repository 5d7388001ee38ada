"""A page becomes the same accessible PDF everywhere, and nothing gets lost in silence."""

from __future__ import annotations

import base64
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from efc_reporting.errors import MissingRequirementError, NotAcceptedError, TemplateError
from efc_reporting.rendering.html_to_pdf import PdfResult, html_to_pdf
from efc_reporting.rendering.pdf_parts import Attachment, Relationship
from efc_reporting.rendering.templates import Templates
from pdf_trees import disorder, trees
from projects import run_python

FAMILY = "style=\"font-family: 'EfC Sans', 'EfC Sans Symbols'\""
DATES = (
    '<meta name="dcterms.created" content="2020-02-28">'
    '<meta name="dcterms.modified" content="2020-02-28">'
)
OURS = {"EfC-Sans", "EfC-Sans-Bold", "EfC-Sans-Italic", "EfC-Sans-Symbols"}
SCRIPT = """
import hashlib
from efc_reporting.rendering.html_to_pdf import html_to_pdf
from efc_reporting.rendering.templates import Templates
body = "<p>Jyväskylä Враца Έλενα ✓</p>" * 50
family = "'EfC Sans', 'EfC Sans Symbols'"
page = f'<html lang="fi"><head><title>t</title></head><body style="font-family: {family}">{body}'
print(hashlib.sha256(html_to_pdf(page, assets=Templates().asset).data).hexdigest())
"""


@pytest.fixture(scope="module")
def usual_sum() -> str:
    """Return the sum of a PDF that was made without any ado."""
    return run_python(SCRIPT).stdout


def make(body: str, **options: object) -> PdfResult:
    """Make a PDF of a body."""
    html = f'<html lang="en"><head><title>A title</title>{DATES}</head><body {FAMILY}>{body}'
    return html_to_pdf(html, **{"assets": Templates().asset, **options})


def fonts_of(data: bytes) -> set[str]:
    """Return the names of the fonts that are embedded, without the mark of a subset."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(item.BaseFont).partition("+")[2] or str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }


def test_the_file_says_that_it_is_accessible() -> None:
    """It is marked as PDF/UA-1, tagged, has a title to show and a language."""
    with pikepdf.open(BytesIO(make("<h1>x</h1>").data)) as pdf:
        with pdf.open_metadata() as metadata:
            part = metadata["pdfuaid:part"]
        root = pdf.Root

        assert part == "1"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "A title"


def test_the_only_dates_are_those_of_the_page() -> None:
    """No clock is read: created and changed on the day that the page gives."""
    with pikepdf.open(BytesIO(make("x").data)) as pdf:
        dates = {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")}

    assert dates == {"D:20200228"}


def test_only_our_fonts_are_embedded() -> None:
    """No font of the computer gets into the file."""
    body = "<p>Jyväskylä Враца Έλενα ✓ ☐ → <b>Łódź</b> <i>Săcueni</i></p>"
    result = make(body)

    assert fonts_of(result.data) == OURS
    assert result.warnings == ()


def test_a_character_without_a_glyph_is_reported() -> None:
    """The sentence names the character, so that its owner can be asked for another spelling."""
    warnings = make("<p>王 and 王</p>").warnings

    assert (
        "the fonts of the report have no character 王 (U+738B CJK UNIFIED IDEOGRAPH-738B)"
        in warnings
    )


def test_a_character_written_as_a_number_is_reported_too() -> None:
    """An entity hides no character."""
    assert any("U+10D0" in warning for warning in make("<p>&#x10D0;</p>").warnings)


def test_a_picture_that_cannot_be_read_is_reported() -> None:
    """WeasyPrint leaves it out and only logs it; here the caller hears of it, and briefly."""
    broken = base64.b64encode(b"no picture" * 999).decode()
    warnings = make(f'<img alt="a" src="data:image/png;base64,{broken}">').warnings

    assert any("Failed to load image" in warning for warning in warnings)
    assert all(len(warning) < 500 for warning in warnings)


def test_a_rule_that_is_not_understood_is_reported() -> None:
    """A misspelt property in a user's style sheet does not vanish."""
    warnings = make("<style>p { colour: red }</style><p>x").warnings

    assert any("colour" in warning for warning in warnings)


def test_what_was_asked_was_served() -> None:
    """The result names every asset that went into the file."""
    result = make('<img alt="e" src="efc-asset:shared/emblem.svg">')

    assert "shared/emblem.svg" in result.served
    assert result.warnings == ()


def test_names_are_sorted_by_their_bytes() -> None:
    """Greek anchors come after all others, whatever letter they begin with; so do such files.

    qpdf, which goes by letters, would have it otherwise; no page of ours has such names.
    """
    anchors = ("z", "a(b", "aé", "b", "Έ", "é")
    links = "".join(f'<p id="{anchor}"><a href="#{anchor}">x</a>' for anchor in anchors)
    attachments = [
        Attachment(
            name=name,
            data=name.encode(),
            media_type="application/json",
            description="data",
            relationship=Relationship.DATA,
            day=date(2020, 2, 28),
        )
        for name in ("z.json", "é.json", "a.json")
    ]
    data = make(links, attachments=attachments).data
    found = trees(data)

    assert len(found["/Names/Dests"]) == len(anchors)
    assert found["/Names/Dests"][:3] == [b"a(b", b"b", b"z"]
    assert found["/Names/EmbeddedFiles"] == [b"a.json", b"z.json", "é.json".encode()]
    assert list(disorder(data)) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        for file in pdf.attachments.values():
            assert file.get_file().read_bytes().decode() == str(file.obj.UF)


def test_assets_may_be_a_mapping() -> None:
    """A plugin can serve its own bytes by name, with spaces and letters of its language."""
    shipped = Templates()
    fonts = {
        name: shipped.asset(name)
        for name in ("fonts/fonts.css", "fonts/NotoSans-Regular.ttf", "shared/emblem.svg")
    }
    only_regular = (
        b'@font-face { font-family: "EfC Sans"; src: url("efc-asset:fonts/NotoSans-Regular.ttf") }'
    )
    assets = {
        **fonts,
        "fonts/fonts.css": only_regular,
        "bilder/Gävle 1.svg": fonts["shared/emblem.svg"],
        "red.css": b"p { color: red }",
    }
    result = make(
        '<img alt="a" src="efc-asset:bilder/Gävle 1.svg"><p>x</p>',
        assets=assets,
        stylesheets=["red.css"],
    )

    assert "bilder/Gävle 1.svg" in result.served
    assert result.warnings == ()


def test_an_asset_that_nobody_has_is_an_error() -> None:
    """The chain's own error comes through, with the places searched."""
    with pytest.raises(TemplateError, match=r"shared/logo\.svg"):
        make('<img alt="a" src="efc-asset:shared/logo.svg">')


def test_an_asset_missing_in_a_mapping_is_an_error() -> None:
    """It is refused like any other address."""
    fonts = {
        f"fonts/{font.name}": font.read_bytes()
        for font in (files("efc_templates") / "fonts").iterdir()
    }
    with pytest.raises(NotAcceptedError, match=r"efc-asset:logo\.svg"):
        make('<img alt="a" src="efc-asset:logo.svg">', assets=fonts)


@pytest.mark.parametrize(
    ("seed", "zone", "locale"),
    [("0", "UTC", "C.UTF-8"), ("1", "Asia/Tokyo", "de_DE.UTF-8"), ("4711", "America/Lima", "C")],
)
def test_the_bytes_are_the_same_everywhere(
    tmp_path: Path, usual_sum: str, seed: str, zone: str, locale: str
) -> None:
    """Hash seed, time zone, language and folder of the process leave no trace."""
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale}
    there = run_python(SCRIPT, folder=tmp_path, environment=environment)

    assert there.stdout == usual_sum != "", there.stderr


def test_a_computer_without_fonts_is_enough(tmp_path: Path, usual_sum: str) -> None:
    """Where WeasyPrint alone would end the process, our fonts make the same file as elsewhere."""
    empty = tmp_path / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    without = run_python(SCRIPT, environment={"FONTCONFIG_FILE": str(empty)})

    assert without.returncode == 0, without.stderr
    assert without.stdout == usual_sum


def test_missing_pango_says_what_to_install(tmp_path: Path) -> None:
    """The core can be imported without it, and the error names the packages."""
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8"
    )
    run = run_python(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from efc_reporting.plugin import MissingRequirementError, html_to_pdf\n"
        "try: html_to_pdf('x', assets={})\n"
        "except MissingRequirementError as error: print(error)",
        str(tmp_path),
    )

    assert "Pango is missing" in run.stdout, run.stderr
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in run.stdout
    assert "brew install pango" in run.stdout


def test_missing_weasyprint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the error names it."""
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    with pytest.raises(MissingRequirementError, match="pip install"):
        html_to_pdf("x", assets={})


def test_two_pages_in_one_process_are_the_same() -> None:
    """The font configuration that is kept between them leaves no trace."""
    assert make("<p>Łódź ✓</p>").data == make("<p>Łódź ✓</p>").data


@pytest.mark.parametrize("rules", ["broken {{{", "p { color: red", "/* a note", "@media print {"])
def test_a_style_sheet_that_never_closes_is_named(rules: str) -> None:
    """WeasyPrint takes it without a word, though rules are lost."""
    shipped = Templates().asset

    def serve(name: str) -> bytes:
        return rules.encode() if name == "own.css" else shipped(name)

    warnings = make("<p>x", assets=serve, stylesheets=["own.css"]).warnings

    assert [warning for warning in warnings if warning.startswith("own.css: a bracket")]


@pytest.mark.parametrize("rules", ["", "p { color: red }", "/* } */ @page { margin: 1cm }"])
def test_a_whole_style_sheet_is_no_warning(rules: str) -> None:
    """An empty one neither."""
    shipped = Templates().asset

    def serve(name: str) -> bytes:
        return rules.encode() if name == "own.css" else shipped(name)

    assert make("<p>x", assets=serve, stylesheets=["own.css"]).warnings == ()
