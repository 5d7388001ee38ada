"""What the document says, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from efc_format_docx.marks import marked_words
from efc_format_docx.markup import bookmarked, is_right_to_left
from efc_format_docx.page import SECTION_END
from efc_format_docx.pictures import ON_FIRST_PAGE, acknowledgement, chart, image, map_of_places
from efc_format_docx.runs import KEPT, paragraph, plain_runs, runs, text_paragraph
from efc_format_docx.story import Story
from efc_format_docx.tables import (
    KEPT_END,
    TABLE_END,
    cell_opening,
    column_widths,
    row,
    table,
    table_look,
    table_start,
)
from efc_reporting.plugin import (
    Block,
    BulletList,
    Chart,
    Field,
    FieldList,
    Image,
    KeyFigure,
    KeyFigures,
    Map,
    OwnWords,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
    Text,
)

STYLES = {
    ParagraphStyle.NORMAL: "Normal",
    ParagraphStyle.LEAD: "Lead",
    ParagraphStyle.NOTE: "Note",
    ParagraphStyle.QUOTE: "Quote",
}
PICTURES = ("image/png", "image/jpeg")
DEEPEST = 9
"""Word has nine levels of headings, and of lists, which it counts from 0."""

PAGE_BREAK = (
    '<w:p><w:pPr><w:pStyle w:val="PageBreak"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
)
LEAST_WIDTH = 1900
"""What a figure with its label takes at least, in twentieths of a point."""

LONGEST_BESIDE = 38
"""How many letters a label may have for two lines to stand beside each other."""

TAB = "<w:r><w:tab/></w:r>"
MOST_FIELDS = 10
"""So many fields stay together; more of them, such as a long programme, may part."""


def body(blocks: Iterable[Block], story: Story, level: int = 1) -> Iterator[str]:
    """Yield the blocks one after the other; one that is unknown as its fallback."""
    for block, is_kept in with_signatures(blocks):
        match block:
            case Section(is_apart=True) if level == 1:
                yield SECTION_END
                yield acknowledgement("Funding", story.funding, ON_FIRST_PAGE, story)
                yield heading(block.title, level, story)
                yield from body(block.blocks, story, level + 1)
            case Section():
                yield heading(block.title, level, story, block.runs)
                yield from body(block.blocks, story, level + 1)
            case OwnWords() if story.is_taken_back:
                yield own_words(block, level, story)
            case Paragraph():
                kept = KEPT if is_kept else ""
                yield text_paragraph(STYLES[block.style], block.text, story, kept)
            case BulletList():
                yield bullet_list(block, story)
            case Table():
                yield table(block, story, is_kept=is_kept)
            case KeyFigures():
                yield key_figures(block, story)
            case FieldList():
                yield fields(block.fields, story)
            case Chart():
                yield chart(block, story)
            case Map():
                yield map_of_places(block, story)
            case Image() if block.media_type in PICTURES:
                yield image(block, story)
            case SignatureBlock():
                yield signature_block(block, story, is_kept=is_kept)
            case PageBreak():
                yield PAGE_BREAK
            case _:
                yield from body(block.fallback(), story, level)


def own_words(block: OwnWords, level: int, story: Story) -> str:
    """Return the project's own words, marked; room for them where there are none yet."""
    above = heading(block.title, level, story) if block.needs_heading else ""
    inner = level + 1 if block.needs_heading else level
    return above + marked_words(block, inner, story, lambda blocks: body(blocks, story, inner))


def heading(title: str, level: int, story: Story, text: Text = ()) -> str:
    """Return a heading that the table of contents can lead to; `text` where it has fields."""
    noted = story.add_heading(min(level, DEEPEST), title)
    number = next(story.ids)
    content = runs(text, story) if text else plain_runs(title)
    marked = bookmarked(noted.bookmark, number, content)
    turned = "<w:bidi/>" if is_right_to_left(title) else ""
    return paragraph(f"Heading{noted.level}", marked, turned)


def fields(items: Iterable[Field], story: Story) -> str:
    """Return labelled data: the labels in one line below the other, the data beside them."""
    *above, last = [_labelled(item) for item in items] or [()]
    if not last:
        return ""
    kept = KEPT if len(above) < MOST_FIELDS else ""
    lines = [text_paragraph("Field", text, story, kept) for text in above]
    return "".join((*lines, text_paragraph("FieldEnd", last, story)))


