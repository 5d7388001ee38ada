"""Headers for towns and countries: what a word means depends on the list that it stands in."""

from __future__ import annotations

import pytest

from efc_reporting.loading import load_project
from efc_reporting.loading.sheets.headers import field_of_header

TOML = """
[[partners]]
id = "sender"
name = "A town"
town = "Town"
country = "{}"
[[meetings]]
id = "m1"
title = "First meeting"
[[sheets]]
file = "list.csv"
meeting = "m1"
{}
"""
SENT = 'partner = "sender"'


def places(make_folder, header, row, *, country="DE", table=SENT):
    toml = TOML.format(country, table)
    project = load_project(make_folder(toml, files={"list.csv": f"{header}\n{row}\n"}))
    (person,) = project.meetings[0].participants
    return (person.town, person.country), [remark.code for remark in project.remarks]


@pytest.mark.parametrize(
    ("header", "row", "country"),
    [
        ("Priimek;Ime;Kraj;Država", "A;B;Kranj;SI", "SI"),
        ("Priimek;Ime;Kraj;Država", "A;B;Kranj;SI", "PL"),
        ("Nazwisko;Imię;Miejscowość;Kraj", "A;B;Kranj;SI", "PL"),
        ("Nazwisko;Imię;Miejscowość;Kraj", "A;B;Kranj;SI", "SI"),
        ("Cognome;Nome;Provenienza;Paese", "A;B;Kranj;SI", "IT"),
        ("Cognome;Nome;Comune;Provenienza", "A;B;Kranj;SI", "IT"),
        ("Name;Herkunftsort;Herkunftsland", "A;Kranj;SI", "DE"),
        ("Participant's name;Città di residenza;Stato", "A;Kranj;SI", "IT"),
        ("Apellidos;Población;País", "A;Kranj;SI", "ES"),
        ("Name;PLZ, Ort;Land", "A;SI-4000 Kranj;SI", "DE"),
        ("Name;PLZ/Ort;Land", "A;4000 Kranj;SI", "DE"),
        ("Name;Ort;Land", "A;Kranj;SI", "DE"),
    ],
)
def test_towns_and_countries_are_told_apart(make_folder, header, row, country):
    """The other columns decide before the country of the partner; a postal code is no town."""
    assert places(make_folder, header, row, country=country)[0] == ("Kranj", "SI")


@pytest.mark.parametrize(
    ("header", "country", "table", "expected"),
    [
        ("Priimek;Ime;Kraj", "SI", SENT + '\ncountry = "SI"', ("Kranj", "SI")),
        ("Prezime;Ime;Kraj", "RS", SENT + '\ncountry = "SI"', ("Kranj", "SI")),
        ("Nazwisko;Imię;Kraj", "PL", SENT + '\ntown = "Bled"', ("Bled", "SI")),
        ("Nazwisko;Imię;Kraj", "SI", SENT + '\ntown = "Bled"', ("Bled", "SI")),
    ],
)
def test_what_project_toml_says_of_all_rows_counts_as_named(
    make_folder, header, country, table, expected
):
    """Where the table gives the country, the column is the town, and the other way round."""
    row = "A;B;" + ("SI" if "town =" in table else "Kranj")

    assert places(make_folder, header, row, country=country, table=table)[0] == expected


@pytest.mark.parametrize(
    ("header", "country", "table", "missing"),
    [
        ("Priimek;Ime;Kraj;Podpis", "SI", SENT, "Country"),
        ("Nazwisko;Imię;Kraj;Podpis", "PL", SENT, "Town"),
        ("Priimek;Ime;Kraj;Podpis", "DE", "", "Country"),
        ("Nazwisko;Imię;Kraj;Podpis", "DE", "", "Town"),
        ("Name;First name;Kraj;Signed", "DE", "", "Town"),
        ("Cognome;Nome;Provenienza;Firma", "IT", SENT, "Country"),
    ],
)
def test_the_language_decides_where_neither_is_named(
    make_folder, problems_of, header, country, table, missing
):
    """That of the partner's country, else that of the other headers; what is missing tells it."""
    toml = TOML.format(country, table)
    (problem,) = problems_of(make_folder(toml, files={"list.csv": f"{header}\nA;B;C;x\n"}))

    assert problem.problem.endswith(f"names no column for: {missing}")


def test_a_third_column_of_the_kind_is_not_read(make_folder):
    """Town and country are named beside it; the remark tells the lead."""
    found, remarks = places(make_folder, "Cognome;Città;Paese;Provenienza", "A;Kranj;SI;Lubiana")

    assert found == ("Kranj", "SI")
    assert remarks == ["column-ignored"]


def test_lists_of_two_side_by_side_keep_their_own(make_folder):
    """Each block decides by its own columns."""
    toml = TOML.format("SI", SENT)
    csv = "Priimek;Kraj;Država;;Nazwisko;Miejscowość;Kraj\nA;Kranj;SI;;B;Opole;PL\n"
    project = load_project(make_folder(toml, files={"list.csv": csv}))

    assert [(p.town, p.country) for p in project.meetings[0].participants] == [
        ("Kranj", "SI"), ("Opole", "PL"),
    ]  # fmt: skip


def test_french_lists_are_signed_under_their_own_word():
    """The column for signatures that French lists are named after."""
    assert field_of_header("Émargement") == "is_signed"
