"""Which personal data stand in which file, of the project folder and of a dossier."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from efc_reporting.loading.files import MAX_BYTES
from efc_reporting.model import DataClass, Participant, Project
from efc_reporting.tuples import as_tuple

PARTICIPANTS = "participants"
PICTURES = (".png", ".jpg", ".jpeg")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_CLASSES = {
    field.name: field.metadata["data_class"]
    for field in attrs.fields(Participant)
    if field.metadata["data_class"] is not DataClass.NONE
}


@attrs.frozen(kw_only=True)
class FileReport:
    """What was found in one file.

    `people` are participants whose full name stands in it, `contacts` their addresses and numbers,
    `representatives` the people who sign for partners. `fields` are, for a participant list, the
    fields that are filled. `is_picture` says that faces may be seen, which nobody looked for;
    `is_unread` that the file could not be searched; `is_other_list` that it lies among the lists
    and nobody is read from it: it may hold people whom the project does not know.
    """

    name: str
    people: int = 0
    contacts: int = 0
    representatives: int = 0
    fields: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    is_picture: bool = False
    is_unread: bool = False
    is_other_list: bool = False

    @property
    def has_personal_data(self) -> bool:
        """Say whether anybody was found, or may be seen."""
        found = self.people or self.contacts or self.representatives
        return bool(found or self.is_picture or self.is_other_list)


def privacy_report(project: Project, folder: Path) -> tuple[FileReport, ...]:
    """Search every file below a folder for the people of a project."""
    people = tuple(dict.fromkeys(p for m in project.meetings for p in m.participants))
    searched = _Searched(project, people)
    names = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(searched.report(path, path.relative_to(folder).as_posix()) for path in names)


class _Searched:
    """The people of a project as what stands of them in a text."""

    def __init__(self, project: Project, people: Iterable[Participant]) -> None:
        self._by_file: dict[str, list[Participant]] = {}
        for meeting in project.meetings:
            for person in meeting.participants:
                if person.source:
                    self._by_file.setdefault(person.source.file, []).append(person)
        self._names = {_words(f"{p.family_name} {p.given_name}") for p in people} - {frozenset()}
        self._contacts = {
            _words(text) for p in people for text in (p.email, p.telephone, p.address) if text
        } - {frozenset()}
        self._signing = {
            _words(partner.legal_representative.name)
            for partner in project.partners
            if partner.legal_representative
        } - {frozenset()}

    def report(self, path: Path, name: str) -> FileReport:
        """Search one file."""
        if path.suffix.lower() in PICTURES:
            return FileReport(name=name, is_picture=True)
        listed = self._by_file.get(name, [])
        if listed:
            return _of_list(name, listed)
        is_other_list = name.startswith(f"{PARTICIPANTS}/")
        try:
            text = text_of(path)
        except (OSError, ValueError, zipfile.BadZipFile):
            return FileReport(name=name, is_unread=True, is_other_list=is_other_list)
        words = _words(text)
        return FileReport(
            name=name,
            people=sum(person <= words for person in self._names),
            contacts=sum(contact <= words for contact in self._contacts),
            representatives=sum(person <= words for person in self._signing),
            is_other_list=is_other_list,
        )


def _of_list(name: str, people: list[Participant]) -> FileReport:
    filled = [field for field in _CLASSES if any(getattr(p, field) for p in people)]
    contacts = sum(any((p.email, p.telephone, p.address)) for p in people)
    return FileReport(name=name, people=len(people), contacts=contacts, fields=filled)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def text_of(path: Path) -> str:
    """Return all text that a file holds: that of its pages, its parts and its attachments."""
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is too large to be searched")
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return "\n".join(_texts_of_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        return "\n".join(_texts_of_zip(data))
    return _decoded(data)


def _texts_of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        yield from (page.extract_text() for page in reader.pages)
        yield from (str(value) for value in (reader.metadata or {}).values())
        for versions in reader.attachments.values():
            yield from map(_decoded, versions)
    except (PyPdfError, ArithmeticError, LookupError, TypeError) as error:
        raise ValueError("this PDF cannot be read") from error


def _texts_of_zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise ValueError("this file unpacks to more than can be searched")
        for member in archive.infolist():
            text = _decoded(archive.read(member))
            yield _TAG.sub(" ", text) if member.filename.endswith((".xml", ".rels")) else text


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
