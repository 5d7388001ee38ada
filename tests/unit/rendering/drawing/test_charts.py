"""Charts are drawn true to their figures, alike as SVG and PNG, and can be read without colour."""

from __future__ import annotations

import io
import re
import sys
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest
from PIL import Image

from efc_reporting.blocks import Chart, ChartBar
from efc_reporting.errors import MissingRequirementError
from efc_reporting.rendering.drawing.charts import chart_drawing, chart_png, chart_svg
from efc_reporting.rendering.drawing.lettering import Lettering
from efc_reporting.rendering.drawing.shapes import (
    WIDTH,
    Drawing,
    Label,
    Line,
    Rectangle,
    palette_of,
)
from efc_reporting.rendering.fonts import as_seen
from efc_reporting.rendering.templates import Templates
from projects import run_python

ASSETS = Templates().asset
SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart(
    caption="Share of invited people",
    label_title="Meeting",
    value_title="Share",
    alternative='Shares: <A> & "B"',
    bars=[
        ChartBar(label="Kick-off", value=Fraction(1, 2), text="50.0 %"),
        ChartBar(label="Ćirić & Έλενα <b>", value=Fraction(1, 4), text="25.0 %"),
    ],
    minimum=Fraction(3, 10),
    minimum_text="Minimum: 30.0 %",
)


def drawn(chart: Chart = CHART) -> Drawing:
    """Return the shapes of a chart."""
    return chart_drawing(chart, Lettering(ASSETS))


def bars(drawing: Drawing) -> list[Rectangle]:
    """Return the full bars, without the open ones that are drawn upon some of them."""
    return [s for s in drawing.shapes if isinstance(s, Rectangle) and s.fill == "blue"]


def texts(svg: str) -> list[str]:
    """Return the words of an SVG."""
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_bars_are_in_proportion() -> None:
    """A quarter is half as long as a half, and the line of the minimum stands between them."""
    longer, shorter = bars(drawn())
    (line,) = [s for s in drawn().shapes if isinstance(s, Line) and s.colour == "alert"]

    assert shorter.width == pytest.approx(longer.width / 2)
    assert line.points[0][0] == pytest.approx(longer.x + longer.width * 0.6)


def test_only_bars_below_the_minimum_are_hatched() -> None:
    """In grey too it is seen which meeting misses the minimum."""
    open_bars = [s for s in drawn().shapes if isinstance(s, Rectangle) and s.fill == "paper"]

    assert [bar.y for bar in open_bars] == [bars(drawn())[1].y]


def test_a_chart_without_minimum_has_no_line() -> None:
    """Nothing is compared with nothing."""
    plain = attrs.evolve(CHART, minimum=None, minimum_text="")
    with_line, without = (
        [s.colour for s in drawn(chart).shapes if isinstance(s, Line)] for chart in (CHART, plain)
    )

    assert "alert" in with_line
    assert set(without) <= {"ink"}
    assert len(bars(drawn(plain))) == 2


def test_svg_says_everything_and_escapes_it() -> None:
    """Labels, figures, the minimum and the alternative are text; nothing is run or fetched."""
    svg = chart_svg(CHART, ASSETS)
    root = ElementTree.fromstring(svg)

    assert {"Kick-off", "50.0 %", "Ćirić & Έλενα <b>", "Minimum: 30.0 %"} <= set(texts(svg))
    assert root.attrib["aria-label"] == CHART.alternative
    assert root.findtext(f"{SVG}title") == CHART.alternative
    assert not re.search(r"<script|href|url\(|style=|\son\w+=", svg)


def test_words_of_a_chart_stay_above_nine_points() -> None:
    """A chart is as wide as the text of a page, so that its sizes are those of the page."""
    sizes = [shape.size for shape in drawn().shapes if isinstance(shape, Label)]

    assert min(sizes) >= 9
    assert drawn().width == WIDTH == 480


def test_nothing_leaves_the_drawing() -> None:
    """Labels of eighty letters and a minimum at the edge stay inside."""
    long = attrs.evolve(
        CHART,
        bars=[ChartBar(label="ä" * 80, value=0, text="0"), ChartBar(label="b", value=1, text="1")],
        minimum=1,
        minimum_text="The minimum that everybody has to reach",
    )
    lettering = Lettering(ASSETS)
    assert {Label, Rectangle} <= {type(shape) for shape in drawn(long).shapes}
    for shape in drawn(long).shapes:
        if isinstance(shape, Label):
            width = lettering.width(shape.text, shape.size, is_bold=shape.is_bold)
            left = shape.x - {"start": 0, "middle": 0.5, "end": 1}[shape.anchor] * width
            assert left >= -0.01, shape.text
            assert left + width <= WIDTH + 0.01, shape.text
        if isinstance(shape, Rectangle):
            assert shape.x + shape.width <= WIDTH


def test_zero_everywhere_is_drawn() -> None:
    """Bars without length leave labels and figures."""
    none = attrs.evolve(CHART, bars=[ChartBar(label="A", value=0, text="0")], minimum=None)

    assert bars(drawn(none)) == []
    assert texts(chart_svg(none, ASSETS)) == ["A", "0"]


def test_fonts_are_read_once_for_a_chart() -> None:
    """Not for each word: they are megabytes."""
    read: list[str] = []

    def assets(name: str) -> bytes:
        read.append(name)
        return ASSETS(name)

    chart_svg(CHART, assets)

    assert "fonts/NotoSans-Bold.ttf" in read
    assert len(read) == len(set(read))


