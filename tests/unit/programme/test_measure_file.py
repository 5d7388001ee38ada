"""Measure files of a project lead: added, overriding, and every mistake named at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from efc_reporting import Reporter
from efc_reporting.errors import LoadError
from efc_reporting.programme import CheckName, Measure, shipped_measures, with_measure_files
from projects import monteu_mareu, network, partners

SHIPPED: Mapping[str, Measure] = {measure.name: measure for measure in shipped_measures()}

OWN = """
programme = "europe-for-citizens-2014"

[[measures]]
name = "networks-of-towns"
title = "Networks of towns, our agreement"
notice_heading = "Ours"
co_funded = true
rules = [
  { check = "meetings", minimum = 6, calls = [2018, 2018], confirmed = true, source = "Annex I" },
]
"""

RULE = 'check = "meetings", minimum = 4, calls = [2018, 2020], confirmed = true, source = "Ours"'

PROGRAMME = """
[programme]
name = "own"
title = "A programme of our own"
countries_source = "Our agreement"
countries_complete = false
member_states = ["DE"]
joined_later = [{ country = "HR", since = 2013-07-01 }]
other_countries = [{ country = "NO", until = 2019-12-31 }]
not_eligible = ["CH"]
funding_statement = "Funded"
co_funding_statement = { en = "Co-funded" }
disclaimer = { en = "Ours", de = "Unser" }
texts_source = "Our agreement"
checked_languages = ["en"]
"""


def read(tmp_path: Path, text: str | bytes, name: str = "own.toml") -> dict[str, Measure]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return with_measure_files(SHIPPED, [path])


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    """Return the problems of a file as sentences."""
    with pytest.raises(LoadError) as raised:
        read(tmp_path, text)
    return [str(problem) for problem in raised.value.problems]


def with_rule(rule: str) -> str:
    """Return a file whose one measure has these rules."""
    return f"""
programme = "cerv"
[[measures]]
name = "own"
title = "Own"
notice_heading = "Own"
rules = [{rule}]
"""


def test_own_measure_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """A file may name a shipped programme and then holds only what differs."""
    measures = read(tmp_path, OWN)
    measure = measures["networks-of-towns"]

    assert measure.title == "Networks of towns, our agreement"
    assert measure.programme == SHIPPED["networks-of-towns"].programme
    assert measure.is_co_funded
    assert not measure.is_single_event
    assert [(r.check, r.minimum, r.first_call_year, r.last_call_year) for r in measure.rules] == [
        (CheckName.MEETINGS, 6, 2018, 2018)
    ]
    assert measures["town-twinning"] == SHIPPED["town-twinning"]


def test_own_programme_says_who_is_eligible(tmp_path: Path) -> None:
    """A file may describe its own programme, with entries, ends and exclusions."""
    own = read(tmp_path, PROGRAMME + with_rule(f"{{ {RULE} }}").split("\n", 2)[2])["own"]
    programme = own.programme

    assert [(m.country, m.is_member_state) for m in programme.memberships] == [
        ("DE", True),
        ("HR", True),
        ("NO", False),
    ]
    assert str(programme.memberships[1].since) == "2013-07-01"
    assert str(programme.memberships[2].until) == "2019-12-31"
    assert not programme.is_list_complete
    assert programme.excluded == ("CH",)
    assert programme.funding_statement.in_language("fr") == "Funded"
    assert programme.disclaimer.in_language("de") == "Unser"
    assert (programme.texts_source, programme.checked_languages) == ("Our agreement", ("en",))


def test_country_not_known_can_be_given(tmp_path: Path) -> None:
    """What the note on unknown countries asks for is a file that names them."""
    own = PROGRAMME + with_rule(f"{{ {RULE} }}").split("\n", 2)[2]
    path = tmp_path / "own.toml"
    path.write_text(own, encoding="utf-8")
    reporter = Reporter(discover_plugins=False, measure_files=[path])
    project = network(measure="own", partners=partners(("DE", "NO")))
    strange = network(measure="own", partners=partners(("DE", "JP")))

    assert "eligibility-not-known" in [f.code for f in reporter.check(strange)]
    assert "eligibility-not-known" not in [f.code for f in reporter.check(project)]


def test_reporter_follows_own_measures(tmp_path: Path) -> None:
    """Five meetings keep the shipped rule and break the one of the agreement."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    reporter = Reporter(discover_plugins=False, measure_files=[path])
    (finding,) = [f for f in reporter.check(network()) if f.code == "too-few-meetings"]

    assert finding.values["minimum"] == 6
    assert finding.source == "Annex I"


