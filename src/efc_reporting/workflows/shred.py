"""Takes the people out of a project folder and leaves their counts, when the time has come."""

from __future__ import annotations

import io
import shutil
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.base.writing import write_atomically
from efc_reporting.base.zip import normalise_zip
from efc_reporting.errors import NotAcceptedError
from efc_reporting.facts import DelegationFacts, ProjectFacts
from efc_reporting.loading import load_project
from efc_reporting.loading.files import ProjectFolder, read_project_file
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.sheets.lists import named_files
from efc_reporting.loading.signed import SIGNED_FILE
from efc_reporting.model import Meeting, Project
from efc_reporting.programme.deadlines import Deadline
from efc_reporting.sheets import SheetReader

if TYPE_CHECKING:
    from tomlkit.items import Array


def project_toml_without_people(text: str, project: Project, facts: ProjectFacts) -> str:
    """Return the text of project.toml with counts in the place of lists; comments stay."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    for key in ("participants", "sheets"):
        document.pop(key, None)
    for table, meeting, figures in zip(
        document.get("meetings", ()), project.meetings, facts.meetings, strict=True
    ):
        table.pop("participants", None)
        rows = [*_declared(meeting), *map(_from_list, _listed(meeting, figures.delegations))]
        if meeting.participants:
            table["delegations"] = _array(rows)
    people = [{"meetings": list(came), "count": n} for came, n in facts.people_by_meetings]
    document.pop("deleted_people", None)
    if people:
        tables = tomlkit.aot()
        for known in people:
            tables.append(tomlkit.item(known))
        document.append("deleted_people", tables)
    return tomlkit.dumps(document)


def _array(rows: list[Mapping[str, Any]]) -> Array:
    import tomlkit

    array = tomlkit.array().multiline(True)
    for row in rows:
        table = tomlkit.inline_table()
        for key, value in row.items():
            inner = tomlkit.inline_table()
            if isinstance(value, dict):
                inner.update(value)
            table.append(key, inner if isinstance(value, dict) else value)
        array.append(table)
    return array


def _declared(meeting: Meeting) -> Iterator[Mapping[str, Any]]:
    """Yield the declared delegations as they are: they were compared with the lists."""
    from efc_reporting.loading.dump import delegation_table

    for sent in meeting.delegations:
        yield delegation_table(sent)


def _listed(
    meeting: Meeting, delegations: tuple[DelegationFacts, ...]
) -> Iterator[DelegationFacts]:
    listed = {person.home.key for person in meeting.participants}
    return (figures for figures in delegations if figures.town.key in listed)


def _from_list(figures: DelegationFacts) -> Mapping[str, Any]:
    known = {
        "signed": figures.signed,
        "genders": dict(figures.genders) or None,
        "age_groups": dict(figures.age_groups) or None,
    }
    return {
        "town": figures.town.name,
        "country": figures.town.country,
        "count": figures.count,
        "from_list": True,
        **{name: value for name, value in known.items() if value is not None},
    }


PARTICIPANTS = "participants"
TOMBSTONE = "shredded.toml"
_KEEP_UNTIL = "keep-until"


@attrs.frozen(kw_only=True)
class DoomedFile:
    """A file that is to go, and how many people were read from it."""

    name: str
    people: int


@attrs.frozen(kw_only=True)
class ShredPlan:
    """What would go, and until when it has to be kept.

    `keep_until` is None where nobody knows the day; `missing` then names what is not known.
    """

    files: tuple[DoomedFile, ...] = attrs.field(converter=as_tuple)
    people: int
    keep_until: date | None
    rule: str
    missing: str = ""

    def refusal(self, as_of: date) -> str:
        """Return why the files may not go yet, "" where they may."""
        if self.keep_until is None:
            return f"until when they have to be kept is not known: {self.missing} is missing"
        if as_of <= self.keep_until:
            return f"they have to be kept until {self.keep_until.isoformat()}"
        return ""


def plan_shredding(folder: Path, project: Project, deadlines: Iterable[Deadline]) -> ShredPlan:
    """Return what shredding would do; nothing is changed."""
    people = Counter(
        person.source.file
        for meeting in project.meetings
        for person in meeting.participants
        if person.source
    )
    keep = [deadline for deadline in deadlines if deadline.code == _KEEP_UNTIL]
    last = max(keep, key=lambda deadline: deadline.day or date.max, default=None)
    return ShredPlan(
        files=[DoomedFile(name=name, people=people[name]) for name in _doomed(folder)],
        people=sum(len(meeting.participants) for meeting in project.meetings),
        keep_until=last.day if last else None,
        rule=last.source if last else "",
        missing=last.missing if last else "the rule of the programme",
    )


def _doomed(folder: Path) -> list[str]:
    """Return every list that project.toml names, all else beside them, and who signed."""
    notebook = Notebook()
    files = ProjectFolder(folder)
    data = files.read(PROJECT_FILE, notebook)
    table = read_project_file(data, notebook) if data else None
    named = {found.file for found in named_files(table)} if table else set()
    beside = {
        path.relative_to(folder).as_posix()
        for path in (folder / PARTICIPANTS).rglob("*")
        if path.is_file()
    }
    found = {name for name in (*named, SIGNED_FILE) if (folder / name).is_file()}
    return sorted(found | beside)


def shred(
    folder: Path,
    project: Project,
    plan: ShredPlan,
    count: Callable[[Project], ProjectFacts],
    *,
    export: Path,
    as_of: date,
    reason: str = "",
    sheet_readers: Sequence[SheetReader] = (),
) -> None:
    """Write the files to `export`, then take them out of the folder and leave a tombstone.

    Raise NotAcceptedError, and change nothing, where they have to be kept and no `reason` is
    given, where the export would stay in the folder, or where a figure would change.
    """
    refusal = plan.refusal(as_of)
    if refusal and not reason:
        _refuse(folder, refusal, "wait, or give a reason with --force")
    if export.resolve().is_relative_to(folder.resolve()):
        _refuse(folder, "the export would stay in the folder", "choose a place outside")
    old = (folder / PROJECT_FILE).read_text(encoding="utf-8-sig")
    new = project_toml_without_people(old, project, count(project)).encode()
    _check_figures(folder, plan, new, count(project), count, sheet_readers)
    write_atomically(export, _exported(folder, plan))
    write_atomically(folder / PROJECT_FILE, new)
    write_atomically(folder / TOMBSTONE, _tombstone(folder, plan, export, as_of, reason))
    for file in plan.files:
        (folder / file.name).unlink(missing_ok=True)


def _refuse(folder: Path, problem: str, remedy: str) -> None:
    raise NotAcceptedError(
        what=f"people of {folder.name}", problem=f"they were not deleted: {problem}", remedy=remedy
    )


def _check_figures(
    folder: Path,
    plan: ShredPlan,
    new: bytes,
    before: ProjectFacts,
    count: Callable[[Project], ProjectFacts],
    sheet_readers: Sequence[SheetReader],
) -> None:
    """Load a copy without the people and compare every figure, before anything is destroyed."""
    doomed = {file.name for file in plan.files}

    def left_out(path: str, names: list[str]) -> list[str]:
        inside = Path(path).relative_to(folder)
        return [name for name in names if (inside / name).as_posix() in doomed]

    with TemporaryDirectory(prefix="efc-") as place:
        copy = Path(place, "project")
        shutil.copytree(folder, copy, ignore=left_out)
        (copy / PROJECT_FILE).write_bytes(new)
        after = count(load_project(copy, sheet_readers=sheet_readers))
    if after != before:
        _refuse(folder, "a figure would change", "report it with the shape of your lists")


def _exported(folder: Path, plan: ShredPlan) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (PROJECT_FILE, *(file.name for file in plan.files)):
            archive.write(folder / name, name)
    return normalise_zip(stream.getvalue())


def _tombstone(folder: Path, plan: ShredPlan, export: Path, as_of: date, reason: str) -> bytes:
    import tomli_w

    path = folder / TOMBSTONE
    earlier = tomllib.loads(path.read_text("utf-8"))["shredded"] if path.exists() else []
    stone = {
        "day": as_of,
        "rule": plan.rule,
        "export": export.name,
        "people": plan.people,
        "files": [{"name": file.name, "people": file.people} for file in plan.files],
        **({"kept_until": plan.keep_until} if plan.keep_until else {}),
        **({"reason": reason} if reason else {}),
    }
    return tomli_w.dumps({"shredded": [*earlier, stone]}).encode()
