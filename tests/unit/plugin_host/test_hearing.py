"""What a format says of its file becomes findings of that file, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from efc_reporting import Reporter
from efc_reporting.cli.program import program
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, Severity, hookimpl
from efc_reporting.testing import awkward_projects, sample_project
from projects import ROOT, shipped_formats

PROBLEM = "a picture is missing"
DATA = b"%PDF-1.7\n"


class Careless(ReportFormat[NoOptions]):
    """Leaves something out and says so, twice."""

    info = FormatInfo(name="careless", title="c", extension=".pdf", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        for _ in range(2):
            context.warn(PROBLEM)
        return DATA


class Plugin:
    """Brings the format."""

    @hookimpl
    def efc_register_formats(self):
        return [Careless()]


def test_a_written_report_says_what_its_file_lacks(tmp_path: Path) -> None:
    """Each sentence is one finding, and the file is written all the same."""
    reporter = Reporter(plugins=[Plugin()], discover_plugins=False)
    report = reporter.write(sample_project(), "narrative", tmp_path / "a.pdf")
    (found,) = report.findings

    assert report.path.read_bytes() == DATA
    assert (found.code, found.severity) == ("file-incomplete", Severity.WARNING)
    assert (found.where, found.values) == ("narrative", {"problem": PROBLEM})


def test_bytes_come_with_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Who takes bytes alone hears of it there."""
    reporter = Reporter(plugins=[Plugin()], discover_plugins=False)
    reporter.render(sample_project(), "narrative", "careless")

    assert PROBLEM in caplog.text


def test_a_dossier_names_it_with_the_file(tmp_path: Path) -> None:
    """The manifest and the findings of the dossier hold it."""
    reporter = Reporter(plugins=[Plugin()], discover_plugins=False)
    dossier = reporter.write_dossier(sample_project(), tmp_path, languages=["en"])
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    told = {file["document"]: file["findings"] for file in manifest["files"]}

    assert "file-incomplete" in {finding.code for finding in dossier.findings}
    assert told["narrative"] == [f"The file is not as it should be: {PROBLEM}"]


@pytest.mark.parametrize("engine", ["pdf", "pdf-typst"])
def test_a_character_without_a_glyph_is_told_by_both_engines(engine: str, tmp_path: Path) -> None:
    """The list is written, and the character is named."""
    reporter = Reporter(plugins=shipped_formats(), discover_plugins=False)
    project = awkward_projects()["names"]
    report = reporter.write(project, "participant-list", tmp_path / "a.pdf", format=engine)

    assert any("U+738B" in finding.values["problem"] for finding in report.findings)


def test_the_command_line_prints_it(tmp_path: Path) -> None:
    """`efc-report write` shows what the file lacks, and ends well."""
    style = tmp_path / "project" / "templates" / "pdf" / "own.css"
    copied = tmp_path / "project"
    for path in (ROOT / "examples" / "tolint").rglob("*"):
        if path.is_file() and "templates" not in path.parts:
            target = copied / path.relative_to(ROOT / "examples" / "tolint")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    style.parent.mkdir(parents=True)
    style.write_text("h1 { colour: red }", encoding="utf-8")
    arguments = ["write", str(copied), "public-notice", str(tmp_path / "notice.pdf")]
    done = CliRunner().invoke(
        program, [*arguments, "--as-of", "2020-02-29"], prog_name="efc-report"
    )

    assert done.exit_code == 0, done.output
    assert "The file is not as it should be" in done.output
    assert "colour" in done.output
