"""Formats that ask for today's date, in a module of their own: it is the module that is read."""

from __future__ import annotations

from datetime import date as day
from time import time as seconds

from contract_zoo import Text

from efc_reporting.blocks.document import Document
from efc_reporting.contracts import ReportContext


class ReadsTheClock(Text):
    """The file is the same for a day, and so in any test that compares two."""

    def lines(self, document: Document, context: ReportContext) -> list[str]:
        return [*super().lines(document, context), day.today().isoformat()]


def is_late() -> bool:
    return seconds() > 1e10


def is_later() -> bool:
    from datetime import datetime

    return datetime.now().year > 9998
