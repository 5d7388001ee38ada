"""Rules on the people who took part, and how many are missing to keep them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from efc_reporting.checks.rules.broken import broken, if_settled, perhaps_invited
from efc_reporting.facts import MeetingFacts, ProjectFacts, Standing
from efc_reporting.model import Finding, Project, Severity, Value
from efc_reporting.programme import Measure, Rule

ANYBODY = frozenset(Standing)
INVITED = frozenset({Standing.INVITED})


def check_invited_in_project(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that too few invited people took part; meetings to come may bring the others."""
    if facts.invited is None:
        return
    if not rule.lacking(facts.invited):
        yield from _too_few_signed(
            rule,
            "meetings",
            "Invited people who signed: {signed}; demanded: at least {minimum}; "
            "missing: {missing}. Only people who signed count for the grant.",
            sum(_proven(figures, INVITED) for figures in facts.meetings),
        )
        return
    perhaps = sum(perhaps_invited(figures, measure.programme) for figures in facts.meetings)
    is_over = measure.is_single_event and all(m.is_counted for m in facts.meetings)
    yield broken(
        rule,
        "too-few-invited",
        "meetings",
        "Invited people who took part: {invited}; demanded: at least {minimum}; "
        "missing: {missing}.",
        worst=if_settled(is_over and bool(rule.lacking(facts.invited + perhaps))),
        invited=facts.invited,
        minimum=rule.minimum,
        missing=rule.lacking(facts.invited),
    )


def check_invited_per_meeting(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each meeting with too few invited people."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        invited = figures.invited
        if invited is None:
            continue
        if not rule.lacking(invited):
            yield from _too_few_signed(
                rule,
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}”: invited people who signed: {signed}; demanded: "
                "at least {minimum}; missing: {missing}. Only people who signed count for the "
                "grant.",
                _proven(figures, INVITED),
                number=figures.number,
                meeting=meeting.title,
            )
            continue
        perhaps = perhaps_invited(figures, measure.programme)
        yield broken(
            rule,
            "too-few-invited-at-meeting",
            f"meetings.{meeting.id}",
            "Meeting {number} “{meeting}”: invited people who took part: {invited}; "
            "demanded: at least {minimum}; missing: {missing}.",
            worst=if_settled(bool(rule.lacking(invited + perhaps))),
            number=figures.number,
            meeting=meeting.title,
            invited=invited,
            minimum=rule.minimum,
            missing=rule.lacking(invited),
        )


def check_people_per_meeting(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each meeting with too few people, invited or not."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        if figures.total is not None and rule.lacking(figures.total):
            yield broken(
                rule,
                "too-few-people-at-meeting",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}”: people who took part: {total}; "
                "demanded: at least {minimum}; missing: {missing}.",
                number=figures.number,
                meeting=meeting.title,
                total=figures.total,
                minimum=rule.minimum,
                missing=rule.lacking(figures.total),
            )
        elif figures.is_counted:
            yield from _too_few_signed(
                rule,
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}”: people who signed: {signed}; demanded: "
                "at least {minimum}; missing: {missing}. Only people who signed count for the "
                "grant.",
                _proven(figures, ANYBODY),
                number=figures.number,
                meeting=meeting.title,
            )


def _proven(figures: MeetingFacts, standings: frozenset[Standing]) -> int:
    """Return those who count: of a list that carries signatures, those who signed."""
    return sum(d.proven for d in figures.delegations if d.standing in standings)


def _too_few_signed(
    rule: Rule, where: str, message: str, signed: int, **named: Value
) -> Iterator[Finding]:
    """Yield that enough people came, but not enough signed; signatures may still be found."""
    if rule.lacking(signed):
        yield broken(
            rule,
            "too-few-signed",
            where,
            message,
            worst=Severity.WARNING,
            **named,
            signed=signed,
            minimum=rule.minimum,
            missing=rule.lacking(signed),
        )


def check_invited_share(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each meeting with too low a share of invited people."""
    if rule.minimum is None:
        return
    wanted = Fraction(rule.minimum, 100)
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        share, invited, total = figures.invited_share, figures.invited, figures.total
        if share is None or invited is None or total is None:
            continue
        if share >= wanted:
            signed, of_all = _proven(figures, INVITED), _proven(figures, ANYBODY)
            if of_all and Fraction(signed, of_all) < wanted:
                yield broken(
                    rule,
                    "signed-share-too-low",
                    f"meetings.{meeting.id}",
                    "Meeting {number} “{meeting}”: of those who signed, {invited} of {total} are "
                    "invited = {share}; at least {minimum} is demanded. Only people who signed "
                    "count for the grant.",
                    worst=Severity.WARNING,
                    number=figures.number,
                    meeting=meeting.title,
                    invited=signed,
                    total=of_all,
                    share=Fraction(signed, of_all),
                    minimum=wanted,
                )
            continue
        more = more_invited_for(invited, total, wanted)
        fewer = fewer_others_for(invited, total, wanted)
        perhaps = perhaps_invited(figures, measure.programme)
        yield broken(
            rule,
            "invited-share-too-low",
            f"meetings.{meeting.id}",
            _message_on_share(figures, more, fewer),
            worst=if_settled(Fraction(invited + perhaps, total) < wanted),
            number=figures.number,
            meeting=meeting.title,
            invited=invited,
            total=total,
            share=share,
            minimum=wanted,
            more=more,
            fewer=fewer,
        )


def _message_on_share(figures: MeetingFacts, more: int | None, fewer: int | None) -> str:
    """Return how the share is reached; numbers stand apart from nouns, so that 1 fits too."""
    message = (
        "Meeting {number} “{meeting}”: {invited} of {total} invited = {share}; at least {minimum} "
        "is demanded. To reach it: {more} more invited, or {fewer} fewer local."
    )
    if fewer is None:
        message = (
            "Meeting {number} “{meeting}”: {invited} of {total} invited = {share}; at least "
            "{minimum} is demanded. To reach it: {more} more invited."
        )
    elif more is None:
        message = (
            "Meeting {number} “{meeting}”: {invited} of {total} invited = {share}; at least "
            "{minimum} is demanded. To reach it: {fewer} fewer not invited."
        )
    elif figures.local is None or fewer > figures.local:
        message = (
            "Meeting {number} “{meeting}”: {invited} of {total} invited = {share}; at least "
            "{minimum} is demanded. To reach it: {more} more invited, or {fewer} fewer local or "
            "not eligible."
        )
    return message


def more_invited_for(invited: int, total: int, wanted: Fraction) -> int | None:
    """Return how many more invited people lift the share to `wanted`; None where no number does."""
    if wanted >= 1:
        return 0 if invited == total else None
    return max(0, ceil((wanted * total - invited) / (1 - wanted)))


def fewer_others_for(invited: int, total: int, wanted: Fraction) -> int | None:
    """Return how many fewer others lift the share to `wanted`; None where nobody would be left.

    With invited people there are always so many others: without any, the share is 1.
    """
    if not invited:
        return None
    return max(0, ceil(total - invited / wanted))
