"""On a letterhead the project's own words are marked as they are on our own pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx_sample import with_blocks
from letterhead_reports import on_letterhead
from letterheads import first_page_different, landscape_annex, one_section

from efc_reporting.blocks.passages import digest_of_passages, text_digest
from efc_reporting.documents.markdown import blocks_of
from efc_reporting.plugin import OwnWords, Paragraph, Run, Section
from efc_reporting.workflows.pull.package import opened
from efc_reporting.workflows.pull.reading import read_edited
from efc_reporting.workflows.pull.review import Settling

TEXT = """We met **once**, see [the page](https://example.org).

## Why

1. first
2. second
   - *below*

> So be it.

| a | b |
| --- | --- |
| **c** | d |
"""


@pytest.mark.parametrize("letterhead", [one_section, first_page_different, landscape_annex])
def test_words_come_back_from_a_letterhead(letterhead: Callable[[], bytes], tmp_path: Path) -> None:
    """Its styles and lists have other names; headings, points and quotations are still known."""
    blocks = blocks_of(TEXT, has_sources=True)
    field = Paragraph((Run(text="53", source="{{ total }}"), Run(text=" people came.")))
    words = OwnWords(
        section_id="state",
        language="en",
        digest="0" * 16,
        text_digest=text_digest((*blocks, field)),
        title="State",
        blocks=(*blocks, field),
        editable=(*blocks, field),
    )
    document = with_blocks(Section(title="State", blocks=[words, Paragraph("Computed.")]))
    file = opened(on_letterhead(letterhead(), tmp_path, document), "report.docx")
    edited = read_edited(file, Settling.STOP)
    (section,) = edited.sections

    assert digest_of_passages(section.passages) == section.mark.text_digest
    assert [found.text for found in section.fields] == ["53"]
    assert "Computed." in edited.lines
