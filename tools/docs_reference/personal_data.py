"""How personal each field of a participant is, and who sees it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from docs_reference.markdown import code, table
from efc_reporting.contracts import Audience
from efc_reporting.model import DataClass, Participant
from efc_reporting.privacy import FIELDS_BY_AUDIENCE

MEANINGS = {
    DataClass.DIRECT: "names a person",
    DataClass.CONTACT: "reaches a person",
    DataClass.SPECIAL: "describes a person",
    DataClass.NONE: "tells nothing of a person alone",
}


def classes_of_data() -> Iterator[str]:
    """Yield what each class means."""
    rows = [(code(data_class), MEANINGS[data_class]) for data_class in DataClass]
    yield from table(("Class", "Meaning"), rows)


def personal_fields() -> Iterator[str]:
    """Yield every field of a participant: class, purpose and who sees it."""
    rows = [
        (
            code(field.name),
            code(field.metadata["data_class"]),
            field.metadata["purpose"],
            ", ".join(code(audience) for audience in _audiences(field.name)),
        )
        for field in attrs.fields(Participant)
    ]
    yield from table(("Field", "Class", "Kept for", "Seen by"), rows)


def _audiences(name: str) -> Iterator[Audience]:
    return (audience for audience in Audience if name in FIELDS_BY_AUDIENCE.get(audience, ()))
