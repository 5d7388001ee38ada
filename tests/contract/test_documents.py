"""Our own documents keep the contract that third parties' documents keep."""

from __future__ import annotations

from efc_reporting.documents.certificate import Certificate
from efc_reporting.documents.grant_statement import GrantStatement
from efc_reporting.documents.interim import Interim
from efc_reporting.documents.narrative import Narrative
from efc_reporting.documents.participant_list import ParticipantList
from efc_reporting.documents.public_notice import PublicNotice
from efc_reporting.testing import DocumentContract
from efc_reporting.workflows.builtin import efc_register_documents


class TestNarrative(DocumentContract):
    """The final report keeps the contract."""

    document = Narrative()


class TestGrantStatement(DocumentContract):
    """The statement on the grant keeps the contract."""

    document = GrantStatement()


class TestInterim(DocumentContract):
    """The interim report keeps the contract."""

    document = Interim()


class TestParticipantList(DocumentContract):
    """The participant list keeps the contract."""

    document = ParticipantList()


class TestCertificate(DocumentContract):
    """The certificate of attendance keeps the contract."""

    document = Certificate()


class TestPublicNotice(DocumentContract):
    """The public results page keeps the contract."""

    document = PublicNotice()


def test_every_document_of_the_core_is_held_to_the_contract() -> None:
    """A document that is added has to be added here."""
    held = {contract.document.info.name for contract in DocumentContract.__subclasses__()}

    assert {kind.info.name for kind in efc_register_documents()} <= held
