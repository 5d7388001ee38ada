"""The format `html` makes one page that holds everything it needs and that everyone can read."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from html_sample import FUNDING, LONG_WORD, NAMES, context, document, every_block, people

from efc_format_html.format import Html, HtmlOptions
from efc_reporting.plugin import (
    Block,
    Document,
    Image,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
    Templates,
)
from efc_reporting.testing import read_html

VOID = {"meta", "img", "col", "br"}


@attrs.frozen
class Tag:
    """One opening tag, with its values and the tags around it."""

    name: str
    values: dict[str, str]
    around: tuple[str, ...]


class Page(HTMLParser):
    """Reads a page strictly: every tag is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {k: v or "" for k, v in attrs}, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def named(self, *names: str) -> list[Tag]:
        """Return the tags of these names."""
        return [tag for tag in self.tags if tag.name in names]


def render(source: Document, language: str = "en") -> str:
    """Return the page of a document."""
    return Html().render(source, context(language), HtmlOptions()).decode("utf-8")


@pytest.fixture(scope="module")
def page() -> Page:
    """Return a page with every block."""
    return Page(render(document()))


def test_the_page_begins_as_html_does() -> None:
    """No white space stands before the type of the document."""
    assert render(document()).startswith(Html.info.magic.decode())


def test_the_page_says_its_language_and_title(page: Page) -> None:
    """Screen readers know the voice, browsers the name of the tab."""
    assert page.named("html")[0].values["lang"] == "en"
    assert read_html(render(document()).encode()).metadata["title"] == document().title


def test_the_page_fetches_nothing() -> None:
    """No script, no style sheet, no font and no picture from elsewhere."""
    text = render(document())
    page = Page(text)
    sources = [tag.values["src"] for tag in page.tags if "src" in tag.values]

    assert not page.named("script", "link", "iframe", "object", "embed", "base")
    assert all(source.startswith("data:image/") for source in sources)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_names_are_text_and_nothing_else(page: Page) -> None:
    """Markup in a name is shown as it was written."""
    text = read_html(render(document(blocks=(people(24),))).encode()).text

    for name in (*NAMES, LONG_WORD):
        assert name in text, name
    assert not page.named("b", "i")
    assert not [tag for tag in page.tags if any(key.startswith("on") for key in tag.values)]


