"""Files that mean harm, or are none of ours, are refused in one sentence."""

from __future__ import annotations

import zipfile

import pytest
from pull_projects import Pulling, pack, run

from efc_reporting.errors import NotAcceptedError

END = f"<w:p>{run('The end.')}</w:p>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY e "boom">]>'


def test_a_document_type_is_refused(pulling: Pulling) -> None:
    """Entities are where harmful files begin."""
    xml = pulling.xml()
    begin = xml.index("<w:document")
    pulling.edit((xml[begin : begin + 11], DOCTYPE + xml[begin : begin + 11]))

    with pytest.raises(NotAcceptedError, match="document type"):
        pulling.pull()


def test_a_file_that_unpacks_to_very_much_is_refused(pulling: Pulling) -> None:
    """It is not unpacked at all."""
    pulling.rewrite(lambda parts: parts.update({"word/media/x.png": b"0" * 90_000_000}))

    with pytest.raises(NotAcceptedError, match="far more"):
        pulling.pull()


def test_a_file_of_very_many_parts_is_refused(pulling: Pulling) -> None:
    """No report has thousands of parts."""
    pulling.rewrite(lambda parts: parts.update({f"x/{n}": b"" for n in range(2001)}))

    with pytest.raises(NotAcceptedError, match="far more"):
        pulling.pull()


def test_deep_nesting_is_refused(pulling: Pulling) -> None:
    """It would exhaust the stack of whoever reads it."""
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    pulling.edit(("<w:sectPr", f"{deep}<w:sectPr"))

    with pytest.raises(NotAcceptedError, match="nested too deep"):
        pulling.pull()


def test_usual_nesting_is_read(pulling: Pulling) -> None:
    """Controls in controls, deeper than anybody nests them, are no problem."""
    deep = "<w:sdt><w:sdtContent>" * 60 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 60
    pulling.edit(("<w:sectPr", f"{deep}<w:sectPr"), (run("The end."), run("The very end.")))
    result = pulling.pull()

    assert "The very end." in pulling.text()
    assert not result.needs_attention


def test_a_text_without_end_is_refused(pulling: Pulling) -> None:
    """Nobody waits for hours while thousands of paragraphs are compared."""
    pulling.edit((END, END + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3100))

    with pytest.raises(NotAcceptedError, match="more than 3000 paragraphs"):
        pulling.pull()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 but no archive"])
def test_what_is_no_word_file_is_refused(pulling: Pulling, content: bytes) -> None:
    """The remedy is named."""
    pulling.file.write_bytes(content)

    with pytest.raises(NotAcceptedError, match=r"save it as \.docx"):
        pulling.pull()


def test_a_file_without_parts_is_refused(pulling: Pulling) -> None:
    """An archive of something else holds no text of Word."""
    pack(pulling.file, {"hello.txt": b"x"})

    with pytest.raises(NotAcceptedError, match="no text of Word"):
        pulling.pull()


def test_a_file_that_is_not_there_is_named(pulling: Pulling) -> None:
    """The path and the reason stand in the message."""
    pulling.file.unlink()

    with pytest.raises(NotAcceptedError, match="cannot be read"):
        pulling.pull()


def test_a_file_of_the_public_is_refused(pulling: Pulling) -> None:
    """It has no marks, and so no text that could be taken back."""
    pulling.write(audience="public")

    with pytest.raises(NotAcceptedError, match="no text that could be taken back"):
        pulling.pull()


def test_control_characters_are_taken_out(pulling: Pulling) -> None:
    """What turns a line round does not reach the folder."""
    pulling.edit((run("The end."), run("The \u202eend.")), (run("read aloud"), run("read loud")))
    pulling.pull()

    assert "read loud" in pulling.text()
    assert "\u202e" not in pulling.text()


def test_links_that_lead_to_files_are_dropped(pulling: Pulling) -> None:
    """Only the web and mailboxes are linked; nothing outside is ever opened."""
    rels = "word/_rels/document.xml.rels"
    pulling.edit(("https://example.org/page", "file:///etc/passwd"), name=rels)
    assert "https://example.org/page" in pulling.text()
    pulling.pull()

    assert "https://example.org/page" not in pulling.text()
    assert "passwd" not in pulling.text()


def test_a_picture_outside_the_file_is_not_followed(pulling: Pulling) -> None:
    """A relation that leads out of the file gives no picture."""
    rels = pulling.xml("word/_rels/document.xml.rels")
    image = rels[rels.index('Target="media/') :].partition('"')[2].partition('"')[0]
    pulling.edit(
        (f'Target="{image}"', 'Target="../../../../etc/hostname"'),
        name="word/_rels/document.xml.rels",
    )
    result = pulling.pull()

    assert result.pictures == ()


def test_the_file_itself_is_left_alone(pulling: Pulling) -> None:
    """Pulling reads it and no more."""
    before = pulling.file.read_bytes()
    pulling.pull()

    assert pulling.file.read_bytes() == before
    assert zipfile.is_zipfile(pulling.file)
