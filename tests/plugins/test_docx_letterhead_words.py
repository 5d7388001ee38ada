"""The words of a letterhead: its fields, lists, languages and what it tells of its maker."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx_reading import W, parts, text_of, values, xml
from docx_sample import DOCUMENT, context, with_blocks
from hypothesis import given, settings
from hypothesis import strategies as st
from letterhead_reports import on_letterhead
from letterheads import (
    blank,
    first_page_different,
    one_section,
    saved,
)

from efc_format_docx.letterhead.filling import fill_fields
from efc_reporting.plugin import BulletList, text_fields


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of the body."""
    return [text_of(p) for p in xml(data).iter(f"{W}p")]


def test_fields_are_filled_wherever_they_stand(tmp_path: Path) -> None:
    """In body, header and table, split into runs by Word, in the style of their first letters."""
    file = blank()
    file.sections[0].header.paragraphs[0].text = "{{ document.title }}"
    line = file.add_paragraph()
    for piece in ("Projekt {", "{ project", ".title }", "}, {{ total }} Personen"):
        line.add_run(piece)
    file.add_table(1, 1).rows[0].cells[0].text = "{{ document.date }} {{ project.titel }}"
    warnings: list[str] = []
    data = on_letterhead(saved(file), tmp_path, with_blocks(), warn=warnings.append)
    found = lines(data)

    assert found[0] == "Projekt Sample, – Personen"
    assert found[1] == "31 December 2019 {{ project.titel }}"
    assert text_of(xml(data, "word/header1.xml")) == DOCUMENT.title
    assert any("did you mean project.title?" in warning for warning in warnings)


@settings(max_examples=40)
@given(cuts=st.sets(st.integers(1, 49)))
def test_fields_are_found_however_word_split_them(cuts: set[int]) -> None:
    """Whatever runs a line is made of, it says the same in the end."""
    typed = "Am {{ document.date }} waren {{total}} da, {{ x }}"
    edges = [0, *sorted(cuts), len(typed)]
    file = blank()
    line = file.add_paragraph()
    for start, end in pairwise(edges):
        line.add_run(typed[start:end])
    known = text_fields(DOCUMENT, context())
    unknown = fill_fields(file.element.body, known)

    assert line.text == "Am 31 December 2019 waren – da, {{ x }}"
    assert [found.field.name for found in unknown] == ["x"]


def test_lists_are_the_letterheads_or_ours(tmp_path: Path) -> None:
    """A letterhead without lists gets ours; two numbered ones both start at 1."""
    lists = (BulletList(("a",)), *(BulletList(("one", "two"), is_ordered=True) for _ in "12"))
    data = on_letterhead(one_section(), tmp_path, with_blocks(*lists))
    numbering = xml(data, "word/numbering.xml")
    used = values(xml(data).iter(f"{W}numId"))
    known = {n.get(f"{W}numId"): n for n in numbering.iter(f"{W}num")}

    assert len(used) == 5
    assert used[1] == used[2] != used[3] == used[4]
    assert all(number in known for number in used)
    assert len(list(known[used[3]].iter(f"{W}startOverride"))) == 1


def test_the_words_of_the_letterhead_keep_their_language(tmp_path: Path) -> None:
    """The file speaks English, the address block German."""
    data = on_letterhead(first_page_different(), tmp_path)
    address = next(r for r in xml(data).iter(f"{W}r") if text_of(r) == "An die Agentur")
    default = xml(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert values(address.iter(f"{W}lang")) == ["de-DE"]
    assert default is not None
    assert default.get(f"{W}val") == "en-GB"


def test_nothing_tells_who_made_the_letterhead(tmp_path: Path) -> None:
    """Author, dates and company of the file are the report's."""
    file = blank()
    core = file.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = "Kim Muster"
    data = on_letterhead(saved(file), tmp_path)

    assert b"Kim Muster" not in b"".join(parts(data).values())
    assert not any(re.match("docProps/(app|thumb)", name) for name in parts(data))
    assert docx.Document(io.BytesIO(data)).core_properties.author == DOCUMENT.author


def test_styles_that_are_taken_in_know_the_width(tmp_path: Path) -> None:
    """Tab stops that reach the margin of our pages reach that of the town's."""
    styles = xml(on_letterhead(one_section(), tmp_path), "word/styles.xml")
    named = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
    stops = [int(t.get(f"{W}pos", "")) for t in named["TOC1"].iter(f"{W}tab")]
    width = 155 / 25.4 * 1440

    assert stops == [pytest.approx(width, abs=3)]
    assert all(int(t.get(f"{W}pos", "")) < width for t in named["SignatureLine"].iter(f"{W}tab"))
