"""The contract of measures."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

import attrs

from efc_reporting.base.i18n import TO_ISO
from efc_reporting.model import Finding, LocalText, Severity
from efc_reporting.programme import Measure, Rule
from efc_reporting.testing.contexts import reporter_with_measure
from efc_reporting.testing.contracts.boundary_projects import boundary_cases
from efc_reporting.testing.contracts.contract import FEWEST_WORDS, Contract
from efc_reporting.testing.contracts.describing import NAME
from efc_reporting.workflows.sample import sample_project

_COUNTRY = re.compile("[A-Z]{2}")


class MeasureContract(Contract):
    """Subclass it as `class TestMyMeasure(MeasureContract)`; set `measure` and `call_years`.

    `call_years` are those of the calls that the measure was in: its rules have to cover them.
    """

    measure: ClassVar[Measure]
    call_years: ClassVar[Sequence[int]]

    def test_says_what_it_is(self) -> None:
        """Name, title and the line of the information template are filled in."""
        measure = self.measure
        assert NAME.fullmatch(measure.name), f"name {measure.name!r}: small letters and hyphens"
        assert measure.title.strip(), "the title is empty"
        assert measure.notice_heading.strip(), "the heading of the public notice is empty"

    def test_programme_has_texts_in_english(self) -> None:
        """The acknowledgement of the funding and the disclaimer are there, in English at least."""
        programme = self.measure.programme
        assert programme.title.strip(), "the programme has no title"
        for name in ("funding_statement", "disclaimer"):
            assert _is_in_english(getattr(programme, name)), f"{name} is not there in English"
        if self.measure.is_co_funded:
            assert _is_in_english(programme.co_funding_statement), "no co_funding_statement"

    def test_programme_says_who_takes_part(self) -> None:
        """Countries stand there once, as the EU writes them, with a source."""
        programme = self.measure.programme
        codes = [membership.country for membership in programme.memberships]
        assert codes, "no country takes part"
        assert programme.countries_source.strip(), "nothing says where the countries are from"
        wrong = [c for c in (*codes, *programme.excluded) if not _is_as_the_eu_writes(c)]
        assert not wrong, f"the EU writes these otherwise: {', '.join(wrong)}"
        assert not set(codes) & set(programme.excluded), "countries both in and out"
        for one in programme.memberships:
            ends = (one.since, one.until)
            assert None in ends or ends == tuple(sorted(filter(None, ends))), one.country

    def test_every_rule_has_a_source_and_a_state(self) -> None:
        """Each rule says where it stands, and whether it was read there or only recalled."""
        assert self.measure.rules, "the measure has no rules"
        for rule in self.measure.rules:
            assert len(rule.source.split()) >= FEWEST_WORDS, f"{rule.check}: no source"
            assert isinstance(rule.is_confirmed, bool), f"{rule.check}: confirmed or not?"

    def test_rules_have_the_bounds_of_their_kind(self) -> None:
        """A rule has a bound where its kind knows one, and the lower is not the higher."""
        for rule in self.measure.rules:
            given = {k for k in ("minimum", "maximum") if getattr(rule, k) is not None}
            bounds = rule.check.bounds
            assert given <= bounds, f"{rule.check}: {given - bounds}"
            assert given or not bounds, f"{rule.check} has no bound"
            assert (rule.minimum or 0) >= 0, f"{rule.check}: less than nothing"
            if rule.minimum is not None and rule.maximum is not None:
                assert rule.minimum <= rule.maximum, f"{rule.check}: minimum over maximum"

    def test_rules_do_not_contradict_each_other(self) -> None:
        """In each call year one rule of a kind holds at most."""
        for year in self.call_years:
            checks = [rule.check for rule in self.measure.rules_in(year)]
            twice = {str(check) for check in checks if checks.count(check) > 1}
            assert not twice, f"{year}: {', '.join(sorted(twice))}"

    def test_every_call_year_has_rules(self) -> None:
        """No project of a call that was is left unchecked without a word."""
        bare = [str(year) for year in self.call_years if not self.measure.rules_in(year)]
        assert not bare, f"no rule for the calls of {', '.join(bare)}"

    def test_boundaries_are_inclusive(self) -> None:
        """A project exactly at a bound keeps the rule, one step beyond it does not."""
        for rule in self.measure.rules:
            for case in boundary_cases(self.measure, rule):
                found = case.findings(self.measure, rule)
                assert bool(found) != case.is_kept, f"{_name(rule)} at {case.number}: {found}"

    def test_recalled_rules_give_notes_at_most(self) -> None:
        """A rule that was not read in a source makes no project wrong."""
        for rule, found in self._broken():
            if not rule.is_confirmed:
                assert {finding.severity for finding in found} == {Severity.NOTE}, _name(rule)

    def test_broken_rules_name_their_source(self) -> None:
        """Who is told of a broken rule is told where it stands."""
        for rule, found in self._broken():
            assert {finding.source for finding in found} == {rule.source}, _name(rule)

    def test_projects_are_checked_under_it(self) -> None:
        """A project under the measure is checked in each of its calls, and no check fails."""
        reporter = reporter_with_measure(self.measure)
        for year in self.call_years:
            project = attrs.evolve(sample_project(), measure=self.measure.name, call_year=year)
            codes = [finding.code for finding in reporter.check(project)]
            assert "check-failed" not in codes, year

    def test_every_document_is_composed_under_it(self) -> None:
        """A project under the measure gets every document of the library."""
        reporter = reporter_with_measure(self.measure)
        project = attrs.evolve(
            sample_project(), measure=self.measure.name, call_year=self.call_years[0]
        )
        for name in reporter.registry.documents:
            assert list(reporter.compose(project, name).plain_paragraphs()), name

    def test_can_be_handed_to_another_process(self) -> None:
        """The measure can be pickled and is the same afterwards."""
        assert pickle.loads(pickle.dumps(self.measure)) == self.measure

    def _broken(self) -> Iterator[tuple[Rule, list[Finding]]]:
        for rule in self.measure.rules:
            for case in boundary_cases(self.measure, rule):
                if not case.is_kept:
                    yield rule, case.findings(self.measure, rule)


def _name(rule: Rule) -> str:
    return f"{rule.check} of {rule.first_call_year}–{rule.last_call_year}"


def _is_in_english(text: LocalText) -> bool:
    words, language = text.choose("en")
    return bool(words.strip()) and language in ("", "en")


def _is_as_the_eu_writes(code: str) -> bool:
    return bool(_COUNTRY.fullmatch(code)) and code not in TO_ISO.values()
