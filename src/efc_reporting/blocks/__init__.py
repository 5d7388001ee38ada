"""The format-neutral document: what a report says, without any layout.

Every block has a `fallback()` made of simpler blocks, down to a `Paragraph`: a format that does not
know a block renders its fallback, and a block added later never breaks a format of today.
"""

from efc_reporting.blocks.base import Block, Paragraph, ParagraphStyle
from efc_reporting.blocks.blocks import (
    BulletList,
    Field,
    FieldList,
    KeyFigure,
    KeyFigures,
    ListItem,
    OwnWords,
    PageBreak,
    Section,
    SignatureBlock,
)
from efc_reporting.blocks.content import (
    Cell,
    CellValue,
    Column,
    ColumnKind,
    Formula,
    Operation,
    Run,
    Text,
    as_text,
    plain,
)
from efc_reporting.blocks.drawn import Chart, ChartBar, Image, Map, MapPlace
from efc_reporting.blocks.table import Table

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "CellValue",
    "Chart",
    "ChartBar",
    "Column",
    "ColumnKind",
    "Field",
    "FieldList",
    "Formula",
    "Image",
    "KeyFigure",
    "KeyFigures",
    "ListItem",
    "Map",
    "MapPlace",
    "Operation",
    "OwnWords",
    "PageBreak",
    "Paragraph",
    "ParagraphStyle",
    "Run",
    "Section",
    "SignatureBlock",
    "Table",
    "Text",
    "as_text",
    "plain",
]
