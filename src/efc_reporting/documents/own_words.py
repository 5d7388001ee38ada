"""What the project itself wrote: a section of its narrative, with its fields and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from efc_reporting.base.markdown import names_of_picture
from efc_reporting.blocks import Image, OwnWords
from efc_reporting.blocks.passages import short_digest, text_digest
from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.documents.markdown import Piece, blocks_of, pieces_of
from efc_reporting.facts.fields import FilledField, known_fields, masked_fields
from efc_reporting.model import NarrativeSection, Picture

WRITING_TOGETHER = frozenset({Audience.INTERNAL, Audience.PARTNERS})
"""Who gets room to write where nothing is written yet."""


def own_words(context: ReportContext, section_id: str, title: str) -> tuple[OwnWords, ...]:
    """Return what the project wrote on a subject in this language, if anything.

    `title` is the heading that it stands under. Those who write together get room for a text
    that is not there yet.
    """
    section = context.project.section(section_id, context.language)
    if section is None or not section.markdown.strip():
        return room_to_write(context, section_id, title, section)
    masked, fields = _masked(context, section)
    images = known_images(context)
    editable = blocks_of(masked, images, fields, has_sources=True)
    return (
        OwnWords(
            section_id=section_id,
            language=context.language,
            digest=short_digest(section.markdown),
            text_digest=text_digest(editable),
            owner=section.owner,
            is_locked=_is_locked(context, section),
            title=title,
            blocks=blocks_of(masked, images, fields),
            editable=editable,
        ),
    )


def room_to_write(
    context: ReportContext, section_id: str, title: str, section: NarrativeSection | None
) -> tuple[OwnWords, ...]:
    """Return a place for a text that is not there yet, for those who may write it."""
    is_locked = section is not None and _is_locked(context, section)
    if is_locked or context.audience not in WRITING_TOGETHER:
        return ()
    return (
        OwnWords(
            section_id=section_id,
            language=context.language,
            digest=short_digest(section.markdown) if section else "",
            owner=section.owner if section else "",
            title=title,
            prompt=context.translator.text("Nothing is written here yet: put your text here."),
        ),
    )


def _is_locked(context: ReportContext, section: NarrativeSection) -> bool:
    return bool(section.owner and context.recipient not in ("", section.owner))


def pieces_of_section(context: ReportContext, section: NarrativeSection) -> tuple[Piece, ...]:
    """Return what documents show of a section, each piece with its lines."""
    masked, fields = _masked(context, section)
    return tuple(pieces_of(masked, known_images(context), fields))


def _masked(context: ReportContext, section: NarrativeSection) -> tuple[str, Sequence[FilledField]]:
    known = known_fields(context.project, context.facts)
    return masked_fields(section.markdown, known, context.translator)


def known_images(context: ReportContext) -> Mapping[str, Image]:
    """Return the pictures of the project by all names that a text may call them."""
    return {
        name: image(context, picture)
        for picture in context.project.pictures
        for name in names_of_picture(picture.id)
    }


def image(context: ReportContext, picture: Picture) -> Image:
    """Return a picture with its alternative text and, in the caption, its credit."""
    caption = picture.caption.in_language(context.language)
    credit = context.translator.text("Picture: {credit}", credit=picture.credit)
    return Image(
        data=picture.data,
        media_type=picture.media_type,
        alternative=picture.alternative.in_language(context.language),
        caption=" – ".join(part for part in (caption, credit if picture.credit else "") if part),
        id=picture.id,
    )
