"""What a letterhead is made of, in the words of the reader: sections, fonts, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from efc_format_docx.letterhead.marking import marks
from efc_format_docx.letterhead.parts import text_parts
from efc_format_docx.letterhead.place import width_of
from efc_format_docx.markup import W
from efc_reporting.plugin import ReportContext

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as PageSection

TWENTIETHS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_THEME_FONT = re.compile(rb'<a:(major|minor)Font>\s*<a:latin typeface="([^"]*)"')


def features(file: WordDocument, context: ReportContext) -> Iterator[tuple[str, str]]:
    """Yield labels and texts, to be shown below each other."""
    t = context.translator
    for number, page in enumerate(file.sections, start=1):
        yield t.text("Section {number}", number=number), "; ".join(_page(page, context))
    yield t.text("Fonts"), ", ".join(fonts(file))
    place = t.text("where it is marked") if marks(file.element.body) else _unmarked(file, context)
    yield t.text("Place of the text"), place


def fonts(file: WordDocument) -> list[str]:
    """Return the fonts that the letterhead names, without those that only styles unused name."""
    named: set[str] = set()
    for root in (file.styles.element, *(part.root for part in text_parts(file))):
        for found in root.iter(f"{W}rFonts"):
            named |= {found.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi")}
            theme = found.get(f"{W}asciiTheme", "")
            named.add(_theme_fonts(file).get(theme[:5], "") if theme else "")
    return sorted(named - {""})


def _theme_fonts(file: WordDocument) -> dict[str, str]:
    for relation in file.part.rels.values():
        if relation.reltype.endswith("/theme"):
            found = _THEME_FONT.findall(relation.target_part.blob)
            return {kind.decode(): name.decode() for kind, name in found}
    return {}


def _page(page: PageSection, context: ReportContext) -> Iterator[str]:
    t = context.translator
    if page.page_width and page.page_height:
        yield t.text(
            "{width} × {height} mm",
            width=round(page.page_width.mm),
            height=round(page.page_height.mm),
        )
    yield t.text("text {width} mm wide", width=round(width_of(page._sectPr) / TWENTIETHS))
    if page.different_first_page_header_footer:
        yield t.text("first page different")


def _unmarked(file: WordDocument, context: ReportContext) -> str:
    if len(file.sections) > 1:
        return context.translator.text("at the end of section {number}", number=1)
    return context.translator.text("after the text that stands there")
