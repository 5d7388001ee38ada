"""The final narrative report says everything once, in order, and nothing empty."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from composing import cells, composed, paragraphs, section, table_named, texts, titles

from efc_reporting.blocks import FieldList, Image, KeyFigures, Paragraph, SignatureBlock, Table
from efc_reporting.model import (
    LocalText,
    NarrativeSection,
    Outcome,
    OutcomeKind,
    Picture,
    Project,
)
from efc_reporting.testing import sample_project
from projects import delegation, meeting, network, people, potsdam, tolint


def test_sections_stand_in_the_funders_order() -> None:
    """Summary, partnership, meetings, results, plans, dissemination, then the signature."""
    document = composed(sample_project(), "narrative")
    outer = [part.id or part.title for level, part in document.sections() if level == 1]

    wanted = ["summary", "partnership", "meetings", "results", "plans", "dissemination"]

    assert [part for part in outer if part in wanted] == wanted
    assert outer.index("Signature") > outer.index("dissemination")


def test_cover_names_the_project() -> None:
    """The cover has number, measure, call, duration, beneficiary and day of the report."""
    document = composed(tolint(reference="582834-CITIZ-1-2016-2-RO-CITIZ-TT"), "narrative")
    fields = [f"{f.label}: {''.join(run.text for run in f.text)}" for f in document.fields]

    assert document.has_cover
    assert document.has_contents
    assert "Reference number: 582834-CITIZ-1-2016-2-RO-CITIZ-TT" in fields
    assert "Programme and measure: Europe for Citizens: Networks of towns" in fields
    assert "Call: 2018" in fields
    assert "Duration: 1 June 2018 – 31 December 2019" in fields
    assert "Beneficiary: Landeshauptstadt Potsdam" in fields
    assert "Date of this report: 28 February 2020" in fields


def test_funding_is_acknowledged_in_the_documents_language() -> None:
    """Statement and disclaimer are the funder's fixed phrases."""
    english, german = (composed(tolint(), "narrative", language=name) for name in ("en", "de"))

    assert english.funding.statement == (
        "Co-funded by the Europe for Citizens Programme of the European Union"
    )
    assert english.funding.disclaimer.startswith("The European Commission's support for")
    assert german.funding.statement == (
        "Kofinanziert durch das Programm „Europa für Bürgerinnen und Bürger“ der Europäischen Union"
    )
    assert german.funding.disclaimer.startswith("Die Unterstützung der Europäischen Kommission")


def test_key_figures_are_the_facts() -> None:
    """TOLINT's conference shows 53, 20, 26, 7, 37.7 % and seven countries."""
    document = composed(tolint(), "narrative")
    (figures,) = [
        block
        for block in section(document, "meeting-potsdam-2018").blocks
        if isinstance(block, KeyFigures)
    ]

    assert {f.key: f.value for f in figures.figures} == {
        "total": 53,
        "invited": 20,
        "local": 26,
        "not-eligible": 7,
        "invited-share": Fraction(20, 53),
        "eligible-countries": 7,
    }
    assert "37.7\N{NO-BREAK SPACE}%" in [f.text for f in figures.figures]


@pytest.mark.parametrize(("names", "shown"), [(("a", "b"), 3), (("a",), None)])
def test_different_people_stand_beside_the_participations(
    names: tuple[str, ...], shown: int | None
) -> None:
    """Three people at two meetings are six participations; at one meeting both are the same."""
    project = network(*(meeting(participants=people(3, "PL"), id=name) for name in names))
    figures = [
        {figure.key: figure.value for figure in block.figures}
        for _, part in composed(project, "narrative").sections()
        for block in part.blocks
        if isinstance(block, KeyFigures)
    ]

    assert figures[0].get("different-people") == shown
    assert figures[0]["total"] == 3 * len(names)


def test_towns_outside_the_programme_are_shown() -> None:
    """Luzern and Sansibar stand in the table with their people and what they count as."""
    table = table_named(composed(tolint(), "narrative"), "meeting-potsdam-2018")

    assert ["Luzern", "Switzerland", "not eligible", "6"] in cells(table)
    assert ["Sansibar", "Tanzania", "not eligible", "1"] in cells(table)
    assert [cell.text for cell in table.total] == ["Total", "", "", "53"]


