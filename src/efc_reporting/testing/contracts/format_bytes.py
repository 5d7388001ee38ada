"""Tests of a format: the bytes that it returns."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from time import process_time

from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.other_process import rendered_elsewhere
from efc_reporting.testing.contracts.rendering import AnyFormat, render, shortest, trial
from efc_reporting.testing.contracts.tour import list_of

FEW, MANY = 100, 400
SLACK = 2.0
"""How much longer than in proportion many rows may take."""

SECONDS_FOR_CHANCE = 0.2
ROUNDS = 4
"""How often it is measured at most: other work on the computer only lengthens a time."""


class FormatBytes(OfFormat):
    """The bytes are a file of their type, the same for the same document, and soon there."""

    def test_returns_bytes(self) -> None:
        """What comes back is bytes, and some of them."""
        for rendered in trial(self.format).result:
            assert type(rendered.data) is bytes, rendered.document.kind
            assert rendered.data, rendered.document.kind

    def test_files_begin_as_their_type_does(self) -> None:
        """Every file begins with the bytes that the format's info gives."""
        for rendered in trial(self.format).result:
            assert rendered.data.startswith(self.format.info.magic), rendered.document.kind

    def test_same_document_gives_same_bytes(self) -> None:
        """A second run writes the same file, byte by byte."""
        document = shortest(self.format)
        assert render(self.format, document) == render(self.format, document), document.kind

    def test_bytes_are_the_same_in_another_process(self, tmp_path: Path) -> None:
        """Hash seed, time zone, language and folder of the program change no byte.

        The format is pickled on the way: a host may render in a process of its own.
        """
        files = trial(self.format).result
        told = rendered_elsewhere(self.format, [file.document for file in files], tmp_path)
        changed = [
            file.document.kind
            for file, digest in zip(files, told, strict=True)
            if sha256(file.data).hexdigest() != digest
        ]
        assert not changed, f"other bytes in another process: {', '.join(changed)}"

    def test_time_grows_with_the_rows(self) -> None:
        """Four times the rows take about four times as long, not sixteen times."""
        few = many = allowed = float("inf")
        for _ in range(ROUNDS):
            few = min(few, _seconds_for(self.format, FEW))
            many = min(many, _seconds_for(self.format, MANY))
            allowed = SLACK * few * MANY / FEW + SECONDS_FOR_CHANCE
            if many <= allowed:
                break
        assert many <= allowed, f"{FEW} rows took {few:.2f} s, {MANY} rows {many:.2f} s"


def _seconds_for(report_format: AnyFormat, rows: int) -> float:
    document = list_of(shortest(report_format), rows)
    begun = process_time()
    render(report_format, document)
    return process_time() - begun
