"""Tests of a document: what it says, and to whom."""

from __future__ import annotations

import pickle
import re

import attrs

from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.document import Document
from efc_reporting.i18n import available_languages, translator_for
from efc_reporting.model import Project
from efc_reporting.testing.contexts import context_for
from efc_reporting.testing.contracts.canaries import has_canary, with_canaries
from efc_reporting.testing.contracts.document_base import OfDocument, composed_by
from efc_reporting.testing.contracts.document_shape import (
    empty_blocks,
    faults_of_sections,
    faults_of_tables,
    misspelt_figures,
    without_alternative,
)
from efc_reporting.testing.sample import sample_project

_PLACE = re.compile(r"\{\w*\}")


class DocumentContent(OfDocument):
    """What a document says is complete, regular and true."""

    def test_is_composed_for_everybody(self) -> None:
        """Every audience in every language gets a document, of awkward projects too."""
        for name, document in self.documents():
            assert isinstance(document, Document), name
            assert document.title.strip(), f"{name}: no title"
            assert list(document.plain_paragraphs()), name

    def test_says_what_it_is(self) -> None:
        """Kind, language, audience and day are those that were asked for."""
        for audience in self.audiences():
            for language in ("en", "de"):
                context = context_for(sample_project(), language=language, audience=audience)
                made = composed_by(self.document, context)
                said = (made.kind, made.language, str(made.audience), made.as_of)
                asked = (self.document.info.name, language, str(audience), context.as_of)
                assert said == asked

    def test_acknowledges_the_funding(self) -> None:
        """The statement on the Union's support, the disclaimer and words for the emblem are there.

        The statement is the programme's own, where it has one in the language of the document.
        """
        for name, document in self.documents():
            assert document.funding, f"{name}: no funding; give the document a Funding"
            for field, words in attrs.asdict(document.funding).items():
                assert words.strip(), f"{name}: the {field} of the funding is empty"
        for language in available_languages():
            for audience in self.audiences():
                context = context_for(sample_project(), language=language, audience=audience)
                funding = composed_by(self.document, context).funding
                programme = context.measure.programme
                chosen = [
                    text.choose(language)
                    for text in (programme.funding_statement, programme.co_funding_statement)
                ]
                official = [words for words, found in chosen if words and found == language]
                assert funding
                assert not official or funding.statement in official, (
                    f"in {language} the programme words its statement otherwise; take "
                    "context.measure.programme.funding_statement.in_language(context.language)"
                )

    def test_sections_are_titled(self) -> None:
        """No heading is empty or stands over nothing, and no level is left out."""
        for name, document in self.documents():
            found = list(faults_of_sections(document))
            assert not found, f"{name}: {'; '.join(found)}"

    def test_tables_are_regular(self) -> None:
        """Tables have a caption, rows, and a title for each column."""
        for name, document in self.documents():
            found = list(faults_of_tables(document))
            assert not found, f"{name}: {'; '.join(found)}"

    def test_pictures_have_alternatives(self) -> None:
        """Who cannot see a picture, a chart or a map is told what it shows."""
        for name, document in self.documents():
            found = without_alternative(document)
            assert not found, f"{name}: {'; '.join(found)}"

    def test_no_block_is_empty(self) -> None:
        """No paragraph, list or row of figures says nothing."""
        for name, document in self.documents():
            found = empty_blocks(document)
            assert not found, f"{name}: {', '.join(found)}"

    def test_no_place_is_left_unfilled(self) -> None:
        """No sentence of the sample's documents is left with a {place}."""
        for name, document in self.documents():
            if name.startswith("sample"):
                found = [text for text in document.plain_paragraphs() if _PLACE.search(text)]
                assert not found, f"{name}: {found}"

    def test_figures_are_written_as_the_language_does(self) -> None:
        """The text of a key figure is its value, written in the language of the document."""
        for name, document in self.documents():
            found = misspelt_figures(document, translator_for(document.language))
            assert not found, f"{name}: {'; '.join(found)}"

    def test_figures_come_from_the_facts(self) -> None:
        """Whoever counts anew counts otherwise one day: key figures stand in the facts.

        The lists are taken out of the project but not out of the facts; no figure changes.
        """
        for audience in self.audiences():
            context = context_for(sample_project(), audience=audience)
            stripped = attrs.evolve(context, project=_without_people(context.project))
            assert self._figures(stripped) == self._figures(context), str(audience)

    def test_public_document_names_nobody(self) -> None:
        """What the public gets names no participant and no signatory, not even out of sight."""
        if Audience.PUBLIC in self.document.info.audiences:
            context = context_for(with_canaries(sample_project()), audience=Audience.PUBLIC)
            for name, document in self.document.compose_files(context):
                assert not has_canary(pickle.dumps(document)), name
                assert not has_canary(name.encode())

    def _figures(self, context: ReportContext) -> list[tuple[str, object]]:
        return [(f.label, f.value) for f in composed_by(self.document, context).key_figures()]


def _without_people(project: Project) -> Project:
    meetings = [
        attrs.evolve(meeting, participants=(), delegations=(), declared_total=None)
        for meeting in project.meetings
    ]
    return attrs.evolve(project, meetings=meetings)
