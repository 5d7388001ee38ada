"""Amounts in EUR are written as each language does, and stay numbers for programs."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import attrs
import openpyxl
import pytest

from efc_reporting.base.i18n import translator_for
from efc_reporting.model import GrantAgreement
from efc_reporting.testing import read_csv, read_html
from lump_sum_tables import network_table
from projects import tolint

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "amount", "text"),
    [
        ("en", "10000", f"10,000.00{NBSP}€"),
        ("de", "10000", f"10.000,00{NBSP}€"),
        ("en", "0", f"0.00{NBSP}€"),
        ("en", "0.005", f"0.00{NBSP}€"),
        ("en", "-1234.5", f"-1,234.50{NBSP}€"),
    ],
)
def test_an_amount_has_two_decimals_and_the_sign_behind(language, amount, text):
    """In every language the sign of the euro follows the number."""
    translator = translator_for(language)

    assert translator.money(Decimal(amount)) == text
    assert translator.word(Decimal(amount)) == text


@pytest.fixture
def project():
    """TOLINT with the table of the tests."""
    grant = GrantAgreement(lump_sums=network_table(), awarded=Decimal("1234.50"))
    return attrs.evolve(tolint(grant=grant), languages=("de", "en"))


def test_a_spreadsheet_holds_amounts_as_numbers(reporter, project):
    """Excel can reckon with them, and shows the sign of the euro."""
    data = reporter.render(project, "grant-statement", "xlsx", language="de")
    cells = [
        cell
        for sheet in openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets
        for row in sheet.rows
        for cell in row
        if cell.value == 1234.5
    ]

    assert cells
    assert {cell.number_format for cell in cells} == {'#,##0.00\\ "€"'}


def test_csv_holds_plain_numbers(reporter, project):
    """Programs read 1234.50 in a table, in whatever language the document is."""
    text = read_csv(reporter.render(project, "grant-statement", "csv", language="de")).text

    assert "1234.50" in text
    assert "700.07" in text


def test_a_web_page_aligns_amounts_as_numbers(reporter, project):
    """Cells of amounts carry the class that aligns them, and show them as readers write them."""
    data = reporter.render(project, "grant-statement", "html", language="de", audience="agency")

    assert f'<td class="money"><bdi>1.234,50{NBSP}€</bdi></td>'.encode() in data
    assert "1.234,50 €" in read_html(data).text
