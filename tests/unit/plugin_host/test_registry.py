"""What the plugins brought is found by name, and by nothing else."""

from __future__ import annotations

import attrs
import pytest

from efc_reporting.blocks.document import Document
from efc_reporting.contracts import FormatInfo, NoOptions, ReportContext, ReportFormat
from efc_reporting.errors import UnknownNameError
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.plugin_host.loading import load_plugins
from efc_reporting.plugin_host.registry import PluginState
from efc_reporting.plugin_host.sources import PluginSettings
from efc_reporting.workflows import builtin


class Text(ReportFormat[NoOptions]):
    info = FormatInfo(name="text", title="Text", extension=".txt", media_type="text/plain")
    options_type = NoOptions

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        return b"text"


class WithText:
    @hookimpl
    def efc_register_formats(self) -> list[ReportFormat[NoOptions]]:
        return [Text()]

    @hookimpl
    def efc_report_written(self, report: object) -> None:
        """Hear of a file."""


ALONE = PluginSettings(is_discovering=False)
REGISTRY = load_plugins(builtin, [WithText()], ALONE)


def test_core_comes_through_the_public_door() -> None:
    """The shipped documents and measures are registered by hooks like anybody's."""
    core = REGISTRY.records[0]

    assert core.name == "core"
    assert {"narrative", "interim", "participant-list", "public-notice"} <= set(core.documents)
    assert {"town-twinning", "networks-of-towns"} <= set(core.measures)


def test_registered_things_are_found() -> None:
    """Formats, documents and measures are there under their names."""
    assert isinstance(REGISTRY.format("text"), Text)
    assert REGISTRY.document("interim").info.name == "interim"
    assert REGISTRY.measure("town-twinning").is_single_event


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("format", "txt", "text"),
        ("document", "narative", "narrative"),
        ("measure", "town-twining", "town-twinning"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(kind: str, name: str, near: str) -> None:
    """A misspelt name is an error that names what was meant and all that is known."""
    with pytest.raises(UnknownNameError, match=f"did you mean '{near}'") as caught:
        getattr(REGISTRY, kind)(name)

    assert (caught.value.kind, caught.value.name) == (kind, name)
    assert near in caught.value.known


@pytest.mark.parametrize("extension", [".txt", ".TXT"])
def test_format_follows_from_the_ending(extension: str) -> None:
    """Capitals in an ending mean the same format."""
    assert [f.info.name for f in REGISTRY.formats_for(extension)] == ["text"]


@pytest.mark.parametrize("extension", ["", ".pages", "txt"])
def test_unknown_ending_is_refused(extension: str) -> None:
    """A file whose ending no format has is an error that names the endings."""
    with pytest.raises(UnknownNameError) as caught:
        REGISTRY.formats_for(extension)

    assert caught.value.known == (".txt",)


def test_provider_of_everything_is_known() -> None:
    """It can be told which plugin a format or a document is from."""
    assert REGISTRY.provider_of_format("text").name == "WithText"
    assert REGISTRY.provider_of_document("interim").name == "core"


def test_replaced_measure_is_no_plugins_any_more() -> None:
    """Of a measure that a file of the project replaces, no plugin is said to have brought it."""
    own = attrs.evolve(REGISTRY.measure("town-twinning"), title="Ours")
    registry = REGISTRY.with_measures({**REGISTRY.measures, "town-twinning": own})

    assert registry.measure("town-twinning").title == "Ours"
    assert "town-twinning" in REGISTRY.records[0].measures
    assert "town-twinning" not in registry.records[0].measures
    assert "networks-of-towns" in registry.records[0].measures
    assert [p.part for p in registry.touching("interim", "text", "town-twinning")] == [
        "document",
        "format",
        "checks",
    ]


def test_hooks_are_called_with_what_they_ask_for() -> None:
    """A hook that takes fewer arguments is given fewer."""
    heard = []

    class Curious:
        @hookimpl
        def efc_check_project(self, measure: object) -> list[object]:
            heard.append(measure)
            return []

    registry = load_plugins(builtin, [Curious()], ALONE)
    *_, call = registry.calls("efc_check_project")
    result = call(project=1, facts=2, measure=3)

    assert (result, heard) == ([], [3])
    assert call.plugin == "Curious"


def test_hooks_stand_in_the_order_of_loading() -> None:
    """The core checks first, then what is handed over."""

    class One:
        @hookimpl
        def efc_check_project(self) -> list[object]:
            return []

    class Two(One):
        pass

    registry = load_plugins(builtin, [One(), Two()], ALONE)

    assert [c.plugin for c in registry.calls("efc_check_project")] == ["core", "One", "Two"]


def test_records_are_values() -> None:
    """A record of a plugin cannot be changed afterwards."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        REGISTRY.records[0].state = PluginState.BROKEN
