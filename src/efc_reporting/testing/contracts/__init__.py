"""What every format, document and measure has to keep, as tests that its author subclasses."""

from efc_reporting.testing.contracts.document import DocumentContract
from efc_reporting.testing.contracts.format import FormatContract
from efc_reporting.testing.contracts.measure import MeasureContract

__all__ = ["DocumentContract", "FormatContract", "MeasureContract"]
