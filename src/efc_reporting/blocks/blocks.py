"""The blocks of running text: sections, lists, figures, fields, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.base import Block, Paragraph
from efc_reporting.blocks.content import (
    CellValue,
    Run,
    Text,
    as_text,
)


@attrs.frozen(kw_only=True)
class Section(Block):
    """A heading with what stands under it; sections nest, so that no level is ever skipped.

    `is_apart` asks for pages of its own, with the emblem at their top and their own numbers.
    `runs` are the title with its fields, () where it has none. `page_header` is what stands above
    its pages in the place of the title of the document, so that a loose sheet says what it is of.
    """

    title: str
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_tuple)
    id: str = ""
    is_apart: bool = False
    runs: Text = attrs.field(default=(), converter=as_text)
    page_header: str = ""

    def fallback(self) -> tuple[Block, ...]:
        """Return the title as a paragraph, then the blocks."""
        return (Paragraph(self.title), *self.blocks)


@attrs.frozen(kw_only=True)
class OwnWords(Block):
    """What the project itself wrote on a subject: the text of one section of the narrative.

    `blocks` are what every format shows. A format whose files come back shows `editable` instead,
    the same with a `source` in each run that stands for a field, and marks what belongs together
    with `section_id`, `language` and the two digests: `digest` is that of the Markdown,
    `text_digest` that of what is shown. `owner` is the id of the partner who writes here; where
    `is_locked`, the reader of this copy may not. Where nothing is written yet, `blocks` are empty,
    `prompt` invites to write. `title` is the heading above it; where it `needs_heading`, nothing
    else stands under it, and only who shows the prompt shows the heading.
    """

    section_id: str
    language: str
    digest: str = ""
    text_digest: str = ""
    owner: str = ""
    is_locked: bool = False
    title: str = ""
    prompt: str = ""
    needs_heading: bool = False
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_tuple)
    editable: tuple[Block, ...] = attrs.field(default=(), converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return the blocks."""
        return self.blocks


@attrs.frozen
class ListItem:
    """One point of a list, with the points below it.

    `is_ordered` says whether a point below another one is numbered; None: as that other one is.
    """

    text: Text = attrs.field(converter=as_text)
    items: tuple[ListItem, ...] = attrs.field(default=(), converter=as_tuple)
    is_ordered: bool | None = None

    def lists_below(self, is_ordered: bool) -> tuple[BulletList, ...]:
        """Return the points below as lists of one kind each; this one's own list `is_ordered`."""

        def is_numbered(item: ListItem) -> bool:
            return is_ordered if item.is_ordered is None else item.is_ordered

        return tuple(BulletList(points, kind) for kind, points in groupby(self.items, is_numbered))


def _as_items(items: Iterable[str | ListItem]) -> tuple[ListItem, ...]:
    return tuple(item if isinstance(item, ListItem) else ListItem(item) for item in items)


@attrs.frozen
class BulletList(Block):
    """A list of points; numbered where `is_ordered`."""

    items: tuple[ListItem, ...] = attrs.field(converter=_as_items)
    is_ordered: bool = False

    def fallback(self) -> tuple[Block, ...]:
        """Return a paragraph per point, nested points after theirs."""
        return tuple(Paragraph(text) for text in _texts_of(self.items))


def _texts_of(items: tuple[ListItem, ...]) -> Iterator[Text]:
    for item in items:
        yield (Run(text="• "), *item.text)
        yield from _texts_of(item.items)


@attrs.frozen(kw_only=True)
class KeyFigure:
    """A figure that the report stands on; `key` names it in every language ("invited")."""

    key: str
    label: str
    value: CellValue
    text: str


@attrs.frozen
class KeyFigures(Block):
    """Figures that a reader should see at a glance."""

    figures: tuple[KeyFigure, ...] = attrs.field(converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return a list of "label: figure"."""
        return (BulletList(f"{figure.label}: {figure.text}" for figure in self.figures),)


@attrs.frozen(kw_only=True)
class Field:
    """A label and what stands behind it."""

    label: str
    text: Text = attrs.field(converter=as_text)


@attrs.frozen
class FieldList(Block):
    """Labelled data, such as place and dates of a meeting."""

    fields: tuple[Field, ...] = attrs.field(converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return a paragraph per field."""
        return tuple(Paragraph((Run(text=f"{f.label}: "), *f.text)) for f in self.fields)


@attrs.frozen(kw_only=True)
class SignatureBlock(Block):
    """Room for a signature: who signs as what; `labels` are the words under the lines.

    `signatory` and `function` are "" where the person is not known yet.
    """

    heading: str
    signatory: str = ""
    function: str = ""
    labels: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return the heading, the signatory and a line per label."""
        known = ", ".join(part for part in (self.signatory, self.function) if part)
        lines = (self.heading, known, *(f"{label}: ____________________" for label in self.labels))
        return tuple(Paragraph(line) for line in lines if line)


@attrs.frozen
class PageBreak(Block):
    """A new page where there are pages."""

    def fallback(self) -> tuple[Block, ...]:
        """Return nothing."""
        return ()
