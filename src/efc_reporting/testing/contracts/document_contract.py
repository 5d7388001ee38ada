"""The contract of documents."""

from __future__ import annotations

from efc_reporting.testing.contracts.document_conduct import DocumentConduct
from efc_reporting.testing.contracts.document_content import DocumentContent


class DocumentContract(DocumentContent, DocumentConduct):
    """Subclass it as `class TestMyDocument(DocumentContract)` and set `document`."""
