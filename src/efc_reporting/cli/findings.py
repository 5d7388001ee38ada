"""Findings for the eye: worst first, those of one place together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.output import Cell, Styled, show_table
from efc_reporting.model import Finding, Findings, Severity

if TYPE_CHECKING:
    from efc_reporting.base.i18n import Translator

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""How a severity is called; the translators know these words from the documents."""


def show_findings(
    findings: Iterable[Finding], translator: Translator, meetings: Iterable[str] = ()
) -> None:
    """Print findings as a table, what holds the worst ones first; those of a meeting together.

    `meetings` are the ids of the meetings; meetings with findings as bad stand in their order.
    """
    t = translator
    titles = (t.text("Place"), t.text("Severity"), t.text("Finding"))
    show_table(titles, list(_rows(findings, translator, tuple(meetings))))


def _rows(
    findings: Iterable[Finding], translator: Translator, meetings: tuple[str, ...]
) -> Iterator[tuple[Cell, ...]]:
    groups: dict[str, dict[str, list[Finding]]] = {}
    worst: dict[str, Severity] = {}
    for finding in findings:
        group = _group(finding.where, meetings)
        worst.setdefault(group, finding.severity)
        groups.setdefault(group, {}).setdefault(finding.where, []).append(finding)
    ranks, numbers = list(Severity), {f"meetings.{m}": n for n, m in enumerate(meetings)}

    def order(group: str) -> tuple[int, int]:
        return ranks.index(worst[group]), numbers.get(group, len(meetings))

    for group in sorted(groups, key=order):
        places = groups[group]
        for place, of_place in places.items():
            for index, finding in enumerate(of_place):
                severity = translator.text(SEVERITIES[finding.severity])
                source = translator.text(finding.source)
                sentence = translator.finding(finding) + (f" [{source}]" if source else "")
                yield "" if index else place, Styled(severity, finding.severity), sentence


def _group(place: str, meetings: tuple[str, ...]) -> str:
    """Return the meeting to which a place belongs, else the place; an id may hold full stops."""
    of = [m for m in meetings if f"{place}.".startswith(f"meetings.{m}.")]
    of += [m for m in meetings if place.endswith(f"/meeting-{m}.md")]
    return f"meetings.{max(of, key=len)}" if of else place


def show_counts(findings: Findings, translator: Translator) -> None:
    """Print how many findings of each severity there are."""
    t = translator
    errors, warnings, notes = (len(findings.of(severity)) for severity in Severity)
    counts = [
        t.plural("{count} error", "{count} errors", errors),
        t.plural("{count} warning", "{count} warnings", warnings),
        t.plural("{count} note", "{count} notes", notes),
    ]
    click.echo(t.text("Found: {counts}.", counts=counts))
