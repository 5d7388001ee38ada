"""The project's own words and pictures."""

from __future__ import annotations

import attrs

from efc_reporting.model.text import LocalText, local_text


@attrs.frozen(kw_only=True)
class NarrativeSection:
    """One section of the narrative in one language, as Markdown.

    `id` is the name of its file without the ending: "summary", "dissemination",
    "meeting-perugia-2018". `title` is "" where the document gives the heading. `owner` is the id
    of the partner who writes it, "" where everybody may.
    """

    id: str
    language: str
    markdown: str
    title: str = ""
    owner: str = ""


@attrs.frozen(kw_only=True)
class Picture:
    """A picture for the annexes, or shown with the meeting it belongs to.

    `alternative` says in words what is seen; without it no document is accessible.
    `data` are the bytes of a PNG or JPEG file.
    """

    id: str
    data: bytes = attrs.field(repr=False)
    media_type: str
    alternative: LocalText = attrs.field(converter=local_text)
    caption: LocalText = attrs.field(default=LocalText(), converter=local_text)
    credit: str = ""
    meeting: str = ""
