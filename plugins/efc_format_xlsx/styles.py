"""The looks of cells; each is made once per workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

UNION_BLUE = "#003399"
GREY_LINE = "#A6A6A6"
DRAFT_RED = "#B00020"

_Look = dict[str, str | int]

_TOP: _Look = {"valign": "top", "text_wrap": True}
_BORDER: _Look = {"border": 1, "border_color": GREY_LINE}
_CELL: _Look = {**_BORDER, "valign": "vcenter", "text_wrap": True, "indent": 1}
_LOOKS: dict[str, _Look] = {
    "draft": {"bold": True, "font_size": 14, "font_color": DRAFT_RED},
    "title": {**_TOP, "bold": True, "font_size": 16, "font_color": UNION_BLUE},
    "lead": {**_TOP, "font_size": 13},
    "heading": {
        **_TOP,
        "valign": "bottom",
        "bold": True,
        "font_size": 13,
        "font_color": UNION_BLUE,
    },
    "subheading": {**_TOP, "valign": "bottom", "bold": True, "font_size": 12},
    "caption": {**_TOP, "valign": "bottom", "bold": True},
    "text": _TOP,
    "note": {**_TOP, "font_size": 10, "font_color": "#404040"},
    "label": {**_TOP, "bold": True},
    "line-label": {"valign": "bottom", "bold": True, "text_wrap": True},
    "statement": {"bold": True, "valign": "vcenter", "text_wrap": True},
    "figure": {"valign": "top", "bold": True, "align": "left", "font_color": UNION_BLUE},
    "link": {**_TOP, "font_color": UNION_BLUE, "underline": 1},
    "line": {"valign": "bottom", "bottom": 1, "text_wrap": True},
    "header": {
        **_BORDER,
        "bold": True,
        "bg_color": UNION_BLUE,
        "font_color": "#FFFFFF",
        "valign": "vcenter",
        "text_wrap": True,
        "indent": 1,
    },
    "cell": _CELL,
    "total": {**_CELL, "bold": True, "bg_color": "#E8EDF7", "top": 2},
}


@attrs.frozen
class Styles:
    """Gives the format for a look, an alignment and a number format."""

    get: Callable[[str, str, str], Format]

    @classmethod
    def of(cls, workbook: Workbook) -> Styles:
        """Return the styles of one workbook, to which its formats belong."""

        @cache
        def get(look: str, align: str, number_format: str) -> Format:
            properties = dict(_LOOKS[look])
            if align:
                properties["align"] = align
            if number_format:
                properties["num_format"] = number_format
                properties["text_wrap"] = False
            return workbook.add_format(properties)

        return cls(get)

    def __call__(self, look: str, *, align: str = "", number_format: str = "") -> Format:
        """Return the format of a look."""
        return self.get(look, align, number_format)
