"""Formats that each break one promise, for the tests of the contract of formats."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import tempfile
import threading
import time
import warnings
from pathlib import Path
from typing import Any, ClassVar

import attrs

from efc_reporting.blocks import Block, Cell, KeyFigures, Paragraph, Section, Table, plain
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import FormatInfo, NoOptions, ReportContext, ReportFormat
from efc_reporting.testing import FormatContract

INFO = FormatInfo(name="text", title="Text", extension=".txt", media_type="text/plain", magic=b"")


class Text(ReportFormat[Any]):
    """A sound format, which each one below breaks in one way."""

    info = INFO
    options_type: type[Any] = NoOptions

    def render(self, document: Document, context: ReportContext, options: Any) -> bytes:
        draft = [context.translator.text("DRAFT")] if document.is_draft else []
        return "\n".join([*draft, *self.lines(document, context)]).encode()

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return list(document.plain_paragraphs())


class Contract(FormatContract):
    format = Text()

    def read_text(self, data: bytes) -> str:
        return data.decode()


class LosesFigures(Text):
    """Only figures: the titles of what they belong to are kept."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        figures = {figure.text for figure in document.key_figures()}
        return [t for t in super().lines(document, context) if not any(f in t for f in figures)]


class LosesLastColumn(Text):
    """Its loop over the cells of a row ends one too early."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        blocks = [self.narrowed(block) for block in document.blocks]
        return super().lines(attrs.evolve(document, blocks=blocks), context)

    def narrowed(self, block: Block) -> Block:
        match block:
            case Section():
                return attrs.evolve(block, blocks=[self.narrowed(b) for b in block.blocks])
            case Table():
                return attrs.evolve(
                    block,
                    columns=block.columns[:-1],
                    rows=[row[:-1] for row in block.rows],
                    total=block.total and block.total[:-1],
                )
            case _:
                return block


class ForgetsUnknown(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [document.title, *self.known(document.blocks)]

    def known(self, blocks: tuple[Block, ...]) -> list[str]:
        found: list[str] = []
        for block in blocks:
            match block:
                case Section():
                    found += [block.title, *self.known(block.blocks)]
                case Paragraph():
                    found.append(plain(block.text))
                case KeyFigures() | Table():
                    found += block.plain_paragraphs()
        return found


class ForgetsHeadings(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        titles = {section.title for _, section in document.sections()}
        return [text for text in super().lines(document, context) if text not in titles]


class RunsTemplates(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [t.replace("{{7*7}}", "49") for t in super().lines(document, context)]


class StripsTags(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [re.sub("</?b>", "", text) for text in super().lines(document, context)]


class ForgetsDraft(Text):
    def render(self, document: Document, context: ReportContext, options: Any) -> bytes:
        return "\n".join(self.lines(document, context)).encode()


class ForgetsFunding(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return list(attrs.evolve(document, funding=None).plain_paragraphs())


class NeedsBlocks(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        assert document.blocks[0]
        return super().lines(document, context)


class Counts(Text):
    calls = 0

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        type(self).calls += 1
        return [*super().lines(document, context), str(self.calls)]


class DependsOnSeed(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [*super().lines(document, context), str(hash("chance"))]


class DependsOnZone(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [*super().lines(document, context), time.tzname[0]]


class Lies(Text):
    info = attrs.evolve(INFO, magic=b"%PDF")


class ReturnsText(Text):
    def render(self, document: Document, context: ReportContext, options: Any) -> Any:
        return "text"


class Prints(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        print("hello")  # noqa: T201 (that is what the contract must see)
        return super().lines(document, context)


class Writes(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        Path("left.txt").write_text("left")
        return super().lines(document, context)


class Deletes(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        Path("kept.txt").unlink(missing_ok=True)
        return super().lines(document, context)


class TidiesUp(Text):
    """What it deletes it has made itself."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "draft.txt").write_text("draft")
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"draft")
        return super().lines(document, context)


