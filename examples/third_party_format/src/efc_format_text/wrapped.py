"""The same format grown up: headings underlined, lines of a chosen width, a draft marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

import attrs

from efc_reporting.plugin import (
    Block,
    Document,
    FormatInfo,
    Paragraph,
    ReportContext,
    ReportFormat,
    Section,
    plain,
)

UNDERLINES = "=-~"
"""One for the title, one for sections, one for everything below."""


@attrs.frozen
class TextOptions:
    """`width` is the number of characters after which a line is broken."""

    width: int = attrs.field(default=72, validator=attrs.validators.in_(range(20, 201)))


class PlainText(ReportFormat[TextOptions]):
    """Says everything that a document says, one paragraph after another."""

    info = FormatInfo(
        name="text", title="Plain text", extension=".txt", media_type="text/plain; charset=utf-8"
    )
    options_type = TextOptions

    def render(self, document: Document, context: ReportContext, options: TextOptions) -> bytes:
        """Return the text in UTF-8."""
        draft = [context.translator.text("DRAFT")] if document.is_draft else []
        paragraphs = [*draft, *_around(document), *_paragraphs(document.blocks, level=1)]
        if document.funding:
            paragraphs += [document.funding.statement, document.funding.disclaimer]
        return ("\n\n".join(_wrapped(text, options.width) for text in paragraphs) + "\n").encode()


def _around(document: Document) -> Iterator[str]:
    yield _heading(document.title, level=0)
    if document.subtitle:
        yield document.subtitle
    yield from (f"{field.label}: {plain(field.text)}" for field in document.fields)


def _paragraphs(blocks: Iterable[Block], *, level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Section():
                yield _heading(block.title, level=level)
                yield from _paragraphs(block.blocks, level=level + 1)
            case Paragraph():
                yield plain(block.text)
            case _:
                yield from _paragraphs(block.fallback(), level=level)


def _heading(title: str, *, level: int) -> str:
    return f"{title}\n{UNDERLINES[min(level, len(UNDERLINES) - 1)] * len(title)}"


def _wrapped(text: str, width: int) -> str:
    """Break long lines between words; a heading keeps its underline below it."""
    lines = text.split("\n")
    return "\n".join(fill(line, width, break_long_words=False) for line in lines)