def test_there_is_one_first_heading_and_no_level_is_skipped(page: Page) -> None:
    """The headings are an outline."""
    levels = [int(tag.name[1]) for tag in page.named("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_deep_sections_end_at_the_sixth_level() -> None:
    """HTML knows no seventh."""
    deep: tuple[Block, ...] = (Paragraph("bottom"),)
    for number in range(9):
        deep = (Section(title=f"level {number}", blocks=deep),)
    page = Page(render(document(blocks=deep)))

    assert len(page.named("h6")) == 5


def test_the_page_has_landmarks_and_a_way_past_the_head(page: Page) -> None:
    """The first link leads to the main part; every link inside the page leads somewhere."""
    ids = [tag.values["id"] for tag in page.tags if "id" in tag.values]
    inner = [
        tag.values["href"][1:] for tag in page.named("a") if tag.values["href"].startswith("#")
    ]

    assert [len(page.named(name)) for name in ("header", "nav", "main", "footer")] == [1] * 4
    assert inner[0] == page.named("main")[0].values["id"]
    assert set(inner) <= set(ids)
    assert len(ids) == len(set(ids))


def test_sections_of_one_name_have_anchors_of_their_own() -> None:
    """Two sections called alike can both be linked to, even if they are called `content`."""
    twins = tuple(Section(title=title) for title in ("Content", "Content", "Content", "Ομάδα"))
    page = Page(render(document(blocks=twins)))
    ids = [tag.values["id"] for tag in page.tags if "id" in tag.values]

    assert len(ids) == len(set(ids))


def test_contents_are_left_out_where_nobody_asked() -> None:
    """A short page needs no contents."""
    assert Page(render(document(has_contents=True))).named("nav")
    assert not Page(render(document(has_contents=False))).named("nav")


def test_tables_can_be_heard(page: Page) -> None:
    """Captions, a head, a foot for the total, and headings with a scope for rows and columns."""
    tables = page.named("table")
    scopes = [tag.values.get("scope") for tag in page.named("th")]

    assert len(page.named("caption")) == len(page.named("thead")) == len(tables) == 2
    assert len(page.named("tfoot")) == 1
    assert None not in scopes
    assert set(scopes) == {"row", "col"}


def test_a_table_that_is_too_wide_scrolls_by_itself(page: Page) -> None:
    """The box around it can be reached by the keyboard and has a name."""
    boxes = [tag for tag in page.tags if tag.values.get("class") == "wide"]
    captions = {tag.values["id"] for tag in page.named("caption")}

    assert len(boxes) == 3
    assert all(box.values["tabindex"] == "0" for box in boxes)
    assert {b.values["aria-labelledby"] for b in boxes if "aria-label" not in b.values} == captions


def test_widths_of_columns_add_up() -> None:
    """Columns share a hundred per cent by weight."""
    page = Page(render(document(blocks=(people(1),))))
    widths = [int(tag.values["class"].removeprefix("w-")) for tag in page.named("col")]

    assert sum(widths) == 100
    assert widths == [8, 42, 17, 33]


def test_bars_are_as_long_as_their_numbers(page: Page) -> None:
    """The bar of 4 people is 4/17 as long as that of 17."""
    drawn = [tag for tag in page.named("rect") if "svg" in tag.around]
    longest, other = (float(tag.values["width"]) for tag in drawn)

    assert other / longest == pytest.approx(4 / 17, abs=0.001)


def test_a_chart_has_an_alternative(page: Page) -> None:
    """Who cannot see the bars hears what they show."""
    (drawing,) = page.named("svg")

    assert drawing.values["role"] == "img"
    assert drawing.values["aria-label"]
    assert drawing.around[-2:] == ("figure", "div")


def test_pictures_have_alternatives_and_captions(page: Page) -> None:
    """Those of the document and the emblem."""
    assert [tag.values["alt"] for tag in page.named("img")] == [
        "Two people at a table",
        FUNDING.emblem_alternative,
    ]
    assert page.named("figcaption")[0].around[-1] == "figure"


def test_fields_are_a_description_list(page: Page) -> None:
    """Labels and values are bound to each other."""
    assert {tag.around[-1] for tag in page.named("dt", "dd")} == {"dl"}


def test_names_keep_their_direction_to_themselves(page: Page) -> None:
    """Each cell of text is isolated, so that a right-to-left name turns nothing round."""
    cells = page.named("td")
    isolated = [tag for tag in page.named("bdi") if tag.around[-1] in ("td", "th")]

    assert cells
    assert len(isolated) >= 3 * 4


def test_other_languages_are_named(page: Page) -> None:
    """A German word in an English report is read out in German."""
    assert [tag.values["lang"] for tag in page.named("span") if "lang" in tag.values] == ["de"]


def test_only_web_links_are_links(page: Page) -> None:
    """A script in the place of a link stays text."""
    outer = [tag.values["href"] for tag in page.named("a") if tag.values["href"][0] != "#"]

    assert outer == ["https://example.org/towns?a=1&b=2"]


def test_the_foot_acknowledges_the_funding() -> None:
    """Emblem, statement and disclaimer stand together in the footer."""
    text = render(document())
    footer = text[text.index("<footer") :]
    emblem = files("efc_templates").joinpath("shared", "emblem.svg").read_bytes()

    assert f'"data:image/svg+xml;base64,{base64.b64encode(emblem).decode()}"' in footer
    assert FUNDING.statement in footer
    assert FUNDING.disclaimer in footer


def test_a_document_without_funding_has_no_foot() -> None:
    """Nothing is claimed that the document does not say."""
    assert Page(render(document())).named("footer")
    assert not Page(render(document(funding=None))).named("footer")


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_is_marked(is_draft: bool) -> None:
    """The mark is a word, not a colour."""
    assert ("DRAFT" in read_html(render(document(is_draft=is_draft)).encode()).text) == is_draft


def test_the_words_around_are_in_the_language_of_the_document() -> None:
    """Contents and the way past the head are translated."""
    text = render(document(language="de"), "de")

    assert "Inhalt" in text
    assert "Contents" not in text
    assert "Skip to" not in text


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", ["blue", "ink", "quiet", "alert"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_contrast_is_high_enough(ink: str, ground: str) -> None:
    """Text has a contrast of at least 4.5 to 1 with what it stands on (WCAG AA)."""
    tokens = files("efc_templates").joinpath("shared", "tokens.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#\w{6});", tokens))
    low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))

    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_same_document_gives_the_same_bytes() -> None:
    """A second run changes nothing."""
    assert render(document()) == render(document())


