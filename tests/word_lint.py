"""An own lint of Word files: what validators leave out, and what a reader's programs need."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STORIES = re.compile(r"word/(document|header\d*|footer\d*|comments)\.xml")
MAIN = "word/document.xml"

Trees = dict[str, etree._Element]


def failings(data: bytes) -> list[str]:
    """Return what is wrong with a file, [] where nothing is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    trees = {
        name: etree.fromstring(c) for name, c in found.items() if name.endswith((".xml", ".rels"))
    }
    return [f"{rule.__name__[1:]}: {what}" for rule in RULES for what in rule(trees, set(found))]


def _stories(trees: Trees) -> Iterator[tuple[str, etree._Element]]:
    return ((name, tree) for name, tree in trees.items() if STORIES.fullmatch(name))


def _cells_end_in_a_paragraph(trees: Trees, names: set[str]) -> Iterator[str]:
    for name, tree in _stories(trees):
        for cell in tree.iter(f"{W}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{W}p":
                yield name


def _ids_are_unique(trees: Trees, names: set[str]) -> Iterator[str]:
    kinds: dict[str, list[str | None]] = {"drawing": [], "bookmark": [], "name": [], "control": []}
    for _, tree in _stories(trees):
        kinds["drawing"] += [e.get("id") for e in tree.iter(f"{WP}docPr")]
        starts = list(tree.iter(f"{W}bookmarkStart"))
        kinds["bookmark"] += [e.get(f"{W}id") for e in starts]
        kinds["name"] += [e.get(f"{W}name") for e in starts]
        kinds["control"] += [
            e.get(f"{W}val") for e in tree.iter(f"{W}id") if e.getparent().tag == f"{W}sdtPr"
        ]
        ends = sorted(str(e.get(f"{W}id")) for e in tree.iter(f"{W}bookmarkEnd"))
        if ends != sorted(str(e.get(f"{W}id")) for e in starts):
            yield "a bookmark does not end, or ends twice"
    for kind, ids in kinds.items():
        yield from (f"{kind} {number}" for number, times in Counter(ids).items() if times > 1)


def _relations_resolve(trees: Trees, names: set[str]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))
        known = set()
        for relation in tree.iter(PACKAGE):
            known.add(relation.get("Id"))
            target = posixpath.join(posixpath.dirname(source), relation.get("Target", ""))
            inside = posixpath.normpath(target).lstrip("/")
            if relation.get("TargetMode") != "External" and inside not in names:
                yield f"{name}: {relation.get('Target')}"
        if source in trees:
            used = (
                v for e in trees[source].iter() for k, v in e.attrib.items() if str(k).startswith(R)
            )
            yield from (f"{source}: {identity}" for identity in used if identity not in known)


def _headings_are_in_order(trees: Trees, names: set[str]) -> Iterator[str]:
    levels = _levels(trees["word/styles.xml"])
    named = (p.find(f"{W}pPr/{W}pStyle") for p in trees[MAIN].iter(f"{W}p"))
    found = [
        levels[s.get(f"{W}val")] for s in named if s is not None and s.get(f"{W}val") in levels
    ]
    yield from (f"{a} then {b}" for a, b in pairwise([0, *found]) if b > a + 1)


def _levels(styles: etree._Element) -> dict[str | None, int]:
    """Return the level of each style of a heading, from 1."""
    return {
        style.get(f"{W}styleId"): int(match[1])
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
        and (match := re.fullmatch(r"heading (\d)", name.get(f"{W}val", "").casefold()))
    }


def _header_rows_are_marked(trees: Trees, names: set[str]) -> Iterator[str]:
    for table in trees[MAIN].iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")  # ours have one, those of a town need none
        first = table.find(f"{W}tr")
        if caption is not None and (first is None or first.find(f"{W}trPr/{W}tblHeader") is None):
            yield str(caption.get(f"{W}val"))


def _language_is_set(trees: Trees, names: set[str]) -> Iterator[str]:
    lang = trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if lang is None or not lang.get(f"{W}val"):
        yield "of the file"


def _styles_are_defined(trees: Trees, names: set[str]) -> Iterator[str]:
    known = {s.get(f"{W}styleId") for s in trees["word/styles.xml"].iter(f"{W}style")}
    for name, tree in _stories(trees):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for user in tree.iter(f"{W}{tag}"):
                if user.get(f"{W}val") not in known:
                    yield f"{name}: {user.get(f'{W}val')}"


def _pictures_are_told(trees: Trees, names: set[str]) -> Iterator[str]:
    for place in trees[MAIN].iter(f"{WP}docPr"):
        if not place.get("descr"):
            yield str(place.get("id"))


RULES: tuple[Callable[[Trees, set[str]], Iterator[str]], ...] = (
    _cells_end_in_a_paragraph,
    _ids_are_unique,
    _relations_resolve,
    _headings_are_in_order,
    _header_rows_are_marked,
    _language_is_set,
    _styles_are_defined,
    _pictures_are_told,
)
