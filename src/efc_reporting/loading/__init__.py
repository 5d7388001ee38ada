"""From a project folder to the model and back."""

from efc_reporting.loading.dump import dump_project
from efc_reporting.loading.folder import load_project
from efc_reporting.loading.schema import project_schema
from efc_reporting.loading.sheets.lists import builtin_sheet_readers

__all__ = ["builtin_sheet_readers", "dump_project", "load_project", "project_schema"]
