"""Imports WeasyPrint without the second that its own way of importing takes on many computers."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from efc_reporting.errors import MissingRequirementError

PANGO_REMEDY = (
    "on Debian and Ubuntu run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0`, on macOS `brew install pango`, on Windows see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
)

LIBRARIES = ("fontconfig", "gobject", "harfbuzz", "pango")
"""Words in the names of the libraries that WeasyPrint looks for."""

LAST_LIBRARY = "libpangoft2-1.0.so.0"
"""The one that needs all others which WeasyPrint cannot do without, by its name on Linux."""

_ONE_AT_A_TIME = threading.Lock()


def import_weasyprint() -> Any:
    """Import WeasyPrint, or raise a MissingRequirementError that says what to install."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # A computer without fonts is fine: ours come with the page.
        warnings.filterwarnings("ignore", "No fonts configured|FontConfig cannot load")
        try:
            if "weasyprint" in sys.modules:
                return import_module("weasyprint")
            with _known_libraries():
                return import_module("weasyprint")
        except ImportError as error:
            raise MissingRequirementError(
                what="WeasyPrint", needed_for="PDF", remedy="run `pip install 'weasyprint>=70'`"
            ) from error
        except OSError as error:
            raise MissingRequirementError(
                what="Pango", needed_for="PDF", remedy=PANGO_REMEDY
            ) from error


@contextmanager
def _known_libraries() -> Iterator[None]:
    """Spare Linux the search for libraries that are where they should be.

    WeasyPrint tries their names on Windows and macOS first, and for each of these, `find_library`
    runs `ldconfig`, a compiler and a linker: a quarter of a second.
    """
    if sys.platform != "linux" or not _is_loaded(LAST_LIBRARY):
        yield
        return
    import ctypes.util

    usual = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        return None if any(word in name for word in LIBRARIES) else usual(name)

    ctypes.util.find_library = find_library  # cffi asks by this name
    try:
        yield
    finally:
        ctypes.util.find_library = usual


def _is_loaded(library: str) -> bool:
    """Load a library, and say whether it is there."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
