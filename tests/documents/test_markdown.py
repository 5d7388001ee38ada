"""The project's Markdown becomes blocks: an allow-list, and no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.base.markdown import MAXIMUM_DEPTH
from efc_reporting.blocks import (
    Block,
    BulletList,
    Image,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    Table,
)
from efc_reporting.documents.markdown import blocks_of

PICTURE = Image(data=b"", media_type="image/png", alternative="The market")


def words(*blocks: Block) -> str:
    """Return everything that the blocks say, in one line."""
    return " ".join(text for block in blocks for text in block.plain_paragraphs())


def runs(markdown: str) -> tuple[Run, ...]:
    (paragraph,) = blocks_of(markdown)
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def titles(blocks: tuple[Block, ...], level: int = 1) -> list[tuple[int, str]]:
    found = []
    for block in blocks:
        if isinstance(block, Section):
            found += [(level, block.title), *titles(block.blocks, level + 1)]
    return found


# What is never taken over


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "Hello <b>you</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- a comment -->",
        '<iframe src="file:///etc/passwd"></iframe>',
    ],
)
def test_raw_html_stays_text(markdown: str) -> None:
    """A tag in the text is shown as it was typed and does nothing."""
    assert words(*blocks_of(markdown)) == markdown


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html;base64,AAAA",
        "file:///etc/passwd",
        "vbscript:x",
        "efc-asset:fonts/x.ttf",
        "//attacker.example",
        "../../secret",
        "#top",
        "https://",
        "mailto:nobody",
    ],
)
def test_unsafe_links_are_dropped(target: str) -> None:
    """Of a link to anywhere but the web or a mailbox its words remain."""
    blocks = blocks_of(f"See [here]({target}).")

    assert "here" in words(*blocks)
    assert all(not run.link for block in blocks for run in block.text)


@pytest.mark.parametrize(
    "target",
    [
        "https://musterstadt.example/a?b=c",
        "http://a.example",
        "HTTPS://a.example",
        "mailto:a@b.example",
    ],
)
def test_links_to_the_web_stay(target: str) -> None:
    """Links to pages and mailboxes are kept on their words."""
    assert Run(text="here", link=target) in runs(f"See [here]({target}).")


def test_jinja_is_text() -> None:
    """Words that a template would execute are words."""
    assert words(*blocks_of("{{7*7}} {% raise %}")) == "{{7*7}} {% raise %}"


# Looks


def test_strong_and_emphasised_words_keep_their_look() -> None:
    """Looks nest, and the words around them have none."""
    assert runs("We **met _four_ times**.") == (
        Run(text="We "),
        Run(text="met ", is_strong=True),
        Run(text="four", is_strong=True, is_emphasised=True),
        Run(text=" times", is_strong=True),
        Run(text="."),
    )


def test_line_breaks_are_spaces() -> None:
    """Where a line of the file ends, the paragraph goes on."""
    assert words(*blocks_of("one\ntwo  \nthree")) == "one two three"


def test_code_is_text() -> None:
    """Code has no look of its own in a report."""
    assert words(*blocks_of("Run `make`.\n\n    indented\n")).split() == [
        "Run",
        "make.",
        "indented",
    ]


def test_quotations_are_marked() -> None:
    """A quoted paragraph is a quotation."""
    assert blocks_of("> So be it.") == (Paragraph("So be it.", ParagraphStyle.QUOTE),)


def test_empty_text_gives_nothing() -> None:
    """No words, no blocks."""
    assert blocks_of("") == ()
    assert blocks_of("\n  \n") == ()


# Headings


def test_headings_nest_whatever_their_levels() -> None:
    """From ### to # to #### no level is skipped: each heading stands below a higher one."""
    blocks = blocks_of("### A\n\na\n\n# B\n\n#### C\n\n## D\n\n###### E\n\n# F\n")

    assert titles(blocks) == [(1, "A"), (1, "B"), (2, "C"), (2, "D"), (3, "E"), (1, "F")]


def test_text_before_a_heading_stays_before_it() -> None:
    """Text without a heading stands before the first section."""
    blocks = blocks_of("Before.\n\n## Title\n\nBelow.\n")

    assert blocks == (
        Paragraph("Before."),
        Section(title="Title", blocks=[Paragraph("Below.")]),
    )


def test_looks_of_a_heading_are_left_out() -> None:
    """A heading is plain words."""
    assert titles(blocks_of("# The **big** [day](https://a.example)")) == [(1, "The big day")]


def test_heading_without_words_is_none() -> None:
    """A lone # gives no empty heading, which no reader could follow."""
    assert blocks_of("#\n\nText.\n") == (Paragraph("Text."),)


