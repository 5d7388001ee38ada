"""What was asked for goes before the environment, and nothing that was named is silent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from efc_reporting import Reporter
from efc_reporting.errors import NotAcceptedError, PluginError, PluginWarning
from efc_reporting.plugin_host.loading import load_plugins
from efc_reporting.plugin_host.registry import PluginState
from efc_reporting.plugin_host.sources import (
    NONE,
    ONLY,
    STRICT,
    PluginSettings,
    plugin_settings,
    settings_said,
)
from efc_reporting.workflows import builtin


def test_empty_environment_uses_everything() -> None:
    """Who says nothing gets all that is installed."""
    assert plugin_settings({}) == PluginSettings()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({ONLY: "odt, press"}, PluginSettings(only=frozenset({"odt", "press"}))),
        ({ONLY: " , "}, PluginSettings()),
        ({NONE: "1"}, PluginSettings(are_others_used=False)),
        ({NONE: "off"}, PluginSettings()),
        ({NONE: ""}, PluginSettings()),
        ({STRICT: "Yes"}, PluginSettings(is_strict=True)),
        ({STRICT: "0"}, PluginSettings()),
    ],
)
def test_environment_decides(environment: Mapping[str, str], expected: PluginSettings) -> None:
    """Each variable means what the reference says."""
    assert plugin_settings(environment) == expected


@pytest.mark.parametrize("name", [NONE, STRICT])
def test_value_that_says_neither_yes_nor_no_is_refused(name: str) -> None:
    """A slip in the environment is told, not guessed."""
    with pytest.raises(NotAcceptedError, match=f"variable {name}: 'perhaps' says neither"):
        plugin_settings({name: "perhaps"})


def test_arguments_go_before_the_environment() -> None:
    """What the program asks for, it gets."""
    everything = {ONLY: "odt", NONE: "1", STRICT: "1"}

    assert plugin_settings(everything, strict=False).is_strict is False
    assert plugin_settings(everything, discover=True).are_others_used
    assert plugin_settings(everything, only=["press"]) == PluginSettings(
        only=frozenset({"press"}), is_strict=True
    )
    assert plugin_settings({}, only=()).only == frozenset()


def test_set_variables_are_listed_with_their_meaning() -> None:
    """The doctor shows those that say something, and no other."""
    said = settings_said({ONLY: "press,odt", NONE: "0", STRICT: "1", "PATH": "/bin"})

    assert [(name, value) for name, value, _ in said] == [(ONLY, "odt, press"), (STRICT, "1")]
    assert settings_said({}) == ()


def test_reporter_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Reporter is where the environment comes in, and its argument goes before."""
    monkeypatch.setenv(STRICT, "1")
    with pytest.raises(PluginError, match="plugin 'pfd' is not there to be disabled; did you mean"):
        Reporter(disabled_plugins=["pfd"])
    with pytest.warns(PluginWarning, match="did you mean 'pdf'"):
        Reporter(disabled_plugins=["pfd"], strict_plugins=False)


def test_unknown_name_to_be_used_is_told() -> None:
    """A chosen plugin that is not installed is no silent loss."""
    with pytest.warns(PluginWarning, match="plugin 'odt' is not there to be used: known are"):
        registry = load_plugins(builtin, settings=PluginSettings(only=frozenset({"odt"})))

    assert registry.records[0].state is PluginState.OK
    assert {"pdf", "docx"} <= set(registry.formats)
