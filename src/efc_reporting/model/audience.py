"""Who will read an output."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who will read an output; decides what of a person it may hold."""

    INTERNAL = "internal"
    AGENCY = "agency"
    PARTNERS = "partners"
    PUBLIC = "public"
