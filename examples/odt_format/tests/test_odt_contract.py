"""OpenDocument text keeps what every format has to keep."""

from __future__ import annotations

from efc_format_odt.format import Odt
from odt_reading import read_text

from efc_reporting.testing import FormatContract


class TestOdt(FormatContract):
    """The format keeps the contract, without any exception."""

    format = Odt()

    def read_text(self, data: bytes) -> str:
        return read_text(data)