def test_png_shows_the_same() -> None:
    """Where the SVG has a bar the PNG is blue, beside it white; twice the same bytes."""
    png = chart_png(CHART, ASSETS)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    longer, _ = bars(drawn())
    scale = picture.width / WIDTH
    inside = ((longer.x + 8) * scale, (longer.y + longer.height / 2) * scale)
    below = ((longer.x + 8) * scale, (longer.y + longer.height + 4) * scale)

    assert picture.getpixel((int(inside[0]), int(inside[1]))) == (0x00, 0x33, 0x99)
    assert picture.getpixel((int(below[0]), int(below[1]))) == (0xFF, 0xFF, 0xFF)
    assert png == chart_png(CHART, ASSETS)


def test_png_shows_letters_as_large_as_it_measures_them() -> None:
    """The first label begins and ends where the layout has it, in ink on paper."""
    with Image.open(io.BytesIO(chart_png(CHART, ASSETS))) as picture:
        scale, grey = picture.width / WIDTH, picture.convert("L")
        resolution = picture.info["dpi"]
    label = next(shape for shape in drawn().shapes if isinstance(shape, Label))
    width = Lettering(ASSETS).width(label.text)
    around = (0, int((label.y - 9) * scale), int((width + 6) * scale), int((label.y + 3) * scale))
    ink = grey.crop(around).point([255] * 100 + [0] * 156).getbbox()

    assert ink is not None
    assert ink[0] == pytest.approx(label.x * scale, abs=5)
    assert ink[2] == pytest.approx((label.x + width) * scale, abs=5)
    assert resolution == pytest.approx((72 * scale, 72 * scale), abs=0.01)


def test_png_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    """Neither time zone nor language nor a working directory that is gone changes a byte."""
    code = (
        "import hashlib, os, sys\n"
        "from efc_reporting.blocks import Chart, ChartBar\n"
        "from efc_reporting.rendering.drawing.charts import chart_png\n"
        "from efc_reporting.rendering.templates import Templates\n"
        "os.chdir(sys.argv[1])\n"
        "os.name == 'posix' and os.rmdir(sys.argv[1])\n"
        "bars = [ChartBar(label='Έλενα, Ćirić', value=1, text='1,0')]\n"
        "chart = Chart(caption='', label_title='', value_title='', alternative='', bars=bars)\n"
        "print(hashlib.sha256(chart_png(chart, Templates().asset)).hexdigest())"
    )
    seen = set()
    for number, (zone, language) in enumerate([("UTC", "C.UTF-8"), ("Asia/Tokyo", "de_DE")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {"TZ": zone, "LANG": language, "PYTHONHASHSEED": str(number)}
        run = run_python(code, str(folder), environment=environment)
        assert run.returncode == 0, run.stderr
        seen.add(run.stdout)

    assert len(seen) == 1


def test_png_without_typst_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what is missing."""
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(MissingRequirementError, match="Typst is missing"):
        chart_png(CHART, ASSETS)


def test_colours_follow_the_style_sheets() -> None:
    """A later style sheet recolours the bars."""
    sheets = {"a.css": b":root { --blue: #003399; --ink: #000000; }", "b.css": b"--blue: #14532d;"}

    assert palette_of(sheets.__getitem__, ("a.css", "b.css"))["blue"] == "#14532d"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "land", 4.5),  # names on the map
        ("ink", "shade", 4.5),
        ("ink", "paper", 4.5),
        ("alert", "paper", 4.5),  # the words of the minimum
        ("paper", "blue", 4.5),  # heads of tables
        ("blue", "paper", 3),  # bars and points
        ("blue", "shade", 3),
        ("blue", "land", 3),
    ],
)
def test_contrast_of_drawings(ink: str, ground: str, least: float) -> None:
    """Words have a contrast of 4.5 to 1 with what they stand on, bars and points of 3 (WCAG AA)."""
    colours = palette_of(ASSETS)
    low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))

    assert (high + 0.05) / (low + 0.05) >= least


def test_no_style_sheet_of_pages_has_small_text_or_narrow_margins() -> None:
    """No size below 9 points, no margin of a page below 15 mm, and A4."""
    css = files("efc_templates").joinpath("pdf", "page.css").read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", css)]
    pages = re.findall(r"@page[^{]*\{[^}]*?\n  margin: ([^;]+);", css)
    margins = [float(mm) for page in pages for mm in re.findall(r"([\d.]+)mm", page)]

    assert min(sizes) >= 9
    assert margins
    assert min(margins) >= 15
    assert "size: A4;" in css


def test_right_to_left_labels_are_drawn_as_they_are_seen() -> None:
    """Their letters are outlines in the order of reading, the brackets turned; others are text."""
    bars = [ChartBar(label=label, value=1, text="1") for label in ("(אב) 12", "كمثال", "Gävle")]
    svg = chart_svg(attrs.evolve(CHART, bars=bars), ASSETS)
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert "Gävle" in texts
    assert not [text for text in texts if re.search("[\u0590-\u06ff]", text)]
    assert svg.count("<g transform=") == 2
    assert as_seen("(אב) 12") == "12 (בא)"
    assert as_seen("لا") == "\ufefb"


def test_a_label_that_no_font_has_is_drawn_as_a_replacement() -> None:
    """No engine meets a character without a glyph in a drawing."""
    bars = [ChartBar(label="王", value=1, text="1")]
    chart = attrs.evolve(CHART, bars=bars)

    assert "王" not in chart_svg(chart, ASSETS)
    assert chart_png(chart, ASSETS).startswith(b"\x89PNG")
