"""Fields: numbers that Word keeps right by itself, with what they show until it does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from efc_format_docx.markup import attribute, escaped
from efc_format_docx.runs import plain_runs

_PLACE = re.compile(r"\{(\w+)\}")


def simple_field(instruction: str, shown: str) -> str:
    """Return a field within a line, such as the number of a page."""
    return _field(instruction, f"<w:r><w:t>{escaped(shown)}</w:t></w:r>")


def pages_of_section(end: str) -> str:
    """Return the number of pages of a section whose own numbers begin with 1.

    LibreOffice does not know the field and goes on showing its last result. So that is a field too:
    the number of the page on which the section ends, at the bookmark `end`.
    """
    return _field("SECTIONPAGES", simple_field(f"PAGEREF {end}", "1"))


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{shown}</w:fldSimple>'


def field_start(instruction: str) -> str:
    """Return the runs that begin a field of several paragraphs, to be renewed by Word."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def filled(sentence: str, places: Mapping[str, str]) -> str:
    """Return a translated sentence as runs, each of its named places filled with runs."""
    pieces = _PLACE.split(sentence)
    return "".join(
        places[piece] if number % 2 else plain_runs(piece)
        for number, piece in enumerate(pieces)
        if piece
    )
