"""The blocks of a document as paragraphs, lists, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from odfdo import Document as OdfDocument
from odfdo import Element, Header, Link, List, Paragraph, Span
from odfdo import ListItem as OdfItem

from efc_format_odt.pictures import framed
from efc_format_odt.styles import add_language
from efc_format_odt.tables import table_of
from efc_reporting.plugin import (
    Block,
    BulletList,
    Chart,
    FieldList,
    Image,
    ListItem,
    Map,
    PageBreak,
    ReportContext,
    Run,
    Section,
    SignatureBlock,
    Table,
    Text,
    as_text,
    chart_png,
    is_web_link,
    map_png,
)
from efc_reporting.plugin import Paragraph as TextBlock

DEEPEST = 10
"""OpenDocument knows ten levels of headings."""


@attrs.define(kw_only=True)
class Writer:
    """Writes blocks to the end of a text; `languages` are those of single words so far."""

    odf: OdfDocument
    context: ReportContext
    languages: set[str] = attrs.field(factory=set)

    def write(self, blocks: Iterable[Block], level: int) -> None:
        """Write blocks; one that is not known here is written as what it falls back to."""
        for block in blocks:
            match block:
                case Section():
                    self._section(block, level)
                case TextBlock():
                    self._add(self.paragraph(block.text, f"Text-{block.style}"))
                case BulletList():
                    self._add(self._list(block.items, is_ordered=block.is_ordered))
                case FieldList():
                    for field in block.fields:
                        self._add(self.labelled(field.label, field.text))
                case Table():
                    self._table(block)
                case Chart() | Map():
                    self._drawing(block)
                case Image():
                    self._picture(block.data, block.alternative, block.caption)
                case SignatureBlock():
                    self._signature(block)
                case PageBreak():
                    self._add(Paragraph(style="NewPage"))
                case _:
                    self.write(block.fallback(), level)

    def paragraph(self, text: Text, style: str) -> Paragraph:
        """Return a paragraph with its links and its strong, emphasised and foreign words."""
        paragraph = Paragraph(style=style)
        for run in text:
            paragraph.append(self._inline(run))
        return paragraph

    def labelled(self, label: str, text: str | Text) -> Paragraph:
        """Return a label with what stands behind it."""
        runs = (Run(text=f"{label}: ", is_strong=True), *as_text(text))
        return self.paragraph(runs, "Field")

    def add_languages(self) -> None:
        """Add a style for each language that single words are in."""
        for language in sorted(self.languages):
            add_language(self.odf, language)

    def _add(self, element: Element) -> None:
        self.odf.body.append(element)

    def _inline(self, run: Run) -> Element:
        """Return a run within a span for each of its looks, the link around all."""
        made: Element = Span(run.text)
        styles = [name for name, is_set in _looks(run) if is_set]
        if run.language:
            self.languages.add(run.language)
            styles.append(f"Language-{run.language}")
        for style in styles:
            outer = Span(style=style)
            outer.append(made)
            made = outer
        if run.link and is_web_link(run.link):
            link = Link(run.link)
            link.append(made)
            made = link
        return made

    def _section(self, section: Section, level: int) -> None:
        if section.is_apart:
            self._add(Paragraph(style="NewPage"))
        self._add(Header(min(level, DEEPEST), section.title, style=f"Heading_20_{min(level, 10)}"))
        self.write(section.blocks, level + 1)

    def _list(self, items: Iterable[ListItem], *, is_ordered: bool) -> List:
        made = List(style="Numbers" if is_ordered else "Bullets")
        for item in items:
            point = OdfItem()
            point.append(self.paragraph(item.text, "Point"))
            for below in item.lists_below(is_ordered):
                point.append(self._list(below.items, is_ordered=below.is_ordered))
            made.append(point)
        return made

    def _table(self, table: Table) -> None:
        if table.caption:
            self._add(Paragraph(table.caption, style="Caption"))
        self._add(table_of(self.odf, table))
        self._add(Paragraph(table.note, style="Note"))

    def _drawing(self, block: Chart | Map) -> None:
        assets = self.context.templates.asset
        if isinstance(block, Map):
            self._picture(map_png(block, assets), block.alternative, block.caption)
            self._add(Paragraph(block.note, style="Note"))
        elif block.has_table:  # which has the same caption
            self._picture(chart_png(block, assets), block.alternative, "")
            self._table(block.table)
        else:
            self._picture(chart_png(block, assets), block.alternative, block.caption)

    def _picture(self, data: bytes, alternative: str, caption: str) -> None:
        paragraph = Paragraph(style="Picture")
        paragraph.append(framed(self.odf, data, alternative))
        self._add(paragraph)
        if caption:
            self._add(Paragraph(caption, style="Caption"))

    def _signature(self, block: SignatureBlock) -> None:
        self._add(Paragraph(block.heading, style="Field"))
        known = ", ".join(part for part in (block.signatory, block.function) if part)
        if known:
            self._add(Paragraph(known, style="Field"))
        for label in block.labels:
            self._add(Paragraph(label, style="SignatureLine"))


def _looks(run: Run) -> tuple[tuple[str, bool], ...]:
    return ("Strong", run.is_strong), ("Emphasis", run.is_emphasised)
