"""Tests of a format: what the public must never find."""

from __future__ import annotations

from efc_reporting.contracts import Audience
from efc_reporting.fitting import accepts
from efc_reporting.testing.contexts import reporter_for
from efc_reporting.testing.contracts.canaries import CANARY, has_canary, with_canaries
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.sample import sample_project


class FormatPrivacy(OfFormat):
    """What the public gets names nobody."""

    def test_public_files_hold_no_name(self) -> None:
        """What the public gets names no participant, neither to readers nor in any byte."""
        reporter, project = reporter_for(self.format), with_canaries(sample_project())
        for kind in reporter.registry.documents.values():
            audiences = kind.info.audiences & self.format.info.audiences
            if accepts(kind, self.format) and Audience.PUBLIC in audiences:
                data = reporter.render(
                    project, kind.info.name, self.format.info.name, audience=Audience.PUBLIC
                )
                assert CANARY not in self.read_text(data), kind.info.name
                assert not has_canary(data), kind.info.name
