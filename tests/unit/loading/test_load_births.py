"""Dates of birth as people write them: what cannot be is told, and nothing else."""

from __future__ import annotations

import pytest

from efc_reporting.loading import load_project

TOML = """
[[meetings]]
id = "m1"
title = "First meeting"
sittings = [{place = "Perugia", country = "IT", start = 2018-06-04, end = 2018-06-07}]
[[meetings]]
id = "m2"
title = "Second meeting"
sittings = [{place = "Perugia", country = "IT", start = 2019-05-09, end = 2019-05-09}]
[[sheets]]
file = "list.csv"
meeting = "m1"
"""
HEADER = "Family name;Town;Country;Date of birth\n"
NO_DAY = "there is no such day"
OTHER = "in this date, day and month stand in another order than in most"
MIXED = "some dates of this column begin with the day and others with the month"
NO_DATE = "this is no year and no date of birth"
AFTER = "this is after the first day of the meeting"
TOO_OLD = "the person would be more than 120 years old"


def folder_with(make_folder, *births, toml=TOML, header=HEADER):
    rows = "".join(f"A{number};Town;DE;{born}\n" for number, born in enumerate(births))
    return make_folder(toml, files={"list.csv": header + rows})


def ages(folder):
    return [person.age for person in load_project(folder).meetings[0].participants]


@pytest.mark.parametrize(
    ("births", "mistakes"),
    [
        (("31.13.1990", "1.2.1980"), {"D2": NO_DAY}),
        (("32.1.1980", "2.13.1980", "1.2.1980"), {"D2": NO_DAY}),
        (("32.1.1980", "31.1.1980", "1.2.1980"), {"D2": NO_DAY}),
        (("29/2/1981", "2/29/1981"), {"D2": NO_DAY, "D3": NO_DAY}),
        (("1980-13-01", "31 febbraio 1980", "1980"), {"D2": NO_DAY, "D3": NO_DAY}),
        (("5/13/1980", "31/5/1980", "30/6/1980", "1/2/1980"), {"D2": OTHER}),
        (("5/13/1980", "31/5/1980", "6/30/1980", "1/2/1980"), {"D3": OTHER}),
        (("5/13/1980", "31/5/1980", "1/2/1980", "3/3/1980", "1980"),
         {"D2": MIXED, "D3": MIXED, "D4": MIXED}),
        (("5/13/1980", "31/5/1980", "30/6/1980", "32.1.1980", "1/2/1980 lub 1981"),
         {"D2": OTHER, "D5": NO_DAY, "D6": NO_DATE}),
        (("5/13/1980", "31/5/1980", "40/40/1980", "yesterday", "1/2/1850"),
         {"D2": MIXED, "D3": MIXED, "D4": NO_DAY, "D5": NO_DATE, "D6": MIXED}),
        (("31.5.1850", "1/2/1889"), {"D2": NO_DATE, "D3": NO_DATE}),
    ],
)  # fmt: skip
def test_each_wrong_date_is_told_with_its_own_reason(make_folder, problems_of, births, mistakes):
    """All in one round; one odd date does not spoil the others, and none that cannot be decides."""
    problems = problems_of(folder_with(make_folder, *births))

    assert [problem.place for problem in problems] == list(mistakes)
    assert all(
        problem.problem.startswith(reason)
        for problem, reason in zip(problems, mistakes.values(), strict=True)
    )


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (("6/5/1980", "6/30/1980"), [37, 37]),
        (("4/6/1980", "30/6/1980"), [38, 37]),
        (("6/5/1980", "3/3/1980"), [38, 38]),
    ],
)
def test_the_order_of_the_column_is_that_of_its_telling_dates(make_folder, births, expected):
    """Month first, day first, and day first where none tells; 2018-06-04 is the first day."""
    assert ages(folder_with(make_folder, *births)) == expected


@pytest.mark.parametrize(
    ("header", "born", "reason"),
    [
        ("Date of birth", "2030-01-01", AFTER),
        ("Date of birth", "5.6.2018", AFTER),
        ("Date of birth", "2019", AFTER),
        ("Date of birth", "3.6.1897", TOO_OLD),
        ("Age", "2019", AFTER),
        ("Age", "1897", TOO_OLD),
    ],
)
def test_a_birth_that_cannot_be_is_a_wrong_cell(make_folder, problems_of, header, born, reason):
    """After the meeting, or more than 120 years before it; a year may stand under "Age" too."""
    header = f"Family name;Town;Country;{header}\n"
    (problem,) = problems_of(folder_with(make_folder, "1980", born, header=header))

    assert (problem.place, problem.problem.startswith(reason)) == ("D3", True)
    assert born not in problem.problem


def test_the_bounds_of_births_are_people(make_folder):
    """Born on the first day, in the year of the meeting, and 120 years before."""
    births = ("4.6.2018", "2018", "5.6.1897", "1898", "")

    assert ages(folder_with(make_folder, *births)) == [0, 0, 120, 120, None]


def test_a_birth_is_held_against_the_meeting_of_its_row(make_folder, problems_of):
    """Born between the meetings: of the second, but not of the first."""
    header = "Family name;Town;Country;Date of birth;Meeting\n"
    toml = TOML.replace('meeting = "m1"\n', "")
    births = ("2018-12-01;m2", "2018-12-01;m1")
    (problem,) = problems_of(folder_with(make_folder, *births, toml=toml, header=header))

    assert problem.place == "D3"
