"""The contract of documents: what they hold, how they behave, and that they name nobody."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import ClassVar

import attrs

from efc_reporting.base.i18n import available_languages, translator_for
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import API_VERSION, Audience, DocumentKind, ReportContext
from efc_reporting.model import Project
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for
from efc_reporting.testing.contracts.canaries import has_canary, with_canaries
from efc_reporting.testing.contracts.clock import clock_readings
from efc_reporting.testing.contracts.contract import Contract
from efc_reporting.testing.contracts.describing import (
    NAME,
    faults_of_options,
    takes_unknown_option,
    unchecked_options,
)
from efc_reporting.testing.contracts.document_shape import (
    empty_blocks,
    faults_of_sections,
    faults_of_tables,
    misspelt_figures,
    without_alternative,
)
from efc_reporting.testing.contracts.watching import watch
from efc_reporting.workflows.sample import sample_project


class OfDocument(Contract):
    """A contract about one document."""

    document: ClassVar[DocumentKind]

    def audiences(self) -> list[Audience]:
        """Return for whom the document may be."""
        return sorted(self.document.info.audiences)

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Yield the document of many projects, languages and audiences, each with what it is."""
        for title in ("sample", *awkward_projects()):
            languages = available_languages() if title == "sample" else ("en",)
            for language in languages:
                for audience in self.audiences():
                    name = f"{title}, {language}, {audience}"
                    yield name, _composed(self.document, title, language, audience)


@cache
def _projects() -> dict[str, Project]:
    return {"sample": sample_project(), **awkward_projects()}


@cache
def _composed(kind: DocumentKind, title: str, language: str, audience: Audience) -> Document:
    """Compose once what many tests look at."""
    return composed_by(kind, context_for(_projects()[title], language=language, audience=audience))


def composed_by(kind: DocumentKind, context: ReportContext) -> Document:
    """Return what the document makes of a context."""
    first_changes(kind)
    return kind.compose(context)


@cache
def first_changes(kind: DocumentKind) -> tuple[str, ...]:
    """Return what composing changes the first time; what is done twice shows once."""
    context = context_for(sample_project(), audience=kind.info.default_audience)
    before = copy.deepcopy(context.project)
    changed = watch(lambda: kind.compose(context)).changed
    if context.project != before:
        return (*changed, "the project in the context was changed: take attrs.evolve() for a copy")
    return changed


class DocumentConduct(OfDocument):
    """A document is a pure function of its context."""

    def test_says_what_kind_it_is(self) -> None:
        """Name, title and audiences are filled in and in their usual shape."""
        info = self.document.info
        assert NAME.fullmatch(info.name), f"name {info.name!r}: take small letters and hyphens"
        assert info.title.strip(), "the title is empty"
        assert info.audiences <= set(Audience), "audiences: take them from Audience"
        assert info.default_audience in info.audiences, "nobody may get it who does not ask"
        assert info.api == API_VERSION, f"made for version {info.api} of the plugin interface"

    def test_options_are_frozen_and_have_defaults(self) -> None:
        """Options are a frozen attrs class that can be made without any choice."""
        assert list(faults_of_options(self.document.info.options_type)) == []

    def test_unknown_option_is_refused(self) -> None:
        """An option that is not known is an error before anything is composed."""
        assert not takes_unknown_option(self.document.info.options_type)

    def test_options_refuse_nonsense(self) -> None:
        """Each option has a validator: nobody learns of a slip from an odd report."""
        unchecked = unchecked_options(self.document.info.options_type)
        assert not unchecked, f"without a validator: {', '.join(unchecked)}"

    def test_same_context_gives_the_same_document(self) -> None:
        """Composing twice gives equal documents."""
        for audience in self.audiences():
            context = context_for(sample_project(), audience=audience)
            assert composed_by(self.document, context) == composed_by(self.document, context), str(
                audience
            )

    def test_reads_no_clock(self) -> None:
        """The day of a report is that of its context, and no code asks for today's date."""
        for day in (date(2020, 3, 1), date(2031, 1, 1)):
            for audience in self.audiences():
                context = context_for(sample_project(), audience=audience, as_of=day)
                assert composed_by(self.document, context).as_of == day
        asked = clock_readings(self.document)
        assert not asked, f"lines that read the clock: {'; '.join(asked)}; take `context.as_of`"

    def test_leaves_its_surroundings_alone(self) -> None:
        """Composing writes no file, asks no network, starts, prints and changes nothing."""
        contexts = [context_for(sample_project(), audience=a) for a in self.audiences()]
        seen = watch(lambda: [composed_by(self.document, context) for context in contexts])
        changed = dict.fromkeys((*first_changes(self.document), *seen.changed))
        deeds = (*seen.files, *seen.network, *seen.programs, *changed)
        assert not deeds, "; ".join(deeds)
        assert not seen.printed, f"printed {seen.printed!r}; use logging"

    def test_can_be_handed_to_another_process(self) -> None:
        """The document and what composed it can be pickled: a host may render elsewhere."""
        context = context_for(sample_project(), audience=self.document.info.default_audience)
        made = composed_by(self.document, context)
        kind, document = pickle.loads(pickle.dumps((self.document, made)))
        assert kind.info == self.document.info
        assert document == made

    def test_files_have_names_of_their_own(self) -> None:
        """Where the document is several files, no two of them are called alike."""
        for audience in self.audiences():
            made = self.document.compose_files(context_for(sample_project(), audience=audience))
            names = [name for name, _ in made]
            assert len(names) == len(set(names)), names


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


class DocumentContract(DocumentContent, DocumentConduct):
    """Subclass it as `class TestMyDocument(DocumentContract)` and set `document`."""
