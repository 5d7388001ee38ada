"""The reference pages say what the code says."""

from __future__ import annotations

import json
import re
from inspect import signature
from pathlib import Path

import pytest
from doc_pages import PAGES, ROOT, name_of
from docs_reference.findings import findings_of_the_core
from docs_reference.parts import PARTS, with_parts

from efc_reporting import Reporter
from efc_reporting.base.i18n import TO_ISO, translator_for
from efc_reporting.cli.json_output import check_as_json, error_as_json
from efc_reporting.contracts import Audience
from efc_reporting.errors import LoadError, Problem
from efc_reporting.loading.sheets.headers import header_of, headers
from efc_reporting.loading.sheets.lists import builtin_sheet_readers
from efc_reporting.plugin_host import hookspecs
from efc_reporting.plugin_host.registry import PluginState
from efc_reporting.privacy import FIELDS_FOR_AGENCY
from efc_reporting.programme.deadlines import deadlines
from efc_reporting.testing import context_for, sample_project

REFERENCE = ROOT / "docs" / "reference"
SOURCES = ROOT / "src" / "efc_reporting"


def text_of(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def rows_of(page: str, heading: str = "") -> list[list[str]]:
    """Return the cells of all table rows of a page, or of those under one heading."""
    text = text_of(page)
    if heading:
        text = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def first_cells(page: str, heading: str) -> set[str]:
    return {row[0].strip("`") for row in rows_of(page, heading)}


@pytest.mark.parametrize("page", sorted({page for page, _ in PARTS}))
def test_generated_parts_are_up_to_date(page: str) -> None:
    """What the code says of itself is on the page: run tools/build_docs_reference.py."""
    assert with_parts(page, text_of(page)) == text_of(page)


def test_every_hook_has_a_heading_and_its_arguments() -> None:
    """A hook is found by its heading, and no heading names a hook that is gone."""
    hooks = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("efc_")}
    page = text_of("hooks.md")

    assert re.findall(r"^## (efc_\w+)$", page, re.MULTILINE) == list(hooks)
    for name, hook in hooks.items():
        shown = re.search(rf"^def {name}\((.*)\) -> ", page, re.MULTILINE)

        assert shown
        assert re.findall(r"(\w+): ", shown[1]) == list(signature(hook).parameters)


def test_every_finding_has_a_row() -> None:
    """Every code that the core can find is explained with its severity, and no other."""
    explained = {
        row[0].strip("`"): row[1]
        for row in rows_of("findings.md")
        if re.fullmatch(r"`[a-z]+(-[a-z]+)+`", row[0]) and len(row) == 3
    }

    assert explained == dict(findings_of_the_core())


def test_every_section_of_the_narrative_is_listed() -> None:
    """The sections on the page are those that some document shows."""
    asked = set()
    for path in (SOURCES / "documents").rglob("*.py"):
        asked |= set(re.findall(r'"([a-z-]+)"', path.read_text(encoding="utf-8")))
    listed = first_cells("narrative.md", "Sections") - {"Section", "---"}

    assert {name for name in listed if "<" not in name} <= asked
    assert "meeting-<id>" in listed


def test_every_column_of_lists_is_listed() -> None:
    """The columns on the page are those that lists may have."""
    known = {header_of(field) for field in set(headers().values()) - {"line"}}
    listed = first_cells("project-toml.md", "Columns of a participant list")

    assert listed - {"Column", "---"} == known


def test_every_ending_of_lists_is_listed() -> None:
    """The endings on the page are those that the built-in readers know."""
    known = {ending for reader in builtin_sheet_readers() for ending in reader.extensions}
    [row] = [r for r in rows_of("project-toml.md") if r[0] == "the files in `participants`"]

    assert set(re.findall(r"`(\.\w+)`", row[1])) == known


def test_every_argument_of_reporter_is_listed() -> None:
    """The arguments on the page are those of the class."""
    listed = first_cells("hooks.md", "Arguments of Reporter") - {"Argument", "---"}

    assert listed == set(signature(Reporter).parameters)


def test_every_state_of_a_plugin_is_listed() -> None:
    """The states on the page are those that a plugin can have."""
    listed = first_cells("hooks.md", "What becomes of a plugin") - {"State", "---"}

    assert listed == set(PluginState)


def test_json_of_check_is_as_described() -> None:
    """The keys on the page are those of the output."""
    context = context_for(sample_project())
    some = deadlines(context.project, context.measure)
    translator = translator_for("en")
    found = check_as_json(context.project, context.facts, context.findings, translator, some)
    rows = rows_of("command-line.md", "Output of check --json")[2:]

    assert [row[0].strip("`") for row in rows] == list(found)
    for key, content in rows:
        value = found[key.strip("`")]
        sample = value[0] if isinstance(value, list) and value else value
        if isinstance(sample, dict):
            assert re.findall(r"`(\w+)`", content) == list(sample), key


def test_json_of_a_broken_folder_is_as_described() -> None:
    """Where the folder cannot be read, the output has one key."""
    problem = Problem(file="project.toml", place="title", problem="is missing")
    found = error_as_json(LoadError(folder="x", problems=(problem,)))

    assert list(found) == ["problems"]


def test_manifest_of_a_dossier_is_as_described(tmp_path: Path) -> None:
    """The keys on the page are those of the file, and those of its lists."""
    write_dossier_of_pages(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    rows = rows_of("dossier.md", "manifest.json")[2:]

    assert [row[0].strip("`") for row in rows] == list(manifest)
    for key, content in rows:
        value = manifest[key.strip("`")]
        if isinstance(value, list):
            assert value, key
            assert re.findall(r"`(\w+)`", content) == list(value[0]), key


def write_dossier_of_pages(folder: Path) -> None:
    """Write a dossier in which only web pages can be made, so that files are missing too."""
    import efc_format_html

    reporter = Reporter(plugins=[efc_format_html], discover_plugins=False)
    reporter.write_dossier(sample_project(), folder, languages=["en"])


def test_country_codes_of_the_glossary() -> None:
    """The codes that the Union writes otherwise are all named."""
    rows = rows_of("glossary.md", "Country codes")
    shown = {row[1].strip("`"): row[2] for row in rows if row[2] not in ("ISO 3166", "---")}

    assert {code: iso for code, iso in shown.items() if iso != "none"} == TO_ISO


def test_privacy_names_every_audience_and_field() -> None:
    """The page on privacy lists the audiences, and all that the agency sees."""
    page = (ROOT / "docs" / "explanation" / "privacy.md").read_text(encoding="utf-8")
    words = {
        "family_name": "family name",
        "given_name": "given name",
        "is_signed": "whether the person signed",
    }

    assert all(f"| `{audience}` |" in page for audience in Audience)
    [row] = [line for line in page.splitlines() if line.startswith("| `agency`")]
    seen = row.strip("| ").split(" | ")[1]
    assert {part.removeprefix("and ") for part in seen.split(", ")} == {
        words.get(field, field) for field in FIELDS_FOR_AGENCY
    }


def test_no_page_holds_a_machine_path() -> None:
    """No page names a folder of somebody's computer."""
    path = re.compile(r"(/home/|/Users/|/tmp/|/work/|C:\\)")

    assert [name_of(page) for page in PAGES if path.search(page.read_text("utf-8"))] == []
