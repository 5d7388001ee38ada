"""Which personal data stand in which file, of the project folder and of a dossier."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.loading.files import MAX_BYTES
from efc_reporting.model import DataClass, Participant, Project
from efc_reporting.rendering.pdf_parts import damaged_pdf_errors

PARTICIPANTS = "participants"
PICTURES = (".png", ".jpg", ".jpeg")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"[\W_]+")
"""What a page may put into a name, or leave out: spaces, ends of lines, hyphens of any kind."""

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Word and Excel up to 2003 begin."""

FEWEST_LETTERS = 8
"""Shorter names are searched as words alone: without breaks they may stand across other words."""

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
        self._names = _distinct(_Wanted.of(p.family_name, p.given_name) for p in people)
        self._contacts = _distinct(
            _Wanted.of(text) for p in people for text in (p.email, p.telephone, p.address)
        )
        self._signing = _distinct(
            _Wanted.of(partner.legal_representative.name)
            for partner in project.partners
            if partner.legal_representative
        )

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
        words, letters = _words(text), _letters(text)
        return FileReport(
            name=name,
            people=sum(person.stands_in(words, letters) for person in self._names),
            contacts=sum(contact.stands_in(words, letters) for contact in self._contacts),
            representatives=sum(person.stands_in(words, letters) for person in self._signing),
            is_other_list=is_other_list,
        )


@attrs.frozen(kw_only=True)
class _Wanted:
    """A name or an address as words, which may stand apart, and as letters without a break."""

    words: frozenset[str]
    letters: tuple[str, ...]

    @classmethod
    def of(cls, *parts: str) -> _Wanted:
        orders = {_letters("".join(order)) for order in (parts, parts[::-1])}
        long_ones = sorted(order for order in orders if len(order) >= FEWEST_LETTERS)
        return cls(words=_words(" ".join(parts)), letters=tuple(long_ones))

    def stands_in(self, words: frozenset[str], letters: str) -> bool:
        """Say whether a text of these words and letters holds it, broken or not."""
        return self.words <= words or any(order in letters for order in self.letters)


def _distinct(wanted: Iterable[_Wanted]) -> tuple[_Wanted, ...]:
    return tuple({one.words: one for one in wanted if one.words}.values())


def _of_list(name: str, people: list[Participant]) -> FileReport:
    filled = [field for field in _CLASSES if any(getattr(p, field) for p in people)]
    contacts = sum(any((p.email, p.telephone, p.address)) for p in people)
    return FileReport(name=name, people=len(people), contacts=contacts, fields=filled)


def _plain(text: str) -> str:
    """Return a text in small letters; what a font draws as one sign is its letters again."""
    return unicodedata.normalize("NFKC", text).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(text)))


def _letters(text: str) -> str:
    return _BREAKS.sub("", _plain(text))


def text_of(path: Path) -> str:
    """Return all text that a file holds: that of its pages, its parts and its attachments."""
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is too large to be searched")
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return "\n".join(_texts_of_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        return "\n".join(_texts_of_zip(data))
    if data.startswith(OLD_OFFICE):
        return "\n".join(_texts_of_old_office(data))
    return _decoded(data)


def _texts_of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        yield from (page.extract_text() for page in reader.pages)
        yield from (str(value) for value in (reader.metadata or {}).values())
        for versions in reader.attachments.values():
            yield from map(_decoded, versions)
    except damaged_pdf_errors() as error:
        raise ValueError("this PDF cannot be read") from error


def _texts_of_zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise ValueError("this file unpacks to more than can be searched")
        for member in archive.infolist():
            text = _decoded(archive.read(member))
            yield _TAG.sub(" ", text) if member.filename.endswith((".xml", ".rels")) else text


def _texts_of_old_office(data: bytes) -> Iterator[str]:
    """Yield its text with one byte a letter, and with two, which begin at any place."""
    yield data.decode("latin-1")
    yield data.decode("utf-16-le", "ignore")
    yield data[1:].decode("utf-16-le", "ignore")


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
