"""What is special about the press release: its sentences, its figures, its one option."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import efc_press_release
import pytest
from efc_press_release.document import PressRelease
from efc_press_release.words import sayings

from efc_reporting.model import LocalText
from efc_reporting.plugin import Document
from efc_reporting.testing import context_for, reporter_with, sample_project

SOURCE = Path(efc_press_release.__file__).parent


def composed(language: str = "en", **options: str) -> Document:
    """Return the press release of the sample project."""
    reporter = reporter_with(efc_press_release)
    return reporter.compose(
        sample_project(), "press-release", language=language, document_options=options
    )


def test_meetings_are_told_with_their_figures() -> None:
    """Each meeting that is over has a sentence with place and people."""
    text = list(composed().plain_paragraphs())

    assert "Workshop on reading aloud, Vila Exemplo (Portugal): 53 people took part." in text


def test_figures_are_those_of_the_project() -> None:
    """Four meetings, 160 participations, five countries."""
    assert {f.key: f.value for f in composed().key_figures()} == {
        "meetings": 4,
        "total": 160,
        "countries": 5,
    }


def test_contact_is_an_option() -> None:
    """Without one journalists are sent to the beneficiary."""
    assert (
        "Town hall, press office" in composed(contact="Town hall, press office").plain_paragraphs()
    )
    assert "Stadt Musterstadt" in composed().plain_paragraphs()


@pytest.mark.parametrize("language", ["de", "el", "pl"])
def test_every_sentence_is_translated(language: str) -> None:
    """No sentence of ours stays English by accident, and no place gets lost."""
    code = (SOURCE / "document.py").read_text("utf-8")
    sentences = re.findall(r'say\(\s*"([^"]+)"', code)
    say = sayings(language)

    assert len(sentences) == 9
    for sentence in sentences:
        places = set(re.findall(r"\{(\w+)\}", sentence))
        filled = say(sentence, **{name: f"<{name}>" for name in places})

        assert {name for name in places if f"<{name}>" in filled} == places
        assert filled != sentence


@pytest.mark.parametrize("name", ["statement", "disclaimer"])
def test_funding_is_acknowledged_in_every_language(name: str) -> None:
    """Where the programme has no words in a language, the library's translation stands."""
    words = {lang: getattr(composed(lang).funding, name) for lang in ("en", "de", "el", "pl")}

    assert len(set(words.values())) == 4


def test_co_funded_projects_say_so() -> None:
    """A measure that is co-funded has a statement of its own."""
    context = context_for(sample_project())
    statement = LocalText({"en": "Co-funded by the example fund"})
    programme = attrs.evolve(context.measure.programme, co_funding_statement=statement)
    measure = attrs.evolve(context.measure, programme=programme, is_co_funded=True)
    document = PressRelease().compose(attrs.evolve(context, measure=measure))

    assert document.funding
    assert document.funding.statement == "Co-funded by the example fund"


def test_braces_of_a_project_stay() -> None:
    """What looks like a place in a project's own words is none."""
    say = sayings("en")

    assert "“{towns}”" in say(
        "{day}. – The following towns take part in the project “{title}”: {towns}.",
        day="1 May",
        title="{towns}",
        towns="Musterstadt",
    )
