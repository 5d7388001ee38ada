"""Looks at a plugin that may not even be installed: its metadata, its source, how it loads."""

from efc_reporting.workflows.validate_plugin.reading import load_apart, read_distribution
from efc_reporting.workflows.validate_plugin.remarks import Level, Remark
from efc_reporting.workflows.validate_plugin.validation import Validation, validate

__all__ = ["Level", "Remark", "Validation", "load_apart", "read_distribution", "validate"]
