"""The participant list: figures per meeting, then one list per delegation, ready to sign."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest
from composing import LATER, cells, composed, paragraphs, section
from pdfplumber import open as open_pdf

from efc_reporting import Project, Reporter
from efc_reporting.blocks import ColumnKind, Image, Paragraph, Section, SignatureBlock, Table, plain
from efc_reporting.blocks.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.model import LegalRepresentative, Participant
from efc_reporting.testing import read_pdf, sample_project
from projects import delegation, meeting, network, people, shipped_formats


def lists(document: Document) -> list[Section]:
    return [part for _, part in document.sections() if part.id.startswith("list-")]


def only_table(part: Section) -> Table:
    (table,) = [block for block in part.blocks if isinstance(block, Table)]
    return table


def chosen(project: Project, audience: str = "internal", **options: object) -> Document:
    return Reporter(discover_plugins=False, as_of=LATER).compose(
        project, "participant-list", audience=audience, document_options=options
    )


def opole(*listed: Participant) -> Project:
    return network(meeting(participants=listed, id="m"))


def test_each_delegation_has_its_own_list() -> None:
    """Per meeting and town one list, local and invited apart, each on pages of its own."""
    found = lists(composed(sample_project(), "participant-list"))

    assert [part.title for part in found] == [
        "Delegation of Musterstadt (Germany): local",
        "Delegation of Vila Exemplo (Portugal): invited",
        "Delegation of Przykładowo (Poland): invited",
        "Delegation of Παράδειγμα (Greece): invited",
        "Delegation of Beispielwil (Switzerland): not eligible",
    ]
    assert all(part.is_apart for part in found)


def test_everybody_is_on_one_list() -> None:
    """No one gets lost between the sheet and the lists, and no one stands twice."""
    found = lists(composed(sample_project(), "participant-list"))
    listed = [(row[1], row[2]) for part in found for row in cells(only_table(part))]
    wanted = [(p.family_name, p.given_name) for p in sample_project().meetings[0].participants]

    assert sorted(listed) == sorted(wanted)


def test_names_sort_as_readers_expect() -> None:
    """Łukasz stands with L, É with E, and numbers follow the order."""
    names = ("Zając", "Łukasz", "Lis", "Éber", "Ebert")
    listed = [Participant(family_name=name, town="Opole", country="PL") for name in names]
    (only,) = lists(composed(opole(*listed), "participant-list"))

    assert [(row[0], row[1]) for row in cells(only_table(only))] == [
        ("1", "Éber"),
        ("2", "Ebert"),
        ("3", "Lis"),
        ("4", "Łukasz"),
        ("5", "Zając"),
    ]


def test_numbers_stay_with_people_however_they_are_sorted() -> None:
    """Sorted by given name, each keeps the number by which signatures are noted."""
    listed = [
        Participant(family_name=family, given_name=given, town="Opole", country="PL")
        for family, given in (("A", "Zoe"), ("B", "Ada"))
    ]
    (only,) = lists(chosen(opole(*listed), sort_by="given"))

    assert [row[:3] for row in cells(only_table(only))] == [["2", "B", "Ada"], ["1", "A", "Zoe"]]


def test_signature_cell_says_who_signed() -> None:
    """Signed, not signed, or room to sign where the list had no such column."""
    one, two, three = people(3, "PL", name="Opole")
    listed = [attrs.evolve(one, is_signed=True), attrs.evolve(two, is_signed=False), three]
    table = only_table(lists(composed(opole(*listed), "participant-list"))[0])

    assert [row[-1] for row in cells(table)] == ["signed", "not signed", ""]
    assert table.columns[-1].kind is ColumnKind.SIGNATURE


@pytest.mark.parametrize("days", [-30, 0])
def test_signature_cells_are_empty_up_to_the_last_day(days: int) -> None:
    """A mark that stands in the sheet already never stands where somebody is to sign."""
    one, two = people(2, "PL", name="Opole")
    project = opole(attrs.evolve(one, is_signed=True), attrs.evolve(two, is_signed=False))
    last_day = project.meetings[0].last_day
    assert last_day is not None
    as_of = last_day + timedelta(days=days)
    (found,) = lists(composed(project, "participant-list", as_of=as_of))

    assert [row[-1] for row in cells(only_table(found))] == ["", ""]
    assert any("signs in person" in text for text in paragraphs(found))


@pytest.mark.parametrize("marks", [(None, None), (False, False)])
def test_signature_cells_are_empty_where_nobody_signed(marks: tuple[bool | None, ...]) -> None:
    """Also afterwards: a list that lacks all signatures is printed to be signed."""
    listed = people(2, "PL", name="Opole")
    signed = [attrs.evolve(p, is_signed=mark) for p, mark in zip(listed, marks, strict=True)]
    (found,) = lists(composed(opole(*signed), "participant-list"))

    assert [row[-1] for row in cells(only_table(found))] == ["", ""]


def test_only_the_internal_list_has_contact_data() -> None:
    """The columns that the programme asks for, and those of them that the agency sees."""
    person = attrs.evolve(people(1, "PL", name="Opole")[0], email="a@b.example", address="Rynek 1")
    internal, agency = (
        only_table(lists(chosen(opole(person), audience))[0]) for audience in ("internal", "agency")
    )

    assert [column.title for column in internal.columns] == [
        "No.",
        "Family name",
        "Given name",
        "Organisation",
        "Address",
        "Town and country",
        "E-mail or telephone",
        "Signature",
    ]
    assert cells(internal)[0][4:7] == ["Rynek 1", "Opole (Poland)", "a@b.example"]
    assert [column.title for column in agency.columns] == [
        "No.",
        "Family name",
        "Given name",
        "Organisation",
        "Town and country",
        "Signature",
    ]


def test_columns_are_chosen_in_their_order() -> None:
    """What is named is shown, as it is named; what the audience may not see is refused."""
    table = only_table(lists(chosen(sample_project(), columns="signature,name"))[0])

    assert [column.title for column in table.columns] == ["Signature", "Name"]
    with pytest.raises(NotAcceptedError, match="email"):
        chosen(sample_project(), "agency", columns="name,email")


@pytest.mark.parametrize(
    "wrong",
    [{"blank_lines": "201"}, {"blank_lines": "-1"}, {"sort_by": "age"}, {"split_by": "town"}],
)
def test_options_that_do_not_fit_are_refused(wrong: dict[str, object]) -> None:
    """The message names the option and what it takes."""
    with pytest.raises(NotAcceptedError, match=next(iter(wrong))):
        chosen(sample_project(), **wrong)


def test_walk_ins_get_numbered_lines() -> None:
    """Empty lines go on with the numbers."""
    (only,) = lists(chosen(opole(*people(2, "PL", name="Opole")), blank_lines=3))
    rows = cells(only_table(only))

    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(not any(row[1:]) for row in rows[2:])


def test_invited_lists_are_certified_twice() -> None:
    """The host's representative signs each list, the invited town's its own."""
    local, invited, *_ = lists(composed(sample_project(), "participant-list"))
    signing = [
        [block for block in part.blocks if isinstance(block, SignatureBlock)]
        for part in (local, invited)
    ]

    assert [block.heading for block in signing[0]] == ["Certified for the host, Stadt Musterstadt"]
    assert signing[0][0].signatory == "Erika Beispiel"
    assert [block.heading for block in signing[1]] == [
        "Certified for the host, Stadt Musterstadt",
        "Certified for the invited town, Município de Vila Exemplo",
    ]


def test_list_has_its_id_and_a_code() -> None:
    """The id stands in words and in the alternative text of the QR code, which holds it alone."""
    part = lists(composed(sample_project(), "participant-list"))[0]
    (code,) = [block for block in part.blocks if isinstance(block, Image)]
    name = part.id.removeprefix("list-")

    assert code.alternative == f"QR code of the list {name}"
    assert any(text.startswith(f"List: {name}, state ") for text in paragraphs(part))


def test_loose_pages_of_a_list_name_it() -> None:
    """Id, state, town and meeting stand above its pages."""
    project = network(meeting(participants=people(2, "PL", name="Opole"), id="m", title="Kick-off"))
    (only,) = lists(chosen(project))
    name = only.id.removeprefix("list-")
    list_id, town, title = only.page_header.split(" · ")

    assert re.fullmatch(rf"Participant list {name}, state [0-9A-Z]{{4}}", list_id)
    assert (town, title) == ("Opole (Poland)", "Meeting 1: Kick-off")


def test_notice_is_in_the_language_of_the_delegation() -> None:
    """German for Germans even in an English list, marked as such; English where none is there."""
    german, portuguese, *_ = lists(composed(sample_project(), "participant-list"))
    languages = [
        block.text[0].language
        for part in (german, portuguese)
        for block in part.blocks
        if isinstance(block, Paragraph) and "Musterstadt" in plain(block.text)
    ]

    assert languages == ["de", ""]


def test_declared_delegation_has_counts_and_no_list() -> None:
    """Where only a number is known, the table of towns shows it."""
    document = composed(sample_project(), "participant-list")
    workshop = section(document, "meeting-workshop")

    assert ["Musterstadt", "Germany", "invited", "12"] in cells(only_table(workshop))


def test_public_list_has_counts_alone() -> None:
    """The public sees how many came from where, and no list of people."""
    document = composed(sample_project(), "participant-list", audience="public")
    kick_off = section(document, "meeting-kick-off")

    assert lists(document) == []
    assert [row[3] for row in cells(only_table(kick_off))] == ["5", "3", "2", "2", "1"]


def test_small_cells_are_hidden_where_asked() -> None:
    """Counts below five are "<5" in text and value, and nothing else tells them."""
    document = chosen(sample_project(), "public", small_cells=True)
    table = only_table(section(document, "meeting-kick-off"))

    assert [row[3] for row in cells(table)] == ["*", "<5", "<5", "<5", "<5"]
    assert all(isinstance(row[3].value, str) for row in table.rows)
    assert {figure.key for figure in document.key_figures()} <= {"total", "eligible-countries"}


def test_partner_sees_its_own_people() -> None:
    """With a recipient its own list with contact data, without one none."""
    reporter = Reporter(discover_plugins=False, as_of=LATER)
    own = reporter.compose(
        sample_project(), "participant-list", audience="partners", recipient="vila-exemplo"
    )
    none = reporter.compose(sample_project(), "participant-list", audience="partners")

    assert [part.title for part in lists(own)] == ["Delegation of Vila Exemplo (Portugal): invited"]
    assert lists(none) == []


def test_partners_of_one_town_do_not_see_each_others_people() -> None:
    """Where two partners sit in one town, only people who name the partner are its own."""
    first, second, *others = sample_project().partners
    twin = attrs.evolve(second, id="club", name="Clube")
    project = attrs.evolve(sample_project(), partners=(first, second, twin, *others))
    reporter = Reporter(discover_plugins=False, as_of=LATER)
    document = reporter.compose(project, "participant-list", audience="partners", recipient="club")

    assert document.tables()
    assert lists(document) == []


def test_strange_names_are_text() -> None:
    """A name that looks like a formula, a tag or a template is shown as it is."""
    names = ("=1+1", "<b>", "{{7*7}}", "O'Brien")
    listed = [Participant(family_name=name, town="Opole", country="PL") for name in names]
    document = composed(network(meeting(participants=listed)), "participant-list")

    assert all(any(name in text for text in paragraphs(document)) for name in names)


def test_list_is_tabular_and_landscape() -> None:
    """The list suits a spreadsheet and a wide page."""
    document = composed(network(meeting(delegation("Opole", "PL", 2))), "participant-list")

    assert document.is_landscape


# Files


REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=LATER)


def test_split_list_is_one_file_for_each_delegation(tmp_path) -> None:
    """Each file holds one list and bears its id and its town, in letters that every disk knows."""
    report = REPORTER.write(
        sample_project(),
        "participant-list",
        tmp_path / "list.html",
        document_options={"split_by": "delegation"},
    )
    files = [report.path, *(more.path for more in report.more)]
    ids = [part.id for part in lists(composed(sample_project(), "participant-list"))]

    assert [path.stem[: len(ids[0])] for path in files] == ids
    assert {path.stem[len(ids[0]) + 1 :] for path in files} >= {"Vila-Exemplo", "Paradeigma"}
    assert sorted(tmp_path.iterdir()) == sorted(files)


@pytest.mark.parametrize("name", ["pdf", "pdf-typst"])
@pytest.mark.parametrize("split_by", ["", "delegation"])
def test_every_page_of_a_list_names_it(name: str, split_by: str, tmp_path: Path) -> None:
    """A loose sheet says to which list, town and meeting it belongs, and which page of it it is."""
    project = opole(*people(30, "PL", name="Opole"))
    (only,) = lists(chosen(project))
    report = REPORTER.write(
        project,
        "participant-list",
        tmp_path / "list.pdf",
        format=name,
        document_options={"split_by": split_by},
    )
    with open_pdf(report.path) as pdf:
        pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    loose = pages[1:] if split_by else [page for page in pages if only.page_header in page]

    assert len(loose) >= 3
    assert all(only.page_header in page for page in loose)
    assert any("Certified for the host" in page and "Table" not in page for page in loose)
    first = 2 if split_by else 1
    for number, page in enumerate(loose, start=first):
        assert f"Page {number} of {len(loose) + first - 1}" in page


def test_word_files_name_the_list_at_the_foot(tmp_path: Path) -> None:
    """Id, town and meeting stand beside the number of the page."""
    project = opole(*people(3, "PL", name="Opole"))
    (only,) = lists(chosen(project))
    for split_by in ("", "delegation"):
        report = REPORTER.write(
            project,
            "participant-list",
            tmp_path / f"list{split_by}.docx",
            document_options={"split_by": split_by},
        )
        with ZipFile(report.path) as archive:
            feet = [archive.read(n).decode() for n in archive.namelist() if "word/footer" in n]

        assert any(only.page_header in foot for foot in feet)


@pytest.mark.parametrize("name", ["pdf", "pdf-typst"])
def test_pages_of_each_list_count_by_themselves(name: str) -> None:
    """The signed list of one town is complete in itself: its pages begin with 1 of its own."""
    sampled = sample_project()
    host = attrs.evolve(
        sampled.partners[0], legal_representative=LegalRepresentative(name="E. Beispiel")
    )
    project = attrs.evolve(sampled, partners=(host, *sampled.partners[1:]))
    data = REPORTER.render(
        project,
        "participant-list",
        name,
        audience="internal",
        document_options={"blank_lines": 30},
    )
    pages = " ".join(read_pdf(data).text.split())

    assert pages.count("Page 1 of 5") + pages.count("Page 1 of 4") >= 5
    assert "Page 1 of 2" in pages
