"""Every block of code in the documentation does what its page says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from doc_pages import PAGES, ROOT, Block, blocks_of, name_of

from efc_reporting.loading import project_schema

LANGUAGES = {"python", "console", "toml", "text", "json", "markdown", "po", "css", "jinja"}
ANYTHING = "…"
"""A line of shown output that stands for any number of lines."""

PAGES_WITH_BLOCKS = [page for page in PAGES if any(blocks_of(page))]


@attrs.frozen(kw_only=True)
class Command:
    """A line for the shell and the lines that it is said to print."""

    line: str
    shown: tuple[str, ...]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as the reader of a page has it: the examples, and nothing written yet."""
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "dist")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=ignored)
    return tmp_path


@pytest.mark.parametrize("page", PAGES_WITH_BLOCKS, ids=name_of)
def test_blocks_run_in_their_order(page: Path, folder: Path) -> None:
    """The Python and shell blocks of a page run one after the other in one folder."""
    for block in blocks_of(page):
        if "not run" in block.marks:
            continue
        if "file" in block.marks:
            target = folder / block.marks["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.content, encoding="utf-8")
        elif block.language == "python":
            run_python(block, folder)
        elif block.language == "console":
            run_console(block, folder)


@pytest.mark.parametrize("page", PAGES_WITH_BLOCKS, ids=name_of)
def test_blocks_are_of_known_languages(page: Path) -> None:
    """No block escapes the tests by a language that nobody looks at."""
    unknown = [block.place for block in blocks_of(page) if block.language not in LANGUAGES]

    assert unknown == []


@pytest.mark.parametrize("page", PAGES_WITH_BLOCKS, ids=name_of)
def test_blocks_that_do_not_run_say_why(page: Path) -> None:
    """A block is left out only for a reason that stands above it."""
    marked = [block for block in blocks_of(page) if "not run" in block.marks]

    assert [block.place for block in marked if len(block.marks["not run"].split()) < 3] == []


@pytest.mark.parametrize("page", PAGES_WITH_BLOCKS, ids=name_of)
def test_toml_blocks_are_valid(page: Path) -> None:
    """What is shown of a project.toml keeps its schema."""
    for block in blocks_of(page):
        if block.language == "toml":
            content = tomllib.loads(block.content)
            if not is_about_packaging(content):
                check_project_toml(content, block)


def run_python(block: Block, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-"],
        input=block.content,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, f"{block.place}\n{done.stderr}"


def run_console(block: Block, folder: Path) -> None:
    wanted = int(block.marks.get("exit", "0"))
    for command in commands_of(block):
        done = subprocess.run(
            ["bash", "-c", command.line],
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

        assert done.returncode == wanted, f"{block.place}: {command.line}\n{done.stdout}"
        assert missing_lines(command.shown, done.stdout) == [], (
            f"{block.place}: {command.line}\n{done.stdout}"
        )


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the commands of a block; each begins with a dollar sign."""
    line, shown = "", []
    for text in block.content.splitlines():
        if not text.startswith("$ "):
            shown.append(text)
            continue
        if line:
            yield Command(line=line, shown=tuple(shown))
        line, shown = text.removeprefix("$ "), []
    assert line, f"{block.place}: no line begins with a dollar sign"
    yield Command(line=line, shown=tuple(shown))


def missing_lines(shown: tuple[str, ...], output: str) -> list[str]:
    """Return the shown lines that the output does not have, in this order.

    Blanks count once, for tables grow with their longest cell; a line may end in "…".
    """
    lines = iter(" ".join(line.split()) for line in output.splitlines())
    missing = []
    for text in shown:
        wanted = " ".join(text.split())
        if wanted in ("", ANYTHING):
            continue
        begins, is_open = wanted.removesuffix(ANYTHING).rstrip(), wanted.endswith(ANYTHING)
        if not any(line == wanted or (is_open and line.startswith(begins)) for line in lines):
            missing.append(text)
    return missing


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a reader who has installed the package."""
    programs = Path(sys.executable).parent
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {
        "PYTHONPATH": os.pathsep.join(str(Path(path).resolve()) for path in given if path),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }


def is_about_packaging(content: dict[str, Any]) -> bool:
    """Say whether a block belongs to pyproject.toml."""
    return bool({"build-system", "project"} & content.keys())


def check_project_toml(content: dict[str, Any], block: Block) -> None:
    schema = project_schema()
    if not {"title", "measure"} <= content.keys():
        schema = {**schema, "required": []}  # a part of the file
    try:
        jsonschema.validate(json.loads(json.dumps(content, default=date.isoformat)), schema)
    except jsonschema.ValidationError as error:
        pytest.fail(f"{block.place}: {error.json_path}: {error.message}")
