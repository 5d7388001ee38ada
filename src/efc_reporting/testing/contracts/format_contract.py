"""The contract of formats."""

from __future__ import annotations

from efc_reporting.testing.contracts.format_bytes import FormatBytes
from efc_reporting.testing.contracts.format_content import FormatContent
from efc_reporting.testing.contracts.format_info import FormatDescription
from efc_reporting.testing.contracts.format_privacy import FormatPrivacy
from efc_reporting.testing.contracts.format_surroundings import FormatSurroundings


class FormatContract(
    FormatDescription, FormatContent, FormatPrivacy, FormatBytes, FormatSurroundings
):
    """Subclass it as `class TestMyFormat(FormatContract)`, set `format`, and pytest does the rest.

    `read_text` returns what a reader sees; the package offers readers for the usual formats.
    """
