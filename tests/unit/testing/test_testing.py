"""What authors of plugins get: projects, contexts, readers and reporters."""

from __future__ import annotations

import sys
from typing import Any

import attrs
import pytest

from efc_reporting import Reporter
from efc_reporting.contracts import Audience
from efc_reporting.errors import MissingRequirementError, PluginError
from efc_reporting.testing import (
    awkward_projects,
    context_for,
    read_csv,
    read_docx,
    read_html,
    read_pdf,
    read_xlsx,
    reporter_for,
    reporter_with,
    sample_picture,
    sample_project,
)
from efc_reporting.testing.awkward import AWKWARD_NAMES
from efc_reporting.testing.contexts import SAMPLE_DAY


def test_sample_project_keeps_every_rule() -> None:
    """The sample's documents are no drafts; its guests from no partner town are allowed."""
    findings = Reporter(discover_plugins=False, as_of=SAMPLE_DAY).check(sample_project())

    assert [finding.code for finding in findings] == ["delegation-without-partner"]


def test_sample_project_is_complete() -> None:
    """Authors find everything in it that a project can have."""
    project = sample_project()
    people = project.meetings[0].participants

    assert all(attrs.astuple(project, recurse=False, filter=_counts))
    assert {p.is_signed for p in people} == {True}
    assert {str(p.gender) for p in people} == {"female", "male", "non-binary", "None"}
    assert any(p.age for p in people)
    assert project.meetings[1].delegations
    assert {section.language for section in project.narrative} == {"en", "de"}


def _counts(field: attrs.Attribute[Any], _: object) -> bool:
    """Say whether a network of towns that deleted nobody yet can have the field."""
    return field.name not in {"activity_types", "deleted_people", "remarks"}


def test_sample_picture_is_always_the_same() -> None:
    """The picture is a PNG file without chance in it."""
    assert sample_picture().startswith(b"\x89PNG")
    assert sample_picture() == sample_picture()


def test_awkward_projects_are_what_they_say() -> None:
    """Each has what its name promises."""
    projects = awkward_projects()
    named = {p.family_name for p in projects["names"].meetings[0].participants}

    assert named == set(AWKWARD_NAMES)
    assert {"Έλενα", "Ćirić", "O'Brien", "=1+1", "{{7*7}}", "<b>", "王"} < named
    assert any("\u202e" in name for name in named)
    assert max(map(len, named)) >= 80
    assert len(projects["many"].meetings[0].participants) == 500
    assert projects["nobody"].meetings[0].participants == ()
    assert projects["bare"].partners == ()
    sitting = projects["year-change"].meetings[0].sittings[0]
    assert (str(sitting.start), str(sitting.end)) == ("2018-12-30", "2019-01-02")


def test_context_is_redacted_and_dated() -> None:
    """A context for the public holds no person; the day is fixed unless it is given."""
    project = sample_project()
    agency, public = context_for(project), context_for(project, audience=Audience.PUBLIC)

    assert len(agency.project.meetings[0].participants) == 13
    assert public.project.meetings[0].participants == ()
    assert public.facts.total == agency.facts.total
    assert agency.as_of == SAMPLE_DAY
    assert context_for(project, language="de").translator.language == "de"


class _Misspelt:
    def efc_register_format(self) -> list[Any]:
        return []


def test_reporter_has_the_plugins_that_it_is_given() -> None:
    """What is given is there beside the core; what cannot be used is an error, not a warning."""
    import efc_format_csv

    reporter = reporter_with(efc_format_csv)

    assert set(reporter.registry.formats) == {"csv"}
    assert "narrative" in reporter.registry.documents
    assert reporter.as_of == SAMPLE_DAY
    with pytest.raises(PluginError, match="efc_register_formats"):
        reporter_with(_Misspelt())


@pytest.mark.parametrize(("reader", "package"), [(read_pdf, "pdfplumber"), (read_xlsx, "openpyxl")])
def test_missing_package_is_named(
    reader: Any, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a test-only package a reader says which one and how to get it."""
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingRequirementError, match=package) as caught:
        reader(b"")
    assert "pip install efc-reporting[test]" in str(caught.value)


def test_csv_reader_finds_the_delimiter() -> None:
    """Commas and semicolons are told apart by the first line."""
    assert read_csv("\ufeffA;B\r\n1,5;2\r\n".encode()).tables == ((("A", "B"), ("1,5", "2")),)
    assert read_csv("\ufeffA,B\r\n1;5,2\r\n".encode()).tables == ((("A", "B"), ("1;5", "2")),)


def test_html_reader_sees_what_a_reader_sees() -> None:
    """Text, headings, tables, links and alternative texts, but neither styles nor scripts."""
    page = read_html(
        b"<!doctype html><html lang='de'><head><title>T</title><meta name=author content=A>"
        b"<style>p{}</style></head><body><h1>One <em>two</em></h1><p>a &amp; b<a href='https://x.example'>"
        b"l</a><a href='#in'>i</a></p><table><tr><th>H<td>C</table><img src='' alt='pic'>"
        b"<script>no</script></body></html>"
    )

    assert page.text.split("\n") == ["One two", "a & bli", "H", "C"]
    assert page.headings == ("One two",)
    assert page.tables == ((("H", "C"),),)
    assert (page.language, page.metadata) == ("de", {"title": "T", "author": "A"})
    assert (page.links, page.alternatives) == (("https://x.example",), ("pic",))


@pytest.mark.parametrize(
    ("name", "module", "reader"),
    [
        ("html", "efc_format_html", read_html),
        ("docx", "efc_format_docx", read_docx),
        ("pdf", "efc_format_pdf", read_pdf),
    ],
)
def test_readers_find_structure(name: str, module: str, reader: Any) -> None:
    """From each of our formats the readers get headings, tables, language and author."""
    plugin = pytest.importorskip(module)
    reporter = reporter_for(next(f for f in plugin.efc_register_formats() if f.info.name == name))
    read = reader(reporter.render(sample_project(), "participant-list", name, language="de"))

    assert "Treffen 1: Auftakttreffen" in read.headings
    assert ["Musterstadt" in str(table) for table in read.tables].count(True) >= 1
    assert read.language.startswith("de")
    assert read.metadata["author"] == "Stadt Musterstadt"
    assert any("Flagge" in text for text in read.alternatives)
