"""Project, figures and findings survive JSON, and the same data give the same bytes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import attrs
import pytest

from efc_reporting import Project, load_project
from efc_reporting.errors import InvalidValueError
from efc_reporting.facts.as_json import (
    facts_as_json,
    findings_as_json,
    findings_from_json,
    project_as_json,
    project_from_json,
    to_bytes,
)
from efc_reporting.model import Finding, Findings, LocalText, Severity
from efc_reporting.testing import awkward_projects, context_for, sample_project
from projects import ROOT, meeting, network, people, tolint

PROJECTS = {
    "tolint": tolint(),
    "example": load_project(ROOT / "examples" / "town_twinning"),
    "sample": sample_project(),
    **awkward_projects(),
}


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_a_project_comes_back(project: Project) -> None:
    """Equal in everything but the bytes of its pictures."""
    written = json.loads(to_bytes(project_as_json(project)))
    without_bytes = [attrs.evolve(picture, data=b"") for picture in project.pictures]

    assert project_from_json(written) == attrs.evolve(project, pictures=without_bytes)


def test_a_picture_is_named_by_its_sum() -> None:
    """The pages show it, the data need not hold it twice."""
    picture = sample_project().pictures[0]
    content = project_as_json(sample_project())["project"]

    assert isinstance(content, dict)
    assert content["pictures"][0]["sha256"] == sha256(picture.data).hexdigest()  # type: ignore


def test_findings_come_back_with_their_types() -> None:
    """Shares, amounts, days and lists are what they were, so that any language can tell them."""
    values = {
        "share": Fraction(20, 53),
        "amount": Decimal("10000.50"),
        "day": date(2018, 9, 30),
        "title": LocalText({"de": "Treffen"}),
        "countries": ("DE", "EL"),
        "number": 3,
        "nothing": None,
        "word": "x",
    }
    findings = Findings(
        [Finding(code="a", severity=Severity.NOTE, where="b", message="{day}", values=values)]
    )

    assert findings_from_json(json.loads(to_bytes(findings_as_json(findings)))) == findings


def test_figures_are_those_of_the_facts() -> None:
    """Shares stand as fractions, so that nobody has to guess how they were rounded."""
    context = context_for(tolint())
    content = facts_as_json(context.facts)
    potsdam = content["meetings"][1]  # type: ignore[index, call-overload]

    assert (potsdam["total"], potsdam["invited"], potsdam["local"]) == (53, 20, 26)
    assert potsdam["invited_share"] == "20/53"
    assert content["totals"]["total"] == 80  # type: ignore[index, call-overload]


def test_different_people_stand_beside_the_participations() -> None:
    """Who came to both meetings is one person; nothing stands there where nobody can tell."""
    both = network(*(meeting(participants=people(3, "PL"), id=name) for name in ("a", "b")))
    totals = [facts_as_json(context_for(found).facts)["totals"] for found in (both, tolint())]

    assert [(t["total"], t["different_people"]) for t in totals] == [  # type: ignore[index, call-overload]
        (6, 3),
        (80, None),
    ]


@pytest.mark.parametrize(
    "content", [None, [], {}, {"version": 2}, {"version": 1}, {"version": 1, "project": {"x": 1}}]
)
def test_another_shape_is_refused(content: object) -> None:
    """In one sentence, whatever it is."""
    with pytest.raises(InvalidValueError, match=r"project\.json: it is not"):
        project_from_json(content)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "findings", [None, 1, [1], [{"code": 1}], [{"severity": "x"}], [{"values": {"a": {"b": 1}}}]]
)
def test_findings_of_another_shape_are_refused(findings: object) -> None:
    """Likewise."""
    with pytest.raises(InvalidValueError, match=r"findings\.json: it is not"):
        findings_from_json({"version": 1, "findings": findings})  # type: ignore[dict-item]
