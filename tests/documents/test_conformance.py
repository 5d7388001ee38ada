"""Every PDF of every engine is PDF/UA-1 and PDF/A-3a, sound, and holds no font but ours.

Every example and every awkward project is made as each document in each language by each engine;
where one page is like the other, of fewer people in all languages but one. One test takes one
project, so that its files are made once, judged in every way, and forgotten. Margins and the order
of the text, which depend on the document more than on the project, are judged in a selection: each
document and language of one example in turn, each document of an awkward project in one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import attrs
import pikepdf
import pytest
from judging import Made, misplaced, misread, unsound

import verapdf
from efc_reporting import Project, Reporter, load_project
from efc_reporting.base.i18n import available_languages
from efc_reporting.plugin import Cell, Column, Field, FieldList, Paragraph, Table, as_text
from efc_reporting.rendering.html_to_pdf import html_to_pdf
from efc_reporting.rendering.templates import Templates
from efc_reporting.testing import awkward_projects, sample_project
from pdf_text import letters
from pdf_trees import disorder, trees
from projects import ROOT
from verapdf import Judge

ENGINES = ("pdf", "pdf-typst")
EXAMPLES = ("migration_in_communes", "tolint", "town_twinning")
AWKWARD = (
    "bare",
    "injections",
    "many",
    "names",
    "no-pictures",
    "nobody",
    "right-to-left",
    "ten-pictures",
    "year-change",
)
LANGUAGES = tuple(sorted(available_languages()))
DOCUMENTS = (
    "narrative",
    "grant-statement",
    "interim",
    "participant-list",
    "certificate",
    "public-notice",
)

OF_MANY = ("narrative", "participant-list")
"""The documents made of five hundred people, in one language each."""

FEW = 4
"""People of a meeting whose certificates are made in other languages than the project's first."""


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """Return the judge, whose rules are slow to start."""
    with verapdf.judge() as judge:
        yield judge


def awkward() -> dict[str, Project]:
    """Return the awkward projects by name."""
    pictures = {"no-pictures": with_pictures(0), "ten-pictures": with_pictures(10)}
    return awkward_projects() | pictures


def with_pictures(number: int) -> Project:
    """Return the sample project with so many pictures."""
    project = sample_project()
    first = project.pictures[0]
    pictures = tuple(attrs.evolve(first, id=f"picture-{n}") for n in range(number))
    return attrs.evolve(project, pictures=pictures)


def tasks(name: str) -> Iterator[tuple[str, str]]:
    """Yield the documents and languages in which a project is made."""
    if name == "many":
        yield from zip(OF_MANY, LANGUAGES, strict=False)
    else:
        yield from product(DOCUMENTS, LANGUAGES)


def selected(name: str) -> set[tuple[str, str]]:
    """Return the documents and languages of a project whose text is read letter by letter."""
    peers, step = (EXAMPLES, len(EXAMPLES)) if name in EXAMPLES else (AWKWARD, len(LANGUAGES))
    return {
        (document, language)
        for document, language in tasks(name)
        if name == "many"
        or (peers.index(name) + DOCUMENTS.index(document) + LANGUAGES.index(language)) % step == 0
    }


def with_few_people(project: Project) -> Project:
    """Return the project with the first people of each meeting."""
    meetings = [attrs.evolve(m, participants=m.participants[:FEW]) for m in project.meetings]
    return attrs.evolve(project, meetings=meetings)


def made(project: Project, document: str, language: str, reporter: Reporter) -> Iterator[Made]:
    """Yield a document of a project in a language by each engine."""
    if document == "certificate" and language != project.languages[0]:
        project = with_few_people(project)
    composed = reporter.compose(project, document, language=language)
    for engine in ENGINES:
        yield Made(
            f"{document}, {language}, {engine}",
            composed,
            reporter.render(project, document, engine, language=language),
        )


