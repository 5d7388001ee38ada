"""The Word file as a file: its parts, its properties, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import attrs
import docx
import pytest
from docx_reading import WP, R, W, parts, xml
from docx_sample import AS_OF, DOCUMENT, rendered, with_blocks
from lxml import etree

from efc_format_docx import efc_register_formats
from efc_reporting.plugin import Paragraph

ROOT = Path(__file__).parents[2]
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def full() -> bytes:
    """Return the document with every block."""
    return rendered()


def test_the_hook_registers_the_format() -> None:
    """The plugin adds one format, named docx."""
    (found,) = efc_register_formats()

    assert (found.info.name, found.info.extension) == ("docx", ".docx")
    assert found.info.requires == ("docx",)


def test_the_file_begins_as_its_format_says(full: bytes) -> None:
    """The first bytes are those of FormatInfo.magic."""
    (found,) = efc_register_formats()

    assert found.info.magic
    assert full.startswith(found.info.magic)


def test_twice_the_same_bytes(full: bytes) -> None:
    """The same document gives the same file."""
    assert rendered() == full


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LANG": "C"},
    ],
)
def test_the_same_bytes_elsewhere(
    full: bytes, surroundings: dict[str, str], tmp_path: Path
) -> None:
    """Another hash seed, time zone, locale and folder change nothing."""
    code = "import hashlib, docx_sample;print(hashlib.sha256(docx_sample.rendered()).hexdigest())"
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **surroundings, "PYTHONPATH": path},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == hashlib.sha256(full).hexdigest()


def test_properties_say_what_the_document_says(full: bytes) -> None:
    """Title, people, language and day are the document's; nothing tells of the maker."""
    core = docx.Document(io.BytesIO(full)).core_properties

    assert (core.title, core.subject) == (DOCUMENT.title, DOCUMENT.subtitle)
    assert (core.author, core.last_modified_by) == (DOCUMENT.author, DOCUMENT.author)
    assert (core.language, core.identifier, core.revision) == ("en", "SAMPLE-1", 1)
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.isoformat() == f"{AS_OF.isoformat()}T00:00:00+00:00"


def test_a_very_long_title_fits_the_properties() -> None:
    """A property holds 255 letters; the title in the text stays whole."""
    title = "Europe " * 60
    data = rendered(attrs.evolve(DOCUMENT, title=title))
    found = docx.Document(io.BytesIO(data))

    assert len(found.core_properties.title) == 255
    assert title in [p.text for p in found.paragraphs]


def test_no_trace_of_the_maker(full: bytes) -> None:
    """No part names the library, a user, a folder or a date of today."""
    content = b"".join(parts(full).values()).lower()

    assert b"<w:document" in content
    for trace in (b"python", b"/home/", b"macintosh", b"2013-12-23", os.fsencode(Path.cwd())):
        assert trace.lower() not in content


def test_only_wanted_parts(full: bytes) -> None:
    """No thumbnail, no second style sheet, no custom XML; two kinds of pictures."""
    names = {re.sub(r"\d+", "N", name) for name in parts(full)}

    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/headerN.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footerN.xml",
        "word/headerN.xml",
        "word/media/imageN.jpg",
        "word/media/imageN.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/themeN.xml",
    }


def test_every_relationship_resolves(full: bytes) -> None:
    """Each internal target is a part; each id in use is a relationship of its part."""
    found = parts(full)
    assert "word/_rels/document.xml.rels" in found
    for name in [name for name in found if name.endswith(".rels")]:
        folder, own = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))
        relations = list(etree.fromstring(found[name]).iter(RELATIONS))
        inside = [r.get("Target", "") for r in relations if r.get("TargetMode") != "External"]
        resolved = {
            posixpath.normpath(posixpath.join(posixpath.dirname(source), target)).lstrip("/")
            for target in inside
        }

        assert resolved <= set(found), name
        if source in found:
            used = {
                value
                for element in etree.fromstring(found[source]).iter()
                for key, value in element.attrib.items()
                if str(key).startswith(R)
            }

            assert used <= {relation.get("Id") for relation in relations}, name


def test_ids_are_unique(full: bytes) -> None:
    """No two drawings, no two bookmarks share an id or a name, in any part."""
    stories = [name for name in parts(full) if re.match(r"word/(document|header|footer)", name)]
    trees = [xml(full, name) for name in stories]
    drawings = Counter(e.get("id") for tree in trees for e in tree.iter(f"{WP}docPr"))
    starts = [e for tree in trees for e in tree.iter(f"{W}bookmarkStart")]
    ids = [e.get(f"{W}id") for e in starts]
    names = [e.get(f"{W}name") for e in starts]

    assert set(drawings.values()) == {1}
    assert len(set(ids)) == len(ids) == len(set(names)) == 4
    assert sorted(ids) == sorted(
        e.get(f"{W}id") for tree in trees for e in tree.iter(f"{W}bookmarkEnd")
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [("de", "de-DE"), ("en", "en-GB"), ("el", "el-GR"), ("cs", "cs-CZ"), ("sv", "sv-SE")],
)
def test_word_knows_the_language(language: str, written: str) -> None:
    """The whole text has the language of the document, as Word names it."""
    from docx_sample import context

    from efc_format_docx.format import DocxFormat, DocxOptions

    document = attrs.evolve(with_blocks(Paragraph("text")), language=language)
    data = DocxFormat().render(document, context("en"), DocxOptions())
    defaults = xml(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert defaults is not None
    assert defaults.get(f"{W}val") == written


def test_the_base_is_what_the_script_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base document in the package is, byte for byte, what the script builds."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import build_base_docx

    builder: ModuleType = build_base_docx
    content = builder.build()

    assert content == builder.TARGET.read_bytes()
    assert content == builder.build()


def test_the_library_is_loaded_only_for_rendering() -> None:
    """Registering the format loads neither python-docx nor lxml."""
    code = (
        "import sys, efc_format_docx; efc_format_docx.efc_register_formats();"
        "print([name for name in ('docx', 'lxml') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == "[]"
