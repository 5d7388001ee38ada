"""Fields that a letterhead may hold: those of the narrative, and some of the project and report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import attrs

from efc_reporting.base.i18n import Translator, Word
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import ReportContext
from efc_reporting.facts.fields import FIELD, OF_A_MEETING, OF_EVERY_SCOPE, field_name, known_fields

FIGURES_OF_A_MEETING = frozenset((*OF_EVERY_SCOPE, *OF_A_MEETING))
_OF_A_MEETING = re.compile(r'meetings\["[^"]*"\]\.(\w+)')


@attrs.frozen(kw_only=True)
class TextField:
    """A field as it stands in a text, from letter `start` to letter `end`.

    `value` is what it is filled with, None where there is no such field; `nearest` is then the
    field that was perhaps meant, or "". `is_empty` says that the project does not tell the value,
    `is_of_unknown_meeting` that the field would be known if the project had a meeting of that id.
    """

    start: int
    end: int
    name: str
    value: str | None = None
    nearest: str = ""
    is_empty: bool = False
    is_of_unknown_meeting: bool = False


@attrs.frozen
class TextFields:
    """The closed list of fields with their values, in the language of a report."""

    words: Mapping[str, Word]
    translator: Translator

    def in_text(self, text: str) -> Iterator[TextField]:
        """Yield the fields `{{ … }}` of a text in their order."""
        for match in FIELD.finditer(text):
            yield self._field(match.start(), match.end(), field_name(match[1]))

    def _field(self, start: int, end: int, name: str) -> TextField:
        if name not in self.words:
            near = get_close_matches(name, self.words, n=1)
            figure = _OF_A_MEETING.fullmatch(name)
            return TextField(
                start=start,
                end=end,
                name=name,
                nearest=near[0] if near else "",
                is_of_unknown_meeting=bool(figure and figure[1] in FIGURES_OF_A_MEETING),
            )
        word = None if self.words[name] == "" else self.words[name]
        value = self.translator.word(word)
        return TextField(start=start, end=end, name=name, value=value, is_empty=word is None)


def text_fields(document: Document, context: ReportContext) -> TextFields:
    """Return the fields of a document that is to be rendered."""
    project, translator = context.project, context.translator
    beneficiary = project.beneficiary
    own: dict[str, Word] = {
        "project.title": project.title,
        "project.acronym": project.acronym,
        "project.reference": project.reference,
        "project.measure": translator.text(context.measure.title),
        "project.start": project.start,
        "project.end": project.end,
        "beneficiary.name": beneficiary.name if beneficiary else None,
        "beneficiary.town": beneficiary.town if beneficiary else None,
        "document.title": document.title,
        "document.subtitle": document.subtitle,
        "document.date": document.as_of,
    }
    return TextFields({**known_fields(project, context.facts), **own}, translator)
