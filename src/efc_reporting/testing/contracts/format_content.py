"""Tests of a format: what its reader finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from efc_reporting.base.i18n import available_languages, translator_for
from efc_reporting.blocks import plain
from efc_reporting.blocks.document import Document
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import reporter_for
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.rendering import (
    AnyFormat,
    accepted,
    is_said,
    missing,
    render,
    richest,
    shortest,
    squeezed,
    tour,
    trial,
)
from efc_reporting.testing.contracts.tour import (
    HOSTILE_WORDS,
    LONG_ROWS,
    LONG_WORDS,
    TOUR_WORDS,
    long_of,
)

_TELLING = ("participant-list", "narrative")
"""The documents in which the people of a project stand, and everything else."""


class FormatContent(OfFormat):
    """What a document says can be read in the file."""

    def test_every_document_has_a_title(self) -> None:
        """The title of each document and the acknowledgement of the funding can be read."""
        for rendered in trial(self.format).result:
            _assert_title(rendered.document, self.text_of(rendered.data), rendered.document.kind)

    def test_everything_around_the_blocks_can_be_read(self) -> None:
        """Subtitle, fields under the title, and the disclaimer stand in the file."""
        for rendered in trial(self.format).result:
            document, text = rendered.document, squeezed(self.text_of(rendered.data))
            lost = dict.fromkeys(n for n, words in _around(document) if not is_said(words, text))
            assert not lost, f"{document.kind}: not to be found: {', '.join(lost)}"

    def test_every_heading_can_be_read(self) -> None:
        """The title of each section stands in the file."""
        for rendered in trial(self.format).result:
            wanted = {part.title: part.title for _, part in rendered.document.sections()}
            lost = missing(wanted, self.text_of(rendered.data))
            assert not lost, (
                f"{rendered.document.kind}: not to be found: the title of the section "
                f"{', '.join(lost)}; write `title` of each Section"
            )

    def test_every_key_figure_can_be_read(self) -> None:
        """No figure of a document gets lost or changes on its way into the file."""
        for rendered in trial(self.format).result:
            text = _joined(self.text_of(rendered.data))
            for figure in rendered.document.key_figures():
                alone = rf"(?<!\w){re.escape(_joined(figure.text))}(?!\w)"
                assert re.search(alone, text), (
                    f"{rendered.document.kind}: not to be found: {figure.text!r}, the `text` of "
                    f"the key figure {figure.label!r}"
                )

    def test_every_block_can_be_read(self) -> None:
        """Paragraphs, lists, fields, tables, charts and signatures: nothing is swallowed."""
        lost = missing(TOUR_WORDS, self.text_of(tour(self.format).data))
        assert not lost, (
            f"not to be found: {', '.join(lost)}; where a block is shown in no way of its own, "
            "show what its fallback() returns"
        )

    def test_long_texts_are_whole(self) -> None:
        """The words of a long paragraph are all there, and in their order."""
        text = self.text_of(_long(self.format))
        found = re.findall(r"Qw(\d{3})", squeezed(text))
        _assert_whole("words", found, [f"{n:03}" for n in range(1, LONG_WORDS + 1)])

    def test_long_tables_are_whole(self) -> None:
        """The rows of a long table are all there, in their order, and so is each zero."""
        text = self.text_of(_long(self.format))
        found = re.findall(r"Qr(\d{3})\D*(\d)", squeezed(text))
        wanted = [(f"{n:03}", str(n % 3)) for n in range(LONG_ROWS, 0, -1)]
        _assert_whole("rows", found, wanted)

    def test_unknown_block_falls_back(self) -> None:
        """A block that the format has never heard of appears as what it falls back to."""
        name = "block that is not known"
        text = self.text_of(tour(self.format).data)
        assert not missing({name: TOUR_WORDS[name], "figure": "8,642"}, text), (
            "a block that is not known is swallowed; show what its fallback() returns"
        )

    def test_cleaned_text_survives(self) -> None:
        """Words that look like formulas, tags or templates stand there as they were written."""
        lost = missing({word: word for word in HOSTILE_WORDS}, self.text_of(tour(self.format).data))
        assert not lost, (
            f"not to be found as it was written: {', '.join(lost)}; escape what your type of file "
            "reads as something else"
        )

    def test_reader_reads_what_is_there(self) -> None:
        """`read_text` tells two files apart: else every test that uses it would prove nothing."""
        document = tour(self.format).document
        fault = "`read_text` finds words that are not in the file"
        assert document.title not in self.text_of(trial(self.format).result[0].data), fault
        assert TOUR_WORDS["cell"] not in self.text_of(render(self.format, _empty(document))), fault

    def test_document_without_contents_is_rendered(self) -> None:
        """A document may have no block at all."""
        assert render(self.format, _empty(tour(self.format).document)), "nothing came back"

    def test_draft_is_marked(self) -> None:
        """A report in spite of errors says that it is a draft, another one does not."""
        document = _empty(tour(self.format).document)
        word = squeezed(translator_for(document.language).text("DRAFT")).casefold()
        is_marked, is_marked_always = (
            word in squeezed(self.text_of(render(self.format, d))).casefold()
            for d in (attrs.evolve(document, is_draft=True), document)
        )
        assert is_marked, (
            "a draft does not say that it is one; "
            'where `document.is_draft`, write context.translator.text("DRAFT")'
        )
        assert not is_marked_always, "a report that is no draft says that it is one"

    def test_every_language_is_rendered(self) -> None:
        """A document in any language of the library can be read; other tests read English."""
        for language in sorted({*available_languages()} - {"en"}):
            for document in (shortest(self.format, language), richest(self.format, language)):
                text = self.text_of(render(self.format, document))
                _assert_title(document, text, f"{document.kind} in {language}")

    def test_awkward_projects_are_rendered(self) -> None:
        """Strange names, nobody, very many and nothing given: there is always a file."""
        reporter = reporter_for(self.format)
        taken = accepted(self.format)
        names = [name for name in _TELLING if name in taken] or taken[:1]
        for title, project in awkward_projects().items():
            for name in names[:1] if title == "many" else names:
                data = reporter.render(project, name, self.format.info.name)
                assert self.read_text(data).strip(), f"{name} of {title}: nothing can be read"


@cache
def _long(report_format: AnyFormat) -> bytes:
    return render(report_format, long_of(shortest(report_format)))


def _assert_whole(what: str, found: Sequence[object], wanted: Sequence[object]) -> None:
    lost = [one for one in wanted if one not in found]
    assert not lost, f"{len(lost)} of {len(wanted)} {what} are lost or changed, first {lost[0]}"
    assert found == wanted, f"the {what} stand in another order, or twice"


def _empty(document: Document) -> Document:
    return attrs.evolve(document, blocks=())


def _around(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what stands around the blocks, by where it is to be taken from."""
    yield "document.subtitle", document.subtitle
    for field in document.fields:
        for words in (field.label, plain(field.text)):
            yield f"{field.label!r} of document.fields", words
    if document.funding:
        yield "document.funding.disclaimer", document.funding.disclaimer


def _assert_title(document: Document, text: str, what: str) -> None:
    whole = squeezed(text)
    assert is_said(document.title, whole), f"{what}: no title; write document.title"
    if document.funding:
        assert is_said(document.funding.statement, whole), (
            f"{what}: the funding is not acknowledged; write document.funding.statement"
        )


def _joined(text: str) -> str:
    """Return text with all white space alike: where lines break is the format's affair."""
    return " ".join(text.split())
