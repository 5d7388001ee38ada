"""Change one thing of the code at a time, and see whether a test notices.

`python tools/mutate.py PACKAGE` works on a copy of the tree and prints each mutant that no test
noticed; `--sample N` tries so many of the package's mutants, the same ones each time.
A mutant is another comparison, bound, constant or text, or one statement, argument or part of a
list left out; of data files, every number of a rule and every `confirmed`.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

import attrs

ROOT = Path(__file__).parents[1]
COPIED = ("docs", "examples", "src", "plugins", "templates", "tests", "tools", "pyproject.toml")


@attrs.frozen
class Package:
    """What is changed, and the tests that are asked: those first that are quick to notice."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


FORMATS = "tests/plugins/test_what_formats_say.py"
PACKAGES = {
    "rules": Package(
        files=(
            "src/efc_reporting/programme/*.py",
            "src/efc_reporting/programme/data/*.toml",
            "src/efc_reporting/checks/**/*.py",
        ),
        tests=(
            "tests/unit/checks",
            "tests/unit/programme",
            "tests/unit/facts/test_duplicates.py",
            "tests/documents/test_real_pages.py",
        ),
    ),
    "documents": Package(
        files=("src/efc_reporting/documents/*.py",),
        tests=(
            "tests/documents/test_narrative.py",
            "tests/documents/test_interim.py",
            "tests/documents/test_participant_list.py",
            "tests/documents/test_certificate.py",
            "tests/documents/test_public_notice.py",
            "tests/documents/test_grant_statement.py",
            "tests/documents/test_markdown.py",
            "tests/documents/test_nested_lists.py",
            "tests/documents/test_drawn_figures.py",
            "tests/documents/test_every_document.py",
            "tests/contract/test_documents.py",
        ),
    ),
    "efc_format_csv": Package(
        files=("plugins/efc_format_csv/**/*.py",),
        tests=("tests/plugins/test_format_csv.py", FORMATS),
    ),
    "efc_format_docx": Package(
        files=("plugins/efc_format_docx/**/*.py",),
        tests=("tests/plugins/test_format_docx*.py", "tests/plugins/test_docx_*[!e].py", FORMATS),
    ),
    "efc_format_html": Package(
        files=("plugins/efc_format_html/**/*.py",),
        tests=("tests/plugins/test_format_html.py", FORMATS),
    ),
    "efc_format_pdf": Package(
        files=("plugins/efc_format_pdf/**/*.py",),
        tests=("tests/plugins/test_format_pdf.py", FORMATS),
    ),
    "efc_format_typst": Package(
        files=("plugins/efc_format_typst/**/*.py",),
        tests=("tests/plugins/test_format_typst.py", "tests/plugins/test_typst_*.py", FORMATS),
    ),
    "efc_format_xlsx": Package(
        files=("plugins/efc_format_xlsx/**/*.py",),
        tests=("tests/plugins/test_format_xlsx*.py", FORMATS),
    ),
}
"""The names of files and tests may be patterns."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
NUMBER_OF_A_RULE = re.compile(
    r"(?<=minimum = )\d+|(?<=maximum = )\d+|(?<=calls = \[)\d+|\d+(?=\],)"
)


@attrs.frozen
class Mutant:
    """The changed text of one file, and what was changed."""

    file: str
    change: str
    text: str


def mutants(name: str, text: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    changes = _of_data(text) if name.endswith(".toml") else _of_code(text)
    for line, change, changed in changes:
        yield Mutant(file=name, change=f"line {line}: {change}", text=changed)


def _of_data(text: str) -> Iterator[tuple[int, str, str]]:
    for found in NUMBER_OF_A_RULE.finditer(text):
        for number in (int(found[0]) - 1, int(found[0]) + 1):
            yield _spliced(text, found.start(), found.end(), str(number))
    for found in re.finditer(r"(?<=confirmed = )(true|false)(?=,)", text):
        yield _spliced(text, *found.span(), "false" if found[0] == "true" else "true")


def _spliced(text: str, start: int, end: int, new: str) -> tuple[int, str, str]:
    line = text.count("\n", 0, start) + 1
    return line, f"{text[start:end]} -> {new}", text[:start] + new + text[end:]


def _of_code(text: str) -> Iterator[tuple[int, str, str]]:
    nodes = list(ast.walk(ast.parse(text)))
    left_out = {id(part) for node in nodes for top in _left_out(node) for part in ast.walk(top)}
    for index, node in enumerate(nodes):
        if id(node) in left_out:
            continue
        for number in range(len(_changed(node))):
            tree = ast.parse(text)
            target = list(ast.walk(tree))[index]
            before = ast.unparse(target)
            old, new = _changed(target)[number]
            for name, value in vars(new).items():
                setattr(old, name, value)
            old.__class__ = new.__class__
            yield (
                getattr(node, "lineno", 0),
                f"{before} -> {ast.unparse(target)}",
                ast.unparse(tree),
            )


def _left_out(node: ast.AST) -> list[ast.AST]:
    """Return what no output can show: options of decorators, docstrings, that lists are as long."""
    match node:
        case ast.keyword(arg="strict") | ast.Expr(value=ast.Constant()):
            return [node]
    return list(getattr(node, "decorator_list", []))


def _changed(node: ast.AST) -> list[tuple[ast.AST, ast.AST]]:
    """Return the parts of a node that are changed, each with what takes its place."""
    match node:
        case ast.Compare(ops=ops):
            return [
                (node, _with_op(node, n)) for n, op in enumerate(ops) if type(op) in COMPARISONS
            ]
        case ast.BoolOp(op=ast.And(), values=values):
            return [(node, ast.BoolOp(op=ast.Or(), values=values))]
        case ast.BoolOp(op=ast.Or(), values=values):
            return [(node, ast.BoolOp(op=ast.And(), values=values))]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return [(node, ast.BinOp(op=ast.Sub(), left=left, right=right))]
        case ast.BinOp(op=ast.Sub(), left=left, right=right):
            return [(node, ast.BinOp(op=ast.Add(), left=left, right=right))]
        case ast.Constant(value=bool(value)):
            return [(node, ast.Constant(value=not value))]
        case ast.Constant(value=int(value)):
            return [(node, ast.Constant(value=value + step)) for step in (-1, 1)]
        case ast.Constant(value=str(value)) if value:
            return [(node, ast.Constant(value=value + "x"))]
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            return [(node, ast.Pass())]
        case ast.Call(func=func, args=args, keywords=keywords):
            return [
                (node, ast.Call(func=func, args=args, keywords=[*keywords[:n], *keywords[n + 1 :]]))
                for n, keyword in enumerate(keywords)
                if keyword.arg != "strict"
            ]
        case ast.List(elts=parts) | ast.Tuple(elts=parts, ctx=ast.Load()):
            return [
                (node, type(node)(elts=[*parts[:n], *parts[n + 1 :]], ctx=ast.Load()))
                for n, part in enumerate(parts)
                if isinstance(part, ast.Call | ast.Starred)
            ]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [(node, ast.Call(func=ast.Name(id="bool"), args=[operand], keywords=[]))]
        case ast.Name(id="min" | "max" | "any" | "all" as name):
            other = {"min": "max", "max": "min", "any": "all", "all": "any"}[name]
            return [(node, ast.Name(id=other))]
    return []


def _with_op(node: ast.Compare, number: int) -> ast.Compare:
    ops = [COMPARISONS[type(op)]() if n == number else op for n, op in enumerate(node.ops)]
    return ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def is_noticed(mutant: Mutant, package: Package, copy: Path) -> bool:
    """Say whether the tests fail in a copy of the tree that holds the mutant."""
    path = copy / mutant.file
    original = path.read_bytes()
    path.write_text(mutant.text, encoding="utf-8")
    paths = [str(copy / name) for name in ("src", "plugins", "templates", "tests")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-B", "-m", "pytest", "-xq", "-p", "no:cacheprovider"]
    command += sorted(
        (str(test) for name in package.tests for test in sorted(copy.glob(name))),
        key=lambda test: Path(test).name not in mutant.file,
    )
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=600, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_bytes(original)
    return done.returncode != 0


def main() -> None:
    """Try every mutant, or a sample of them, two at a time."""
    parser = argparse.ArgumentParser(description="See which changes of the code no test notices.")
    parser.add_argument("package", choices=PACKAGES)
    parser.add_argument("--only", default="", help="of files with this in their names")
    parser.add_argument("--sample", type=int, help="try so many mutants of all")
    given = parser.parse_args()
    package = PACKAGES[given.package]
    found = [
        mutant
        for pattern in package.files
        for path in sorted(ROOT.glob(pattern))
        if given.only in path.name
        for mutant in mutants(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]
    count = len(found)
    if given.sample and given.sample < count:
        found = random.Random(0).sample(found, given.sample)
    with TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(2):
            copy = Path(folder) / str(number)
            copy.mkdir()
            for name in COPIED:
                source = ROOT / name
                (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
            copies.put(copy)
        first = found[0].file
        if is_noticed(Mutant(first, "nothing", (ROOT / first).read_text("utf-8")), package, copy):
            sys.exit("the tests fail without any mutant")

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            noticed = is_noticed(mutant, package, copy)
            copies.put(copy)
            if not noticed:
                print(f"not noticed: {mutant.file}, {mutant.change}", flush=True)
            return noticed

        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(tried, found))
    missed = results.count(False)
    print(f"{len(results)} of {count} mutants tried, {missed} not noticed")


if __name__ == "__main__":
    main()
