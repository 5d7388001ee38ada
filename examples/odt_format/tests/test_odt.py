"""What is special about OpenDocument: real structure, alternatives, languages, properties."""

from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile

import efc_format_odt
import odfdo
import pytest
from odt_reading import DRAW, SVG, TABLE, TEXT, parts_of, root_of

from efc_reporting.testing import reporter_with, sample_project


@pytest.fixture(scope="module")
def narrative() -> bytes:
    """Return the final report of the sample project in German."""
    return reporter_with(efc_format_odt).render(sample_project(), "narrative", "odt", language="de")


def test_file_is_known_by_its_first_bytes(narrative: bytes) -> None:
    """The type stands first and unpacked, as OpenDocument asks for."""
    first = ZipFile(io.BytesIO(narrative)).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert narrative[38:77] == b"application/vnd.oasis.opendocument.text"


def test_every_member_is_listed(narrative: bytes) -> None:
    """The list of members names all that is there, and nothing else."""
    listed = {
        value
        for entry in root_of(narrative, "META-INF/manifest.xml")
        for key, value in entry.attrib.items()
        if key.endswith("full-path")
    } - {"/"}

    assert listed == set(parts_of(narrative)) - {"mimetype", "META-INF/manifest.xml"}


def test_headings_are_headings(narrative: bytes) -> None:
    """Sections are headings with levels that a reader can jump along."""
    headings = list(root_of(narrative).iter(f"{TEXT}h"))
    levels = [int(heading.get(f"{TEXT}outline-level")) for heading in headings]

    assert levels[0] == 1
    assert max(levels) >= 2
    assert "Treffen 1: Auftakttreffen" in ["".join(h.itertext()) for h in headings]


def test_tables_repeat_their_header(narrative: bytes) -> None:
    """Each table has a header row, so that a screen reader names the columns."""
    tables = list(root_of(narrative).iter(f"{TABLE}table"))

    assert len(tables) > 3
    assert all(table.find(f"{TABLE}table-header-rows") is not None for table in tables)


def test_tables_have_names_of_their_own(narrative: bytes) -> None:
    """No two tables are called alike."""
    names = [table.get(f"{TABLE}name") for table in root_of(narrative).iter(f"{TABLE}table")]

    assert len(names) == len(set(names))


def test_pictures_say_what_they_show(narrative: bytes) -> None:
    """Every frame has a description, the emblem's too."""
    frames = list(root_of(narrative).iter(f"{DRAW}frame"))
    described = [frame.findtext(f"{SVG}desc") or "" for frame in frames]

    assert len(frames) >= 2
    assert all(described)
    assert "Flagge" in described[0]


def test_properties_are_the_documents(narrative: bytes) -> None:
    """Title, author, day and language come from the document, never from the computer."""
    meta = odfdo.Document(io.BytesIO(narrative)).meta

    assert meta.creator == "Stadt Musterstadt"
    assert str(meta.creation_date) == "2020-02-28 00:00:00"
    assert b'fo:language="de"' in parts_of(narrative)["styles.xml"]


def test_every_style_that_is_used_is_there(narrative: bytes) -> None:
    """No paragraph, cell or row names a style that nobody defined."""
    key = "style-name"
    defined = {
        value
        for part in ("content.xml", "styles.xml")
        for element in root_of(narrative, part).iter("{*}style", "{*}list-style")
        for name, value in element.attrib.items()
        if name.endswith("}name")
    }
    used = {
        value
        for element in root_of(narrative).iter()
        for name, value in element.attrib.items()
        if name.endswith("}" + key)
    }

    assert used - defined == set()
