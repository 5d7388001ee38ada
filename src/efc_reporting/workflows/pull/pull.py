"""Pulls an edited file: reads it, compares it with the folder, writes what really changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import attrs

from efc_reporting.base.writing import inside, write_atomically
from efc_reporting.documents.marks import FileMarks, line_digest, names_of
from efc_reporting.errors import ReportingError, UnknownNameError
from efc_reporting.loading import load_project
from efc_reporting.loading.files import MAX_BYTES
from efc_reporting.loading.narrative import top_of
from efc_reporting.model import Project
from efc_reporting.workflows.assessing import AssessedProject
from efc_reporting.workflows.making import Maker
from efc_reporting.workflows.pull.merging import Comparer
from efc_reporting.workflows.pull.package import WordFile, not_accepted, opened
from efc_reporting.workflows.pull.pictures import SectionPictures, with_pictures
from efc_reporting.workflows.pull.reading import EditedFile, EditedSection, fields_of, read_edited
from efc_reporting.workflows.pull.results import (
    FigureChange,
    LineChange,
    Outcome,
    PictureChange,
    PullResult,
    SectionResult,
)
from efc_reporting.workflows.pull.review import Settling

MARK = b"\xef\xbb\xbf"
NO_TITLE = 'title: ""\n'


def write_section(root: Path, name: str, markdown: str) -> None:
    """Write the text of a section; its front matter and the ends of its lines stay."""
    path = inside(root, name)
    before = path.read_bytes() if path.is_file() else b""
    write_atomically(path, with_markdown(before, markdown))


def with_markdown(before: bytes, markdown: str) -> bytes:
    """Return a file with another text below its front matter or heading."""
    text = before.decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    top, below = lines[: top_of(lines)], lines[top_of(lines) :]
    if top and not top.endswith("\n"):
        top += "\n"
    start = below[: len(below) - len(below.lstrip("\n"))] if below.strip("\n") else ""
    end = below[len(below.rstrip("\n")) :] if below.strip("\n") else ""
    rest = f"{start}{markdown}{end or chr(10)}"
    if top_of(top + rest) != len(top):  # a first heading would be taken for the title
        front = top or "---\n---\n"
        top = front.replace("---\n", f"---\n{NO_TITLE}", 1)
    written = (top + rest).replace("\n", "\r\n" if "\r\n" in text else "\n")
    return (MARK if before.startswith(MARK) else b"") + written.encode()


FORMAT = "docx"
MOST_LINES = 20_000
"""Of a longer file it is not told what a line was before it was edited."""


def pull_report(
    maker: Maker, folder: Path, path: Path, changes: str, *, is_dry_run: bool
) -> PullResult:
    """Take the text of an edited file into the folder; see `Reporter.pull`."""
    if changes not in set(Settling):
        known = tuple(map(str, Settling))
        raise UnknownNameError(kind="way to treat changes", name=changes, known=known)
    settling = Settling(changes)
    project = load_project(folder, sheet_readers=maker.registry.sheet_readers)
    file = opened(_content(path), path.name)
    edited = read_edited(file, settling)
    if not edited.sections and not edited.missing:
        raise not_accepted(
            path.name,
            "it holds no text that could be taken back",
            "take a file that `efc-report write` made as .docx for other readers than the public",
        )
    if file.marks:
        _check_project(path, file.marks, project)
    recipient = file.marks.recipient if file.marks else ""
    told = PullResult(
        file=path.name,
        recipient=recipient,
        is_dry_run=is_dry_run,
        changes=edited.changes,
        comments=edited.comments,
    )
    if settling is Settling.STOP and edited.changes:
        return attrs.evolve(told, is_stopped=True)
    compared = list(_compared(maker, folder, project, file, edited, recipient))
    missing = (_missing(mark.section_id, mark.language) for mark in edited.missing)
    result = attrs.evolve(
        told,
        sections=(*(one.result for one in compared), *missing),
        figures=[figure for one in compared for figure in one.figures],
        lines=_lines(maker, project, file.marks, edited.lines),
        pictures=[change for one in compared for change in one.pictures],
    )
    return attrs.evolve(result, written=tuple(_write(folder, compared, is_dry_run)))


def _check_project(path: Path, marks: FileMarks, project: Project) -> None:
    """Raise NotAcceptedError for a file of a project that shares no name with this one."""
    names = names_of(project)
    if marks.project and not set(marks.project) & set(names):
        raise not_accepted(
            path.name,
            f"it was written for the project {marks.project[0]!r}, and this is {names[0]!r}",
            "name the folder of its own project",
        )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise not_accepted(path.name, "it is larger than 200 MB", "make it smaller")
        return path.read_bytes()
    except OSError as error:
        problem = f"it cannot be read: {error.strerror or error}"
        raise not_accepted(str(path), problem, "name the edited file") from error


@attrs.frozen(kw_only=True)
class _Compared:
    result: SectionResult
    figures: tuple[FigureChange, ...]
    taken: SectionPictures

    @property
    def pictures(self) -> tuple[PictureChange, ...]:
        """The pictures that are kept; those of a section that nobody takes over are not."""
        return self.taken.changes if self._is_kept else ()

    @property
    def files(self) -> dict[str, bytes]:
        """The pictures that are written."""
        return dict(self.taken.files) if self._is_kept else {}

    @property
    def _is_kept(self) -> bool:
        return self.result.outcome in (Outcome.CHANGED, Outcome.CONFLICT, Outcome.UNCHANGED)


def _compared(
    maker: Maker,
    folder: Path,
    project: Project,
    file: WordFile,
    edited: EditedFile,
    recipient: str,
) -> Iterator[_Compared]:
    assessed: AssessedProject | None = None
    comparers: dict[str, Comparer] = {}
    fields = fields_of(file)
    for section in edited.sections:
        language = _language(section, project)
        if language not in comparers:
            assessed = assessed or maker.assess(project)
            context = maker.context(assessed, language=language)
            comparers[language] = Comparer(folder, context, recipient)
        comparer = comparers[language]
        taken = with_pictures(section, file.pictures, project)
        yield _Compared(
            result=comparer.result(section, taken),
            figures=tuple(comparer.figures(section, fields)),
            taken=taken,
        )


def _language(section: EditedSection, project: Project) -> str:
    language = section.mark.language
    return language if language in project.languages else project.languages[0]


def _missing(section_id: str, language: str) -> SectionResult:
    return SectionResult(section_id=section_id, language=language, outcome=Outcome.MISSING)


def _write(folder: Path, compared: Sequence[_Compared], is_dry_run: bool) -> Iterator[str]:
    """Yield the names of the files written: pictures first, then the texts that show them."""
    pictures = {name: data for one in compared for name, data in one.files.items()}
    for name, data in sorted(pictures.items()):
        path = inside(folder, name)
        if not path.exists():
            if not is_dry_run:
                write_atomically(path, data)
            yield name
    for one in compared:
        if one.result.outcome is Outcome.CHANGED:
            if not is_dry_run:
                write_section(folder, one.result.file, one.result.after)
            yield one.result.file


def _lines(
    maker: Maker, project: Project, marks: FileMarks | None, lines: Sequence[str]
) -> Iterator[LineChange]:
    """Yield the lines outside the sections that are not as they were written."""
    if marks is None or not any(line_digest(line) not in marks.lines for line in lines):
        return
    now = _lines_now(maker, project, marks) if len(lines) <= MOST_LINES else []
    before: dict[int, str] = {}
    matcher = SequenceMatcher(None, now, lines, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "replace" and end - start == last - first:
            before.update(zip(range(first, last), now[start:end], strict=True))
    for index, line in enumerate(lines):
        if line_digest(line) not in marks.lines:
            yield LineChange(now=line, was=before.get(index, ""))


def _lines_now(maker: Maker, project: Project, marks: FileMarks) -> list[str]:
    """Return the lines as the report would have them by the lists of today."""
    then = attrs.evolve(maker, as_of=marks.as_of)
    try:
        task = then.task(
            then.assess(project),
            marks.document,
            language=marks.language,
            audience=marks.audience,
            recipient=marks.recipient,
        )
        data = then.render(task, task.compose(), then.registry.format(FORMAT), None)
    except ReportingError:
        return []
    return list(read_edited(opened(data, FORMAT), Settling.ACCEPT).lines)
