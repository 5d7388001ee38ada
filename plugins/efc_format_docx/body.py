"""What the document says, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from efc_format_docx.acknowledging import ON_FIRST_PAGE, acknowledgement
from efc_format_docx.drawings import chart, map_of_places
from efc_format_docx.images import image
from efc_format_docx.keeping import KEPT, MOST_FIELDS, with_signatures
from efc_format_docx.key_figures import key_figures
from efc_format_docx.languages import is_right_to_left
from efc_format_docx.lists import bullet_list
from efc_format_docx.marks import marked_words
from efc_format_docx.page import SECTION_END
from efc_format_docx.runs import paragraph, plain_runs, runs, text_paragraph
from efc_format_docx.signatures import signature_block
from efc_format_docx.story import Story
from efc_format_docx.tables import table
from efc_reporting.plugin import (
    Block,
    BulletList,
    Chart,
    Field,
    FieldList,
    Image,
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
"""Word has nine levels of headings."""

PAGE_BREAK = (
    '<w:p><w:pPr><w:pStyle w:val="PageBreak"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
)


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
    marked = (
        f'<w:bookmarkStart w:id="{number}" w:name="{noted.bookmark}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
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
