"""Results, recommendations and good practices, and the measures of town plans that they serve."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.blocks import (
    Block,
    BulletList,
    Column,
    Field,
    FieldList,
    Paragraph,
    Section,
    Table,
)
from efc_reporting.contracts import ReportContext
from efc_reporting.documents.parts import in_words
from efc_reporting.model import Outcome, OutcomeKind, Plan, PlanMeasure, Progress

HEADINGS = {
    OutcomeKind.RESULT: "Results",
    OutcomeKind.RECOMMENDATION: "Recommendations",
    OutcomeKind.GOOD_PRACTICE: "Good practices",
}
PROGRESS = {
    Progress.PLANNED: "planned",
    Progress.STARTED: "started",
    Progress.DONE: "done",
    Progress.UNKNOWN: "not published",
}


def outcome_blocks(context: ReportContext) -> Iterator[Block]:
    """Yield one section per kind of outcome, one below it per outcome."""
    for kind, heading in HEADINGS.items():
        outcomes = [o for o in context.project.outcomes if o.kind is kind]
        if outcomes:
            told = [_outcome(context, outcome) for outcome in outcomes]
            named = [part.title for part in told if not part.blocks]
            points = [BulletList(named)] if named else []
            sections = [part for part in told if part.blocks]
            yield Section(title=context.translator.text(heading), blocks=[*points, *sections])


def _outcome(context: ReportContext, outcome: Outcome) -> Section:
    """Return the section of an outcome; without blocks where only its title is known."""
    t = context.translator
    measures = dict(_measures(context))
    fields = []
    if outcome.meetings:
        titles = [
            meeting.title.in_language(context.language)
            for meeting in context.project.meetings
            if meeting.id in outcome.meetings
        ]
        fields.append(Field(label=t.text("From"), text=t.listing(titles)))
    served = [
        measures[key][1].title.in_language(context.language)
        for key in outcome.serves
        if key in measures
    ]
    if served:
        fields.append(Field(label=t.text("Serves"), text=t.series(served)))
    text = in_words(outcome.text, context)
    blocks: list[Block] = [Paragraph(text)] if text else []
    if fields:
        blocks.append(FieldList(fields))
    return Section(title=outcome.title.in_language(context.language), blocks=blocks)


def plan_blocks(context: ReportContext) -> Iterator[Block]:
    """Yield each plan with its measures, what of the project serves them, and their progress."""
    for plan in context.project.plans:
        yield Section(title=plan.title.in_language(context.language), blocks=_plan(context, plan))


def _plan(context: ReportContext, plan: Plan) -> Iterator[Block]:
    t = context.translator
    known = (
        (t.text("Town"), f"{plan.town} ({t.country(plan.country)})"),
        (t.text("Period"), plan.period),
        (t.text("Adopted"), t.day(plan.adopted) if plan.adopted else ""),
        (
            t.text("Goals"),
            t.series(goal.title.in_language(context.language) for goal in plan.goals),
        ),
        (
            t.text("Fields of action"),
            t.series(f.title.in_language(context.language) for f in plan.fields_of_action),
        ),
        (t.text("Source"), plan.source),
    )
    yield FieldList(Field(label=label, text=text) for label, text in known if text)
    if not plan.measures:
        return
    columns = (
        Column(title=t.text("Measure of the plan"), weight=10),
        Column(title=t.text("Field of action"), weight=7),
        Column(title=t.text("Responsible body"), weight=7),
        Column(title=t.text("Progress"), weight=6),
        Column(title=t.text("Served by"), weight=9),
    )
    rows = [_plan_row(context, plan, measure) for measure in plan.measures]
    yield Table(caption=t.text("Measures of the plan"), columns=columns, rows=rows)


def _plan_row(context: ReportContext, plan: Plan, measure: PlanMeasure) -> tuple[str, ...]:
    t, language = context.translator, context.language
    fields = {f.id: f.title.in_language(language) for f in plan.fields_of_action}
    key = f"{plan.id}/{measure.id}"
    serving = [o.title.in_language(language) for o in context.project.outcomes if key in o.serves]
    return (
        measure.title.in_language(language),
        fields.get(measure.field_of_action, "–"),
        measure.responsible_body.in_language(language) or t.text("not published"),
        t.text(PROGRESS[measure.progress]),
        t.series(serving) or "–",
    )


def _measures(context: ReportContext) -> Iterator[tuple[str, tuple[Plan, PlanMeasure]]]:
    for plan in context.project.plans:
        for measure in plan.measures:
            yield f"{plan.id}/{measure.id}", (plan, measure)
