"""For authors of plugins: projects to try them on, readers of files, the contract of formats."""

from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for, reporter_for
from efc_reporting.testing.contract import FormatContract
from efc_reporting.testing.readers import (
    ReadBack,
    read_csv,
    read_docx,
    read_html,
    read_pdf,
    read_xlsx,
)
from efc_reporting.testing.sample import sample_picture, sample_project

__all__ = [
    "FormatContract",
    "ReadBack",
    "awkward_projects",
    "context_for",
    "read_csv",
    "read_docx",
    "read_html",
    "read_pdf",
    "read_xlsx",
    "reporter_for",
    "sample_picture",
    "sample_project",
]
