"""The plain text: it keeps the contract of formats, and it reads well."""

from __future__ import annotations

from efc_format_text import shortest
from efc_format_text.wrapped import PlainText, TextOptions

from efc_reporting import Reporter
from efc_reporting.testing import FormatContract, reporter_for, sample_project


class TestPlainText(FormatContract):
    """The format keeps what every format has to keep."""

    format = PlainText()

    def read_text(self, data: bytes) -> str:
        return data.decode()


def test_heading_is_underlined() -> None:
    """The title stands first, with a line below it as long as itself."""
    text = reporter_for(PlainText()).render(sample_project(), "narrative", "text").decode()
    title, line = text.splitlines()[:2]

    assert line == "=" * len(title)


def test_lines_are_as_wide_as_asked() -> None:
    """No line of several words is longer than the width."""
    reporter = reporter_for(PlainText())
    options = TextOptions(width=40)
    text = reporter.render(sample_project(), "narrative", "text", options=options).decode()

    assert [line for line in text.splitlines() if len(line) > 40 and " " in line] == []


def test_shortest_format_works_too() -> None:
    """The shortest module is a whole plugin: hand it over, and it writes."""
    reporter = Reporter(plugins=[shortest], discover_plugins=False)
    text = reporter.render(sample_project(), "narrative", "text", language="en").decode()

    assert "37.7\N{NO-BREAK SPACE}%" in text
