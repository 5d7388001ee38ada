"""What project.toml may hold, and what is said of each mistake in it."""

from __future__ import annotations

import codecs
from datetime import date
from decimal import Decimal

import pytest

from efc_reporting.errors import LoadError
from efc_reporting.loading import load_project
from efc_reporting.model import OutcomeKind, Role
from efc_reporting.model.text import local_text

PARTNER = '[[partners]]\nid = "p1"\nname = "P"\ntown = "Potsdam"\ncountry = "DE"\n'
MEETING = '[[meetings]]\nid = "m1"\ntitle = "M"\n'
PLAN = """
[[plans]]
id = "plan"
title = "Plan"
town = "Potsdam"
country = "DE"
goals = [{id = "g", title = "Goal"}]
fields_of_action = [{id = "f", title = "Field"}]
[[plans.measures]]
id = "x"
title = "Measure"
"""
OUTCOME = '[[results]]\nid = "r"\ntitle = "R"\n'
SITTING = MEETING + "[[meetings.sittings]]\nplace = 'P'\ncountry = 'DE'\n"

MISTAKES = [
    ("unknown key", 'acronim = "X"', "acronim", "did you mean 'acronym'?"),
    (
        "unknown key deep down",
        SITTING + "strat = 2018-06-01",
        "meetings[0].sittings[0].strat",
        "start",
    ),
    ("wrong type", "acronym = 3", "acronym", ""),
    ("table for a list", "partners = 'x'", "partners", "[…]"),
    ("text for a table", "partners = ['x']", "partners[0]", "{key = value}"),
    ("half a coordinate", PARTNER + "latitude = 52.4", "partners[0].longitude", "give both"),
    (
        "degrees beyond the pole",
        PARTNER + "latitude = 91\nlongitude = 0",
        "partners[0].latitude",
        "negative",
    ),
    (
        "degrees in quotes",
        PARTNER + "latitude = '52.4'\nlongitude = 13.06",
        "partners[0].latitude",
        "without quotes",
    ),
    (
        "date in quotes",
        SITTING + "start = '2018-06-01'",
        "meetings[0].sittings[0].start",
        "without",
    ),
    (
        "date with a time",
        PLAN.replace("town", "adopted = 2018-01-01T10:00:00\ntown", 1),
        "plans[0].adopted",
        "",
    ),
    (
        "month and days",
        SITTING + "start = 2018-06-01\nend = 2018-06-02\nmonth = '2018-06'",
        "meetings[0].sittings[0].month",
        "leave out",
    ),
    ("no end", SITTING + "start = 2018-06-01", "meetings[0].sittings[0].end", "last day"),
    ("no start", SITTING + "end = 2018-06-01", "meetings[0].sittings[0].start", "first day"),
    ("thirteenth month", SITTING + "month = '2018-13'", "meetings[0].sittings[0].month", "2021-09"),
    ("unknown role", PARTNER + "role = 'partnr'", "partners[0].role", "did you mean 'partner'?"),
    ("unknown kind", PARTNER + "kind = 'zzz'", "partners[0].kind", "known are: municipality, "),
    ("unknown progress", PLAN + "progress = 'dne'", "plans[0].measures[0].progress", "'done'"),
    ("number as role", PARTNER + "role = 1", "partners[0].role", "known are: beneficiary"),
    ("two partners of one id", PARTNER * 2, "partners[1].id", "change one"),
    ("two meetings of one id", MEETING * 2, "meetings[1].id", "change one"),
    ("two plans of one id", PLAN * 2, "plans[1].id", "change one"),
    (
        "two outcomes of one id",
        OUTCOME + OUTCOME.replace("results", "good_practices"),
        "good_practices[0].id",
        "change one",
    ),
    (
        "ids that differ in capitals",
        MEETING + MEETING.replace("m1", "M1"),
        "meetings[1].id",
        "change one",
    ),
    ("host that is no partner", PARTNER + MEETING + "host = 'p2'", "meetings[0].host", "p1"),
    (
        "unknown meeting",
        MEETING + OUTCOME + "meetings = ['m1', 'm2']",
        "results[0].meetings[1]",
        "m1",
    ),
    (
        "unknown plan measure",
        PLAN + OUTCOME + "serves = ['plan/y']",
        "results[0].serves[0]",
        "'plan/x'",
    ),
    (
        "unknown field of action",
        PLAN + "field_of_action = 'g'",
        "plans[0].measures[0].field_of_action",
        "known are: f",
    ),
    ("unknown goal", PLAN + "goals = ['g', 'h']", "plans[0].measures[0].goals[1]", "known are: g"),
    ("unknown language", "summary = {zz = 'x'}", "summary", '"de"'),
    ("unknown country", PARTNER.replace("DE", "QQ"), "partners[0].country", "capital letters"),
    (
        "Greece as ISO has it",
        PARTNER.replace("DE", "GR"),
        "partners[0].country",
        "the EU writes EL",
    ),
    (
        "Britain as ISO has it",
        PARTNER.replace("DE", "GB"),
        "partners[0].country",
        "the EU writes UK",
    ),
    ("country by its name", PARTNER.replace("DE", "Germany"), "partners[0].country", "write DE"),
    ("negative count", MEETING + "declared_total = -1", "meetings[0].declared_total", "0 or more"),
    (
        "count with a point",
        MEETING + "declared_total = 27.0",
        "meetings[0].declared_total",
        "decimal point",
    ),
    ("true as a count", MEETING + "declared_total = true", "meetings[0].declared_total", ""),
    ("missing title", MEETING.replace('title = "M"', ""), "meetings[0].title", ""),
    ("empty title", MEETING.replace('"M"', '" "'), "meetings[0].title", "fill it in"),
    ("id with a slash", MEETING.replace("m1", "../m1"), "meetings[0].id", "hyphens"),
    (
        "file that is not there",
        MEETING + "participants = ['a.csv']",
        "meetings[0].participants[0]",
        "add it",
    ),
    (
        "file that leaves the folder",
        "participants = ['../a.csv']",
        "participants[0]",
        "into the folder",
    ),
    ("absolute file", "participants = ['/etc/hostname']", "participants[0]", "into the folder"),
    ("drive letter", "participants = ['C:/a.csv']", "participants[0]", "into the folder"),
    ("backslash", "participants = ['a\\b.csv']", "participants[0]", "/"),
    ("script as web address", "public_page = 'javascript:alert(1)'", "public_page", "https://"),
    ("negative amount", "[grant]\nawarded = -1", "grant.awarded", "0 or more"),
    ("no number as amount", "[grant]\nawarded = nan", "grant.awarded", "0 or more"),
    ("picture without words", "[[pictures]]\nfile = ''", "pictures[0].alternative", ""),
]


