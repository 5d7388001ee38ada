"""People with a name that is easily found, wherever it leaks to."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import attrs

from efc_reporting.model import LegalRepresentative, Project

CANARY = "Kanarienvogel"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")


def with_canaries(project: Project) -> Project:
    """Give everybody in the project a name that is easily found."""
    meetings = (
        attrs.evolve(
            m,
            participants=[
                attrs.evolve(p, family_name=CANARY, email=CANARY) for p in m.participants
            ],
        )
        for m in project.meetings
    )
    signatory = LegalRepresentative(name=CANARY)
    partners = (attrs.evolve(p, legal_representative=signatory) for p in project.partners)
    return attrs.evolve(project, meetings=meetings, partners=partners)


def has_canary(data: bytes) -> bool:
    """Say whether the name stands in any byte of a file, in an archive's members too."""
    return any(CANARY.encode(e) in part for part in (data, *_members(data)) for e in _ENCODINGS)


def _members(data: bytes) -> Iterator[bytes]:
    """Yield what is packed in a file that is an archive, as Office files are."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            yield from map(archive.read, archive.namelist())
