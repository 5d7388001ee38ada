"""Who signed which attendance list, kept in signed.toml beside the partners' own sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from efc_reporting.facts.attendance import AttendanceList, attendance_lists
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import Notebook
from efc_reporting.loading.tables import key
from efc_reporting.loading.values import Count, read_tables
from efc_reporting.model import Meeting, Participant, Project, Severity

SIGNED_FILE = "signed.toml"
_HEAD = """# Who signed which attendance list: the numbers are those of the printed list.
# Written by `efc-report signed`; the sheets of the partners stay as they are.
"""


@attrs.frozen(kw_only=True)
class SignedList:
    """The numbers of one printed list that were signed, and the state in which it was printed."""

    id: str = key("The id of the attendance list, as printed on it.")
    state: str = key("Its state, as printed beside the id.")
    signed: tuple[Count, ...] = key("The numbers of the people who signed.", default=())


@attrs.frozen(kw_only=True)
class SignedFile:
    """The whole file signed.toml."""

    lists: tuple[SignedList, ...] = key("The lists that came back.", default=())


def read_signed(folder: ProjectFolder, notebook: Notebook) -> tuple[SignedList, ...]:
    """Return what signed.toml says, () where there is none."""
    if not (folder.root / SIGNED_FILE).exists():
        return ()
    data = folder.read(SIGNED_FILE, notebook)
    table = None if data is None else read_tables(data, SignedFile, SIGNED_FILE, notebook)
    return () if table is None else table.lists


def signed_toml(lists: Iterable[SignedList]) -> bytes:
    """Return the content of signed.toml."""
    import tomli_w

    tables = [attrs.asdict(known) for known in sorted(lists, key=lambda known: known.id)]
    return (_HEAD + "\n" + tomli_w.dumps({"lists": tables})).encode()


def with_signatures(project: Project, marks: Iterable[SignedList], notebook: Notebook) -> Project:
    """Return the project with the marks on its lists; what signed.toml says goes before a column.

    A mark on a list that is gone, or that changed since it was printed, is an error among the
    remarks. On a changed list nobody counts as having signed: its numbers may mean other people.
    """
    noted = tuple(marks)
    # To put the lists of thousands in order takes a while: only where one came back.
    lists = {found.id: found for found in attendance_lists(project)} if noted else {}
    by_id: dict[str, SignedList] = {}
    for index, mark in enumerate(noted):
        place = f"lists[{index}]"
        found = lists.get(mark.id)
        if found is None:
            _remark_stale(notebook, mark, is_gone=True)
        elif found.state != mark.state:
            _remark_stale(notebook, mark, is_gone=False)
            by_id[mark.id] = attrs.evolve(mark, signed=())
        elif wrong := sorted(set(mark.signed) - set(range(1, len(found.people) + 1))):
            notebook.problem(
                SIGNED_FILE,
                f"{place}.signed",
                f"there is no number {wrong[0]} on a list of {len(found.people)} people",
                "write the numbers of the printed list",
            )
        else:
            by_id[mark.id] = mark
    if not by_id:
        return project
    return attrs.evolve(
        project,
        meetings=tuple(_marked(meeting, lists.values(), by_id) for meeting in project.meetings),
    )


def _remark_stale(notebook: Notebook, mark: SignedList, *, is_gone: bool) -> None:
    if is_gone:
        notebook.remark(
            "signed-list-unknown",
            f"{SIGNED_FILE}: {mark.id}",
            "The signatures noted for the list {list} are not counted: there is no such list.",
            severity=Severity.ERROR,
            list=mark.id,
        )
    else:
        notebook.remark(
            "signed-list-changed",
            f"{SIGNED_FILE}: {mark.id}",
            "The list {list} has changed since it was printed in the state {state}, so nobody on "
            "it counts as having signed. Print it anew and note who signed by its new numbers, "
            "or take the list out of signed.toml and mark who signed in the sheet.",
            severity=Severity.ERROR,
            list=mark.id,
            state=mark.state,
        )


def _marked(
    meeting: Meeting, lists: Iterable[AttendanceList], marks: Mapping[str, SignedList]
) -> Meeting:
    numbers: dict[int, bool] = {}
    for found in lists:
        if found.meeting == meeting.id and found.id in marks:
            signed = set(marks[found.id].signed)
            for number, person in enumerate(found.people, start=1):
                numbers[id(person)] = number in signed  # two people may be equal in all they are
    return attrs.evolve(meeting, participants=[_signed(p, numbers) for p in meeting.participants])


def _signed(person: Participant, signed: Mapping[int, bool]) -> Participant:
    known = signed.get(id(person))
    return person if known is None else attrs.evolve(person, is_signed=known)
