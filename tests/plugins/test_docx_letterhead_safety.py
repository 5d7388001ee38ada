"""A letterhead that runs, fetches, swells or tells too much is refused or made harmless."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx_reading import parts, text_of, xml
from docx_sample import picture, with_blocks
from letterhead_reports import on_letterhead
from letterheads import blank, one_section, saved

from efc_reporting.plugin import NotAcceptedError
from word_lint import failings

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_MAINS = {
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'


def changed(data: bytes, **contents: tuple[str, object, object]) -> bytes:
    """Return a file in which texts of members were replaced, given as (member, old, new)."""
    members = parts(data)
    for member, old, new in contents.values():
        assert str(old).encode() in members[member], old
        members[member] = members[member].replace(str(old).encode(), str(new).encode())
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """Return members as a file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_relation(data: bytes, kind: str, target: str, mode: str = "", inside: str = "") -> bytes:
    """Return a file with one more relationship of its text, `rX`, and what uses it in the body."""
    external = ' TargetMode="External"' if mode else ""
    relation = f'<Relationship Id="rX" Type="{REL}/{kind}" Target="{target}"{external}/>'
    return changed(
        data,
        a=("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>"),
        b=("word/document.xml", "<w:sectPr", f"{inside}<w:sectPr"),
    )


def problem(letterhead: bytes, folder: Path) -> str:
    """Return why a letterhead is refused."""
    with pytest.raises(NotAcceptedError) as caught:
        on_letterhead(letterhead, folder, with_blocks())
    return caught.value.problem


@pytest.mark.parametrize("kind", OTHER_MAINS)
def test_templates_of_word_are_taken(kind: str, tmp_path: Path) -> None:
    """A .dotx, .docm or .dotm gives a plain .docx."""
    letterhead = changed(one_section(), a=("[Content_Types].xml", MAIN, OTHER_MAINS[kind]))
    data = on_letterhead(letterhead, tmp_path, with_blocks())

    assert MAIN.encode() in parts(data)["[Content_Types].xml"]
    assert OTHER_MAINS[kind].encode() not in parts(data)["[Content_Types].xml"]


def test_macros_are_left_out_with_a_sentence(tmp_path: Path) -> None:
    """Neither the project of macros nor a trace of it is in the report."""
    macros = REL.replace("openxmlformats", "microsoft")
    members = parts(with_relation(one_section(), "vbaProject", "vbaProject.bin"))
    relations = members["word/_rels/document.xml.rels"]
    members["word/_rels/document.xml.rels"] = relations.replace(
        f"{REL}/vbaProject".encode(), f"{macros}/vbaProject".encode()
    )
    members["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 Sub AutoOpen()"
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    )
    warnings: list[str] = []
    data = on_letterhead(packed(members), tmp_path, with_blocks(), warn=warnings.append)

    assert not any("vba" in name for name in parts(data))
    assert any("macros of the letterhead are left out" in warning for warning in warnings)


def test_a_picture_from_outside_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    """It would be fetched when somebody opens the report; the text round it stays."""
    members = parts(
        with_relation(one_section(), "image", "https://track.example/x.png", "External")
    )
    members["word/document.xml"] = members["word/document.xml"].replace(
        b"<w:sectPr",
        b'<w:p><w:r><w:t>Wappen</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com'
        b':vml"><v:imagedata r:id="rX"/></v:shape></w:pict></w:r></w:p><w:sectPr',
        1,
    )
    warnings: list[str] = []
    data = on_letterhead(packed(members), tmp_path, with_blocks(), warn=warnings.append)

    assert b"track.example" not in b"".join(parts(data).values())
    assert "Wappen" in text_of(xml(data))
    assert any("lies outside of the file" in warning for warning in warnings)
    assert failings(data) == []


def test_links_to_files_lose_their_target(tmp_path: Path) -> None:
    """A path on somebody's computer is no link; the words stay."""
    link = '<w:p><w:hyperlink r:id="rX"><w:r><w:t>Vorlage</w:t></w:r></w:hyperlink></w:p>'
    target = "file:///X:/kim.muster/vorlage.docx"
    letterhead = with_relation(one_section(), "hyperlink", target, "External", link)
    data = on_letterhead(letterhead, tmp_path, with_blocks())

    assert b"kim.muster" not in b"".join(parts(data).values())
    assert "Vorlage" in text_of(xml(data))


