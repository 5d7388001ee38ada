"""What is wrong with a plugin is told from its files alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from plugin_folders import CODE, MARKER, PYPROJECT, make_plugin

from efc_reporting.errors import NotAcceptedError
from efc_reporting.workflows.validate_plugin import Level, Remark, read_distribution, validate

TAKEN = {
    ("format", "pdf"): "efc-reporting 0.1.0",
    ("ending", ".docx"): "efc-reporting 0.1.0",
}


def remarks_on(folder: Path) -> list[Remark]:
    return list(validate(read_distribution(folder), TAKEN).remarks)


def only_remark(folder: Path) -> Remark:
    (remark,) = remarks_on(folder)
    return remark


def test_good_plugin_has_no_remark(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    found = validate(read_distribution(make_plugin(tmp_path)), TAKEN)

    assert (found.remarks, found.has_problems) == ((), False)
    assert (found.source.name, found.source.version) == ("efc-format-verse", "1.2")
    assert found.source.targets == {"verse": "efc_format_verse"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("options):", "options=None, *more):"),
        ("options):", "*given):"),
        (
            "    options_type = NoOptions\n",
            "    def __init__(self):\n        self.options_type = 7\n",
        ),
        ("\n\n@hookimpl", "\n\nclass Ode(Verse):\n    pass\n\n\n@hookimpl"),
        ("class Verse(Report", "class Verse(Helper, Report"),
        ("import FormatInfo", "import *\nfrom efc_reporting.plugin import FormatInfo"),
    ],
)
def test_what_can_be_loaded_is_no_problem(tmp_path: Path, old: str, new: str) -> None:
    """What is only unusual, or cannot be told from the source, is let alone."""
    assert old in CODE
    assert remarks_on(make_plugin(tmp_path, CODE.replace(old, new, 1))) == []


def test_class_from_which_others_derive_may_lack_something(tmp_path: Path) -> None:
    """A base class has no name of its own to register."""
    code = CODE.replace("    info =", "    inform =").replace(
        "\n\n@hookimpl", "\n\nclass Ode(Verse):\n    info = 7\n\n\n@hookimpl"
    )

    assert remarks_on(make_plugin(tmp_path, code)) == []


@pytest.mark.parametrize("module", ["errors", "facts", "model", "sheets"])
def test_modules_that_stay_may_be_imported(tmp_path: Path, module: str) -> None:
    """What the page on compatibility calls public is nothing to warn of."""
    make_plugin(tmp_path, f"import efc_reporting.{module}\n{CODE}")

    assert remarks_on(tmp_path) == []


def test_package_that_nobody_brings_is_a_warning(tmp_path: Path) -> None:
    """Without it the plugin is not loaded; a dependency of that name, or a `try`, is enough."""
    code = f"import nobody_has_this\n{CODE}"
    remark = only_remark(make_plugin(tmp_path / "one", code))
    named = PYPROJECT.replace('>=0.1"]', '>=0.1", "Nobody-Has-This>=2"]')
    tried = "try:\n    import nobody_has_this\nexcept ImportError:\n    pass\n"

    assert (remark.level, remark.where) == (
        Level.WARNING,
        "src/efc_format_verse/__init__.py, line 1",
    )
    assert "the package nobody_has_this is not there, and no dependency" in remark.problem
    assert remarks_on(make_plugin(tmp_path / "two", code, named)) == []
    assert remarks_on(make_plugin(tmp_path / "three", tried + CODE)) == []


def test_ending_of_another_format_is_noted(tmp_path: Path) -> None:
    """A file of that name would be made by the format that was there before."""
    code = CODE.replace('".verse"', '".docx"').replace('n")', 'n", magic=b"PK\\x03\\x04")')
    remark = only_remark(make_plugin(tmp_path, code))

    assert remark.level is Level.NOTE
    assert "files that end in .docx are made by efc-reporting 0.1.0" in remark.problem
    assert "`--format verse`" in remark.remedy


def test_nothing_of_the_plugin_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that would leave a trace leaves none."""
    monkeypatch.chdir(tmp_path)
    make_plugin(tmp_path / "plugin", MARKER + CODE, helper=MARKER)
    remarks_on(tmp_path / "plugin")

    assert not (tmp_path / "imported").exists()
    exec(MARKER)
    assert (tmp_path / "imported").exists()


