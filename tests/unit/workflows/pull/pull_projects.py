"""A small project in two languages and three towns, its report as a Word file, and edits of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import efc_format_docx
from efc_reporting import Reporter, load_project
from efc_reporting.workflows.pull.results import Outcome, PullResult, SectionResult

PROJECT = """
title = "A network"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en", "de"]

[[partners]]
id = "potsdam"
name = "Stadt Potsdam"
town = "Potsdam"
country = "DE"
role = "beneficiary"

[[partners]]
id = "opole"
name = "Miasto Opole"
town = "Opole"
country = "PL"

[[partners]]
id = "perugia"
name = "Comune di Perugia"
town = "Perugia"
country = "IT"

[[meetings]]
id = "potsdam-2018"
title = "Conference"
sittings = [{place = "Potsdam", country = "DE", start = 2018-09-30, end = 2018-10-03}]
delegations = [
  {town = "Opole", country = "PL", count = 27},
  {town = "Potsdam", country = "DE", count = 26},
]

[[pictures]]
file = "pictures/market.png"
alternative = {en = "The market", de = "Der Markt"}
caption = "On the market"
"""
STATE = """---
title: "How far we are"
---

We met **once**. {{ total }} people came, see
[the page](https://example.org/page).

## What we did

* read aloud
* listened, *very* long
    1. to music

> One town said: good.

| Town | People |
| --- | ---: |
| **Opole** | 27 |

![](pictures/market.png)

The end.
"""
DEVIATIONS = "---\nowner: opole\n---\nOpole came later.\r\n"
NEXT_STEPS = "---\ntitle: Ahead\nowner: perugia\n---\nPerugia plans a meeting.\n"


def picture(colour: str = "#8FA8C8") -> bytes:
    """Return a plain picture."""
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(written, "PNG")
    return written.getvalue()


def reporter() -> Reporter:
    """Return a reporter with the one format that is taken back."""
    return Reporter(plugins=[efc_format_docx], discover_plugins=False, as_of=date(2018, 12, 1))


class Pulling:
    """A project folder, and a Word file of it that can be edited and pulled."""

    def __init__(self, root: Path, **texts: str) -> None:
        self.folder = root / "project"
        self.file = root / "report.docx"
        self.reporter = reporter()
        files: dict[str, bytes] = {
            "project.toml": PROJECT.encode(),
            "pictures/market.png": picture(),
            "narrative/en/state.md": STATE.encode(),
            "narrative/en/deviations.md": DEVIATIONS.encode(),
            "narrative/en/next-steps.md": NEXT_STEPS.encode(),
            "narrative/en/summary.md": b"# In short\n\nIt went well.\n",
        }
        for name, text in texts.items():
            files[f"narrative/en/{name.replace('_', '-')}.md"] = text.encode()
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def write(self, document: str = "interim", **options: str) -> None:
        """Write a report as a Word file."""
        self.reporter.write(load_project(self.folder), document, self.file, **options)

    def pull(self, changes: str = "stop", is_dry_run: bool = False) -> PullResult:
        """Take the file back."""
        return self.reporter.pull(self.folder, self.file, changes, is_dry_run)

    def text(self, section: str = "state", language: str = "en") -> str:
        """Return the file of a section."""
        return (self.folder / f"narrative/{language}/{section}.md").read_bytes().decode()

    def put(self, section: str, text: str) -> None:
        """Write the file of a section."""
        path = self.folder / f"narrative/en/{section}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Return every file of the folder with its time."""
        return {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def edit(self, *replaced: tuple[str, str], name: str = "word/document.xml") -> None:
        """Replace pieces of a part of the file, each of which must be there."""

        def changed(parts: dict[str, bytes]) -> None:
            text = parts[name].decode()
            for old, new in replaced:
                assert old in text, f"{old!r} is not in {name}"
                text = text.replace(old, new, 1)
            parts[name] = text.encode()

        self.rewrite(changed)

    def xml(self, name: str = "word/document.xml") -> str:
        """Return a part of the file."""
        with zipfile.ZipFile(self.file) as archive:
            return archive.read(name).decode()

    def rewrite(self, change: Callable[[dict[str, bytes]], None]) -> None:
        """Change the parts of the file as a function does."""
        with zipfile.ZipFile(self.file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        pack(self.file, parts)


def pack(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write parts as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def section(result: PullResult, section_id: str = "state") -> SectionResult:
    """Return the result of one section."""
    (found,) = [one for one in result.sections if one.section_id == section_id]
    return found


def outcomes(result: PullResult) -> dict[str, Outcome]:
    """Return what became of each section."""
    return {one.section_id: one.outcome for one in result.sections}


def run(text: str, properties: str = "") -> str:
    """Return a run as Word writes it."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph as Word writes it."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p w:rsidR="00A1B2C3">{look}{run(text)}</w:p>'
