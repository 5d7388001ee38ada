"""One person spelt twice is told; one person at two meetings is one person."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from efc_reporting.checks import check_duplicates
from efc_reporting.facts import count
from efc_reporting.facts.duplicates import (
    NEAR,
    normal_names,
    people_by_meetings,
    possible_duplicates,
)
from efc_reporting.model import Delegation, Meeting, Participant, SheetRow, Town
from efc_reporting.programme import shipped_measures
from efc_reporting.testing import sample_project

MEASURE = next(m for m in shipped_measures() if m.name == "networks-of-towns")


def person(family, given, *, town="Potsdam", country="DE", row=2):
    source = SheetRow(file="list.xlsx", sheet="", row=row)
    return Participant(
        family_name=family, given_name=given, town=town, country=country, source=source
    )


def project_of(*meetings):
    return attrs.evolve(sample_project(), meetings=meetings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ćirić", "Ana"), ("Ciric", "Ana")),
        (("Müller", "Jörg"), ("Muller", "Jorg")),
        (("Silva", "Maria"), ("Silva", "Mario")),
        (("Иванова", "Елена"), ("Ivanova", "Elena")),
        (("Muster", "Erika"), ("Erika", "Muster")),
        (("Schmidt-Meier", "Ute"), ("Schmidt Meier", "Ute")),
        (("Müller", "Jürgen"), ("Mueller", "Juergen")),
        (("Jørgensen", "Søren"), ("Joergensen", "Soeren")),
        (("Παπαδοπούλου", "Ελένη"), ("Papadopoulou", "Eleni")),
        (("Αυγερινός", "Ευάγγελος"), ("Avgerinos", "Evangelos")),
        (("Ντάλας", "Μπάμπης"), ("Dalas", "Babis")),
        (("Щерев", "Явор"), ("Shterev", "Yavor")),
        (("Цветанов", "Жельо"), ("Tsvetanov", "Zhelyo")),
        (("Стойчев", "Андрей"), ("Stoychev", "Andrey")),
    ],
)
def test_names_that_are_nearly_one_are_told(one, other):
    """After letters are made Latin and the order of parts is left aside."""
    meeting = Meeting(id="m", title="M", participants=[person(*one), person(*other)])

    assert [pair.score >= 90 for pair in possible_duplicates(meeting)] == [True]


def test_different_names_are_not_told():
    """Nor are equal names of different countries."""
    people = [person("Muster", "Erika"), person("Beispiel", "Erika"), person("Muster", "Tom"),
              person("Muster", "Erika", country="AT")]  # fmt: skip

    twice = [*people, person("Muster", "Erika")]

    assert list(possible_duplicates(Meeting(id="m", title="M", participants=twice)))
    assert not list(possible_duplicates(Meeting(id="m", title="M", participants=people)))


def test_the_finding_tells_score_and_rows_but_no_name():
    """The lead looks at two rows; nobody is merged."""
    people = [person("Canary", "Maria", row=7), person("Canary", "Mario", row=9)]
    project = project_of(Meeting(id="m", title="M", participants=people))
    (finding,) = check_duplicates(project, count(project, MEASURE))

    assert finding.code == "possible-duplicate"
    assert finding.values["first"] == "list.xlsx, row 7"
    assert finding.values["second"] == "list.xlsx, row 9"
    assert "Canary" not in str(finding)
    assert count(project, MEASURE).total == 2


def test_one_person_at_two_meetings_is_one_person():
    """Counted once among people, each time among participations; spelling in letters aside."""
    first = Meeting(id="a", title="A", participants=[person("Ćirić", "Ana"), person("B", "C")])
    second = Meeting(id="b", title="B", participants=[person("CIRIC", "Ana")])
    facts = count(project_of(first, second), MEASURE)

    assert (facts.total, facts.different_people) == (3, 2)
    assert facts.over(["b"]).different_people == 1


def test_two_people_of_one_name_in_one_list_are_two():
    """Only the lead can say that they are one."""
    meeting = Meeting(id="a", title="A", participants=[person("B", "C"), person("B", "C")])

    assert count(project_of(meeting), MEASURE).different_people == 2


def test_without_lists_of_all_nobody_knows():
    """A delegation that is only declared may hold anybody."""
    town = Town(name="Perugia", country="IT")
    meeting = Meeting(
        id="a",
        title="A",
        participants=[person("B", "C")],
        delegations=[Delegation(town=town, count=3)],
    )

    assert count(project_of(meeting), MEASURE).different_people is None


def test_the_count_holds_no_name():
    """What facts keep for counting later is ids of meetings and numbers."""
    meeting = Meeting(id="a", title="A", participants=[person("Canary", "C")])

    assert people_by_meetings([meeting]) == ((("a",), 1),)


def test_a_long_list_of_alike_names_takes_so_many_comparisons_a_row(monkeypatch):
    """Twice the rows are twice the work, and nobody is told more than once."""
    compared = []
    monkeypatch.setattr(fuzz, "ratio", lambda *names, score_cutoff: compared.append(names) or 95.0)
    people = [person("Musterfrau", f"Erika{chr(97 + n % 26)}") for n in range(1000)]
    found = list(possible_duplicates(Meeting(id="m", title="M", participants=people)))

    assert len(compared) <= 2 * NEAR * len(people)
    assert len(found) == len(people) - 1


def test_numbered_names_are_meant_to_differ():
    """Guest 1 and Guest 2 stand for people whose names are not known."""
    people = [person("Guest", str(number)) for number in range(1, 20)]
    twice = [*people, person("Guest", "7")]

    assert not list(possible_duplicates(Meeting(id="m", title="M", participants=people)))
    (pair,) = possible_duplicates(Meeting(id="m", title="M", participants=twice))
    assert (pair.first, pair.second, pair.score) == (6, 19, 100)


def test_each_row_is_told_once_with_the_most_alike():
    """The same name at three rows is two findings, both with the first."""
    people = [person("Canary", "Maria"), person("Canary", "Mario"), person("Canary", "Maria"),
              person("Canary", "Maria")]  # fmt: skip
    pairs = possible_duplicates(Meeting(id="m", title="M", participants=people))

    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1), (0, 2), (0, 3)]


def test_rows_built_in_python_are_told_by_their_number():
    """Without a sheet the place in the list names the row."""
    people = [attrs.evolve(person("Canary", "Maria"), source=None) for _ in range(2)]
    project = project_of(Meeting(id="m", title="M", participants=people))
    (finding,) = check_duplicates(project, count(project, MEASURE))

    assert (finding.values["first"], finding.values["second"]) == (
        "participants[0]",
        "participants[1]",
    )


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_names_do_not_depend_on_those_beside_them(names):
    """Written as one text or name by name: it is the same, line breaks within a name or not."""
    people = [person(family, given_name) for family, given_name in names]

    assert normal_names(people) == [normal_names([one])[0] for one in people]


def test_a_name_without_letters_is_no_trap():
    """Signs alone leave an empty name, which is compared with nobody."""
    people = [person("–", ""), person("–", "")]

    assert normal_names(people) == ["", ""]
    assert not list(possible_duplicates(Meeting(id="m", title="M", participants=people)))
