"""`efc-report schema`: the JSON Schema by which an editor completes and checks project.toml."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
def schema(path: Path | None) -> None:
    """Print the JSON Schema of project.toml, or write it to PATH."""
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.loading.schema import schema_text

    data = schema_text().encode()
    if path is None:
        click.echo(data, nl=False)
        return
    write_atomically(path, data)
    click.echo(f"Wrote {path}")
