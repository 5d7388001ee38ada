"""The seal of a PDF breaks at any change, and nothing else in the file moves."""

from __future__ import annotations

import pytest

from efc_reporting.rendering.pdf_parts import Seal, seal_of, seal_pdf, with_pdfua_mark

FILE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF"


def test_a_sealed_file_is_intact() -> None:
    """What stood before the pointer to the cross-references stands where it stood."""
    sealed = seal_pdf(FILE)

    assert seal_of(sealed) is Seal.INTACT
    assert sealed.startswith(FILE[: FILE.rindex(b"startxref")])
    assert sealed.endswith(b"startxref\n29\n%%EOF")


@pytest.mark.parametrize("place", range(0, len(FILE), 7))
def test_one_changed_byte_breaks_the_seal(place: int) -> None:
    """Wherever it is."""
    sealed = bytearray(seal_pdf(FILE))
    sealed[place] ^= 1

    assert seal_of(bytes(sealed)) is not Seal.INTACT


@pytest.mark.parametrize(
    "added", [b"\n", b"\n2 0 obj\nendobj\nstartxref\n99\n%%EOF", seal_pdf(FILE)]
)
def test_what_is_added_behind_breaks_the_seal(added: bytes) -> None:
    """Programs that comment or sign write their changes behind the end."""
    assert seal_of(seal_pdf(FILE) + added) is Seal.BROKEN


def test_a_file_of_others_has_no_seal() -> None:
    """That is told apart from a broken one."""
    assert seal_of(FILE) is Seal.ABSENT


def test_the_mark_of_pdfua_comes_into_the_metadata() -> None:
    """Once, inside the RDF, with the description that PDF/A demands."""
    marked = with_pdfua_mark(b"<x><rdf:RDF><a/></rdf:RDF></x>")

    assert marked.startswith(b"<x><rdf:RDF><a/>")
    assert marked.endswith(b"</rdf:RDF></x>")
    assert marked.count(b"<pdfuaid:part>1</pdfuaid:part>") == 1
    assert b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in marked
