"""Who carries the project: partners with their roles and legal representatives."""

from __future__ import annotations

from enum import StrEnum

import attrs

from efc_reporting.model.place import Town


class Role(StrEnum):
    """What a partner is to the grant."""

    BENEFICIARY = "beneficiary"
    PARTNER = "partner"
    ASSOCIATED = "associated"


class PartnerKind(StrEnum):
    """What sort of organisation a partner is."""

    MUNICIPALITY = "municipality"
    TWINNING_COMMITTEE = "twinning-committee"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    PUBLIC_BODY = "public-body"
    SCHOOL = "school"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class LegalRepresentative:
    """The person who signs for a partner, and as what."""

    name: str
    function: str = ""


@attrs.frozen(kw_only=True)
class Partner:
    """An organisation that takes part in the project."""

    id: str
    name: str
    town: str
    country: str
    role: Role = Role.PARTNER
    kind: PartnerKind = PartnerKind.MUNICIPALITY
    website: str = ""
    legal_representative: LegalRepresentative | None = None

    @property
    def home(self) -> Town:
        """The town that the partner speaks for."""
        return Town(name=self.town, country=self.country)
