"""The shipped JSON Schema says the same as the loader."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from efc_reporting.errors import LoadError
from efc_reporting.loading import load_project, project_schema
from efc_reporting.loading.schema import schema_from_tables

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/project.toml"))
PARTNER = '[[partners]]\nid = "p"\nname = "P"\ntown = "T"\ncountry = "{}"\n'
SAMPLES = {
    "nothing more": ("", True),
    "a partner": (PARTNER.format("EL"), True),
    "Greece as ISO has it": (PARTNER.format("GR"), False),
    "a role": (PARTNER.format("DE") + 'role = "associated"', True),
    "an unknown role": (PARTNER.format("DE") + 'role = "boss"', False),
    "an unknown key": ('titel = "x"', False),
    "a local text": ('summary = {de = "x", en = "y"}', True),
    "a local text in capitals": ('summary = {DE = "x"}', False),
    "a list as local text": ('summary = ["x"]', False),
    "a negative total": ('[[meetings]]\nid = "m"\ntitle = "M"\ndeclared_total = -1', False),
    "a meeting without title": ('[[meetings]]\nid = "m"', False),
    "an empty name": (PARTNER.format("DE").replace('"P"', '""'), False),
    "an id with a space": (PARTNER.format("DE").replace('"p"', '"p q"'), False),
    "a whole amount": ("[grant]\nawarded = 100", True),
    "a web address": ('public_page = "https://example.org/a"', True),
    "no web address": ('public_page = "example.org"', False),
}


def as_json(value: object) -> object:
    """Return TOML content as an editor's validator sees it: dates are strings."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_shipped_schema_is_that_of_the_tables():
    """Whoever changes a table writes the schema anew."""
    assert project_schema() == schema_from_tables()


def test_the_schema_is_a_schema():
    """Draft 7, which editors of TOML understand."""
    jsonschema.Draft7Validator.check_schema(project_schema())

    assert project_schema()["properties"]["title"]["minLength"] == 1


@pytest.mark.parametrize(("toml", "is_right"), SAMPLES.values(), ids=SAMPLES.keys())
def test_schema_and_loader_agree(make_folder, toml, is_right):
    """Both accept, or both refuse, the same file."""
    folder = make_folder(toml)
    content = as_json(tomllib.loads((folder / "project.toml").read_text(encoding="utf-8")))
    accepted = jsonschema.Draft7Validator(project_schema()).is_valid(content)
    try:
        load_project(folder)
        is_loaded = True
    except LoadError:
        is_loaded = False

    assert (accepted, is_loaded) == (is_right, is_right)


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_every_example_fits_the_schema(path):
    """The project files that we ship validate."""
    content = as_json(tomllib.loads(path.read_text(encoding="utf-8")))

    assert list(jsonschema.Draft7Validator(project_schema()).iter_errors(content)) == []


def test_there_are_examples_to_validate():
    """The test above has something to look at."""
    assert len(EXAMPLES) >= 3
