"""What our PDF files hold beside their pages: attached data, the mark of PDF/UA-1 and a seal.

The seal is a SHA-256 of the rest of the file in a comment near its end. It shows that a file was
damaged, converted or changed by a program that knows nothing of it. It is no signature: whoever
changes a file on purpose can write a new one.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from enum import StrEnum

import attrs

_SEAL = re.compile(rb"%efc-report-seal sha256 ([0-9a-f]{64})\n")
_XREF_POINTER = b"startxref"

_PDFUA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/A takes the mark of PDF/UA only with a description of it: ISO 19005-3, 6.6.2.3."""

_RDF_END = b"</rdf:RDF>"


class Relationship(StrEnum):
    """What an attachment is to the pages, as ISO 19005-3, annex E, names it."""

    SOURCE = "Source"  # the pages were made from it
    DATA = "Data"  # what the pages show, for programs


@attrs.frozen(kw_only=True)
class Attachment:
    """A file inside a PDF; `day` is the only date that it carries."""

    name: str
    data: bytes = attrs.field(repr=False)
    media_type: str
    description: str
    relationship: Relationship
    day: date


class Seal(StrEnum):
    """What the seal of a file says."""

    INTACT = "intact"
    BROKEN = "broken"
    ABSENT = "absent"


def seal_pdf(data: bytes) -> bytes:
    """Return the file with its seal; the bytes before it stay where they are."""
    place = data.rindex(_XREF_POINTER)
    digest = hashlib.sha256(data).hexdigest().encode()
    return data[:place] + b"%efc-report-seal sha256 " + digest + b"\n" + data[place:]


def seal_of(data: bytes) -> Seal:
    """Say whether the file is as it was sealed; what was added behind the seal breaks it too."""
    seals = list(_SEAL.finditer(data))
    if not seals:
        return Seal.ABSENT
    last = seals[-1]
    rest = data[: last.start()] + data[last.end() :]
    is_same = hashlib.sha256(rest).hexdigest().encode() == last[1]
    return Seal.INTACT if is_same and len(seals) == 1 else Seal.BROKEN


def with_pdfua_mark(metadata: bytes) -> bytes:
    """Return the XMP metadata of a PDF/A file with the mark of PDF/UA-1."""
    head, end, tail = metadata.rpartition(_RDF_END)
    return head + _PDFUA + end + tail


def damaged_pdf_errors() -> tuple[type[Exception], ...]:
    """Return what pypdf raises on files that are cut or changed, or no PDF at all."""
    from pypdf.errors import PyPdfError

    return (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        TypeError,
        ValueError,
    )
