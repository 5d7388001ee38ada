"""What the reports say: one module per document, without any layout."""

from efc_reporting.documents.interim import Interim
from efc_reporting.documents.narrative import Narrative
from efc_reporting.documents.participant_list import ParticipantList
from efc_reporting.documents.public_notice import PublicNotice

__all__ = ["Interim", "Narrative", "ParticipantList", "PublicNotice"]
