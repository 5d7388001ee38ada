"""Options that several commands share, and the Reporter that they describe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from efc_reporting.cli.logs import shown_warnings

if TYPE_CHECKING:
    from efc_reporting.base.process import Limits
    from efc_reporting.model import Project
    from efc_reporting.workflows.reporter import Reporter


CommandT = TypeVar("CommandT", bound=Callable[..., Any])

TRACEBACK = "efc_reporting.traceback"
"""Under this key the context of click remembers that tracebacks are wanted."""


@attrs.frozen(kw_only=True)
class ReporterOptions:
    """What the options of a command say of its Reporter."""

    as_of: date | None = None
    disabled_plugins: tuple[str, ...] = ()
    strict_plugins: bool = False
    isolate: bool = False
    time_limit: float | None = None
    memory_limit: int | None = None

    @property
    def limits(self) -> Limits | bool:
        """The limits of each process, False where plugins are not isolated."""
        if self.time_limit is None and self.memory_limit is None:
            return self.isolate
        from efc_reporting.base.process import DEFAULT_LIMITS, Limits

        return Limits(
            seconds=self.time_limit or DEFAULT_LIMITS.seconds,
            megabytes=self.memory_limit or DEFAULT_LIMITS.megabytes,
        )


def isolation_options(command: CommandT) -> CommandT:
    """Add the options on isolation, for `reporter_options` above them."""
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
        command = option(command)
    return command


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
    from efc_reporting.base.process import trace_of

    if error.__cause__ is not None and is_traced(ctx):
        click.echo(trace_of(error.__cause__), err=True, nl=False)


TEMPLATES = "templates"
"""The folder of a project that holds its own templates."""

MEASURES = "measures"
"""The folder of a project that holds its own measures."""


def _day(ctx: click.Context, param: click.Parameter, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        message = f"{given!r} is no day; write it as 2020-01-31"
        raise click.BadParameter(message, ctx, param) from error


project_argument = click.argument(
    "folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False)
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


_OPTIONS = frozenset(field.name for field in attrs.fields(ReporterOptions))


def plugin_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide which plugins are used; the command is handed all as `given`."""

    @wraps(command)
    def with_options(*arguments: object, **named: Any) -> Any:
        known = {name: named.pop(name) for name in _OPTIONS if name in named}
        return command(*arguments, given=ReporterOptions(**known), **named)

    for option in (
        click.option(
            "--disable-plugin",
            "disabled_plugins",
            metavar="NAME",
            multiple=True,
            help="Do without this plugin; may be given several times.",
        ),
        click.option(
            "--strict-plugins", is_flag=True, help="Stop at a plugin that cannot be used."
        ),
    ):
        with_options = option(with_options)
    return with_options


def reporter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that describe a Reporter; the command is handed all as `given`."""
    option = click.option(
        "--as-of", metavar="DAY", callback=_day, help="The day of the report; today if not given."
    )
    return option(traceback_option(plugin_options(command)))


def make_reporter(
    folder: Path | None = None, given: ReporterOptions = ReporterOptions()
) -> Reporter:
    """Return the Reporter for a project folder, with its own templates and measures."""
    from efc_reporting.errors import PluginWarning
    from efc_reporting.workflows.reporter import Reporter

    own_templates = folder / TEMPLATES if folder else None
    with shown_warnings(PluginWarning):
        return Reporter(
            as_of=given.as_of,
            disabled_plugins=given.disabled_plugins,
            strict_plugins=given.strict_plugins or None,  # if not asked for, the environment says
            isolate=given.limits,
            template_folders=[own_templates] if own_templates and own_templates.is_dir() else [],
            measure_files=sorted((folder / MEASURES).glob("*.toml")) if folder else [],
        )


def load(reporter: Reporter, folder: Path) -> Project:
    """Return the project in a folder; sheets that plugins know are read too."""
    from efc_reporting.loading import load_project

    return load_project(folder, sheet_readers=reporter.registry.sheet_readers)


def load_measured(reporter: Reporter, folder: Path) -> Project:
    """Return the project in a folder, whose measure has to be known: a report needs its rules."""
    from efc_reporting.errors import LoadError, Problem, UnknownNameError

    project = load(reporter, folder)
    try:
        reporter.registry.measure(project.measure)
    except UnknownNameError as error:
        problem = Problem(file="project.toml", place="measure", problem=str(error))
        raise LoadError(folder=str(folder), problems=(problem,)) from error
    return project
