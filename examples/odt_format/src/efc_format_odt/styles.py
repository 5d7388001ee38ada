"""The look: named styles that a reader can change, and what stands on every page."""

from __future__ import annotations

from collections.abc import Sequence

from odfdo import Document as OdfDocument
from odfdo import Element

WIDTH = 17
"""Of the text on A4, in centimetres."""

_PARAGRAPHS = {
    "Title": 'fo:font-size="20pt" fo:font-weight="bold"|fo:margin-bottom="0.2cm"',
    "Subtitle": 'fo:font-size="14pt" fo:color="#444444"|fo:margin-bottom="0.5cm"',
    "Funding": 'fo:font-size="10pt"|fo:margin-bottom="0.1cm"',
    "Field": "|",
    "Point": "|",
    "Text-normal": '|fo:margin-bottom="0.25cm"',
    "Text-lead": 'fo:font-size="13pt"|fo:margin-bottom="0.3cm"',
    "Text-note": 'fo:font-style="italic" fo:color="#444444"|fo:margin-bottom="0.25cm"',
    "Text-quote": 'fo:font-style="italic"|fo:margin-left="1cm" fo:margin-bottom="0.25cm"',
    "Note": 'fo:font-size="9pt" fo:color="#444444"|fo:margin-bottom="0.4cm"',
    "Caption": 'fo:font-weight="bold"|fo:margin-top="0.3cm" fo:keep-with-next="always"',
    "Picture": '|fo:margin-top="0.3cm"',
    "HeaderText": 'fo:font-weight="bold"|',
    "HeaderTextRight": 'fo:font-weight="bold"|fo:text-align="end"',
    "CellText": "|",
    "CellTextRight": '|fo:text-align="end"',
    "TotalText": 'fo:font-weight="bold"|',
    "TotalTextRight": 'fo:font-weight="bold"|fo:text-align="end"',
    "NewPage": '|fo:break-before="page"',
    "SignatureLine": 'fo:font-size="9pt"|fo:margin-top="1.5cm" fo:border-top="0.02cm solid #000"',
    "Draft": 'fo:color="#b00020" fo:font-weight="bold"|fo:text-align="center"',
    "PageNumber": 'fo:font-size="9pt"|fo:text-align="end"',
}
"""Of each style the properties of its letters, then those of its paragraph."""

_CELLS = {
    "HeaderCell": 'fo:background-color="#dce6f5" fo:border-bottom="0.03cm solid #003399"',
    "CellCell": 'fo:border-bottom="0.01cm solid #999999"',
    "TotalCell": 'fo:border-top="0.03cm solid #003399"',
}


def add_styles(odf: OdfDocument) -> None:
    """Add every style; those of tables are automatic ones, for LibreOffice heeds no others."""
    for name, properties in _PARAGRAPHS.items():
        letters, _, paragraph = properties.partition("|")
        _add(
            odf,
            f'<style:style style:name="{name}" style:family="paragraph"'
            ' style:parent-style-name="Standard">'
            f"<style:paragraph-properties {paragraph}/><style:text-properties {letters}/>"
            "</style:style>",
        )
    for name, letters in (
        ("Strong", 'fo:font-weight="bold"'),
        ("Emphasis", 'fo:font-style="italic"'),
    ):
        _add(odf, _letters_style(name, letters))
    for name, cell in _CELLS.items():
        properties = f'<style:table-cell-properties fo:padding="0.1cm" {cell}/>'
        _add_to_tables(odf, name, "table-cell", properties)
    width = f'<style:table-properties style:width="{WIDTH}cm" table:align="margins"/>'
    _add_to_tables(odf, "Table", "table", width)
    height = '<style:table-row-properties style:min-row-height="1cm"/>'
    _add_to_tables(odf, "SignatureRow", "table-row", height)
    _add(odf, _list_style("Bullets", 'text:list-level-style-bullet text:bullet-char="•"'))
    numbers = 'text:list-level-style-number style:num-format="1" style:num-suffix="."'
    _add(odf, _list_style("Numbers", numbers))
    _number_no_headings(odf)


def _number_no_headings(odf: OdfDocument) -> None:
    """Take out the numbers before headings: the document has none."""
    outline = odf.get_style("outline", "Outline")
    for level in outline.children if outline else ():
        level.delete()


def _list_style(name: str, opening: str) -> str:
    """Return the style of a list whose points stand half a centimetre further in at each level."""
    levels = "".join(
        f'<{opening} text:level="{level}">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{level / 2}cm" fo:text-indent="-0.5cm"'
        f' fo:margin-left="{level / 2}cm"/></style:list-level-properties>'
        f"</{opening.split()[0]}>"
        for level in range(1, 11)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def add_page(odf: OdfDocument, draft: str, label: Sequence[str]) -> None:
    """Set the paper to A4 and add what stands on every page: the draft mark, the page number.

    `label` is made of words, "page" and "pages", as in "Page 2 of 5".
    """
    (page,) = odf.styles.root.get_elements("//style:master-page[@style:name='Standard']")
    (size,) = odf.styles.root.get_elements("//style:page-layout-properties")
    for name, value in (("page-width", "21cm"), ("page-height", "29.7cm"), ("margin", "2cm")):
        size.set_attribute(f"fo:{name}", value)
    for side in ("left", "right", "top", "bottom"):
        size.set_attribute(f"fo:margin-{side}", "2cm")
    if draft:
        page.append(_margin("header", "Draft", [draft]))
    page.append(_margin("footer", "PageNumber", label))


def _margin(place: str, style: str, pieces: Sequence[str]) -> Element:
    """Return the text at the top or the bottom of each page."""
    margin = Element.from_tag(f"style:{place}")
    paragraph = Element.from_tag("text:p")
    paragraph.set_attribute("text:style-name", style)
    for piece in pieces:
        tag = {"page": "text:page-number", "pages": "text:page-count"}.get(piece, "text:span")
        part = Element.from_tag(tag)
        part.text = piece if tag == "text:span" else "1"
        paragraph.append(part)
    margin.append(paragraph)
    return margin


def add_column(odf: OdfDocument, tenths: int) -> str:
    """Return the name of the style of a column that is so many tenths of a centimetre wide."""
    name = f"Column{tenths}"
    if odf.get_style("table-column", name) is None:
        width = f'<style:table-column-properties style:column-width="{tenths / 10:.1f}cm"/>'
        _add_to_tables(odf, name, "table-column", width)
    return name


def add_language(odf: OdfDocument, language: str) -> None:
    """Add the style of words that are in another language than the document."""
    letters = f'fo:language="{language.split("-")[0]}" fo:country="none"'
    _add(odf, _letters_style(f"Language-{language}", letters))


def _letters_style(name: str, letters: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {letters}/></style:style>"
    )


def _add(odf: OdfDocument, style: str) -> None:
    odf.insert_style(style)


def _add_to_tables(odf: OdfDocument, name: str, family: str, properties: str) -> None:
    style = f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
    odf.insert_style(style, automatic=True)
