"""The programme: measures and their rules as data with sources, and who is eligible when."""

from efc_reporting.programme.eligibility import Eligibility, Membership, Programme
from efc_reporting.programme.measure import CheckName, Measure, Rule
from efc_reporting.programme.shipped import measure_named, shipped_measures, with_measure_files

__all__ = [
    "CheckName",
    "Eligibility",
    "Measure",
    "Membership",
    "Programme",
    "Rule",
    "measure_named",
    "shipped_measures",
    "with_measure_files",
]
