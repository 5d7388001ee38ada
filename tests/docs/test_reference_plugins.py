"""The page on plugins says what the code says."""

from __future__ import annotations

import re

from doc_pages import ROOT

from efc_reporting.base.process import DEFAULT_LIMITS
from efc_reporting.cli.plugins import validation_as_json
from efc_reporting.contracts import PluginPart
from efc_reporting.plugin_host.registry import PluginState
from efc_reporting.plugin_host.sources import MEANINGS
from efc_reporting.workflows.validate_plugin import read_distribution, validate

PAGE = (ROOT / "docs" / "reference" / "plugins.md").read_text(encoding="utf-8")


def rows_under(heading: str) -> list[list[str]]:
    text = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines][2:]


def test_every_variable_is_listed_with_its_meaning() -> None:
    """The variables of the page are those that are read."""
    shown = {row[0].strip("`"): row[2] for row in rows_under("Environment")}

    assert shown == MEANINGS


def test_states_of_reasons_are_states() -> None:
    """Each reason leads to a state that is none of `ok`."""
    assert {row[1].strip("`") for row in rows_under("Reasons")} == set(PluginState) - {"ok"}


def test_limits_are_those_of_the_code() -> None:
    """Time and memory of the page are the usual ones."""
    assert f"| {DEFAULT_LIMITS.seconds:g} seconds, `--time-limit SECONDS` |" in PAGE
    assert f"| {DEFAULT_LIMITS.megabytes} MB, `--memory-limit MB` |" in PAGE


def test_parts_are_explained() -> None:
    """The parts that a plugin can have in a file stand in the class's own words too."""
    parts = {row[0].strip("`") for row in rows_under("Plugins in the manifest")}

    assert parts == set(re.findall(r"`(\w+)`", (PluginPart.__doc__ or "").partition(":")[0])) - {
        "part"
    }


def test_json_of_validate_is_as_described() -> None:
    """The keys of the page are those of the output."""
    source = read_distribution(ROOT / "examples" / "third_party_format")
    found = validation_as_json(validate(source, {}), ())

    assert [row[0].strip("`") for row in rows_under("Output of plugins validate --json")] == list(
        found
    )