def _labelled(item: Field) -> tuple[Run, ...]:
    return (Run(text=f"{item.label}:", is_strong=True), Run(text="\t"), *item.text)


def bullet_list(block: BulletList, story: Story) -> str:
    """Return a paragraph per point; each ordered list starts at 1 again."""
    return "".join(_points(block, 0, None, story))


def _points(block: BulletList, level: int, number: int | None, story: Story) -> Iterator[str]:
    """Yield the paragraphs of a list; `number` is that of the list around, if of the same kind."""
    if number is None:
        number = story.add_numbering(min(level, DEEPEST - 1)) if block.is_ordered else story.bullets
    style = "ListNumber" if block.is_ordered else "ListBullet"
    for item in block.items:
        yield text_paragraph(style, item.text, story, _level(level, number))
        for below in item.lists_below(block.is_ordered):
            same = number if below.is_ordered is block.is_ordered else None
            yield from _points(below, level + 1, same, story)


def _level(level: int, number: int) -> str:
    place = f'<w:ilvl w:val="{min(level, DEEPEST - 1)}"/><w:numId w:val="{number}"/>'
    return f"<w:numPr>{place}</w:numPr>"


def key_figures(block: KeyFigures, story: Story) -> str:
    """Return the figures beside each other, in as few tables as they fit into."""
    figures = block.figures
    if not figures:
        return ""
    most = max(1, story.width // LEAST_WIDTH)
    tables = -(-len(figures) // most)
    beside = -(-len(figures) // tables)
    widths = column_widths([1] * beside, story.width)
    *above, last = [figures[start : start + beside] for start in range(0, len(figures), beside)]
    strips = [_strip(strip, widths, story, KEPT, KEPT_END) for strip in above]
    return "".join((*strips, _strip(last, widths, story, "", TABLE_END)))


def _strip(
    figures: tuple[KeyFigure, ...], every_width: list[int], story: Story, kept: str, end: str
) -> str:
    # A last table with fewer figures keeps the widths of those above.
    widths = every_width[: len(figures)]
    labels = [figure.label for figure in figures]
    return "".join(
        (
            table_start(
                "KeyFigures",
                widths,
                look=table_look(first_column=False, last_row=False),
                title=story.text("Key figures"),
                description="; ".join(f"{figure.label}: {figure.text}" for figure in figures),
            ),
            row(
                "<w:cantSplit/><w:tblHeader/>",
                [cell_opening(width, "KeyFigureLabel") for width in widths],
                labels,
            ),
            row(
                "<w:cantSplit/>",
                [cell_opening(width, "KeyFigure") + kept for width in widths],
                [figure.text for figure in figures],
            ),
            "</w:tbl>",
            end,
        )
    )


def signature_block(block: SignatureBlock, story: Story, *, is_kept: bool = False) -> str:
    """Return a block that stays together on one page; `is_kept` ties it to what follows."""
    person = "\n".join(line for line in (block.signatory, block.function) if line)
    fits = all(len(label) <= LONGEST_BESIDE for label in block.labels)
    beside = 2 if fits else 1
    rows = [block.labels[start : start + beside] for start in range(0, len(block.labels), beside)]
    return "".join(
        (
            text_paragraph("SignatureHeading", block.heading, story),
            text_paragraph("Signatory", person, story) if person else "",
            *(_lines(labels, KEPT if is_kept or labels is not rows[-1] else "") for labels in rows),
        )
    )


def _lines(labels: tuple[str, ...], kept: str) -> str:
    # The first stop draws the line, the second leaves a gap, the third draws again.
    drawn = paragraph("SignatureLine", TAB * (2 * len(labels) - 1))
    under = TAB.join(map(plain_runs, labels))
    return drawn + paragraph("SignatureLabel", under, kept)


def with_signatures(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block, and whether it stays with a signature below: lists do, and their notes."""
    listed = tuple(blocks)
    kept = []
    is_above = False
    for block in reversed(listed):
        is_note = isinstance(block, Paragraph) and block.style is ParagraphStyle.NOTE
        is_signature = isinstance(block, SignatureBlock)
        kept.append(is_above and (is_note or is_signature or isinstance(block, Table)))
        is_above = is_signature or (is_above and is_note)
    yield from zip(listed, reversed(kept), strict=True)