def test_underlined_headings_are_headings() -> None:
    """Both ways to write a heading mean the same."""
    assert titles(blocks_of("Title\n=====\n\nBelow\n-----\n")) == [(1, "Title"), (2, "Below")]


# Lists


def test_lists_nest() -> None:
    """Points below a point stay below it, also numbered ones, which stay numbered."""
    (block,) = blocks_of("- a\n  - b\n    1. c\n- d\n")
    numbered = ListItem("c", is_ordered=True)

    assert block == BulletList([ListItem("a", [ListItem("b", [numbered])]), ListItem("d")])


def test_lists_of_both_kinds_below_one_point_stay_apart() -> None:
    """Each is of its own kind, whatever the list around them."""
    (block,) = blocks_of("1. a\n   - b\n   - c\n\n   1. d\n2. e\n")
    assert isinstance(block, BulletList)
    below = block.items[0].lists_below(block.is_ordered)

    assert [len(item.items) for item in block.items] == [3, 0]
    assert [(found.is_ordered, len(found.items)) for found in below] == [(False, 2), (True, 1)]


def test_numbered_list_is_ordered() -> None:
    """Numbers in the text are numbers in the report."""
    (block,) = blocks_of("1. first\n2. second\n")

    assert block == BulletList(["first", "second"], is_ordered=True)


@pytest.mark.parametrize(
    "markdown",
    [
        "- alpha\n\n  beta\n",
        "- alpha\n\n      beta\n",
        "- alpha\n\n  ```\n  beta\n  ```\n",
        "- alpha\n\n  > beta\n",
        "- alpha\n\n  # beta\n",
        "- alpha\n\n  | beta |\n  | --- |\n  | 1 |\n",
        "> # alpha\n>\n> beta\n",
        "> - alpha\n> - beta\n",
        "> > alpha\n>\n> beta\n",
    ],
)
def test_no_word_is_lost_in_nested_blocks(markdown: str) -> None:
    """Whatever stands in a point of a list or in a quotation is in the report."""
    text = words(*blocks_of(markdown))

    assert "alpha" in text
    assert "beta" in text


@pytest.mark.parametrize("prefix", ["> ", "- "])
def test_very_deep_text_is_kept(prefix: str) -> None:
    """Text nested deeper than anybody reads keeps its words and does not exhaust anything."""
    markdown = prefix * (MAXIMUM_DEPTH * 3) + "deep"

    assert "deep" in words(*blocks_of(markdown))


def test_deep_nesting_is_bounded() -> None:
    """Thousands of brackets, quotations or stars nest no deeper than allowed."""
    for markdown in ("> " * 5000 + "x", "- " * 2000 + "x", "*" * 5000, "[" * 5000, "`" * 5000):
        blocks = blocks_of(markdown)

        assert depth(blocks) <= MAXIMUM_DEPTH


def depth(blocks: tuple[Block, ...]) -> int:
    inner = [depth_of_items(b.items) for b in blocks if isinstance(b, BulletList)]
    return 1 + max(inner, default=0)


def depth_of_items(items: tuple[ListItem, ...]) -> int:
    return 1 + max((depth_of_items(item.items) for item in items), default=0) if items else 0


# Tables and pictures


def test_tables_are_regular() -> None:
    """Missing cells are empty, surplus ones are left out, as Markdown has it."""
    (table,) = blocks_of("| a | b |\n| --- | --- |\n| 1 |\n| 2 | 3 | 4 |\n")

    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["a", "b"]
    assert [[cell.text for cell in row] for row in table.rows] == [["1", ""], ["2", "3"]]


def test_known_picture_is_shown() -> None:
    """A picture of the project that stands alone is shown where it stands."""
    images = {"pictures/market.jpg": PICTURE}

    assert blocks_of("![x](pictures/market.jpg)", images) == (PICTURE,)


def test_unknown_picture_leaves_its_words() -> None:
    """A picture from anywhere else is never fetched; its alternative text remains."""
    blocks = blocks_of("![The square](https://attacker.example/x.png)")

    assert blocks == (Paragraph("The square"),)


@given(
    text=st.lists(
        st.sampled_from(
            [
                "# ",
                "- ",
                "> ",
                "1. ",
                "**",
                "_",
                "`",
                "|",
                "\n",
                "\n\n",
                "    ",
                "[",
                "](x)",
                "word ",
                "<b>",
            ]
        ),
        max_size=30,
    )
)
def test_any_markdown_keeps_its_words(text: list[str]) -> None:
    """Whatever is typed, every word that was typed is there, and nothing fails."""
    markdown = "".join(text)
    wanted = len(re.findall("word", markdown))

    assert len(re.findall("word", words(*blocks_of(markdown)))) == wanted
