"""What changed between two states of the public interface, and what the changelog says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from public_api.reading import Api

HEADINGS = {
    "added": frozenset({"Added"}),
    "changed": frozenset({"Changed", "Deprecated", "Fixed", "Security"}),
    "removed": frozenset({"Removed"}),
}
"""Under which headings of the changelog a change has to be named."""

_SPAN = re.compile(r"`([^`]+)`")


@attrs.frozen(kw_only=True)
class Change:
    """One thing that is there no more, is new or is another one; `before` is what it was."""

    deed: str
    section: str
    name: str
    before: str = ""

    def __str__(self) -> str:
        return f"{self.deed}: {self.name} ({self.section})"


def changes_between(before: Api, now: Api) -> tuple[Change, ...]:
    """Return every change, in the order of the sections and names."""
    found: list[Change] = []
    for section in sorted({*before, *now}):
        old, new = before.get(section, {}), now.get(section, {})
        for name in sorted({*old, *new}):
            if name not in new:
                found.append(Change(deed="removed", section=section, name=name, before=old[name]))
            elif name not in old:
                found.append(Change(deed="added", section=section, name=name))
            elif old[name] != new[name]:
                found.append(Change(deed="changed", section=section, name=name, before=old[name]))
    return tuple(found)


def before_changes(now: Api, changes: tuple[Change, ...]) -> dict[str, dict[str, str]]:
    """Return the interface as it was before the changes."""
    before = {section: dict(things) for section, things in now.items()}
    for change in changes:
        things = before.setdefault(change.section, {})
        if change.deed == "added":
            things.pop(change.name, None)
        else:
            things[change.name] = change.before
    return {section: dict(sorted(things.items())) for section, things in before.items() if things}


def unnamed(changes: tuple[Change, ...], changelog: str) -> tuple[Change, ...]:
    """Return the changes that the part Unreleased of the changelog does not name.

    A thing is named by its name in a span of code, such as `Reporter.write`, under a heading of
    HEADINGS. What came or went with its class is named with it.
    """
    named = named_things(changelog)
    deeds = {(change.deed, change.name) for change in changes}

    def is_named(change: Change) -> bool:
        owner = change.name.rpartition(".")[0]
        if owner and (change.deed, owner) in deeds:
            return True
        return any(change.name in named.get(heading, ()) for heading in HEADINGS[change.deed])

    return tuple(change for change in changes if not is_named(change))


def named_things(changelog: str) -> Mapping[str, frozenset[str]]:
    """Return what stands in spans of code under each heading of Unreleased."""
    return {
        heading: frozenset(span.partition("(")[0].strip() for span in _SPAN.findall(text))
        for heading, text in _parts(changelog)
    }


def _parts(changelog: str) -> Iterator[tuple[str, str]]:
    unreleased = changelog.partition("\n## [Unreleased]")[2].partition("\n## ")[0]
    for part in unreleased.split("\n### ")[1:]:
        heading, _, text = part.partition("\n")
        yield heading.strip(), text


def as_data(changes: tuple[Change, ...]) -> dict[str, Any]:
    """Return the changes as they stand in the file: section, then name, then deed and before."""
    data: dict[str, dict[str, list[str]]] = {}
    for change in changes:
        entry = [change.deed] if change.deed == "added" else [change.deed, change.before]
        data.setdefault(change.section, {})[change.name] = entry
    return data


def from_data(data: Mapping[str, Mapping[str, list[str]]]) -> tuple[Change, ...]:
    """Return the changes of a file."""
    return tuple(
        Change(deed=entry[0], section=section, name=name, before="".join(entry[1:]))
        for section, things in data.items()
        for name, entry in things.items()
    )
