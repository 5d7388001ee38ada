"""What changed between two reports, in sentences of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from efc_reporting.base.i18n import Country, Translator, Word
from efc_reporting.documents.attached_data import PROJECT, AttachedData
from efc_reporting.facts.as_json import Json
from efc_reporting.facts.figures import FIGURES
from efc_reporting.model import Finding, Findings, Project
from efc_reporting.workflows.diff_projects import CHANGED, changes_of_projects

STATISTICS = {"genders": "Participants by gender", "age_groups": "Participants by age"}

TWO_DOCUMENTS = "These are two documents: “{old}” and “{new}”."

Figures = Mapping[str, Any]


def changes(old: AttachedData, new: AttachedData, translator: Translator) -> list[str]:
    """Return a sentence for each change; [] where title and attached data are the same.

    Where they differ in nothing that has words, one sentence says that they differ. Two documents
    made from the same data are named.
    """
    titles: list[str] = []
    if old.title != new.title:
        titles = [translator.text(TWO_DOCUMENTS, old=old.title, new=new.title)]
        if old.contents == new.contents:
            return [*titles, translator.text("The attached data are the same.")]
    told = [
        *changes_of_projects(old.contents[PROJECT], new.contents[PROJECT], translator),
        *changes_of_figures(old.facts, new.facts, new.project, translator),
        *_of_statistics(old, new, translator),
        *_of_findings(old.findings, new.findings, translator),
    ]
    if not told and old.contents != new.contents:
        told = [translator.text("The attached data differ.")]
    return titles + told


def changes_of_figures(
    old: Mapping[str, Json], new: Mapping[str, Json], project: Project, translator: Translator
) -> Iterator[str]:
    """Yield a sentence for each figure that is another one in `new`."""
    t = translator
    before, now = _by_id(old), _by_id(new)
    for meeting_id in before.keys() - now.keys():
        yield t.text("Meeting {meeting} is gone.", meeting=meeting_id)
    for meeting_id, figures in now.items():
        place = _title(meeting_id, figures, project, t)
        if meeting_id not in before:
            total: Word = figures["total"]
            yield t.text("{place} is new; participants: {total}.", place=place, total=total)
            continue
        yield from _of_figures(place, before[meeting_id], figures, t)
        yield from _of_delegations(place, before[meeting_id], figures, t)
    totals: tuple[Any, Any] = (old["totals"], new["totals"])
    yield from _of_figures(t.text("Project"), *totals, t)


def _by_id(facts: Mapping[str, Any]) -> dict[str, Figures]:
    return {meeting["id"]: meeting for meeting in facts["meetings"]}


def _title(meeting_id: str, figures: Figures, project: Project, t: Translator) -> str:
    titles = {meeting.id: meeting.title for meeting in project.meetings}
    title: Word = titles.get(meeting_id, meeting_id)
    return t.text("Meeting {number}: {title}", number=figures["number"], title=title)


def _of_figures(place: str, old: Figures, new: Figures, t: Translator) -> Iterator[str]:
    for figure in FIGURES:
        before, now = old.get(figure.name), new.get(figure.name)
        if before != now and figure.name != "countries":  # told one by one, below
            yield t.text(
                CHANGED,
                place=place,
                figure=t.text(figure.label),
                before=_word(figure.name, before),
                now=_word(figure.name, now),
            )
    known, counted = _countries(old), _countries(new)
    for country in sorted(known | counted):
        if (country in known) != (country in counted):
            sentence = (
                "{place}: {country} is new among the eligible countries"
                if country in counted
                else "{place}: {country} is no longer among the eligible countries"
            )
            yield t.text(sentence, place=place, country=Country(country))


def _of_delegations(place: str, old: Figures, new: Figures, t: Translator) -> Iterator[str]:
    before, now = _delegations(old), _delegations(new)
    for key in dict.fromkeys((*before, *now)):
        one, other = before.get(key, {}), now.get(key, {})
        town = f"{place}, {t.text('{place} ({country})', place=key[0], country=Country(key[1]))}"
        for name, label in (("count", "People"), ("declared", "Declared"), ("signed", "Signed")):
            if one.get(name) != other.get(name):
                yield t.text(
                    CHANGED,
                    place=town,
                    figure=t.text(label),
                    before=one.get(name),
                    now=other.get(name),
                )
        if one and other and one["standing"] != other["standing"]:
            yield t.text(
                CHANGED,
                place=town,
                figure=t.text("Counts as"),
                before=t.text(one["standing"].replace("-", " ")),
                now=t.text(other["standing"].replace("-", " ")),
            )


def _delegations(meeting: Figures) -> dict[tuple[str, str], Figures]:
    return {(d["town"], d["country"]): d for d in meeting["delegations"]}


def _countries(figures: Figures) -> set[str]:
    return {c["country"] for c in figures["countries"] if c["is_eligible"]}


def _word(key: str, value: Any) -> Word:
    if value is None:
        return None
    if key == "invited_share":
        return Fraction(value)
    if key in ("first_day", "last_day"):
        return date.fromisoformat(value)
    return int(value)


def _of_statistics(old: AttachedData, new: AttachedData, t: Translator) -> Iterator[str]:
    """Yield where figures by gender or age differ, which are published in groups alone.

    How many different people came is told too, where both files give it.
    """
    before, now = _by_id(old.facts), _by_id(new.facts)
    both: list[tuple[str, Figures, Figures]] = [
        (_title(key, figures, new.project, t), before[key], figures)
        for key, figures in now.items()
        if key in before
    ]
    totals: tuple[Any, Any] = (old.facts["totals"], new.facts["totals"])
    known = [whole.get("different_people") for whole in totals]
    if None not in known and known[0] != known[1]:
        figure = t.text("Different people")
        yield t.text(CHANGED, place=t.text("Project"), figure=figure, before=known[0], now=known[1])
    for place, one, other in [*both, (t.text("Project"), *totals)]:
        for name, label in STATISTICS.items():
            if one["statistics"].get(name) != other["statistics"].get(name):
                yield t.text("{place}: {figure}: changed", place=place, figure=t.text(label))


def _of_findings(old: Findings, new: Findings, t: Translator) -> Iterator[str]:
    before, now = set(map(_essence, old)), set(map(_essence, new))
    for finding in new:
        if _essence(finding) not in before:
            yield t.text("New finding: {finding}", finding=t.finding(finding))
    for finding in old:
        if _essence(finding) not in now:
            yield t.text("No longer found: {finding}", finding=t.finding(finding))


def _essence(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.where, str(finding.pairs)
