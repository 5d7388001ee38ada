"""Small projects for the tests: TOLINT and MontEU MarEU as published, and bricks for others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from efc_reporting.model import (
    AgendaItem,
    Delegation,
    LegalRepresentative,
    Meeting,
    Participant,
    Partner,
    Project,
    Role,
    Sitting,
    Town,
)

ROOT = Path(__file__).parents[1]
SOURCE_FOLDERS = tuple(str(ROOT / name) for name in ("src", "plugins", "templates"))


def shipped_formats() -> list[ModuleType]:
    """Return the plugins of the shipped formats, whether they are installed or not."""
    import efc_format_csv
    import efc_format_docx
    import efc_format_html
    import efc_format_pdf
    import efc_format_typst
    import efc_format_xlsx

    return [
        efc_format_pdf,
        efc_format_typst,
        efc_format_docx,
        efc_format_xlsx,
        efc_format_csv,
        efc_format_html,
    ]


def run_python(
    code: str,
    *arguments: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter that finds the sources, and return how it went."""
    paths = os.pathsep.join((*SOURCE_FOLDERS, os.environ.get("PYTHONPATH", "")))
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {}), "PYTHONPATH": paths},
        timeout=300,
        check=False,
    )


def town(name: str, country: str) -> Town:
    """Return a town."""
    return Town(name=name, country=country)


def delegation(name: str, country: str, count: int) -> Delegation:
    """Return the declared delegation of a town."""
    return Delegation(town=town(name, country), count=count)


def sitting(
    country: str = "DE", start: date = date(2018, 9, 30), days: int = 4, place: str = "Musterstadt"
) -> Sitting:
    """Return a sitting with exact dates."""
    end = start + timedelta(days=days - 1)
    return Sitting(place=place, country=country, start=start, end=end)


def people(number: int, country: str, name: str = "Ort", **values: Any) -> list[Participant]:
    """Return made-up people from one town."""
    return [
        Participant(family_name=f"Person {index}", town=name, country=country, **values)
        for index in range(1, number + 1)
    ]


def meeting(*delegations: Delegation, **values: Any) -> Meeting:
    """Return a meeting in Musterstadt (DE) unless `values` say otherwise."""
    given: dict[str, Any] = {
        "id": "meeting",
        "title": "Workshop",
        "sittings": (sitting(),),
        "delegations": delegations,
    }
    return Meeting(**{**given, **values})


def partners(countries: Sequence[str]) -> tuple[Partner, ...]:
    """Return a partner per country, the first one the beneficiary."""
    return tuple(
        Partner(
            id=f"partner-{number}",
            name=f"Town {number}",
            town=f"Town {number}",
            country=country,
            role=Role.BENEFICIARY if number == 1 else Role.PARTNER,
        )
        for number, country in enumerate(countries, start=1)
    )


def network(*meetings: Meeting, **values: Any) -> Project:
    """Return a network of towns from DE, IT, PL and FR with these meetings."""
    given: dict[str, Any] = {
        "title": "A network",
        "measure": "networks-of-towns",
        "call_year": 2018,
        "start": date(2018, 6, 1),
        "end": date(2019, 12, 31),
        "languages": ("en",),
        "partners": partners(("DE", "IT", "PL", "FR")),
        "meetings": meetings,
    }
    return Project(**{**given, **values})


def perugia() -> Meeting:
    """Return TOLINT's first event as published on potsdam.de."""
    return meeting(
        delegation("Potsdam", "DE", 10),
        delegation("Perugia", "IT", 17),
        id="perugia-2018",
        title={"de": "Auftakttreffen", "en": "Kick-off meeting"},
        sittings=(
            Sitting(place="Perugia", country="IT", start=date(2018, 6, 4), end=date(2018, 6, 7)),
        ),
        declared_total=27,
    )


def potsdam() -> Meeting:
    """Return TOLINT's second event as published on potsdam.de."""
    return meeting(
        delegation("Perugia", "IT", 3),
        delegation("Opole", "PL", 3),
        delegation("Jyväskylä", "FI", 4),
        delegation("Versailles / Saint-Germain-en-Laye", "FR", 6),
        delegation("Villach", "AT", 3),
        delegation("Gävle", "SE", 1),
        delegation("Sansibar", "TZ", 1),
        delegation("Luzern", "CH", 6),
        delegation("Potsdam", "DE", 26),
        id="potsdam-2018",
        title={"de": "Konferenz", "en": "Conference"},
        sittings=(
            Sitting(place="Potsdam", country="DE", start=date(2018, 9, 30), end=date(2018, 10, 3)),
        ),
        declared_total=53,
        aim={"de": "der Austausch über Integration", "en": "an exchange on integration"},
    )


def tolint(**values: Any) -> Project:
    """Return TOLINT with its first two events; the legal representative is made up."""
    return network(
        perugia(),
        potsdam(),
        **{
            "title": "Town twinning network for tolerance and integration of migrants",
            "acronym": "TOLINT",
            "languages": ("de", "en"),
            "partners": (
                Partner(
                    id="potsdam",
                    name="Landeshauptstadt Potsdam",
                    town="Potsdam",
                    country="DE",
                    role=Role.BENEFICIARY,
                    legal_representative=LegalRepresentative(
                        name="Erika Beispiel", function="Bürgermeisterin"
                    ),
                ),
                *partners(("DE", "IT", "PL", "FR"))[1:],
            ),
            **values,
        },
    )


def monteu_mareu(**values: Any) -> Project:
    """Return MontEU MarEU as published by San Venanzo; the days' contents are made up."""
    event = meeting(
        delegation("San Venanzo", "IT", 52),
        delegation("Tisno", "HR", 14),
        delegation("San Lawrenz", "MT", 24),
        id="san-venanzo-2018",
        title="MontEU MarEU",
        sittings=(
            Sitting(
                place="San Venanzo", country="IT", start=date(2018, 10, 3), end=date(2018, 10, 8)
            ),
        ),
        declared_total=90,
        agenda=(
            AgendaItem(date=date(2018, 10, 3), text={"en": "the arrival", "de": "der Anreise"}),
            AgendaItem(date=date(2018, 10, 4), text={"en": "a debate", "de": "einer Debatte"}),
        ),
    )
    given: dict[str, Any] = {
        "title": "MontEU MarEU – Meeting and understanding in Europe",
        "reference": "595159-CITIZ-1-2017-2-IT-CITIZ-TT",
        "measure": "town-twinning",
        "call_year": 2017,
        "start": date(2018, 10, 3),
        "end": date(2018, 10, 8),
        "languages": ("en",),
        "partners": partners(("IT", "HR", "MT")),
    }
    return network(event, **{**given, **values})
