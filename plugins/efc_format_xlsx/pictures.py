"""The Union's emblem and other pictures, made ready for a sheet."""

from __future__ import annotations

from io import BytesIO

import attrs

EMBLEM = "shared/emblem.png"
EMBLEM_HEIGHT = 40.0
"""14 mm: above the least height of 1 cm even where the page is printed smaller."""

_POINTS_PER_PIXEL = 0.75
_TALLEST = 240.0
"""Points that a picture is high at most: a row can be no higher than 409."""

_WIDEST = 480.0
_PLAIN_RESOLUTION = 96.0
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


@attrs.frozen
class Picture:
    """The bytes of a picture, its height in points, and the factors that make it so high."""

    data: bytes
    height: float
    scale: float

    @classmethod
    def of(cls, data: bytes, shrinking: float) -> Picture:
        """Return a picture that is as large on paper as it is meant to be, or less.

        `shrinking` is how many times smaller the sheet is printed. Raise ValueError where the bytes
        are no picture.
        """
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(BytesIO(data)) as image:
                resolution = float(image.info.get("dpi", (_PLAIN_RESOLUTION,) * 2)[1])
                natural = image.height / resolution * 72
                width = image.width / image.height
        except UnidentifiedImageError as error:
            raise ValueError("a picture is none; give the bytes of a PNG or JPEG file") from error
        height = min(natural * shrinking, _TALLEST, _WIDEST / width)
        return cls(data, height, height / natural)
