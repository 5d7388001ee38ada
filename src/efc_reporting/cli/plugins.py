"""`efc-report plugins`: which plugins there are, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import json_option, make_reporter
from efc_reporting.cli.plugins_new import new_plugin
from efc_reporting.cli.plugins_validate import validate_plugin

if TYPE_CHECKING:
    from efc_reporting.registry import PluginRecord


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
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show what the plugin NAME is and brings."""
    from efc_reporting.cli.output import show_json
    from efc_reporting.errors import UnknownNameError

    records = {record.name: record for record in make_reporter().registry.records}
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
    ):
        if text:
            click.echo(f"{label + ':':<14}{text}")


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
