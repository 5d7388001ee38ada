"""The project, its figures and its findings as JSON, and the project back from it.

Keys stand in the order of the model, so that the same project gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from efc_reporting.errors import InvalidValueError
from efc_reporting.facts.figures import MeetingFacts, ProjectFacts, of_delegation, people_of
from efc_reporting.model import (
    Finding,
    Findings,
    LocalText,
    Picture,
    Project,
    Severity,
    Value,
)

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

VERSION = 1
"""The version of the three shapes; a reader refuses one that it does not know."""


def to_bytes(content: Mapping[str, Json]) -> bytes:
    """Return JSON in UTF-8."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def project_as_json(project: Project) -> dict[str, Json]:
    """Return the project; pictures stand without their bytes, with the SHA-256 of them."""
    return {"version": VERSION, "project": _converter().unstructure(project)}


def project_from_json(content: Json) -> Project:
    """Return the project that `project_as_json` was given, but for the bytes of its pictures.

    Raise InvalidValueError where the content is of another shape.
    """
    return _structured(_of_version(content, "project.json").get("project"), Project, "project.json")


def facts_as_json(facts: ProjectFacts) -> dict[str, Json]:
    """Return every figure; what is known of genders and ages stands apart under `statistics`."""
    return {
        "version": VERSION,
        "meetings": [_meeting(meeting) for meeting in facts.meetings],
        "totals": {
            "meetings": len(facts.meetings),
            "months": facts.months,
            "partner_countries": list(facts.partner_countries),
            "different_people": facts.different_people,
            **_figures(facts),
        },
    }


def findings_as_json(findings: Findings) -> dict[str, Json]:
    """Return the findings; `message` is the English sentence with places for the values."""
    return {
        "version": VERSION,
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "where": finding.where,
                "message": finding.message,
                "values": {name: _tagged(value) for name, value in finding.pairs},
                "source": finding.source,
            }
            for finding in findings
        ],
    }


def findings_from_json(content: Json) -> Findings:
    """Return the findings that `findings_as_json` was given.

    Raise InvalidValueError where the content is of another shape.
    """
    try:
        return Findings(
            Finding(
                code=item["code"],
                severity=Severity(item["severity"]),
                where=item["where"],
                message=item["message"],
                values={name: _untagged(value) for name, value in item["values"].items()},
                source=item["source"],
            )
            for item in cast("Any", _of_version(content, "findings.json")["findings"])
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _bad_shape("findings.json", error) from error


def _of_version(content: Json, name: str) -> dict[str, Json]:
    if isinstance(content, dict) and content.get("version") == VERSION:
        return content
    raise InvalidValueError(
        where=name,
        problem=f"it is not of version {VERSION}, which alone is known here",
        remedy="use the version of efc-report that wrote it, or a newer one",
    )


def _meeting(meeting: MeetingFacts) -> dict[str, Json]:
    return {
        "id": meeting.id,
        "number": meeting.number,
        "first_day": _day(meeting.first_day),
        "last_day": _day(meeting.last_day),
        "host_countries": list(meeting.host_countries),
        "declared_total": meeting.declared_total,
        "invited_share": _fraction(meeting.invited_share),
        **_figures(meeting),
        "delegations": [{**of_delegation(delegation)} for delegation in meeting.delegations],
    }


def _figures(facts: MeetingFacts | ProjectFacts) -> dict[str, Json]:
    return {
        "days": facts.days,
        **people_of(facts),
        "countries": [attrs.asdict(country) for country in facts.countries],
        "statistics": {"genders": dict(facts.genders), "age_groups": dict(facts.age_groups)},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _fraction(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def _tagged(value: Value) -> Json:
    """Return a value that JSON knows, or one that says in a key what it is."""
    match value:
        case Fraction():
            return {"fraction": str(value)}
        case Decimal():
            return {"amount": str(value)}
        case date():
            return {"day": value.isoformat()}
        case LocalText():
            return {"texts": dict(value.texts)}
        case tuple():
            return list(value)
        case _:
            return value


def _untagged(value: Any) -> Value:
    match value:
        case {"fraction": str(text)}:
            return Fraction(text)
        case {"amount": str(text)}:
            return Decimal(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"texts": dict(texts)}:
            return LocalText(texts)
        case list():
            return tuple(map(str, value))
        case str() | int() | None:
            return value
    raise TypeError(f"{value!r} is no value of a finding")


def _structured(content: Json, wanted: type[T], name: str) -> T:
    from cattrs import BaseValidationError

    try:
        return _converter().structure(content, wanted)
    except (BaseValidationError, InvalidValueError, TypeError, ValueError) as error:
        raise _bad_shape(name, error) from error


def _bad_shape(name: str, error: Exception) -> InvalidValueError:
    return InvalidValueError(
        where=name,
        problem=f"it is not as this program writes it ({type(error).__name__})",
        remedy="take the file as it was written",
    )


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

    converter = Converter(omit_if_default=True, forbid_extra_keys=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(LocalText, lambda text: dict(text.texts))
    converter.register_structure_hook(LocalText, lambda texts, _: LocalText(dict(texts)))
    left_out = override(omit=True)
    picture = make_dict_unstructure_fn(
        Picture, converter, _cattrs_omit_if_default=True, data=left_out
    )
    converter.register_unstructure_hook(
        Picture, lambda p: {**picture(p), "sha256": hashlib.sha256(p.data).hexdigest()}
    )
    plain_picture = make_dict_structure_fn(
        Picture, converter, data=override(struct_hook=lambda data, _: data)
    )
    converter.register_structure_hook(
        Picture,
        lambda given, _: plain_picture(
            {name: part for name, part in given.items() if name != "sha256"} | {"data": b""},
            Picture,
        ),
    )
    # The project last: its functions take the others as they are when they are made.
    converter.register_unstructure_hook(
        Project,
        make_dict_unstructure_fn(
            Project, converter, _cattrs_omit_if_default=True, remarks=left_out
        ),
    )
    converter.register_structure_hook(
        Project, make_dict_structure_fn(Project, converter, remarks=left_out)
    )
    return converter