@pytest.mark.parametrize(
    ("old", "new", "problem", "remedy"),
    [
        (
            "def efc_register_formats",
            "def efc_register_format",
            "there is no hook efc_register_format",
            "did you mean efc_register_formats?",
        ),
        ("@hookimpl\n", "", "is not marked as a hook", "put @hookimpl above it"),
        ("def efc_reg", "async def efc_reg", "is asynchronous", "take `async` away"),
        ("    return [Verse()]", "    [Verse()]", "returns nothing", "return a list"),
        ("_formats():", "_formats(project):", "no argument project", "it takes no argument"),
        ('extension=".verse"', 'extension="verse"', "the extension 'verse'", "correct it"),
        ('name="verse"', 'name="My Verse"', "the name 'My Verse'", "rename it"),
        ('name="verse"', 'name="pdf"', "'pdf' already comes from efc-reporting", "rename"),
        ('title="Verse"', "title=7", "the title 7 is no text", "correct it"),
        ('title="Verse", ', "", "FormatInfo needs title", "add it"),
        ("title=", "titel=", "FormatInfo has no titel", "did you mean title?"),
        ('n")', 'n", api="2")', "version 2 of the plugin interface", "leave `api` out"),
        ('n")', 'n", magic="%PDF")', "the magic '%PDF' is not bytes", "write it as b'…'"),
        ('n")', 'n", requires="odf")', "requires is no tuple", "correct it"),
        ('n")', 'n", documents=frozenset({7}))', "documents are no frozenset", "correct them"),
        ('n")', 'n", api=1)', "the api 1 is no text", "correct it"),
        ("    info =", "    inform =", "Verse has no info", "write info = … in it"),
        ("    options_type =", "    options =", "Verse has no options_type", "write options_type"),
        ("def render", "def rendre", "Verse has no render", "write def render(self, document, "),
        ("    def render", "    async def render", "render is asynchronous", "take `async` away"),
        (", options):", "):", "Verse.render cannot be called with document", "write it as def ren"),
        ("options):", "options, page):", "Verse.render cannot be called", "write it as def render"),
        ("options):", "*, options):", "Verse.render cannot be called", "write it as def render"),
        ("[Verse()]", "Verse()", "returns one Verse instead of a list", "put it in brackets"),
        ("[Verse()]", "[Verse]", "returns the class Verse", "return an object of it: Verse()"),
        ("[Verse()]", '"verse"', "efc_register_formats returns no list", "return a list"),
        ("import FormatInfo", "import Blok, FormatInfo", "has no Blok", "did you mean Block?"),
        ("class Verse", "class Verse(", "it is no Python", "correct it"),
    ],
)
def test_what_would_be_refused_is_a_problem(
    tmp_path: Path, old: str, new: str, problem: str, remedy: str
) -> None:
    """Each fault is told with its line and the way out, before anything is imported."""
    assert old in CODE
    remarks = remarks_on(make_plugin(tmp_path, CODE.replace(old, new)))
    remark = next(r for r in remarks if problem in r.problem)

    assert remark.level is Level.PROBLEM
    assert remark.where.startswith("src/efc_format_verse/__init__.py, line ")
    assert remedy in remark.remedy


MARK = '@hookimpl(specname="efc_register_formats")'

CHECK = """
from efc_reporting.plugin import hookimpl


class Checks:
    @hookimpl
    def efc_check_project({arguments}):
        return []
"""


