"""The words that the workbook itself adds to a document."""

from __future__ import annotations

import attrs

from efc_reporting.plugin import ReportContext


@attrs.frozen(kw_only=True)
class Words:
    """Labels in the language of the document; `page` and `page_of` hold codes of Excel."""

    overview: str
    key_figures: str
    section: str
    sheets: str
    draft: str
    page: str
    page_of: str

    @classmethod
    def of(cls, context: ReportContext) -> Words:
        """Return the words in the language of the context."""
        text = context.translator.text
        return cls(
            overview=text("Overview"),
            key_figures=text("Key figures"),
            section=text("Section"),
            sheets=text("Sheets"),
            draft=text("DRAFT"),
            page=text("Page {page}", page="&P"),
            page_of=text("Page {page} of {pages}", page="&P", pages="&N"),
        )
