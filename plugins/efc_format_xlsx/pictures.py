"""The Union's emblem, made ready for a sheet."""

from __future__ import annotations

from io import BytesIO

import attrs

EMBLEM = "shared/emblem.png"
EMBLEM_HEIGHT = 40.0
"""14 mm: above the least height of 1 cm even where the page is printed smaller."""

_POINTS_PER_PIXEL = 0.75
_PIXELS = (600, 400)
"""Enough for print, and small in the file."""


@attrs.frozen
class Emblem:
    """The bytes of a PNG file without any resolution of its own, and its height in pixels."""

    data: bytes
    pixels: int

    @classmethod
    def of(cls, picture: bytes) -> Emblem:
        """Return the emblem made from any picture file of it."""
        from PIL import Image

        result = BytesIO()
        with Image.open(BytesIO(picture)) as image:
            image.thumbnail(_PIXELS)
            image.convert("RGB").save(result, "PNG")
            return cls(result.getvalue(), image.height)

    @property
    def scale(self) -> float:
        """The factor that makes it EMBLEM_HEIGHT high."""
        return EMBLEM_HEIGHT / _POINTS_PER_PIXEL / self.pixels
