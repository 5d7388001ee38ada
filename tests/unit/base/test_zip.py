"""An archive with the same members has the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from efc_reporting.base.zip import normalise_zip

Member = tuple[str, bytes]


def archive(
    members: Iterable[Member],
    moment: tuple[int, int, int, int, int, int] = (2024, 2, 29, 13, 7, 2),
    compression: int = zipfile.ZIP_STORED,
) -> bytes:
    """Return an archive as some library may write it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as target:
        target.comment = b"made by somebody"
        for name, content in members:
            member = zipfile.ZipInfo(name, moment)
            member.external_attr = 0o644 << 16
            target.writestr(member, content, compression)
    return written.getvalue()


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive for reading."""
    return zipfile.ZipFile(io.BytesIO(data))


MEMBERS = (
    ("xl/workbook.xml", b"<workbook/>" * 100),
    ("_rels/.rels", b"<Relationships/>"),
    ("[Content_Types].xml", b"<Types/>"),
    ("word/Jyväskylä.xml", b"\x00\xff"),
)


def test_contents_are_kept() -> None:
    """Every member comes back with its bytes."""
    normal = opened(normalise_zip(archive(MEMBERS)))

    assert {name: normal.read(name) for name in normal.namelist()} == dict(MEMBERS)


def test_members_are_sorted_with_the_content_types_first() -> None:
    """Members stand in the order of their names, whatever their order was."""
    names = opened(normalise_zip(archive(MEMBERS))).namelist()

    assert names == ["[Content_Types].xml", "_rels/.rels", "word/Jyväskylä.xml", "xl/workbook.xml"]


def test_order_date_and_packing_leave_no_trace() -> None:
    """Two archives of the same members become the same bytes."""
    one = archive(MEMBERS)
    other = archive(MEMBERS[::-1], (1999, 12, 31, 23, 59, 58), zipfile.ZIP_DEFLATED)

    assert one != other
    assert normalise_zip(one) == normalise_zip(other)


def test_a_normal_archive_stays_as_it_is() -> None:
    """Normalising twice changes nothing more."""
    once = normalise_zip(archive(MEMBERS))

    assert normalise_zip(once) == once


def test_members_are_dated_1980_and_packed() -> None:
    """No clock, comment or system reaches the archive, and large members shrink."""
    normal = opened(normalise_zip(archive(MEMBERS)))

    assert normal.comment == b""
    assert {member.date_time for member in normal.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.compress_type for member in normal.infolist()} == {zipfile.ZIP_DEFLATED}
    assert {(member.create_system, member.extra) for member in normal.infolist()} == {(0, b"")}
    assert normal.getinfo("xl/workbook.xml").compress_size < 100


def test_folders_are_left_out() -> None:
    """A member that is only a folder says nothing."""
    assert normalise_zip(archive([("word/", b""), *MEMBERS])) == normalise_zip(archive(MEMBERS))


def test_an_empty_archive_stays_empty() -> None:
    """No member in, no member out."""
    assert opened(normalise_zip(archive([]))).namelist() == []


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_members_of_one_name_are_refused() -> None:
    """Nothing is dropped silently."""
    with pytest.raises(ValueError, match="same name"):
        normalise_zip(archive([("a", b"1"), ("a", b"2")]))


def test_what_is_no_archive_is_refused() -> None:
    """Bytes of another kind are an error."""
    with pytest.raises(zipfile.BadZipFile):
        normalise_zip(b"%PDF-1.7")
