"""The figures of a project, counted once: every number in every output comes from here."""

from efc_reporting.facts.counting import AGE_GROUPS, OLDEST, age_group, count
from efc_reporting.facts.figures import (
    CountryFacts,
    DelegationFacts,
    MeetingFacts,
    ProjectFacts,
    Standing,
)

__all__ = [
    "AGE_GROUPS",
    "OLDEST",
    "CountryFacts",
    "DelegationFacts",
    "MeetingFacts",
    "ProjectFacts",
    "Standing",
    "age_group",
    "count",
]
