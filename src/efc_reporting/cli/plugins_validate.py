"""`efc-report plugins validate`: looks at a plugin before anybody installs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import ERRORS_FOUND, FINE, json_option

if TYPE_CHECKING:
    from efc_reporting.registry import PluginRecord
    from efc_reporting.validating import Validation


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
    from efc_reporting.registry import PluginState
    from efc_reporting.reporter import Reporter
    from efc_reporting.validating import load_apart, read_distribution, validate

    source = read_distribution(path)
    registry = Reporter(only_plugins=(), strict_plugins=False).registry
    taken = {
        ("format", name): registry.provider_of_format(name).origin for name in registry.formats
    }
    taken |= {
        ("document", name): registry.provider_of_document(name).origin
        for name in registry.documents
    }
    taken |= {
        ("ending", one.info.extension): registry.provider_of_format(name).origin
        for name, one in registry.formats.items()
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
    from efc_reporting.cleaning import clean
    from efc_reporting.cli.output import Styled, show_table
    from efc_reporting.cli.plugins import brought

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
    from efc_reporting.cli.plugins import record_as_json

    return {
        "name": found.source.name,
        "version": found.source.version,
        "plugins": dict(found.source.targets),
        "remarks": [
            {
                "level": str(remark.level),
                "where": remark.where,
                "problem": remark.problem,
                "remedy": remark.remedy,
            }
            for remark in found.remarks
        ],
        "states": [record_as_json(record) for record in records],
    }
