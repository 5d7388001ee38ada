"""Plugins in distributions of their own are found and used once they are installed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from efc_reporting.cli.program import program
from efc_reporting.testing import read_docx, read_html, read_pdf
from fresh_environment import FreshEnvironment, wheel_of
from projects import ROOT

PLUGINS = {
    "third_party_format": "text",
    "odt_format": "odt",
    "press_release": "press-release",
    "youth_fund": "youth-fund",
}
"""Folders in examples/, and the names of their entry points."""

EXAMPLES = ROOT / "examples"
TUTORIAL = ROOT / "docs" / "tutorials" / "own-plugin.md"
STEP = re.compile(
    r"<!-- not run: ([^\n]+) -->\n(?:<!-- file: ([^\n]+) -->\n)?```\w+\n(.*?)```", re.DOTALL
)
"""A block of the tutorial: why the documentation's own tests leave it out, the file, the lines."""

DAY = ("--as-of", "2020-02-28")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> FreshEnvironment:
    """Return an environment with the library and all example plugins, from their wheels."""
    folder = tmp_path_factory.mktemp("third_party")
    made = FreshEnvironment.make(folder / "venv")
    sources = (ROOT, *(EXAMPLES / name for name in PLUGINS))
    made.install(*(wheel_of(source, folder) for source in sources))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the example of a network and nothing else of this project."""
    shutil.copytree(EXAMPLES / "tolint", tmp_path / "examples" / "tolint")
    return tmp_path


def test_nothing_comes_from_the_sources(environment: FreshEnvironment, tmp_path: Path) -> None:
    """The library that runs is the installed one."""
    code = "import efc_reporting, efc_format_pdf; print(efc_reporting.__file__)"
    told = environment.run("python", "-c", code, cwd=tmp_path)

    assert told.startswith(str(environment.folder))


def test_installed_plugins_are_found(environment: FreshEnvironment, tmp_path: Path) -> None:
    """All are there with the distribution that they come from, and none is broken."""
    told = environment.run("efc-report", "plugins", "--json", cwd=tmp_path)
    records = {record["name"]: record for record in json.loads(told)["plugins"]}

    assert {records[name]["state"] for name in PLUGINS.values()} == {"ok"}
    assert records["odt"]["distribution"] == "efc-format-odt"
    assert records["odt"]["formats"] == ["odt"]
    assert records["press-release"]["documents"] == ["press-release"]
    assert records["youth-fund"]["measures"] == ["example-youth-exchange", "example-youth-seminar"]


def test_their_own_tests_pass(environment: FreshEnvironment, tmp_path: Path) -> None:
    """The tests that come with each example, its contract first, pass against the wheels."""
    for name in PLUGINS:
        shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=shutil.ignore_patterns("src"))
    folders = [f"{name}/tests" for name in PLUGINS]
    told = environment.run("python", "-m", "pytest", "-W", "error", *folders, cwd=tmp_path)

    assert re.search(r"= 1[0-9]{2} passed in", told), told


def test_press_release_comes_in_every_format(environment: FreshEnvironment, folder: Path) -> None:
    """A document of one author and a format of another: neither knows of the other."""
    project = folder / "examples" / "tolint"
    for ending in ("pdf", "docx", "html", "odt", "txt"):
        target = folder / f"release.{ending}"
        environment.run("efc-report", "write", project, "press-release", target, *DAY, cwd=folder)
    code = "import odt_reading, sys; print(odt_reading.read_text(open('release.odt', 'rb').read()))"
    shutil.copy(EXAMPLES / "odt_format" / "tests" / "odt_reading.py", folder)
    texts = {
        "pdf": read_pdf((folder / "release.pdf").read_bytes()).text,
        "docx": read_docx((folder / "release.docx").read_bytes()).text,
        "html": read_html((folder / "release.html").read_bytes()).text,
        "odt": environment.run("python", "-c", code, cwd=folder),
        "txt": (folder / "release.txt").read_text("utf-8"),
    }
    said = ("Pressemitteilung", "KonferenzinPotsdam,Potsdam(Deutschland):53Menschennahmenteil.")
    for ending, text in texts.items():
        squeezed = "".join(text.split())
        assert [words for words in said if words not in squeezed] == [], ending


def test_same_input_gives_the_same_odt(environment: FreshEnvironment, folder: Path) -> None:
    """Two runs write the same OpenDocument file, byte by byte."""
    project = folder / "examples" / "tolint"
    for name in ("one.odt", "other.odt"):
        environment.run("efc-report", "write", project, "public-notice", name, *DAY, cwd=folder)

    assert (folder / "one.odt").read_bytes() == (folder / "other.odt").read_bytes()


def test_rules_of_another_programme_are_applied(
    environment: FreshEnvironment, folder: Path
) -> None:
    """A project that names the measure of the made-up fund is checked under its rules."""
    toml = folder / "examples" / "tolint" / "project.toml"
    text = toml.read_text("utf-8").replace('"networks-of-towns"', '"example-youth-seminar"')
    toml.write_text(text, "utf-8")
    code = (
        "from efc_reporting import Reporter, load_project; "
        "project = load_project('examples/tolint'); "
        "print(*(f.source for f in Reporter().check(project)), sep='\\n')"
    )
    told = environment.run("python", "-c", code, cwd=folder)

    assert "GUIDE.md of the example (made up), 2: within 6 to 12 months" in told


def test_tutorial_works_as_it_stands(environment: FreshEnvironment, folder: Path) -> None:
    """A new author follows the page from its first line to a written report."""
    for reason, file, content in STEP.findall(TUTORIAL.read_text("utf-8")):
        if file:
            (folder / file).write_text(content, "utf-8")
        elif "network" not in reason:
            for line in content.splitlines():
                if line.startswith("$ "):
                    environment.shell(line.removeprefix("$ "), cwd=folder)

    assert (folder / "out.xyz").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", PLUGINS)
def test_validate_finds_nothing_wrong(name: str) -> None:
    """Each example is a model: nothing to mend, warn of or note."""
    done = CliRunner().invoke(program, ["plugins", "validate", str(EXAMPLES / name)])

    assert done.exit_code == 0
    assert "Nothing is wrong with its metadata and its source." in done.output


@pytest.mark.parametrize("name", PLUGINS)
def test_readme_says_what_is_there(name: str) -> None:
    """Every file that a README names stands in its folder."""
    readme = (EXAMPLES / name / "README.md").read_text("utf-8")
    named = [line.split("`")[1] for line in readme.splitlines() if line.startswith("| `")]

    assert len(named) > 2
    assert [path for path in named if not (EXAMPLES / name / path).exists()] == []


def test_readme_shows_the_entry_point_as_it_is() -> None:
    """The README's words on the entry point are those of pyproject.toml."""
    example = EXAMPLES / "third_party_format"
    readme = (example / "README.md").read_text("utf-8")
    block = readme.partition("```toml\n")[2].partition("```")[0]

    assert block in (example / "pyproject.toml").read_text("utf-8")
