"""What every format, document and measure has to keep, as tests that its author subclasses."""

from efc_reporting.testing.contracts.document_contract import DocumentContract
from efc_reporting.testing.contracts.format_contract import FormatContract
from efc_reporting.testing.contracts.measure_contract import MeasureContract

__all__ = ["DocumentContract", "FormatContract", "MeasureContract"]
