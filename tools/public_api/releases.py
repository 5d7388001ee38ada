"""Compares the public interface with that of the last tag, as griffe reads both from the source."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import griffe

from public_api.changes import HEADINGS, named_things
from public_api.snapshot import SNAPSHOT, snapshot_of

PACKAGE = "efc_reporting"
SOURCES = "src"


@attrs.frozen(kw_only=True)
class Broken:
    """One thing on which somebody may rely and that is no longer as it was."""

    name: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name}: {self.problem}"


def last_tag(repository: Path) -> str:
    """Return the last tag of a version that leads here; "" where there is none yet."""
    done = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def broken_since(repository: Path, tag: str, facades: Sequence[str]) -> tuple[Broken, ...]:
    """Return what broke since the tag of all that the façades list; other things may change."""
    sources = repository / SOURCES
    old = griffe.load_git(PACKAGE, ref=tag, repo=repository, search_paths=[SOURCES])
    new = griffe.load(PACKAGE, search_paths=[sources])
    promised = {*_promised(old, facades), *_promised(new, facades)}
    found = (
        Broken(name=_short(breakage.obj), problem=breakage.kind.value)
        for breakage in griffe.find_breaking_changes(old, new)
        if _is_promised(breakage.obj, promised)
    )
    return tuple(dict.fromkeys(found))


def _promised(package: griffe.Object | griffe.Alias, facades: Sequence[str]) -> Iterator[str]:
    """Yield the paths of all that the façades list: where it is listed, and where it stands."""
    for facade in facades:
        inside = facade.removeprefix(PACKAGE).lstrip(".")
        if inside and inside not in package.members:
            continue
        module = package[inside] if inside else package
        for name in module.exports or ():
            yield f"{facade}.{name}"
            member = module.members.get(str(name))
            if member is not None:
                yield member.final_target.path if isinstance(member, griffe.Alias) else member.path


def _is_promised(thing: griffe.Object | griffe.Alias, promised: set[str]) -> bool:
    paths = (thing.path, thing.canonical_path)
    return any(path == one or path.startswith(f"{one}.") for path in paths for one in promised)


def _short(thing: griffe.Object | griffe.Alias) -> str:
    """Return the name without its module, and that of a class for its initialiser."""
    name = thing.path.removeprefix(f"{thing.module.path}.")
    return name.removesuffix(".__init__")


def without_word(broken: Sequence[Broken], changelog: str) -> tuple[Broken, ...]:
    """Return what broke and stands neither under Changed nor under Removed of Unreleased."""
    spans = named_things(changelog)
    headings = HEADINGS["changed"] | HEADINGS["removed"]
    named = {span for heading in headings for span in spans.get(heading, ())}
    return tuple(
        one for one in broken if one.name not in named and one.name.partition(".")[0] not in named
    )


def is_release_kept(repository: Path, tag: str) -> bool:
    """Say whether the snapshot still begins at the interface of the tag, as the tag holds it."""
    done = subprocess.run(
        ["git", "show", f"{tag}:{SNAPSHOT}"],
        cwd=repository,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        return False
    here = snapshot_of((repository / SNAPSHOT).read_text(encoding="utf-8"))
    return here.released == {s: t for s, t in snapshot_of(done.stdout).api.items() if t}
