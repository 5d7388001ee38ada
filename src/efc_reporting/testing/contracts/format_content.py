"""Tests of a format: what its reader finds."""

from __future__ import annotations

import re

import attrs

from efc_reporting.document import Document
from efc_reporting.i18n import available_languages, translator_for
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import reporter_for
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.rendering import (
    accepted,
    is_said,
    missing,
    render,
    shortest,
    squeezed,
    tour,
    trial,
)
from efc_reporting.testing.contracts.tour import HOSTILE_WORDS, TOUR_WORDS

_RICHEST = "participant-list"
"""The document in which the people of a project stand."""


class FormatContent(OfFormat):
    """What a document says can be read in the file."""

    def test_every_document_has_a_title(self) -> None:
        """The title of each document and the acknowledgement of the funding can be read."""
        for rendered in trial(self.format).result:
            document, text = rendered.document, squeezed(self.text_of(rendered.data))
            assert is_said(document.title, text), document.kind
            if document.funding:
                assert is_said(document.funding.statement, text), document.kind

    def test_every_heading_can_be_read(self) -> None:
        """The title of each section stands in the file."""
        for rendered in trial(self.format).result:
            wanted = {part.title: part.title for _, part in rendered.document.sections()}
            lost = missing(wanted, self.text_of(rendered.data))
            assert not lost, f"{rendered.document.kind}: {lost}"

    def test_every_key_figure_can_be_read(self) -> None:
        """No figure of a document gets lost or changes on its way into the file."""
        for rendered in trial(self.format).result:
            text = _joined(self.text_of(rendered.data))
            for figure in rendered.document.key_figures():
                alone = rf"(?<!\w){re.escape(_joined(figure.text))}(?!\w)"
                assert re.search(alone, text), f"{rendered.document.kind}: {figure.label}"

    def test_every_block_can_be_read(self) -> None:
        """Paragraphs, lists, fields, tables, charts and signatures: nothing is swallowed."""
        lost = missing(TOUR_WORDS, self.text_of(tour(self.format).data))
        assert not lost, f"not to be found: {', '.join(lost)}"

    def test_unknown_block_falls_back(self) -> None:
        """A block that the format has never heard of appears as what it falls back to."""
        name = "block that is not known"
        text = self.text_of(tour(self.format).data)
        assert not missing({name: TOUR_WORDS[name], "figure": "8,642"}, text)

    def test_cleaned_text_survives(self) -> None:
        """Words that look like formulas, tags or templates stand there as they were written."""
        lost = missing({word: word for word in HOSTILE_WORDS}, self.text_of(tour(self.format).data))
        assert not lost, f"not to be found: {', '.join(lost)}"

    def test_reader_reads_what_is_there(self) -> None:
        """`read_text` tells two files apart: else every test that uses it would prove nothing."""
        document = tour(self.format).document
        assert document.title not in self.text_of(trial(self.format).result[0].data)
        assert TOUR_WORDS["cell"] not in self.text_of(render(self.format, _empty(document)))

    def test_document_without_contents_is_rendered(self) -> None:
        """A document may have no block at all."""
        assert render(self.format, _empty(tour(self.format).document))

    def test_draft_is_marked(self) -> None:
        """A report in spite of errors says that it is a draft, another one does not."""
        document = _empty(tour(self.format).document)
        word = squeezed(translator_for(document.language).text("DRAFT")).casefold()
        marks = [
            word in squeezed(self.text_of(render(self.format, d))).casefold()
            for d in (attrs.evolve(document, is_draft=True), document)
        ]
        assert marks == [True, False]

    def test_every_language_is_rendered(self) -> None:
        """A document in any language of the library can be read."""
        for language in available_languages():
            document = shortest(self.format, language)
            text = squeezed(self.text_of(render(self.format, document)))
            assert is_said(document.title, text), language
            if document.funding:
                assert is_said(document.funding.statement, text), language

    def test_awkward_projects_are_rendered(self) -> None:
        """Strange names, nobody, very many and nothing given: there is always a file."""
        reporter, names = reporter_for(self.format), accepted(self.format)
        name = _RICHEST if _RICHEST in names else names[0]
        for title, project in awkward_projects().items():
            data = reporter.render(project, name, self.format.info.name)
            assert data.startswith(self.format.info.magic), title
            assert self.read_text(data).strip(), title


def _empty(document: Document) -> Document:
    return attrs.evolve(document, blocks=())


def _joined(text: str) -> str:
    """Return text with all white space alike: where lines break is the format's affair."""
    return " ".join(text.split())