@pytest.mark.parametrize(
    ("co_funded", "statement"),
    [
        ("true", "Kofinanziert von der Europäischen Union"),
        ("false", "Von der Europäischen Union f"),
    ],
)
def test_statement_of_funding_is_the_programmes(
    tmp_path: Path, co_funded: str, statement: str
) -> None:
    """A measure may say that the Union paid a part, and a document shows the official text."""
    path = tmp_path / "own.toml"
    path.write_text(
        with_rule(f"{{ {RULE} }}").replace("rules", f"co_funded = {co_funded}\nrules"), "utf-8"
    )
    reporter = Reporter(discover_plugins=False, measure_files=[path])
    document = reporter.compose(monteu_mareu(measure="own"), "narrative", language="de")

    assert document.funding
    assert document.funding.statement.startswith(statement)
    assert document.funding.disclaimer.startswith("Von der Europäischen Union finanziert. Die ge")


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Each mistake names its file, its place and what to do."""
    text = """
programm = "cerv"
programme = "cervv"

[[measures]]
name = "Own Measure"
title = " "
rules = [
  { check = "meeting", minimum = -1, calls = [2020, 2018], confirmed = "yes", source = "" },
  { check = "invited-share", minimum = 101, calls = [1], confirmed = true, source = "x", kind = 1 },
  7,
]
single_event = 1
"""
    assert problems(tmp_path, text) == [
        "own.toml: programm: the key 'programm' is not known; did you mean 'programme'?",
        "own.toml: programme: there is no programme 'cervv'; did you mean 'cerv'?",
        "own.toml: measures[0].title: is empty; fill it in",
        "own.toml: measures[0].notice_heading: is missing",
        "own.toml: measures[0].name: 'Own Measure' is no name; "
        "take small letters, digits and hyphens",
        "own.toml: measures[0].single_event: true or false belongs here, not a whole number; "
        "write it without quotes, in small letters",
        "own.toml: measures[0].rules[0].source: is empty; fill it in",
        "own.toml: measures[0].rules[0].check: there is no rule 'meeting'; "
        "did you mean 'meetings'?",
        "own.toml: measures[0].rules[0].minimum: is no whole number of 0 or more; write it as 30",
        "own.toml: measures[0].rules[0].calls: begins with 2020, after its end; swap the two years",
        "own.toml: measures[0].rules[0].confirmed: true or false belongs here, "
        "not a text in quotes; write it without quotes, in small letters",
        "own.toml: measures[0].rules[1].kind: the key 'kind' is not known; "
        "known are: check, minimum, maximum, calls, confirmed, source",
        "own.toml: measures[0].rules[1].calls: is no first and last year; write it as [2014, 2020]",
        "own.toml: measures[0].rules[1].minimum: is more than 100 per cent; "
        "write it in per cent, as 30",
        "own.toml: measures[0].rules[2]: a table belongs here, not a whole number; "
        "write it as {key = value}",
    ]


def test_what_is_needed_is_told_where_it_is_missing(tmp_path: Path) -> None:
    """A rule without calls and a programme without its texts say nothing to rely on."""
    text = """
[programme]

[[measures]]
rules = [{}]
"""
    missing = {found.removesuffix(": is missing") for found in problems(tmp_path, text)}

    assert missing == {
        f"own.toml: {place}"
        for place in (
            "programme.name",
            "programme.title",
            "programme.countries_source",
            "programme.funding_statement",
            "programme.disclaimer",
            "measures[0].name",
            "measures[0].title",
            "measures[0].notice_heading",
            "measures[0].rules[0].check",
            "measures[0].rules[0].calls",
            "measures[0].rules[0].source",
            "measures[0].rules[0].confirmed",
        )
    }


def test_mistakes_in_a_programme(tmp_path: Path) -> None:
    """Countries are written as the EU does, stand once, and end after they begin."""
    text = """
[programme]
name = "own"
title = "Own"
countries_source = "x"
countries_complete = "no"
member_states = ["GR", "Germany", 7, "DE"]
joined_later = [{ country = "HR", since = "2013-07-01" }, { since = 2013-07-01 }]
other_countries = [{ country = "NO", since = 2020-01-02, until = 2020-01-01, when = 1 }]
not_eligible = ["DE"]
funding_statement = 7
co_funding_statement = { en = "x", de = 7 }
disclaimer = { English = "x" }
checked_languages = "en"

