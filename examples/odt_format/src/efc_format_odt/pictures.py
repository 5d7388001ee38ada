"""Pictures in the line, with what they show for those who cannot see them."""

from __future__ import annotations

import io

from odfdo import Document as OdfDocument
from odfdo import Element, Frame

WIDEST, TALLEST = 16.0, 12.0
"""In centimetres."""

PIXELS_PER_CENTIMETRE = 48.0
_TYPES = {b"\x89PNG": ("png", "image/png"), b"\xff\xd8\xff": ("jpg", "image/jpeg")}


def framed(odf: OdfDocument, data: bytes, alternative: str, *, tallest: float = TALLEST) -> Element:
    """Put a picture into the file and return the frame that shows it."""
    ending, media_type = next(v for magic, v in _TYPES.items() if data.startswith(magic))
    number = sum(1 for name in odf.get_parts() if name.startswith("Pictures/")) + 1
    name = f"Pictures/picture-{number}.{ending}"
    odf.set_part(name, data)
    odf.manifest.add_full_path(name, media_type)
    width, height = _size(data, tallest)
    frame = Frame.image_frame(
        name,
        name=f"Picture {number}",
        size=(f"{width:.2f}cm", f"{height:.2f}cm"),
        anchor_type="as-char",
    )
    described = Element.from_tag("svg:desc")
    described.text = alternative
    frame.append(described)
    return frame


def _size(data: bytes, tallest: float) -> tuple[float, float]:
    """Return width and height in centimetres: as large as fits, but never blown up."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    scale = min(1 / PIXELS_PER_CENTIMETRE, WIDEST / width, tallest / height)
    return width * scale, height * scale
