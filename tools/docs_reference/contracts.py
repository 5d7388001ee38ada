"""The contracts of plugins: every test with what it demands."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from docs_reference.markdown import code, table
from efc_reporting.testing import DocumentContract, FormatContract, MeasureContract
from efc_reporting.testing.contracts.contract import promises_of


def contracts() -> Iterator[str]:
    """Yield each contract as a table of its tests."""
    for contract in (FormatContract, DocumentContract, MeasureContract):
        yield from (f"## {contract.__name__}", "", inspect.getdoc(contract) or "", "")
        rows = [
            (code(name), (inspect.getdoc(test) or "").partition("\n")[0])
            for name, test in promises_of(contract).items()
        ]
        yield from (*table(("Test", "What it demands"), rows), "")
