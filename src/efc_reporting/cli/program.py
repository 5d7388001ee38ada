"""The program `efc-report`: its commands, and how any error ends."""

from __future__ import annotations

import errno
import gc
import io
import sys
from typing import Any

import click

from efc_reporting.base.text import clean
from efc_reporting.cli.check import check
from efc_reporting.cli.doctor import doctor
from efc_reporting.cli.dossier import dossier
from efc_reporting.cli.exit_codes import COULD_NOT_RUN
from efc_reporting.cli.logs import shown_log
from efc_reporting.cli.new import new
from efc_reporting.cli.options import show_traceback
from efc_reporting.cli.partner_sheets import partner_sheets
from efc_reporting.cli.plugins import plugins
from efc_reporting.cli.privacy import privacy
from efc_reporting.cli.pull import pull
from efc_reporting.cli.schema import schema
from efc_reporting.cli.shred import shred
from efc_reporting.cli.signed import signed
from efc_reporting.cli.template import template
from efc_reporting.cli.verify import diff, verify
from efc_reporting.cli.write import write
from efc_reporting.errors import ReportingError

NEW_OBJECTS = 100_000
"""How many objects are made before Python looks for those that nothing needs any more.

After 700, as usual, it would look over and over at what importing libraries makes, and that stays.
"""


class Program(click.Group):
    """A group of commands in which an error is one message on stderr, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        if ctx.params["debug"]:
            with shown_log():
                return super().invoke(ctx)
        try:
            with shown_log():
                return super().invoke(ctx)
        except ReportingError as error:
            show_traceback(ctx, error)
            answer = str(error)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except KeyboardInterrupt:
            answer = "interrupted; what was written stands"
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of a pipe has gone; click ends quietly
            answer = (
                f"something unforeseen happened: {type(error).__name__}: {error}; "
                f"run `{ctx.info_name} --debug …` to see where, and report it"
            )
        # A key of a broken file may hold characters that would play tricks on the terminal.
        click.echo(f"{ctx.info_name}: {clean(answer)}", err=True)
        raise click.exceptions.Exit(COULD_NOT_RUN)


def _show_version(ctx: click.Context, param: click.Parameter, is_asked: bool) -> None:
    if not is_asked:
        return
    from importlib.metadata import version

    click.echo(f"{ctx.info_name} {version('efc-reporting')}")
    ctx.exit()


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit code: 0 fine, 1 findings of severity error, 2 could not run.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and leave.",
)
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
def program(debug: bool) -> None:
    """From what happened in a town-twinning project to the reports that its funder accepts."""


for command in (
    new,
    check,
    partner_sheets,
    write,
    pull,
    template,
    dossier,
    plugins,
    doctor,
    schema,
    verify,
    diff,
    signed,
    shred,
    privacy,
):
    program.add_command(command)


def main() -> None:
    """Run `efc-report`."""
    gc.set_threshold(NEW_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal may lack the Ł of Łódź
    program(prog_name="efc-report")
