"""The fields that the narrative may hold."""

from __future__ import annotations

from collections.abc import Iterator

from docs_reference.markdown import table
from efc_reporting.facts import fields as narrative_fields


def fields() -> Iterator[str]:
    """Yield every field, and whether the project or a meeting has it."""
    project = (*narrative_fields.OF_EVERY_SCOPE, *narrative_fields.OF_THE_PROJECT)
    meeting = (*narrative_fields.OF_EVERY_SCOPE, *narrative_fields.OF_A_MEETING)
    rows = [
        (f"`{name}`", "yes" if name in project else "", "yes" if name in meeting else "")
        for name in sorted({*project, *meeting})
    ]
    yield from table(("Field", "Of the project", "Of a meeting"), rows)
