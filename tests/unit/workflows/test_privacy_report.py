"""The privacy report finds people in whatever file they stand, and names nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from efc_reporting import Project, Reporter, load_project
from efc_reporting.loading import dump_project
from efc_reporting.testing import sample_project
from efc_reporting.workflows.privacy_report import FileReport, privacy_report
from projects import shipped_formats

REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=date(2020, 2, 28))
PEOPLE = sample_project().meetings[0].participants


def reports(project: Project, folder: Path) -> dict[str, FileReport]:
    return {file.name: file for file in privacy_report(project, folder)}


def test_folder_is_told_file_by_file(tmp_path: Path) -> None:
    """The list with its fields, the representatives in project.toml, pictures, and texts."""
    section = attrs.evolve(
        sample_project().narrative[0],
        markdown=f"Thanks to {PEOPLE[0].given_name} {PEOPLE[0].family_name}.",
    )
    dump_project(attrs.evolve(sample_project(), narrative=(section,)), tmp_path / "p")
    found = reports(load_project(tmp_path / "p"), tmp_path / "p")

    assert found["participants/kick-off.csv"].people == 13
    assert "family_name" in found["participants/kick-off.csv"].fields
    assert found["project.toml"].representatives == 1
    assert found["pictures/book.png"].is_picture
    assert found[f"narrative/{section.language}/{section.id}.md"].people == 1


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "csv", "html"])
def test_dossier_is_searched(tmp_path: Path, name: str) -> None:
    """Everybody on the agency's list is found in every format, and nobody in the public's."""
    for audience in ("agency", "public"):
        path = tmp_path / f"{audience}.{name}"
        REPORTER.write(sample_project(), "participant-list", path, audience=audience)
    found = reports(sample_project(), tmp_path)

    assert found[f"agency.{name}"].people == len(PEOPLE)
    assert found[f"public.{name}"].people == 0


def test_broken_file_is_told(tmp_path: Path) -> None:
    """A file that cannot be searched is not passed over in silence."""
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 broken")

    assert [file.is_unread for file in privacy_report(sample_project(), tmp_path)] == [True, True]


def test_report_names_nobody(tmp_path: Path) -> None:
    """It holds numbers and names of fields alone."""
    dump_project(sample_project(), tmp_path / "p")
    told = repr(privacy_report(load_project(tmp_path / "p"), tmp_path / "p"))

    assert "participants/" in told
    assert not any(person.family_name in told for person in PEOPLE)


def test_a_list_from_which_nobody_is_read_is_told(tmp_path: Path) -> None:
    """An old list beside the others may hold people whom the project does not know."""
    dump_project(sample_project(), tmp_path / "p")
    (tmp_path / "p" / "participants" / "old.csv").write_text("Family name\nQuist\n", "utf-8")
    found = reports(load_project(tmp_path / "p"), tmp_path / "p")

    assert found["participants/old.csv"].is_other_list
    assert found["participants/old.csv"].has_personal_data
    assert not found["participants/kick-off.csv"].is_other_list


NAMES = ("Müller-Straßberger", "Wolfeschlegelsteinhausen", "Papadopoulos-Konstantinidis")


@pytest.mark.parametrize("name", ["pdf", "pdf-typst"])
def test_names_that_a_page_breaks_are_found(tmp_path: Path, name: str) -> None:
    """Narrow columns break long names over lines, with hyphens and without."""
    from pypdf import PdfReader

    first, *others = sample_project().meetings
    people = [attrs.evolve(PEOPLE[0], family_name=family * 2) for family in NAMES]
    project = attrs.evolve(
        sample_project(), meetings=(attrs.evolve(first, participants=people), *others)
    )
    path = tmp_path / "list.pdf"
    REPORTER.write(project, "participant-list", path, format=name, audience="agency")
    pages = "".join(page.extract_text() for page in PdfReader(path).pages)
    path.with_suffix(".txt").write_text(pages, "utf-8")  # without the attached data

    assert not any(family * 2 in pages for family in NAMES)
    assert reports(project, tmp_path)["list.txt"].people == len(NAMES)


@pytest.mark.parametrize(
    "text",
    ["Muster\xadmann, Erika", "Muster-\nmann Erika", "Erika Mu\u200bstermann", "ERIKA MUSTERMANN"],
)
def test_no_break_hides_a_name(tmp_path: Path, text: str) -> None:
    """Soft hyphens, ends of lines and invisible spaces, in either order of the names."""
    person = attrs.evolve(PEOPLE[0], family_name="Mustermann", given_name="Erika")
    first, *others = sample_project().meetings
    project = attrs.evolve(
        sample_project(), meetings=(attrs.evolve(first, participants=[person]), *others)
    )
    (tmp_path / "a.txt").write_text(f"1 {text} Bonn", "utf-8")

    assert reports(project, tmp_path)["a.txt"].people == 1


def test_short_names_are_not_found_across_words(tmp_path: Path) -> None:
    """Of "freundli, weil" nobody is called Li Wei."""
    person = attrs.evolve(PEOPLE[0], family_name="Li", given_name="Wei")
    first, *others = sample_project().meetings
    project = attrs.evolve(
        sample_project(), meetings=(attrs.evolve(first, participants=[person]), *others)
    )
    (tmp_path / "a.txt").write_text("freundli, weil", "utf-8")

    assert reports(project, tmp_path)["a.txt"].people == 0


def test_old_office_files_are_searched(tmp_path: Path) -> None:
    """Their words stand in them with one byte a letter, or with two."""
    names = [f"{person.family_name} {person.given_name}" for person in PEOPLE[:2]]
    head = bytes.fromhex("d0cf11e0a1b11ae1")
    data = head + b"\0" + names[0].encode("utf-16-le") + b"\1" + names[1].encode("latin-1") + b"\0"
    (tmp_path / "old.xls").write_bytes(data)

    assert reports(sample_project(), tmp_path)["old.xls"].people == 2


def test_whatever_a_changed_pdf_makes_its_reader_raise_is_told(tmp_path, monkeypatch) -> None:
    """One file that the reader stumbles over ends no search of the folder."""

    def stumble(stream: object) -> None:
        raise AttributeError("get_object")

    monkeypatch.setattr("pypdf.PdfReader", stumble)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 changed")

    assert [file.is_unread for file in privacy_report(sample_project(), tmp_path)] == [True]
