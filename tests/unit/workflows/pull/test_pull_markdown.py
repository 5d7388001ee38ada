"""Generated texts go into a Word file and come back as what they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pull_projects import Pulling

import efc_format_docx
from efc_reporting import Reporter, load_project
from efc_reporting.blocks.passages import Passage, digest_of_passages, passages_of
from efc_reporting.documents.markdown import Piece, blocks_of, pieces_of
from efc_reporting.model import NarrativeSection, Project
from efc_reporting.workflows.pull.markdown import Writer
from efc_reporting.workflows.pull.merging import keys_of, merged, passages_of_pieces
from efc_reporting.workflows.pull.package import opened
from efc_reporting.workflows.pull.reading import EditedSection, read_edited
from efc_reporting.workflows.pull.review import Settling

WORDS = (
    *("Opole", "Ćirić", "Έλενα", "שרה", "(b)", "*", "_", "a_b", "1.", "2)", "-", "+", "# x", "[x]"),
    *("&amp;", "<b>", "53", "„q“", "`c`", "|", "\\", "~~", "=", "!", "https://example.org", "  "),
    *("{{7*7}}", "> x", "---", "![x](y.png)", "<https://example.org>"),
)


def inline() -> st.SearchStrategy[str]:
    """Return pieces of one line with looks and links."""
    return st.recursive(
        st.sampled_from(WORDS),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(" ".join),
            st.lists(inner, min_size=1, max_size=2).map("".join),
            inner.map(lambda words: f"**{words}**"),
            inner.map(lambda words: f"*{words}*"),
            inner.map(lambda words: f"[{words}](https://example.org/a)"),
        ),
        max_leaves=6,
    )


def blocks() -> st.SearchStrategy[str]:
    """Return blocks of every kind."""
    line = inline()
    return st.one_of(
        line,
        line.map(lambda words: f"## {words}"),
        line.map(lambda words: f"#### {words}"),
        st.lists(line, min_size=1, max_size=3).map(lambda rows: "\n".join(f"- {r}" for r in rows)),
        st.lists(line, min_size=1, max_size=3).map(lambda rows: "\n".join(f"1. {r}" for r in rows)),
        st.tuples(line, line).map(lambda two: f"- {two[0]}\n  - {two[1]}"),
        line.map(lambda words: f"> {words}"),
        st.tuples(line, line).map(lambda two: "| a | b |\n| --- | --- |\n| {} | {} |".format(*two)),
    )


TEXTS = st.lists(blocks(), max_size=5).map("\n\n".join)
REPORTER = Reporter(plugins=[efc_format_docx], discover_plugins=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose texts are replaced."""
    return load_project(Pulling(Path(tmp_path_factory.mktemp("texts"))).folder)


def reads(markdown: str) -> Sequence[Piece]:
    """Read a text without fields and pictures."""
    return tuple(pieces_of(markdown))


def through_word(project: Project, markdown: str) -> EditedSection:
    """Write a text into a Word file and read it again."""
    text = NarrativeSection(id="state", language="en", markdown=markdown)
    changed = attrs.evolve(project, narrative=(text,))
    data = REPORTER.render(changed, "interim", "docx", audience="internal")
    edited = read_edited(opened(data, "report.docx"), Settling.STOP)
    return next(found for found in edited.sections if found.mark.section_id == "state")


@settings(max_examples=40)
@given(markdown=TEXTS)
@example(markdown="- *\n  - alpha")
@example(markdown="1. one\n   - two\n     1. three\n\n   1. four\n2. five")
@example(markdown="- one\n  1. two\n  2. three\n- four\n  1. five")
@example(markdown="**(b)**Opole *a*_b_")
@example(markdown="**![x](y.png)**")
@example(markdown="[x]: https://example.org\n\nSee [x].")
def test_what_word_shows_is_what_was_written(project: Project, markdown: str) -> None:
    """The passages that are read from the file are those of the text, to the last look."""
    found = through_word(project, markdown)

    assert keys_of(found.passages) == keys_of(passages_of_pieces(reads(markdown)))
    assert digest_of_passages(found.passages) == found.mark.text_digest


@settings(max_examples=150)
@given(markdown=TEXTS)
def test_a_text_that_is_written_anew_reads_the_same(markdown: str) -> None:
    """Escaped and marked, every passage comes back as it was."""
    passages = passages_of_pieces(reads(markdown))
    writer = Writer(
        reads=lambda text: passages_of_pieces(reads(text)), picture=lambda passage: "![](x.png)"
    )
    anew = "\n\n".join(writer.blocks(passages))

    assert keys_of(passages_of_pieces(reads(anew))) == keys_of(passages)


@settings(max_examples=100)
@given(before=TEXTS, after=TEXTS)
def test_an_edit_of_any_kind_is_merged(before: str, after: str) -> None:
    """The merged text says what was edited, whatever of the old one it keeps."""
    edited = passages_of_pieces(reads(after))
    text = merged(before, edited, reads, lambda passage: "")

    assert keys_of(passages_of_pieces(reads(text))) == keys_of(edited)


@settings(max_examples=100)
@given(markdown=TEXTS)
def test_pieces_say_what_blocks_say(markdown: str) -> None:
    """The flat reading with lines and the nested one of documents agree."""
    nested: list[Passage] = list(passages_of(blocks_of(markdown, has_sources=True)))

    assert keys_of(nested) == keys_of(passages_of_pieces(reads(markdown)))


def test_targets_of_links_are_kept() -> None:
    """What shows nothing by itself stays in the text when another paragraph is edited."""
    markdown = "See [x].\n\nOld.\n\n[x]: https://example.org"
    edited = passages_of_pieces(reads(markdown.replace("Old.", "New.")))

    assert merged(markdown, edited, reads, lambda passage: "") == markdown.replace("Old.", "New.")


def test_one_sentence_a_line_stays_so() -> None:
    """A text that is written so keeps its lines short, and its differences small."""
    markdown = "We met. It was good.\n\nFirst.\nSecond (2. of all).\nThird."
    edited = passages_of_pieces(reads(markdown.replace("Second", "The second")))

    assert merged(markdown, edited, reads, lambda passage: "") == (
        "We met. It was good.\n\nFirst.\nThe second (2. of all).\nThird."
    )


def test_a_line_ends_neither_with_a_day_nor_with_an_initial() -> None:
    """Only sentences begin new lines: not months behind their days, nor names of saints."""
    markdown = "First.\nSecond.\nThird."
    added = "Am 3. Mai und am 31. Juli kam J. Falk nach St. Nikolai. Es war 2018. Alle sangen."
    edited = passages_of_pieces(reads(markdown.replace("Third.", added)))

    assert merged(markdown, edited, reads, lambda passage: "") == (
        "First.\nSecond.\n"
        "Am 3. Mai und am 31. Juli kam J. Falk nach St. Nikolai.\nEs war 2018.\nAlle sangen."
    )
