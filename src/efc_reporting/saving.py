"""Writes the bytes of a rendered document, and tells the plugins that there is a file."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from efc_reporting.calling import Calls
from efc_reporting.contracts import Audience, ReportFormat, WrittenReport
from efc_reporting.document import Document
from efc_reporting.errors import ReportingError
from efc_reporting.model import Findings, Project
from efc_reporting.registry import Registry
from efc_reporting.writing import write_atomically

log = logging.getLogger("efc_reporting")


@attrs.frozen(kw_only=True)
class Saving:
    """Saves files, and knows which plugins took part in them and which want to hear of them."""

    registry: Registry
    calls: Calls

    def save(
        self,
        path: Path,
        data: bytes,
        document: Document,
        report_format: ReportFormat[Any],
        project: Project,
        findings: Findings,
    ) -> WrittenReport:
        """Write the file; a plugin that fails when it hears of it is named, and the file stands."""
        write_atomically(path, data)
        name = report_format.info.name
        report = WrittenReport(
            path=path,
            document=document.kind,
            format=name,
            language=document.language,
            audience=Audience(document.audience),
            sha256=sha256(data).hexdigest(),
            is_draft=document.is_draft,
            plugins=self.registry.touching(document.kind, name, project.measure),
            findings=findings,
        )
        for call in self.registry.calls("efc_report_written"):
            try:
                self.calls.tell(call, report)
            except ReportingError as error:
                log.warning("%s is written, but %s", path.name, error)
        return report
