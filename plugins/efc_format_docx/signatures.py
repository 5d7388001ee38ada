"""Room for a signature: who signs, and lines with the words that stand under them."""

from __future__ import annotations

from efc_format_docx.keeping import KEPT
from efc_format_docx.runs import paragraph, plain_runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import SignatureBlock

LONGEST_BESIDE = 38
"""How many letters a label may have for two lines to stand beside each other."""

TAB = "<w:r><w:tab/></w:r>"


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
