"""The project: everything that a report tells, in one frozen value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple, counts_html
from efc_reporting.model.finding import Finding
from efc_reporting.model.lump_sums import LumpSumTable
from efc_reporting.model.meeting import Meeting
from efc_reporting.model.narrative import NarrativeSection, Picture
from efc_reporting.model.outcome import Outcome, Plan
from efc_reporting.model.partner import Partner, Role
from efc_reporting.model.text import LocalText, local_text


class ActivityType(StrEnum):
    """The activity types of civil society projects, of which the measure demands several."""

    SOCIETAL_ENGAGEMENT = "societal-engagement-and-solidarity"
    GATHERING_OF_OPINIONS = "gathering-of-opinions"
    VOLUNTEERING = "volunteering"


@attrs.frozen(kw_only=True)
class GrantAgreement:
    """The grant as the agreement gives it.

    `awarded` is in EUR, None where it is not known; `balance_paid` is the day on which the balance
    was paid. `lump_sums` is the table of this agreement,
    None where it was not copied yet. `preparatory_people` took part in preparatory activities,
    which some measures pay for.
    """

    awarded: Decimal | None = None
    balance_paid: date | None = None
    lump_sums: LumpSumTable | None = None
    preparatory_people: int | None = None


@attrs.frozen(kw_only=True)
class DeletedPeople:
    """How many people of lists that were deleted came to the same meetings."""

    meetings: tuple[str, ...] = attrs.field(converter=as_tuple)
    count: int


@attrs.frozen(kw_only=True)
class Project:
    """One project with its partners, meetings and texts.

    `remarks` are what loading assumed or cleaned; they do not count for equality.
    """

    title: str
    measure: str
    call_year: int
    start: date
    end: date
    languages: tuple[str, ...] = attrs.field(converter=as_tuple)
    acronym: str = ""
    reference: str = ""
    public_page: str = ""
    partners: tuple[Partner, ...] = attrs.field(default=(), converter=as_tuple)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=as_tuple)
    grant: GrantAgreement = GrantAgreement()
    activity_types: tuple[ActivityType, ...] = attrs.field(default=(), converter=as_tuple)
    summary: LocalText = attrs.field(default=LocalText(), converter=local_text)
    deleted_people: tuple[DeletedPeople, ...] = attrs.field(default=(), converter=as_tuple)
    outcomes: tuple[Outcome, ...] = attrs.field(default=(), converter=as_tuple)
    plans: tuple[Plan, ...] = attrs.field(default=(), converter=as_tuple)
    narrative: tuple[NarrativeSection, ...] = attrs.field(default=(), converter=as_tuple)
    pictures: tuple[Picture, ...] = attrs.field(default=(), converter=as_tuple)
    remarks: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, eq=False)

    @property
    def name(self) -> str:
        """The acronym, or the title where there is none."""
        return self.acronym or self.title

    @property
    def beneficiary(self) -> Partner | None:
        """The partner that signed the grant agreement."""
        return next(
            (partner for partner in self.partners if partner.role is Role.BENEFICIARY), None
        )

    def partner(self, partner_id: str) -> Partner | None:
        """Return the partner with this id."""
        return next((partner for partner in self.partners if partner.id == partner_id), None)

    def section(self, section_id: str, language: str) -> NarrativeSection | None:
        """Return a section of the narrative in exactly this language."""
        return next(
            (s for s in self.narrative if s.id == section_id and s.language == language), None
        )

    def _repr_html_(self) -> str:
        counts = {
            "Partners": self.partners,
            "Countries of partners": {partner.country for partner in self.partners},
            "Meetings": self.meetings,
            "Delegations": [d for meeting in self.meetings for d in meeting.delegations],
            "People on lists": [p for meeting in self.meetings for p in meeting.participants],
            "Sections of the narrative": self.narrative,
            "Pictures": self.pictures,
            "Languages": self.languages,
            "Remarks": self.remarks,
        }
        return counts_html("Project", ((label, len(what)) for label, what in counts.items()))
