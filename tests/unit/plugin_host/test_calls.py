"""What plugins are handed: ours the values themselves, others copies that are watched."""

from __future__ import annotations

import threading

import attrs
import pytest

from efc_reporting import Reporter
from efc_reporting.plugin import ReportContext
from efc_reporting.plugin_host import calls as handed_copies
from efc_reporting.plugin_host.calls import handed_to
from efc_reporting.plugin_host.registry import PluginRecord
from efc_reporting.testing import context_for, sample_project

OURS = PluginRecord(name="pdf", distribution="efc-reporting", version="1")
THEIRS = PluginRecord(name="zoo", distribution="efc-zoo", version="1")


@attrs.frozen
class Bag:
    """An option that holds anything."""

    content: object


def given() -> tuple[ReportContext, Bag]:
    """Return a context and options."""
    return context_for(sample_project()), Bag(["a"])


def test_ours_get_the_values_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a format, a document, a check or an observer: nothing is copied and nothing watched."""
    values = given()
    monkeypatch.delattr(handed_copies, "copy")
    monkeypatch.delattr(handed_copies, "pickle")
    handed = handed_to(OURS, values)

    assert handed.values is values
    assert not handed.is_changed()


def test_ours_change_nothing(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watched like those of others, every check, document and format of ours does its work."""
    monkeypatch.setattr(PluginRecord, "is_shipped", property(lambda record: False))
    project = sample_project()
    documents, formats = reporter.registry.documents, reporter.registry.formats
    made = [reporter.compose(project, name) for name in documents]
    files = [reporter.render(project, "participant-list", name) for name in formats]

    assert [bool(document.blocks) for document in made] == [True] * len(documents)
    assert [bool(file) for file in files] == [True] * len(formats)
    assert documents
    assert formats
    assert "check-failed" not in {finding.code for finding in reporter.check(project)}


def test_others_get_an_equal_copy() -> None:
    """Of a context the templates, the translator and the way to warn stay the same things."""
    context, options = values = given()
    copied, copied_options = handed_to(THEIRS, values).values

    assert copied.project == context.project
    assert copied.project is not context.project
    assert copied_options.content is not options.content
    assert copied.templates is context.templates
    assert copied.warn is context.warn


@pytest.mark.parametrize("field", ["project", "facts", "findings", "measure", "as_of", "language"])
def test_a_change_of_a_context_is_told(field: str) -> None:
    """Each part of it is watched, and the one that was handed in stays as it was."""
    context = context_for(sample_project())
    before = getattr(context, field)
    handed = handed_to(THEIRS, context)
    untouched = handed.is_changed()
    object.__setattr__(handed.values, field, None)

    assert not untouched
    assert handed.is_changed()
    assert getattr(context, field) == before


def test_a_change_of_options_is_told() -> None:
    """They are watched like the document beside them."""
    values = given()
    handed = handed_to(THEIRS, values)
    handed.values[1].content.append("b")  # type: ignore[attr-defined] # a list, as given() says

    assert handed.is_changed()
    assert values[1].content == ["a"]


def test_what_cannot_be_copied_is_watched_all_the_same() -> None:
    """A lock has neither a copy nor a pickle; its bag goes as it is, and swapping it is seen."""
    bag = Bag(threading.Lock())
    handed = handed_to(THEIRS, bag)

    assert handed.values is bag
    assert not handed.is_changed()

    object.__setattr__(bag, "content", None)

    assert handed.is_changed()
