"""`efc-report plugins`: which plugins there are, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import click

from efc_reporting.cli.isolation import is_traced, traceback_option
from efc_reporting.cli.options import json_option, make_reporter
from efc_reporting.cli.plugins_new import new_plugin
from efc_reporting.cli.plugins_validate import validate_plugin

if TYPE_CHECKING:
    from efc_reporting.registry import PluginRecord, Registry


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def plugins(ctx: click.Context, as_json: bool) -> None:
    """List the plugins, or show one of them."""
    if ctx.invoked_subcommand is None:
        _list(as_json)


@plugins.command("list")
@json_option
@click.pass_context
def list_plugins(ctx: click.Context, as_json: bool) -> None:
    """List the plugins with their states."""
    _list(as_json or _asked_above(ctx))


@plugins.command()
@click.argument("name")
@json_option
@traceback_option
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show what the plugin NAME is and brings: formats and documents with their options.

    With --traceback a broken one is loaded once more, and where it failed stands below.
    """
    from efc_reporting.cleaning import clean
    from efc_reporting.cli.output import show_json
    from efc_reporting.errors import UnknownNameError
    from efc_reporting.registry import PluginState

    registry = make_reporter().registry
    records = {record.name: record for record in registry.records}
    if name not in records:
        raise UnknownNameError(kind="plugin", name=name, known=tuple(sorted(records)))
    if as_json or _asked_above(ctx):
        show_json(record_as_json(records[name]))
        return
    record = records[name]
    for label, text in (
        ("Name", record.name),
        ("State", record.state),
        ("Reason", record.reason),
        ("Distribution", record.distribution),
        ("Version", record.version),
        ("Formats", ", ".join(record.formats)),
        ("Documents", ", ".join(record.documents)),
        ("Measures", ", ".join(record.measures)),
        ("Hooks", ", ".join(record.hooks)),
        *described_items(record, registry),
    ):
        if text:
            click.echo(clean(f"{label + ':':<13} {text}"))
    if record.state is PluginState.BROKEN and is_traced(ctx):
        load_strictly(name)


def load_strictly(name: str) -> None:
    """Load a plugin alone; what it raises is the cause of the PluginError."""
    from efc_reporting.reporter import Reporter

    Reporter(only_plugins=[name], strict_plugins=True)


def described_items(record: PluginRecord, registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield the name of each format and document of a plugin, and what one has to know of it."""
    for name in record.formats:
        info = registry.formats[name].info
        options = _options(registry.formats[name].options_type)
        yield name, f"{info.title}, files that end in {info.extension}{options}"
    for name in record.documents:
        kind = registry.documents[name].info
        yield name, f"{kind.title}, for {kind.default_audience}{_options(kind.options_type)}"


def _options(options_type: type[Any]) -> str:
    """Return the options with what they are unless given, as on the command line."""
    given = ", ".join(f"{f.name}={_written(f.default)}" for f in attrs.fields(options_type))
    return f"; options {given}" if given else ""


def _written(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ",".join(map(str, value))
        case None:
            return ""
        case _:
            return str(value)


def _asked_above(ctx: click.Context) -> bool:
    """Say whether --json stands before the name of the command."""
    return bool(ctx.parent and ctx.parent.params["as_json"])


def _list(as_json: bool) -> None:
    from efc_reporting.cli.output import Styled, show_json, show_table

    records = make_reporter().registry.records
    if as_json:
        show_json({"plugins": [record_as_json(record) for record in records]})
        return
    rows = [
        (record.name, Styled(record.state, record.state), record.origin, brought(record))
        for record in records
    ]
    show_table(("Plugin", "State", "From", "What it brings"), rows)


def brought(record: PluginRecord) -> str:
    """Say what a plugin brings, or why it brings nothing."""
    kinds = (
        ("formats", record.formats),
        ("documents", record.documents),
        ("measures", record.measures),
        ("hooks", record.hooks),
    )
    listed = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds if names)
    return record.reason or listed


def record_as_json(record: PluginRecord) -> dict[str, object]:
    """Return a plugin for other programs."""
    return {
        "name": record.name,
        "state": str(record.state),
        "reason": record.reason,
        "distribution": record.distribution,
        "version": record.version,
        "formats": list(record.formats),
        "documents": list(record.documents),
        "measures": list(record.measures),
        "hooks": list(record.hooks),
    }


plugins.add_command(new_plugin)
plugins.add_command(validate_plugin)
