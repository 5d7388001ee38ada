"""Two hundred unusual names, and none of them anywhere where the public, or a log, may look."""

from __future__ import annotations

import logging
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from searching import ENCODINGS, READERS, layers

from efc_reporting import Audience, Project, Reporter, load_project
from efc_reporting.base.text import clean
from efc_reporting.errors import LoadError, ReportingError
from efc_reporting.model import LegalRepresentative, Participant
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.testing import sample_project
from projects import shipped_formats

DAY = date(2020, 2, 28)
REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=DAY)
BEGINNINGS = ("Zwÿ", "Xøq", "Vðr", "Þjo", "Œhk", "Ñuj", "Ýgv", "SSex", "Çyk", "Ůwz")
MIDDLES = ("quab", "vixo", "zyrg", "wupt", "jolx")
ENDINGS = ("ñek", "šud", "žov", "ýth")
NAMES = tuple(map("".join, product(BEGINNINGS, MIDDLES, ENDINGS)))
PUBLIC = [
    (document, format_name)
    for document, kind in REPORTER.registry.documents.items()
    for format_name, report_format in REPORTER.registry.formats.items()
    if accepts(kind, report_format) and Audience.PUBLIC in kind.info.audiences
]
TOWNS = (("Musterstadt", "DE"), ("Vila Exemplo", "PT"), ("Przykładowo", "PL"))


def person(number: int, name: str) -> Participant:
    """Return somebody whose every field but the town is unusual."""
    town, country = TOWNS[number % len(TOWNS)]
    return Participant(
        family_name=name,
        given_name=name[::-1],
        organisation=f"Org{name}",
        address=f"{name}gasse 1",
        email=f"{name}@beispiel.example",
        telephone=f"+49 {number:03} {NAMES.index(name):07}",
        role=f"Rol{name}",
        town=town,
        country=country,
        age=20 + number % 60,
        is_signed=True,
    )


def with_names() -> Project:
    first, *others = sample_project().meetings
    people = [person(number, name) for number, name in enumerate(NAMES)]
    meeting = attrs.evolve(first, participants=people, delegations=(), declared_total=None)
    partners = [
        attrs.evolve(partner, legal_representative=LegalRepresentative(name=name, function="x"))
        for partner, name in zip(sample_project().partners, NAMES, strict=False)
    ]
    return attrs.evolve(sample_project(), meetings=(meeting, *others), partners=partners)


PROJECT = with_names()
SECRETS = tuple(
    dict.fromkeys(
        value
        for p in PROJECT.meetings[0].participants
        for value in (p.family_name, p.given_name, p.telephone)
    )
)


def needles() -> Iterator[tuple[str, bytes]]:
    """Yield each secret as bytes: in every encoding that can write it, composed or not."""
    for secret in SECRETS:
        yield secret, unicodedata.normalize("NFD", secret).encode()
        for encoding in ENCODINGS:
            if encoding != "cp1252" or is_in_cp1252(secret):
                yield secret, secret.encode(encoding)


def is_in_cp1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


NEEDLES = tuple(needles())


def squeezed(text: str) -> str:
    return "".join(text.split())


def found_in(data: bytes, text: str) -> set[str]:
    """Return the secrets that a file holds, in what readers see or in any byte."""
    shown, everything = squeezed(text), b"\0".join(layers(data))
    seen = {secret for secret in SECRETS if squeezed(secret) in shown}
    return seen | {secret for secret, needle in NEEDLES if needle in everything}


def read(data: bytes, format_name: str) -> str:
    return READERS[REPORTER.registry.format(format_name).info.extension](data).text


def test_there_are_two_hundred_names() -> None:
    """Each is unlike any word of a report, and most can be written in Windows' code page too."""
    assert len(set(NAMES)) == 200
    assert sum(map(is_in_cp1252, NAMES)) > 100


@pytest.mark.parametrize("format_name", ["pdf-typst", "docx", "xlsx", "csv", "html"])
def test_search_finds_names_where_they_are(format_name: str) -> None:
    """What the search does not find for the public, it finds in the list of the agency."""
    data = REPORTER.render(PROJECT, "participant-list", format_name, audience="agency")

    assert found_in(data, read(data, format_name)) >= set(NAMES)


@pytest.mark.parametrize(("document", "format_name"), PUBLIC)
def test_public_files_hold_no_name(document: str, format_name: str) -> None:
    """No text, metadata, attachment, packed part or raw byte holds a name in any encoding."""
    data = REPORTER.render(PROJECT, document, format_name, audience="public")
    text = read(data, format_name)

    assert found_in(data + NAMES[0].encode(), text + NAMES[1]) == {*NAMES[:2]}
    assert text.strip()
    assert found_in(data, text) == set()


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "csv", "html"])
def test_partners_see_their_own_people_alone(format_name: str) -> None:
    """A partner gets its own people with their contact data, and nobody else's."""
    data = REPORTER.render(
        PROJECT, "participant-list", format_name, audience="partners", recipient="vila-exemplo"
    )
    own = {p.family_name for p in PROJECT.meetings[0].participants if p.country == "PT"}

    assert found_in(data, read(data, format_name)) & set(NAMES) == own


