"""A picture that is not shown is named with the text that wants it, and never printed raw."""

from __future__ import annotations

import attrs
import pytest

from efc_reporting import Project, Reporter
from efc_reporting.base.i18n import translator_for
from efc_reporting.blocks import Image
from efc_reporting.blocks.base import Paragraph
from efc_reporting.checks.pages import MOST_LETTERS, check_pictures
from efc_reporting.contracts import Audience
from efc_reporting.documents.markdown import blocks_of
from efc_reporting.model import NarrativeSection, Picture
from efc_reporting.testing import sample_project

NOT_OF_THE_PROJECT = (
    "![](pictures/other.jpg)",
    "![y](http://example.org/a.png)",
    "![x](file:///etc/passwd)",
    "![x](/etc/passwd)",
    "![z](javascript:alert)",
    "![größer](pictures/größe.png)",
)


def with_text(markdown: str, language: str = "de") -> Project:
    """Return a project with one picture, `market`, and one text."""
    picture = Picture(id="market", data=b"", media_type="image/jpeg", alternative="A market")
    section = NarrativeSection(id="results", language=language, markdown=markdown)
    return attrs.evolve(sample_project(), pictures=(picture,), narrative=(section,))


@pytest.mark.parametrize("reference", NOT_OF_THE_PROJECT)
def test_a_picture_that_is_not_of_the_project_is_named(reference: str) -> None:
    """As it was written, on a line of its own, within one and in a point of a list."""
    found = [
        list(check_pictures(with_text(text)))
        for text in (
            reference,
            f"See {reference} here.",
            f"- one\n  - {reference}",
            f"# {reference}",
        )
    ]

    assert [len(findings) for findings in found] == [1, 1, 1, 1]
    for (finding,) in found:
        assert finding.code == "picture-not-of-project"
        assert finding.where == "narrative/de/results.md"
        assert finding.values["pictures"] == (reference,)


def test_the_remedy_is_named() -> None:
    """One finding for all pictures of a text, each once."""
    (finding,) = check_pictures(with_text("![](a.png) ![](a.png)\n\n![](b.png)", "en"))

    assert translator_for("en").finding(finding) == (
        "Section “results” in English names pictures that are not shown: ![](a.png) and "
        "![](b.png). Save each as JPEG or PNG in pictures/ and name it under [[pictures]] in "
        "project.toml, with words for those who cannot see it."
    )


@pytest.mark.parametrize(
    "text",
    ["![](pictures/market.jpg)", "![](../pictures/market.png)", "[x](y.png)", "`![](a.png)`"],
)
def test_pictures_of_the_project_are_no_finding(text: str) -> None:
    """Nor are links and code."""
    assert list(check_pictures(with_text(f"{text} ![](b.png)")))
    assert list(check_pictures(with_text(text))) == []


def test_a_whole_picture_in_an_address_is_cut() -> None:
    """A message stays short."""
    (finding,) = check_pictures(with_text(f"![](data:image/png;base64,{'A' * 9000})"))
    (shown,) = finding.values["pictures"]  # type: ignore[misc]

    assert len(shown) == MOST_LETTERS + 1
    assert shown.endswith("…")


@pytest.mark.parametrize("reference", NOT_OF_THE_PROJECT)
def test_only_the_words_of_such_a_picture_are_printed(reference: str) -> None:
    """Neither its address nor any sign of Markdown."""
    words = reference[2:].split("]")[0]
    (alone,) = blocks_of(reference)
    (within,) = blocks_of(f"See {reference} here.")

    assert isinstance(alone, Paragraph)
    assert isinstance(within, Paragraph)
    assert "".join(run.text for run in alone.text) == words
    assert "".join(run.text for run in within.text) == f"See {words} here."


def test_a_picture_with_letters_of_any_alphabet_is_shown() -> None:
    """The parser escapes them; the project does not."""
    image = Image(data=b"", media_type="image/png", alternative="a", caption="", id="größe")

    assert blocks_of("![](pictures/größe.png)", {"pictures/größe.png": image}) == (image,)


def test_the_public_does_not_read_it() -> None:
    """The words on a picture may be a name."""
    reporter = Reporter(discover_plugins=False)
    codes = {
        audience: {
            f.code
            for f in reporter.context(with_text("![Ada Falk](a.png)"), audience=audience).findings
        }
        for audience in (Audience.AGENCY, Audience.PUBLIC)
    }

    assert "picture-not-of-project" in codes[Audience.AGENCY]
    assert "picture-not-of-project" not in codes[Audience.PUBLIC]
