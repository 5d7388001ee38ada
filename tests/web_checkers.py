"""The judges of web pages: axe-core in Chromium for access, the Nu Html Checker for the markup."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from projects import ROOT

PACKAGES = ROOT / ".checkers" / "node_modules"
AXE = PACKAGES / "axe-core" / "axe.min.js"
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_ANSWER = re.compile(r'<script type="application/json" id="axe">(.*?)</script>', re.DOTALL)
_PROBE = """
<script>%s</script>
<script>
axe.run({resultTypes: ["violations"]}).then(found => {
  const answer = document.createElement("script");
  answer.type = "application/json";
  answer.id = "axe";
  answer.textContent = JSON.stringify({
    broken: found.violations.map(rule => rule.id + ": " + rule.nodes.map(node => node.html)),
    kept: found.passes.length,
  }).replace(/</g, "\\\\u003c");
  document.body.append(answer);
});
</script>
"""
_NO_FAULT = re.compile(r"Resource violates Content Security Policy .*image .*data:image")
"""The checker takes `img-src data:` for no permission; browsers, and CSP 3, do."""


def axe_violations(page: str, folder: Path) -> list[str]:
    """Return the rules of axe-core that a page breaks; `folder` is a place for its copy.

    The page's own rule against scripts is left out of the copy: axe-core is one.
    """
    _skip_without(AXE, "chromium")
    copy = folder / "page.html"
    copy.write_text(_POLICY.sub("", page) + _PROBE % AXE.read_text("utf-8"), encoding="utf-8")
    done = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'browser'}",
            "--virtual-time-budget=20000",
            "--dump-dom",
            copy.as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    answer = _ANSWER.search(done.stdout)
    assert answer, done.stderr[-500:]
    found = json.loads(answer[1])
    assert found["kept"] > 10, "axe-core saw no page"
    broken: list[str] = found["broken"]
    return broken


def markup_errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Return what the Nu Html Checker says of pages by their names, in one Java process."""
    _skip_without(VNU, "java")
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    paths = [str(folder / f"{name}.html") for name in pages]
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always", *paths],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    found = json.loads(done.stdout)["messages"]
    return [
        f"{Path(item.get('url', '')).name}: {item['message']}"
        for item in found
        if not _NO_FAULT.match(item["message"])
    ]


def _skip_without(package: Path, *programs: str) -> None:
    is_there = package.exists() and all(map(shutil.which, programs))
    if not is_there and "CI" not in os.environ:
        pytest.skip("the judges of web pages are not here: run tools/setup_web_checkers.sh")