[[measures]]
name = "own"
title = "Own"
notice_heading = "Own"
rules = []
"""
    assert problems(tmp_path, text) == [
        "own.toml: programme.countries_complete: true or false belongs here, "
        "not a text in quotes; write it without quotes, in small letters",
        "own.toml: programme.member_states[0]: 'GR' is no country code; the EU writes EL",
        "own.toml: programme.member_states[1]: 'Germany' is no country code; "
        "write two capital letters",
        "own.toml: programme.member_states[2]: a text in quotes belongs here, not a whole number",
        "own.toml: programme.joined_later[0].since: a date belongs here, not a text in quotes; "
        "write it without quotes, as 2018-06-01",
        "own.toml: programme.joined_later[1].country: is missing",
        "own.toml: programme.other_countries[0].when: the key 'when' is not known; "
        "known are: country, since, until",
        "own.toml: programme.other_countries[0].until: 2020-01-01 lies before since; "
        "correct one of the two",
        "own.toml: programme.funding_statement: a text in quotes belongs here, "
        'not a whole number; write "…", or {en = "…", de = "…"}',
        "own.toml: programme.co_funding_statement: 'de' has no text; write it in quotes",
        "own.toml: programme.disclaimer: 'English' is no language code; write it as \"de\"",
        "own.toml: programme.checked_languages: a list belongs here, not a text in quotes; "
        "write it as […]",
        "own.toml: programme: the country DE stands twice; leave one out",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = ", "last line: is no TOML: Invalid value"),
        (f"a = {'[' * 9999}", "holds tables nested too deeply"),
        (b"\xff", "line 1: a letter is not encoded in UTF-8; save the file as"),
        ("programme = 7\n", "programme: is neither a name nor a table"),
        ("", "programme: is missing; known are: cerv, europe-for-citizens-2007, "),
        ('programme = "cerv"', "measures: the file holds no measure; begin one with [[measures]]"),
        (
            'programme = "cerv"\nmeasures = 7',
            "measures: a list belongs here, not a whole number",
        ),
        (OWN + OWN.split("\n", 2)[2], "measures[1].name: 'networks-of-towns' stands twice"),
    ],
)
def test_mistake_in_the_file_as_a_whole(tmp_path: Path, text: str | bytes, problem: str) -> None:
    """What is no measure file at all is said in one sentence too."""
    assert any(found.startswith(f"own.toml: {problem}") for found in problems(tmp_path, text))


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ('check = "meetings", ', "a rule 'meetings' needs maximum or minimum"),
        ('check = "meeting-days", minimum = 1, maximum = 2, ', "a rule 'meeting-days' has no min"),
        ('check = "venue", maximum = 1, ', "a rule 'venue' has no maximum"),
        ('check = "meetings", minimum = 3, maximum = 2, ', "is more than maximum"),
        ('check = "meetings", minimum = "3", ', "is no whole number of 0 or more"),
        ('check = "meetings", minimum = true, ', "is no whole number of 0 or more"),
        ("", "check: is missing"),
        ("check = 7, ", "check: a text in quotes belongs here, not a whole number"),
    ],
)
def test_bounds_have_to_fit_the_rule(tmp_path: Path, rule: str, problem: str) -> None:
    """A rule that could never find anything is a mistake."""
    rest = 'calls = [2018, 2020], confirmed = true, source = "Ours"'
    (found,) = problems(tmp_path, with_rule(f"{{ {rule}{rest} }}"))

    assert problem in found


@pytest.mark.parametrize(
    ("rule", "is_fine"),
    [
        ('check = "meetings", minimum = 2, maximum = 2', True),
        ('check = "meetings", minimum = 0', True),
        ('check = "invited-share", minimum = 100', True),
        ('check = "invited-share", minimum = 101', False),
    ],
)
def test_bounds_themselves_are_allowed(tmp_path: Path, rule: str, is_fine: bool) -> None:
    """Equal bounds, 0 and 100 per cent can be kept."""
    text = with_rule(f'{{ {rule}, calls = [2018, 2018], confirmed = true, source = "Ours" }}')
    if is_fine:
        assert read(tmp_path, text)["own"].rules
    else:
        assert problems(tmp_path, text)


@pytest.mark.parametrize(
    ("calls", "is_fine"),
    [
        ("[1990, 2100]", True),
        ("[1989, 2018]", False),
        ("[2018, 2101]", False),
        ("[2018, 2018]", True),
        ("[true, 2018]", False),
        ("2018", False),
    ],
)
def test_calls_are_two_years(tmp_path: Path, calls: str, is_fine: bool) -> None:
    """Years of no call are a slip."""
    text = with_rule(f"{{ {RULE.replace('[2018, 2020]', calls)} }}")
    if is_fine:
        assert read(tmp_path, text)["own"].rules
    else:
        assert "calls: is no first and last year" in problems(tmp_path, text)[0]


@pytest.mark.parametrize(
    ("first", "second", "is_fine"),
    [
        ("[2014, 2017]", "[2018, 2020]", True),
        ("[2018, 2020]", "[2014, 2017]", True),
        ("[2014, 2018]", "[2018, 2020]", False),
        ("[2018, 2020]", "[2014, 2018]", False),
        ("[2014, 2020]", "[2016, 2016]", False),
    ],
)
def test_two_rules_never_hold_in_one_call(
    tmp_path: Path, first: str, second: str, is_fine: bool
) -> None:
    """Two minimums for one thing in one call cannot both be right."""
    rules = ", ".join(f"{{ {RULE.replace('[2018, 2020]', calls)} }}" for calls in (first, second))
    if is_fine:
        assert len(read(tmp_path, with_rule(rules))["own"].rules) == 2
    else:
        (found,) = problems(tmp_path, with_rule(rules))

        assert "rules[1].calls: another rule 'meetings' holds in the same calls" in found


def test_rules_on_different_things_hold_together(tmp_path: Path) -> None:
    """Meetings and their venue are two things."""
    other = 'check = "venue", calls = [2018, 2020], confirmed = true, source = "Ours"'

    assert len(read(tmp_path, with_rule(f"{{ {RULE} }}, {{ {other} }}"))["own"].rules) == 2


def test_empty_country_is_told_once(tmp_path: Path) -> None:
    """An empty code is empty, not also wrong."""
    programme = PROGRAMME.replace('country = "NO"', 'country = ""')
    (found,) = problems(tmp_path, programme + with_rule(f"{{ {RULE} }}").split("\n", 2)[2])

    assert found == "own.toml: programme.other_countries[0].country: is empty; fill it in"


def test_characters_that_nobody_sees_are_taken_out(tmp_path: Path) -> None:
    """They would break the formats that show a title or an official text."""
    programme = PROGRAMME.replace('"Funded"', '"Fund\u202eed"').replace('"Ours"', '"Ou\u0085rs"')
    text = programme + with_rule(f"{{ {RULE} }}").split("\n", 2)[2]
    own = read(tmp_path, text.replace('title = "Own"', 'title = "O\u202ewn"'))["own"]

    assert own.title == "Own"
    assert own.programme.funding_statement.in_language("en") == "Funded"
    assert own.programme.disclaimer.in_language("en").isprintable()


def test_membership_of_one_day_is_one(tmp_path: Path) -> None:
    """A country may begin and end on the same day."""
    programme = PROGRAMME.replace("until =", "since = 2019-12-31, until =")
    own = read(tmp_path, programme + with_rule(f"{{ {RULE} }}").split("\n", 2)[2])["own"]

    assert own.programme.memberships[2].since == own.programme.memberships[2].until


def test_one_measure_in_two_files_is_refused(tmp_path: Path) -> None:
    """Which of the two would hold nobody could tell."""
    paths = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for path in paths:
        path.write_text(OWN, encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        with_measure_files(SHIPPED, paths)

    assert [str(problem) for problem in raised.value.problems] == [
        "b.toml: the measure 'networks-of-towns' stands in another file too; "
        "leave one of the two out"
    ]


def test_mistakes_of_all_files_are_told_together(tmp_path: Path) -> None:
    """The folder is named once, each file with its problem."""
    (tmp_path / "a.toml").write_text("a =", encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        with_measure_files(SHIPPED, [tmp_path / "a.toml", tmp_path / "missing.toml"])

    assert raised.value.folder == str(tmp_path)
    assert [problem.file for problem in raised.value.problems] == ["a.toml", "missing.toml"]
    assert "cannot be read: No such file" in raised.value.problems[1].problem


def test_folder_named_is_that_of_the_first_file(tmp_path: Path) -> None:
    """Files of several folders are told under the first one."""
    with pytest.raises(LoadError) as raised:
        with_measure_files(SHIPPED, [tmp_path / "one" / "a.toml", tmp_path / "two" / "b.toml"])

    assert raised.value.folder == str(tmp_path / "one")


def test_without_files_nothing_changes() -> None:
    """The shipped measures stay as they are."""
    assert with_measure_files(SHIPPED, []) == SHIPPED
