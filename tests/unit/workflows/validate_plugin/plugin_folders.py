"""Folders of plugins, good and bad, for the tests of validation."""

from __future__ import annotations

from pathlib import Path

PYPROJECT = """
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "efc-format-verse"
version = "1.2"
description = "Verse as a format of efc-reporting."
readme = "README.md"
requires-python = ">=3.11"
license = "MIT"
classifiers = ["Topic :: Office/Business"]
dependencies = ["efc-reporting>=0.1"]

[project.entry-points.efc_reporting]
verse = "efc_format_verse"

[tool.hatch.build.targets.wheel]
packages = ["src/efc_format_verse"]
"""

CODE = '''
"""Verse."""

from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl


class Verse(ReportFormat[NoOptions]):
    info = FormatInfo(name="verse", title="Verse", extension=".verse", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        return "\\n".join(document.plain_paragraphs()).encode()


@hookimpl
def efc_register_formats():
    return [Verse()]
'''

MARKER = "import pathlib; pathlib.Path('imported').touch()\n"
"""Code that leaves a trace where it is run."""


def make_plugin(folder: Path, code: str = CODE, pyproject: str = PYPROJECT, **modules: str) -> Path:
    """Write a plugin that lacks nothing but what the arguments change; return its folder."""
    package = folder / "src" / "efc_format_verse"
    package.mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "pyproject.toml").write_text(pyproject, encoding="utf-8")
    (package / "__init__.py").write_text(code, encoding="utf-8")
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    for name in ("README.md", "LICENSE", "CHANGELOG.md", "src/efc_format_verse/py.typed"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "tests" / "test_verse.py").write_text("class TestVerse(FormatContract): ...\n")
    return folder
