"""What the core finds in a project: broken rules, contradictions and gaps."""

from efc_reporting.checks.attendance import check_attendance, check_duplicates
from efc_reporting.checks.completeness import check_completeness
from efc_reporting.checks.consistency import check_agenda, check_consistency
from efc_reporting.checks.figures_in_text import check_figures
from efc_reporting.checks.grant import check_grant
from efc_reporting.checks.pages import check_glyphs, check_pictures
from efc_reporting.checks.rules.registry import check_rules

__all__ = [
    "check_agenda",
    "check_attendance",
    "check_completeness",
    "check_consistency",
    "check_duplicates",
    "check_figures",
    "check_glyphs",
    "check_grant",
    "check_pictures",
    "check_rules",
]
