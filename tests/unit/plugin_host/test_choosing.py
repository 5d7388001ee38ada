"""A file's ending and its document decide the format; another one steps in where it can."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from efc_reporting import Reporter
from efc_reporting.errors import MissingRequirementError, NotAcceptedError
from efc_reporting.plugin import (
    Document,
    FormatInfo,
    NoOptions,
    ReportContext,
    ReportFormat,
    hookimpl,
)
from efc_reporting.plugin_host.choosing import formats_for
from efc_reporting.testing import sample_project
from efc_reporting.testing.contexts import SAMPLE_DAY


class Plain(ReportFormat[NoOptions]):
    """Writes its own name."""

    options_type = NoOptions

    def __init__(self, name: str, *preferred_for: str, is_missing: bool = False) -> None:
        self.info = FormatInfo(  # type: ignore[misc]  # one class for several formats
            name=name,
            title=name,
            extension=".txt",
            media_type="text/plain",
            preferred_for=frozenset(preferred_for),
        )
        self._is_missing = is_missing

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        if self._is_missing:
            raise MissingRequirementError(what="Ink", needed_for=self.info.name, remedy="buy some")
        return self.info.name.encode()


@attrs.frozen
class Coloured:
    """An option."""

    colour: str = "blue"


class WithColour(Plain):
    """Knows an option."""

    options_type = Coloured  # type: ignore[assignment]


def reporter_with(*formats: Plain) -> Reporter:
    """Return a reporter with these formats alone."""

    class Several:
        @hookimpl
        def efc_register_formats(self) -> list[Plain]:
            return list(formats)

    return Reporter(plugins=[Several()], discover_plugins=False, as_of=SAMPLE_DAY)


def names(reporter: Reporter, document: str, *options: str) -> Iterator[str]:
    """Yield the names of the formats for a text file, the best first."""
    kind = reporter.registry.document(document)
    return (f.info.name for f in formats_for(reporter.registry, ".txt", kind, options))


def test_the_one_that_prefers_the_document_comes_first() -> None:
    """Elsewhere it comes last."""
    reporter = reporter_with(Plain("lists", "participant-list"), Plain("any"))

    assert list(names(reporter, "participant-list")) == ["lists", "any"]
    assert list(names(reporter, "narrative")) == ["any", "lists"]


def test_an_option_rules_out_those_that_do_not_know_it() -> None:
    """Who names a template means the format that takes templates."""
    reporter = reporter_with(Plain("lists", "participant-list"), WithColour("any"))

    assert list(names(reporter, "participant-list", "colour")) == ["any"]
    assert list(names(reporter, "participant-list", "size")) == ["lists", "any"]


def test_another_steps_in_where_something_is_missing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The file is there, the report names who made it, and the log what is missing."""
    reporter = reporter_with(Plain("any", is_missing=True), Plain("lists", "participant-list"))
    with caplog.at_level(logging.WARNING):
        report = reporter.write(sample_project(), "narrative", tmp_path / "a.txt")

    assert report.format == "lists"
    assert report.path.read_bytes() == b"lists"
    assert caplog.messages == [
        "Ink is missing, which any needs; buy some; the format lists stepped in"
    ]


def test_a_format_that_was_named_is_never_replaced(tmp_path: Path) -> None:
    """The lead asked for it, and hears what is missing."""
    reporter = reporter_with(Plain("any", is_missing=True), Plain("lists"))
    with pytest.raises(MissingRequirementError, match="which any needs"):
        reporter.write(sample_project(), "narrative", tmp_path / "a.txt", format="any")

    assert not (tmp_path / "a.txt").exists()


def test_what_the_first_lacks_is_said_where_none_works(tmp_path: Path) -> None:
    """It was the best, so its remedy is the one to follow."""
    reporter = reporter_with(Plain("one", is_missing=True), Plain("two", is_missing=True))
    with pytest.raises(MissingRequirementError, match="which one needs"):
        reporter.write(sample_project(), "narrative", tmp_path / "a.txt")


def test_a_format_refuses_the_ending_of_another(tmp_path: Path) -> None:
    """A PDF that is called .docx opens nowhere; an ending that is nobody's is the lead's affair."""
    other = Plain("other")
    other.info = attrs.evolve(other.info, name="other", extension=".note")  # type: ignore[misc]  # as above
    reporter = reporter_with(Plain("any"), other)
    with pytest.raises(NotAcceptedError, match=r"its files end in \.txt, not in \.note"):
        reporter.write(sample_project(), "narrative", tmp_path / "a.note", format="any")
    written = reporter.write(sample_project(), "narrative", tmp_path / "a.dat", format="any")

    assert [path.name for path in tmp_path.iterdir()] == ["a.dat"]
    assert written.path.read_bytes() == b"any"
