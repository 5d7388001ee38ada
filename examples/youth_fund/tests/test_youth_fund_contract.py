"""The measures keep what every measure has to keep."""

from __future__ import annotations

from efc_youth_fund.measures import EXCHANGE, FIRST_CALL, LAST_CALL, SEMINAR

from efc_reporting.testing import MeasureContract


class TestExchange(MeasureContract):
    """The youth exchange keeps the contract, without any exception."""

    measure = EXCHANGE
    call_years = range(FIRST_CALL, LAST_CALL + 1)


class TestSeminar(MeasureContract):
    """The youth seminar keeps the contract, without any exception."""

    measure = SEMINAR
    call_years = range(FIRST_CALL, LAST_CALL + 1)
