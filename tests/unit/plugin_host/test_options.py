"""Options of a format are checked before anything is rendered."""

from __future__ import annotations

import attrs
import pytest

from efc_reporting.contracts import NoOptions
from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.plugin_host.options import make_options


@attrs.frozen
class Options:
    template: str = ""
    is_tagged: bool = True
    rows: int = 50
    margin: float = 15.0


def _refuse(instance: object, attribute: object, value: int) -> None:
    if value > 100:
        raise ValueError("rows are at most 100")


@attrs.frozen
class Strict:
    rows: int = attrs.field(default=50, validator=_refuse)


def test_nothing_given_is_the_defaults() -> None:
    """Without options a format gets its own defaults."""
    assert make_options(Options, None) == Options()
    assert make_options(Options, {}) == Options()


def test_instance_is_taken_as_it_is() -> None:
    """Python code may give the options ready made."""
    given = Options(rows=3)

    assert make_options(Options, given) is given


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("rows", "7", 7),
        ("rows", "-7", -7),
        ("is_tagged", "no", False),
        ("is_tagged", "FALSE", False),
        ("is_tagged", "0", False),
        ("is_tagged", "yes", True),
        ("is_tagged", "On", True),
        ("template", "no", "no"),
        ("template", "7", "7"),
        ("margin", "12.5", 12.5),
        ("margin", "20", 20.0),
    ],
)
def test_words_of_the_command_line_become_values(name: str, text: str, value: object) -> None:
    """What is typed as text becomes what the option is, and text stays text."""
    made = getattr(make_options(Options, {name: text}), name)

    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [("rows", "many"), ("rows", "7.5"), ("rows", ""), ("is_tagged", "maybe"), ("margin", "wide")],
)
def test_word_that_does_not_fit_is_refused(name: str, text: str) -> None:
    """A value of the wrong kind is named with its option."""
    with pytest.raises(NotAcceptedError) as caught:
        make_options(Options, {name: text})

    assert caught.value.what == f"option {name}"


def test_unknown_option_is_refused_with_the_nearest() -> None:
    """A misspelt option is an error that names the one that was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'template'") as caught:
        make_options(Options, {"tempalte": "x"})

    assert (caught.value.kind, caught.value.name) == ("option", "tempalte")


def test_format_without_options_takes_none() -> None:
    """A format that has no options refuses any."""
    assert make_options(NoOptions, None) == NoOptions()
    with pytest.raises(UnknownNameError) as caught:
        make_options(NoOptions, {"rows": "1"})

    assert caught.value.known == ()


def test_options_of_another_format_are_refused() -> None:
    """Ready made options of another class are an error and not guessed at."""
    with pytest.raises(NotAcceptedError):
        make_options(NoOptions, Options())


def test_what_the_options_refuse_is_passed_on() -> None:
    """A format's own check of its values ends as the same kind of error."""
    with pytest.raises(NotAcceptedError, match="at most 100"):
        make_options(Strict, {"rows": "101"})
