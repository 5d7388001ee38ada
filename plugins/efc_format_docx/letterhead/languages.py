"""The language of a letterhead stays that of its own words; the report has another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from efc_format_docx.letterhead.parts import text_parts
from efc_format_docx.markup import W, word_language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.text.run import CT_R
    from lxml.etree import _Element

FOLLOWING = ("w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


def keep_languages(file: WordDocument, language: str) -> None:
    """Name the language of every run that has none, where the report is in another one.

    `language` is that of the report. Only then may it become the language of the whole file.
    """
    spoken = _default(file)
    wanted = word_language(language)
    if spoken and spoken != wanted:
        for part in text_parts(file):
            for run in part.root.iter(f"{W}r"):
                if (
                    run.find(f"{W}rPr/{W}lang") is None
                    and next(run.iter(f"{W}t"), None) is not None
                ):
                    cast("CT_R", run).get_or_add_rPr().insert_element_before(
                        _lang(run, spoken), *FOLLOWING
                    )
    styles = file.styles.element
    for lang in styles.xpath("w:style[@w:default='1']/w:rPr/w:lang"):
        lang.attrib.pop(f"{W}val", None)
    if not styles.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        _default_run(styles).append(_lang(styles, wanted))


def _default_run(styles: _Element) -> _Element:
    """Return the element for what holds of every run, which may not be there yet."""
    place = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(f"{W}{tag}")
        if found is None:
            found = place.makeelement(f"{W}{tag}")
            place.insert(0, found)
        place = found
    return place


def _default(file: WordDocument) -> str:
    """Return the language of text without one: that of the default style, or of the file."""
    styles = file.styles.element
    for place in (
        "w:style[@w:default='1'][@w:type='paragraph']/w:rPr/w:lang",
        "w:docDefaults//w:lang",
    ):
        for lang in styles.xpath(place):
            if lang.get(f"{W}val"):
                return str(lang.get(f"{W}val"))
    return ""


def _lang(run: _Element, language: str) -> Any:
    lang = run.makeelement(f"{W}lang")
    lang.set(f"{W}val", language)
    return lang
