"""Whether the name and number trees of a PDF are in order: ISO 32000-1, 7.9.6 and 7.9.7."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

import pikepdf

LEAVES = ("/Names", "/Nums")

Key = bytes | int


def trees(data: bytes) -> dict[str, list[Key]]:
    """Return the keys of each tree of a file by its place, in the order of the file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {place: list(_keys(tree)) for place, tree in _trees(pdf.Root)}


def disorder(data: bytes) -> Iterator[str]:
    """Yield the trees whose keys do not rise, and the branches whose limits are not theirs."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for place, tree in _trees(pdf.Root):
            keys = list(_keys(tree))
            if not _rise(keys):
                yield f"{place}: {keys} do not rise"
            if "/Limits" in tree:
                yield f"{place}: its root has limits"
            yield from (f"{place}: {wrong}" for wrong in _wrong_limits(tree))


def _trees(root: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the places and trees that a catalogue can have: ISO 32000-1, 7.7.2 and 14.7.2."""
    for name, tree in root.get("/Names", pikepdf.Dictionary()).items():
        yield f"/Names{name}", tree
    structure = root.get("/StructTreeRoot", pikepdf.Dictionary())
    for parent, name in ((root, "/PageLabels"), (structure, "/IDTree"), (structure, "/ParentTree")):
        if name in parent:
            yield name, parent[name]


def _keys(branch: pikepdf.Object) -> Iterator[Key]:
    """Yield the keys under a branch in the order of the file."""
    for child in branch.get("/Kids", ()):
        yield from _keys(child)
    for name in LEAVES:
        yield from map(_plain, list(branch.get(name, ()))[::2])


def _plain(key: object) -> Key:
    return bytes(key) if isinstance(key, pikepdf.String) else int(str(key))


def _rise(keys: Sequence[Key]) -> bool:
    return all(first < second for first, second in pairwise(keys))  # type: ignore[operator]


def _wrong_limits(branch: pikepdf.Object) -> Iterator[str]:
    """Yield the branches below whose limits are not their first and last key."""
    for child in branch.get("/Kids", ()):
        keys = list(_keys(child))
        limits = list(map(_plain, child.get("/Limits", ())))
        if limits != [*keys[:1], *keys[-1:]]:
            yield f"limits {limits} of {keys}"
        yield from _wrong_limits(child)
