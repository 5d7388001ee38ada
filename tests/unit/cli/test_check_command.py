"""`efc-report check`: figures and findings, for the eye and for programs."""

from __future__ import annotations

import json
from itertools import takewhile
from pathlib import Path

import pytest
from command_line import FIVE_MISTAKES, PROJECT, MakeProject, Run, run_process

WRONG_TOTAL = PROJECT.replace("delegations = [", "declared_total = 67\ndelegations = [")
OUTSIDE = PROJECT.replace(
    "start = 2018-06-01\nend = 2018-06-04", "start = 2017-06-01\nend = 2017-07-01"
)


def test_json_counts_as_the_facts_do(run: Run, tolint: Path) -> None:
    """TOLINT's second event: 53 people, 20 invited, 7 eligible countries."""
    meeting = json.loads(run("check", tolint, "--json").stdout)["meetings"][1]

    assert (meeting["total"], meeting["invited"], meeting["local"]) == (53, 20, 26)
    assert meeting["not_eligible"] == 7
    assert meeting["invited_share"] == 20 / 53
    assert sorted(meeting["eligible_countries"]) == ["AT", "DE", "FI", "FR", "IT", "PL", "SE"]


def test_json_has_the_agreed_shape(run: Run, tolint: Path) -> None:
    """Other programs build on these keys."""
    content = json.loads(run("check", tolint, "--json").stdout)

    assert list(content) == ["project", "findings", "meetings", "totals", "deadlines", "grant"]
    assert set(content["findings"][0]) == {
        "code", "severity", "where", "message", "values", "source", "is_confirmed",
    }  # fmt: skip
    assert content["project"]["acronym"] == "TOLINT"
    assert content["totals"]["total"] == sum(m["total"] or 0 for m in content["meetings"])


def test_json_values_are_dates_and_texts_of_the_language(
    run: Run, make_project: MakeProject
) -> None:
    """Days are ISO dates, titles are in the language of the messages."""
    result = run("check", make_project(OUTSIDE), "--json", "--language", "de")
    findings = json.loads(result.stdout)["findings"]
    values = next(f["values"] for f in findings if f["code"] == "meeting-outside-project")

    assert values["start"] == "2017-06-01"
    assert values["meeting"] == "Begegnung"


def test_notes_alone_are_fine(run: Run, make_project: MakeProject) -> None:
    """Exit code 0."""
    result = run("check", make_project())

    assert result.exit_code == 0
    assert "note" in result.stdout


def test_an_error_is_shown_first_and_exits_1(run: Run, make_project: MakeProject) -> None:
    """The worst finding stands above all others."""
    result = run("check", make_project(WRONG_TOTAL))
    findings = result.stdout.partition("Place ")[2].splitlines()

    assert result.exit_code == 1
    assert findings[1].split()[:2] == ["meetings.meeting.declared_total", "error"]
    assert "67" in findings[1]
    assert any(line.startswith("Found: 1 error,") for line in result.stdout.splitlines())


def test_findings_of_one_place_stand_together(run: Run, make_project: MakeProject) -> None:
    """A place is named once, with the findings of lesser severity below."""
    text = PROJECT.replace("count = 26", "count = 2")
    text = text.replace("start = 2018-06-01, end = 2018-06-04 }]", 'month = "2018-06" }]')
    stdout = run("check", make_project(text)).stdout

    assert stdout.count("meetings.meeting.sittings") == 1


def test_findings_of_one_meeting_stand_together(run: Run, make_project: MakeProject) -> None:
    """Errors and warnings of a meeting follow each other, whatever part of it they are about."""
    second = PROJECT[PROJECT.index("[[meetings]]") :].replace('id = "meeting"', 'id = "meeting.b"')
    first = WRONG_TOTAL.replace("start = 2018-06-01, end = 2018-06-04 }]", 'month = "2018-06" }]')
    text = first + second.replace("delegations = [", "declared_total = 67\ndelegations = [")
    lines = run("check", make_project(text)).stdout.partition("Place ")[2].splitlines()
    places = [line.split()[0] for line in lines if line.startswith("meetings.")]

    assert places == [
        "meetings.meeting.declared_total",
        "meetings.meeting.sittings",
        "meetings.meeting.b.declared_total",
        "meetings.meeting.b.agenda",
    ]