def test_logs_hold_no_name(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """At the most talkative level no record of any logger holds a name."""
    first, *others = PROJECT.meetings
    twice = attrs.evolve(first, participants=(*first.participants, first.participants[0]))
    with caplog.at_level(logging.DEBUG):
        findings = REPORTER.check(attrs.evolve(PROJECT, meetings=(twice, *others)))
        found = [str(finding) for finding in findings]
        for name in ("pdf", "docx", "xlsx", "csv", "html"):
            REPORTER.write(PROJECT, "participant-list", tmp_path / f"list.{name}")
    text = "\n".join([*found, *(record.getMessage() for record in caplog.records)])

    assert found
    assert [secret for secret in SECRETS if secret in text] == []


def test_search_looks_into_what_is_packed_in_what_is_packed() -> None:
    """A workbook in a document, and a picture written into a page."""
    inner, outer = BytesIO(), BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", NAMES[0] * 20)
    with ZipFile(outer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("embeddings/a.xlsx", inner.getvalue())
    written = b"<img src='data:image/svg+xml;base64," + b64encode(NAMES[1].encode()) + b"'>"

    assert found_in(outer.getvalue(), "") == {NAMES[0]}
    assert found_in(written, "") == {NAMES[1]}


def test_messages_of_errors_hold_no_name(tmp_path: Path) -> None:
    """Names in the wrong columns are told by their cells."""
    rows = "".join(f"Muster,{name},{name},{name},{name}\n" for name in NAMES)
    (tmp_path / "list.csv").write_text(f"Family name,Town,Country,Gender,Age\n{rows}", "utf-8")
    (tmp_path / "project.toml").write_text(
        """
title = "T"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
[[meetings]]
id = "m"
title = "M"
participants = ["list.csv"]
""",
        encoding="utf-8",
    )
    with pytest.raises(LoadError) as caught:
        load_project(tmp_path)

    assert len(caught.value.problems) >= 200
    assert [secret for secret in SECRETS if secret in str(caught.value)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": "no-such"},
        {"audience": "partners", "recipient": "no-such"},
        {"document_options": {"columns": "no-such"}},
        {"document_options": {"columns": "email"}},
        {"document_options": {"blank_lines": "many"}},
    ],
)
def test_errors_of_the_reporter_hold_no_name(wrong: dict[str, Any]) -> None:
    """What cannot be done is said without saying for whom."""
    with pytest.raises(ReportingError) as caught:
        REPORTER.compose(PROJECT, **{"document": "participant-list", **wrong})

    assert [secret for secret in SECRETS if secret in str(caught.value)] == []


# Any text in any field


FIELDS = (
    "family_name", "given_name", "organisation", "role", "address", "email", "telephone", "town",
)  # fmt: skip
LOCAL = Participant(family_name="Muster", given_name="Kim", town="Musterstadt", country="DE")


def shown(format_name: str, field: str, text: str, columns: tuple[str, ...]) -> str:
    """Return what a list shows, in one format, with a text in one field of a person."""
    return squeezed(read(rendered(format_name, field, text, columns), format_name))


def rendered(format_name: str, field: str, text: str, columns: tuple[str, ...]) -> bytes:
    first = sample_project().meetings[0]
    people = [attrs.evolve(LOCAL, **{field: text}), LOCAL]
    meeting = attrs.evolve(first, participants=people, delegations=(), declared_total=None)
    project = attrs.evolve(sample_project(), meetings=[meeting], outcomes=(), pictures=())
    return REPORTER.render(
        project,
        "participant-list",
        format_name,
        audience="internal",
        document_options={"columns": columns},
    )


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "csv", "html"])
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(field=st.sampled_from(FIELDS), text=st.text(max_size=30))
def test_any_text_is_shown(format_name: str, field: str, text: str) -> None:
    """Whatever stands in a field, there is a file that opens and shows what can be shown of it."""
    columns = ("number", *FIELDS, "signature")

    assert squeezed(clean(text)) in shown(format_name, field, text, columns)


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "csv", "html"])
@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(text=st.text(min_size=3, max_size=30))
def test_any_text_in_the_place_of_a_country_is_shown(format_name: str, text: str) -> None:
    """A country that nobody knows is shown as it is written."""
    assert squeezed(clean(text)) in shown(format_name, "country", text, ("town",))


@pytest.mark.parametrize("format_name", ["pdf", "pdf-typst"])
@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(field=st.sampled_from((*FIELDS, "country")), text=st.text(max_size=30))
def test_a_page_can_be_made_of_any_text(format_name: str, field: str, text: str) -> None:
    """Of every script, also of letters that no font has: the file opens and shows the others."""
    data = rendered(format_name, field, text, ("number", *FIELDS, "signature"))

    assert "Muster" in read(data, format_name)


@pytest.mark.parametrize("format_name", ["pdf", "pdf-typst"])
@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    field=st.sampled_from(FIELDS),
    text=st.text(alphabet="abÄßłęćžőşñΑθЖщ'’-&<>{}[]()=+@#$%_*~`\\\"", min_size=1, max_size=30),
)
def test_any_text_is_shown_in_pdf(format_name: str, field: str, text: str) -> None:
    """The same holds for pages, with the letters and signs of European names."""
    # In one wide column, for readers of pages go line by line through all cells of a row.
    assert squeezed(clean(text)) in shown(format_name, field, text, (field,))
