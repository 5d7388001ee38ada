"""The programme: measures and their rules as data with sources, and what breaks them."""

from efc_reporting.programme.measure import CheckName, Measure, Membership, Programme, Rule

__all__ = ["CheckName", "Measure", "Membership", "Programme", "Rule"]
