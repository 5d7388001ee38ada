"""Templates reach nothing, take no memory, and ours escape everything that people wrote."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_format_html.format import Html, HtmlOptions
from efc_reporting import Reporter
from efc_reporting.base.process import Limits
from efc_reporting.errors import TemplateError
from efc_reporting.model import Town
from efc_reporting.rendering.templates import Templates
from efc_reporting.testing import context_for, sample_project

SHIPPED = files("efc_templates")
TEMPLATES = sorted(
    f"{folder}/{entry.name}"
    for folder in ("html", "pdf", "shared")
    for entry in (SHIPPED / folder).iterdir()
    if entry.name.endswith(".j2")
)
STYLE_SHEETS = sorted(
    f"{folder}/{entry.name}"
    for folder in ("html", "pdf", "shared", "fonts")
    for entry in (SHIPPED / folder).iterdir()
    if entry.name.endswith(".css")
)
LEADER = '"efc-asset:pdf/leader.svg"'
MARKED_SAFE = {"style_sheet"}
"""What templates may show unescaped: style sheets of the chain, never a word of a project."""


def fill(root: Path, text: str) -> str:
    """Fill a user's template, in a process that loads no test."""
    (root / "page.html.j2").write_text(text, encoding="utf-8")
    return Templates(folders=(root,)).render(
        "page.html.j2",
        format_name="html",
        town=Town(name="Gävle", country="SE"),
        rows=[1, 2],
        data={"a": 1},
    )


@pytest.mark.parametrize(
    "payload",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ town.__class__.__init__.__globals__ }}",
        "{{ town|attr('__class__') }}",
        "{{ 'a'|map(attribute='__class__')|first }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ '{0.__class__}'.format(town) }}",
        "{{ '{a.__class__}'.format_map({'a': town}) }}",
        "{{ rows.append(3) }}",
        "{{ data.clear() }}",
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 * 'a' }}",
        "{{ [0] * 10**9 }}",
        "{{ 10**10**10 }}",
        "{{ 2.5 ** 10**9 }}",
        "{{ (2**40) * (2**40) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.center(10**9) }}",
        "{{ 'a'.ljust(10**9) }}",
        "{{ 'a'.rjust(10**9) }}",
        "{{ 'a'.zfill(10**9) }}",
        "{{ '\\t'.expandtabs(10**9) }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ 'a\nb'|indent(1000000000) }}",
        "{{ lipsum(n=1000000) }}",
        "{{ range(10**9)|list }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% include '/etc/hostname' %}",
        "{% include '../page.html.j2' %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_payload_is_refused_at_once(tmp_path: Path, payload: str) -> None:
    """Attacks on the host end as one sentence, long before the limit of half a minute."""
    start = perf_counter()
    with pytest.raises(TemplateError):
        fill(tmp_path, payload)

    assert perf_counter() - start < 15


def test_small_sums_are_allowed(tmp_path: Path) -> None:
    """The caps leave room for what a template may sensibly do."""
    text = "{{ 2 * 3 }} {{ 2 ** 10 }} {{ 7 % 4 }} {{ 'a' + 'b' }} {{ '-' * 3 }} {{ [1] + [2] }}"

    assert fill(tmp_path, text) == "6 1024 3 ab --- [1, 2]"


@given(name=st.text())
def test_any_name_is_escaped(name: str) -> None:
    """No text opens a tag, an attribute or an expression."""
    funding = attrs.make_class("Funding", ["emblem_alternative", "statement"])(name, name)
    template = "shared/funding.html.j2"
    module = (
        f'{{% from "{template}" import acknowledgement %}}{{{{ acknowledgement(funding, "x") }}}}'
    )
    from jinja2 import FunctionLoader

    from efc_reporting.rendering.sandbox import Sandbox

    shipped = Templates()
    load = {"page": module, template: shipped.asset(template).decode()}.get
    filled = Sandbox(FunctionLoader(load)).get_template("page").render(funding=funding)
    tags = re.findall(r"<(/?\w+)", filled)

    assert tags == ["div", "img", "p", "/p", "/div"]
    assert filled.count('"') == 10


@pytest.mark.parametrize("name", TEMPLATES)
def test_only_style_sheets_are_marked_safe(name: str) -> None:
    """`|safe` stands behind nothing that people wrote, and escaping is never switched off."""
    text = (SHIPPED / name).read_text(encoding="utf-8")

    assert set(re.findall(r"\{\{\s*(\w+)\s*\|\s*safe", text)) <= MARKED_SAFE
    assert len(re.findall(r"\|\s*safe", text)) == len(re.findall(r"\{\{\s*style_sheet\|safe", text))
    assert "autoescape" not in text
    assert "Markup" not in text


