"""Every sentence that a reader meets stands in every catalogue, with the same named places."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message

from efc_reporting.base.i18n import SOURCE_LANGUAGE, available_languages, catalogue, translator_for
from efc_reporting.documents.grant_tables import BASES, REASONS
from efc_reporting.documents.outcomes import HEADINGS, PROGRESS
from efc_reporting.documents.parts import ROLES, SEVERITIES, STANDINGS
from efc_reporting.loading.sheets.cells import KINDS
from efc_reporting.programme import shipped_measures
from efc_reporting.workflows.diff_projects import LABELS
from efc_reporting.workflows.dossier import AUDIENCES
from projects import ROOT

LANGUAGES = [language for language in available_languages() if language != SOURCE_LANGUAGE]
MESSAGE_ARGUMENT = {"text": 0, "_missing": 2, "broken": 3, "_part": 1, "remark": 2}
"""At which place, from 0, a call holds the English sentence."""

QUOTES = {"de": '„“"', "el": "«»", "pl": "„”"}
"""German has straight ones too, in sentences that the funder's template writes so."""

ALL_QUOTES = frozenset('„“”«»‹›‘‚"')
MESSAGE_VARIABLES = frozenset({"message", "sentence"})
_PLACE = re.compile(r"\{(\w+)\}")


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the sentences of an expression: a string, or the two of a choice."""
    match node:
        case ast.Constant(value=str() as value) if value:
            yield value
        case ast.IfExp():
            yield from strings(node.body)
            yield from strings(node.orelse)


def sentences_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from sentences_of(node)
            case ast.Assign(targets=[ast.Name(id=name)]) if name in MESSAGE_VARIABLES:
                yield from strings(node.value)


def sentences_of(call: ast.Call) -> Iterator[str]:
    name = name_of(call)
    place = MESSAGE_ARGUMENT.get(name)
    if place is not None and len(call.args) > place:
        yield from strings(call.args[place])
    if name == "plural":
        for argument in call.args[:2]:
            yield from strings(argument)
    if name == "wrong_header":
        for argument in call.args[1:3]:
            yield from strings(argument)
    for keyword in call.keywords:
        if keyword.arg == "message" or (
            name == "BadCellError" and keyword.arg in ("problem", "remedy")
        ):
            yield from strings(keyword.value)


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id="table")):  # reads a TOML table, translates nothing
            return ""
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


DEADLINES = tomllib.loads((files("efc_reporting.programme") / "deadlines.toml").read_text("utf-8"))[
    "deadlines"
]


def sentences_of_data() -> Iterator[str]:
    yield from {kind for _, kind in KINDS} | {"a text"}
    for constants in (
        HEADINGS,
        PROGRESS,
        ROLES,
        SEVERITIES,
        STANDINGS,
        AUDIENCES,
        BASES,
        REASONS,
        LABELS,
    ):
        yield from constants.values()
    for rule in DEADLINES:
        yield from (rule["title"], rule["source"])
    for measure in shipped_measures():
        yield measure.title
        yield measure.notice_heading
        yield measure.programme.title


def official_sentences(language: str) -> Iterator[str]:
    """Yield the official texts that the data hold in English, but not in this language."""
    for measure in shipped_measures():
        programme = measure.programme
        texts = (programme.funding_statement, programme.co_funding_statement, programme.disclaimer)
        yield from (
            text.in_language("en") for text in texts if text and language not in dict(text.texts)
        )


@cache
def sentences(language: str) -> frozenset[str]:
    code = (sentence for _, tree in modules() for sentence in sentences_in(tree))
    return frozenset([*code, *sentences_of_data(), *official_sentences(language)])


@cache
def words_of_the_code() -> frozenset[str]:
    """Return every string of the code: tables of words are translated where they are shown."""
    return frozenset(
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def messages(language: str) -> list[Message]:
    """Return what a catalogue translates; one that lost nearly all its entries tests nothing."""
    found = [message for message in catalogue(language) if message.id]

    assert len(found) > 500
    return found


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


def test_sentences_are_collected_from_everywhere() -> None:
    """The collection below sees documents, checks, loading, formats, command line and data."""
    assert {
        "Final narrative report",
        "No partner has the role of beneficiary.",
        "Length of the project in months: {months}; allowed: at most {maximum}.",
        "The hidden sheet {sheet} of {file} was not read.",
        "The event took place in {place} ({country}), from {start} to {end}",
        "The event involved {count} citizens",
        "Location / Dates",
        "Page {page} of {pages}",
        "Networks of towns",
        "not eligible",
    } <= sentences("de")


def test_official_texts_are_translated_where_the_data_lack_them() -> None:
    """The data hold a German statement of the older programme, but no Polish one."""
    statement = "Co-funded by the Europe for Citizens Programme of the European Union"

    assert [statement in sentences(language) for language in ("de", "pl")] == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    """No reader of a shipped language meets an English sentence."""
    known = {
        form
        for message in messages(language)
        if all(forms(message.string))
        for form in forms(message.id)
    }

    assert sorted(sentences(language) - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_fuzzy(language: str) -> None:
    """A translation that somebody should look at again is not shipped."""
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_unused(language: str) -> None:
    """Every entry of a catalogue translates a sentence that the code or the data hold."""
    used = sentences(language) | words_of_the_code()
    assert "a sentence that nobody says" not in used
    unused = [m.id for m in messages(language) if not used.intersection(forms(m.id))]

    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_named_places(language: str) -> None:
    """A translation fills what its sentence fills, no more and no less."""
    wrong = [
        message.id
        for message in messages(language)
        for form in forms(message.string)
        if places(form) != places(forms(message.id)[-1])
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_a_form_for_each_case(language: str) -> None:
    """A sentence with a number has as many forms as the language needs."""
    plurals = [message for message in messages(language) if message.pluralizable]
    number = catalogue(language).num_plurals

    assert plurals
    assert [m.id for m in plurals if len(m.string) != number] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_language(language: str) -> None:
    """Numbers share a form where they do in the Common Locale Data Repository."""
    entry = next(m for m in messages(language) if m.pluralizable)
    singular, plural = forms(entry.id)
    t, rule = translator_for(language), Locale.parse(language).plural_form
    shown = {n: t.plural(singular, plural, n).replace(t.number(n), "") for n in range(1, 201)}
    pairs = {(rule(n), form) for n, form in shown.items()}

    assert len(pairs) == len(dict(pairs)) == len({form for _, form in pairs})


@pytest.mark.parametrize("language", QUOTES)
def test_translations_have_the_quotation_marks_of_their_language(language: str) -> None:
    """No mark of another language is left in a translation."""
    foreign = ALL_QUOTES - set(QUOTES[language])

    assert foreign
    assert [m.id for m in messages(language) if foreign & set("".join(forms(m.string)))] == []


def test_sentences_are_filled_where_they_are_given() -> None:
    """Who yields a finding or a remark gives a word for each named place of its sentence."""
    checked = 0
    for path, tree in modules():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            place = MESSAGE_ARGUMENT.get(name_of(call))
            if name_of(call) not in ("broken", "remark") or len(call.args) <= (place or 0):
                continue
            given = {keyword.arg for keyword in call.keywords}
            for sentence in strings(call.args[place or 0]):
                checked += 1

                assert places(sentence) <= given, f"{path.name}: {sentence}"
    assert checked > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_as_their_sentences(language: str) -> None:
    """No space got lost or added at either end of a translation."""
    loose = [m.id for m in messages(language) if any(f != f.strip() for f in forms(m.string))]

    assert loose == []
