"""Tests of a document: how it is composed."""

from __future__ import annotations

import pickle
from datetime import date

from efc_reporting.contracts import API_VERSION, Audience
from efc_reporting.testing.contexts import context_for
from efc_reporting.testing.contracts.clock import clock_readings
from efc_reporting.testing.contracts.describing import (
    NAME,
    faults_of_options,
    takes_unknown_option,
    unchecked_options,
)
from efc_reporting.testing.contracts.document_base import OfDocument, composed_by, first_changes
from efc_reporting.testing.contracts.watching import watch
from efc_reporting.testing.sample import sample_project


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
