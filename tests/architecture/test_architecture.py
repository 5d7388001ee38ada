"""The shape of the code: short modules, layers, light imports, sorted façades, no traces."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from projects import ROOT, SOURCE_FOLDERS, run_python

LONGEST_MODULE = 450
HEAVY = (
    "PIL",
    "babel",
    "cattrs",
    "docx",
    "jinja2",
    "lxml",
    "markdown_it",
    "python_calamine",
    "rich",
    "weasyprint",
    "xlsxwriter",
)
MODULES = sorted(
    path for folder in ("src", "plugins", "templates") for path in (ROOT / folder).rglob("*.py")
)
PATHS = [str(path.relative_to(ROOT)) for path in MODULES]


def tracked() -> list[Path]:
    """Return the files that git knows or would take, without generated ones."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=PATHS)
def test_modules_are_short(path: Path) -> None:
    """One module, one idea: none is longer than the limit."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


SMALL = 60
SMALL_FOR_A_REASON = {
    "cli": "each command is a module of its own, which `cli.program` alone imports",
    "testing.readers": "each ending has a reader of its own, which `testing.readers` offers",
}
"""Rooms that may hold small modules of a single importer, and why."""


def test_no_module_is_a_splinter() -> None:
    """A small module that one other module of its room alone imports is part of that one."""
    graph = grimp.build_graph("efc_reporting", cache_dir=None)
    splinters, small = [], 0
    for path in (ROOT / "src" / "efc_reporting").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        if path.name.startswith("__") or name not in graph.modules:
            continue
        room = name.rpartition(".")[0]
        if len(path.read_text("utf-8").splitlines()) >= SMALL:
            continue
        small += 1
        importers = graph.find_modules_that_directly_import(name)
        inside = {one for one in importers if one.startswith(room)}
        if importers == inside and len(importers) == 1:
            splinters.append(name)

    assert small > 0
    assert [
        name
        for name in splinters
        if name.removeprefix("efc_reporting.").rpartition(".")[0] not in SMALL_FOR_A_REASON
    ] == []


def test_the_root_holds_facades_and_contracts_alone() -> None:
    """Twenty doors: rooms, façades and contracts; `apart` is a shim of an old public path."""
    root = ROOT / "src" / "efc_reporting"
    files = [path for path in tracked() if path.is_relative_to(root)]
    entries = {path.relative_to(root).parts[0] for path in files}

    assert {"__init__.py", "plugin.py", "contracts.py", "errors.py", "sheets.py"} <= entries
    assert len(entries - {"py.typed", "locale", "apart.py"}) <= 20


def rows_of_where() -> list[list[str]]:
    """Return the cells of the table "Where do I find …?"."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    part = text.split("### Where do I find …?\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_twenty_questions_are_answered() -> None:
    """No question is asked twice."""
    assert len({row[0] for row in rows_of_where()}) >= 20


@pytest.mark.parametrize("row", rows_of_where(), ids=lambda row: row[0])
def test_what_is_looked_for_stands_where_the_page_says(row: list[str]) -> None:
    """The path is there, and in it the word; in a folder a file or a folder of that name."""
    _, where, word = row
    path = ROOT / where

    assert path.exists()
    if path.is_dir():
        assert (path / word).exists()
    else:
        assert word in path.read_text("utf-8")


def test_test_files_have_names_of_their_own() -> None:
    """Pytest imports them by their bare names: two alike break the run once both are collected."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]

    assert Path(__file__).name in names
    assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.parametrize("path", MODULES, ids=PATHS)
def test_modules_name_their_job_in_one_sentence(path: Path) -> None:
    """The first line of a module is a docstring of one sentence."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    first_line = docstring.partition("\n")[0]

    assert first_line.endswith(".")
    assert ". " not in first_line
    assert path.read_text("utf-8").startswith('"""' + first_line[:20])


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "\n__all__ = [" in path.read_text("utf-8")], ids=str
)
def test_lists_of_public_names_are_sorted(path: Path) -> None:
    """A façade is a sorted list: constants, then classes, then functions, and no name twice."""
    (listed,) = (
        ast.literal_eval(node.value)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )

    assert listed == sorted(set(listed), key=facade_order)


