"""`efc-report plugins`: which plugins there are, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from efc_reporting.cli.exit_codes import ERRORS_FOUND, FINE
from efc_reporting.cli.options import is_traced, json_option, make_reporter, traceback_option
from efc_reporting.cli.plugins_new import new_plugin

if TYPE_CHECKING:
    from efc_reporting.plugin_host.registry import PluginRecord, Registry
    from efc_reporting.workflows.validate_plugin import Validation


@click.command("validate")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--import",
    "is_loaded",
    is_flag=True,
    help="Then load it too, in a process of its own, and say its state.",
)
@json_option
@click.pass_context
def validate_plugin(ctx: click.Context, path: Path, is_loaded: bool, as_json: bool) -> None:
    """Say what is wrong with the plugin in PATH, without running any of it.

    PATH is the folder with its pyproject.toml, or its wheel. Exit code 1 where the plugin would be
    refused; warnings and notes are no failure.
    """
    from efc_reporting.cli.output import show_json
    from efc_reporting.plugin_host.registry import PluginState
    from efc_reporting.workflows.reporter import Reporter
    from efc_reporting.workflows.validate_plugin import load_apart, read_distribution, validate

    source = read_distribution(path)
    registry = Reporter(only_plugins=(), strict_plugins=False).registry
    origins = {name: registry.provider_of_format(name).origin for name in registry.formats}
    taken = {("format", name): origin for name, origin in origins.items()}
    taken |= {("ending", registry.formats[n].info.extension): o for n, o in origins.items()}
    taken |= {
        ("document", name): registry.provider_of_document(name).origin
        for name in registry.documents
    }
    ours = {origin for origin in taken.values() if origin.startswith(f"{source.name} ")}
    found = validate(source, {key: o for key, o in taken.items() if o not in ours})
    records = load_apart(source) if is_loaded else ()
    if as_json:
        show_json(validation_as_json(found, records))
    else:
        _show(found, records)
    is_used = all(record.state is PluginState.OK for record in records)
    ctx.exit(FINE if is_used and not found.has_problems else ERRORS_FOUND)


def _show(found: Validation, records: tuple[PluginRecord, ...]) -> None:
    from efc_reporting.base.text import clean
    from efc_reporting.cli.output import Styled, show_table

    source = found.source
    names = ", ".join(f"{name} = {target}" for name, target in source.targets.items())
    click.echo(clean(f"{source.name} {source.version}: {names or 'no entry point'}"))
    if found.remarks:
        show_table(
            ("", "Where", "What is wrong, and what to do"),
            [
                (Styled(r.level, r.level), clean(r.where), clean(f"{r.problem}; {r.remedy}"))
                for r in found.remarks
            ],
        )
    for record in records:
        said = f"loaded: {record.state}" if record.state == "ok" else f"not used: {record.state}"
        click.echo(clean(f"{record.name} is {said}, {brought(record)}"))
    if not found.remarks:
        click.echo("Nothing is wrong with its metadata and its source.")


def validation_as_json(found: Validation, records: tuple[PluginRecord, ...]) -> dict[str, object]:
    """Return what was found for other programs; `states` is empty where nothing was loaded."""
    return {
        "name": found.source.name,
        "version": found.source.version,
        "plugins": dict(found.source.targets),
        "remarks": [attrs.asdict(remark) for remark in found.remarks],
        "states": [record_as_json(record) for record in records],
    }


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
    from efc_reporting.base.text import clean
    from efc_reporting.cli.output import show_json
    from efc_reporting.errors import UnknownNameError
    from efc_reporting.plugin_host.registry import PluginState

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
    from efc_reporting.workflows.reporter import Reporter

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
    return attrs.asdict(record)


plugins.add_command(new_plugin)
plugins.add_command(validate_plugin)