def test_a_picture_without_an_alternative_is_refused() -> None:
    """The page would not be accessible."""
    picture = attrs.evolve(
        next(b for b in document(blocks=every_block()).walk() if isinstance(b, Image)),
        alternative="",
        caption="",
    )

    with pytest.raises(ValueError, match="alternative text"):
        render(document(blocks=(picture,)))


def test_an_unknown_block_shows_its_fallback() -> None:
    """A block added later never breaks this format, a special table stays a table."""

    @attrs.frozen
    class Tomorrow(Block):
        def fallback(self) -> tuple[Block, ...]:
            return (KeyFigures((KeyFigure(key="k", label="L", value=4711, text="4,711"),)),)

    @attrs.frozen(kw_only=True)
    class SpecialTable(Table):
        colour: str = "red"

    special = SpecialTable(caption="Special", columns=people(0).columns)
    text = render(document(blocks=(Tomorrow(), special)))

    assert "4,711" in text
    assert len(Page(text).named("table")) == 1


def test_a_template_of_the_user_is_taken(tmp_path: Path) -> None:
    """It may extend ours and replace one part."""
    (tmp_path / "ours.html.j2").write_text(
        '{% extends "html/document.html.j2" %}{% block content %}<p>Only this</p>{% endblock %}',
        encoding="utf-8",
    )
    with_folder = attrs.evolve(context(), templates=Templates(folders=(tmp_path,)))
    page = Html().render(document(), with_folder, HtmlOptions(template="ours.html.j2")).decode()

    assert "Only this" in page
    assert "A question to eight towns" not in page
    assert FUNDING.disclaimer in page


def test_own_rules_come_last_and_stay_rules(tmp_path: Path) -> None:
    """The style sheet of a project goes before ours, colours charts, and cannot end its element."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "own.css").write_text(
        ":root { --blue: #14532d; }\n</style><script>alert(1)</script>", encoding="utf-8"
    )
    with_folder = attrs.evolve(context(), templates=Templates(folders=(tmp_path,)))
    text = Html().render(document(), with_folder, HtmlOptions()).decode()

    assert "\n:root { --blue: #14532d; }\n<\\/style><script>" in text
    assert text.rindex("--blue: #14532d") > text.rindex("--blue: #003399")
    assert Page(text).named("rect")[0].values["fill"] == "#14532d"
    assert not Page(text).named("script")


def test_a_list_on_pages_of_its_own_bears_the_emblem() -> None:
    """Each may be printed and signed alone: on A4, lying where the document does."""
    lists = [Section(title=f"List {n}", is_apart=True, blocks=[people(2)]) for n in (1, 2)]
    text = render(document(blocks=tuple(lists), is_landscape=True))
    parts = text.split("<section")[1:]
    emblem = files("efc_templates").joinpath("shared", "emblem.svg").read_bytes()

    assert len(parts) == 2
    assert all(base64.b64encode(emblem).decode() in part for part in parts)
    assert all(part.index(FUNDING.statement) < part.index("<h2") for part in parts)
    assert '<body class="landscape">' in text
    assert "size: A4 landscape" in text
