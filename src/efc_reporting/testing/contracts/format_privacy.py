"""Tests of a format: what the public must never find."""

from __future__ import annotations

from efc_reporting.contracts import Audience
from efc_reporting.fitting import accepts
from efc_reporting.model import Project
from efc_reporting.testing.contexts import context_for, core_reporter, reporter_for
from efc_reporting.testing.contracts.canaries import CANARY, has_canary, with_canaries
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.rendering import accepted
from efc_reporting.testing.sample import sample_project


class FormatPrivacy(OfFormat):
    """What the public gets names nobody."""

    def test_public_files_hold_no_name(self) -> None:
        """What the public gets names no participant, neither to readers nor in any byte."""
        reporter, project = reporter_for(self.format), with_canaries(sample_project())
        self._render_with_names(project)
        for kind in reporter.registry.documents.values():
            audiences = kind.info.audiences & self.format.info.audiences
            if accepts(kind, self.format) and Audience.PUBLIC in audiences:
                data = reporter.render(
                    project, kind.info.name, self.format.info.name, audience=Audience.PUBLIC
                )
                fault = f"{kind.info.name} for the public holds the name of a participant"
                assert CANARY not in self.read_text(data), fault
                assert not has_canary(data), f"{fault}, out of sight of its readers"

    def _render_with_names(self, project: Project) -> None:
        """Render what may hold names first: a format must not remember them."""
        documents = core_reporter().registry.documents
        for name in sorted(accepted(self.format), key=lambda name: name != "participant-list")[:1]:
            audience = documents[name].info.default_audience
            if audience is not Audience.PUBLIC:
                context = context_for(project, audience=audience)
                document = documents[name].compose(context)
                self.format.render(document, context, self.format.options_type())
