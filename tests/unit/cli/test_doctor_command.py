"""`efc-report doctor`: what works here."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from command_line import ROOT, MakeProject, Run, run_process

from efc_reporting.cli.doctor import LIBRARIES

BROKEN_WEASYPRINT = "raise OSError('cannot load library libpango-1.0-0')\n"


def _without_pango(folder: Path, search_path: str) -> str:
    """Return a search path on which WeasyPrint finds no Pango."""
    (folder / "weasyprint").mkdir()
    (folder / "weasyprint" / "__init__.py").write_text(BROKEN_WEASYPRINT)
    return f"{folder}{search_path}"


def test_everything_works_here(run: Run) -> None:
    """The computer that runs the tests has all that reports need."""
    result = run("doctor", "--json")
    content = json.loads(result.stdout)
    found = {r["name"]: r["found"] for r in content["results"]}

    assert [r for r in content["results"] if not r["fine"]] == []
    assert (result.exit_code, content["fine"]) == (0, True)
    assert re.match(r"works with Pango 1\.\d+\.\d+$", found["PDF"])
    assert "NotoSans-Regular" in found["Fonts"]
    assert found["Languages"] == "de, el, en, pl"
    assert "formats: xlsx" in found["Plugin xlsx"]


def test_every_dependency_is_looked_at() -> None:
    """A new dependency has to be named to the doctor."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dependencies = [re.split("[<>=]", text)[0] for text in project["dependencies"]]

    assert sorted(LIBRARIES) == sorted(dependencies)


def test_without_pango_it_says_what_to_install(tmp_path: Path, search_path: str) -> None:
    """Exit code 2, the three Debian packages, and no traceback."""
    result = run_process("doctor", PYTHONPATH=_without_pango(tmp_path, search_path))
    line = next(line for line in result.stdout.splitlines() if line.startswith("problem"))

    assert result.returncode == 2
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in line
    assert result.stderr == ""


def test_without_pango_everything_else_works(
    tmp_path: Path, make_project: MakeProject, search_path: str
) -> None:
    """DOCX is written; the other engine makes the PDF, and the note says what to install."""
    path = _without_pango(tmp_path, search_path)
    folder = make_project()
    docx = run_process("write", folder, "interim", tmp_path / "a.docx", PYTHONPATH=path)
    pdf = run_process("write", folder, "interim", tmp_path / "a.pdf", PYTHONPATH=path)

    assert docx.returncode == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert pdf.returncode == 0
    assert "apt-get install libpango-1.0-0" in pdf.stderr
    assert "pdf-typst" in pdf.stderr
    assert "Traceback" not in pdf.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
