"""WeasyPrint is imported without starting other programs."""

from __future__ import annotations

import ctypes.util
import sys

import pytest

from projects import run_python

PROGRAMS = """
import sys
started = []
def heard(event, given):
    if event == "subprocess.Popen":
        started.append(given[0])
sys.addaudithook(heard)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the search starts no program")
def test_no_other_program_is_started() -> None:
    """On Linux the libraries are found by their names, without a compiler."""
    run = run_python(
        f"{PROGRAMS}\n"
        "from efc_reporting.rendering.html_to_pdf import import_weasyprint\n"
        "print(import_weasyprint().__name__, started)"
    )

    assert run.stdout == "weasyprint []\n", run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the search starts no program")
def test_libraries_are_searched_for_where_they_are_not_known() -> None:
    """Where Pango is not to be had by its name, WeasyPrint's own search goes on."""
    run = run_python(
        f"{PROGRAMS}\n"
        "from efc_reporting.rendering import html_to_pdf\n"
        "html_to_pdf.LAST_LIBRARY = 'libpango-of-elsewhere.so.0'\n"
        "print(html_to_pdf.import_weasyprint().__name__, len(started) > 0)"
    )

    assert run.stdout == "weasyprint True\n", run.stderr


def test_the_search_for_other_libraries_is_as_before() -> None:
    """Only while WeasyPrint is imported, and only for its libraries, nothing is searched for."""
    run = run_python(
        "import ctypes.util\n"
        "usual = ctypes.util.find_library\n"
        "from efc_reporting.rendering.html_to_pdf import import_weasyprint\n"
        "import_weasyprint()\n"
        "print(ctypes.util.find_library is usual)"
    )

    assert run.stdout == "True\n", run.stderr
    assert ctypes.util.find_library("c")
