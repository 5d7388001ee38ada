"""The file that holds the public interface, and what changed of it since the last release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs

from public_api.changes import Change, as_data, before_changes, changes_between, from_data
from public_api.reading import Api

ROOT = Path(__file__).parents[2]
SNAPSHOT = "tests/api/public-api.json"
ABOUT = (
    "The public interface, written by tools/snapshot_api.py. since_release says what was added, "
    "and what the changed and removed things were before; CHANGELOG.md has to name them all."
)


@attrs.frozen(kw_only=True)
class Snapshot:
    """The interface, and the changes that led from the last release to it."""

    api: Api
    since_release: tuple[Change, ...] = ()

    @property
    def released(self) -> dict[str, dict[str, str]]:
        """The interface of the last release."""
        return before_changes(self.api, self.since_release)

    def brought_to(self, now: Api) -> Snapshot:
        """Return the snapshot of the interface `now`, with all changes since the same release."""
        return Snapshot(api=now, since_release=changes_between(self.released, now))

    def text(self) -> str:
        """Return the file."""
        content = {
            "about": ABOUT,
            "since_release": as_data(self.since_release),
            "api": self.api,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def snapshot_of(text: str) -> Snapshot:
    """Return what a file holds."""
    content: dict[str, Any] = json.loads(text)
    return Snapshot(api=content["api"], since_release=from_data(content["since_release"]))
