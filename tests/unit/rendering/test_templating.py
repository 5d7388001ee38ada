"""Templates and assets are found along the chain, filled safely, and explained when they fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from efc_reporting.errors import TemplateError
from efc_reporting.rendering.templates import Templates


def folder_with(root: Path, **texts: str) -> Path:
    """Write templates named `NAME.html.j2` into a folder."""
    for name, text in texts.items():
        (root / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return root


def fill(root: Path, text: str, **values: object) -> str:
    """Fill one template."""
    folder_with(root, page=text)
    return Templates(folders=(root,)).render("page.html.j2", format_name="html", **values)


def failure(root: Path, text: str, **values: object) -> TemplateError:
    """Return the error of a template that fails."""
    with pytest.raises(TemplateError) as caught:
        fill(root, text, **values)
    return caught.value


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a plugin's package with a style sheet and an emblem of its own."""
    root = tmp_path / "path" / "acme_templates"
    (root / "shared").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "shared" / "tokens.css").write_text("acme", encoding="utf-8")
    (root / "shared" / "emblem.svg").write_text("acme", encoding="utf-8")
    monkeypatch.syspath_prepend(root.parent)
    yield "acme_templates"
    sys.modules.pop("acme_templates", None)


def test_the_chain_goes_from_the_user_over_plugins_to_the_shipped(
    tmp_path: Path, package: str
) -> None:
    """The first place that has a file serves it."""
    mine = tmp_path / "mine"
    (mine / "shared").mkdir(parents=True)
    (mine / "shared" / "tokens.css").write_text("mine", encoding="utf-8")
    templates = Templates(folders=(mine,), packages=(package, "efc_templates"))

    assert templates.asset("shared/tokens.css") == b"mine"
    assert templates.asset("shared/emblem.svg") == b"acme"
    assert templates.asset("shared/emblem.png").startswith(b"\x89PNG")


def test_a_missing_asset_is_named_with_the_places(tmp_path: Path) -> None:
    """The error says what was looked for, and where."""
    with pytest.raises(TemplateError) as caught:
        Templates(folders=(tmp_path,)).asset("shared/nothing.css")

    assert caught.value.template == "shared/nothing.css"
    assert caught.value.searched == (str(tmp_path), "efc_templates")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "shared/../../secret.txt",
        "/etc/hostname",
        "shared//tokens.css",
        "./secret.txt",
        "..\\secret.txt",
        "C:secret.txt",
        "secret\0.txt",
        "",
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """Neither an asset nor a template is read from outside the chain."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    templates = Templates(folders=(inner,))

    with pytest.raises(TemplateError, match="no plain path"):
        templates.asset(name)
    with pytest.raises(TemplateError, match="no plain path"):
        templates.render(name, format_name="html")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A symbolic link is no way round."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link.txt").symlink_to(tmp_path / "secret.txt")

    with pytest.raises(TemplateError, match="leads out of"):
        Templates(folders=(inner,)).asset("link.txt")


def test_values_are_escaped_whatever_the_ending(tmp_path: Path) -> None:
    """jinja2 by itself would not escape in files that end in `.html.j2`."""
    filled = fill(tmp_path, "<p title='{{ name }}'>{{ name }}</p>", name="<b>'&{{7*7}}")

    assert filled == ("<p title='&lt;b&gt;&#39;&amp;{{7*7}}'>&lt;b&gt;&#39;&amp;{{7*7}}</p>")


def test_a_misspelt_value_is_named_with_its_line(tmp_path: Path) -> None:
    """What is not there is an error and not an empty place."""
    error = failure(tmp_path, "one\ntwo\n{{ titel }}\n", title="x")

    assert (error.template, error.line) == ("page.html.j2", 3)
    assert "titel" in error.problem


def test_the_error_names_the_included_template(tmp_path: Path) -> None:
    """The innermost template is the one to mend."""
    folder_with(tmp_path, part="\n{{ missing }}")
    error = failure(tmp_path, "{% include 'part.html.j2' %}")

    assert (error.template, error.line) == ("part.html.j2", 2)


def test_a_slip_of_the_pen_is_named_with_its_line(tmp_path: Path) -> None:
    """Errors of syntax know their template and line, in included ones too."""
    folder_with(tmp_path, part="\n\n{% if %}")
    error = failure(tmp_path, "{% include 'part.html.j2' %}")

    assert (error.template, error.line) == ("part.html.j2", 3)


def test_a_missing_part_says_who_asked_for_it(tmp_path: Path) -> None:
    """The error names the part, and the line that includes it."""
    error = failure(tmp_path, "\n{% include 'part.html.j2' %}")

    assert error.template == "part.html.j2"
    assert "asked for by page.html.j2, line 2" in error.problem


def test_a_part_may_be_missing_on_purpose(tmp_path: Path) -> None:
    """`ignore missing` is jinja2's own word for it."""
    assert fill(tmp_path, "a{% include 'part.html.j2' ignore missing %}b") == "ab"


