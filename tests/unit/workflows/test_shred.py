"""Shredding takes out the people and changes no figure."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import attrs
import pytest

from efc_reporting import Project, Reporter, load_project
from efc_reporting.errors import NotAcceptedError
from efc_reporting.loading import dump_project
from efc_reporting.model import Gender
from efc_reporting.testing import sample_project
from efc_reporting.workflows.shred import TOMBSTONE, ShredPlan, plan_shredding, shred

PAID = date(2020, 6, 1)
KEPT_UNTIL = date(2023, 6, 1)
LATER = date(2023, 6, 2)
REPORTER = Reporter(discover_plugins=False, as_of=LATER)


def paid() -> Project:
    """Return the sample with a balance paid, and with all that can be known of its people."""
    first, second, *others = sample_project().meetings
    people = [
        attrs.evolve(
            p,
            family_name=f"Qanary{n}",
            gender=Gender.FEMALE if n % 2 else None,
            age=10 * n,
            is_signed=n % 3 > 0,
        )
        for n, p in enumerate(first.participants)
    ]
    return attrs.evolve(
        sample_project(),
        meetings=(
            attrs.evolve(first, participants=people),
            attrs.evolve(second, participants=people[2:6], delegations=()),
            *others,
        ),
        grant=attrs.evolve(sample_project().grant, balance_paid=PAID),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dump_project(paid(), tmp_path / "project")
    return tmp_path / "project"


def plan_of(folder: Path) -> ShredPlan:
    project = load_project(folder)
    return plan_shredding(folder, project, REPORTER.deadlines(project))


def shredded(folder: Path, as_of: date = LATER, reason: str = "") -> Path:
    export = folder.parent / "export.zip"
    shred(
        folder,
        load_project(folder),
        plan_of(folder),
        REPORTER.facts,
        export=export,
        as_of=as_of,
        reason=reason,
    )
    return export


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_figure_stays(folder: Path) -> None:
    """Facts are equal before and after: totals, genders, ages, signatures, different people."""
    before = REPORTER.facts(load_project(folder))
    shredded(folder)

    assert REPORTER.facts(load_project(folder)) == before
    assert before.different_people is not None or before.total is not None


def test_nobody_is_left(folder: Path) -> None:
    """No list is in the folder, and no name in any of its files."""
    before = contents(folder)
    shredded(folder)
    left = contents(folder)

    assert any(b"Qanary" in data for name, data in before.items() if "participants/" in name)
    assert not any(m.participants for m in load_project(folder).meetings)
    assert not any(name.startswith("participants/") for name in left)
    assert not any(b"Qanary" in data for data in left.values())


def test_all_is_exported_first(folder: Path) -> None:
    """What was deleted stands in the export, byte by byte, with the old project.toml."""
    before = contents(folder)
    with zipfile.ZipFile(shredded(folder)) as archive:
        exported = {name: archive.read(name) for name in archive.namelist()}

    assert exported == {
        name: data
        for name, data in before.items()
        if name == "project.toml" or name.startswith("participants/")
    }


def test_tombstone_says_what_when_and_by_which_rule(folder: Path) -> None:
    """Day, rule, files and numbers remain, and nobody's name."""
    shredded(folder)
    stone = (folder / TOMBSTONE).read_text("utf-8")

    assert "day = 2023-06-02" in stone
    assert "Article 133" in stone
    assert "participants/kick-off.csv" in stone
    assert "people = 13" in stone


@pytest.mark.parametrize("as_of", [PAID, KEPT_UNTIL])
def test_too_early_is_refused(folder: Path, as_of: date) -> None:
    """Until the last day of the duty to keep them nothing is changed."""
    before = contents(folder)
    with pytest.raises(NotAcceptedError, match="2023-06-01"):
        shredded(folder, as_of=as_of)

    assert contents(folder) == before


def test_reason_overrides_the_day_and_is_noted(folder: Path) -> None:
    """Who deletes earlier says why."""
    shredded(folder, as_of=PAID, reason="asked for by everybody")

    assert 'reason = "asked for by everybody"' in (folder / TOMBSTONE).read_text("utf-8")


def test_unknown_payment_is_refused(folder: Path) -> None:
    """Without the day of the balance nobody knows how long the lists have to be kept."""
    project = attrs.evolve(paid(), grant=sample_project().grant)
    plan = plan_shredding(folder, project, REPORTER.deadlines(project))

    assert "grant.balance_paid" in plan.refusal(date(2090, 1, 1))


def test_export_must_leave_the_folder(folder: Path) -> None:
    """A copy beside what was deleted would be no deletion."""
    with pytest.raises(NotAcceptedError, match="outside"):
        shred(
            folder,
            load_project(folder),
            plan_of(folder),
            REPORTER.facts,
            export=folder / "export.zip",
            as_of=LATER,
        )


def test_plan_lists_what_lies_beside_the_lists(folder: Path) -> None:
    """A copy of a list that project.toml does not name goes too."""
    (folder / "participants" / "old copy.txt").write_text("x", encoding="utf-8")
    names = [file.name for file in plan_of(folder).files]

    assert "participants/old copy.txt" in names
    assert "participants/kick-off.csv" in names


def test_comments_of_the_project_stay(folder: Path) -> None:
    """The file is edited, not written anew."""
    path = folder / "project.toml"
    path.write_text(path.read_text("utf-8") + "\n# a remark of ours\n", encoding="utf-8")
    shredded(folder)

    assert "# a remark of ours" in path.read_text("utf-8")
