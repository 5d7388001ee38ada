"""Signatures noted in signed.toml are counted, and the partners' sheets stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from efc_reporting import Reporter, load_project
from efc_reporting.errors import LoadError
from efc_reporting.facts.attendance import attendance_lists
from efc_reporting.loading.signed import SIGNED_FILE, SignedList, signed_toml
from efc_reporting.model import Severity

PROJECT = """
title = "T"
reference = "R"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
[[meetings]]
id = "m"
title = "M"
participants = ["list.csv"]
"""
SHEET = "Family name,Given name,Town,Country\nZ,A,Opole,PL\nB,B,Opole,PL\nC,C,Perugia,IT\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "project.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "list.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path


def note(folder: Path, *numbers: int, **changes: str) -> None:
    found = attendance_lists(load_project(folder))[0]
    given = {"id": found.id, "state": found.state, **changes}
    (folder / SIGNED_FILE).write_bytes(signed_toml([SignedList(signed=numbers, **given)]))


def test_numbers_mark_people_of_the_printed_order(folder: Path) -> None:
    """Number 1 is B, not Z who stands first in the sheet; other lists stay open."""
    note(folder, 1)
    people = load_project(folder).meetings[0].participants

    assert [(p.family_name, p.is_signed) for p in people] == [
        ("Z", False),
        ("B", True),
        ("C", None),
    ]


def test_on_a_changed_list_nobody_counts_as_having_signed(folder: Path) -> None:
    """Its numbers may mean other people now; that is an error, and other lists stay open."""
    note(folder, 1)
    (folder / "list.csv").write_text(SHEET + "A,A,Opole,PL\n", encoding="utf-8")
    project = load_project(folder)

    assert [(p.family_name, p.is_signed) for p in project.meetings[0].participants] == [
        ("Z", False),
        ("B", False),
        ("C", None),
        ("A", False),
    ]
    assert [(f.code, f.severity) for f in project.remarks] == [
        ("signed-list-changed", Severity.ERROR)
    ]


def test_a_changed_list_goes_before_the_marks_in_its_sheet(folder: Path) -> None:
    """What signed.toml says goes before a column, also where it no longer says who."""
    note(folder, 1)
    rows = SHEET.splitlines()
    marked = [f"{rows[0]},Signed", *(f"{row},x" for row in rows[1:]), "A,A,Opole,PL,x"]
    (folder / "list.csv").write_text("\n".join(marked), encoding="utf-8")
    people = load_project(folder).meetings[0].participants

    assert [p.is_signed for p in people] == [False, False, True, False]


def test_nobody_of_a_changed_list_counts_or_gets_a_certificate(folder: Path) -> None:
    """All figures agree: nobody signed, no finding says that everybody is counted."""
    rows = "".join(line for line in SHEET.splitlines(keepends=True) if "Perugia" not in line)
    (folder / "list.csv").write_text(rows, encoding="utf-8")
    note(folder, 1)
    (folder / "list.csv").write_text(rows + "A,A,Opole,PL\n", encoding="utf-8")
    project = load_project(folder)
    reporter = Reporter(discover_plugins=False)
    codes = {finding.code for finding in reporter.check(project)}
    (meeting,) = reporter.facts(project).meetings

    assert (meeting.total, meeting.signed) == (3, 0)
    assert {"signed-list-changed", "signatures-missing"} <= codes
    assert not codes & {"lists-unsigned", "lists-partly-unsigned"}


def test_unknown_list_is_an_error(folder: Path) -> None:
    """A list that is gone is named by its id."""
    note(folder, 1, id="AAAA-AAAA")

    assert [f.code for f in load_project(folder).remarks] == ["signed-list-unknown"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("[[lists]]\nstate = 'x'", "lists[0].id"),
        ("[[lists]]\nid = 'x'\nstate = 'x'\nsinged = [1]", "lists[0].singed"),
        ("[[lists]]\nid = 'x'\nstate = 'x'\nsigned = ['1']", "lists[0].signed[0]"),
        ("lists = [", "last line"),
    ],
)
def test_mistakes_are_told_with_their_place(folder: Path, content: str, place: str) -> None:
    """What cannot be read stops the load, as in any other file."""
    (folder / SIGNED_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load_project(folder)

    assert (SIGNED_FILE, place) in {(p.file, p.place) for p in caught.value.problems}


def test_number_beyond_the_list_is_told(folder: Path) -> None:
    """Nobody has the number 3 on a list of two."""
    note(folder, 3)
    with pytest.raises(LoadError, match="no number 3 on a list of 2 people"):
        load_project(folder)
