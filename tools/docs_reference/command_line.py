"""The commands with their arguments and options."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from docs_reference.markdown import table
from efc_reporting.cli.program import program

_BLANKS = re.compile(r"\s+")


def commands() -> Iterator[str]:
    """Yield every command with its arguments and options."""
    yield from ("## efc-report", "", *_parameters(program), "")
    yield from _subcommands(program, "efc-report")


def _subcommands(group: click.Group, name: str) -> Iterator[str]:
    for command_name, command in sorted(group.commands.items()):
        full = f"{name} {command_name}"
        usage = " ".join([full, *_usage(command)])
        text = _BLANKS.sub(" ", inspect.cleandoc(command.help or ""))
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
