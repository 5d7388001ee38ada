"""No test is content with a search that had nothing to look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LITERAL = (ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Constant)


def hollow(text: str) -> list[str]:
    """Return the tests that pass where what they go over is empty.

    All they assert is `all(…)`, `not any(…)` or stands in a loop over what the code gives.
    """
    tests = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
    return [test.name for test in tests if set(_asserts(test, _written_out(test))) == {True}]


def _written_out(test: ast.FunctionDef) -> frozenset[str]:
    """Return the names of what a test itself writes out."""
    return frozenset(
        target.id
        for node in ast.walk(test)
        if isinstance(node, ast.Assign) and isinstance(node.value, LITERAL)
        for target in node.targets
        if isinstance(target, ast.Name)
    )


def _asserts(node: ast.AST, known: frozenset[str], is_looped: bool = False) -> Iterator[bool]:
    """Yield for each assert below a node whether nothing is asserted where there is nothing."""
    for inner in ast.iter_child_nodes(node):
        match inner:
            case ast.Assert(test=test):
                yield is_looped or _is_hollow(test, known)
            case ast.With(items=[ast.withitem(context_expr=ast.Call(func=func))]) if (
                ast.unparse(func) == "pytest.raises"
            ):
                yield is_looped
            case ast.For(iter=over) if not _is_written_out(over, known):
                yield from _asserts(inner, known, is_looped=True)
            case _:
                yield from _asserts(inner, known, is_looped)


def _is_hollow(test: ast.expr, known: frozenset[str]) -> bool:
    match test:
        case (
            ast.Call(func=ast.Name(id="all"), args=[over])
            | ast.UnaryOp(op=ast.Not(), operand=ast.Call(func=ast.Name(id="any"), args=[over]))
        ):
            first = over.generators[0].iter if isinstance(over, ast.GeneratorExp) else over
            return not _is_written_out(first, known)
    return False


def _is_written_out(over: ast.expr, known: frozenset[str]) -> bool:
    """Say whether the test or its file holds what is gone over."""
    match over:
        case ast.Name(id=name):
            return name.isupper() or name in known
        case ast.Call(func=ast.Name(id="range")):
            return True
        case ast.Call(args=[first, *_]) | ast.Call(func=ast.Attribute(value=first)):
            return _is_written_out(first, known)
    return isinstance(over, LITERAL)


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.stem)
def test_no_test_is_hollow(path: Path) -> None:
    """Each asserts at least one thing that an empty result does not fulfil by itself."""
    assert hollow(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "is_hollow"),
    [
        ("assert all(row for row in rows())", True),
        ("assert not any(row for row in rows())", True),
        ("for row in rows(): assert row", True),
        ("assert rows(); assert all(rows())", False),
        ("for row in (1, 2): assert row", False),
        ("assert all(row for row in (1, 2))", False),
        ("told = [1, 2]\n    for row in told: assert row", False),
        ("assert rows() == [1]", False),
    ],
)
def test_hollow_tests_are_found(line: str, is_hollow: bool) -> None:
    """The search above can fail."""
    assert hollow(f"def test_x():\n    {line}\n") == ["test_x"] * is_hollow
