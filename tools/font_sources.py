"""Where each font that we ship comes from, and what we take from it."""

from __future__ import annotations

import attrs

SPACES = ((0x0020, 0x0020), (0x00A0, 0x00A0))
JOINERS_AND_MARKS = ((0x200C, 0x200F), (0x25CC, 0x25CC))

Blocks = tuple[tuple[int, int], ...]


@attrs.frozen(kw_only=True)
class Package:
    """One npm package; the integrity is checked before anything is unpacked."""

    name: str
    version: str
    integrity: str


@attrs.frozen(kw_only=True)
class Source:
    """One font of a package and the blocks that we take from it; no blocks: all of it."""

    package: Package
    member: str
    blocks: Blocks = ()


@attrs.frozen(kw_only=True)
class Face:
    """One file that we ship, made from one source or merged from several."""

    file: str
    sources: tuple[Source, ...]
    merged_name: str = ""


SANS = Package(
    name="@expo-google-fonts/noto-sans",
    version="0.4.2",
    integrity="zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==",
)
HEBREW = Package(
    name="@expo-google-fonts/noto-sans-hebrew",
    version="0.4.1",
    integrity="NR3vP6GT/hSINLrk4JHJBQnuzh/C1mlMrphNlI2dQaO53a3oTjSRoG4JyYb1B6bHadjsGh0wPZbT4kMJBKjT/w==",
)
ARABIC = Package(
    name="@expo-google-fonts/noto-sans-arabic",
    version="0.4.3",
    integrity="YvtxyuegxPegu2g5urXJ+gQxRp8i798nQswTmEjwXOWR/fqy0Gvey6h5IoNRBrc43SxRxPezqCiR9ivpfPAXSg==",
)
SYMBOLS_2 = Package(
    name="@expo-google-fonts/noto-sans-symbols-2",
    version="0.4.1",
    integrity="jFymG5s4OLlXpy9E9FQvSXpSnf43BIYcJiPXEHSw6LFNvbahkjmUWb/cj4vsX/KdUksGLTPbjB9iRuu8L3yJ8A==",
)
MATH = Package(
    name="@expo-google-fonts/noto-sans-math",
    version="0.4.2",
    integrity="Kgj0kKibznTLYcbpR8Tk2ybr76uMOyrlyoP5F9G+0UiJzAMA4zG/XIlrgXKzfFGERhA0Rc3vbwDeeTxwXPlaYg==",
)
SYMBOLS = Package(
    name="@expo-google-fonts/noto-sans-symbols",
    version="0.4.1",
    integrity="LlXM1nLfz0FO1UA/COHlVau8DcDsvex3uWVA/BqeT8tJt+Hk8ju5XfmoShdjiW8IP4Z3ukKp7VFh4DDmNImYKA==",
)
PACKAGES = (SANS, HEBREW, ARABIC, SYMBOLS_2, MATH, SYMBOLS)

HEBREW_BLOCKS: Blocks = (
    *SPACES,
    (0x0590, 0x05FF),
    *JOINERS_AND_MARKS,
    (0x20AA, 0x20AA),
    (0xFB1D, 0xFB4F),
)
ARABIC_BLOCKS: Blocks = (
    *SPACES,
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x0870, 0x08FF),
    *JOINERS_AND_MARKS,
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFF),
)
SHAPES_AND_DINGBATS: Blocks = (*SPACES, (0x25A0, 0x27BF))
ARROWS_AND_OPERATORS: Blocks = ((0x2190, 0x22FF),)
NUMERALS_AND_THE_REST: Blocks = ((0x2150, 0x218F), (0x2460, 0x24FF), (0x2600, 0x27BF))


def _face(file: str, package: Package, member: str, blocks: Blocks = ()) -> Face:
    return Face(file=file, sources=(Source(package=package, member=member, blocks=blocks),))


FACES = (
    _face("NotoSans-Regular.ttf", SANS, "400Regular/NotoSans_400Regular.ttf"),
    _face("NotoSans-Bold.ttf", SANS, "700Bold/NotoSans_700Bold.ttf"),
    _face("NotoSans-Italic.ttf", SANS, "400Regular_Italic/NotoSans_400Regular_Italic.ttf"),
    _face("NotoSans-BoldItalic.ttf", SANS, "700Bold_Italic/NotoSans_700Bold_Italic.ttf"),
    _face(
        "NotoSansHebrew-Regular.ttf",
        HEBREW,
        "400Regular/NotoSansHebrew_400Regular.ttf",
        HEBREW_BLOCKS,
    ),
    _face("NotoSansHebrew-Bold.ttf", HEBREW, "700Bold/NotoSansHebrew_700Bold.ttf", HEBREW_BLOCKS),
    _face(
        "NotoSansArabic-Regular.ttf",
        ARABIC,
        "400Regular/NotoSansArabic_400Regular.ttf",
        ARABIC_BLOCKS,
    ),
    _face("NotoSansArabic-Bold.ttf", ARABIC, "700Bold/NotoSansArabic_700Bold.ttf", ARABIC_BLOCKS),
    # One file, because WeasyPrint draws wrong glyphs when a style of a family has two.
    Face(
        file="EfcSansSymbols-Regular.ttf",
        merged_name="EfC Sans Symbols",
        sources=(
            Source(
                package=SYMBOLS_2,
                member="400Regular/NotoSansSymbols2_400Regular.ttf",
                blocks=SHAPES_AND_DINGBATS,
            ),
            Source(
                package=MATH,
                member="400Regular/NotoSansMath_400Regular.ttf",
                blocks=ARROWS_AND_OPERATORS,
            ),
            Source(
                package=SYMBOLS,
                member="400Regular/NotoSansSymbols_400Regular.ttf",
                blocks=NUMERALS_AND_THE_REST,
            ),
        ),
    ),
)
