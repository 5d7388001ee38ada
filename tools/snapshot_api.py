"""Write the public interface into tests/api/public-api.json, and say what CHANGELOG.md lacks.

Run it after a change of the interface: `python tools/snapshot_api.py`. With `--release` the
interface becomes that of the release: what changes from then on has to be named again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from public_api.changes import unnamed
from public_api.reading import read_api
from public_api.snapshot import ROOT, SNAPSHOT, Snapshot, snapshot_of


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Bring the file up to date; return 1 where the changelog does not name every change."""
    path = root / SNAPSHOT
    now = read_api()
    if "--release" in arguments or not path.is_file():
        snapshot = Snapshot(api=now)
    else:
        snapshot = snapshot_of(path.read_text(encoding="utf-8")).brought_to(now)
    path.write_text(snapshot.text(), encoding="utf-8")
    missing = unnamed(snapshot.since_release, (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    print(f"{SNAPSHOT}: {len(snapshot.since_release)} changes since the release")
    for change in missing:
        print(f"CHANGELOG.md does not name it under Unreleased: {change}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
