"""Tests of a format: what it says of itself."""

from __future__ import annotations

from importlib.util import find_spec

from efc_reporting.contracts import API_VERSION, Audience
from efc_reporting.errors import NotAcceptedError
from efc_reporting.testing.contexts import core_reporter, reporter_for
from efc_reporting.testing.contracts.describing import (
    NAME,
    faults_of_options,
    takes_unknown_option,
    unchecked_options,
)
from efc_reporting.testing.contracts.format_base import OfFormat
from efc_reporting.testing.contracts.rendering import accepted
from efc_reporting.testing.sample import sample_project


class FormatDescription(OfFormat):
    """What a format says of itself holds."""

    def test_says_what_it_is(self) -> None:
        """Name, title, ending and media type are filled in and in their usual shape."""
        info = self.format.info
        assert NAME.fullmatch(info.name), f"name {info.name!r}: take small letters and hyphens"
        assert info.title.strip(), "the title is empty"
        assert info.extension.startswith("."), f"ending {info.extension!r}: it begins with a dot"
        assert info.extension == info.extension.casefold(), "endings are in small letters"
        assert "/" in info.media_type, f"{info.media_type!r} is no media type"
        assert info.audiences <= set(Audience), "audiences: take them from Audience"
        assert info.audiences, "the format is for nobody"
        assert info.api == API_VERSION, f"made for version {info.api} of the plugin interface"

    def test_has_what_it_requires(self) -> None:
        """The packages that it says it needs can be imported, so it can be tested at all."""
        missing = [name for name in self.format.info.requires if find_spec(name) is None]
        assert not missing, f"not installed: {', '.join(missing)}"

    def test_options_are_frozen_and_have_defaults(self) -> None:
        """Options are a frozen attrs class that can be made without any choice."""
        assert list(faults_of_options(self.format.options_type)) == []
        assert self.format.options_type() == self.format.options_type()

    def test_unknown_option_is_refused(self) -> None:
        """An option that is not known is an error before anything is rendered."""
        assert not takes_unknown_option(self.format.options_type)

    def test_options_refuse_nonsense(self) -> None:
        """Each option has a validator: nobody learns of a slip from a broken file."""
        unchecked = unchecked_options(self.format.options_type)
        assert not unchecked, f"without a validator: {', '.join(unchecked)}"

    def test_takes_every_document_or_says_that_it_does_not(self) -> None:
        """A document is taken, or refused because the format's info says so."""
        reporter, name = reporter_for(self.format), self.format.info.name
        taken = accepted(self.format)
        assert taken, "the format takes none of the library's documents"
        for document in core_reporter().registry.documents:
            if document not in taken:
                try:
                    reporter.render(sample_project(), document, name)
                except NotAcceptedError:
                    continue
                raise AssertionError(f"{document} is taken, though the format's info refuses it")
