"""A long participant list is made many times faster than by WeasyPrint from one plain table."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from itertools import count
from time import process_time

import pikepdf
import pytest
from long_lists import list_document, plain_page

from efc_format_typst.format import PdfTypst
from efc_reporting.html_to_pdf import html_to_pdf
from efc_reporting.plugin import NoOptions
from efc_reporting.templating import Templates
from efc_reporting.testing import context_for, sample_project

FIRST_ROWS = count(1, 100_000)
"""Typst remembers what it laid out once: no list is ever made twice."""


def ours(number: int) -> Callable[[], bytes]:
    """Return what makes the list as `participant-list` does by default, data inside and all."""
    document = list_document(number, first=next(FIRST_ROWS))
    context = context_for(sample_project())
    return lambda: PdfTypst().render(document, context, NoOptions())


def plain(number: int) -> Callable[[], bytes]:
    """Return what makes it as everybody would: one table, its widths left to WeasyPrint."""
    page = plain_page(number)
    return lambda: html_to_pdf(page, assets=Templates().asset).data


def seconds(make: Callable[[], bytes]) -> float:
    """Return the time of the processors: other programs that run meanwhile do not count."""
    start = process_time()
    make()
    return process_time() - start


@pytest.fixture(scope="module")
def warm() -> None:
    """Load both engines and their fonts: what is measured is the list."""
    ours(1)()
    plain(1)()


def test_a_thousand_people_are_listed_many_times_faster(warm: None) -> None:
    """Measured in one run, so that a slow computer is slow for both; usual is fifteen times."""
    ratio = seconds(plain(1000)) / min(seconds(ours(1000)) for _ in range(2))
    sys.stdout.write(f"plain WeasyPrint takes {ratio:.1f} times as long\n")

    assert ratio > 6


def test_time_grows_with_the_number_of_people_only(warm: None) -> None:
    """Eight times as many people take at most twelve times as long; usual is eight times."""
    shorter, longer = (min(seconds(ours(number)) for _ in range(2)) for number in (500, 4000))

    assert longer <= 12 * shorter


def test_every_person_is_on_the_list() -> None:
    """Fast is of no use where somebody is left out."""
    with pikepdf.open(BytesIO(ours(1000)())) as pdf:
        rows = sum(
            1
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"
        )

    assert rows == 1001
