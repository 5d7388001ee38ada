"""Fields in a letterhead are a closed list, filled in the language of the report."""

from __future__ import annotations

import attrs
import pytest

from efc_reporting import Reporter
from efc_reporting.plugin_host.letterhead_fields import TextField, TextFields, text_fields
from efc_reporting.testing import sample_project
from efc_reporting.testing.contexts import SAMPLE_DAY

REPORTER = Reporter(discover_plugins=False, as_of=SAMPLE_DAY)
MEETING = sample_project().meetings[0].id


def fields(language: str = "en", **changes: object) -> TextFields:
    """Return the fields of the narrative report on the sample project."""
    project = attrs.evolve(sample_project(), **changes)  # type: ignore[arg-type]
    context = REPORTER.context(project, language=language)
    return text_fields(REPORTER.compose(project, "narrative", language=language), context)


def only(text: str, known: TextFields) -> TextField:
    """Return the one field of a text."""
    (found,) = known.in_text(text)
    return found


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("{{ project.title }}", sample_project().title),
        ("{{project.title}}", sample_project().title),
        ("{{ document.date }}", "28 February 2020"),
        ("{{ title }}", sample_project().title),
        (f'{{{{ meetings["{MEETING}"].number }}}}', "1"),
        (f"{{{{ meetings[“{MEETING}”].number }}}}", "1"),
    ],
)
def test_known_fields_have_values(typed: str, value: str) -> None:
    """Those of the narrative, of the project and of the document; Word curls quotes."""
    found = only(f"a {typed} b", fields())

    assert (found.value, found.start, found.end) == (value, 2, 2 + len(typed))


def test_values_are_in_the_language_of_the_report() -> None:
    """A date, for one."""
    assert only("{{ document.date }}", fields("de")).value == "28. Februar 2020"


def test_an_unknown_field_names_the_nearest() -> None:
    """Nothing is filled in; what is near is told, and nothing where nothing is."""
    near, far = fields().in_text("{{ project.titel }} {{ 7*7 }}")

    assert (near.value, near.nearest) == (None, "project.title")
    assert (far.value, far.nearest) == (None, "")


def test_a_field_without_a_value_is_a_dash() -> None:
    """A reference that nobody gave."""
    found = only("{{ project.reference }}", fields(reference=""))

    assert (found.value, found.is_empty) == ("–", True)


def test_a_figure_of_an_unknown_meeting_is_told_from_an_unknown_figure() -> None:
    """So that a letterhead can be checked without the project."""
    some, none = fields().in_text('{{ meetings["x"].total }} {{ meetings["x"].totl }}')

    assert (some.is_of_unknown_meeting, none.is_of_unknown_meeting) == (True, False)
    assert some.value is None


def test_braces_alone_are_text() -> None:
    """One brace is none, and neither is a block of a template."""
    assert list(fields().in_text("{ project.title } {% if %}")) == []
