"""Draw the picture of the README: two pages of the narrative report on TOLINT, side by side.

Needs `pdftoppm` (Debian: poppler-utils) beside the package with its test tools.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import pdfplumber
from PIL import Image

from efc_reporting import Reporter, load_project

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "narrative-page.png"
DAY = date(2020, 2, 28)
LANDMARK = "Participation in figures"
DOTS_PER_INCH = 82
MARGIN = 12
GROUND = "#D0D4DC"


def page_numbers(pdf: Path) -> tuple[int, int]:
    """Return the cover and the page with the charts, both from 1; the contents name it before."""
    with pdfplumber.open(pdf) as document:
        texts = [page.extract_text() for page in document.pages]
    last = max(number for number, text in enumerate(texts, start=1) if LANDMARK in text)
    return 1, last


def page_image(pdf: Path, number: int) -> Image.Image:
    """Return one page as a picture."""
    target = pdf.with_name(f"page-{number}")
    only = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS_PER_INCH), *only, "-png", str(pdf), str(target)], check=True
    )
    return Image.open(target.with_suffix(".png")).convert("RGB")


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return the pages on a grey ground."""
    width = sum(page.width for page in pages) + MARGIN * (len(pages) + 1)
    picture = Image.new("RGB", (width, pages[0].height + 2 * MARGIN), GROUND)
    left = MARGIN
    for page in pages:
        picture.paste(page, (left, MARGIN))
        left += page.width + MARGIN
    return picture


def main() -> None:
    """Write the picture into docs/images."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "narrative.pdf"
        project = load_project(ROOT / "examples" / "tolint")
        Reporter(as_of=DAY).write(project, "narrative", pdf, language="en")
        pages = [page_image(pdf, number) for number in page_numbers(pdf)]
    picture = side_by_side(pages).quantize(128)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
