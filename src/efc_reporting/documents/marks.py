"""What a file says of itself so that it can be taken back: its sections, fields and other lines.

A format writes it into the file as short texts; reading it back trusts nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.model import Project

VERSION = 1
PREFIX = "efc-report-"
"""How the names of the texts begin; a number of three digits follows."""

LONGEST = 240
"""Word takes texts of 255 letters as properties of a file."""

LINE_DIGEST = 8
"""Digits of the digest of a line: enough to tell lines of one file apart."""


@attrs.frozen(kw_only=True)
class SectionMark:
    """A section of the narrative in a file; `level` is that of the first headings in it."""

    section_id: str
    language: str
    digest: str
    text_digest: str
    level: int = 1


@attrs.frozen(kw_only=True)
class FieldMark:
    """A field in a file: how it was typed, and what it showed."""

    source: str
    text: str


@attrs.frozen(kw_only=True)
class FileMarks:
    """How a file was made; sections and fields are numbered from 1 in their order.

    `project` holds the names of the project: its title, acronym and reference number, as far as
    they are given. `prompt` stands where nothing was written yet. `lines` are the digests of all
    lines that stand outside the sections.
    """

    document: str
    language: str
    audience: str
    recipient: str
    as_of: date
    project: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    prompt: str = ""
    sections: tuple[SectionMark, ...] = attrs.field(default=(), converter=as_tuple)
    fields: tuple[FieldMark, ...] = attrs.field(default=(), converter=as_tuple)
    lines: frozenset[str] = frozenset()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield names and values of the texts that say all this; their letters are plain ASCII."""
        content = {
            "version": VERSION,
            "document": self.document,
            "language": self.language,
            "audience": self.audience,
            "recipient": self.recipient,
            "as_of": self.as_of.isoformat(),
            "project": list(self.project),
            "prompt": self.prompt,
            "sections": [list(attrs.astuple(section)) for section in self.sections],
            "fields": [list(attrs.astuple(field)) for field in self.fields],
            "lines": "".join(sorted(self.lines)),
        }
        text = json.dumps(content, separators=(",", ":"))
        # No value begins or ends with a blank, which an office program might cut.
        for number, start in enumerate(range(0, len(text), LONGEST), start=1):
            yield f"{PREFIX}{number:03}", f"[{text[start : start + LONGEST]}]"


def marks_from_texts(texts: Mapping[str, str]) -> FileMarks | None:
    """Return what the texts of a file say, None where they are missing or damaged."""
    names = sorted(name for name in texts if name.startswith(PREFIX))
    try:
        content = json.loads("".join(texts[name][1:-1] for name in names) or "null")
        return _marks(content)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _marks(content: Mapping[str, Any]) -> FileMarks:
    if content["version"] != VERSION:
        raise ValueError("of another version")
    lines = str(content["lines"])
    return FileMarks(
        document=str(content["document"]),
        language=str(content["language"]),
        audience=str(content["audience"]),
        recipient=str(content["recipient"]),
        as_of=date.fromisoformat(content["as_of"]),
        project=[str(name) for name in content["project"]],
        prompt=str(content["prompt"]),
        sections=[_section(*row) for row in content["sections"]],
        fields=[FieldMark(source=str(row[0]), text=str(row[1])) for row in content["fields"]],
        lines=frozenset(lines[at : at + LINE_DIGEST] for at in range(0, len(lines), LINE_DIGEST)),
    )


def _section(
    section_id: object, language: object, digest: object, text_digest: object, level: object
) -> SectionMark:
    return SectionMark(
        section_id=str(section_id),
        language=str(language),
        digest=str(digest),
        text_digest=str(text_digest),
        level=int(str(level)),
    )


def names_of(project: Project) -> tuple[str, ...]:
    """Return what a project is called; one that is renamed keeps one of these as a rule."""
    return tuple(filter(None, (project.title, project.acronym, project.reference)))


def line_digest(line: str) -> str:
    """Return the digest of a line of text, however its words are spaced; "" for an empty one."""
    words = " ".join(line.split())
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:LINE_DIGEST] if words else ""


def line_digests(lines: Iterable[str]) -> frozenset[str]:
    """Return the digests of those lines that say something."""
    return frozenset(filter(None, map(line_digest, lines)))
