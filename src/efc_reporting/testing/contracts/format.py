"""The contract of formats: their info, their bytes, and what they leave alone."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from efc_reporting.contracts import API_VERSION, Audience
from efc_reporting.errors import NotAcceptedError
from efc_reporting.model import Project
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.plugin_host.guard import MAGIC_OF_ENDINGS
from efc_reporting.testing.contexts import context_for, core_reporter, reporter_for
from efc_reporting.testing.contracts.canaries import CANARY, has_canary, with_canaries
from efc_reporting.testing.contracts.clock import clock_readings
from efc_reporting.testing.contracts.describing import (
    NAME,
    faults_of_options,
    takes_unknown_option,
    unchecked_options,
)
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.format_content import FormatContent
from efc_reporting.testing.contracts.other_process import rendered_elsewhere
from efc_reporting.testing.contracts.rendering import (
    AnyFormat,
    accepted,
    first_changes,
    made,
    render,
    shortest,
    trial,
)
from efc_reporting.testing.contracts.tour import list_of
from efc_reporting.workflows.sample import sample_project

if TYPE_CHECKING:
    import pytest


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


class FormatDescription(OfFormat):
    """What a format says of itself holds."""

    def test_says_what_it_is(self) -> None:
        """Name, title, ending and media type are filled in and in their usual shape."""
        info = self.format.info
        assert NAME.fullmatch(info.name), f"name {info.name!r}: take small letters and hyphens"
        assert info.title.strip(), "the title is empty"
        assert info.extension.startswith("."), f"ending {info.extension!r}: it begins with a dot"
        assert info.extension == info.extension.casefold(), "endings are in small letters"
        assert "/" in info.media_type, f"{info.media_type!r} is no media type"
        assert info.audiences <= set(Audience), "audiences: take them from Audience"
        assert info.audiences, "the format is for nobody"
        assert info.api == API_VERSION, f"made for version {info.api} of the plugin interface"

    def test_has_what_it_requires(self) -> None:
        """The packages that it says it needs can be imported, so it can be tested at all."""
        missing = [name for name in self.format.info.requires if find_spec(name) is None]
        assert not missing, f"not installed: {', '.join(missing)}"

    def test_options_are_frozen_and_have_defaults(self) -> None:
        """Options are a frozen attrs class that can be made without any choice."""
        assert list(faults_of_options(self.format.options_type)) == []
        assert self.format.options_type() == self.format.options_type()

    def test_unknown_option_is_refused(self) -> None:
        """An option that is not known is an error before anything is rendered."""
        assert not takes_unknown_option(self.format.options_type)

    def test_options_refuse_nonsense(self) -> None:
        """Each option has a validator: nobody learns of a slip from a broken file."""
        unchecked = unchecked_options(self.format.options_type)
        assert not unchecked, f"without a validator: {', '.join(unchecked)}"

    def test_takes_every_document_or_says_that_it_does_not(self) -> None:
        """A document is taken, or refused because the format's info says so."""
        reporter, name = reporter_for(self.format), self.format.info.name
        taken = accepted(self.format)
        assert taken, "the format takes none of the library's documents"
        for document in core_reporter().registry.documents:
            if document not in taken:
                try:
                    reporter.render(sample_project(), document, name)
                except NotAcceptedError:
                    continue
                raise AssertionError(f"{document} is taken, though the format's info refuses it")


class FormatPrivacy(OfFormat):
    """What the public gets names nobody."""

    def test_public_files_hold_no_name(self) -> None:
        """What the public gets names no participant, neither to readers nor in any byte."""
        reporter, project = reporter_for(self.format), with_canaries(sample_project())
        self._render_with_names(project)
        for kind in reporter.registry.documents.values():
            audiences = kind.info.audiences & self.format.info.audiences
            if accepts(kind, self.format) and Audience.PUBLIC in audiences:
                data = reporter.render(
                    project, kind.info.name, self.format.info.name, audience=Audience.PUBLIC
                )
                fault = f"{kind.info.name} for the public holds the name of a participant"
                assert CANARY not in self.read_text(data), fault
                assert not has_canary(data), f"{fault}, out of sight of its readers"

    def _render_with_names(self, project: Project) -> None:
        """Render what may hold names first: a format must not remember them."""
        documents = core_reporter().registry.documents
        for name in sorted(accepted(self.format), key=lambda name: name != "participant-list")[:1]:
            audience = documents[name].info.default_audience
            if audience is not Audience.PUBLIC:
                context = context_for(project, audience=audience)
                document = documents[name].compose(context)
                self.format.render(document, context, self.format.options_type())


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


class FormatContract(
    FormatDescription, FormatContent, FormatPrivacy, FormatBytes, FormatSurroundings
):
    """Subclass it as `class TestMyFormat(FormatContract)`, set `format`, and pytest does the rest.

    `read_text` returns what a reader sees; the package offers readers for the usual formats.
    """