def facade_order(name: str) -> tuple[int, str]:
    if name.isupper():
        return 0, name
    return (1, name) if name[0].isupper() else (2, name)


@pytest.mark.parametrize("name", ["efc_reporting", "efc_reporting.plugin", "efc_reporting.testing"])
def test_public_names_are_there(name: str) -> None:
    """What a façade lists can be imported, and it lists all that it has."""
    module = __import__(name, fromlist=["__all__"])

    assert module.__all__
    assert [public for public in module.__all__ if not hasattr(module, public)] == []


def test_who_imports_whom() -> None:
    """The layers, the independence of formats and the core's ignorance of them are kept."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed: pip install efc-reporting[test]"
    paths = ":".join(SOURCE_FOLDERS)
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": paths, "PATH": str(Path(sys.executable).parent), "LANG": "C.UTF-8"},
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_formats_import_the_plugin_facade_alone() -> None:
    """A shipped format uses what a third party may use, and nothing else of the core."""
    imported: dict[str, Path] = {}
    for path in (ROOT / "plugins").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported[node.module or ""] = path
            if isinstance(node, ast.Import):
                imported.update((name.name, path) for name in node.names)
    core = {name: path for name, path in imported.items() if name.startswith("efc_reporting")}

    assert core.keys() == {"efc_reporting.plugin"}, core


@pytest.mark.parametrize("facade", ["efc_reporting", "efc_reporting.plugin", "efc_reporting.cli"])
def test_imports_are_light(facade: str) -> None:
    """Importing a façade loads none of the heavy libraries, and so needs no Pango."""
    child = run_python(f"import {facade}, sys; print(*(n for n in {HEAVY!r} if n in sys.modules))")

    assert (child.stdout.strip(), child.stderr) == ("", "")


def test_plugins_import_lightly() -> None:
    """Looking for plugins loads no heavy library either: a list of formats is there at once."""
    names = [path.name for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").exists()]
    code = f"""
import sys
import {", ".join(names)}
from efc_reporting import Reporter
reporter = Reporter(plugins=[{", ".join(names)}], discover_plugins=False)
assert len(reporter.registry.formats) == {len(names)}, reporter.registry.formats
print(*(n for n in {HEAVY!r} if n in sys.modules))
"""
    child = run_python(code)

    assert (child.stdout.strip(), child.stderr) == ("", "")


def test_import_is_quick() -> None:
    """The façade takes a fraction of a second of the processor; slow computers have room."""
    code = "from time import process_time as t; a = t(); import efc_reporting; print(t() - a)"

    assert min(float(run_python(code).stdout) for _ in range(5)) < 0.5


_TRACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/(?:home|Users|root|work)/\w",
            r"[A-Z]:\\\\Users",
            r"https?://[^/\s]*(?:pypi|npmjs|artifactory|nexus|mirror)[^\s]*",
            "index-url",
        )
    )
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    """Nobody's folders and no registry's host stand in a file of the project."""
    found = []
    assert Path(__file__) in tracked()
    assert _TRACES.search("see /home/" + "somebody")
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in _TRACES.finditer(text)]

    assert found == []


def test_no_prints_below_the_command_line() -> None:
    """Only the command line speaks to the terminal."""
    for path in MODULES:
        if "cli" in path.parts:
            continue
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]

        assert [call.lineno for call in calls if call.func.id == "print"] == [], path


def test_only_the_reporter_reads_the_clock() -> None:
    """Below the reporter and the command line nobody asks for today's date or the environment."""
    forbidden = {"today", "now", "utcnow", "getcwd", "getenv", "environ", "cwd"}
    allowed = {"reporter.py", "guard.py"}  # the latter puts back what plugins change
    asking = {
        path
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in forbidden
    }

    assert allowed <= {path.name for path in asking}
    assert {
        path
        for path in asking
        if path.name not in allowed and not {"cli", "testing"} & set(path.parts)
    } == set()
