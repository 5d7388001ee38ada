"""The Word file says all that the document says, with Word's own means."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx_reading import WP, R, W, paragraphs, parts, text_of, values, xml
from docx_sample import (
    DOCUMENT,
    NAMES,
    RUNS,
    rendered,
    with_blocks,
)
from lxml import etree

from efc_format_docx.markup import cleaned
from efc_reporting.plugin import (
    Paragraph,
    Section,
)


@pytest.fixture(scope="module")
def full() -> bytes:
    """Return the document with every block, cover, contents and draft mark."""
    return rendered()


def squeezed(text: str) -> str:
    """Return a text without white space, for comparison across paragraphs."""
    return "".join(text.split())


def test_everything_is_said(full: bytes) -> None:
    """Every paragraph that the document says in plain text stands in the file."""
    body = xml(full)
    told = "".join(place.get("descr", "") for place in body.iter(f"{WP}docPr"))
    reading = squeezed(text_of(body) + told)
    said = (cleaned(text).strip("•_ ") for text in DOCUMENT.plain_paragraphs())
    pieces = [piece.strip("_: ") for text in said for piece in re.split(r"[;:,] ", text)]

    assert len(pieces) > 100
    assert [piece for piece in pieces if squeezed(piece) not in reading] == []


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text(full: bytes, name: str) -> None:
    """A name comes back letter by letter from a cell, whatever it looks like."""
    table = docx.Document(io.BytesIO(full)).tables[-1]

    assert name in [row.cells[0].text for row in table.rows]


def test_headings_follow_the_sections(full: bytes) -> None:
    """Nested sections become Heading 1, 2, 3, without a level left out."""
    found = [
        (p.style.name, p.text)
        for p in docx.Document(io.BytesIO(full)).paragraphs
        if p.style and p.style.name and p.style.name.startswith("Heading")
    ]

    assert found == [
        ("Heading 1", "Summary"),
        ("Heading 1", "Meetings"),
        ("Heading 2", "Kick-off meeting in Jyväskylä"),
        ("Heading 3", "Agenda"),
    ]


def test_sections_deeper_than_word_stay_at_its_last_level() -> None:
    """The tenth level is a Heading 9."""
    section = Section(title="10")
    for number in range(9, 0, -1):
        section = Section(title=str(number), blocks=(section,))
    found = xml(rendered(with_blocks(section)))

    assert [text_of(p) for p in paragraphs(found, "Heading9")] == ["9", "10"]


def test_the_title_has_the_style_title(full: bytes) -> None:
    """Title and subtitle have Word's styles for them, once each."""
    body = xml(full)

    assert [text_of(p) for p in paragraphs(body, "Title")] == [DOCUMENT.title]
    assert [text_of(p) for p in paragraphs(body, "Subtitle")] == [DOCUMENT.subtitle]


def test_every_style_is_defined(full: bytes) -> None:
    """No paragraph, run or table refers to a style that the file does not hold."""
    defined = set(values(xml(full, "word/styles.xml").iter(f"{W}style"), "styleId"))
    stories = [name for name in parts(full) if re.match(r"word/(document|header|footer)", name)]
    used = {
        value
        for name in stories
        for tag in ("pStyle", "rStyle", "tblStyle")
        for value in values(xml(full, name).iter(f"{W}{tag}"))
    }

    assert used - defined == set()
    assert {"Lead", "Note", "Quote", "ListBullet", "ListNumber", "Caption", "Draft"} <= used


def test_looks_of_runs() -> None:
    """Strong and emphasised text have Word's styles; both together add up."""
    body = xml(rendered(with_blocks(Paragraph(RUNS))))
    looks = {
        text_of(run): [etree.QName(child).localname for child in run.find(f"{W}rPr")]
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr") is not None
    }

    assert looks["strong"] == looks["emphasised"] == ["rStyle"]
    assert looks["both"] == ["rStyle", "i", "iCs"]
    assert looks["Auftakttreffen"] == ["lang"]


def test_control_characters_are_gone() -> None:
    """What XML forbids and what turns a line round does not reach the file."""
    body = xml(rendered(with_blocks(Paragraph(RUNS))))

    assert "control and turned  text." in text_of(body)


def test_lines_and_tabs_are_kept() -> None:
    """A new line in a text is a line break, a tab is a tab."""
    data = rendered(with_blocks(Paragraph("one\r\ntwo\tthree\n")))
    last = docx.Document(io.BytesIO(data)).paragraphs[-2]

    assert last.text == "one\ntwo\tthree\n"


def test_every_text_can_be_written() -> None:
    """Every character of the first two planes, alone surrogates too, gives a file that opens."""
    text = "".join(map(chr, range(0x20000)))
    data = rendered(with_blocks(Paragraph(text), Section(title=text, id=text)))

    assert len(text_of(xml(data))) > 2 * 100_000


def test_links_lead_out() -> None:
    """A link to the web is a real one, its address safe; a script is plain text."""
    data = rendered(with_blocks(Paragraph(RUNS)))
    links = [link for link in xml(data).iter(f"{W}hyperlink") if link.get(f"{R}id")]
    targets = {
        relation.get("Id"): (relation.get("Target"), relation.get("TargetMode"))
        for relation in xml(data, "word/_rels/document.xml.rels")
    }

    assert [text_of(link) for link in links] == ["a page"]
    assert targets[links[0].get(f"{R}id")] == (
        "https://example.org/a%20b?x=1&y=%3C2%3E",
        "External",
    )
    assert b"javascript" not in b"".join(parts(data).values())