@pytest.mark.parametrize(
    ("toml", "place", "remedy"),
    [case[1:] for case in MISTAKES],
    ids=[case[0] for case in MISTAKES],
)
def test_each_mistake_is_told_with_place_and_remedy(make_folder, problems_of, toml, place, remedy):
    """A mistake in project.toml is reported once at its path, with what to do."""
    folder = make_folder(toml)
    problems = [p for p in problems_of(folder) if p.place == place]

    assert len(problems) == 1
    assert problems[0].file == "project.toml"
    assert remedy in problems[0].remedy


def test_one_mistake_brings_no_second_one(make_folder, problems_of):
    """A partner with a wrong country can still be a host: only the country is reported."""
    folder = make_folder(PARTNER.replace("DE", "GR") + MEETING + "host = 'p1'")

    assert [problem.place for problem in problems_of(folder)] == ["partners[0].country"]


def test_all_problems_in_all_files_are_told_at_once(make_folder, problems_of):
    """Five mistakes in project.toml, a broken sheet and a missing picture make seven problems."""
    folder = make_folder(
        PARTNER.replace("DE", "GR")
        + "role = 'lead'\n"
        + MEETING
        + "host = 'nobody'\ndeclared_total = -3\nparticipants = ['list.xlsx']\nagende = []\n"
        + "[[pictures]]\nfile = 'pictures/none.png'\nalternative = 'People in a hall'\n",
        files={"list.xlsx": b"no workbook"},
    )

    assert {(problem.file, problem.place) for problem in problems_of(folder)} == {
        ("project.toml", "partners[0].country"),
        ("project.toml", "partners[0].role"),
        ("project.toml", "meetings[0].host"),
        ("project.toml", "meetings[0].declared_total"),
        ("project.toml", "meetings[0].agende"),
        ("list.xlsx", ""),
        ("project.toml", "pictures[0].file"),
    }