def test_settings_that_lock_or_tell_are_left_out(tmp_path: Path) -> None:
    """The path of the template it was made from, its protection, its mail merge."""
    told = '<w:documentProtection w:edit="readOnly"/><w:rsids/><w:mailMerge/>'
    settings = parts(one_section())["word/settings.xml"].decode()
    end = settings[settings.rindex("</w:settings>") :]
    letterhead = changed(one_section(), a=("word/settings.xml", end, told + end))
    data = on_letterhead(letterhead, tmp_path, with_blocks())

    for name in (b"documentProtection", b"rsids", b"mailMerge"):
        assert name in parts(letterhead)["word/settings.xml"]
        assert name not in parts(data)["word/settings.xml"]


def test_comments_are_left_out(tmp_path: Path) -> None:
    """The annotated copy of a check may be used as it is."""
    file = blank()
    line = file.add_paragraph("Text")
    file.add_comment(line.runs, "to do", "Kim Muster", "KM")
    letterhead = saved(file)
    data = on_letterhead(letterhead, tmp_path, with_blocks())

    assert b"Kim Muster" in b"".join(parts(letterhead).values())
    assert b"comment" in parts(letterhead)["word/document.xml"]
    assert b"Kim Muster" not in b"".join(parts(data).values())
    assert b"comment" not in parts(data)["word/document.xml"]


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("word/document.xml", DOCTYPE + b"<x/>"),
        ("word/document.xml", (DOCTYPE + b"<x/>").decode().encode("utf-16")),
        ("word/_rels/document.xml.rels", DOCTYPE + b"<x/>"),
        ("word/header1.xml", DOCTYPE + b"<x/>"),
    ],
)
def test_a_doctype_is_refused(member: str, content: bytes, tmp_path: Path) -> None:
    """In any part and any encoding."""
    letterhead = packed({**parts(one_section()), member: content})

    assert "DOCTYPE" in problem(letterhead, tmp_path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """What unpacks to a hundred times its size and more is not unpacked."""
    letterhead = packed({**parts(one_section()), "word/media/image9.png": bytes(30_000_000)})

    assert len(letterhead) < 200_000
    assert "unpacks" in problem(letterhead, tmp_path)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """Nobody's letterhead has thousands of parts."""
    many = {f"word/media/{number}.txt": b"x" for number in range(2001)}

    assert "unpacks" in problem(packed({**parts(one_section()), **many}), tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        picture(),
        one_section()[:2000],
        packed({"a.txt": b""}),
        packed({**parts(one_section()), "word/document.xml": b"<w:document"}),
        packed({**parts(one_section()), "_rels/.rels": b"<x/>"}),
    ],
    ids=["empty", "pdf", "png", "cut", "zip", "no xml", "no main part"],
)
def test_what_is_no_word_file_is_refused(data: bytes, tmp_path: Path) -> None:
    """With one sentence, whatever it is."""
    assert "no Word file" in problem(data, tmp_path)


def test_an_old_or_locked_file_is_named_as_such(tmp_path: Path) -> None:
    """Word 97 and passwords look alike from outside."""
    assert "password" in problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), tmp_path)


def test_the_strict_form_is_refused(tmp_path: Path) -> None:
    """It has other names for everything."""
    strict = parts(one_section())["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert "strict" in problem(
        packed({**parts(one_section()), "word/document.xml": strict}), tmp_path
    )


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a.example/x&quot; "/>',
        '<w:r><w:instrText> includetext "\\\\server\\file" </w:instrText></w:r>',
        "<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO excel</w:instrText></w:r>",
    ],
)
def test_fields_that_fetch_are_refused(field: str, tmp_path: Path) -> None:
    """Also where Word split their names."""
    letterhead = changed(
        one_section(), a=("word/document.xml", "<w:sectPr", f"<w:p>{field}</w:p><w:sectPr")
    )

    assert "fetches another file" in problem(letterhead, tmp_path)


def test_a_mark_in_a_text_box_is_refused(tmp_path: Path) -> None:
    """A report of many pages fits into none."""
    box = (
        '<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>'
        '<w:bookmarkStart w:id="1" w:name="efc_report"/><w:bookmarkEnd w:id="1"/></w:p>'
        "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    letterhead = changed(one_section(), a=("word/document.xml", "<w:sectPr", f"{box}<w:sectPr"))

    assert "where no text" in problem(letterhead, tmp_path)
