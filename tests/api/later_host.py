"""How a later version of this library could look: an argument, a block and a field were added.

It also has an argument that is to go, `format_name`, with `info` in its place. Nothing of it
exists; `become_later` puts it in the place of what there is today.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
import jinja2
import pytest

from efc_reporting.blocks import Block, BulletList, Paragraph
from efc_reporting.contracts import FormatInfo, ReportContext
from efc_reporting.errors import RemovedInNextMajorWarning
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project
from efc_reporting.plugin_host import hookspecs
from efc_reporting.plugin_host.hookspecs import hookspec
from efc_reporting.programme import Measure


@attrs.frozen(kw_only=True)
class Timeline(Block):
    """A block that was added: what happened when."""

    events: tuple[tuple[date, str], ...]

    def fallback(self) -> tuple[Block, ...]:
        """Return the days as a list, with a sentence before it."""
        days = [f"{day.isoformat()}: {text}" for day, text in self.events]
        return (Paragraph("What happened when:"), BulletList(days))


@attrs.frozen(kw_only=True)
class LaterContext(ReportContext):
    """A context with a field that was added, and that has a default."""

    season: str = "summer"


@hookspec
def efc_check_project(
    project: Project, facts: ProjectFacts, measure: Measure, as_of: date
) -> Iterable[Finding]:
    """Return what the plugin finds; `as_of` was added."""
    return ()


@hookspec(
    warn_on_impl_args={
        "format_name": RemovedInNextMajorWarning(
            "the argument format_name of efc_prepare_templates goes in 2.0; take info.name"
        )
    }
)
def efc_prepare_templates(
    environment: jinja2.Environment, format_name: str, info: FormatInfo
) -> None:
    """Add filters or globals; `info` was added in the place of `format_name`."""


def become_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the later hooks in the place of those of today."""
    for hook in (efc_check_project, efc_prepare_templates):
        monkeypatch.setattr(hookspecs, hook.__name__, hook)


def later_context(context: ReportContext) -> LaterContext:
    """Return a context as a later version would make it."""
    fields = {field.name: getattr(context, field.name) for field in attrs.fields(ReportContext)}
    return LaterContext(**fields, season="winter")
