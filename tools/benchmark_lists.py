"""Times participant lists against plain WeasyPrint and reportlab, each in a process of its own.

Run `python tools/benchmark_lists.py` with `reportlab` installed; 10,000 rows take WeasyPrint
minutes. The tests hold a smaller comparison, tests/benchmarks/test_pdf_lists.py.
"""

from __future__ import annotations

import io
import json
import math
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "benchmarks"))
from long_lists import TITLES, list_document, plain_page, rows

LENGTHS = (1_000, 10_000)


def typst(number: int) -> bytes:
    """As `participant-list` is made by default: Typst, tagged, data inside."""
    from efc_format_typst.format import PdfTypst
    from efc_reporting.plugin import NoOptions
    from efc_reporting.testing import context_for, sample_project

    return PdfTypst().render(list_document(number), context_for(sample_project()), NoOptions())


def weasyprint(number: int) -> bytes:
    """As everybody would with WeasyPrint: one HTML table, widths left to it, tagged."""
    from efc_reporting.rendering.html_to_pdf import html_to_pdf
    from efc_reporting.rendering.templates import Templates

    return html_to_pdf(plain_page(number), assets=Templates().asset).data


def reportlab_paragraphs(number: int) -> bytes:
    """As everybody would with reportlab: one table of Paragraphs, which wrap; untagged."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    style = getSampleStyleSheet()["BodyText"]
    return _reportlab([[Paragraph(cell, style) for cell in row] for row in _all(number)])


def reportlab_strings(number: int) -> bytes:
    """As fast as reportlab can: bare strings, which do not wrap; untagged."""
    return _reportlab([list(row) for row in _all(number)])


def _all(number: int) -> list[tuple[str, ...]]:
    return [TITLES, *rows(number)]


def _reportlab(cells: list[list[object]]) -> bytes:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate

    written = io.BytesIO()
    widths = [40, 110, 110, 140, 110, 180]
    table = LongTable(
        cells, colWidths=widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "grey")]
    )
    SimpleDocTemplate(written, pagesize=landscape(A4)).build([table])
    return written.getvalue()


ENGINES: dict[str, Callable[[int], bytes]] = {
    "efc-reporting": typst,
    "plain WeasyPrint": weasyprint,
    "reportlab, Paragraph cells": reportlab_paragraphs,
    "reportlab, bare strings": reportlab_strings,
}


def measured(name: str, number: int) -> dict[str, float]:
    """Make one list in this process and return seconds, seconds of the processors, megabytes."""
    ENGINES[name](1)
    start, busy = perf_counter(), process_time()
    data = ENGINES[name](number)
    return {
        "seconds": perf_counter() - start,
        "busy": process_time() - busy,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size": len(data) / 1e6,
    }


def main() -> None:
    """Print a line for each engine and length, then ratios and exponents of growth."""
    found: dict[tuple[str, int], dict[str, float]] = {}
    for name in ENGINES:
        for number in LENGTHS:
            done = subprocess.run(
                [sys.executable, __file__, name, str(number)], capture_output=True, text=True
            )
            if done.returncode:
                print(f"{name}: {done.stderr.strip().splitlines()[-1]}")
                continue
            result = found[name, number] = json.loads(done.stdout)
            print(
                f"{name:28} {number:6} rows {result['seconds']:7.2f} s "
                f"({result['busy']:.2f} s of processors), {result['memory']:5.0f} MB in memory, "
                f"{result['size']:5.1f} MB file",
                flush=True,
            )
    few, many = LENGTHS
    for name in ENGINES:
        if {(name, few), (name, many)} <= set(found):
            ratio = found[name, many]["busy"] / found["efc-reporting", many]["busy"]
            growth = math.log10(found[name, many]["busy"] / found[name, few]["busy"])
            print(f"{name:28} {ratio:6.1f} times efc-reporting at {many} rows, growth {growth:.2f}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