def unquoted(text: str) -> list[str]:
    """Return the tags of a template with an attribute that is not in quotation marks."""
    markup = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", text)
    without = re.sub(r'"[^"]*"', "", re.sub(r"\{\{.*?\}\}", "value", markup))
    return re.findall(r"<\w[^>]*=[^\s>][^>]*>", without)


@pytest.mark.parametrize("name", TEMPLATES)
def test_attributes_are_quoted(name: str) -> None:
    """A value in an unquoted attribute could open another one."""
    text = (SHIPPED / name).read_text(encoding="utf-8")

    assert unquoted(f"{text}<a href={{{{ x }}}}>") == ["<a href=value>"]
    assert unquoted(text) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_hold_no_script_no_style_and_no_address(name: str) -> None:
    """Nothing is put into a script, a style or an event, and nothing is fetched."""
    text = (SHIPPED / name).read_text(encoding="utf-8")

    assert not re.search(r"<script|javascript:|\son\w+=|\sstyle=|https?://|//\w", text)
    assert re.findall(r"<style>\s*(.*?)\s*</style>", text, re.DOTALL) in (
        [],
        ["{{ style_sheet|safe }}"],
    )


@pytest.mark.parametrize("name", STYLE_SHEETS)
def test_style_sheets_fetch_nothing_but_our_own_files(name: str) -> None:
    """No import and no address; fonts and the dots of the contents are served from memory."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    served = re.findall(r"url\((.*?)\)", text)

    assert "@import" not in text
    assert all(re.fullmatch(rf'"efc-asset:fonts/[\w-]+\.ttf"|{LEADER}', one) for one in served)
    assert bool(served) == (name in ("fonts/fonts.css", "pdf/page.css"))


ROUNDS = "{% for a in 'x' * 9999 %}{% for b in 'x' * 9999 %}{% for c in 'x' * 9999 %}{% endfor %}"
ENDLESS = f"{ROUNDS}{{% endfor %}}{{% endfor %}}"
GREEDY = (
    "{% set all = namespace(text='x') %}"
    "{% for a in range(60) %}{% set all.text = all.text ~ all.text %}{% endfor %}"
)


def test_an_endless_template_is_ended_and_named(tmp_path: Path) -> None:
    """What no cap of an operation can stop runs in a process of its own, which is ended."""
    (tmp_path / "part.html.j2").write_text(ENDLESS, encoding="utf-8")
    templates = Templates(folders=(tmp_path,), limits=Limits(seconds=5))
    with pytest.raises(TemplateError, match="not done after 5 seconds") as caught:
        templates.render("part.html.j2", format_name="html")

    assert caught.value.template == "part.html.j2"
    assert caught.value.searched == (str(tmp_path), "efc_templates")


def test_a_greedy_template_is_ended_and_named(tmp_path: Path) -> None:
    """A text that doubles in each round ends at the limit of the memory, with its line."""
    (tmp_path / "page.html.j2").write_text(f"\n{GREEDY}", encoding="utf-8")
    templates = Templates(folders=(tmp_path,), limits=Limits(megabytes=400))
    with pytest.raises(TemplateError, match="more than 400 MB") as caught:
        templates.render("page.html.j2", format_name="html")

    assert (caught.value.template, caught.value.line) == ("page.html.j2", 2)


def test_a_part_of_ours_that_a_user_replaced_is_filled_apart(tmp_path: Path) -> None:
    """A shipped page with a user's part in it takes the same way, and the part is named."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "funding.html.j2").write_text(ENDLESS, encoding="utf-8")
    templates = Templates(folders=(tmp_path,), limits=Limits(seconds=5))
    with pytest.raises(TemplateError) as caught:
        templates.render("html/document.html.j2", format_name="html")

    assert caught.value.template == "shared/funding.html.j2"


def test_shipped_templates_stay_in_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with style sheets alone starts no process."""
    (tmp_path / "own.css").write_text("p {}", encoding="utf-8")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("a process was started"))
    templates = Templates(folders=(tmp_path,))
    context = attrs.evolve(context_for(sample_project()), templates=templates)
    document = Reporter(discover_plugins=False).compose(sample_project(), "public-notice")

    assert b"</html>" in Html().render(document, context, HtmlOptions())
