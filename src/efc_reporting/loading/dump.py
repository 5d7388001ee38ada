"""Write a project as a folder that reads back as an equal project."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from efc_reporting.errors import InvalidValueError, WriteError
from efc_reporting.loading.lump_sums import LUMP_SUMS_FILE, lump_sums_toml
from efc_reporting.loading.narrative import NARRATIVE_FOLDER, section_text
from efc_reporting.loading.notebook import PROJECT_FILE
from efc_reporting.loading.pictures import ENDINGS
from efc_reporting.loading.references import OUTCOME_KEYS
from efc_reporting.loading.schema import SCHEMA_FILE, schema_text
from efc_reporting.loading.sheets.delimited import guarded
from efc_reporting.loading.sheets.headers import header_of
from efc_reporting.loading.values import ID_PATTERN
from efc_reporting.model import (
    Delegation,
    LocalText,
    LumpSumTable,
    Meeting,
    Outcome,
    OutcomeKind,
    Participant,
    Picture,
    Project,
    Sitting,
)
from efc_reporting.model.text import EVERY_LANGUAGE

if TYPE_CHECKING:
    from cattrs import Converter

COLUMNS = (
    "family_name",
    "given_name",
    "organisation",
    "address",
    "town",
    "country",
    "email",
    "telephone",
    "role",
    "gender",
    "age",
    "is_signed",
)
_SIGNED = {True: "x", False: "no", None: "?"}


def dump_project(project: Project, folder: str | Path) -> None:
    """Write `project` into a new or empty folder; raise WriteError where it holds anything."""
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WriteError(
            path=str(folder), problem="is not an empty folder", remedy="choose a new folder"
        )
    for name, content in sorted(project_files(project).items()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def project_files(project: Project) -> Mapping[str, bytes]:
    """Return the content of every file of the folder by its name."""
    files = {
        PROJECT_FILE: project_toml(project).encode(),
        SCHEMA_FILE: schema_text().encode(),
    }
    if project.grant.lump_sums is not None:
        files[LUMP_SUMS_FILE] = lump_sums_toml(project.grant.lump_sums).encode()
    for meeting in project.meetings:
        if meeting.participants:
            files[_list_name(meeting)] = _list_content(meeting.participants)
    for section in project.narrative:
        name = f"{NARRATIVE_FOLDER}/{_safe(section.language)}/{_safe(section.id)}.md"
        files[name] = section_text(section).encode()
    for picture in project.pictures:
        files[_picture_name(picture)] = picture.data
    return files


def project_toml(project: Project) -> str:
    """Return the content of project.toml, beginning with where its schema stands."""
    import tomli_w

    tables = _converter().unstructure(project)
    for key, kind in zip(OUTCOME_KEYS, OutcomeKind, strict=True):
        found = [outcome for outcome in project.outcomes if outcome.kind is kind]
        if found:
            tables[key] = _converter().unstructure(found)
    return f"#:schema ./{SCHEMA_FILE}\n\n{tomli_w.dumps(tables)}"


@cache
def _converter() -> Converter:
    """Return what turns the model into tables: names as in project.toml, defaults left out."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(omit_if_default=True)

    def plainly(model: type, /, **changes: Any) -> Callable[[Any], dict[str, Any]]:
        plain: Any = make_dict_unstructure_fn(
            model, converter, _cattrs_omit_if_default=True, **changes
        )
        return cast("Callable[[Any], dict[str, Any]]", plain)

    left_out = override(omit=True)
    converter.register_unstructure_hook(LocalText, _local_text)
    converter.register_unstructure_hook(Delegation, delegation_table)
    converter.register_unstructure_hook(LumpSumTable, lambda _: LUMP_SUMS_FILE)
    converter.register_unstructure_hook(
        Sitting, plainly(Sitting, is_online=override(rename="online"))
    )
    converter.register_unstructure_hook(Outcome, plainly(Outcome, kind=left_out))
    meeting_table = plainly(Meeting, participants=left_out)
    converter.register_unstructure_hook(
        Meeting, lambda meeting: meeting_table(meeting) | _list_of(meeting)
    )
    picture_table = plainly(Picture, id=left_out, data=left_out, media_type=left_out)
    converter.register_unstructure_hook(
        Picture, lambda picture: {"file": _picture_name(picture)} | picture_table(picture)
    )
    # The project last: its function takes the others as they are when it is made.
    converter.register_unstructure_hook(
        Project, plainly(Project, outcomes=left_out, narrative=left_out, remarks=left_out)
    )
    return converter


def _list_of(meeting: Meeting) -> dict[str, list[str]]:
    return {"participants": [_list_name(meeting)]} if meeting.participants else {}


def _local_text(text: LocalText) -> str | dict[str, str]:
    texts = dict(text.texts)
    return texts.get(EVERY_LANGUAGE, "") if texts.keys() <= {EVERY_LANGUAGE} else texts


def delegation_table(delegation: Delegation) -> dict[str, Any]:
    """Return a delegation as project.toml writes it."""
    town = delegation.town
    known = {
        "kilometres": delegation.kilometres,
        "from_list": delegation.is_from_list or None,
        "signed": delegation.signed,
        "genders": dict(delegation.genders) or None,
        "age_groups": dict(delegation.age_groups) or None,
    }
    given = {name: value for name, value in known.items() if value is not None}
    return {"town": town.name, "country": town.country, "count": delegation.count, **given}


def _list_name(meeting: Meeting) -> str:
    return f"participants/{_safe(meeting.id)}.csv"


def _picture_name(picture: Picture) -> str:
    return f"pictures/{_safe(picture.id)}{ENDINGS[picture.media_type]}"


def _safe(name: str) -> str:
    """Return an id that names a file; one with a / in it would write somewhere else."""
    if not re.match(ID_PATTERN, name):
        raise InvalidValueError(
            where="id",
            problem=f"{name!r} cannot name a file",
            remedy="take letters, digits, full stops, underscores and hyphens, at most 80",
        )
    return name


def _list_content(participants: Iterable[Participant]) -> bytes:
    people = list(participants)
    has_signatures = any(person.is_signed is not None for person in people)
    columns = [column for column in COLUMNS if column != "is_signed" or has_signatures]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([header_of(column) for column in columns])
    writer.writerows([_cell(person, column) for column in columns] for person in people)
    return stream.getvalue().encode("utf-8-sig")  # without the mark, Excel reads cp1252


def _cell(person: Participant, column: str) -> str:
    value = getattr(person, column)
    if column == "is_signed":
        return _SIGNED[value]
    return "" if value is None else guarded(str(value))