def test_the_error_lists_every_problem(make_folder):
    """The text of the error counts the problems and shows each on its line."""
    folder = make_folder("acronim = 'X'\nreferense = 'Y'")
    with pytest.raises(LoadError) as caught:
        load_project(folder)

    assert len(str(caught.value).splitlines()) == 3
    assert "2 problems" in str(caught.value)
    assert "project.toml: acronim: the key 'acronim' is not known" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b'title = "x"\nend = 2018-02-30\n', "line 2, column 7", "is no TOML"),
        (b'title = "x\n', "line 1, column 11", "is no TOML"),
        (b'title = ["x"', "last line", "is no TOML"),
        (b'a = 1\ntitle = "K\xf6ln"\n', "line 2", "not encoded in UTF-8"),
        ('title = "x"'.encode("utf-16"), "", "UTF-16"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "", "nested too deeply"),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(
    make_folder, problems_of, content, place, words
):
    """Syntax errors, impossible dates and wrong encodings name the line."""
    folder = make_folder(files={"project.toml": content})
    (problem,) = problems_of(folder)

    assert problem.place == place
    assert words in problem.problem


def test_a_folder_without_project_file_is_one_problem(tmp_path, problems_of):
    """A folder that is none of ours says that project.toml is missing."""
    (problem,) = problems_of(tmp_path)

    assert problem.file == "project.toml"
    assert "is not there" in problem.problem


def test_a_byte_order_mark_is_tolerated(make_folder):
    """Windows Notepad's mark at the start of the file does no harm."""
    folder = make_folder()
    path = folder / "project.toml"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())

    assert load_project(folder).title == "Small project"


def test_what_a_check_should_say_is_no_problem(make_folder):
    """A meeting that ends before it starts, or a total that does not add up, still loads."""
    sitting = SITTING + "start = 2018-06-05\nend = 2018-06-04\n"
    folder = make_folder(sitting.replace('title = "M"', 'title = "M"\ndeclared_total = 5'))

    assert load_project(folder).meetings[0].sittings[0].end == date(2018, 6, 4)


def test_every_key_reaches_the_model(make_folder):
    """Plain strings serve all languages, `online` becomes is_online, arrays become kinds."""
    folder = make_folder(
        "[grant]\nawarded = 12500.50\n"
        + PARTNER
        + "role = 'beneficiary'\nlegal_representative = {name = 'A B', function = 'Mayor'}\n"
        + SITTING
        + "online = true\n"
        + OUTCOME.replace("results", "good_practices")
        + "meetings = ['m1']\n"
        + PLAN
        + "progress = 'started'\n"
    )
    project = load_project(folder)

    assert project.grant.awarded == Decimal("12500.50")
    assert project.partners[0].role is Role.BENEFICIARY
    assert project.partners[0].legal_representative.function == "Mayor"
    assert project.meetings[0].title == local_text("M")
    assert project.meetings[0].sittings[0].is_online
    assert project.outcomes[0].kind is OutcomeKind.GOOD_PRACTICE
    assert project.plans[0].measures[0].progress.value == "started"


def test_unwanted_characters_are_taken_out_and_told(make_folder):
    """A bidirectional override in a text goes, composed letters come, and a remark says where."""
    folder = make_folder(r'acronym = "A\u202Ebc"' + '\nreference = "Ko\u0308ln"')
    project = load_project(folder)

    assert (project.acronym, project.reference) == ("Abc", "Köln")
    assert [(r.code, r.values["place"]) for r in project.remarks] == [("text-cleaned", "acronym")]


def test_a_missing_lump_sum_table_is_a_remark(make_folder):
    """Reports can be written without the table, so that its absence is only a warning."""
    folder = make_folder('[grant]\nlump_sums = "lump-sums.toml"')

    assert [r.code for r in load_project(folder).remarks] == ["file-missing"]


def test_files_that_nothing_names_are_told(make_folder):
    """A list or a text that lies in the folder is not passed over in silence."""
    unread = ["narrative/de/summary.txt", "participants/late.xlsx", "pictures/hall.jpg"]
    other = ["narrative/.DS_Store", "participants/~$late.xlsx", "notes/mine.txt", "README.md"]
    project = load_project(make_folder(files=dict.fromkeys([*unread, *other], "x")))

    assert sorted(remark.where for remark in project.remarks) == unread
    assert {remark.code for remark in project.remarks} == {"file-unread"}
