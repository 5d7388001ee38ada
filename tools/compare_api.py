"""Compare the public interface with the last tag; every break has to stand in CHANGELOG.md.

Run it before a release: `python tools/compare_api.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs_reference.public_api import FACADES
from public_api.releases import broken_since, is_release_kept, last_tag, without_word
from public_api.snapshot import ROOT, SNAPSHOT


def main(root: Path = ROOT) -> int:
    """Print what broke since the last tag; return 1 where the changelog is silent on any of it."""
    tag = last_tag(root)
    if not tag:
        print("no tag yet: there is no release to compare with")
        return 0
    broken = broken_since(root, tag, FACADES)
    missing = without_word(broken, (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    print(f"breaks since {tag}: {len(broken)}")
    for one in broken:
        word = "CHANGELOG.md does not say so" if one in missing else "CHANGELOG.md says so"
        print(f"{one}; {word}")
    is_kept = is_release_kept(root, tag)
    if not is_kept:
        print(f"{SNAPSHOT} does not begin at {tag}: its changes are not those since the release")
    return 1 if missing or not is_kept else 0


if __name__ == "__main__":
    sys.exit(main())
