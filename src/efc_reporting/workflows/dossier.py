"""The dossier: every document in the funder's order, with an index and a manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

import attrs

from efc_reporting.base.i18n import Translator, translator_for
from efc_reporting.base.values import as_tuple
from efc_reporting.base.writing import inside, safe_name, write_atomically
from efc_reporting.blocks import BulletList, ListItem, Run, Section
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, ReportContext, WrittenReport
from efc_reporting.documents.parts import author, findings_blocks, funding
from efc_reporting.errors import ReportingError
from efc_reporting.model import Findings, Project
from efc_reporting.plugin_host.registry import PluginRecord, Registry
from efc_reporting.workflows.making import Maker, Task

FUNDERS_ORDER = (
    ("narrative", ("pdf",)),
    ("grant-statement", ("pdf", "xlsx")),
    ("interim", ("docx",)),
    ("participant-list", ("pdf", "xlsx", "csv")),
    ("public-notice", ("html", "docx")),
)
"""The documents of a dossier and the formats in which each is written."""

INDEX = "index.html"

LIBRARIES = ("efc-reporting", "weasyprint", "typst", "python-docx", "xlsxwriter")
"""Whose versions the manifest names: they decide the bytes of the files."""


AUDIENCES = {
    Audience.AGENCY: "the agency",
    Audience.PARTNERS: "the partners",
    Audience.PUBLIC: "the public",
}
"""How the index names those for whom a file is made."""


@attrs.frozen(kw_only=True)
class Failure:
    """A file of the dossier that could not be made, and why."""

    name: str
    error: ReportingError


@attrs.frozen(kw_only=True)
class Dossier:
    """What was written, what could not be, and what was found in the project and the files."""

    folder: Path
    reports: tuple[WrittenReport, ...] = attrs.field(converter=as_tuple)
    failures: tuple[Failure, ...] = attrs.field(converter=as_tuple)
    findings: Findings


@attrs.frozen(kw_only=True)
class PlannedFile:
    """One file of a dossier before it is made."""

    document: str
    format: str
    language: str
    name: str


def planned_files(registry: Registry, languages: Sequence[str]) -> Iterator[PlannedFile]:
    """Yield the files that a dossier will hold, in the funder's order.

    A format whose plugin is missing or disabled is planned too: another one with its ending steps
    in, or it ends as a failure, not silently.
    """
    for number, (document, formats) in enumerate(FUNDERS_ORDER, start=1):
        for language in languages:
            for name in formats:
                known = registry.formats.get(name)
                extension = known.info.extension if known else f".{name}"
                stem = safe_name(f"{number:02d}-{document}.{language}")
                yield PlannedFile(
                    document=document, format=name, language=language, name=stem + extension
                )


def write_dossier(
    maker: Maker,
    project: Project,
    folder: Path,
    languages: Sequence[str],
    on_file: Callable[[str], None] | None = None,
) -> Dossier:
    """Write the dossier, the manifest last; a file that cannot be made does not stop the others.

    `on_file` is called with the name of each file before it is made.
    """
    tell = on_file or _tell_nobody
    reports: list[WrittenReport] = []
    failures: list[Failure] = []
    assessed = maker.assess(project)
    context = maker.context(assessed, language=languages[0])
    planned = planned_files(maker.registry, languages)
    for (document, language), files in groupby(planned, lambda f: (f.document, f.language)):
        task: Task | None = None
        for file in files:
            tell(file.name)
            try:
                task = task or maker.task(assessed, document, language=language)
                reports.append(maker.write(task, inside(folder, file.name)))
            except ReportingError as error:
                failures.append(Failure(name=file.name, error=error))
    tell(INDEX)
    try:
        reports.append(_write_index(maker, context, reports, folder))
    except ReportingError as error:
        failures.append(Failure(name=INDEX, error=error))
    findings = Findings((*context.findings, *(f for report in reports for f in report.findings)))
    dossier = Dossier(folder=folder, reports=reports, failures=failures, findings=findings)
    content = manifest(context, dossier, maker.registry.records)
    write_atomically(inside(folder, "manifest.json"), content)
    return dossier


def _tell_nobody(name: str) -> None:
    """Tell nobody which file is being made."""


def index_document(context: ReportContext, reports: Sequence[WrittenReport]) -> Document:
    """Compose the index: which file is what, and what is still open."""
    t = context.translator
    files = BulletList([_file_item(t, report) for report in reports])
    return Document(
        kind="index",
        title=t.text("Dossier: {project}", project=context.project.name),
        subtitle=context.project.title,
        language=context.language,
        audience=context.audience,
        as_of=context.as_of,
        author=author(context),
        funding=funding(context),
        is_draft=context.findings.has_errors,
        blocks=(
            Section(title=t.text("Files"), blocks=(files,)),
            Section(title=t.text("Findings"), blocks=findings_blocks(context)),
        ),
    )


def _file_item(t: Translator, report: WrittenReport) -> ListItem:
    name = report.path.name
    words = t.text(
        "{language}, for {audience}",
        language=t.language_name(report.language),
        audience=t.text(AUDIENCES[report.audience]),
    )
    return ListItem((Run(text=name, link=name), Run(text=f" – {words}")))


def manifest(
    context: ReportContext, dossier: Dossier, plugins: Sequence[PluginRecord] = ()
) -> bytes:
    """Return the manifest: what each file is, its SHA-256, and the versions that made it.

    `plugins` are all that were found, those that were not used with the reason.
    """
    content = {
        "project": context.project.title,
        "reference": context.project.reference,
        "as_of": context.as_of.isoformat(),
        "versions": {name: _version(name) for name in LIBRARIES},
        "files": [
            {
                "file": report.path.name,
                "document": report.document,
                "format": report.format,
                "language": report.language,
                "audience": report.audience,
                "sha256": report.sha256,
                "draft": report.is_draft,
                "plugins": [attrs.asdict(part) for part in report.plugins],
                "findings": [translator_for("en").finding(f) for f in report.findings],
            }
            for report in dossier.reports
        ],
        "plugins": [
            {
                "plugin": record.name,
                "distribution": record.distribution,
                "version": record.version,
                "state": record.state,
                "reason": record.reason,
            }
            for record in plugins
        ],
        "missing": [
            {"file": failure.name, "reason": str(failure.error)} for failure in dossier.failures
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _write_index(
    maker: Maker, context: ReportContext, reports: Sequence[WrittenReport], folder: Path
) -> WrittenReport:
    document = index_document(context, reports)
    report_format = maker.registry.format("html")
    data = maker.render_document(document, report_format, context)
    return maker.save(inside(folder, INDEX), data, document, report_format, context, Findings())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