def test_meetings_with_findings_as_bad_stand_in_their_order(
    run: Run, make_project: MakeProject
) -> None:
    """The first meeting comes first, whichever check found more in the second one."""
    second = PROJECT[PROJECT.index("[[meetings]]") :].replace('id = "meeting"', 'id = "second"')
    second = second.replace("end = 2018-06-04", "end = 2018-07-04")
    text = WRONG_TOTAL.replace('"town-twinning"', '"networks-of-towns"') + second
    lines = run("check", make_project(text)).stdout.partition("Place ")[2].splitlines()
    errors = [line.split()[0] for line in lines if " error " in line]

    assert errors == ["meetings.meeting.declared_total", "meetings.second", "partners"]


@pytest.mark.parametrize("command", ["check", "write", "dossier"])
def test_a_misspelt_measure_is_told_with_its_place(
    run: Run, make_project: MakeProject, tmp_path: Path, command: str
) -> None:
    """The file and the key, as of every other mistake in project.toml."""
    arguments = {"write": ["narrative", tmp_path / "out.pdf"], "dossier": [tmp_path / "out"]}
    folder = make_project(PROJECT.replace('"town-twinning"', '"town-twining"'))
    result = run(command, folder, *arguments.get(command, []))

    assert result.exit_code == 2
    assert (
        "project.toml: measure: there is no measure 'town-twining'; did you mean 'town-twinning'?"
        in result.stderr
    )


def test_the_forecast_stands_below_the_figures(run: Run, make_project: MakeProject) -> None:
    """Award, forecast and difference, as in Reporter.forecast; the table is made for the test."""
    folder = make_project(f'{PROJECT}\n[grant]\nawarded = 2000\nlump_sums = "lump-sums.toml"\n')
    table = 'source = "Made for the test"\n[[brackets]]\nfrom = 25\namount = "1111.10"\n'
    (folder / "lump-sums.toml").write_text(table, encoding="utf-8")
    stdout = run("check", folder).stdout.replace("\N{NO-BREAK SPACE}", " ")
    grant = json.loads(run("check", folder, "--json").stdout)["grant"]

    assert [line.split()[-2] for line in stdout.splitlines() if line.endswith(" €")] == [
        "2,000.00",
        "1,111.10",
        "888.90",
    ]
    assert (grant["award"], grant["forecast"], grant["difference"]) == (2000, 1111.1, 888.9)
    assert grant["lump_sums"][0]["people"] == 26


def test_deadlines_go_into_a_calendar(run: Run, make_project: MakeProject, tmp_path: Path) -> None:
    """The file holds them in the language asked for, and its path is told."""
    path = tmp_path / "deadlines.ics"
    result = run("check", make_project(), "--language", "de", "--ics", path)
    calendar = path.read_text(encoding="utf-8").replace("\r\n ", "")

    assert str(path) in result.stderr
    assert "Abschlussbericht fällig" in calendar
    assert "DTSTART;VALUE=DATE:20180804" in calendar


@pytest.mark.parametrize(
    ("as_of", "report", "change"),
    [
        ("2020-02-29", "today", "91 days ago"),
        ("2020-02-28", "1 day left", "90 days ago"),
        ("2019-12-01", "90 days left", "1 day ago"),
    ],
)
def test_deadlines_say_how_far_they_are(
    run: Run, tolint: Path, as_of: str, report: str, change: str
) -> None:
    """In words, in the past as in the future; one that cannot be told yet shows a dash."""
    lines = run("check", tolint, "--as-of", as_of).stdout.splitlines()
    ends = {line[:12]: line.rpartition("  ")[2] for line in lines}

    assert ends["Final report"] == report
    assert ends["Last day to "] == change
    assert ends["Signed lists"] == "–"


def test_signatures_stand_beside_the_people(run: Run, make_project: MakeProject) -> None:
    """Where a list carries any, how many signed is shown."""
    folder = make_project(PROJECT + 'participants = ["list.csv"]\n')
    people = "Family name,Town,Country,Signed\nA,Exempleville,FR,yes\nB,Exempleville,FR,no\n"
    (folder / "list.csv").write_text(people, encoding="utf-8")
    lines = run("check", folder).stdout.splitlines()

    assert next(line for line in lines if line.startswith("Meeting ")).split()[2] == "Signed"
    assert next(line for line in lines if line.startswith("1 meeting")).split()[2:5] == [
        "42",
        "1",
        "2",
    ]


