"""The narrative's Markdown files."""

from __future__ import annotations

import codecs

import pytest

from efc_reporting.loading import load_project
from efc_reporting.loading.narrative import section_text
from efc_reporting.model import NarrativeSection


def section_of(make_folder, text, name="narrative/de/summary.md"):
    (section,) = load_project(make_folder(files={name: text})).narrative
    return section


@pytest.mark.parametrize(
    ("text", "title", "markdown"),
    [
        ("Plain *text*.\n", "", "Plain *text*."),
        ("# Heading\n\nText\n", "Heading", "Text"),
        ("\n# Heading #\nText\n", "Heading", "Text"),
        ("---\ntitle: Front\n---\n# Heading\n", "Front", "# Heading"),
        ('---\ntitle: "Front: matter"\n---\n\nText', "Front: matter", "Text"),
        ("---\n---\n# Heading\nText", "Heading", "Text"),
        ("---\ntitle:\n---\n# Heading", "", "# Heading"),
        ("Text\n\n---\n\nMore", "", "Text\n\n---\n\nMore"),
        ("## Second level\nText", "", "## Second level\nText"),
        ("#hashtag", "", "#hashtag"),
        ("Windows\r\nlines\r\n", "", "Windows\nlines"),
        ("", "", ""),
    ],
)
def test_the_title_comes_from_front_matter_or_heading(make_folder, text, title, markdown):
    """Front matter goes before a heading; the rest stays as it was written."""
    section = section_of(make_folder, text)

    assert (section.title, section.markdown) == (title, markdown)


def test_files_without_language_are_in_the_first_one(make_folder):
    """narrative/summary.md is in English where English is the project's first language."""
    section = section_of(make_folder, "Text", "narrative/summary.md")

    assert (section.id, section.language) == ("summary", "en")


def test_sections_stand_in_the_order_of_languages(make_folder):
    """The first language of the project first, then by name."""
    names = ["de/b", "de/a", "en/z"]
    project = load_project(make_folder(files={f"narrative/{n}.md": "x" for n in names}))

    assert [(s.language, s.id) for s in project.narrative] == [
        ("en", "z"),
        ("de", "a"),
        ("de", "b"),
    ]


@pytest.mark.parametrize(
    ("files", "file", "words"),
    [
        ({"narrative/fr/summary.md": "x"}, "narrative/fr/summary.md", "'fr' is no language"),
        ({"narrative/de/a/b.md": "x"}, "narrative/de/a/b.md", "'de/a' is no language"),
        ({"narrative/de/my text.md": "x"}, "narrative/de/my text.md", "no id"),
        ({"narrative/de/a.md": b"K\xf6ln"}, "narrative/de/a.md", "UTF-8"),
        ({"narrative/de/a.md": "---\nauthor: X\n---\n"}, "narrative/de/a.md", "'author'"),
        ({"narrative/a.md": "x", "narrative/en/a.md": "y"}, "narrative/en/a.md", "twice"),
    ],
)
def test_mistakes_name_the_file(make_folder, problems_of, files, file, words):
    """Each is one problem at its file."""
    (problem,) = problems_of(make_folder(files=files))

    assert problem.file == file
    assert words in problem.problem


def test_a_byte_order_mark_is_no_text(make_folder):
    """The mark of Windows Notepad does not hide the heading."""
    section = section_of(make_folder, codecs.BOM_UTF8 + b"# Heading\nText")

    assert (section.title, section.markdown) == ("Heading", "Text")


def test_unwanted_characters_are_told(make_folder):
    """A bidirectional override goes, and a remark names the file."""
    project = load_project(make_folder(files={"narrative/de/a.md": "A\u202eb"}))

    assert project.narrative[0].markdown == "Ab"
    assert [remark.values["file"] for remark in project.remarks] == ["narrative/de/a.md"]


@pytest.mark.parametrize("title", ["", "Plain", '"Quoted"', "a: b", "# x"])
@pytest.mark.parametrize("markdown", ["", "# Heading\nText", "---\ntitle: x\n---", "Text"])
def test_a_written_section_reads_back(make_folder, title, markdown):
    """Whatever title and text look like."""
    section = NarrativeSection(id="summary", language="de", title=title, markdown=markdown)

    assert section_of(make_folder, section_text(section)) == section
