"""What the tests of formats have in common: the format, and how its files are read."""

from __future__ import annotations

import abc
from functools import cache
from typing import Any, ClassVar

from efc_reporting.contracts import ReportFormat
from efc_reporting.testing.contracts.contract import Contract


class OfFormat(Contract, abc.ABC):
    """A contract about one format."""

    format: ClassVar[ReportFormat[Any]]

    @abc.abstractmethod
    def read_text(self, data: bytes) -> str:
        """Return the text that a reader of the file sees."""

    def text_of(self, data: bytes) -> str:
        """Return the text of a file that is read once, however many tests look at it."""
        return _text_of(type(self), data)


@cache
def _text_of(contract: type[OfFormat], data: bytes) -> str:
    return contract().read_text(data)
