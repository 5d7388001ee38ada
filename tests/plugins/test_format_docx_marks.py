"""The project's own words are marked in a Word file, twice, so that they can be taken back."""

from __future__ import annotations

import re

import attrs
import pytest
from docx_reading import W, parts, text_of, values, xml
from docx_sample import DOCUMENT, context, rendered, with_blocks
from lxml import etree

from efc_format_docx.format import DocxFormat, DocxOptions
from efc_reporting.documents.marks import LONGEST, marks_from_texts
from efc_reporting.plugin import (
    Audience,
    Block,
    Cell,
    Column,
    OwnWords,
    Paragraph,
    Run,
    Section,
    Table,
)

FIELD = Run(text="53", source="{{ total }}")


def words(*blocks: Block, **changes: object) -> OwnWords:
    """Return own words, by default of the section `state`."""
    given = {"section_id": "state", "language": "en", "digest": "0123456789abcdef", **changes}
    return OwnWords(title="State", blocks=blocks, editable=blocks, **given)


def controls(root: etree._Element) -> list[etree._Element]:
    """Return our controls, those of fields too."""
    tags = root.iter(f"{W}tag")
    return [tag.getparent().getparent() for tag in tags if tag.get(f"{W}val").startswith("efc:")]


def properties(data: bytes) -> dict[str, str]:
    """Return the custom properties of a file."""
    root = etree.fromstring(parts(data)["docProps/custom.xml"])
    return {found.get("name"): "".join(found.itertext()) for found in root}


def test_own_words_stand_in_a_control() -> None:
    """It is named for people and tagged for us, and cannot be deleted by mistake."""
    (control,) = controls(xml(rendered(with_blocks(words(Paragraph("We met."))))))
    about = control.find(f"{W}sdtPr")

    assert text_of(control) == "We met."
    assert values(about.iter(f"{W}alias")) == ["State"]
    assert values(about.iter(f"{W}tag")) == ["efc:1:0123456789abcdef:en/state"]
    assert values(about.iter(f"{W}lock")) == ["sdtLocked"]


def test_own_words_stand_between_bookmarks() -> None:
    """They are what remains where a program loses controls."""
    root = xml(rendered(with_blocks(words(Paragraph("We met.")))))
    (start,) = [b for b in root.iter(f"{W}bookmarkStart") if b.get(f"{W}name").startswith("efc_")]
    end = [b for b in root.iter(f"{W}bookmarkEnd") if b.get(f"{W}id") == start.get(f"{W}id")]

    assert start.get(f"{W}name") == "efc_1_0123456789abcdef"
    assert len(end) == 1


def test_words_of_another_owner_are_locked() -> None:
    """Word lets nobody change what stands in the control."""
    root = xml(rendered(with_blocks(words(Paragraph("Ours."), owner="opole", is_locked=True))))

    assert values(root.iter(f"{W}lock")) == ["sdtContentLocked"]


def test_fields_stand_in_controls_of_their_own() -> None:
    """A figure cannot be edited in Word; the sentence round it can."""
    text = (Run(text="There were "), FIELD, Run(text=" people."))
    _, field = controls(xml(rendered(with_blocks(words(Paragraph(text))))))
    about = field.find(f"{W}sdtPr")

    assert text_of(field) == "53"
    assert values(about.iter(f"{W}alias")) == ["{{ total }}"]
    assert values(about.iter(f"{W}lock")) == ["contentLocked"]


def test_fields_in_tables_and_headings_are_marked_too() -> None:
    """Wherever a figure stands, it is one."""
    table = Table(
        caption="",
        columns=(Column(title="53", runs=(FIELD,)), Column(title="b")),
        rows=[(Cell("53", "53", runs=(FIELD,)), "c")],
    )
    heading = Section(title="53 people", runs=(FIELD, Run(text=" people")))
    found = controls(xml(rendered(with_blocks(words(table, heading)))))

    assert [text_of(control) for control in found[1:]] == ["53", "53", "53"]


