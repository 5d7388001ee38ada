"""Options that decide under which limits plugins run, and what is shown of their failures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from efc_reporting.apart import Limits

TRACEBACK = "efc_reporting.traceback"
"""Under this key the context of click remembers that tracebacks are wanted."""


def isolation_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options on isolation; the command is given them together as `isolate`."""

    @wraps(command)
    def with_limits(
        *arguments: object,
        isolate: bool,
        time_limit: float | None,
        memory_limit: int | None,
        **others: object,
    ) -> Any:
        return command(*arguments, isolate=_limits(isolate, time_limit, memory_limit), **others)

    for option in (
        click.option(
            "--memory-limit",
            metavar="MB",
            type=click.IntRange(min=256),
            help="Isolate, and allow each process so much memory; 2048 if not given.",
        ),
        click.option(
            "--time-limit",
            metavar="SECONDS",
            type=click.FloatRange(min=1),
            help="Isolate, and allow each process so much time; 120 if not given.",
        ),
        click.option(
            "--isolate",
            is_flag=True,
            help="Run plugins in processes of their own: none can block or end the program.",
        ),
    ):
        with_limits = option(with_limits)
    return with_limits


def _limits(is_isolated: bool, seconds: float | None, megabytes: int | None) -> Limits | None:
    if not is_isolated and seconds is None and megabytes is None:
        return None
    from efc_reporting.apart import Limits
    from efc_reporting.isolating import DEFAULT_LIMITS

    return Limits(
        seconds=seconds or DEFAULT_LIMITS.seconds, megabytes=megabytes or DEFAULT_LIMITS.megabytes
    )


def _remember(ctx: click.Context, param: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        ctx.meta[TRACEBACK] = True


traceback_option = click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="Show where in its code a plugin failed.",
)


def is_traced(ctx: click.Context) -> bool:
    """Say whether the lines of a plugin that failed are wanted."""
    return bool(ctx.meta.get(TRACEBACK))


def show_traceback(ctx: click.Context, error: BaseException) -> None:
    """Print where the cause of an error came from, if that is wanted: the plugin's own lines."""
    from efc_reporting.isolating import trace_of

    if error.__cause__ is not None and is_traced(ctx):
        click.echo(trace_of(error.__cause__), err=True, nl=False)