def test_column_for_signatures_only_where_lists_have_one() -> None:
    """Declared counts have no column for signatures, a signed list has."""
    declared = table_named(composed(tolint(), "narrative"), "meeting-potsdam-2018")
    listed = table_named(composed(sample_project(), "narrative"), "meeting-kick-off")

    assert len(declared.columns) == 4
    assert len(listed.columns) == 5
    assert listed.total[-1].value == 13


def test_own_words_come_first() -> None:
    """What the project wrote opens the section, its title is the heading."""
    summary = section(composed(sample_project(), "narrative").without_marks(), "summary")

    assert summary.title == "What we did"
    assert texts(summary.blocks[0]) == "We met four times."


def test_own_words_are_in_the_documents_language_only() -> None:
    """A German report does not quote the English narrative."""
    project = attrs.evolve(
        sample_project(),
        narrative=[NarrativeSection(id="summary", language="en", markdown="English words.")],
    )

    assert "English words." in paragraphs(composed(project, "narrative", language="en"))
    assert "English words." not in paragraphs(composed(project, "narrative", language="de"))


def test_summary_of_the_project_file_opens_the_summary() -> None:
    """Where no section is written, the summary of project.toml stands there."""
    project = attrs.evolve(sample_project(), narrative=())
    summary = section(composed(project, "narrative"), "summary")

    assert texts(summary.blocks[0]) == (
        "Four towns asked how their libraries can bring people together."
    )


def test_meetings_of_several_sittings_name_each() -> None:
    """Two towns on four dates are two lines."""
    two = section(composed(sample_project(), "narrative"), "meeting-two-towns")
    (fields,) = [block for block in two.blocks if isinstance(block, FieldList)]

    assert ["".join(run.text for run in field.text) for field in fields.fields] == [
        "Przykładowo (Poland), 9 May 2019 – 11 May 2019",
        "Παράδειγμα (Greece), 3 June 2019 – 4 June 2019",
    ]


def test_online_sitting_says_so() -> None:
    """A meeting on screens does not pretend to be in a town."""
    closing = section(composed(sample_project(), "narrative"), "meeting-closing")

    assert any("online, hosted from Musterstadt (Germany)" in t for t in paragraphs(closing))


def test_programme_of_a_meeting_stands_day_by_day() -> None:
    """Each day of the programme has its date and its words."""
    document = composed(sample_project(), "narrative")

    assert "4 October 2018: the visit of the town library" in paragraphs(document)


def test_figures_of_the_project_say_which_meetings_they_leave_out() -> None:
    """A sum over some meetings would pass for the whole project."""
    known = meeting(delegation("Opole", "PL", 3), id="known")
    total = meeting(id="total", declared_total=30)
    told = paragraphs(
        section(composed(network(known, meeting(id="open"), total), "narrative"), "summary")
    )

    assert any("not in these figures" in line and line.endswith("known: 2.") for line in told)
    assert any("only the number of participants" in line and "from: 3." in line for line in told)
    assert not [
        line
        for line in paragraphs(composed(network(known), "narrative"))
        if "in these figures" in line
    ]


def test_people_without_a_list_do_not_pass_for_unsigned() -> None:
    """Eleven signed of 46 would be a scandal; that 35 stand on no list is none."""
    signed = meeting(participants=people(11, "PL", is_signed=True), id="signed")
    declared = meeting(delegation("Opole", "PL", 35), id="declared")

    def key_figures(project: Project) -> dict[str, object]:
        (block,) = [
            block
            for block in section(composed(project, "narrative"), "summary").blocks
            if isinstance(block, KeyFigures)
        ]
        return {figure.key: figure.value for figure in block.figures}

    assert key_figures(network(signed, declared))["signature-unknown"] == 35
    assert "signature-unknown" not in key_figures(network(signed))
    assert "signature-unknown" not in key_figures(network(declared))


def test_unknown_participation_is_said() -> None:
    """Where nobody counted, the report says so and shows no zeros."""
    document = composed(network(meeting(id="open")), "narrative")
    part = section(document, "meeting-open")

    assert not [block for block in part.blocks if isinstance(block, (KeyFigures, Table))]
    assert "The number of participants is not known." in paragraphs(part)