@pytest.mark.parametrize(
    ("arguments", "level", "words"),
    [
        ("self, projekt", Level.PROBLEM, "no argument projekt; did you mean project?"),
        ("self, facts=None", Level.PROBLEM, "facts of efc_check_project has a default"),
        ("self, *, facts", Level.PROBLEM, "facts of efc_check_project stands after a *"),
        ("self, *everything", Level.WARNING, "gets nothing in everything"),
        ("self, **everything", Level.WARNING, "gets nothing in everything"),
    ],
)
def test_arguments_that_nobody_fills_are_told(
    tmp_path: Path, arguments: str, level: Level, words: str
) -> None:
    """pluggy fills arguments by their names, and none that has a default."""
    code = CODE + CHECK.format(arguments=arguments)
    remark = only_remark(make_plugin(tmp_path, code))

    assert remark.level is level
    assert words in f"{remark.problem}; {remark.remedy}"


def test_hook_may_have_another_name(tmp_path: Path) -> None:
    """pluggy goes by the mark: `specname` says which hook a function is."""
    named = CODE.replace("@hookimpl\ndef efc_register_formats", MARK + "\ndef formats")
    wrong = named.replace('formats")', 'format")')

    assert remarks_on(make_plugin(tmp_path / "a", named)) == []
    assert "no hook efc_register_format;" in str(
        [*map(str, remarks_on(make_plugin(tmp_path / "b", wrong)))]
    )


def test_marked_functions_that_are_no_hooks_are_told(tmp_path: Path) -> None:
    """A slip in the first letters is found by the mark."""
    code = CODE.replace("def efc_register_formats", "def ecf_register_formats")
    words = [str(remark) for remark in remarks_on(make_plugin(tmp_path, code))]

    assert any("ecf_register_formats; did you mean efc_register_formats?" in w for w in words)


def test_hooks_may_take_fewer_arguments(tmp_path: Path) -> None:
    """Methods, and some of the arguments, are fine."""
    code = CODE + CHECK.format(arguments="self, facts, measure")

    assert remarks_on(make_plugin(tmp_path, code)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            '[project.entry-points.efc_reporting]\nverse = "efc_format_verse"\n',
            "",
            "no entry point",
        ),
        ('verse = "efc_format_verse"', 'verse = "efc_format_prose"', "no module efc_format_prose"),
        ('verse = "efc_format_verse"', 'verse = "no module!"', "'no module!' is no module"),
        ('"efc_format_verse"\n\n', '"efc_format_verse:plugin"\n\n', "has no plugin"),
    ],
)
def test_entry_point_has_to_lead_somewhere(tmp_path: Path, old: str, new: str, words: str) -> None:
    """A plugin that nobody would find, or that is not there, is a problem."""
    remarks = remarks_on(make_plugin(tmp_path, pyproject=PYPROJECT.replace(old, new)))

    assert any(words in r.problem and r.level is Level.PROBLEM for r in remarks)


def test_module_without_a_hook_brings_nothing(tmp_path: Path) -> None:
    """An entry point that leads to a module without hooks is told; imported hooks count."""
    empty = only_remark(make_plugin(tmp_path / "a", "", other=CODE))
    imported = "from efc_format_verse.other import efc_register_formats\n"

    assert "has no hook" in empty.problem
    assert remarks_on(make_plugin(tmp_path / "b", imported, other=CODE)) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("from efc_reporting.reporter import Reporter", "efc_reporting.reporter is no public"),
        ("import efc_reporting.registry", "efc_reporting.registry is no public"),
        ("from efc_reporting import workflows", "efc_reporting is no public"),
        ("from efc_format_pdf import format", "efc_format_pdf is another format"),
        ("import pandas", "pandas is imported whenever plugins are listed"),
        ("try:\n    from lxml import etree\nexcept ImportError:\n    pass", "lxml is imported"),
        ("class C:\n    import numpy", "numpy is imported whenever"),
    ],
)
def test_imports_that_will_hurt_are_warnings(tmp_path: Path, line: str, words: str) -> None:
    """Internals and heavy libraries are told with the line, wherever they stand."""
    named = PYPROJECT.replace('>=0.1"]', '>=0.1", "lxml", "numpy", "pandas"]')
    remark = only_remark(make_plugin(tmp_path, f"from . import other\n{CODE}", named, other=line))

    assert remark.level is Level.WARNING
    assert words in remark.problem
    assert remark.where.startswith("src/efc_format_verse/other.py, line ")


