"""What a project yields, and the measures of a town's own plan that it serves."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.model.text import LocalText, local_text


class OutcomeKind(StrEnum):
    """What sort of thing a project yields."""

    RESULT = "result"
    RECOMMENDATION = "recommendation"
    GOOD_PRACTICE = "good-practice"


class Progress(StrEnum):
    """How far a measure of a plan has come; UNKNOWN where nothing is published."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Outcome:
    """A result, a recommendation or a good practice.

    `meetings` are ids of the meetings that it came from; `serves` are
    `"plan-id/measure-id"` of the plan measures that it serves.
    """

    id: str
    kind: OutcomeKind
    title: LocalText = attrs.field(converter=local_text)
    text: LocalText = attrs.field(default=LocalText(), converter=local_text)
    meetings: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    serves: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class PlanGoal:
    """A goal of a town's plan."""

    id: str
    title: LocalText = attrs.field(converter=local_text)


@attrs.frozen(kw_only=True)
class FieldOfAction:
    """A field of action of a town's plan, such as housing or education."""

    id: str
    title: LocalText = attrs.field(converter=local_text)


@attrs.frozen(kw_only=True)
class PlanMeasure:
    """One measure of a town's plan; not to be mixed up with the programme's measures."""

    id: str
    title: LocalText = attrs.field(converter=local_text)
    field_of_action: str = ""
    goals: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_body: LocalText = attrs.field(default=LocalText(), converter=local_text)
    progress: Progress = Progress.UNKNOWN


@attrs.frozen(kw_only=True)
class Plan:
    """A town's own plan, such as an integration plan."""

    id: str
    title: LocalText = attrs.field(converter=local_text)
    town: str
    country: str
    adopted: date | None = None
    period: str = ""
    source: str = ""
    goals: tuple[PlanGoal, ...] = attrs.field(default=(), converter=as_tuple)
    fields_of_action: tuple[FieldOfAction, ...] = attrs.field(default=(), converter=as_tuple)
    measures: tuple[PlanMeasure, ...] = attrs.field(default=(), converter=as_tuple)
