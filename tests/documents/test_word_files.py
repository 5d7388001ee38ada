"""Every Word file is sound for Microsoft's SDK, for openxml-audit and for our own lint."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ooxml
from efc_reporting import Project, Reporter, load_project
from efc_reporting.testing import awkward_projects, sample_project
from projects import ROOT
from word_lint import failings

EXAMPLES = ("tolint", "migration_in_communes", "town_twinning")
LANGUAGES = ("de", "en")
OF_MANY = ("narrative", "participant-list")
"""The documents made of five hundred people: five hundred certificates are one again and again."""


def every_project() -> Iterator[tuple[str, Project]]:
    """Yield the examples, the sample and the awkward projects."""
    for name in EXAMPLES:
        yield name, load_project(ROOT / "examples" / name)
    yield "sample", sample_project()
    yield from awkward_projects().items()


@pytest.fixture(scope="module")
def files(reporter: Reporter) -> dict[str, bytes]:
    """Return every document of every project in two languages."""
    return {
        f"{name}, {document}, {language}": reporter.render(
            project, document, "docx", language=language
        )
        for name, project in every_project()
        for document in reporter.registry.documents
        if name != "many" or document in OF_MANY
        for language in LANGUAGES
    }


@pytest.mark.tool("ooxml-validator")
def test_every_word_file_is_sound_for_the_sdk(files: dict[str, bytes], tmp_path: Path) -> None:
    """None of them has what Word would call damaged."""
    assert len(files) >= 100
    assert ooxml.failures_of_sdk(files, tmp_path) == {}


def test_every_word_file_is_sound_for_openxml_audit(files: dict[str, bytes]) -> None:
    """It finds what the SDK lets pass, such as styles that are not there."""
    assert len(files) >= 100
    assert ooxml.failures_of_audit(files) == {}


def test_every_word_file_passes_our_lint(files: dict[str, bytes]) -> None:
    """Cells, ids, relations, headings, header rows, languages, styles and pictures are in order."""
    assert {name: found for name, data in files.items() if (found := failings(data))} == {}


def spoilt(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file in which one text of a part is another."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
    return written.getvalue()


@pytest.fixture(scope="module")
def sound(reporter: Reporter) -> bytes:
    """Return a file to be spoilt."""
    return reporter.render(sample_project(), "narrative", "docx", language="en")


@pytest.mark.tool("ooxml-validator")
def test_broken_word_files_are_found(sound: bytes, tmp_path: Path) -> None:
    """The judges are awake: each finds what it is there for."""
    body = "word/document.xml"
    wrong = {"element": spoilt(sound, body, "<w:trPr>", "<w:trPr><w:nonsense/>")}
    nowhere = {"style": spoilt(sound, body, 'tblStyle w:val="', 'tblStyle w:val="No')}

    assert "nonsense" in str(ooxml.failures_of_sdk(wrong, tmp_path)["element"])
    assert "No" in str(ooxml.failures_of_audit(nowhere)["style"])


BODY, STYLES, RELATIONS = (
    "word/document.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
)


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        (
            "cells_end_in_a_paragraph",
            lambda d: spoilt(d, BODY, "</w:p></w:tc>", "</w:p><w:x/></w:tc>"),
        ),
        (
            "ids_are_unique",
            lambda d: spoilt(d, BODY, 'w:name="_Toc00000002"', 'w:name="_Toc00000001"'),
        ),
        ("relations_resolve", lambda d: spoilt(d, RELATIONS, "media/", "nowhere/")),
        ("relations_resolve", lambda d: spoilt(d, BODY, 'r:embed="', 'r:embed="x')),
        ("headings_are_in_order", lambda d: spoilt(d, BODY, '"Heading1"', '"Heading3"')),
        ("header_rows_are_marked", lambda d: spoilt(d, BODY, "<w:tblHeader/>", "")),
        ("language_is_set", lambda d: spoilt(d, STYLES, 'w:val="en-GB"', "")),
        ("styles_are_defined", lambda d: spoilt(d, BODY, 'pStyle w:val="', 'pStyle w:val="No')),
        ("pictures_are_told", lambda d: spoilt(d, BODY, ' descr="', ' title="')),
    ],
)
def test_our_lint_is_awake(rule: str, spoil: Callable[[bytes], bytes], sound: bytes) -> None:
    """Each rule finds what it is there for, and the sound file passes all."""
    assert failings(sound) == []
    assert any(found.startswith(rule) for found in failings(spoil(sound)))