@pytest.mark.parametrize(
    "line",
    [
        "from efc_reporting import Project, Severity",
        "from efc_reporting.testing import sample_project",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas",
        "def render():\n    import pandas",
    ],
)
def test_imports_that_are_fine_are_not_told(tmp_path: Path, line: str) -> None:
    """Façades, imports for type checkers, and heavy ones where they are used."""
    assert remarks_on(make_plugin(tmp_path, f"{line}\n{CODE}")) == []


def test_heavy_import_of_a_module_that_is_loaded_late_is_fine(tmp_path: Path) -> None:
    """A module that is imported within a function may import what it wants."""
    late = CODE.replace(
        "        return", "        from efc_format_verse import other\n        return"
    )

    assert remarks_on(make_plugin(tmp_path, late, other="import pandas\n")) == []


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [
        ("dependencies = [", Level.WARNING, "do not name efc-reporting"),
        ("description = ", Level.NOTE, "it has no description"),
        ("readme = ", Level.NOTE, "it has no readme"),
        ("requires-python = ", Level.NOTE, "it has no requires-python"),
        ("license = ", Level.NOTE, "it has no license"),
        ("classifiers = ", Level.NOTE, "it has no classifiers"),
    ],
)
def test_missing_metadata_is_noted(tmp_path: Path, line: str, level: Level, words: str) -> None:
    """What a package index and its users expect is on the checklist."""
    lines = [text for text in PYPROJECT.splitlines() if not text.startswith(line)]
    remark = only_remark(make_plugin(tmp_path, pyproject="\n".join(lines)))

    assert remark.level is level
    assert words in remark.problem


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("README.md", "it has no README"),
        ("LICENSE", "it has no licence"),
        ("CHANGELOG.md", "it has no list of changes"),
        ("tests/test_verse.py", "it has no tests"),
        ("src/efc_format_verse/py.typed", "type checkers do not see its types"),
    ],
)
def test_missing_files_are_noted(tmp_path: Path, name: str, words: str) -> None:
    """So is what the folder should hold."""
    (make_plugin(tmp_path) / name).unlink()
    remark = only_remark(tmp_path)

    assert (remark.level, remark.problem) == (Level.NOTE, words)


def test_tests_without_the_contract_are_noted(tmp_path: Path) -> None:
    """`assert 1 + 1 == 2` is no test of a format."""
    folder = make_plugin(tmp_path, pyproject=PYPROJECT)
    (folder / "tests" / "test_verse.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")
    remarks = [r.problem for r in remarks_on(folder)]

    assert remarks == ["none of them is the contract that our own formats keep"]


def test_magic_is_compared_with_the_ending(tmp_path: Path) -> None:
    """A format of files whose beginning is known should say it, and say it right."""
    pdf = CODE.replace(".verse", ".pdf")
    missing = only_remark(make_plugin(tmp_path / "a", pdf))
    wrong = only_remark(make_plugin(tmp_path / "b", pdf.replace('n")', 'n", magic=b"PK")')))

    assert (missing.level, missing.remedy) == (Level.NOTE, "add magic=b'%PDF-'")
    assert (wrong.level, wrong.problem) == (
        Level.PROBLEM,
        "files that end in .pdf begin with b'%PDF-', not with b'PK'",
    )


@pytest.mark.parametrize("name", ["nothing", "empty", "broken.whl", "broken"])
def test_what_is_no_plugin_is_refused(tmp_path: Path, name: str) -> None:
    """A path that is neither a folder of a plugin nor a wheel is one clear error."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pyproject.toml").write_text("[project")
    (tmp_path / "broken.whl").write_bytes(b"no zip")
    with pytest.raises(NotAcceptedError) as caught:
        read_distribution(tmp_path / name)

    assert caught.value.remedy
