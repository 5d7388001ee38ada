"""For authors of plugins: projects to try them on, readers of files, contracts."""

from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for, reporter_for, reporter_with
from efc_reporting.testing.contracts import DocumentContract, FormatContract, MeasureContract
from efc_reporting.testing.readers import (
    ReadBack,
    read_csv,
    read_docx,
    read_html,
    read_pdf,
    read_xlsx,
)
from efc_reporting.workflows.sample import sample_picture, sample_project

__all__ = [
    "DocumentContract",
    "FormatContract",
    "MeasureContract",
    "ReadBack",
    "awkward_projects",
    "context_for",
    "read_csv",
    "read_docx",
    "read_html",
    "read_pdf",
    "read_xlsx",
    "reporter_for",
    "reporter_with",
    "sample_picture",
    "sample_project",
]
