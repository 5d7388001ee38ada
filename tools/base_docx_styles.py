"""The styles and lists of our Word reports, as data for ``build_base_docx.py``."""

from __future__ import annotations

import attrs

BLUE = "003399"
GREY = "595959"
RED = "B00020"
RULE = "B8C4DE"
SHADE = "E8EDF7"


def size(half_points: int) -> str:
    """Return the size of letters, also of Hebrew and Arabic ones."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def space(before: int | None = None, after: int | None = None, line: int | None = None) -> str:
    """Return the room round a paragraph; `line` is in 240ths of a line."""
    parts = {"before": before, "after": after, "line": line}
    given = "".join(f' w:{name}="{value}"' for name, value in parts.items() if value is not None)
    # Word takes a line height without a rule as a factor, LibreOffice as exact: pictures are cut.
    rule_of_line = "" if line is None else ' w:lineRule="auto"'
    return f"<w:spacing{given}{rule_of_line}/>"


def colour(name: str) -> str:
    """Return the colour of letters."""
    return f'<w:color w:val="{name}"/>'


def rule(side: str, width: int, distance: int, shade: str = RULE) -> str:
    """Return one line of a border."""
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{distance}" w:color="{shade}"/>'


def tab(position: int, leader: str = "none", kind: str = "left") -> str:
    """Return one tab stop."""
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'


BOLD = "<w:b/><w:bCs/>"
KEEP = "<w:keepNext/><w:keepLines/>"
RIGHT = '<w:jc w:val="right"/>'
MIDDLE = '<w:textAlignment w:val="center"/>'
SMALL = colour(GREY) + size(18)
CONTENTS_TAB = f"<w:tabs>{tab(9638, 'dot', 'right')}</w:tabs>"


@attrs.frozen
class ParagraphStyle:
    """One style; its properties stand in the order that the schema of Word wants."""

    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    next: str = ""

    @property
    def identity(self) -> str:
        """The name by which paragraphs refer to it."""
        compact = self.name.replace("toc", "TOC").replace(" ", "")
        return compact[0].upper() + compact[1:]


def _title(before: int, after: int, line: int) -> str:
    return KEEP + "<w:suppressAutoHyphens/>" + space(before, after, line)


def _heading(level: int, half_points: int) -> ParagraphStyle:
    paragraph = _title(max(200, 440 - 80 * level), 100, 252)
    return ParagraphStyle(
        f"heading {level}",
        f'{paragraph}<w:outlineLvl w:val="{level - 1}"/>',
        BOLD + colour(BLUE) + size(half_points),
        next="Normal",
    )


HEADING_SIZES = (32, 26, 23, 21, 21, 21, 21, 21, 21)
"""Half points for the levels 1 to 9."""

PARAGRAPH_STYLES = (
    ParagraphStyle("Title", _title(240, 120, 240), BOLD + colour(BLUE) + size(44), next="Normal"),
    ParagraphStyle("Subtitle", "<w:keepLines/>" + space(0, 240, 252), colour(GREY) + size(28)),
    *(_heading(level, points) for level, points in enumerate(HEADING_SIZES, start=1)),
    ParagraphStyle("Lead", space(after=160), size(24), next="Normal"),
    ParagraphStyle(
        "Note",
        f'<w:pBdr>{rule("left", 18, 8)}</w:pBdr>{space(60)}<w:ind w:left="227"/>',
        colour(GREY) + size(19),
        next="Normal",
    ),
    ParagraphStyle("Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"),
    ParagraphStyle("List Bullet", f'<w:numPr><w:numId w:val="1"/></w:numPr>{space(after=60)}'),
    ParagraphStyle("List Number", f'<w:numPr><w:numId w:val="2"/></w:numPr>{space(after=60)}'),
    ParagraphStyle("caption", KEEP + space(200, 80, 252), BOLD + colour(GREY) + size(19)),
    ParagraphStyle("Figure Alone", space(200, 200, 240)),
    ParagraphStyle("Figure", "<w:keepNext/>" + space(200, 0, 240)),
    ParagraphStyle(
        "Figure Caption", '<w:keepNext w:val="0"/>' + space(80, 200), based_on="Caption"
    ),
    ParagraphStyle("Table Text", space(40, 40, 252), size(19)),
    ParagraphStyle("Table Number", RIGHT, based_on="TableText"),
    ParagraphStyle("Table Heading", "<w:keepNext/>", BOLD + colour(BLUE), "TableText"),
    ParagraphStyle("Table Heading Number", RIGHT, based_on="TableHeading"),
    ParagraphStyle("Table Note", space(80, 200), SMALL, next="Normal"),
    ParagraphStyle(
        "Table End", '<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>', size(2)
    ),
    ParagraphStyle("Key Figure Label", "<w:keepNext/>" + space(80, 0, 240), SMALL),
    ParagraphStyle("Key Figure", space(20, 100, 240), BOLD + colour(BLUE) + size(32)),
    ParagraphStyle(
        "Field",
        f'<w:tabs>{tab(3402)}</w:tabs>{space(after=60)}<w:ind w:left="3402" w:hanging="3402"/>',
    ),
    ParagraphStyle("Field End", space(after=200), based_on="Field", next="Normal"),
    ParagraphStyle("Signature Heading", KEEP + space(400, 40), BOLD),
    ParagraphStyle("Signatory", KEEP + space(after=0)),
    ParagraphStyle(
        "Signature Line",
        f"<w:keepNext/><w:tabs>{tab(4479, 'underscore')}{tab(5103)}{tab(9582, 'underscore')}"
        f"</w:tabs>{space(800, 0, 240)}",
        colour(GREY),
    ),
    ParagraphStyle(
        "Signature Label",
        f"<w:keepLines/><w:tabs>{tab(5103)}</w:tabs>{space(40, 120, 240)}",
        SMALL,
    ),
    ParagraphStyle("header", space(after=0, line=240), SMALL),
    ParagraphStyle(
        "footer", f"<w:pBdr>{rule('top', 4, 6)}</w:pBdr>{space(after=0, line=240)}", SMALL
    ),
    ParagraphStyle(
        "Draft",
        f"<w:pBdr>{rule('top', 8, 3, RED)}{rule('bottom', 8, 3, RED)}</w:pBdr>"
        f'{space(after=160, line=240)}<w:jc w:val="center"/>',
        BOLD + colour(RED) + size(20),
    ),
    ParagraphStyle("Funding", space(after=240, line=240) + MIDDLE),
    ParagraphStyle("Funding Cover", space(after=2800), size(22), "Funding"),
    ParagraphStyle("Funding Header", space(after=200) + MIDDLE, based_on="Header"),
    ParagraphStyle(
        "Disclaimer",
        f"<w:keepLines/><w:pBdr>{rule('top', 4, 6)}</w:pBdr>{space(360, 0, 252)}",
        SMALL,
    ),
    ParagraphStyle("Disclaimer Cover", space(0), based_on="Disclaimer"),
    ParagraphStyle(
        "Page Break", '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>', size(2)
    ),
    ParagraphStyle(
        "TOC Heading", "<w:keepNext/>" + space(240, 160), BOLD + colour(BLUE) + size(32)
    ),
    ParagraphStyle("TOC Note", space(80, 0), SMALL),
    ParagraphStyle("toc 1", f'{CONTENTS_TAB}{space(100, 40)}<w:ind w:right="567"/>', BOLD),
    ParagraphStyle("toc 2", f'{CONTENTS_TAB}{space(0, 40)}<w:ind w:left="284" w:right="567"/>'),
    ParagraphStyle("toc 3", f'{CONTENTS_TAB}{space(0, 40)}<w:ind w:left="567" w:right="567"/>'),
)

BUILT_IN = frozenset(
    (
        *("Title", "Subtitle", "Quote", "caption", "header", "footer", "List Bullet"),
        *("List Number", "TOC Heading", "toc 1", "toc 2", "toc 3"),
        *(f"heading {level}" for level in range(1, 10)),
    )
)
"""Styles that every Word knows, under the names that every Word knows them by."""

OTHER_STYLES = f"""
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
  <w:pPr><w:widowControl/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
  <w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
  <w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>
  <w:bottom w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
  <w:uiPriority w:val="99"/><w:semiHidden/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>
  <w:rPr>{BOLD}</w:rPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/>
  <w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
  <w:rPr>{colour(BLUE)}<w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>
  <w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr><w:tblBorders>{rule("top", 8, 0, BLUE)}{rule("bottom", 8, 0, BLUE)}
    {rule("insideH", 4, 0)}</w:tblBorders></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:tcPr>
    <w:tcBorders>{rule("bottom", 8, 0, BLUE)}</w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="lastRow"><w:rPr>{BOLD}</w:rPr><w:tcPr>
    <w:tcBorders>{rule("top", 8, 0, BLUE)}</w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="KeyFigures"><w:name w:val="Key Figures"/>
  <w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr><w:tblBorders>{rule("insideV", 48, 0, "FFFFFF")}</w:tblBorders></w:tblPr>
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>
</w:style>
"""

BULLETS = ("•", "–", "◦")
NUMBER_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
"""Signs and numbers of the levels of a list, from the fourth level on again from the first."""
