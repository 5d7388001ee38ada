"""Builds the fonts that we ship from pinned npm packages: ``python tools/build_fonts.py``.

Needs npm and fontTools. The same versions give the same bytes, so that ``git status`` stays clean.
"""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import fontTools
from font_sources import FACES, PACKAGES, SANS, Face, Package, Source
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "templates/efc_templates/fonts"

Members = Mapping[Package, Mapping[str, bytes]]

LINE_FIELDS = {
    "hhea": ("ascent", "descent", "lineGap"),
    "OS/2": (
        "sTypoAscender",
        "sTypoDescender",
        "sTypoLineGap",
        "usWinAscent",
        "usWinDescent",
        "fsSelection",
    ),
}


def download(package: Package, folder: Path) -> dict[str, bytes]:
    """Return the members of the package, by their path inside it."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    command.append(f"{package.name}@{package.version}")
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    packed = (folder / done.stdout.split()[-1]).read_bytes()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != package.integrity:
        raise SystemExit(f"{package.name}@{package.version} is not the package that we know.")
    return dict(_members(packed))


def build(face: Face, members: Members) -> bytes:
    """Return the bytes of the file that we ship."""
    if face.merged_name:
        return _merged(face, members)
    (source,) = face.sources
    packaged = members[source.package][source.member]
    if not source.blocks:
        return packaged
    return _saved(_cut(packaged, _characters(source), layout=True))


def build_all(members: Members) -> dict[str, bytes]:
    """Return every file of the fonts folder that this script makes, by its name."""
    files = {face.file: build(face, members) for face in FACES}
    files["OFL.txt"] = _licence(members).encode()
    files["FONTLOG.txt"] = _font_log(files).encode()
    return files


def main() -> None:
    """Download, build, write, and print the SHA-256 of every file."""
    with tempfile.TemporaryDirectory() as folder:
        members = {package: download(package, Path(folder)) for package in PACKAGES}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(build_all(members).items()):
        (FOLDER / name).write_bytes(content)
        print(hashlib.sha256(content).hexdigest(), f"{len(content):>9}", name)


def _members(packed: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                yield member.name.removeprefix("package/"), content.read()


def _characters(source: Source) -> set[int]:
    return {code for first, last in source.blocks for code in range(first, last + 1)}


def _cut(packaged: bytes, characters: set[int], *, layout: bool) -> TTFont:
    font = TTFont(io.BytesIO(packaged), recalcTimestamp=False)
    options = Options(
        layout_features=["*"],
        name_IDs=["*"],  # copyright and licence stay inside the file
        name_languages=["*"],
        name_legacy=True,
        notdef_outline=True,
        hinting=False,  # PDF readers and printers do not use it
    )
    options.drop_tables += ["MATH"]  # or every size of every bracket comes along
    if not layout:
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def _merged(face: Face, members: Members) -> bytes:
    text_font = TTFont(io.BytesIO(members[SANS]["400Regular/NotoSans_400Regular.ttf"]))
    covered = set(text_font.getBestCmap()) - {0x0020, 0x00A0}
    parts = []
    for source in face.sources:
        packaged = members[source.package][source.member]
        part = _cut(packaged, _characters(source) - covered, layout=False)
        covered |= set(part.getBestCmap())
        parts.append(part)
    font = Merger().merge([io.BytesIO(_saved(part)) for part in parts])
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = max(part["head"].modified for part in parts)
    # A tick must not push the lines of a paragraph apart.
    for table, fields in LINE_FIELDS.items():
        for field in fields:
            setattr(font[table], field, getattr(text_font[table], field))
    copyrights = dict.fromkeys(part["name"].getDebugName(0) for part in parts)
    postscript_name = face.file.removesuffix(".ttf")
    names = {
        0: "; ".join(copyrights),
        1: face.merged_name,
        3: postscript_name,
        4: f"{face.merged_name} Regular",
        5: "Version 1.000",
        6: postscript_name,
        10: "Selected symbols of Noto Sans Symbols 2, Noto Sans Math and Noto Sans Symbols.",
    }
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    # Whether uharfbuzz happens to be installed must not change the bytes.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _licence(members: Members) -> str:
    texts = [members[package]["LICENSE_FONT"].decode() for package in PACKAGES]
    copyrights = dict.fromkeys(text.partition("\n")[0].strip() for text in texts)
    return "\n".join(copyrights) + "\n" + texts[0].partition("\n")[2].rstrip() + "\n"


def _font_log(files: Mapping[str, bytes]) -> str:
    lines = [
        "FONTLOG of the fonts in this folder",
        "",
        "All are static instances of Noto, under the SIL Open Font License 1.1 (OFL.txt).",
        f"They were built by tools/build_fonts.py with fontTools {fontTools.version}.",
        "Where a font was cut to blocks, hinting was left out too; copyright and licence",
        "records stayed as they were.",
        "The symbols are merged from three fonts, without layout tables, under a name of their",
        "own and with the line height of Noto Sans; each source gives what Noto Sans and the",
        "sources before it lack.",
    ]
    for face in FACES:
        content = files[face.file]
        version = TTFont(io.BytesIO(content))["name"].getDebugName(5)
        lines += ["", face.file, f"  font:    {version}"]
        for source in face.sources:
            lines += [
                f"  source:  npm package {source.package.name} {source.package.version}",
                f"           {source.member}",
                f"  changes: {_changes(source)}",
            ]
        lines += [f"  sha256:  {hashlib.sha256(content).hexdigest()}"]
    return "\n".join([*lines, ""])


def _changes(source: Source) -> str:
    if not source.blocks:
        return "none"
    kept = (
        f"U+{first:04X}" if first == last else f"U+{first:04X}-{last:04X}"
        for first, last in source.blocks
    )
    return f"cut to {', '.join(kept)}"


if __name__ == "__main__":
    main()
