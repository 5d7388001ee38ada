"""Languages, directions, links and cleaning of text for Word."""

from __future__ import annotations

import pytest
from docx_reading import W, paragraphs, text_of, values, xml
from docx_sample import rendered, with_blocks
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from efc_format_docx.markup import (
    NAMESPACES,
    attribute,
    cleaned,
    is_right_to_left,
    stretches,
    text_nodes,
    word_language,
)
from efc_reporting.plugin import (
    BulletList,
    Column,
    Field,
    FieldList,
    Paragraph,
    Run,
    Table,
    link_target,
)

ARABIC = "محمد علي"
HEBREW = "שרה כהן"


def test_a_name_from_right_to_left_is_marked() -> None:
    """Its run is marked, with its language; the words round it are not."""
    body = xml(rendered(with_blocks(Paragraph(f"Signed by {ARABIC}, mayor"))))
    marked = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]

    assert [text_of(run) for run in marked] == [ARABIC]
    assert values((run.find(f"{W}rPr/{W}lang") for run in marked), "bidi") == ["ar-SA"]
    assert list(body.iter(f"{W}bidi")) == []


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(HEBREW),
        BulletList((HEBREW,)),
        Table(caption="", columns=(Column(title="Name"),), rows=((HEBREW,),)),
    ],
)
def test_a_paragraph_in_hebrew_runs_from_right_to_left(
    block: Paragraph | BulletList | Table,
) -> None:
    """Where the first letter is Hebrew, the paragraph turns."""
    body = xml(rendered(with_blocks(block)))
    (turned,) = (p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None)

    assert text_of(turned) == HEBREW
    assert values(turned.iter(f"{W}lang"), "bidi") == ["he-IL"]


def test_a_field_keeps_its_direction() -> None:
    """The label leads; the Arabic text beside it is marked, the line does not turn."""
    body = xml(rendered(with_blocks(FieldList((Field(label="Name", text=ARABIC),)))))
    (line,) = paragraphs(body, "FieldEnd")

    assert line.find(f"{W}pPr/{W}bidi") is None
    assert len(list(line.iter(f"{W}rtl"))) == 1


def test_the_language_of_a_run_is_marked_where_it_differs() -> None:
    """German words in an English report are German to Word; English ones need no mark."""
    runs = (Run(text="Treffen", language="de"), Run(text="meeting", language="en"))
    body = xml(rendered(with_blocks(Paragraph(runs))))
    marked = {text_of(run): values(run.iter(f"{W}lang")) for run in body.iter(f"{W}r")}

    assert marked["Treffen"] == ["de-DE"]
    assert marked["meeting"] == []


@pytest.mark.parametrize(
    ("language", "written"),
    [("bg", "bg-BG"), ("da", "da-DK"), ("uk", "uk-UA"), ("pt-BR", "pt-BR"), ("", "")],
)
def test_languages_as_word_names_them(language: str, written: str) -> None:
    """A language gets the country of its usual spelling, unless it names one."""
    assert word_language(language) == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("", "")]),
        ("Aino", [("Aino", "")]),
        (f"{ARABIC} 12 {ARABIC}", [(f"{ARABIC} 12 {ARABIC}", "ar-SA")]),
        (f"a {HEBREW} b", [("a ", ""), (HEBREW, "he-IL"), (" b", "")]),
        (f"{HEBREW}!", [(HEBREW, "he-IL"), ("!", "")]),
    ],
)
def test_stretches_of_one_direction(text: str, expected: list[tuple[str, str]]) -> None:
    """Spaces and digits between two words belong to them; those outside do not."""
    assert list(stretches(text)) == expected


@given(st.text())
def test_stretches_lose_nothing(text: str) -> None:
    """The stretches of any text make up the text."""
    assert "".join(stretch for stretch, _ in stretches(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Aino", False), (HEBREW, True), (f"12 {ARABIC}", True), (f"a {ARABIC}", False), ("…", False)],
)
def test_the_first_letter_decides(text: str, expected: bool) -> None:
    """Digits and signs before the first letter do not count."""
    assert is_right_to_left(text) is expected


@given(st.text(alphabet=st.characters()))
def test_any_text_is_well_formed(text: str) -> None:
    """Any text between tags and in an attribute is XML, and says the same."""
    found = etree.fromstring(f'<w:r {NAMESPACES} w:a="{attribute(text)}">{text_nodes(text)}</w:r>')

    assert text_of(found) == cleaned(text).replace("\n", "").replace("\t", "")
    assert found.get(f"{W}a") == " ".join(cleaned(text).split())


@pytest.mark.parametrize(
    "text", ["\x00", "\x0b", "\x7f", "\x9f", "\ud800", "\ufffe", "\u202e", "\u2066"]
)
def test_unwanted_characters_are_dropped(text: str) -> None:
    """Control characters, halves of characters and marks of direction do not stay."""
    assert cleaned(f"a{text}b") == "ab"


def test_line_ends_are_one_kind() -> None:
    """Every way to end a line is a new line."""
    assert cleaned("a\r\nb\rc\u2028d\u2029e\x85f") == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://example.org/", "https://example.org/"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        ("https://example.org/ä?q=a b", "https://example.org/ä?q=a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%20", "https://example.org/%20"),
        ("javascript:alert(1)", ""),
        ("javascript://example.org/%0aalert(1)", ""),
        ("file:///etc/passwd", ""),
        ("file://example.org/share", ""),
        ("ftp://example.org/", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://[broken", ""),
        ("https://example.org:port/", ""),
        ("https://exa mple.org/", ""),
        ("mailto:nobody", ""),
        ("example.org", ""),
    ],
)
def test_only_whole_web_addresses_and_mailboxes_are_links(link: str, target: str) -> None:
    """Anything else stays text: Word calls a file damaged when one address in it is none."""
    assert link_target(link) == target
