"""`efc-report pull`: take an edited Word file back into the project folder."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.exit_codes import ERRORS_FOUND, FINE
from efc_reporting.cli.options import ReporterOptions, json_option, make_reporter, plugin_options
from efc_reporting.workflows.pull.results import Outcome, PullResult, SectionResult

if TYPE_CHECKING:
    from efc_reporting.workflows.pull.results import PullResult


@click.command()
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.argument(
    "folder",
    metavar="[FOLDER]",
    type=click.Path(path_type=Path, file_okay=False),
    required=False,
)
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject", "stop"]),
    default="stop",
    help="What is done with tracked changes; `stop` lists them and does nothing else.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be written.")
@json_option
@plugin_options
@click.pass_context
def pull(
    ctx: click.Context,
    file: Path,
    folder: Path | None,
    changes: str,
    dry_run: bool,
    as_json: bool,
    given: ReporterOptions,
) -> None:
    """Take the texts that somebody edited in FILE.docx back into FOLDER, or into this folder.

    Only texts that changed in the file alone are written. Where a text changed in the folder too,
    both are shown and neither is touched. Figures that were edited are told: they come from the
    lists.
    """
    root = folder or Path()
    reporter = make_reporter(root, given)
    result = reporter.pull(root, file, changes, is_dry_run=dry_run)
    if as_json:
        from efc_reporting.cli.output import show_json
        from efc_reporting.workflows.pull.results import result_as_json

        show_json(result_as_json(result))
    else:
        _show(result)
    ctx.exit(ERRORS_FOUND if result.needs_attention else FINE)


def _show(result: PullResult) -> None:

    for line in lines_of(result):
        click.echo(line)


WIDTH = 48
"""Letters of one of two texts side by side."""

WHY = {
    Outcome.OLDER: "was left as it was in the file, and changed in the folder since: nothing to do",
    Outcome.NOT_THEIRS: "belongs to {owner}: what was edited in it is not taken over",
    Outcome.MISSING: "is not in the file any more: the text in the folder stays",
    Outcome.UNKNOWN: "is no section of this project: nothing is taken over",
    Outcome.CONFLICT: "changed in the folder too: nothing is written, decide between the two",
}


def lines_of(result: PullResult) -> Iterator[str]:
    """Yield everything that is to be said of a file."""
    yield from _tracked(result)
    if result.is_stopped:
        yield "Nothing was compared. Run it again with --changes accept or --changes reject."
    for comment in result.comments:
        where = comment.section_id or "outside the texts"
        about = f" on “{comment.about}”" if comment.about else ""
        yield f"Comment by {comment.author or 'somebody'} ({where}){about}: {comment.text}"
    verb = "would be written" if result.is_dry_run else "written"
    for name in result.written:
        yield f"{name}: {verb}"
    for section in result.sections:
        yield from _section(section)
    yield from _computed(result)
    for picture in result.pictures:
        instead = f" in the place of {picture.picture_id!r}" if picture.picture_id else ""
        yield (
            f"{picture.section_id}: a new picture{instead} is kept as {picture.file}; name it in "
            "project.toml, with words for those who cannot see it, and it will be shown"
        )
    if not result.is_stopped and not result.written and not result.needs_attention:
        yield f"{result.file}: nothing changed."


def _tracked(result: PullResult) -> Iterator[str]:
    if result.changes:
        yield f"{result.file}: {len(result.changes)} tracked changes"
    for change in result.changes:
        where = change.section_id or "outside the texts"
        yield f"  {change.kind} by {change.author or 'somebody'} ({where}): {change.text}"


def _section(section: SectionResult) -> Iterator[str]:
    name = f"{section.section_id} ({section.language})"
    if section.outcome in WHY:
        yield f"{name} {WHY[section.outcome].format(owner=section.owner)}"
    if section.outcome is Outcome.CONFLICT:
        yield from (f"  {line}" for line in side_by_side(section.before, section.after))
    if section.outcome is Outcome.NOT_THEIRS:
        yield from (f"  {line}" for line in section.diff())
    if section.has_copies:
        yield f"{name} stands more than once in the file: only the first was read"
    for found in dict.fromkeys(section.left_out):
        yield f"{name} holds something that a text here cannot hold, and it is left out: {found}"


def _computed(result: PullResult) -> Iterator[str]:
    for figure in result.figures:
        yield (
            f"{figure.section_id}: {figure.was} was changed to {figure.now or 'nothing'}; the "
            f"lists say {figure.says}. The field {figure.field} stays: correct the lists instead"
        )
    for line in result.lines:
        if line.was:
            yield f"Computed, not taken over: “{line.was}” was changed to “{line.now}”"
        else:
            yield f"Outside the texts, not taken over: “{line.now}”"


def side_by_side(before: str, after: str) -> Iterator[str]:
    """Yield two texts beside each other, lines that differ marked."""
    left, right = _wrapped(before), _wrapped(after)
    yield f"  {'in the folder':<{WIDTH}} | in the file"
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        mark = " " if tag == "equal" else "*"
        for old, new in zip_longest(left[start:end], right[first:last], fillvalue=""):
            yield f"{mark} {old:<{WIDTH}} | {new}".rstrip()


def _wrapped(text: str) -> list[str]:
    lines = (textwrap.wrap(line, WIDTH) or [""] for line in text.splitlines())
    return [part for wrapped in lines for part in wrapped]
