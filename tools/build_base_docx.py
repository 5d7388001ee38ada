"""Builds the Word file that every report starts from: ``python tools/build_base_docx.py``.

It is python-docx's default template with the styles and lists of our reports, an A4 page, and
nothing that is not needed: no thumbnail, no second style sheet, no traces of its maker.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import docx
from base_docx_styles import (
    BUILT_IN,
    BULLETS,
    NUMBER_FORMATS,
    OTHER_STYLES,
    PARAGRAPH_STYLES,
    ParagraphStyle,
)
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree

from efc_reporting.base.zip import normalise_zip

TARGET = Path(__file__).parent.parent / "templates/efc_templates/docx/base.docx"

SETTINGS = """
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
    w:val="15"/>
  <w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
    w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
  <w:compatSetting w:name="enableOpenTypeFeatures"
    w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="en-GB"/>
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"
  w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5"
  w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
<w:decimalSymbol w:val="."/>
<w:listSeparator w:val=","/>
"""

PAGE = """
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1701" w:right="1134" w:bottom="1247" w:left="1134" w:header="567" w:footer="567"
  w:gutter="0"/>
<w:cols w:space="709"/>
"""

FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}>
<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
</w:fonts>
"""

UNWANTED_PARTS = (
    "thumbnail",
    "extended-properties",
    "stylesWithEffects",
    "webSettings",
    "customXml",
)
"""How the relationship types end whose parts are dropped; validators object to two of them."""


def build() -> bytes:
    """Return the bytes of the base document."""
    document = docx.Document()
    _drop_parts(document)
    _name_fonts(document)
    _fill(document.styles.element, _styles(), keep=("docDefaults", "latentStyles"))
    _set_defaults(document.styles.element)
    _fill(document.part.numbering_part.element, _lists())
    _fill(document.settings.element, SETTINGS)
    _fill(document.element, f"<w:body><w:sectPr>{PAGE}</w:sectPr></w:body>")
    _fill(document.core_properties._element, "")
    written = io.BytesIO()
    document.save(written)
    return normalise_zip(written.getvalue())


def _drop_parts(document: Document) -> None:
    for relationships in (document.part.package.rels, document.part.rels):
        for name, relationship in list(relationships.items()):
            if relationship.reltype.endswith(UNWANTED_PARTS):
                del relationships[name]


def _name_fonts(document: Document) -> None:
    # The part may not be missing; python-docx keeps it as bytes.
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = FONTS.encode()


def _fill(element: etree._Element, content: str, keep: Iterable[str] = ()) -> None:
    for child in list(element):
        if etree.QName(child).localname not in keep:
            element.remove(child)
    wrapped = parse_xml(f"<w:body {nsdecls('w')}>{content}</w:body>")
    # What is left are ids of editing sessions and prefixes that are not used any more.
    for attribute in list(element.attrib):
        del element.attrib[attribute]
    element.extend(list(wrapped))
    etree.cleanup_namespaces(element)


def _set_defaults(styles: etree._Element) -> None:
    defaults = """
    <w:rPrDefault><w:rPr>
      <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
      <w:sz w:val="21"/><w:szCs w:val="21"/>
      <w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>
    </w:pPrDefault>"""
    _fill(styles[0], defaults)


def _styles() -> str:
    return OTHER_STYLES + "".join(map(_paragraph_style, PARAGRAPH_STYLES))


def _paragraph_style(style: ParagraphStyle) -> str:
    own = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.identity}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based_on}"/>'
        f"{following}<w:qFormat/>{paragraph}{run}</w:style>"
    )


def _lists() -> str:
    bullets = (_level(n, "bullet", BULLETS[n % 3], "ListBullet") for n in range(9))
    numbers = (_level(n, NUMBER_FORMATS[n % 3], f"%{n + 1}.", "ListNumber") for n in range(9))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
        for number, levels in enumerate((bullets, numbers), start=1)
    )
    return lists + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )


def _level(level: int, kind: str, text: str, style: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if level == 0 else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{397 * (level + 1)}" w:hanging="397"/></w:pPr></w:lvl>'
    )


def main() -> None:
    """Write the file."""
    content = build()
    TARGET.write_bytes(content)
    print(f"{len(content):>9}", TARGET.name)


if __name__ == "__main__":
    main()
