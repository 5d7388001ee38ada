"""The commands signed, shred and privacy, and the options that a document takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

from efc_reporting import load_project
from efc_reporting.facts.attendance import attendance_lists
from efc_reporting.loading import dump_project
from efc_reporting.testing import sample_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dump_project(sample_project(), tmp_path / "p")
    return tmp_path / "p"


def signed_of(folder: Path, list_id: str) -> list[bool | None]:
    (found,) = [a for a in attendance_lists(load_project(folder)) if a.id == list_id]
    return [person.is_signed for person in found.people]


def printed(folder: Path, place: int = 0) -> tuple[str, str]:
    """Return the id of a list, and the id with the state as a paper says both."""
    found = attendance_lists(load_project(folder))[place]
    return found.id, f"{found.id}-{found.state}"


def test_signed_marks_the_numbers(run: Run, folder: Path) -> None:
    """Noted once more, the numbers of a list are replaced, and other lists stay noted."""
    (one, paper), (other, other_paper) = printed(folder), printed(folder, 1)
    run("signed", folder, other_paper, "none")
    run("signed", folder, paper, "1")
    result = run("signed", folder, paper.lower(), "2-3,5")

    assert result.exit_code == 0
    assert "3 of 5 people signed" in result.stdout
    assert signed_of(folder, one) == [False, True, True, False, True]
    assert set(signed_of(folder, other)) == {False}


@pytest.mark.parametrize("between", [" ", ", state ", ", Stand ", " κατάσταση "])
def test_signed_reads_the_state_as_the_paper_says_it(run: Run, folder: Path, between: str) -> None:
    """The words of the paper may be typed as one argument or as several."""
    one, paper = printed(folder)
    name = between.join((one, paper.removeprefix(one + "-")))
    results = run("signed", folder, name, "1"), run("signed", folder, *name.split(), "1-2")

    assert [result.exit_code for result in results] == [0, 0]
    assert signed_of(folder, one) == [True, True, False, False, False]


@pytest.mark.parametrize(("list_id", "numbers"), [("AAAA-AAAA", "1"), (None, "99"), (None, "x")])
def test_signed_refuses_what_is_not_on_the_list(
    run: Run, folder: Path, list_id: str | None, numbers: str
) -> None:
    """Nothing is written for a list or a number that does not exist."""
    result = run("signed", folder, list_id or printed(folder)[1], numbers)

    assert result.exit_code == 2
    assert not (folder / "signed.toml").exists()


def test_signed_refuses_the_numbers_of_a_list_that_changed(run: Run, folder: Path) -> None:
    """After a walk-in was added, the paper's numbers would be other people's: nobody is marked."""
    one, paper = printed(folder)
    sheet = folder / "participants" / "kick-off.csv"
    header, first, *others = sheet.read_text("utf-8-sig").splitlines()
    sheet.write_text("\n".join((header, "Aaa" + first, first, *others)), "utf-8")
    old, without = run("signed", folder, paper, "1-3"), run("signed", folder, one, "1-3")
    _, new_paper = printed(folder)

    assert (old.exit_code, without.exit_code) == (2, 2)
    assert not (folder / "signed.toml").exists()
    assert "has changed since that paper was printed" in old.stderr
    assert "print the list anew" in old.stderr
    assert run("signed", folder, new_paper, "1-3").exit_code == 0


def test_signed_wants_the_state_of_the_paper(run: Run, folder: Path) -> None:
    """Without it nobody knows whether the paper shows the list as it is; the call is shown."""
    one, paper = printed(folder)
    result = run("signed", folder, one, "1-3")

    assert result.exit_code == 2
    assert paper in "".join(result.stderr.split("\n"))
    assert not (folder / "signed.toml").exists()


@pytest.mark.parametrize("options", [(), ("--dry-run", "--export", "x.zip")])
def test_shred_wants_one_thing(run: Run, folder: Path, options: tuple[str, ...]) -> None:
    """Either look or delete."""
    assert run("shred", folder, *options).exit_code == 2
    assert (folder / "participants" / "kick-off.csv").exists()


def test_shred_deletes_for_a_reason(run: Run, folder: Path, tmp_path: Path) -> None:
    """A dry run changes nothing, the payment is not known, and a reason overrides that."""
    export = tmp_path / "kept.zip"
    dry = run("shred", folder, "--dry-run")
    refused = run("shred", folder, "--export", export)
    done = run("shred", folder, "--export", export, "--force", "asked for")

    assert (dry.exit_code, refused.exit_code, done.exit_code) == (0, 2, 0)
    assert "grant.balance_paid" in refused.stderr
    assert not (folder / "participants" / "kick-off.csv").exists()
    assert export.exists()


def test_privacy_counts_people_by_file(run: Run, folder: Path) -> None:
    """As a table and as JSON; nobody is named."""
    told = run("privacy", folder).stdout
    (files,) = json.loads(run("privacy", folder, "--json").stdout).values()
    by_name = {file["name"]: file["people"] for file in files}

    assert "13 people" in told
    assert by_name["participants/kick-off.csv"] == 13
    assert sample_project().meetings[0].participants[1].family_name not in told


def test_options_go_to_the_document_or_the_format(run: Run, folder: Path, tmp_path: Path) -> None:
    """One option of the list, one of CSV, in one command."""
    path = tmp_path / "list.csv"
    result = run(
        "write",
        folder,
        "participant-list",
        path,
        "--option",
        "columns=number,name",
        "--option",
        "delimiter=;",
    )
    text = path.read_text("utf-8-sig")

    assert result.exit_code == 0
    assert ";" in text.splitlines()[0]
    assert "Organisation" not in text


def test_unknown_option_is_told_with_all_that_are_known(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    """Both the document's and the format's."""
    result = run("write", folder, "participant-list", tmp_path / "l.csv", "--option", "qqq=1")

    assert result.exit_code == 2
    assert "blank_lines" in result.stderr
    assert "delimiter" in result.stderr


def test_recipient_sees_its_own_people(run: Run, folder: Path, tmp_path: Path) -> None:
    """Vila Exemplo reads the names of its three people and of nobody else."""
    path = tmp_path / "l.html"
    run(
        "write",
        folder,
        "participant-list",
        path,
        "--audience",
        "partners",
        "--recipient",
        "vila-exemplo",
    )
    page = path.read_text("utf-8")

    assert "Fulano" in page
    assert "Musterfrau" not in page


def test_split_files_are_all_told(run: Run, folder: Path, tmp_path: Path) -> None:
    """Each file has its line."""
    result = run(
        "write",
        folder,
        "participant-list",
        tmp_path / "l.html",
        "--option",
        "split_by=delegation",
    )

    assert len(result.stdout.splitlines()) == len(list(tmp_path.glob("l-*.html"))) == 5


def test_signed_alone_shows_the_lists(run: Run, folder: Path) -> None:
    """Their ids, and how many signed: the paper may be in the post."""
    found = attendance_lists(load_project(folder))
    run("signed", folder, printed(folder)[1], "1-2")
    result = run("signed", folder)
    (line,) = [line for line in result.stdout.splitlines() if found[0].id in line]

    assert result.exit_code == 0
    assert all(each.id in result.stdout and each.state in result.stdout for each in found)
    assert line.split()[-2:] == [str(len(found[0].people)), "2"]


def test_signed_wants_numbers_with_a_list(run: Run, folder: Path) -> None:
    """Nobody is noted as not having signed because an argument was forgotten."""
    assert run("signed", folder, printed(folder)[1]).exit_code == 2
    assert not (folder / "signed.toml").exists()


def test_shred_does_not_say_of_unread_files_that_they_hold_nobody(run: Run, folder: Path) -> None:
    """A file that goes too, and from which nobody was read, has a dash."""
    (folder / "participants" / "old.csv").write_text("Family name\nQuist\n", "utf-8")
    told = run("shred", folder, "--dry-run").stdout
    (line,) = [line for line in told.splitlines() if "old.csv" in line]

    assert line.split()[-1] == "–"
