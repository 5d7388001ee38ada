"""A plugin of today works on a host of tomorrow, and is told in time what is to go."""

from __future__ import annotations

import warnings
from datetime import date
from types import ModuleType

import attrs
import jinja2
import later_host
import plugin_of_api_1
import pytest

import efc_format_docx
import efc_format_html
from efc_reporting import Reporter
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import API_VERSION
from efc_reporting.plugin import FormatInfo, RemovedInNextMajorWarning, hookimpl
from efc_reporting.testing import read_docx, read_html, reporter_with, sample_project

DAY = date(2020, 2, 28)
EVENTS = ((date(2018, 6, 4), "The first meeting began"), (DAY, "The report was written"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Reporter:
    """Return a reporter of the later host with the old plugin and two of the shipped formats."""
    later_host.become_later(monkeypatch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RemovedInNextMajorWarning)
        return reporter_with(plugin_of_api_1, efc_format_html, efc_format_docx)


def document_with_later_block(reporter: Reporter) -> Document:
    document = reporter.compose(sample_project(), "letter", language="en")
    return attrs.evolve(document, blocks=(*document.blocks, later_host.Timeline(events=EVENTS)))


def test_old_plugin_is_of_the_present_interface() -> None:
    """What was added since did not change the number of the interface, so nobody is refused."""
    assert plugin_of_api_1.Digest.info.api == API_VERSION
    assert [record.state for record in reporter_with(plugin_of_api_1).registry.records] == [
        "ok",
        "ok",
    ]


def test_hook_without_the_added_argument_is_called(later: Reporter) -> None:
    """The host hands over more than the plugin asks for, and the plugin gets what it knows."""
    project = sample_project()
    facts = later.facts(project)
    measure = later.registry.measure(project.measure)
    [call] = [call for call in later.registry.calls("efc_check_project") if call.plugin != "core"]
    [finding] = call(project=project, facts=facts, measure=measure, as_of=DAY)

    assert finding.code == "example-people"
    assert finding.values["people"] == facts.total


def test_argument_that_is_to_go_warns_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The author is told on loading, with the replacement and the line of the plugin."""
    later_host.become_later(monkeypatch)
    with pytest.warns(RemovedInNextMajorWarning, match="take info.name") as caught:
        reporter = reporter_with(plugin_of_api_1)

    assert [warning.filename for warning in caught] == [plugin_of_api_1.__file__]
    assert reporter.registry.format("digest")


def test_argument_that_is_to_go_is_still_given(later: Reporter) -> None:
    """Until the next major version the plugin works as ever."""
    environment = jinja2.Environment(autoescape=True)
    info = FormatInfo(name="html", title="Page", extension=".html", media_type="text/html")
    for call in later.registry.calls("efc_prepare_templates"):
        call(environment=environment, format_name=info.name, info=info)

    assert environment.globals["example_format"] == "html"


def test_plugin_that_was_adapted_is_not_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for the replacement hears nothing: a warning would be an error here."""
    later_host.become_later(monkeypatch)
    adapted = ModuleType("adapted")

    @hookimpl
    def efc_prepare_templates(environment: jinja2.Environment, info: FormatInfo) -> None:
        environment.globals["example_format"] = info.name

    vars(adapted)["efc_prepare_templates"] = efc_prepare_templates

    assert reporter_with(adapted).registry.records[-1].state == "ok"


def test_later_block_is_shown_by_an_old_format(later: Reporter) -> None:
    """A format that does not know the block shows what it falls back to, down to paragraphs."""
    document = document_with_later_block(later)
    context = later.context(sample_project(), language="en")
    data = later.render_document(document, later.registry.format("digest"), context)

    assert data.decode().splitlines()[-3:] == [
        "What happened when:",
        "• 2018-06-04: The first meeting began",
        "• 2020-02-28: The report was written",
    ]


def test_later_block_is_shown_by_shipped_formats(later: Reporter) -> None:
    """Ours keep the same promise."""
    document = document_with_later_block(later)
    context = later.context(sample_project(), language="en")
    pages = {
        name: later.render_document(document, later.registry.format(name), context)
        for name in ("html", "docx")
    }

    assert "The first meeting began" in read_html(pages["html"]).text
    assert "The first meeting began" in read_docx(pages["docx"]).text


def test_later_field_of_the_context_disturbs_nobody(later: Reporter) -> None:
    """Old documents and formats are given it, and do what they did without."""
    today = later.context(sample_project(), language="en")
    context = later_host.later_context(today)
    digest = later.registry.format("digest")
    documents = [plugin_of_api_1.Letter().compose(each) for each in (today, context)]
    one, other = (
        later.render_document(document, digest, each)
        for document, each in zip(documents, (today, context), strict=True)
    )

    assert context.season == "winter"
    assert one == other
