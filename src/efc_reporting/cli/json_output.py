"""Facts and findings as JSON: the shape on which other programs build."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from efc_reporting.errors import LoadError, ReportingError
from efc_reporting.facts.figures import people_of
from efc_reporting.model import LocalText

if TYPE_CHECKING:
    from efc_reporting.base.i18n import Translator
    from efc_reporting.facts import MeetingFacts, ProjectFacts
    from efc_reporting.facts.grant import Forecast, LumpSum
    from efc_reporting.model import Finding, Findings, Meeting, Project, Value
    from efc_reporting.programme.deadlines import Deadline

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def check_as_json(
    project: Project,
    facts: ProjectFacts,
    findings: Findings,
    translator: Translator,
    deadlines: tuple[Deadline, ...] = (),
    expected: Forecast | None = None,
) -> dict[str, Json]:
    """Return what a check found; its words are in the translator's language."""
    return {
        "project": _project(project),
        "findings": [finding_as_json(finding, translator) for finding in findings],
        "meetings": [
            _meeting(meeting, figures, translator.language)
            for meeting, figures in zip(project.meetings, facts.meetings, strict=True)
        ],
        "totals": {
            "meetings": len(facts.meetings),
            "months": facts.months,
            "days": facts.days,
            "partner_countries": list(facts.partner_countries),
            **_people(facts),
        },
        "deadlines": [
            {
                "code": deadline.code,
                "title": translator.text(deadline.title),
                "day": deadline.day.isoformat() if deadline.day else None,
                "missing": deadline.missing,
                "source": translator.text(deadline.source),
            }
            for deadline in deadlines
        ],
        **({"grant": _grant(expected)} if expected else {}),
    }


def _grant(expected: Forecast) -> Json:
    """Return what the grant comes to, amounts in EUR."""
    return {
        "award": _amount(expected.award),
        "total": _amount(expected.total),
        "forecast": _amount(expected.amount),
        "difference": _amount(expected.difference),
        "table_source": expected.table.source if expected.table else "",
        "lump_sums": [_lump_sum(lump_sum) for lump_sum in expected.lump_sums],
    }


def _lump_sum(lump_sum: LumpSum) -> Json:
    return {
        "scope": str(lump_sum.scope),
        "meeting": lump_sum.meeting,
        "people": lump_sum.people,
        "countries": lump_sum.countries,
        "amount": _amount(lump_sum.amount),
        "planned": _amount(lump_sum.planned),
    }


def _amount(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def error_as_json(error: ReportingError) -> dict[str, Json]:
    """Return why a check could not run: every problem in the files, or the one error."""
    if not isinstance(error, LoadError):
        return {"problems": [{"file": "", "place": "", "problem": str(error), "remedy": ""}]}
    return {"problems": [attrs.asdict(problem) for problem in error.problems]}


def _project(project: Project) -> dict[str, Json]:
    return {
        "title": project.title,
        "acronym": project.acronym,
        "reference": project.reference,
        "measure": project.measure,
        "call_year": project.call_year,
        "start": project.start.isoformat(),
        "end": project.end.isoformat(),
    }


def finding_as_json(finding: Finding, translator: Translator) -> dict[str, Json]:
    """Return one finding; its sentence is in the translator's language."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "where": finding.where,
        "message": translator.finding(finding),
        "values": {n: _value(v, translator.language) for n, v in finding.values.items()},
        "source": translator.text(finding.source),
        "is_confirmed": finding.is_confirmed,
    }


def _meeting(meeting: Meeting, figures: MeetingFacts, language: str) -> dict[str, Json]:
    share = figures.invited_share
    return {
        "id": figures.id,
        "number": figures.number,
        "title": meeting.title.in_language(language),
        **_people(figures),
        "invited_share": None if share is None else float(share),
    }


def _people(figures: MeetingFacts | ProjectFacts) -> dict[str, Json]:
    return {
        **people_of(figures),
        "eligible_countries": list(figures.eligible_countries),
    }


def _value(value: Value, language: str) -> Json:
    match value:
        case Fraction() | Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case LocalText():
            return value.in_language(language)
        case tuple():
            return list(value)
        case _:
            return value