def test_figures_stand_in_a_line_per_meeting(run: Run, make_project: MakeProject) -> None:
    """Total, invited, share and the eligible countries."""
    line = next(
        line for line in run("check", make_project()).stdout.splitlines() if "1 meeting" in line
    )

    assert " ".join(line.split()) == "1 meeting 66 26 39.4 % 2: IE FR"


def test_columns_are_aligned_without_a_terminal(run: Run, tolint: Path) -> None:
    """Plain lines, never wrapped, without colours and without spaces at the end."""
    stdout = run("check", tolint).stdout
    lines = stdout.splitlines()
    head = next(line for line in lines if line.startswith("Place"))
    column = head.index("Severity")

    assert "\x1b" not in stdout
    assert all(line == line.rstrip() for line in lines)
    table = takewhile(bool, lines[lines.index(head) + 1 :])
    assert {line[column:].split()[0] for line in table} == {"warning", "note"}


def test_brackets_in_words_are_no_orders(make_project: MakeProject) -> None:
    """On a terminal too, [bold] in a title is shown as it stands."""
    text = PROJECT.replace('en = "Meeting"', 'en = "[bold]Meeting[/bold]"')
    text = text.replace("start = 2018-06-01, end = 2018-06-04", 'month = "2018-06"')
    result = run_process("check", make_project(text), FORCE_COLOR="1", COLUMNS="200")

    assert "\x1b[" in result.stdout
    assert "[bold]Meeting[/bold]" in result.stdout


def test_messages_come_in_the_language_asked_for(run: Run, tolint: Path) -> None:
    """German words, German numbers."""
    stdout = run("check", tolint, "--language", "de").stdout

    assert "Es ist nicht bekannt" in stdout
    assert "37,7\N{NO-BREAK SPACE}%" in stdout
    assert "[Informationsvorlage des Programms: Zahl der Teilnehmenden je Land," in stdout


def test_an_unknown_language_is_named(run: Run, tolint: Path) -> None:
    """Exit code 2 and the languages that are known."""
    result = run("check", tolint, "--language", "xx")

    assert result.exit_code == 2
    assert "'xx'" in result.stderr
    assert "de, el, en, pl" in result.stderr


def test_every_mistake_is_reported_with_its_place(make_project: MakeProject) -> None:
    """Five mistakes, five lines on stderr, no traceback."""
    result = run_process("check", make_project(FIVE_MISTAKES))
    lines = result.stderr.splitlines()

    assert result.returncode == 2
    assert result.stdout == ""
    assert len(lines) == 6
    assert lines[0].endswith("5 problems")
    assert {line.split(": ")[1] for line in lines[1:]} == {
        "titel",
        "call_year",
        "partners[0].country",
        "meetings[0].delegations[0].count",
        "meetings[0].host",
    }


def test_mistakes_are_json_for_programs(run: Run, make_project: MakeProject) -> None:
    """The same five, each with file, place, problem and remedy."""
    result = run("check", make_project(FIVE_MISTAKES), "--json")
    problems = json.loads(result.stdout)["problems"]

    assert result.exit_code == 2
    assert len(problems) == 5
    assert problems[0] == {
        "file": "project.toml",
        "place": "titel",
        "problem": "the key 'titel' is not known",
        "remedy": "did you mean 'title'?",
    }


def test_an_unknown_measure_is_json_too(run: Run, make_project: MakeProject) -> None:
    """Whatever stops the check is a problem."""
    folder = make_project(PROJECT.replace('"town-twinning"', '"town-twining"'))
    result = run("check", folder, "--json")

    assert result.exit_code == 2
    assert "did you mean 'town-twinning'?" in json.loads(result.stdout)["problems"][0]["problem"]


def test_a_broken_key_plays_no_tricks_on_the_terminal(run: Run, make_project: MakeProject) -> None:
    """An escape sequence in a file does not reach the terminal."""
    result = run("check", make_project('"\\u001b[31mtitle" = 1\n' + PROJECT))

    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("day", ["31.01.2020", "2020-02-30"])
def test_a_day_is_written_as_year_month_day(run: Run, tolint: Path, day: str) -> None:
    """Anything else is refused with an example."""
    result = run("check", tolint, "--as-of", day)

    assert result.exit_code == 2
    assert "write it as 2020-01-31" in result.stderr
