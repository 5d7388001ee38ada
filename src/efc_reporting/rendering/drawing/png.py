"""Turns the SVG of a drawing into a PNG, for formats that know no SVG."""

from __future__ import annotations

import io
from tempfile import gettempdir

from efc_reporting.errors import MissingRequirementError
from efc_reporting.rendering.drawing.lettering import Lettering
from efc_reporting.rendering.drawing.shapes import Drawing, Palette
from efc_reporting.rendering.drawing.svg import svg_of

RESOLUTION = 216
"""Pixels to the inch, three for each point: enough for print."""

COLOURS = 64
"""Those of a drawing and the shades of its edges: a file half as large as with all shades."""

_PAGE = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing))"


def png_of(drawing: Drawing, palette: Palette, lettering: Lettering) -> bytes:
    """Return the drawing as a PNG without metadata but for its size on paper.

    The lettering has to give outlines: no font is looked for.
    """
    from PIL import Image

    try:
        import typst
    except ImportError as error:
        raise MissingRequirementError(
            what="Typst", needed_for="PNG", remedy="run `pip install typst`"
        ) from error
    painted = typst.compile(  # type: ignore[call-overload]  # a root of bytes is none
        _PAGE,
        root=gettempdir(),  # nothing is read there, but the working directory may be gone
        format="png",
        ppi=RESOLUTION,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False),
        sys_inputs={"drawing": svg_of(drawing, palette, lettering)},
    )
    written = io.BytesIO()
    with Image.open(io.BytesIO(painted)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(written, "PNG", dpi=(RESOLUTION, RESOLUTION))
    return written.getvalue()
