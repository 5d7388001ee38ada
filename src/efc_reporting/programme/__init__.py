"""The programme: measures and their rules as data with sources, and what breaks them."""

from efc_reporting.programme.measure import CheckName, Measure, Membership, Programme, Rule
from efc_reporting.programme.shipped import measure_named, measures_of, shipped_measures

__all__ = [
    "CheckName",
    "Measure",
    "Membership",
    "Programme",
    "Rule",
    "measure_named",
    "measures_of",
    "shipped_measures",
]
