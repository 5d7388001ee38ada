"""Tests of a format: what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.rendering import first_changes, render, shortest, trial

if TYPE_CHECKING:
    import pytest

LONGEST_QUOTE = 200


class FormatSurroundings(OfFormat):
    """A format turns a document into bytes and does nothing else."""

    def test_writes_no_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The host writes; a format returns bytes."""
        written = trial(self.format).files
        assert not written, (
            f"written to disk: {', '.join(written)}; return bytes and leave the rest"
        )
        monkeypatch.chdir(tmp_path)
        render(self.format, shortest(self.format))
        left = [path.name for path in tmp_path.iterdir()]
        assert not left, f"left in the working folder: {left}"

    def test_uses_no_network(self) -> None:
        """A report says nothing to anybody else while it is made."""
        asked = trial(self.format).network
        assert not asked, f"spoke to the network: {asked}"

    def test_starts_no_program(self) -> None:
        """No other program has to be installed, or is waited for."""
        started = trial(self.format).programs
        assert not started, f"started: {started}"

    def test_prints_nothing(self) -> None:
        """Standard output and error belong to the host, which may write JSON there."""
        printed = trial(self.format).printed
        assert not printed, f"printed {printed[:LONGEST_QUOTE]!r}; use logging, or context.warn"

    def test_changes_no_global_state(self) -> None:
        """Folder, locale, environment, random numbers, logging: all is as it was."""
        changed = dict.fromkeys((*first_changes(self.format), *trial(self.format).changed))
        assert not changed, "; ".join(changed)

    def test_documents_stay_as_they_are(self) -> None:
        """A document is rendered by several formats, so none may change it."""
        for rendered in trial(self.format).result:
            kind, changed = rendered.document.kind, " and the ".join(rendered.changed)
            assert not changed, f"{kind}: the {changed} was changed; take attrs.evolve() for a copy"
