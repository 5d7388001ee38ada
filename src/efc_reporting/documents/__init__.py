"""What the reports say: one module per document, without any layout."""

from efc_reporting.documents.certificate import Certificate
from efc_reporting.documents.grant_statement import GrantStatement
from efc_reporting.documents.interim import Interim
from efc_reporting.documents.narrative import Narrative
from efc_reporting.documents.participant_list import ParticipantList
from efc_reporting.documents.public_notice import PublicNotice

__all__ = [
    "Certificate",
    "GrantStatement",
    "Interim",
    "Narrative",
    "ParticipantList",
    "PublicNotice",
]
