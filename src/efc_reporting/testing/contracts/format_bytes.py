"""Tests of a format: the bytes that it returns."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from efc_reporting.guarding import MAGIC_OF_ENDINGS
from efc_reporting.testing.contracts.clock import clock_readings
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.other_process import rendered_elsewhere
from efc_reporting.testing.contracts.rendering import AnyFormat, made, render, shortest, trial
from efc_reporting.testing.contracts.tour import list_of

FEW, MANY = 100, 400
SLACK = 2.0
"""How much longer than in proportion many rows may take."""

_BEFORE, _AFTER = 8, 24
"""So many bytes are shown where two files differ."""

_USUAL_CAUSES = (
    "what differs from run to run is the time (also of the members of a ZIP file), the order of "
    "sets, hash(), id(), uuid4() and what the computer is called"
)

SECONDS_FOR_CHANCE = 0.2
ROUNDS = 4
"""How often it is measured at most: other work on the computer only lengthens a time."""


class FormatBytes(OfFormat):
    """The bytes are a file of their type, the same for the same document, and soon there."""

    def test_returns_bytes(self) -> None:
        """What comes back is bytes, and some of them."""
        for rendered in trial(self.format).result:
            kind, returned = rendered.document.kind, type(rendered.data)
            assert returned is bytes, (
                f"{kind}: render returned {returned.__name__} instead of bytes"
            )
            assert rendered.data, f"{kind}: the file is empty"

    def test_files_begin_as_their_type_does(self) -> None:
        """Every file begins with the bytes that the format's info gives."""
        for rendered in trial(self.format).result:
            info, begins = self.format.info, rendered.data[:8]
            for magic in (info.magic, MAGIC_OF_ENDINGS.get(info.extension, b"")):
                assert rendered.data.startswith(magic), (
                    f"{rendered.document.kind}: the file begins with {begins!r}, not with {magic!r}"
                )

    def test_same_document_gives_same_bytes(self) -> None:
        """A second run writes the same file, byte by byte."""
        document = shortest(self.format)
        one, other = (render(self.format, document) for _ in range(2))
        assert one == other, f"{document.kind}: {_difference(one, other)}; {_USUAL_CAUSES}"

    def test_bytes_are_the_same_in_another_process(self, tmp_path: Path) -> None:
        """Hash seed, time zone, language and folder of the program change no byte.

        The format is pickled on the way: a host may render in a process of its own.
        """
        files = trial(self.format).result
        told = rendered_elsewhere(self.format, [file.document for file in files], tmp_path)
        for file, data in zip(files, told, strict=True):
            assert file.data == data, (
                f"{file.document.kind}, in another process: {_difference(file.data, data)}; "
                f"{_USUAL_CAUSES}"
            )

    def test_reads_no_clock(self) -> None:
        """The day of a report is `document.as_of`, and no code asks for today's date."""
        asked = clock_readings(self.format)
        assert not asked, f"lines that read the clock: {'; '.join(asked)}; take `document.as_of`"

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


def _difference(one: bytes, other: bytes) -> str:
    """Say where two files begin to differ, and what stands there."""
    start = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    here, there = (data[max(0, start - _BEFORE) : start + _AFTER] for data in (one, other))
    return f"from byte {start} on {here!r} became {there!r}"


def _seconds_for(report_format: AnyFormat, rows: int) -> float:
    return made(report_format, list_of(shortest(report_format), rows)).seconds
