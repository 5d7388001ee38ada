"""What the core itself brings, through the same hooks as any plugin."""

from __future__ import annotations

from collections.abc import Iterable

from efc_reporting.checks import (
    check_agenda,
    check_attendance,
    check_completeness,
    check_consistency,
    check_duplicates,
    check_figures,
    check_glyphs,
    check_grant,
    check_pictures,
    check_rules,
)
from efc_reporting.contracts import DocumentKind
from efc_reporting.documents.certificate import Certificate
from efc_reporting.documents.grant_statement import GrantStatement
from efc_reporting.documents.interim import Interim
from efc_reporting.documents.narrative import Narrative
from efc_reporting.documents.participant_list import ParticipantList
from efc_reporting.documents.public_notice import PublicNotice
from efc_reporting.facts import ProjectFacts
from efc_reporting.loading import builtin_sheet_readers
from efc_reporting.model import Finding, Project
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.programme import Measure, shipped_measures
from efc_reporting.sheets import SheetReader


@hookimpl
def efc_register_documents() -> Iterable[DocumentKind]:
    """Return the documents in the funder's order."""
    return [
        Narrative(),
        GrantStatement(),
        Interim(),
        ParticipantList(),
        Certificate(),
        PublicNotice(),
    ]


@hookimpl
def efc_register_measures() -> Iterable[Measure]:
    """Return the shipped measures."""
    return shipped_measures()


@hookimpl
def efc_register_sheet_readers() -> Iterable[SheetReader]:
    """Return the readers of spreadsheets and of delimited text."""
    return builtin_sheet_readers()


@hookimpl
def efc_check_project(project: Project, facts: ProjectFacts, measure: Measure) -> Iterable[Finding]:
    """Return broken rules, contradictions and gaps."""
    return [
        *check_rules(project, facts, measure),
        *check_consistency(project, facts),
        *check_agenda(project, facts, measure),
        *check_attendance(project, facts),
        *check_duplicates(project, facts),
        *check_figures(project, facts),
        *check_grant(project, facts, measure),
        *check_glyphs(project),
        *check_pictures(project),
        *check_completeness(project, facts),
    ]
