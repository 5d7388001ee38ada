"""The codes of findings with their severities, as the sources of the core make them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src" / "efc_reporting"
CODE_ARGUMENT = {"broken": 1, "_missing": 0, "remark": 0}
"""At which place, from 0, a call that makes a finding has its code."""

DEFAULT_SEVERITY = {"broken": "error or note", "_missing": "warning", "remark": "note"}


def findings_of_the_core() -> Iterator[tuple[str, str]]:
    """Yield code and severity of each finding; "any" where the severity is computed."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _finding_of(node)


def _finding_of(call: ast.Call) -> Iterator[tuple[str, str]]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if name in CODE_ARGUMENT:
        place = CODE_ARGUMENT[name]
        code = call.args[place] if len(call.args) > place else None
    else:
        code = named.get("code") if name == "Finding" else None
    if isinstance(code, ast.Constant):
        match named.get("severity", named.get("worst")):
            case ast.Attribute(attr=attribute) if "worst" in named:
                yield str(code.value), f"{attribute.lower()} or note"
            case None | ast.Call():
                yield str(code.value), DEFAULT_SEVERITY[name]
            case ast.Attribute(attr=attribute) if attribute.isupper():
                yield str(code.value), attribute.lower()
            case _:
                yield str(code.value), "any"
