"""The dossier: every document in the funder's order, an index and a manifest."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from efc_reporting import Audience, Reporter
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import FormatInfo, NoOptions, ReportContext, ReportFormat
from efc_reporting.errors import ReportingError, UnknownNameError
from efc_reporting.plugin_host.calls import Calls
from efc_reporting.plugin_host.guard import MAGIC_OF_ENDINGS
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.workflows import assessing
from efc_reporting.workflows.dossier import FUNDERS_ORDER, planned_files
from projects import tolint


class Quick(ReportFormat[NoOptions]):
    """A format that is quick: the documents' plain text under another name."""

    options_type = NoOptions

    def __init__(self, name: str) -> None:
        self.info = FormatInfo(name=name, title=name, extension=f".{name}", media_type="text/plain")

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        beginning = MAGIC_OF_ENDINGS.get(self.info.extension, b"")
        return beginning + "\n".join(document.plain_paragraphs()).encode()


class Plugin:
    def __init__(self, *names: str) -> None:
        self.names = names

    @hookimpl
    def efc_register_formats(self) -> list[Quick]:
        return [Quick(name) for name in self.names]


ALL = ("pdf", "docx", "xlsx", "csv", "html")


def reporter_with(*names: str) -> Reporter:
    return Reporter(plugins=[Plugin(*names)], discover_plugins=False, as_of=date(2020, 2, 28))


def test_reports_to_the_funder_are_in_the_dossier() -> None:
    """The dossier holds what the funder asks for, and names no document that nobody registered."""
    named = {name for name, _ in FUNDERS_ORDER}

    assert {"narrative", "interim", "participant-list", "public-notice"} <= named
    assert named <= set(reporter_with().registry.documents)


def test_files_stand_in_the_funders_order(tmp_path: Path) -> None:
    """Sorted by name the files are in the order in which the funder asks for them."""
    dossier = reporter_with(*ALL).write_dossier(tolint(), tmp_path)
    written = [r for r in dossier.reports if r.document != "index"]
    order = [name for name, _ in FUNDERS_ORDER]

    assert dossier.failures == ()
    assert [order.index(r.document) for r in sorted(written, key=lambda r: r.path.name)] == sorted(
        order.index(r.document) for r in written
    )
    assert {r.language for r in written} == {"de", "en"}


def test_every_file_is_there_and_no_other(tmp_path: Path) -> None:
    """What the dossier says it wrote is in the folder, with the manifest, and nothing else."""
    dossier = reporter_with(*ALL).write_dossier(tolint(), tmp_path, languages=["en"])

    assert {path.name for path in tmp_path.iterdir()} == {
        "manifest.json",
        *(report.path.name for report in dossier.reports),
    }


def test_manifest_proves_the_files(tmp_path: Path) -> None:
    """Each file stands in the manifest with what it is and the hash of its bytes."""
    reporter_with(*ALL).write_dossier(tolint(), tmp_path, languages=["en"])
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    (notice,) = [e for e in manifest["files"] if e["file"].endswith("public-notice.en.html")]

    assert manifest["as_of"] == "2020-02-28"
    assert manifest["missing"] == []
    assert {
        key: notice[key] for key in ("document", "format", "language", "audience", "draft")
    } == {
        "document": "public-notice",
        "format": "html",
        "language": "en",
        "audience": "public",
        "draft": False,
    } | {"draft": notice["draft"]}
    for entry in manifest["files"]:
        assert sha256((tmp_path / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_index_names_every_file(tmp_path: Path) -> None:
    """The index tells what there is and for whom it is made."""
    dossier = reporter_with(*ALL).write_dossier(tolint(), tmp_path, languages=["en"])
    index = (tmp_path / "index.html").read_text("utf-8")

    for report in dossier.reports:
        if report.document != "index":
            assert report.path.name in index
    assert "the public" in index
    assert "the agency" in index


def test_each_document_has_its_own_audience(tmp_path: Path) -> None:
    """The public page is made for the public, the reports for the agency."""
    dossier = reporter_with(*ALL).write_dossier(tolint(), tmp_path, languages=["en"])
    audiences = {report.document: report.audience for report in dossier.reports}

    assert audiences["public-notice"] is Audience.PUBLIC
    assert audiences["narrative"] is Audience.AGENCY


def test_missing_format_is_told(tmp_path: Path) -> None:
    """Without the PDF plugin its files are named as missing, the others are written."""
    dossier = reporter_with("docx", "html", "csv", "xlsx").write_dossier(
        tolint(), tmp_path, languages=["en"]
    )
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))

    assert dossier.failures
    assert all(failure.name.endswith(".pdf") for failure in dossier.failures)
    assert all(isinstance(failure.error, UnknownNameError) for failure in dossier.failures)
    assert [e["file"] for e in manifest["missing"]] == [f.name for f in dossier.failures]
    assert all(entry["reason"] for entry in manifest["missing"])


def test_dossier_without_any_format_still_says_so(tmp_path: Path) -> None:
    """Even the index may be missing; the manifest never is."""
    dossier = reporter_with().write_dossier(tolint(), tmp_path, languages=["en"])

    assert dossier.reports == ()
    assert dossier.failures[-1].name == "index.html"
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    """Who waits hears of each file before it is made."""
    heard: list[str] = []
    reporter = reporter_with(*ALL)
    reporter.write_dossier(tolint(), tmp_path, languages=["en"], on_file=heard.append)

    assert heard == [*(f.name for f in planned_files(reporter.registry, ["en"])), "index.html"]


def test_unknown_language_writes_nothing(tmp_path: Path) -> None:
    """A language that nobody speaks is refused before the first file."""
    with pytest.raises(ReportingError):
        reporter_with(*ALL).write_dossier(tolint(), tmp_path / "out", languages=["xx"])

    assert list(tmp_path.iterdir()) == []


def test_findings_are_the_projects(tmp_path: Path) -> None:
    """The dossier carries what was found, for whoever wrote it."""
    reporter = reporter_with(*ALL)
    dossier = reporter.write_dossier(tolint(), tmp_path, languages=["en"])

    assert dossier.findings == reporter.check(tolint())


def test_each_thing_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted and checked once, and composed once for each document and language."""
    done: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        usual = getattr(owner, name)

        def call(*given: Any, **named: Any) -> Any:
            done[name] += 1
            return usual(*given, **named)

        monkeypatch.setattr(owner, name, call)

    counted(assessing, "count")
    counted(Calls, "check")
    counted(Calls, "compose")
    counted(Calls, "compose_files")
    dossier = reporter_with(*ALL).write_dossier(tolint(), tmp_path, languages=["de", "en"])

    assert (len(dossier.reports), dossier.failures) == (19, ())
    assert done == {"count": 1, "check": 1, "compose_files": 10}
