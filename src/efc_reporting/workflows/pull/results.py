"""What pulling a file comes to: every section, and all else that somebody changed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from enum import StrEnum
from typing import Any

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.workflows.pull.review import Comment, TrackedChange


class Outcome(StrEnum):
    """What became of a section.

    `older` is one that changed in the folder since, while the file was left as it was there.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    OLDER = "older"
    CONFLICT = "conflict"
    NOT_THEIRS = "not-theirs"
    MISSING = "missing"
    UNKNOWN = "unknown"


NEEDS_ATTENTION = frozenset(
    {Outcome.CONFLICT, Outcome.NOT_THEIRS, Outcome.MISSING, Outcome.UNKNOWN}
)
"""Outcomes of which somebody has to decide; none of these sections is written."""


@attrs.frozen(kw_only=True)
class SectionResult:
    """A section: `before` is the Markdown in the folder, `after` that from the file.

    `file` is where it stands, or will stand, in the folder. `left_out` names what was found in it
    that Markdown cannot hold; `has_copies` says that the file holds it more than once.
    """

    section_id: str
    language: str
    outcome: Outcome
    file: str = ""
    owner: str = ""
    before: str = ""
    after: str = ""
    left_out: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    has_copies: bool = False

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff from the folder to the file."""
        old, new = self.before.splitlines(), self.after.splitlines()
        yield from unified_diff(old, new, "folder", "file", lineterm="")


@attrs.frozen(kw_only=True)
class FigureChange:
    """A computed figure that was edited: what it was, what it is now, and what the lists say."""

    section_id: str
    field: str
    was: str
    now: str
    says: str


@attrs.frozen(kw_only=True)
class LineChange:
    """A line outside the sections that was edited; `was` is "" where that cannot be told."""

    now: str
    was: str = ""


@attrs.frozen(kw_only=True)
class PictureChange:
    """A picture that is new, or in the place of `picture_id`; it is kept as `file`."""

    section_id: str
    picture_id: str
    file: str
    alternative: str = ""


@attrs.frozen(kw_only=True)
class PullResult:
    """Everything that pulling a file came to.

    Where it `is_stopped`, tracked changes stood in the file and nothing was compared. `written` are
    the files of the folder that were written; with `is_dry_run` those that would be.
    """

    file: str
    recipient: str = ""
    is_dry_run: bool = False
    is_stopped: bool = False
    sections: tuple[SectionResult, ...] = attrs.field(default=(), converter=as_tuple)
    figures: tuple[FigureChange, ...] = attrs.field(default=(), converter=as_tuple)
    lines: tuple[LineChange, ...] = attrs.field(default=(), converter=as_tuple)
    pictures: tuple[PictureChange, ...] = attrs.field(default=(), converter=as_tuple)
    changes: tuple[TrackedChange, ...] = attrs.field(default=(), converter=as_tuple)
    comments: tuple[Comment, ...] = attrs.field(default=(), converter=as_tuple)
    written: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def needs_attention(self) -> bool:
        """Whether something was not taken over, and somebody has to look at it."""
        return bool(
            self.is_stopped
            or self.figures
            or self.lines
            or any(
                s.outcome in NEEDS_ATTENTION or s.has_copies or s.left_out for s in self.sections
            )
        )

    def of(self, outcome: Outcome) -> tuple[SectionResult, ...]:
        """Return the sections with an outcome."""
        return tuple(section for section in self.sections if section.outcome is outcome)


def result_as_json(result: PullResult) -> dict[str, Any]:
    """Return the result; each section has its diff as lines."""
    content = attrs.asdict(result)
    for shown, section in zip(content["sections"], result.sections, strict=True):
        shown["diff"] = list(section.diff())
    return {**content, "needs_attention": result.needs_attention}
