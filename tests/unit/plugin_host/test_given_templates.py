"""A template may be given by its path; a name of the chain goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from efc_reporting.errors import TemplateError
from efc_reporting.plugin_host.options import with_template
from efc_reporting.rendering.templates import Templates


def file_in(folder: Path, content: str, name: str = "own.docx") -> Path:
    """Write a file into a folder that may not be there yet."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_path_joins_the_chain_as_one_file(tmp_path: Path) -> None:
    """What lies beside it does not."""
    path = file_in(tmp_path / "letters", "mine")
    file_in(tmp_path / "letters", "other", "other.docx")
    chain, name = Templates().with_given(str(path))

    assert (chain.asset(name), name) == (b"mine", "own.docx")
    with pytest.raises(TemplateError):
        chain.asset("other.docx")


def test_a_name_of_the_chain_goes_before_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of that name in the working folder changes nothing."""
    file_in(tmp_path / "templates", "chain")
    file_in(tmp_path, "path")
    monkeypatch.chdir(tmp_path)
    templates = Templates(folders=(tmp_path / "templates",))

    assert templates.with_given("own.docx") == (templates, "own.docx")


def test_what_is_neither_stays_a_name(tmp_path: Path) -> None:
    """Who asks for it is told where it was searched."""
    chain, name = Templates().with_given(str(tmp_path / "nowhere.docx"))

    assert chain == Templates()
    with pytest.raises(TemplateError):
        chain.asset(name)


def test_the_template_becomes_an_option_of_the_format(tmp_path: Path) -> None:
    """Other options stay; a path object will do."""
    path = file_in(tmp_path, "mine")
    options, chain = with_template({"look": "wide"}, path, Templates())

    assert options == {"look": "wide", "template": "own.docx"}
    assert chain.asset("own.docx") == b"mine"
    assert with_template(None, None, Templates()) == ({}, Templates())
