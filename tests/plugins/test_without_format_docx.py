"""Without the folder of one shipped format the core stands, and only that format is gone."""

from __future__ import annotations

import json
from pathlib import Path

from projects import ROOT, run_python

WITHOUT = """
import importlib, json, pkgutil, sys, warnings
from pathlib import Path

tree, root = Path(sys.argv[1]), Path(sys.argv[2])
sys.path[:] = [p for p in sys.path if not Path(p).resolve().is_relative_to(root / "src")]
sys.path[:] = [p for p in sys.path if not Path(p).resolve().is_relative_to(root / "plugins")]
sys.path[:] = [p for p in sys.path if not Path(p).resolve().is_relative_to(root / "templates")]
sys.path[:0] = [str(tree / name) for name in ("src", "plugins", "templates")]

import efc_reporting
assert Path(efc_reporting.__file__).is_relative_to(tree), efc_reporting.__file__
imported = [
    importlib.import_module(module.name).__name__
    for module in pkgutil.walk_packages(efc_reporting.__path__, "efc_reporting.")
    if not module.name.endswith("__main__") and not module.name.startswith("efc_reporting.testing")
]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    reporter = efc_reporting.Reporter()
project = efc_reporting.load_project(root / "examples" / "tolint")
dossier = reporter.write_dossier(project, sys.argv[3], languages=["en"])
print(json.dumps({
    "imported": len(imported),
    "warnings": [str(warning.message) for warning in caught],
    "records": {r.name: [r.state, r.reason] for r in reporter.registry.records},
    "formats": sorted(reporter.registry.formats),
    "written": [report.path.name for report in dossier.reports],
    "failures": {failure.name: str(failure.error) for failure in dossier.failures},
}))
"""


def tree_without(tmp_path: Path, missing: str) -> Path:
    """Return a tree like ours without the folder of one plugin."""
    tree = tmp_path / "tree"
    (tree / "plugins").mkdir(parents=True)
    for name in ("src", "templates"):
        (tree / name).symlink_to(ROOT / name)
    for plugin in (ROOT / "plugins").iterdir():
        if plugin.name != missing:
            (tree / "plugins" / plugin.name).symlink_to(plugin)
    return tree


def test_only_docx_is_gone_without_its_folder(tmp_path: Path) -> None:
    """Every module of the core can be imported, every file but those in DOCX is written."""
    tree = tree_without(tmp_path, "efc_format_docx")
    child = run_python(WITHOUT, str(tree), str(ROOT), str(tmp_path / "out"))
    assert child.stderr == ""
    said = json.loads(child.stdout)
    broken = {name: reason for name, (state, reason) in said["records"].items() if state != "ok"}

    assert said["imported"] > 100
    assert list(broken) == ["docx"]
    assert "it needs the package efc_format_docx, which is missing" in broken["docx"]
    assert len(said["warnings"]) == 1
    assert "plugin 'docx' cannot be used" in said["warnings"][0]
    assert said["formats"] == ["csv", "html", "pdf", "pdf-typst", "xlsx"]
    assert {Path(name).suffix for name in said["written"]} == {".pdf", ".xlsx", ".csv", ".html"}
    assert {Path(name).suffix for name in said["failures"]} == {".docx"}
    assert all("there is no format" in reason for reason in said["failures"].values())