class Calls(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        socket.getaddrinfo("localhost", 9)
        return super().lines(document, context)


class Starts(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        subprocess.run(["true"], check=True)
        return super().lines(document, context)


class Rolls(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        random.random()
        return super().lines(document, context)


class SetsEnvironment(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        os.environ["EFC_COUNT"] = str(int(os.environ.get("EFC_COUNT", "0")) + 1)
        return super().lines(document, context)


class Leaks(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [*super().lines(document, context), "Kanarienvogel"]


class Fails(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        if len(context.project.partners) == 0:
            raise IndexError("no partner")
        return super().lines(document, context)


class EnglishOnly(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [
            text.encode("ascii", "replace").decode() for text in super().lines(document, context)
        ]


class Slow(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        rows = sum(len(table.rows) for table in document.tables())
        _ = sum(n for _ in range(rows) for n in range(200 * rows))
        return super().lines(document, context)


class Misnamed(Text):
    info = attrs.evolve(INFO, extension="TXT")


class WithoutLibrary(Text):
    info = attrs.evolve(INFO, requires=("no_such_library",))


class Picky(Text):
    info = attrs.evolve(INFO, documents=frozenset({"no-such-document"}))


@attrs.define
class ChangingOptions:
    width: int = 72


@attrs.frozen
class UncheckedOptions:
    width: int = 72


class WithChangingOptions(Text):
    options_type = ChangingOptions


class WithUncheckedOptions(Text):
    options_type = UncheckedOptions


class ForgetsFields(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return super().lines(attrs.evolve(document, fields=()), context)


class ForgetsDisclaimer(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        disclaimer = document.funding.disclaimer if document.funding else ""
        return [text for text in super().lines(document, context) if text != disclaimer]


class CutsTexts(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [text[:1000] for text in super().lines(document, context)]


class CutsTables(Text):
    """It shows what stands on the first page."""

    def narrowed(self, block: Block) -> Block:
        match block:
            case Section():
                return attrs.evolve(block, blocks=[self.narrowed(b) for b in block.blocks])
            case Table():
                return self.table(block)
            case _:
                return block

    def table(self, table: Table) -> Table:
        return attrs.evolve(table, rows=table.rows[:40])

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        blocks = [self.narrowed(block) for block in document.blocks]
        return super().lines(attrs.evolve(document, blocks=blocks), context)


class SortsTables(CutsTables):
    def table(self, table: Table) -> Table:
        return attrs.evolve(table, rows=sorted(table.rows, key=lambda row: row[0].text))


class ForgetsZeros(CutsTables):
    """It asks `if cell.value`, and nothing is nothing."""

    def table(self, table: Table) -> Table:
        rows = [[cell if cell.value else Cell(0, "") for cell in row] for row in table.rows]
        return attrs.evolve(table, rows=rows)


class ChangesDocuments(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        object.__setattr__(document, "author", "Mine")
        return super().lines(document, context)


class ChangesProjects(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        object.__setattr__(context.project, "acronym", "Mine")
        return super().lines(document, context)


class ChangesFolder(Text):
    """A second time there is nothing left to change."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        os.chdir("/")
        return super().lines(document, context)


class SilencesWarnings(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        warnings.simplefilter("ignore", ResourceWarning)
        return super().lines(document, context)


class PrintsBelow(Text):
    """As a library in C does."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        os.write(1, b"hello")
        return super().lines(document, context)


class LeavesThreads(Text):
    ended = threading.Event()

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        threading.Thread(target=self.ended.wait, args=(60,), name="poet").start()
        return super().lines(document, context)


class FailsInGreek(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        if document.language == "el" and document.kind == "narrative":
            raise IndexError("no Greek")
        return super().lines(document, context)


class FailsInNarratives(Text):
    def lines(self, document: Document, context: ReportContext) -> list[str]:
        if document.kind == "narrative" and not context.project.partners:
            raise IndexError("no partner")
        return super().lines(document, context)


class Remembers(Text):
    """What it heard for the agency it tells the public."""

    heard: ClassVar[dict[str, None]] = {}

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        people = (p for meeting in context.project.meetings for p in meeting.participants)
        self.heard.update((person.family_name, None) for person in people)
        return [*super().lines(document, context), *self.heard]


class ReadsNothing(Contract):
    """A reader that is the same for every file."""

    def read_text(self, data: bytes) -> str:
        return " ".join(["Final report", "Qtit tour", "Qcel"])
