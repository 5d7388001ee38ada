"""The files of a dossier in the funder's order."""

from __future__ import annotations

from collections.abc import Iterator

from docs_reference.markdown import code, table
from efc_reporting.workflows.dossier import FUNDERS_ORDER


def files() -> Iterator[str]:
    """Yield every document of a dossier and the formats in which it is written."""
    rows = [
        (f"{number:02d}", code(document), ", ".join(map(code, formats)))
        for number, (document, formats) in enumerate(FUNDERS_ORDER, start=1)
    ]
    yield from table(("Place", "Document", "Formats"), rows)