def test_cells_show_their_looks() -> None:
    """A bold word of a table is bold."""
    cell = Cell("Opole", "Opole", runs=(Run(text="Opole", is_strong=True),))
    table = Table(caption="", columns=(Column(title="a"), Column(title="b")), rows=[("x", cell)])
    root = xml(rendered(with_blocks(table)))
    (run,) = [found for found in root.iter(f"{W}r") if text_of(found) == "Opole"]

    assert values(run.iter(f"{W}rStyle")) == ["Strong"]


def test_where_nothing_is_written_a_prompt_invites() -> None:
    """It stands under its heading, and Word takes it away as soon as somebody types."""
    room = words(prompt="Write here.", needs_heading=True)
    root = xml(rendered(with_blocks(room)))
    (control,) = controls(root)

    assert text_of(control) == "Write here."
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert "State" in [text_of(p) for p in root.iter(f"{W}p")]


def test_ids_are_unique() -> None:
    """Word repairs files in which two controls or two bookmarks have one number."""
    blocks = [words(Paragraph((FIELD,)), section_id=f"part-{n}") for n in range(5)]
    root = xml(rendered(with_blocks(*blocks, has_contents=True)))
    bookmarks = values(root.iter(f"{W}bookmarkStart"), "id")
    numbers = values(root.iter(f"{W}id"))

    assert len(bookmarks) == len(set(bookmarks)) >= 10
    assert len(numbers) == len(set(numbers)) >= 10


@pytest.mark.parametrize("length", [1, 80])
def test_limits_of_word_are_kept(length: int) -> None:
    """A tag has 64 letters, a bookmark 40, a property 255; what is longer stands in properties."""
    source = f'{{{{ meetings["{"m" * 80}"].invited_share }}}}'
    long_field = Run(text="ä" * 400, source=source)
    block = words(Paragraph((long_field,)), section_id="s" * length, language="en")
    data = rendered(with_blocks(block))
    root = xml(data)
    marks = marks_from_texts(properties(data))

    assert all(len(v or "") <= 64 for v in values([*root.iter(f"{W}tag"), *root.iter(f"{W}alias")]))
    assert all(len(name or "") <= 40 for name in values(root.iter(f"{W}bookmarkStart"), "name"))
    assert all(len(value) <= LONGEST + 2 for value in properties(data).values())
    assert marks is not None
    assert marks.sections[0].section_id == "s" * length
    assert (marks.fields[0].source, marks.fields[0].text) == (source, "ä" * 400)


def test_properties_tell_how_the_file_was_made() -> None:
    """Document, readers and day, but no text of it."""
    given = attrs.evolve(context(), recipient="opole", audience=Audience.PARTNERS)
    document = with_blocks(words(Paragraph("We met.")), audience="partners")
    data = DocxFormat().render(document, given, DocxOptions())
    marks = marks_from_texts(properties(data))

    assert marks is not None
    assert (marks.document, marks.audience, marks.recipient) == ("narrative", "partners", "opole")
    assert marks.as_of == DOCUMENT.as_of
    assert b"We met" not in parts(data)["docProps/custom.xml"]


def test_the_public_gets_plain_text() -> None:
    """Nothing tells how the file was made."""
    given = attrs.evolve(context(), audience=Audience.PUBLIC)
    document = with_blocks(words(Paragraph("We met.")))
    data = DocxFormat().render(document, given, DocxOptions())

    assert "We met." in [text_of(p) for p in xml(data).iter(f"{W}p")]
    assert controls(xml(rendered(document)))
    assert controls(xml(data)) == []
    assert not re.search(rb"efc[:_-]", b"".join(parts(data).values()))
    assert "docProps/custom.xml" not in parts(data)


def test_a_file_without_own_words_has_no_properties() -> None:
    """There is nothing to take back from it."""
    assert "docProps/custom.xml" in parts(rendered(with_blocks(words(Paragraph("Hello")))))
    assert "docProps/custom.xml" not in parts(rendered(with_blocks(Paragraph("Hello"))))
