"""Findings for the eye: worst first, those of one place together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.output import Cell, Styled, show_table
from efc_reporting.model import Finding, Findings, Severity

if TYPE_CHECKING:
    from efc_reporting.i18n import Translator

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""How a severity is called; the translators know these words from the documents."""


def show_findings(findings: Iterable[Finding], translator: Translator) -> None:
    """Print findings as a table, the places with the worst ones first."""
    t = translator
    titles = (t.text("Place"), t.text("Severity"), t.text("Finding"))
    show_table(titles, list(_rows(findings, translator)))


def _rows(findings: Iterable[Finding], translator: Translator) -> Iterator[tuple[Cell, ...]]:
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        places.setdefault(finding.where, []).append(finding)
    for place, of_place in places.items():
        for index, finding in enumerate(of_place):
            severity = translator.text(SEVERITIES[finding.severity])
            source = translator.text(finding.source)
            sentence = translator.finding(finding) + (f" [{source}]" if source else "")
            yield "" if index else place, Styled(severity, finding.severity), sentence


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
