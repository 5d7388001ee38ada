"""The format itself: RFC 4180 in UTF-8, with the mark by which Excel knows it."""

from __future__ import annotations

import csv
from io import StringIO

import attrs

from efc_format_csv.records import Headings, records
from efc_format_csv.values import guarded
from efc_reporting.plugin import Document, FormatInfo, ReportContext, ReportFormat

DELIMITERS = (",", ";", "\t")
BYTE_ORDER_MARK = "\ufeff"


@attrs.frozen
class CsvOptions:
    """`delimiter` stands between the columns; Excel in most of Europe wants ";"."""

    delimiter: str = attrs.field(default=",", validator=attrs.validators.in_(DELIMITERS))


class Csv(ReportFormat[CsvOptions]):
    """Key figures, labelled data and the rows of all tables, for programs to read on.

    Numbers are written plain (1053), days as in ISO 8601 (2018-06-04), shares in tables as decimal
    fractions (0.3774); the column "Value" of key figures holds what readers see ("37.7 %").
    Paragraphs and pictures have no place in a table and are left out.
    """

    info = FormatInfo(
        name="csv",
        title="CSV table",
        extension=".csv",
        media_type="text/csv",
        is_tabular=True,
        magic=BYTE_ORDER_MARK.encode(),
    )
    options_type = CsvOptions

    def render(self, document: Document, context: ReportContext, options: CsvOptions) -> bytes:
        """Return the bytes of the table."""
        headings = Headings.of(context)
        stream = StringIO()
        writer = csv.writer(stream, delimiter=options.delimiter, lineterminator="\r\n")
        for record in records(document, headings):
            writer.writerow(map(guarded, record))
        return (BYTE_ORDER_MARK + stream.getvalue()).encode()
