"""A letterhead is checked in words before anything is written on it."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx_reading import parts
from docx_sample import DOCUMENT, context
from letterheads import blank, first_page_different, landscape_annex, one_section, saved

from efc_format_docx.format import DocxFormat
from efc_reporting.plugin import Finding, Severity, TemplateCheck
from word_lint import failings


def checked(letterhead: bytes, language: str = "en", *, is_sample: bool = False) -> TemplateCheck:
    """Return what the format says of a letterhead."""
    return DocxFormat().check_template(
        letterhead, "letterhead.docx", DOCUMENT, context(language), is_sample=is_sample
    )


def of_code(check: TemplateCheck, code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [finding for finding in check.findings if finding.code == f"letterhead-{code}"]


def with_fields() -> bytes:
    """Return a letterhead with wrong fields in several places, one split into runs."""
    file = blank()
    page = file.sections[0]
    page.different_first_page_header_footer = True
    page.first_page_header.paragraphs[0].text = "{{ project.titel }}"
    file.add_paragraph("Unser Zeichen", style="heading 1")
    line = file.add_paragraph("Wir waren ")
    for piece in ("{{ meet", 'ings["potsdam"].tota', " }} Personen"):
        line.add_run(piece)
    file.add_table(2, 2).rows[1].cells[0].text = "{{ nothing.like.it }} {{ project.reference }}"
    file.add_paragraph("Später", style="heading 1")
    return saved(file)


def test_sections_fonts_and_place_are_told() -> None:
    """What a lead would look for, in the language of the reader."""
    found = dict(checked(landscape_annex()).features)

    assert found["Section 1"] == "210 × 297 mm; text 155 mm wide"
    assert found["Section 2"].startswith("297 × 210 mm")
    assert found["Fonts"] == "Georgia"
    assert found["Place of the text"] == "at the end of section 1"


def test_fields_are_named_with_their_places() -> None:
    """Section, header, table, cell and heading, and the field that was perhaps meant."""
    check = checked(with_fields())
    found = {finding.values["field"]: finding for finding in of_code(check, "field")}

    assert found["project.titel"].where == "section 1, header of the first page"
    assert found["project.titel"].values["nearest"] == "project.title"
    assert found['meetings["potsdam"].tota'].where == "section 1, below “Unser Zeichen”"
    assert found["nothing.like.it"].where == (
        "section 1, table 1, row 2, column 1, below “Unser Zeichen”"
    )
    assert "nearest" not in found["nothing.like.it"].values
    assert [f.values["field"] for f in of_code(check, "empty-field")] == ["project.reference"]
    assert "project.reference" in check.fields


def test_ids_of_meetings_are_not_checked_against_a_sample() -> None:
    """Only the figure after the id has to be one; with a project of one's own the id too."""
    file = blank()
    file.add_paragraph('{{ meetings["mine"].total }} {{ meetings["mine"].totl }}')
    sample = of_code(checked(saved(file), is_sample=True), "field")
    own = of_code(checked(saved(file)), "field")

    assert [finding.values["field"] for finding in sample] == ['meetings["mine"].totl']
    assert len(own) == 2


def test_styles_are_sorted_by_whose_they_are() -> None:
    """Word's own are a warning, those that only our reports know a note."""
    check = checked(one_section())
    (missing,), (own,) = of_code(check, "styles"), of_code(check, "own-styles")

    assert missing.severity is Severity.WARNING
    assert "Subtitle" in str(missing.values["styles"])
    assert "heading 1" not in str(missing.values["styles"])
    assert own.severity is Severity.NOTE
    assert "Lead" in str(own.values["styles"])


@pytest.mark.parametrize(
    ("code", "letterhead", "is_found"),
    [
        ("no-mark", one_section, True),
        ("no-mark", first_page_different, False),
        ("no-page-number", one_section, True),
        ("no-page-number", first_page_different, False),
        ("no-emblem", one_section, True),
    ],
)
def test_what_is_lacking_is_a_note(code: str, letterhead: object, is_found: bool) -> None:
    """A mark, the number of the page, the emblem."""
    found = of_code(checked(letterhead()), code)  # type: ignore[operator] # one of the shapes

    assert bool(found) is is_found
    assert all(finding.severity is Severity.NOTE for finding in found)


def test_tracked_changes_and_second_marks_are_warnings() -> None:
    """Both would surprise in every report."""
    file = blank()
    for number in "12":
        mark = f'w:id="{number}" w:name="efc_report"' if number == "1" else ""
        line = file.add_paragraph()._p
        line.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="x"><w:r/></w:ins>'))
        if mark:
            line.append(parse_xml(f"<w:bookmarkStart {nsdecls('w')} {mark}/>"))
            line.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    file.element.body.insert(
        2,
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="efc-report"/></w:sdtPr>'
            "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
        ),
    )
    check = checked(saved(file))

    assert len(of_code(check, "changes")) == 1
    assert [finding.values["number"] for finding in of_code(check, "marks")] == [2]


def test_narrow_text_is_a_warning() -> None:
    """Less than ten centimetres."""
    file = blank()
    file.sections[0].left_margin = file.sections[0].page_width // 2

    assert [f.values["width"] for f in of_code(checked(saved(file)), "narrow")] == [80]


def test_the_copy_has_a_comment_for_each_finding() -> None:
    """At its place where Word takes one, else on top with the place in words."""
    check = checked(with_fields())
    file = docx.Document(io.BytesIO(check.annotated))
    texts = [comment.text for comment in file.comments]
    marked = [
        "".join(t.text or "" for t in line._p.iter() if str(t.tag).endswith("}t"))
        for line in file.paragraphs
        if any(str(e.tag).endswith("}commentRangeStart") for e in line._p)
    ]

    assert len(texts) == len(check.findings)
    assert any(t.startswith("section 1, header of the first page: There is no") for t in texts)
    assert marked[-1].startswith("Wir waren")
    assert {comment.author for comment in file.comments} == {"efc-report"}
    assert failings(check.annotated) == []


def test_the_copy_is_the_same_every_time() -> None:
    """Comments bear the day of the report and no name of a person."""
    assert checked(with_fields()).annotated == checked(with_fields()).annotated
    assert b"2019-12-31T00:00:00Z" in parts(checked(with_fields()).annotated)["word/comments.xml"]


def test_the_copy_of_an_empty_letterhead_has_its_comments() -> None:
    """There is a place for them even where nothing stands."""
    file = docx.Document(io.BytesIO(checked(saved(blank())).annotated))

    assert len(list(file.comments)) >= 4
