"""What the press release says; no word about how it looks."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from efc_press_release.words import Say, sayings
from efc_reporting.plugin import (
    Audience,
    Block,
    Document,
    DocumentInfo,
    DocumentKind,
    Funding,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ParagraphStyle,
    ReportContext,
    Run,
    Section,
)

EMBLEM = "Flag of the European Union: twelve yellow stars on blue"


@attrs.frozen
class PressReleaseOptions:
    """`contact` is whom journalists may ask, in one line."""

    contact: str = attrs.field(default="", validator=attrs.validators.instance_of(str))


class PressRelease(DocumentKind):
    """One page: what took place, who came, who paid, whom to ask."""

    info = DocumentInfo(
        name="press-release",
        title="Press release",
        default_audience=Audience.PUBLIC,
        options_type=PressReleaseOptions,
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the press release; it names towns and partners, and no participant."""
        say, project = sayings(context.language), context.project
        return Document(
            kind=self.info.name,
            title=project.title,
            subtitle=say("Press release"),
            language=context.language,
            audience=context.audience,
            as_of=context.as_of,
            author=project.beneficiary.name if project.beneficiary else "",
            reference=project.reference,
            funding=_funding(context),
            blocks=(
                *_opening(context, say),
                *_figures(context, say),
                *_meetings(context, say),
                *_contact(context, say),
            ),
        )


def _funding(context: ReportContext) -> Funding:
    """Return the programme's own words; where it has none in a language, the library's."""
    measure, language, t = context.measure, context.language, context.translator
    programme = measure.programme
    statement = programme.co_funding_statement if measure.is_co_funded else None
    return Funding(
        statement=t.text((statement or programme.funding_statement).in_language(language)),
        disclaimer=t.text(programme.disclaimer.in_language(language)),
        emblem_alternative=t.text(EMBLEM),
    )


def _opening(context: ReportContext, say: Say) -> Iterator[Block]:
    towns = dict.fromkeys(partner.town for partner in context.project.partners)
    if towns:
        sentence = say(
            "{day}. – The following towns take part in the project “{title}”: {towns}.",
            day=context.translator.day(context.as_of),
            title=context.project.title,
            towns=", ".join(towns),
        )
        yield Paragraph(sentence, ParagraphStyle.LEAD)
    words, language = context.project.summary.choose(context.language)
    if words:
        foreign = language if language not in ("", context.language) else ""
        yield Paragraph(Run(text=words, language=foreign))


def _figures(context: ReportContext, say: Say) -> Iterator[Block]:
    facts, t = context.facts, context.translator
    known = (
        ("meetings", say("Meetings"), sum(bool(meeting.total) for meeting in facts.meetings)),
        ("total", say("Participants"), facts.total),
        ("countries", say("Countries"), len(facts.countries)),
    )
    figures = [
        KeyFigure(key=key, label=label, value=number, text=t.word(number))
        for key, label, number in known
        if number
    ]
    if figures:
        yield Section(title=say("In figures"), id="figures", blocks=(KeyFigures(figures),))


def _meetings(context: ReportContext, say: Say) -> Iterator[Block]:
    t = context.translator
    told: list[Block] = []
    for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True):
        if not meeting.is_over(context.as_of) or not figures.total:
            continue
        places = ", ".join(
            f"{sitting.place} ({t.country(sitting.country)})" for sitting in meeting.sittings
        )
        sentence = say(
            "{title}, {places}: {number} people took part.",
            title=meeting.title.in_language(context.language),
            places=places,
            number=t.word(figures.total),
        )
        told.append(Paragraph(sentence))
    if told:
        yield Section(title=say("What took place"), id="meetings", blocks=told)


def _contact(context: ReportContext, say: Say) -> Iterator[Block]:
    contact = context.options_as(PressReleaseOptions).contact or (
        context.project.beneficiary.name if context.project.beneficiary else ""
    )
    if contact:
        yield Section(title=say("For the press"), id="press", blocks=(Paragraph(contact),))
