"""The core model: frozen values that hold what really happened, without any input or output."""

from efc_reporting.model.finding import Finding, Findings, Severity, Value
from efc_reporting.model.lump_sums import (
    Bracket,
    DailyFormula,
    LumpSumTable,
    MatrixRow,
    TableKind,
)
from efc_reporting.model.meeting import AgendaItem, Delegation, Meeting
from efc_reporting.model.narrative import NarrativeSection, Picture
from efc_reporting.model.outcome import (
    FieldOfAction,
    Outcome,
    OutcomeKind,
    Plan,
    PlanGoal,
    PlanMeasure,
    Progress,
)
from efc_reporting.model.participant import DataClass, Gender, Participant, SheetRow
from efc_reporting.model.partner import LegalRepresentative, Partner, PartnerKind, Role
from efc_reporting.model.place import Sitting, Town
from efc_reporting.model.project import ActivityType, DeletedPeople, GrantAgreement, Project
from efc_reporting.model.text import LocalText, local_text

__all__ = [
    "ActivityType",
    "AgendaItem",
    "Bracket",
    "DailyFormula",
    "DataClass",
    "Delegation",
    "DeletedPeople",
    "FieldOfAction",
    "Finding",
    "Findings",
    "Gender",
    "GrantAgreement",
    "LegalRepresentative",
    "LocalText",
    "LumpSumTable",
    "MatrixRow",
    "Meeting",
    "NarrativeSection",
    "Outcome",
    "OutcomeKind",
    "Participant",
    "Partner",
    "PartnerKind",
    "Picture",
    "Plan",
    "PlanGoal",
    "PlanMeasure",
    "Progress",
    "Project",
    "Role",
    "Severity",
    "SheetRow",
    "Sitting",
    "TableKind",
    "Town",
    "Value",
    "local_text",
]