def test_results_are_linked_with_the_plans_of_towns() -> None:
    """An outcome names the measures it serves, the plan names the outcomes that serve it."""
    document = composed(sample_project(), "narrative")

    assert "Serves: Reading aloud" in paragraphs(document)
    assert any("Served by: Story hours in four languages" in p for p in paragraphs(document))


def test_outcome_with_a_title_alone_is_a_point() -> None:
    """A good practice of which only the title is known is listed, without an empty section."""
    project = attrs.evolve(
        sample_project(),
        outcomes=(
            Outcome(id="a", kind=OutcomeKind.RESULT, title="Only a title"),
            Outcome(id="b", kind=OutcomeKind.RESULT, title="With words", text="Told."),
        ),
    )
    document = composed(project, "narrative")

    assert "• Only a title" in paragraphs(document)
    assert "Only a title" not in titles(document)
    assert "With words" in titles(document)


def test_picture_stands_with_its_meeting() -> None:
    """A picture of a meeting is in its section, any other one in the annexes."""
    picture = sample_project().pictures[0]
    free: Picture = attrs.evolve(picture, id="free", meeting="", alternative="Another book")
    document = composed(attrs.evolve(sample_project(), pictures=(picture, free)), "narrative")
    shown = {
        part.id or part.title: block.alternative
        for _, part in document.sections()
        for block in part.blocks
        if isinstance(block, Image)
    }

    assert shown == {
        "meeting-kick-off": "A yellow book on blue",
        "Annexes: pictures": "Another book",
    }


def test_credit_of_a_picture_is_in_its_caption() -> None:
    """Who took a picture is named where it is shown."""
    (image,) = [b for b in composed(sample_project(), "narrative").walk() if isinstance(b, Image)]

    assert image.caption.startswith("The sign of the project – Picture: ")


def test_beneficiary_signs() -> None:
    """The report ends with room for the signature of the legal representative."""
    document = composed(tolint(), "narrative", audience="agency")
    (block,) = [b for b in document.walk() if isinstance(b, SignatureBlock)]

    assert (block.signatory, block.function) == ("Erika Beispiel", "Bürgermeisterin")
    assert len(block.labels) == 3


def test_texts_in_another_language_are_marked() -> None:
    """Words that exist in English only are marked as English in a German report."""
    document = composed(sample_project(), "narrative", language="de")
    marked = {
        run.text: run.language
        for block in document.walk()
        if isinstance(block, Paragraph)
        for run in block.text
        if run.language
    }

    assert marked == {
        "Each library reads aloud once a month in a partner's language.": "en",
        "to try out reading aloud in many languages": "en",
    }


def test_words_for_every_language_are_not_marked() -> None:
    """A plain string serves every language and has none of its own."""
    one = meeting(delegation("Opole", "PL", 1), aim="Austausch")
    document = composed(network(one, languages=("de",)), "narrative", language="de")

    assert "Das Ziel der Veranstaltung war Austausch." in paragraphs(document)
    assert all(
        not run.language
        for block in document.walk()
        if isinstance(block, Paragraph)
        for run in block.text
    )


def test_aim_ends_with_one_full_stop() -> None:
    """An aim that was typed with its full stop does not get a second one."""
    one = meeting(delegation("Opole", "PL", 1), aim="to meet.")

    assert "The aim of the event was to meet." in paragraphs(composed(network(one), "narrative"))


@pytest.mark.parametrize("day", [date(2018, 12, 1), date(2020, 2, 28)])
def test_day_of_the_report_is_given_from_outside(day: date) -> None:
    """Nobody reads the clock: the day of the report is the one that the reporter was given."""
    assert composed(tolint(), "narrative", as_of=day).as_of == day


def test_titles_are_in_the_documents_language() -> None:
    """A meeting's heading is numbered and translated."""
    assert "Treffen 2: Konferenz" in titles(composed(tolint(), "narrative", language="de"))
    assert "Meeting 2: Conference" in titles(composed(tolint(), "narrative", language="en"))


def test_title_of_another_language_is_better_than_none() -> None:
    """A meeting that has a German title only keeps it in English."""
    one = attrs.evolve(potsdam(), title=LocalText({"de": "Konferenz"}))

    assert "Meeting 1: Konferenz" in titles(composed(network(one), "narrative"))
