"""Looks at a plugin that may not even be installed: its metadata, its source, how it loads."""

from efc_reporting.validating.loading import load_apart
from efc_reporting.validating.reading import read_distribution
from efc_reporting.validating.remarks import Level, Remark
from efc_reporting.validating.validation import Validation, validate

__all__ = ["Level", "Remark", "Validation", "load_apart", "read_distribution", "validate"]
