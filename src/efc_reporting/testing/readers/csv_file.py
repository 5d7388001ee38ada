"""Read a CSV file back."""

from __future__ import annotations

import csv

from efc_reporting.testing.readers.read_back import ReadBack


def read_csv(data: bytes) -> ReadBack:
    """Return the one table of a CSV file; the delimiter is the one that its first line has."""
    text = data.decode("utf-8-sig")
    first_line = text.partition("\r\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    lines = ["\t".join(row) for row in rows]
    return ReadBack(text="\n".join(lines), tables=[rows])
