"""Writes a drawing as SVG: no script, no style sheet, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from xml.sax.saxutils import escape, quoteattr

from efc_reporting.rendering.drawing.lettering import SHARE_BEFORE, Lettering
from efc_reporting.rendering.drawing.shapes import (
    Area,
    Dot,
    Drawing,
    Label,
    Line,
    Palette,
    Point,
    Rectangle,
    Shape,
)

FAMILIES = "EfC Sans, Noto Sans, sans-serif"
"""Our first font, as the style sheet of the fonts and its file name it: `text` needs no other."""


def svg_of(drawing: Drawing, palette: Palette, lettering: Lettering) -> str:
    """Return the drawing as one `svg` element that may stand in a page or in a file."""
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    # The title holds the alternative text: PDF takes it from there, as screen readers do.
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"'
        f' width="{_number(drawing.width)}pt" height="{_number(drawing.height)}pt"'
        f' role="img" aria-label={quoteattr(drawing.alternative)}>',
        f"<title>{escape(drawing.alternative)}</title>",
        f'<g font-family="{FAMILIES}">',
        *_elements(drawing.shapes, palette, lettering),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines)


def _elements(shapes: Iterable[Shape], palette: Palette, lettering: Lettering) -> Iterator[str]:
    """Yield the elements; areas or lines in a row that look alike are one, for speed."""
    drawn = (_drawn(shape, palette, lettering) for shape in shapes)
    for look, pieces in groupby(drawn, itemgetter(0)):
        texts = [text for _, text in pieces]
        yield from [f'<path d="{"".join(texts)}" {look}/>'] if look else texts


def _drawn(shape: Shape, palette: Palette, lettering: Lettering) -> tuple[str, str]:
    """Return how a path looks, and its course; "" and the whole element of any other shape."""
    match shape:
        case Area():
            look = f'fill-rule="evenodd" {_painted(shape.fill, "", palette)}'
            return look, "".join(f"M{_joined(ring)}Z" for ring in shape.rings)
        case Line():
            dashes = " ".join(map(_number, shape.dashes))
            look = (
                f'fill="none" stroke="{palette[shape.colour]}" stroke-width={_value(shape.width)}'
                + (f' stroke-dasharray="{dashes}"' if dashes else "")
                + ' stroke-linejoin="round"'
            )
            return look, f"M{_joined(shape.points)}"
        case Rectangle():
            placed = _placed(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            return "", f"<rect {placed} {_painted(shape.fill, shape.stroke, palette)}/>"
        case Dot():
            placed = _placed(cx=shape.x, cy=shape.y, r=shape.radius)
            return "", f"<circle {placed} {_painted(shape.fill, shape.stroke, palette)}/>"
        case Label():
            return "", _label(shape, palette, lettering)


def _label(label: Label, palette: Palette, lettering: Lettering) -> str:
    colour = palette[label.colour]
    if outlines := lettering.outline(label):
        length = lettering.width(label.text, label.size, is_bold=label.is_bold)
        left = label.x - SHARE_BEFORE[label.anchor] * length
        place = f"translate({_number(left)} {_number(label.y)})"
        return f'<g transform="{place}" fill="{colour}">{outlines}</g>'
    placed = _placed(x=label.x, y=label.y)
    weight = ' font-weight="700"' if label.is_bold else ""
    return (
        f"<text {placed} font-size={_value(label.size)}{weight}"
        f' text-anchor="{label.anchor}" fill="{colour}">{escape(label.text)}</text>'
    )


def _painted(fill: str, stroke: str, palette: Palette) -> str:
    inside = palette[fill] if fill else "none"
    return f'fill="{inside}"' + (f' stroke="{palette[stroke]}"' if stroke else "")


def _placed(**values: float) -> str:
    return " ".join(f"{name}={_value(value)}" for name, value in values.items())


def _joined(points: Iterable[Point]) -> str:
    return "L".join(_pairs(points))


def _pairs(points: Iterable[Point]) -> Iterator[str]:
    return (f"{_number(x)},{_number(y)}" for x, y in points)


def _value(value: float) -> str:
    return f'"{_number(value)}"'


def _number(value: float) -> str:
    """Write at most two decimals: no processor's last bit reaches the file."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
