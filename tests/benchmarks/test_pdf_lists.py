"""A long participant list is made many times faster than by WeasyPrint from one plain table."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import count

import pikepdf
import pytest
from long_lists import list_document, plain_page
from measuring import length, shortest_times

from efc_format_typst.format import PdfTypst
from efc_reporting.plugin import NoOptions
from efc_reporting.rendering.html_to_pdf import html_to_pdf
from efc_reporting.rendering.templates import Templates
from efc_reporting.testing import context_for, sample_project

FIRST_ROWS = count(1, 100_000)
"""Typst remembers what it laid out once: no list is ever made twice."""


def ours(number: int) -> Callable[[], bytes]:
    """Return what makes a list as `participant-list` does by default, data inside and all."""
    context = context_for(sample_project())

    def make() -> bytes:
        document = list_document(number, first=next(FIRST_ROWS))
        return PdfTypst().render(document, context, NoOptions())

    return make


def plain(number: int) -> Callable[[], bytes]:
    """Return what makes it as everybody would: one table, its widths left to WeasyPrint."""
    page = plain_page(number)
    return lambda: html_to_pdf(page, assets=Templates().asset).data


@pytest.fixture(scope="module")
def warm() -> None:
    """Load both engines and their fonts: what is measured is the list."""
    ours(1)()
    plain(1)()


def test_a_thousand_people_are_listed_many_times_faster(
    warm: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Measured in one run, so that a slow computer is slow for both; usual is ten times."""
    number = length(1000)
    own, peer = shortest_times(
        ours(number), plain(number), until=lambda own, peer: peer / own >= 6, rounds=3
    )
    with capsys.disabled():
        print(f"\n{number} people: plain WeasyPrint takes {peer / own:.1f} times as long")  # noqa: T201 - figures are what a benchmark is for

    assert peer / own >= 6


def test_time_grows_with_the_number_of_people_only(warm: None) -> None:
    """Eight times as many people take eight times as long, far from the square, 64 times."""
    few, many = shortest_times(
        ours(length(500)), ours(length(4000)), until=lambda few, many: many <= 16 * few
    )

    assert many <= 16 * few


def test_every_person_is_on_the_list() -> None:
    """Fast is of no use where somebody is left out."""
    with pikepdf.open(BytesIO(ours(1000)())) as pdf:
        rows = sum(
            1
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"
        )

    assert rows == 1001
