"""Tracked changes and comments: listed, and settled as asked, never silently."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from pull_projects import STATE, Pulling, run, section

from efc_reporting.workflows.pull.results import Outcome
from efc_reporting.workflows.pull.review import comments_in

END = run("The end.")
END_PARAGRAPH = f"<w:p>{END}</w:p>"
BY = 'w:id="1" w:author="Ada Beispiel" w:date="2019-01-02T03:04:05Z"'
INSERTED = f"<w:ins {BY}>{run(' At last.')}</w:ins>"
DELETED = f"<w:del {BY}><w:r><w:delText>The end.</w:delText></w:r></w:del>"
ADDED_ROW = f"<w:trPr><w:ins {BY}/></w:trPr>"


@pytest.mark.parametrize(
    ("old", "new", "kind", "accepted", "rejected"),
    [
        (END, END + INSERTED, "inserted", "The end. At last.", "The end."),
        (END, DELETED + run("Over."), "deleted", "Over.", "The end.Over."),
        (
            END,
            f"<w:moveFrom {BY}>{run('The ')}</w:moveFrom>{run('end.')}",
            "moved",
            "end.",
            "The end.",
        ),
        (
            END,
            run("The end.", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"),
            "formatted",
            "**The end.**",
            "The end.",
        ),
        (
            END_PARAGRAPH,
            f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>{run('The')}</w:p>"
            f"<w:p>{run(' end.')}</w:p>",
            "inserted",
            "The\n\nend.",
            "The end.",
        ),
        (
            END_PARAGRAPH,
            f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('The')}</w:p>"
            f"<w:p>{run(' end.')}</w:p>",
            "deleted",
            "The end.",
            "The\n\nend.",
        ),
        (
            END_PARAGRAPH,
            '<w:p><w:pPr><w:pStyle w:val="Quote"/>'
            f"<w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{END}</w:p>",
            "formatted",
            "> The end.",
            "The end.",
        ),
    ],
)
def test_changes_are_accepted_or_rejected(
    pulling: Pulling, old: str, new: str, kind: str, accepted: str, rejected: str
) -> None:
    """Each is told with who made it; the text is that with or without it."""
    pulling.edit((old, new))
    taken = pulling.pull("accept", is_dry_run=True)
    left = pulling.pull("reject", is_dry_run=True)
    (change,) = taken.changes

    assert (change.kind, change.author, change.section_id) == (kind, "Ada Beispiel", "state")
    assert section(taken).after == STATE.partition("\n\n")[2].strip().replace("The end.", accepted)
    assert section(left).after == STATE.partition("\n\n")[2].strip().replace("The end.", rejected)


@pytest.mark.parametrize(
    ("settling", "rows"),
    [("accept", ["| **Opole** | 27 |", "| Potsdam | 26 |"]), ("reject", ["| **Opole** | 27 |"])],
)
def test_rows_of_tables_are_changes_too(pulling: Pulling, settling: str, rows: list[str]) -> None:
    """A row that was added while Word recorded is there or not."""
    xml = pulling.xml()
    begin = xml.rindex("<w:tr>", 0, xml.index(">27</w:t>"))
    row = xml[begin : xml.index("</w:tr>", begin) + len("</w:tr>")]
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Potsdam", "26"))
    pulling.edit((row, f"{row}<w:tr>{ADDED_ROW}{cells}</w:tr>"))
    after = section(pulling.pull(settling, is_dry_run=True)).after.splitlines()

    assert [line for line in after if line.startswith("| ")][2:] == rows


def test_nothing_is_done_while_changes_are_open(pulling: Pulling) -> None:
    """Unless it is asked for, changes are only listed."""
    pulling.edit((END, END + INSERTED))
    before = pulling.state()
    result = pulling.pull()

    assert result.is_stopped
    assert result.needs_attention
    assert [change.text for change in result.changes] == [" At last."]
    assert result.sections == ()
    assert pulling.state() == before


def test_changes_outside_the_texts_are_listed_too(pulling: Pulling) -> None:
    """A change in the computed part of a file is told with all others."""
    pulling.edit(("<w:sectPr", f"<w:p>{INSERTED}</w:p><w:sectPr"))

    assert [change.section_id for change in pulling.pull().changes] == [""]


def test_long_words_under_a_comment_are_shortened() -> None:
    """Between two words, with a sign that more follows."""
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = fromstring(
        f'<w:p {name}><w:commentRangeStart w:id="4"/>{run("All towns met. " * 20)}'
        '<w:commentRangeEnd w:id="4"/></w:p>'
    )
    comments = fromstring(f'<w:comments {name}><w:comment w:id="4"/></w:comments>')
    (found,) = comments_in(comments, [paragraph], "state")

    assert found.about.endswith("met. All towns …")
    assert len(found.about) <= 120


def test_comments_are_listed(pulling: Pulling) -> None:
    """Who wrote what about which words; the text itself is unchanged."""
    pulling.edit(
        (
            END,
            f'<w:commentRangeStart w:id="4"/>{END}<w:commentRangeEnd w:id="4"/>'
            '<w:r><w:commentReference w:id="4"/></w:r>',
        )
    )
    comment = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:comment {BY.replace('1', '4', 1)}><w:p>{run('Really?')}</w:p></w:comment></w:comments>"
    )
    pulling.rewrite(lambda parts: parts.update({"word/comments.xml": comment.encode()}))
    result = pulling.pull()
    (found,) = result.comments

    assert (found.author, found.text, found.about) == ("Ada Beispiel", "Really?", "The end.")
    assert found.section_id == "state"
    assert section(result).outcome is Outcome.UNCHANGED
    assert not result.needs_attention
