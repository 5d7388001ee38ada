"""Charts and the map of a report, made of facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from efc_reporting.base.i18n import Country, Translator
from efc_reporting.base.sorting import sort_key
from efc_reporting.blocks import Chart, ChartBar, Map, MapPlace
from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.small_cells import hidden_among
from efc_reporting.facts import AGE_GROUPS, OLDEST
from efc_reporting.model import Gender, Partner
from efc_reporting.programme import CheckName
from efc_reporting.rendering.drawing.outline import is_on_map

GENDERS = {Gender.FEMALE: "female", Gender.MALE: "male", Gender.NON_BINARY: "non-binary"}
READ_STATISTICS = frozenset({Audience.INTERNAL, Audience.AGENCY})
"""Who sees genders and ages: few people of one sort could be told by those who know them."""

FEWEST_BARS = 2
"""A chart compares; one bar alone says less than its number."""


def partner_map(context: ReportContext) -> Iterator[Map]:
    """Yield a map of the partner towns, where two of them in Europe have coordinates."""
    t = context.translator
    towns = list(_towns(context))
    on_map = [partner for partner in towns if is_on_map(*_degrees(partner))]
    beyond = [partner for partner in towns if partner not in on_map]
    if len(on_map) < FEWEST_BARS:
        return
    yield Map(
        caption=t.text("Towns of the partners"),
        alternative=t.text("Map of Europe with these towns: {towns}.", towns=_named(t, on_map)),
        places=[
            MapPlace(
                label=partner.town,
                country=partner.country,
                latitude=_degrees(partner)[0],
                longitude=_degrees(partner)[1],
            )
            for partner in on_map
        ],
        note=t.text("Beyond the map: {towns}.", towns=_named(t, beyond)) if beyond else "",
    )


def participation_charts(context: ReportContext, *, hides_small: bool = False) -> Iterator[Chart]:
    """Yield the charts on the people of the whole project.

    Where small counts are hidden, countries of few people are one bar, and no share, gender or
    age is drawn.
    """
    yield from _countries(context, hides_small=hides_small)
    if hides_small:
        return
    yield from share_chart(context, (meeting.id for meeting in context.project.meetings))
    if context.audience in READ_STATISTICS:
        yield from _ages(context)
        yield from _genders(context)


def share_chart(
    context: ReportContext, meeting_ids: Iterable[str], *, has_table: bool = True
) -> Iterator[Chart]:
    """Yield the share of invited people per meeting against the minimum, if there is one."""
    t, project = context.translator, context.project
    rule = context.measure.rule(CheckName.INVITED_SHARE, project.call_year)
    if rule is None or rule.minimum is None:
        return
    chosen, minimum = set(meeting_ids), Fraction(rule.minimum, 100)
    bars = [
        ChartBar(
            label=parts.meeting_title(context, meeting, figures),
            value=figures.invited_share,
            text=t.percent(figures.invited_share),
        )
        for meeting, figures in zip(project.meetings, context.facts.meetings, strict=True)
        if meeting.id in chosen and figures.invited_share is not None
    ]
    if len(bars) < FEWEST_BARS:
        return
    demand = t.text("Minimum: {share}", share=minimum)
    caption = t.text("Share of invited people at each meeting")
    yield Chart(
        caption=caption,
        label_title=t.text("Meeting"),
        value_title=t.text("Share of invited people"),
        alternative=_alternative(t, caption, [*_pairs(bars), demand]),
        bars=bars,
        minimum=minimum,
        minimum_text=demand,
        has_table=has_table,
    )


def _countries(context: ReportContext, *, hides_small: bool) -> Iterator[Chart]:
    t = context.translator

    def label(country: str, *, is_eligible: bool) -> str:
        name = t.country(country)
        return name if is_eligible else t.text("{country} (not eligible)", country=name)

    counted = [
        (label(facts.country, is_eligible=facts.is_eligible), facts.count)
        for facts in context.facts.countries
    ]
    counted.sort(key=lambda pair: (-pair[1], sort_key(pair[0], context.language)))
    if hides_small:
        small, withheld = hidden_among([people for _, people in counted])
        hidden = [counted[place][1] for place in small | withheld]
        counted = [pair for place, pair in enumerate(counted) if place not in small | withheld]
        counted += [(t.text("other countries"), sum(hidden))] if len(hidden) > 1 else []
    yield from _people(t, t.text("Participants by country"), t.text("Country"), counted)


def _ages(context: ReportContext) -> Iterator[Chart]:
    t, known = context.translator, dict(context.facts.age_groups)
    groups = [(name, known.get(name, 0)) for name in (*(name for name, _ in AGE_GROUPS), OLDEST)]
    counted = [(name.replace("-", "–"), count) for name, count in groups]
    yield from _people(
        t, t.text("Participants by age"), t.text("Age in years"), _completed(context, counted)
    )


def _genders(context: ReportContext) -> Iterator[Chart]:
    t, known = context.translator, dict(context.facts.genders)
    counted = [(t.text(word), known.get(str(gender), 0)) for gender, word in GENDERS.items()]
    counted = [(label, count) for label, count in counted if count]
    yield from _people(
        t, t.text("Participants by gender"), t.text("Gender"), _completed(context, counted)
    )


def _completed(context: ReportContext, counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Add those of whom nothing is known, so that the bars add up; none where all are unknown."""
    known = sum(count for _, count in counted)
    unknown = (context.facts.total or 0) - known
    if not known:
        return []
    rest = [(context.translator.text("not stated"), unknown)] if unknown > 0 else []
    return [*counted, *rest]


def _people(
    t: Translator, caption: str, label_title: str, counted: Sequence[tuple[str, int]]
) -> Iterator[Chart]:
    bars = [ChartBar(label=label, value=n, text=t.number(n)) for label, n in counted]
    if len(bars) >= FEWEST_BARS:
        yield Chart(
            caption=caption,
            label_title=label_title,
            value_title=t.text("People"),
            alternative=_alternative(t, caption, _pairs(bars)),
            bars=bars,
        )


def _pairs(bars: Iterable[ChartBar]) -> list[str]:
    return [f"{bar.label}: {bar.text}" for bar in bars]


def _alternative(t: Translator, caption: str, said: Iterable[str]) -> str:
    return t.text("Bar chart. {caption}. {figures}.", caption=caption, figures=t.series(said))


def _towns(context: ReportContext) -> Iterator[Partner]:
    """Yield one partner of each town whose coordinates are known."""
    seen = set()
    for partner in context.project.partners:
        if partner.latitude is not None and partner.home.key not in seen:
            seen.add(partner.home.key)
            yield partner


def _degrees(partner: Partner) -> tuple[float, float]:
    return float(partner.latitude or 0), float(partner.longitude or 0)


def _named(t: Translator, partners: Iterable[Partner]) -> str:
    return t.listing(
        t.text("{place} ({country})", place=partner.town, country=Country(partner.country))
        for partner in partners
    )
