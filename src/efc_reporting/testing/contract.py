"""What every format has to keep, as tests that its author subclasses."""

from __future__ import annotations

import abc
import locale
import os
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from zipfile import ZipFile, is_zipfile

import attrs

from efc_reporting.blocks import Block, KeyFigure, KeyFigures
from efc_reporting.contracts import Audience, ReportFormat
from efc_reporting.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.fitting import accepts
from efc_reporting.model import LegalRepresentative, Project
from efc_reporting.reporter import Reporter
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for, reporter_for
from efc_reporting.testing.sample import sample_project

if TYPE_CHECKING:
    import pytest

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
_CANARY = "Kanarienvogel"
_RICHEST = "participant-list"
"""The document in which the people of a project stand."""


@attrs.frozen
class BlockOfTomorrow(Block):
    """A block that no format knows; it falls back to a key figure."""

    figure: KeyFigure

    def fallback(self) -> tuple[Block, ...]:
        """Return the figure."""
        return (KeyFigures((self.figure,)),)


class FormatContract(abc.ABC):
    """Subclass it as `class TestMyFormat(FormatContract)`, set `format`, and pytest does the rest.

    `read_text` returns what a reader sees; the package offers readers for the usual formats.
    """

    format: ClassVar[ReportFormat[Any]]

    @abc.abstractmethod
    def read_text(self, data: bytes) -> str:
        """Return the text that a reader of the file sees."""

    def test_takes_every_document_or_says_that_it_does_not(self) -> None:
        """A document is rendered, or refused because the format's info says so."""
        reporter = reporter_for(self.format)
        accepted = _accepted(self.format, reporter)
        assert accepted, "the format takes no document at all"
        for name in reporter.registry.documents:
            try:
                is_taken = bool(reporter.render(sample_project(), name, self.format.info.name))
            except NotAcceptedError:
                is_taken = False

            assert is_taken == (name in accepted), name

    def test_files_begin_as_their_type_does(self) -> None:
        """Every file begins with the bytes that the format's info gives."""
        for document, data in _written(self.format):
            assert data.startswith(self.format.info.magic), document.kind

    def test_every_key_figure_can_be_read(self) -> None:
        """No figure of a document gets lost or changes on its way into the file."""
        for document, data in _written(self.format):
            text = _joined(self.read_text(data))
            for figure in document.key_figures():
                alone = rf"(?<!\w){re.escape(_joined(figure.text))}(?!\w)"
                assert re.search(alone, text), f"{document.kind}: {figure.label}"

    def test_same_document_gives_same_bytes(self) -> None:
        """A second run writes the same file, byte by byte."""
        for document, data in _written(self.format):
            again = _render(self.format, document)

            assert again == data, document.kind

    def test_leaves_its_surroundings_alone(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        """Rendering writes no file, prints nothing, changes neither locale nor working folder."""
        monkeypatch.chdir(tmp_path)
        before = _surroundings()
        for document in _documents(self.format):
            _render(self.format, document)

        written, printed = list(tmp_path.iterdir()), capfd.readouterr().out
        assert _surroundings() == before, f"changed: {_surroundings()}"
        assert not written, f"written to disk: {written}"
        assert not printed, f"printed: {printed}"

    def test_unknown_block_falls_back(self) -> None:
        """A block that the format has never heard of appears as what it falls back to."""
        figure = KeyFigure(key="tomorrow", label="Figure of tomorrow", value=4711, text="4,711")
        for document in _documents(self.format):
            longer = attrs.evolve(document, blocks=(*document.blocks, BlockOfTomorrow(figure)))
            text = _joined(self.read_text(_render(self.format, longer)))

            assert "Figure of tomorrow" in text, document.kind
            assert "4,711" in text, document.kind

    def test_public_files_hold_no_name(self) -> None:
        """What the public gets names no participant, neither to readers nor in any byte."""
        reporter, project = reporter_for(self.format), _with_canaries(sample_project())
        for kind in reporter.registry.documents.values():
            audiences = kind.info.audiences & self.format.info.audiences
            if accepts(kind, self.format) and Audience.PUBLIC in audiences:
                data = reporter.render(
                    project, kind.info.name, self.format.info.name, audience=Audience.PUBLIC
                )
                assert _CANARY not in self.read_text(data), kind.info.name
                for part in (data, *_members(data)):
                    assert not any(_CANARY.encode(e) in part for e in _ENCODINGS), kind.info.name

    def test_awkward_projects_are_rendered(self) -> None:
        """Strange names, nobody, very many and nothing given: there is always a file."""
        reporter = reporter_for(self.format)
        accepted = _accepted(self.format, reporter)
        name = _RICHEST if _RICHEST in accepted else accepted[0]
        for title, project in awkward_projects().items():
            data = reporter.render(project, name, self.format.info.name)

            assert data.startswith(self.format.info.magic), title
            assert _joined(self.read_text(data)), title


@cache
def _written(report_format: ReportFormat[Any]) -> tuple[tuple[Document, bytes], ...]:
    """Return every document of the sample project that the format takes, with its file."""
    return tuple(
        (document, _render(report_format, document)) for document in _documents(report_format)
    )


def _documents(report_format: ReportFormat[Any]) -> Iterator[Document]:
    reporter = reporter_for(report_format)
    for name in _accepted(report_format, reporter):
        yield reporter.compose(sample_project(), name, language="en")


def _accepted(report_format: ReportFormat[Any], reporter: Reporter) -> list[str]:
    return [
        kind.info.name
        for kind in reporter.registry.documents.values()
        if accepts(kind, report_format)
        and kind.info.default_audience in report_format.info.audiences
    ]


def _render(report_format: ReportFormat[Any], document: Document) -> bytes:
    audience = Audience(document.audience)
    context = context_for(sample_project(), language=document.language, audience=audience)
    return report_format.render(document, context, report_format.options_type())


def _surroundings() -> tuple[Path, str, dict[str, str]]:
    return Path.cwd(), locale.setlocale(locale.LC_ALL), dict(os.environ)


def _joined(text: str) -> str:
    """Return text with all white space alike: where lines break is the format's affair."""
    return " ".join(text.split())


def _members(data: bytes) -> Iterator[bytes]:
    """Yield what is packed in a file that is an archive, as Office files are."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            yield from map(archive.read, archive.namelist())


def _with_canaries(project: Project) -> Project:
    """Give everybody in the project a name that is easily found."""
    meetings = (
        attrs.evolve(
            m,
            participants=[
                attrs.evolve(p, family_name=_CANARY, email=_CANARY) for p in m.participants
            ],
        )
        for m in project.meetings
    )
    signatory = LegalRepresentative(name=_CANARY)
    partners = (attrs.evolve(p, legal_representative=signatory) for p in project.partners)
    return attrs.evolve(project, meetings=meetings, partners=partners)
