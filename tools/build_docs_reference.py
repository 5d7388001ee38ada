"""Write those parts of the reference pages that the code itself says.

They stand between `<!-- begin: name -->` and `<!-- end: name -->`; a test runs this module and
demands that nothing changes. Run it after a change: `python tools/build_docs_reference.py`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import click

from efc_reporting import blocks, document, errors, hookspecs, sheets
from efc_reporting import fields as narrative_fields
from efc_reporting.cli.program import program
from efc_reporting.errors import ReportingError
from efc_reporting.loading import project_schema
from efc_reporting.programme import shipped_measures

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
TABLES = {
    "partner": "[[partners]]",
    "representative": "legal_representative",
    "meeting": "[[meetings]]",
    "sitting": "sittings and planned",
    "delegation": "delegations",
    "deletedpeople": "[[deleted_people]]",
    "agenda": "agenda",
    "sheet": "[[sheets]]",
    "columns": "columns of [[sheets]]",
    "grant": "[grant]",
    "outcome": "[[results]], [[recommendations]], [[good_practices]]",
    "plan": "[[plans]]",
    "title": "goals and fields_of_action",
    "planmeasure": "[[plans.measures]]",
    "picture": "[[pictures]]",
}
"""The definitions of the schema in the order of the page, and how the page calls them."""

MODULES_OF_BLOCKS = tuple(
    f"efc_reporting.{name}"
    for name in ("block", "blocks", "content", "figure_blocks", "table_block")
)
_BLANK_LINES = re.compile(r"\n{3,}")
_DOUBLED_BLANKS = re.compile(r"\s+")


def table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    for cells in (titles, tuple("---" for _ in titles), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def measures() -> Iterator[str]:
    """Yield every value of the key measure."""
    rows = [(f'`"{m.name}"`', m.title, m.programme.title) for m in shipped_measures()]
    yield from table(("Value", "Measure", "Programme"), rows)


def fields() -> Iterator[str]:
    """Yield every field that the narrative may hold."""
    project = (*narrative_fields.OF_EVERY_SCOPE, *narrative_fields.OF_THE_PROJECT)
    meeting = (*narrative_fields.OF_EVERY_SCOPE, *narrative_fields.OF_A_MEETING)
    names = sorted({*project, *meeting})
    rows = [
        (f"`{name}`", "yes" if name in project else "", "yes" if name in meeting else "")
        for name in names
    ]
    yield from table(("Field", "Of the project", "Of a meeting"), rows)


def project_keys() -> Iterator[str]:
    """Yield every key of project.toml, table by table."""
    schema = project_schema()
    yield from ("## Top level", "", *_keys(schema), "")
    others = {name: name for name in schema["definitions"] if name not in TABLES}
    for name, title in {**TABLES, **others}.items():
        definition = schema["definitions"][name]
        yield from (f"## {title}", "", definition["description"], "", *_keys(definition), "")


def _keys(definition: dict[str, Any]) -> Iterator[str]:
    rows = [
        (
            f"`{name}`",
            _sort_of(key),
            "yes" if name in definition["required"] else "",
            key["description"],
        )
        for name, key in definition["properties"].items()
    ]
    yield from table(("Key", "Value", "Needed", "Meaning"), rows)


def _sort_of(key: dict[str, Any]) -> str:
    if "enum" in key:
        return " or ".join(f'`"{word}"`' for word in key["enum"])
    if "oneOf" in key:
        return "text, or one per language"
    if "allOf" in key:
        return "table"
    if key["type"] == "array":
        return f"list of {_sort_of(key['items'])}s"
    if key.get("format") == "date":
        return "date"
    return {
        "boolean": "`true` or `false`",
        "integer": "whole number",
        "number": "number",
        "object": "table",
        "string": "text",
    }[key["type"]]


def hooks() -> Iterator[str]:
    """Yield every hook with its signature and what its specification says."""
    for name, hook in vars(hookspecs).items():
        if not name.startswith("efc_"):
            continue
        yield from (f"## {name}", "", "```text", f"def {name}{_signature(hook)}", "```", "")
        yield from ((inspect.getdoc(hook) or "").splitlines())
        yield ""


def _signature(function: Callable[..., object]) -> str:
    signature = inspect.signature(function)
    arguments = ", ".join(
        f"{parameter.name}: {parameter.annotation}" for parameter in signature.parameters.values()
    )
    return f"({arguments}) -> {signature.return_annotation}"


def block_classes() -> Iterator[str]:
    """Yield every block, and what blocks are made of, with its fields."""
    classes = [kind for kind in vars(blocks).values() if _is_of_blocks(kind)]
    kinds = [kind for kind in classes if attrs.has(kind)]
    yield from ("## Document", "", *_fields(document.Document), "")
    yield from ("## Funding", "", *_fields(document.Funding), "")
    for kind in kinds:
        if issubclass(kind, blocks.Block):
            yield from (f"## {kind.__name__}", "", *_fields(kind), "")
    yield from ("## What blocks are made of", "")
    for kind in kinds:
        if attrs.has(kind) and not issubclass(kind, blocks.Block):
            yield from (f"### {kind.__name__}", "", *_fields(kind), "")
    for kind in classes:
        if issubclass(kind, StrEnum):
            words = ", ".join(f"`{member.name}`" for member in kind)
            yield from (f"### {kind.__name__}", "", _text_of(kind), "", f"One of {words}.", "")


def _is_of_blocks(kind: object) -> bool:
    return isinstance(kind, type) and kind.__module__ in MODULES_OF_BLOCKS


def _fields(kind: Any) -> Iterator[str]:
    yield from (_text_of(kind), "")
    rows = [
        (f"`{field.name}`", f"`{_type_of(field)}`", _default_of(field))
        for field in attrs.fields(kind)
    ]
    if rows:
        yield from table(("Field", "Type", "Default"), rows)


def _text_of(kind: type) -> str:
    paragraphs = (inspect.getdoc(kind) or "").split("\n\n")
    return "\n\n".join(_DOUBLED_BLANKS.sub(" ", paragraph).strip() for paragraph in paragraphs)


def _type_of(field: Any) -> str:
    return field.type if isinstance(field.type, str) else field.type.__name__


def _default_of(field: Any) -> str:
    if field.default is attrs.NOTHING:
        return "must be given"
    value = field.default
    return f"`{value.name}`" if hasattr(value, "name") else f"`{value!r}`".replace("''", '""')


def error_classes() -> Iterator[str]:
    """Yield every error with its attributes and its meaning."""
    rows = []
    for kind in (*vars(errors).values(), sheets.UnreadableSheetError):
        if isinstance(kind, type) and issubclass(kind, ReportingError):
            names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
            attributes = ", ".join(f"`{name}`" for name in names)
            rows.append((f"`{kind.__name__}`", attributes, _text_of(kind).replace("\n\n", " ")))
    yield from table(("Error", "Attributes", "Meaning"), rows)


def commands() -> Iterator[str]:
    """Yield every command with its arguments and options."""
    yield from ("## efc-report", "", *_parameters(program), "")
    yield from _subcommands(program, "efc-report")


def _subcommands(group: click.Group, name: str) -> Iterator[str]:
    for command_name, command in sorted(group.commands.items()):
        full = f"{name} {command_name}"
        usage = " ".join([full, *_usage(command)])
        text = _DOUBLED_BLANKS.sub(" ", inspect.cleandoc(command.help or ""))
        yield from (f"## {full}", "", "```text", usage, "```", "", text, "", *_parameters(command))
        yield ""
        if isinstance(command, click.Group):
            yield from _subcommands(command, full)


def _usage(command: click.Command) -> Iterator[str]:
    if any(isinstance(parameter, click.Option) for parameter in command.params):
        yield "[OPTIONS]"
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            name = parameter.metavar or (parameter.name or "").upper()
            yield name if parameter.required else f"[{name}]"


def _parameters(command: click.Command) -> Iterator[str]:
    rows = [
        (" ".join(f"`{name}`" for name in option.opts), _value_of(option), option.help or "")
        for option in command.params
        if isinstance(option, click.Option)
    ]
    if rows:
        yield from table(("Option", "Value", "Meaning"), rows)


def _value_of(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        words = " or ".join(f"`{choice}`" for choice in option.type.choices)
        return f"{words}, `{option.default}` if not given" if option.show_default else words
    value = f"`{option.metavar or option.opts[-1].strip('-').upper()}`"
    return f"{value}, `{option.default}` if not given" if option.show_default else value


def rules() -> Iterator[str]:
    """Yield every rule of the shipped measures with its source."""
    rows = [
        (
            f"`{measure.name}`",
            f"`{rule.check}`",
            "" if rule.minimum is None else str(rule.minimum),
            "" if rule.maximum is None else str(rule.maximum),
            f"{rule.first_call_year}–{rule.last_call_year}",
            "yes" if rule.is_confirmed else "no",
            rule.source,
        )
        for measure in shipped_measures()
        for rule in measure.rules
    ]
    titles = ("Measure", "Rule", "Minimum", "Maximum", "Calls", "Confirmed", "Source")
    yield from table(titles, rows)


PARTS: Mapping[tuple[str, str], Callable[[], Iterator[str]]] = {
    ("project-toml.md", "keys"): project_keys,
    ("project-toml.md", "measures"): measures,
    ("narrative.md", "fields"): fields,
    ("findings.md", "rules"): rules,
    ("hooks.md", "hooks"): hooks,
    ("blocks.md", "blocks"): block_classes,
    ("errors.md", "errors"): error_classes,
    ("command-line.md", "commands"): commands,
}
"""The parts by page and name."""


def with_parts(page: str, text: str) -> str:
    """Return the text of a page with its parts as the code says them now."""
    for (wanted, name), lines in PARTS.items():
        if wanted == page:
            begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
            before, found, rest = text.partition(begin)
            _, found_end, after = rest.partition(end)
            if not found or not found_end:
                raise ValueError(f"{page} has no part {name}")
            content = _BLANK_LINES.sub("\n\n", "\n".join(lines())).strip()
            text = f"{before}{begin}\n{content}\n\n{end}{after}"
    return text


def main() -> None:
    """Bring every reference page up to date."""
    for name in sorted({page for page, _ in PARTS}):
        path = REFERENCE / name
        text = path.read_text(encoding="utf-8")
        current = with_parts(name, text)
        if current != text:
            path.write_text(current, encoding="utf-8")
            print(f"{path.name}: brought up to date")


if __name__ == "__main__":
    main()