def test_a_template_that_extends_itself_is_an_error(tmp_path: Path) -> None:
    """It ends in a sentence and not in a full stack."""
    assert "itself" in failure(tmp_path, "{% extends 'page.html.j2' %}").problem


def test_a_template_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    """Templates are UTF-8."""
    (tmp_path / "page.html.j2").write_bytes("Gävle".encode("cp1252"))

    with pytest.raises(TemplateError, match="UTF-8"):
        Templates(folders=(tmp_path,)).render("page.html.j2", format_name="html")


def test_an_error_of_python_becomes_a_template_error(tmp_path: Path) -> None:
    """The message names the template and says what Python said."""
    error = failure(tmp_path, "\n{{ 1 + 'a' }}")

    assert (error.template, error.line) == ("page.html.j2", 2)
    assert "TypeError" in error.problem


def test_plugins_prepare_each_new_environment(tmp_path: Path) -> None:
    """The hook gets a new environment for each output, and the name of its format."""
    seen = []
    templates = Templates(
        folders=(folder_with(tmp_path, page="{{ name|shout }}"),),
        prepare=lambda environment, name: (
            seen.append((environment, name)),
            environment.filters.update(shout=str.upper),
        )[1],
    )
    texts = [templates.render("page.html.j2", format_name=f, name="a<") for f in ("html", "pdf")]

    assert texts == ["A&lt;", "A&lt;"]
    assert [name for _, name in seen] == ["html", "pdf"]
    assert seen[0][0] is not seen[1][0]


def test_a_filter_without_a_name_of_its_own_is_an_error(tmp_path: Path) -> None:
    """A template of a user is filled in another process, which no lambda can reach."""
    templates = Templates(
        folders=(folder_with(tmp_path, page="{{ name|shout }}"),),
        prepare=lambda environment, name: environment.filters.update(shout=lambda text: text),
    )

    with pytest.raises(TemplateError, match="cannot be handed to another process"):
        templates.render("page.html.j2", format_name="html", name="a")


def test_no_plugin_turns_escaping_off(tmp_path: Path) -> None:
    """A prepared environment escapes all the same."""
    templates = Templates(
        folders=(folder_with(tmp_path, page="{{ name }}"),),
        prepare=lambda environment, name: setattr(environment, "autoescape", False),
    )

    assert templates.render("page.html.j2", format_name="html", name="<") == "&lt;"


@pytest.mark.parametrize(
    ("link", "is_shown"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("mailto:town@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[bad", False),
        ("https://a b.example", False),
        ("ht\ntps://example.org", False),
        (" https://example.org", False),
        ("mailto:nobody", False),
        ("", False),
    ],
)
def test_only_links_that_a_reader_can_follow_are_links(
    tmp_path: Path, link: str, is_shown: bool
) -> None:
    """Templates ask `is web_link` before they make a link."""
    shown = fill(tmp_path, "{{ 'yes' if link is web_link else 'no' }}", link=link)

    assert shown == ("yes" if is_shown else "no")
