"""The public interface is held: a change shows in its snapshot and in the changelog."""

from __future__ import annotations

from pathlib import Path

import pytest
import snapshot_api
from public_api.changes import Change, changes_between, unnamed
from public_api.reading import read_api
from public_api.snapshot import SNAPSHOT, Snapshot, snapshot_of

from efc_reporting import Limits, apart
from projects import ROOT, run_python

CHANGELOG = """# Changelog

## [Unreleased]

### Added

{added}

### Changed

{changed}

### Removed

{removed}

## [0.1.0]

### Added

- `Reporter.shout` and everything else.
"""
BEFORE = {
    "signatures": {"Reporter": "()", "Reporter.write": "(path)", "old": "()"},
    "findings": {"total-differs": "error"},
}
NOW = {
    "signatures": {
        "Reporter": "()",
        "Reporter.write": "(path, format)",
        "Reporter.shout": "()",
        "New": "()",
        "New.part": "()",
    },
    "findings": {"total-differs": "warning"},
}


def stored() -> Snapshot:
    return snapshot_of((ROOT / SNAPSHOT).read_text(encoding="utf-8"))


def changelog(added: str = "", changed: str = "", removed: str = "") -> str:
    return CHANGELOG.format(added=added, changed=changed, removed=removed)


def names(changes: tuple[Change, ...]) -> set[str]:
    return {change.name for change in changes}


def test_snapshot_is_what_the_code_says() -> None:
    """A change of the interface is seen: run tools/snapshot_api.py and name it in CHANGELOG.md."""
    differences = [str(change) for change in changes_between(stored().api, read_api())]

    assert differences == []


def test_changelog_names_every_change_since_the_release() -> None:
    """What was added, changed or removed stands under Unreleased by its name."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    missing = [str(change) for change in unnamed(stored().since_release, text)]

    assert missing == []


def test_single_classes_of_other_modules_are_held() -> None:
    """What the page on compatibility promises by its name is in the snapshot."""
    page = (ROOT / "COMPATIBILITY.md").read_text(encoding="utf-8")
    fields = read_api()["fields"]

    assert "`efc_reporting.apart`" in page
    assert apart.Limits is Limits
    assert {"Limits.seconds", "Limits.megabytes", "Sheet.rows"} <= fields.keys()


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("efc_reporting", "Reporter"),
        ("efc_reporting.plugin", "hookimpl"),
        ("efc_reporting.testing", "FormatContract"),
        ("hooks", "efc_check_project"),
        ("signatures", "Reporter.write"),
        ("signatures", "MeetingFacts.total"),
        ("fields", "ReportContext.as_of"),
        ("fields", "Table.rows"),
        ("fields", "Participant.email"),
        ("fields", "RenderError.place"),
        ("findings", "total-differs"),
        ("words", "Audience.PUBLIC"),
    ],
)
def test_all_that_is_promised_is_held(section: str, name: str) -> None:
    """Façades, signatures, hooks, fields of context, blocks and model, errors and codes."""
    assert name in stored().api[section]


def test_snapshot_is_the_same_in_every_process() -> None:
    """No order of a set, no address of an object, and no type that others resolved gets into it."""
    code = (
        "import sys; sys.path.insert(0, 'tools'); from public_api.reading import read_api\n"
        "import attrs, efc_reporting.model as model; attrs.resolve_types(model.LumpSumTable)\n"
        "from public_api.snapshot import Snapshot; print(Snapshot(api=read_api()).text(), end='')"
    )
    done = run_python(code, folder=ROOT, environment={"PYTHONHASHSEED": "7"})

    assert done.stdout == Snapshot(api=read_api()).text(), done.stderr


def test_every_kind_of_change_is_found() -> None:
    """Added, changed and removed things are told apart."""
    found = {(change.deed, change.name) for change in changes_between(BEFORE, NOW)}

    assert found == {
        ("added", "New"),
        ("added", "New.part"),
        ("added", "Reporter.shout"),
        ("changed", "Reporter.write"),
        ("changed", "total-differs"),
        ("removed", "old"),
    }


def test_silent_changelog_is_noticed() -> None:
    """Nothing that changed may be missing; what an older version tells does not count."""
    changes = changes_between(BEFORE, NOW)

    assert names(unnamed(changes, changelog())) == names(changes) - {"New.part"}
    assert names(unnamed(changes, "# Changelog\n")) == names(changes) - {"New.part"}


def test_changelog_that_names_everything_is_enough() -> None:
    """A class is named with what belongs to it; arguments may be shown."""
    text = changelog(
        added="- `New` and `Reporter.shout()` are there.",
        changed="- `Reporter.write(path, format)` takes a format.\n- `total-differs` warns.",
        removed="- `old` is gone.",
    )

    assert unnamed(changes_between(BEFORE, NOW), text) == ()


def test_change_is_named_under_the_heading_of_its_kind() -> None:
    """That a thing is gone is not said by a line under Added, nor by words without marks."""
    text = changelog(
        added="- `New`, `Reporter.shout`, `old` and `Reporter.write` do more.",
        removed="- total-differs is gone.",
    )

    assert names(unnamed(changes_between(BEFORE, NOW), text)) == {
        "old",
        "Reporter.write",
        "total-differs",
    }


def test_changes_are_counted_from_the_release() -> None:
    """Regenerating twice forgets nothing, and what is taken back is no change."""
    once = Snapshot(api=BEFORE).brought_to(NOW)
    twice = snapshot_of(once.text()).brought_to(NOW)

    assert twice.since_release == once.since_release
    assert twice.released == BEFORE
    assert twice.brought_to(BEFORE).since_release == ()


def test_tool_names_what_the_changelog_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doctored interface makes it fail until the changelog speaks, or the release is made."""
    (tmp_path / SNAPSHOT).parent.mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").write_text(changelog(), encoding="utf-8")
    before = {**NOW, "hooks": {"efc_sing": "() -> None"}}
    monkeypatch.setattr(snapshot_api, "read_api", lambda: NOW)
    (tmp_path / SNAPSHOT).write_text(Snapshot(api=before).text(), encoding="utf-8")
    failed = snapshot_api.main([], tmp_path)
    said = capsys.readouterr().out
    (tmp_path / "CHANGELOG.md").write_text(changelog(removed="- `efc_sing`."), encoding="utf-8")
    passed = snapshot_api.main([], tmp_path)
    held = snapshot_of((tmp_path / SNAPSHOT).read_text(encoding="utf-8"))
    snapshot_api.main(["--release"], tmp_path)

    assert failed == 1
    assert "CHANGELOG.md does not name it under Unreleased: removed: efc_sing (hooks)" in said
    assert passed == 0
    assert names(held.since_release) == {"efc_sing"}
    assert '"since_release": {}' in (tmp_path / SNAPSHOT).read_text(encoding="utf-8")
