"""The fonts that we ship are complete, static, licensed and small."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from efc_reporting.rendering.fonts import characters_of_font

FONTS = files("efc_templates") / "fonts"
TEXT_FONTS = (
    "NotoSans-Bold.ttf",
    "NotoSans-BoldItalic.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-Regular.ttf",
)
ARABIC_FONTS = ("NotoSansArabic-Bold.ttf", "NotoSansArabic-Regular.ttf")
HEBREW_FONTS = ("NotoSansHebrew-Bold.ttf", "NotoSansHebrew-Regular.ttf")
SYMBOL_FONT = "EfcSansSymbols-Regular.ttf"
ALL_FONTS = (SYMBOL_FONT, *TEXT_FONTS, *ARABIC_FONTS, *HEBREW_FONTS)
TOWNS = "Jyväskylä Gävle Săcueni Łódź Θεσσαλονίκη Враца Kęty Şimleu Țara Şanlıurfa Reykjavík"
PUNCTUATION = "\u00a0\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u202f\u2060«»€•−×"


def font(name: str) -> TTFont:
    """Return the shipped font of this name."""
    return TTFont(io.BytesIO((FONTS / name).read_bytes()))


def missing(name: str, characters: str) -> str:
    """Return the characters that the font lacks."""
    covered = font(name).getBestCmap()
    return "".join(character for character in characters if ord(character) not in covered)


def assigned(first: int, last: int) -> str:
    """Return the letters, digits and signs between two code points."""
    between = map(chr, range(first, last + 1))
    return "".join(each for each in between if unicodedata.category(each)[0] in "LNPS")


def test_the_folder_holds_the_fonts_and_their_papers_only() -> None:
    """Each file of the folder is known, so that nothing slips into the wheel."""
    names = {entry.name for entry in FONTS.iterdir()}

    assert names == {*ALL_FONTS, "FONTLOG.txt", "OFL.txt", "fonts.css"}


def test_the_fonts_are_small() -> None:
    """The whole folder stays under six million bytes."""
    size = sum(len(entry.read_bytes()) for entry in FONTS.iterdir())

    assert size < 6_000_000


@pytest.mark.parametrize("name", ALL_FONTS)
def test_a_font_is_static(name: str) -> None:
    """No font is variable, for variable fonts give other bytes from run to run."""
    variation_tables = {"fvar", "gvar", "avar", "HVAR", "MVAR", "CFF2"}

    assert {"cmap", "glyf"} <= set(font(name).keys())
    assert not variation_tables & set(font(name).keys())


@pytest.mark.parametrize("name", ALL_FONTS)
def test_a_font_says_its_copyright_and_licence(name: str) -> None:
    """Each file names its copyright and the Open Font License."""
    names = font(name)["name"]

    assert "Copyright 2022" in names.getDebugName(0) or "Copyright 2024" in names.getDebugName(0)
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(14) in {"https://openfontlicense.org", "https://scripts.sil.org/OFL"}


@pytest.mark.parametrize("name", ALL_FONTS)
def test_a_font_may_be_embedded(name: str) -> None:
    """No font restricts its embedding in a PDF."""
    assert font(name)["OS/2"].fsType == 0


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_the_text_fonts_cover_the_towns(name: str) -> None:
    """Latin with its extensions, Greek and Cyrillic stand in each of the four styles."""
    letters = TOWNS + assigned(0xA0, 0x24F) + assigned(0x386, 0x3CE) + assigned(0x400, 0x52F)

    assert missing(name, letters) == ""


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_the_text_fonts_cover_the_punctuation(name: str) -> None:
    """Dashes, quotation marks, the unbreakable hyphen and the narrow space need no other font."""
    assert missing(name, PUNCTUATION) == ""


@pytest.mark.parametrize("name", HEBREW_FONTS)
def test_the_hebrew_fonts_cover_hebrew(name: str) -> None:
    """The Hebrew block with its points is complete."""
    points = "".join(map(chr, range(0x5B0, 0x5BE)))

    assert missing(name, points + assigned(0x590, 0x5F4)) == ""


@pytest.mark.parametrize("name", ARABIC_FONTS)
def test_the_arabic_fonts_cover_arabic(name: str) -> None:
    """The Arabic block with its vowel signs is complete."""
    vowel_signs = "".join(map(chr, range(0x64B, 0x660)))

    assert missing(name, vowel_signs + assigned(0x600, 0x6FF)) == ""


@pytest.mark.parametrize("name", [*ARABIC_FONTS, *HEBREW_FONTS])
def test_the_supplements_can_shape_their_script(name: str) -> None:
    """Joining and the placing of marks survived the cut."""
    assert {"GDEF", "GPOS", "GSUB"} <= set(font(name).keys())


@pytest.mark.parametrize("name", ALL_FONTS)
def test_the_characters_of_a_font_are_those_of_its_table(name: str) -> None:
    """Reading them without the names of the glyphs leaves none out."""
    assert characters_of_font((FONTS / name).read_bytes()) == set(font(name).getBestCmap())


def test_the_symbol_font_covers_what_reports_use() -> None:
    """Ticks, boxes, arrows and comparisons have glyphs."""
    assert missing(SYMBOL_FONT, "✓✔✗☐☑☒→≤≥←↔↑↓⇒≈≠●■▪◦★☎✉⚠①Ⅳ") == ""


def test_the_symbol_font_covers_its_blocks() -> None:
    """Of arrows, operators, shapes, symbols and dingbats twelve emoji alone are missing."""
    text_font = font("NotoSans-Regular.ttf").getBestCmap()
    symbols = assigned(0x2190, 0x22FF) + assigned(0x25A0, 0x27BF)
    needed = "".join(symbol for symbol in symbols if ord(symbol) not in text_font)

    assert set(missing(SYMBOL_FONT, needed)) == set("✅✊✨❌❎❔❕➕➖➗➰➿")


def test_a_symbol_does_not_change_the_line_height() -> None:
    """The symbols have the ascent and descent of the text font."""
    symbols, text = font(SYMBOL_FONT)["hhea"], font("NotoSans-Regular.ttf")["hhea"]

    assert (symbols.ascent, symbols.descent, symbols.lineGap) == (
        text.ascent,
        text.descent,
        text.lineGap,
    )


def test_the_style_sheet_names_each_font_once() -> None:
    """Each font has one @font-face rule, and no rule names a font that we do not ship."""
    style_sheet = (FONTS / "fonts.css").read_text(encoding="utf-8")
    served = re.findall(r'url\("efc-asset:fonts/([^"]+)"\)', style_sheet)

    assert sorted(served) == sorted(ALL_FONTS)
    assert style_sheet.count("url(") == len(served)


def test_each_style_of_a_family_has_one_file() -> None:
    """No two rules share family, style and weight, for WeasyPrint then draws wrong glyphs."""
    style_sheet = (FONTS / "fonts.css").read_text(encoding="utf-8")
    faces = re.findall(
        r'font-family: ("[^"]+");\s+font-style: (\w+);\s+font-weight: (\d+);', style_sheet
    )

    assert len(faces) == len(ALL_FONTS)
    assert len(set(faces)) == len(faces)


@pytest.mark.parametrize("name", ALL_FONTS)
def test_the_style_sheet_tells_the_truth(name: str) -> None:
    """The rule of a font says the weight and the slant that the font itself has."""
    style_sheet = (FONTS / "fonts.css").read_text(encoding="utf-8")
    (rule,) = (each for each in style_sheet.split("@font-face") if f"/{name}" in each)
    shipped = font(name)
    is_italic = bool(shipped["OS/2"].fsSelection & 1)

    assert f"font-weight: {shipped['OS/2'].usWeightClass};" in rule
    assert f"font-style: {'italic' if is_italic else 'normal'};" in rule


def test_the_font_log_knows_the_files() -> None:
    """The sums in FONTLOG.txt are those of the files."""
    log = (FONTS / "FONTLOG.txt").read_text(encoding="utf-8")
    logged = re.findall(r"^(\S+\.ttf)$.*?^  sha256:  (\w+)$", log, re.MULTILINE | re.DOTALL)
    sums = {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in ALL_FONTS}

    assert dict(logged) == sums


def test_the_licence_text_is_whole() -> None:
    """OFL.txt holds the copyright lines and the licence from preamble to disclaimer."""
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")

    assert licence.startswith("Copyright 2022 The Noto Project Authors")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
    assert all(
        f"\n{title}\n" in licence
        for title in (
            "PREAMBLE",
            "DEFINITIONS",
            "PERMISSION & CONDITIONS",
            "TERMINATION",
            "DISCLAIMER",
        )
    )