def test_nothing_is_left_out(reporter: Reporter) -> None:
    """A document, example or awkward project that is added has to be added here."""
    examples = {path.parent.name for path in ROOT.glob("examples/*/project.toml")}
    everything = set(product(DOCUMENTS, LANGUAGES))

    assert set(DOCUMENTS) == set(reporter.registry.documents)
    assert set(EXAMPLES) == examples
    assert set(AWKWARD) == set(awkward())
    assert set(LANGUAGES) >= {"de", "el", "en", "pl"}
    for name in (*EXAMPLES, *AWKWARD):
        assert name == "many" or set(tasks(name)) == everything
    assert set().union(*map(selected, EXAMPLES)) == everything
    for name in AWKWARD:
        assert name == "many" or {document for document, _ in selected(name)} == set(DOCUMENTS)


@pytest.mark.tool("verapdf")
@pytest.mark.tool("pdftotext")
@pytest.mark.parametrize("name", [*EXAMPLES, *AWKWARD])
def test_every_file_of_a_project_is_accessible_archival_and_sound(
    name: str, reporter: Reporter, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """No failure against PDF/UA-1 and PDF/A-3a, no letter in a margin, no text out of order."""
    project = load_project(ROOT / "examples" / name) if name in EXAMPLES else awkward()[name]
    files = {task: list(made(project, *task, reporter)) for task in tasks(name)}
    everything = [file for found in files.values() for file in found]
    selection = [file for task in selected(name) for file in files[task]]

    assert [*unsound(everything), *misplaced(selection), *misread(selection)] == []
    # Asked for after what needs no Java, so that the rest is judged where there is none.
    judge: Judge = request.getfixturevalue("judge")
    assert judge.failures({file.name: file.data for file in everything}, tmp_path) == {}


@pytest.mark.tool("verapdf")
@pytest.mark.parametrize("engine", ENGINES)
def test_rows_and_fields_longer_than_a_page_are_accessible(
    engine: str, judge: Judge, reporter: Reporter, tmp_path: Path
) -> None:
    """They are parted between pages, which no example needs."""
    words = " ".join(["marmalade"] * 900)
    blocks = (
        Table(caption="Rows", columns=[Column(title="Row")], rows=[[Cell(words, words)]] * 2),
        FieldList(fields=[Field(label="Field", text=as_text(words))]),
    )
    document = attrs.evolve(reporter.compose(sample_project(), "public-notice"), blocks=blocks)
    context = reporter.context(sample_project())
    data = reporter.render_document(document, reporter.registry.format(engine), context)

    assert judge.failures({engine: data}, tmp_path) == {}
    assert "".join(letter.text for letter in letters(data)).count("marmalade") == 2700
    assert list(misplaced([Made(engine, document, data)])) == []


@pytest.mark.tool("verapdf")
def test_broken_pages_are_found(judge: Judge, tmp_path: Path) -> None:
    """The judge is awake: a ragged table, a skipped heading and a picture without words fail."""
    pages = {
        "7.2-": "<table><tr><th>a<th>b<tr><td>c</table>",
        "7.4.2-": "<h1>a</h1><h3>b</h3>",
        "7.3-": '<img src="efc-asset:shared/emblem.svg">',
        "7.1-": "<p>no title</p>",
    }
    broken = {
        clause: page_with(page, "" if clause == "7.1-" else "<title>t</title>")
        for clause, page in pages.items()
    }
    found = judge.failures(broken, tmp_path)

    for clause in pages:
        assert any(rule.startswith(f"ua1 {clause}") for rule in found.get(clause, [])), clause


def page_with(body: str, head: str = "<title>t</title>") -> bytes:
    """Return a page as our own PDFs are made."""
    html = f"<html lang=en>{head}<body style=\"font-family: 'EfC Sans'\">{body}"
    return html_to_pdf(html, assets=Templates().asset).data


def test_letters_in_the_margin_and_small_ones_are_found(reporter: Reporter) -> None:
    """A line too far to the right, one too high, and one of eight points."""
    document = reporter.compose(sample_project(), "public-notice")
    pages = {
        "right": "<style>@page {size: A4; margin: 20mm}</style><p style='margin-left: 172mm'>a",
        "top": "<style>@page {size: A4; margin: 10mm 20mm}</style><p style='margin: 0'>a",
        "small": "<style>@page {size: A4; margin: 20mm}</style><p style='font-size: 8pt'>a",
        "none": "<style>@page {size: A4; margin: 20mm}</style><p style='font-size: 9pt'>a",
    }
    found = misplaced([Made(name, document, page_with(page)) for name, page in pages.items()])

    assert {line.partition(":")[0] for line in found} == {"right", "top", "small"}


@pytest.mark.tool("pdftotext")
def test_text_out_of_order_is_found(reporter: Reporter) -> None:
    """A document whose paragraphs stand in another order, and one that is not in the file."""
    document = reporter.compose(sample_project(), "narrative", language="en")
    data = reporter.render(sample_project(), "narrative", "pdf-typst", language="en")
    turned = attrs.evolve(document, blocks=document.blocks[::-1])
    other = attrs.evolve(document, blocks=(Paragraph("This stands nowhere in the whole file."),))

    assert list(misread([Made("as made", document, data)])) == []
    assert list(misread([Made("turned", turned, data)])) == ["turned: out of order"]
    assert list(misread([Made("other", other, data)])) == ["no file tells anything"]


def test_a_foreign_font_and_a_damaged_file_are_found(reporter: Reporter) -> None:
    """A font by another name, no font at all, and a page that ends amid a word."""
    document = reporter.compose(sample_project(), "public-notice")
    foreign, empty, damaged = BytesIO(), BytesIO(), BytesIO()
    sound = page_with("a")
    with pikepdf.open(BytesIO(sound)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                item.FontName = pikepdf.Name("/ABCDEF+Arial")
        pdf.save(foreign)
    with pikepdf.open(BytesIO(sound)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"q ( Q")
        pdf.save(damaged)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(empty)
    files = {
        "sound": sound,
        "foreign": foreign.getvalue(),
        "empty": empty.getvalue(),
        "damaged": damaged.getvalue(),
    }
    found = list(unsound([Made(name, document, data) for name, data in files.items()]))

    assert found[0] == "foreign: font Arial"
    assert found[1] == "empty: no font"
    assert {line.partition(":")[0] for line in found[2:]} == {"damaged"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_tree_out_of_order_is_found(engine: str, reporter: Reporter) -> None:
    """Names turned round, a branch with wrong limits, and one with none."""
    sound = reporter.render(sample_project(), "narrative", engine, language="en")
    turned, limited, unlimited = BytesIO(), BytesIO(), BytesIO()
    with pikepdf.open(BytesIO(sound)) as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        first, last = bytes(names[0]), bytes(names[-2])
        pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(
            Kids=[pikepdf.Dictionary(Names=names, Limits=[first, last])]
        )
        branch = pdf.Root.Names.EmbeddedFiles.Kids[0]
        pdf.save(sound_by_branches := BytesIO())
        branch.Limits[0] = branch.Limits[1]
        pdf.save(limited)
        del branch.Limits
        pdf.save(unlimited)
        pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(
            Names=[*list(names)[2:], *list(names)[:2]]
        )
        pdf.save(turned)

    assert {"/Names/EmbeddedFiles", "/ParentTree"} <= trees(sound).keys()
    assert trees(sound)["/Names/EmbeddedFiles"] == [
        b"facts.json",
        b"findings.json",
        b"project.json",
    ]
    assert list(disorder(sound)) == []
    assert list(disorder(sound_by_branches.getvalue())) == []
    for broken in (turned, limited, unlimited):
        (wrong,) = disorder(broken.getvalue())
        assert wrong.startswith("/Names/EmbeddedFiles: ")
