"""Who writes a section stands in its front matter."""

from __future__ import annotations

import pytest

from efc_reporting.facts.as_json import project_as_json, project_from_json
from efc_reporting.loading import load_project
from efc_reporting.loading.dump import dump_project
from efc_reporting.loading.narrative import section_text, top_of

PARTNERS = """
[[partners]]
id = "opole"
name = "Miasto Opole"
town = "Opole"
country = "PL"
role = "beneficiary"
"""


def folder_with(make_folder, owner):
    text = f"---\ntitle: Ahead\nowner: {owner}\n---\nText\n"
    return make_folder(PARTNERS, files={"narrative/en/state.md": text})


@pytest.mark.parametrize("written", ["opole", '"opole"', "'opole'"])
def test_the_owner_is_read(make_folder, written):
    """It is the id of a partner, with or without quotes."""
    (section,) = load_project(folder_with(make_folder, written)).narrative

    assert (section.owner, section.title, section.markdown) == ("opole", "Ahead", "Text")


def test_an_unknown_owner_is_a_problem(make_folder, problems_of):
    """The nearest partner is named."""
    (problem,) = problems_of(folder_with(make_folder, "opoll"))

    assert problem.file == "narrative/en/state.md"
    assert "there is no partner 'opoll'" in problem.problem
    assert "opole" in problem.remedy


def test_an_owner_without_partners_is_a_problem(make_folder, problems_of):
    """There is nobody who could be meant."""
    files = {"narrative/en/state.md": "---\nowner: opole\n---\nText\n"}
    (problem,) = problems_of(make_folder(files=files))

    assert problem.remedy == "the project names no partner"


def test_the_owner_survives_a_dump_and_json(make_folder, tmp_path):
    """A project that is written out reads back with its owners."""
    project = load_project(folder_with(make_folder, "opole"))
    dump_project(project, tmp_path / "copy")

    assert load_project(tmp_path / "copy").narrative == project.narrative
    assert project_from_json(project_as_json(project)).narrative == project.narrative


def test_a_section_without_an_owner_is_written_as_ever(make_folder):
    """No line for an owner that nobody named."""
    project = load_project(make_folder(files={"narrative/en/state.md": "Text\n"}))

    assert section_text(project.narrative[0]) == '---\ntitle: ""\n---\nText\n'


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("Text", ""),
        ("# Title\nText", "# Title\n"),
        ("---\nowner: opole\n---\nText", "---\nowner: opole\n---\n"),
        ("---\nowner: opole\n---\n# Title\nText", "---\nowner: opole\n---\n# Title\n"),
        ("---\ntitle: x\n---\n# Part\nText", "---\ntitle: x\n---\n"),
    ],
)
def test_the_text_begins_below_its_title(text, top):
    """What stands above it is never written anew."""
    assert text[: top_of(text)] == top
