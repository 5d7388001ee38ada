"""What stands near the foot of a letterhead, and what it types that is no field."""

from __future__ import annotations

from pathlib import Path

from docx_reading import W, text_of, xml
from docx_sample import DISCLAIMER, DOCUMENT, context, rendered
from letterhead_reports import on_letterhead
from letterheads import blank, saved

from efc_format_docx.format import DocxFormat


def test_the_disclaimer_leaves_the_footer_of_a_letterhead_free(tmp_path: Path) -> None:
    """It follows the data of the cover: a footer may reach over the margin, where ours does not."""
    framed = [
        [text_of(p) for p in xml(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}framePr") is not None]
        for data in (on_letterhead(saved(blank()), tmp_path), rendered())
    ]
    said = [text_of(p) for p in xml(on_letterhead(saved(blank()), tmp_path)).iter(f"{W}p")]

    assert framed == [[], [DISCLAIMER]]
    assert DISCLAIMER in said


def test_loops_and_conditions_are_told() -> None:
    """They stay as they stand, so somebody has to know: each with its place, in its order."""
    file = blank()
    file.add_paragraph("{% if total %}We were {{ totl }}.{% endif %}")
    check = DocxFormat().check_template(
        saved(file), "letterhead.docx", DOCUMENT, context("en"), is_sample=False
    )
    found = [finding for finding in check.findings if finding.code == "letterhead-field"]

    assert [finding.values["field"] for finding in found] == [
        "{% if total %}",
        "totl",
        "{% endif %}",
    ]
    assert str(found[0].message).startswith("There are no loops and no conditions")
    assert [finding.where for finding in found] == ["section 1"] * 3
