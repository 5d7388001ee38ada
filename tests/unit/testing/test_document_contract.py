"""The contract of documents finds what is broken, and passes what is sound."""

from __future__ import annotations

import os
import random
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from efc_reporting.blocks import (
    Block,
    BulletList,
    Column,
    Image,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.testing import DocumentContract, sample_picture
from efc_reporting.testing.contracts.contract import promises_of

INFO = DocumentInfo(name="card", title="Card")


class Card(DocumentKind):
    """A sound document, which each one below breaks in one way."""

    info = INFO

    def compose(self, context: ReportContext) -> Document:
        made = Document(
            kind=self.info.name,
            title=context.project.title,
            language=context.language,
            audience=context.audience,
            as_of=context.as_of,
            funding=parts.funding(context),
            blocks=self.blocks(context),
        )
        return self.changed(made)

    def blocks(self, context: ReportContext) -> tuple[Block, ...]:
        total, t = context.facts.total, context.translator
        figure = KeyFigure(key="total", label="Total", value=total, text=t.word(total))
        return (KeyFigures((figure,)),)

    def changed(self, document: Document) -> Document:
        return document


class More(Card):
    """A card with a block more."""

    more: tuple[Block, ...] = ()

    def blocks(self, context: ReportContext) -> tuple[Block, ...]:
        return (*super().blocks(context), *self.more)


class Untitled(More):
    more = (Section(title=" ", blocks=(Paragraph("text"),)),)


class EmptySection(More):
    more = (Section(title="Results"),)


class Mute(More):
    more = (Image(data=sample_picture(), media_type="image/png", alternative=""),)


class Uncaptioned(More):
    more = (Table(caption="", columns=[Column(title="Town")], rows=[("Musterstadt",)]),)


class Unfilled(More):
    more = (Paragraph("The meeting of {town}"),)


class EmptyList(More):
    more = (BulletList(()),)


class Misspelt(More):
    more = (KeyFigures((KeyFigure(key="x", label="Share", value=Fraction(3, 8), text="40 %"),)),)


class Recounts(Card):
    def blocks(self, context: ReportContext) -> tuple[Block, ...]:
        number = sum(len(meeting.participants) for meeting in context.project.meetings)
        text = context.translator.word(number)
        return (KeyFigures((KeyFigure(key="total", label="Total", value=number, text=text),)),)


class Crowded(Card):
    def blocks(self, context: ReportContext) -> tuple[Block, ...]:
        person = context.project.meetings[0].participants[0]
        return (Paragraph(person.family_name),)


class English(Card):
    def changed(self, document: Document) -> Document:
        return attrs.evolve(document, language="en")


class Thankless(Card):
    def changed(self, document: Document) -> Document:
        return attrs.evolve(document, funding=None)


class ThanksInEnglish(Card):
    def changed(self, document: Document) -> Document:
        words = "Co-funded by the Europe for Citizens Programme of the European Union"
        assert document.funding
        return attrs.evolve(document, funding=attrs.evolve(document.funding, statement=words))


class WithoutDisclaimer(Card):
    def changed(self, document: Document) -> Document:
        assert document.funding
        return attrs.evolve(document, funding=attrs.evolve(document.funding, disclaimer=" "))


class ChangesProjects(Card):
    def compose(self, context: ReportContext) -> Document:
        object.__setattr__(context.project, "acronym", "Mine")
        return super().compose(context)


class ChangesFolder(Card):
    """A second time there is nothing left to change."""

    def compose(self, context: ReportContext) -> Document:
        os.chdir("/")
        return super().compose(context)


class Today(Card):
    def changed(self, document: Document) -> Document:
        return attrs.evolve(document, as_of=date(2026, 1, 1))


class Rolls(More):
    def changed(self, document: Document) -> Document:
        return attrs.evolve(document, subtitle=str(random.random()))


class Unpicklable(Card):
    def __init__(self) -> None:
        self.helper = lambda: None


class Twice(Card):
    def compose_files(self, context: ReportContext) -> tuple[tuple[str, Document], ...]:
        return (("a", self.compose(context)), ("a", self.compose(context)))


class Misnamed(Card):
    info = attrs.evolve(INFO, name="My Card")


@attrs.define
class Loose:
    width: int = 3


class LooseOptions(Card):
    info = attrs.evolve(INFO, options_type=Loose)


class Leaks(Card):
    """Public, and with a name that it kept from a time when it was asked for somebody else."""

    seen = ""

    def blocks(self, context: ReportContext) -> tuple[Block, ...]:
        names = [p.name for p in context.project.partners]
        return (Paragraph(f"{names} Kanarienvogel"),)


BROKEN: dict[type[DocumentKind], str] = {
    Crowded: "test_is_composed_for_everybody",
    English: "test_says_what_it_is",
    Thankless: "test_acknowledges_the_funding",
    ThanksInEnglish: "test_acknowledges_the_funding",
    WithoutDisclaimer: "test_acknowledges_the_funding",
    Untitled: "test_sections_are_titled",
    EmptySection: "test_sections_are_titled",
    Uncaptioned: "test_tables_are_regular",
    Mute: "test_pictures_have_alternatives",
    EmptyList: "test_no_block_is_empty",
    Unfilled: "test_no_place_is_left_unfilled",
    Misspelt: "test_figures_are_written_as_the_language_does",
    Recounts: "test_figures_come_from_the_facts",
    Leaks: "test_public_document_names_nobody",
    Misnamed: "test_says_what_kind_it_is",
    LooseOptions: "test_options_are_frozen_and_have_defaults",
    Rolls: "test_same_context_gives_the_same_document",
    Today: "test_reads_no_clock",
    Unpicklable: "test_can_be_handed_to_another_process",
    Twice: "test_files_have_names_of_their_own",
}


def contract_of(kind: DocumentKind) -> Any:
    class Contract(DocumentContract):
        document = kind

    return Contract()


@pytest.mark.parametrize(
    ("broken", "test"), BROKEN.items(), ids=[broken.__name__ for broken in BROKEN]
)
def test_contract_finds_what_is_broken(broken: type[DocumentKind], test: str) -> None:
    """Each test of the contract fails for a document that breaks that one promise."""
    with pytest.raises((AssertionError, AttributeError, IndexError)):
        getattr(contract_of(broken()), test)()


def test_random_numbers_are_noticed() -> None:
    """A document that rolls dice changes what others roll."""
    with pytest.raises(AssertionError, match="random numbers"):
        contract_of(Rolls()).test_leaves_its_surroundings_alone()


@pytest.mark.parametrize(
    ("broken", "words"),
    [(ChangesProjects, "the project in the"), (ChangesFolder, "working folder: ")],
)
def test_what_is_changed_once_is_noticed(
    broken: type[Card], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another test may have composed before: what was changed then is told all the same."""
    monkeypatch.chdir(tmp_path)
    contract = contract_of(broken())
    contract.test_same_context_gives_the_same_document()
    with pytest.raises(AssertionError, match=words):
        contract.test_leaves_its_surroundings_alone()


def test_unchecked_option_is_noticed() -> None:
    """An option without a validator would be believed whatever it says."""
    with pytest.raises(AssertionError, match="width"):
        contract_of(LooseOptions()).test_options_refuse_nonsense()


class AsksTheClock(Card):
    def changed(self, document: Document) -> Document:
        is_late = datetime.now().year > 9998
        return attrs.evolve(document, subtitle="late" if is_late else "")


def test_reading_the_clock_is_found_in_the_code() -> None:
    """Even where the answer changes nothing yet, the line is named."""
    with pytest.raises(AssertionError, match="lines that read the clock"):
        contract_of(AsksTheClock()).test_reads_no_clock()


@pytest.mark.parametrize(
    "test", sorted(set(promises_of(DocumentContract)) - {"test_reads_no_clock"})
)
def test_contract_passes_a_sound_document(test: str) -> None:
    """The card, unbroken, passes; this module itself asks the clock, so that test is left out."""
    getattr(contract_of(Card()), test)()


def test_audience_decides_who_is_asked() -> None:
    """A document that is not for the public is not composed for it."""

    class Internal(Card):
        info = attrs.evolve(INFO, audiences=frozenset({Audience.INTERNAL, Audience.AGENCY}))

        def blocks(self, context: ReportContext) -> tuple[Block, ...]:
            assert context.audience is not Audience.PUBLIC
            return super().blocks(context)

    contract = contract_of(Internal())

    contract.test_is_composed_for_everybody()
    contract.test_public_document_names_nobody()
