"""The measures of a youth fund that is made up."""

from __future__ import annotations

from collections.abc import Iterable

from efc_reporting.plugin import Measure, hookimpl
from efc_youth_fund.measures import EXCHANGE, SEMINAR


@hookimpl
def efc_register_measures() -> Iterable[Measure]:
    """Add the measures."""
    return [EXCHANGE, SEMINAR]
