"""`efc-report doctor`: what works on this computer, and what to do where something does not."""

from __future__ import annotations

import click

from efc_reporting.cli.options import COULD_NOT_RUN, FINE, json_option


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what works here and what to install."""
    from efc_reporting.cli.examination import examine
    from efc_reporting.cli.output import Styled, show_json, show_table

    results = examine()
    is_fine = all(result.is_fine for result in results)
    if as_json:
        content = [
            {"name": r.name, "fine": r.is_fine, "found": r.found, "remedy": r.remedy}
            for r in results
        ]
        show_json({"fine": is_fine, "results": content})
    else:
        rows = [
            (
                Styled("ok", "ok") if result.is_fine else Styled("problem", "problem"),
                result.name,
                result.found + (f"; {result.remedy}" if result.remedy else ""),
            )
            for result in results
        ]
        show_table(("", "", ""), rows)
        click.echo()
        click.echo("Everything works." if is_fine else "Not everything works: see above.")
    ctx.exit(FINE if is_fine else COULD_NOT_RUN)
