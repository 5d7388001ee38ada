"""Text with looks, links, languages and directions becomes runs and paragraphs."""

from __future__ import annotations

from efc_format_docx.marks import marked_run
from efc_format_docx.markup import (
    RIGHT_TO_LEFT_LANGUAGES,
    attribute,
    cleaned,
    is_right_to_left,
    stretches,
    text_nodes,
    word_language,
)
from efc_format_docx.story import Story
from efc_reporting.plugin import Run, Text, as_text, link_target, plain

KEPT = "<w:keepNext/>"
"""The property of a paragraph that stays with the next one; it follows the style's."""


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of finished runs; `properties` are those that follow the style's."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
        if style != "Normal" or properties
        else f"<w:p>{content}</w:p>"
    )


def text_paragraph(style: str, text: str | Text, story: Story, properties: str = "") -> str:
    """Return a paragraph of text, from right to left where its first letter is.

    `properties` are those that follow the style's, up to the direction.
    """
    written = as_text(text)
    direction = "<w:bidi/>" if is_right_to_left(plain(written)) else ""
    return paragraph(style, runs(written, story), properties + direction)


def runs(text: str | Text, story: Story) -> str:
    """Return the runs of a text."""
    return "".join(_linked(run, story) for run in as_text(text) if run.text or run.source)


def plain_runs(text: str, looks: str = "") -> str:
    """Return a text of one look; `looks` are run properties up to the size of letters."""
    if text.isascii():
        return _run(text, looks)
    return "".join(
        _run(stretch, looks + _direction(language, ""))
        for stretch, language in stretches(cleaned(text))
    )


def _linked(run: Run, story: Story) -> str:
    target = link_target(run.link) if run.link else ""
    language = run.language if run.language != story.language else ""
    looks = _looks(run, "Hyperlink" if target else "")
    content = "".join(
        _run(stretch, looks + _direction(script, word_language(language)))
        for stretch, script in stretches(cleaned(run.text))
    )
    if run.source:
        content = marked_run(run, content, story)
    if not target:
        return content
    relationship = story.add_link(target)
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>'


def _looks(run: Run, style: str) -> str:
    style = style or ("Strong" if run.is_strong else "Emphasis" if run.is_emphasised else "")
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    if run.is_strong and style != "Strong":
        looks += "<w:b/><w:bCs/>"
    if run.is_emphasised and style != "Emphasis":
        looks += "<w:i/><w:iCs/>"
    return looks


def _direction(script: str, language: str) -> str:
    if script:
        spoken = language if language[:2] in RIGHT_TO_LEFT_LANGUAGES else script
        return f'<w:rtl/><w:lang w:bidi="{attribute(spoken)}"/>'
    return f'<w:lang w:val="{attribute(language)}"/>' if language else ""


def _run(text: str, properties: str) -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{looks}{text_nodes(text)}</w:r>"
