"""The fields of an attached project in the words of a reader: labels and values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from efc_reporting.documents.outcomes import PROGRESS
from efc_reporting.documents.parts import ROLES
from efc_reporting.i18n import Country, Translator, Word
from efc_reporting.model import LocalText, Progress, Role

LABELS = {
    "activity_types": "Types of the activities",
    "adopted": "Adopted",
    "agenda": "Days of the agenda",
    "aim": "Aim",
    "alternative": "Words for those who cannot see it",
    "awarded": "Grant awarded",
    "balance_paid": "Balance paid on",
    "call_year": "Call",
    "caption": "Caption",
    "country": "Country",
    "credit": "Made by",
    "deleted_people": "Participants of deleted lists",
    "end": "End",
    "field_of_action": "Field of action",
    "fields_of_action": "Field of action",
    "goals": "Goals",
    "good-practice": "Good practice",
    "host": "Host",
    "is_online": "Online",
    "kilometres": "Kilometres there and back",
    "kind": "Kind",
    "language": "Language",
    "languages": "Languages",
    "latitude": "Latitude",
    "legal_representative": "Legal representative",
    "longitude": "Longitude",
    "lump_sums": "Lump-sum table",
    "markdown": "Text",
    "measure": "Measure",
    "measures": "Measure of the plan",
    "media_type": "Type of the file",
    "meeting": "Meeting",
    "meetings": "Meetings",
    "month": "Month",
    "name": "Name",
    "outcomes": "Results",
    "owner": "Written by",
    "partners": "Partners",
    "period": "Period",
    "pictures": "Pictures",
    "place": "Place",
    "planned": "Planned",
    "planned_countries": "Countries planned",
    "planned_people": "People planned",
    "plans": "Plan",
    "preparatory_people": "People at preparatory activities",
    "progress": "Progress",
    "public_page": "Public results page",
    "recommendation": "Recommendation",
    "reference": "Reference number",
    "responsible_body": "Responsible body",
    "result": "Result",
    "role": "Role",
    "serves": "Serves",
    "sha256": "Content of the file",
    "sittings": "Place and dates",
    "source": "Source",
    "start": "Start",
    "summary": "Summary",
    "text": "Text",
    "title": "Title",
    "town": "Town",
    "website": "Website",
}
"""What a key of project.json is called; another one is called by itself."""

TEXTS = frozenset({"aim", "alternative", "caption", "markdown", "summary", "text"})
"""The fields that hold sentences."""

IN_LANGUAGES = TEXTS | {"title", "responsible_body"}
WITHOUT_WORDS = frozenset({"markdown", "sha256"})
DEFAULTS: Mapping[str, Any] = {
    "is_online": False,
    "progress": str(Progress.UNKNOWN),
    "role": str(Role.PARTNER),
}
"""What a key means that project.json leaves out."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def label_of(key: str, t: Translator) -> str:
    """Return what a field is called in the reader's language."""
    return t.text(LABELS.get(key, key.replace("_", " ")))


def has_words(key: str, value: Any) -> bool:
    """Say whether a value can be shown in one line."""
    if key in WITHOUT_WORDS:
        return False
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    is_known = key in IN_LANGUAGES or key == "legal_representative"
    return is_known or not isinstance(value, Mapping)


def word_of(key: str, value: Any, t: Translator) -> Word:
    """Return a value of project.json as a word that a translator writes."""
    value = DEFAULTS.get(key) if value is None else value
    match value:
        case None | "" | []:
            return None
        case bool():
            return t.text("yes") if value else t.text("no")
        case Mapping() if key == "legal_representative":
            return ", ".join(map(str, value.values()))
        case Mapping():
            return LocalText(value)
        case list():
            return tuple(value)
        case int():
            return str(value) if key == "call_year" else value
        case str():
            return _word_of_text(key, value, t)
    return str(value)


def _word_of_text(key: str, text: str, t: Translator) -> Word:
    if key == "country":
        return Country(text)
    if key == "awarded":
        return Decimal(text)
    if key == "role":
        return t.text(ROLES[text])
    if key == "progress":
        return t.text(PROGRESS[Progress(text)])
    return date.fromisoformat(text) if _DAY.fullmatch(text) else text
