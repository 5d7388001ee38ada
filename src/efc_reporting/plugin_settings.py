"""Which plugins are to be used: what was asked for, and else what the environment says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from efc_reporting.errors import NotAcceptedError

ONLY = "EFC_REPORTING_PLUGINS"
NONE = "EFC_REPORTING_NO_PLUGINS"
STRICT = "EFC_REPORTING_STRICT"

MEANINGS = {
    ONLY: "of the installed plugins of others only these are used",
    NONE: "no installed plugin of others is used",
    STRICT: "a plugin that cannot be used is an error",
}
"""The variables of the environment and what each says, where it is set and not switched off."""

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Which plugins are used, and whether one that cannot be is an error.

    `disabled` are names of any plugins. `only` are the names of those installed plugins of others
    that are used, None for all. Without `is_discovering` nothing installed is used, not even the
    shipped formats; without `are_others_used` the installed plugins of others are not.
    """

    disabled: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    is_discovering: bool = True
    are_others_used: bool = True
    is_strict: bool = False


USUAL = PluginSettings()
"""Everything that is installed is used."""


def plugin_settings(
    environment: Mapping[str, str],
    *,
    disabled: Iterable[str] = (),
    only: Iterable[str] | None = None,
    discover: bool | None = None,
    strict: bool | None = None,
) -> PluginSettings:
    """Return the settings; an argument that is not None goes before the environment.

    `only` goes before both variables that choose plugins. Raise NotAcceptedError for a value of the
    environment that says neither yes nor no.
    """
    is_none = _is_set(environment, NONE) if discover is None and only is None else False
    return PluginSettings(
        disabled=frozenset(disabled),
        only=frozenset(only) if only is not None else names_in(environment),
        is_discovering=discover is not False,
        are_others_used=not is_none,
        is_strict=_is_set(environment, STRICT) if strict is None else strict,
    )


def names_in(environment: Mapping[str, str]) -> frozenset[str] | None:
    """Return the names that EFC_REPORTING_PLUGINS lists, None where it lists none."""
    names = frozenset(name.strip() for name in environment.get(ONLY, "").split(","))
    return names - {""} or None


def settings_said(environment: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return each variable that says something: its name, its value and what that means."""
    names = names_in(environment)
    return (
        *(((ONLY, ", ".join(sorted(names)), MEANINGS[ONLY]),) if names else ()),
        *(
            (name, environment[name], MEANINGS[name])
            for name in (NONE, STRICT)
            if _is_set(environment, name)
        ),
    )


def _is_set(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "").strip()
    if value.casefold() not in _YES | _NO:
        raise NotAcceptedError(
            what=f"the environment variable {name}",
            problem=f"{value!r} says neither yes nor no",
            remedy="set it to 1 or 0, or take it away",
        )
    return value.casefold() in _YES
