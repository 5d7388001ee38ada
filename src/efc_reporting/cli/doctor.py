"""`efc-report doctor`: what works on this computer, and what to do where something does not."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

import attrs
import click

from efc_reporting.base.i18n import available_languages
from efc_reporting.cli.exit_codes import COULD_NOT_RUN, FINE
from efc_reporting.cli.options import json_option, make_reporter
from efc_reporting.cli.plugins import brought
from efc_reporting.errors import MissingRequirementError
from efc_reporting.plugin_host.registry import PluginRecord, PluginState
from efc_reporting.plugin_host.sources import settings_said
from efc_reporting.rendering.templates import Templates


@click.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what works here and what to install."""
    from efc_reporting.cli.output import Styled, show_json, show_table

    results = examine()
    is_fine = all(result.is_fine for result in results)
    if as_json:
        content = [
            {"name": r.name, "fine": r.is_fine, "found": r.found, "remedy": r.remedy}
            for r in results
        ]
        show_json({"fine": is_fine, "results": content})
    else:
        rows = [
            (
                Styled("ok", "ok") if result.is_fine else Styled("problem", "problem"),
                result.name,
                result.found + (f"; {result.remedy}" if result.remedy else ""),
            )
            for result in results
        ]
        show_table(("", "", ""), rows)
        click.echo()
        click.echo("Everything works." if is_fine else "Not everything works: see above.")
    ctx.exit(FINE if is_fine else COULD_NOT_RUN)


LIBRARIES = (
    "anyascii",
    "arabic-reshaper",
    "attrs",
    "babel",
    "cattrs",
    "click",
    "fonttools",
    "icalendar",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "pillow",
    "pluggy",
    "pypdf",
    "python-bidi",
    "python-calamine",
    "python-docx",
    "rapidfuzz",
    "rich",
    "segno",
    "tinycss2",
    "tomli-w",
    "tomlkit",
    "typst",
    "weasyprint",
    "xlsxwriter",
)
"""The distributions that this one depends on."""

PAGE = '<!DOCTYPE html><html lang="en"><title>Examination</title><p>Łódź, Θεσσαλονίκη, Враца</p>'


@attrs.frozen(kw_only=True)
class Result:
    """One thing that was looked at: what was found, and what to do where that is not enough."""

    name: str
    found: str
    is_fine: bool = True
    remedy: str = ""


def examine() -> tuple[Result, ...]:
    """Look at everything that reports need."""
    plugins = (_plugin(record) for record in make_reporter().registry.records)
    return (
        Result(name="Python", found=f"{platform.python_version()} on {platform.system()}"),
        *_libraries(),
        _pdf(),
        _fonts(),
        Result(name="Languages", found=", ".join(available_languages())),
        *_environment(),
        *plugins,
    )


def _environment() -> Iterator[Result]:
    """Yield what the environment says of plugins."""
    for name, value, meaning in settings_said(os.environ):
        yield Result(name="Environment", found=f"{name}={value}: {meaning}")


def _libraries() -> Iterator[Result]:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Result(
                name=name, found="is missing", is_fine=False, remedy=f"run `pip install {name}`"
            )
    yield Result(name="Libraries", found=", ".join(found))


def _pdf() -> Result:
    """Make a page: the only proof that Pango, the fonts and WeasyPrint go together."""
    from efc_reporting.rendering.html_to_pdf import html_to_pdf

    try:
        result = html_to_pdf(PAGE, assets=Templates().asset)
    except MissingRequirementError as error:
        found = f"{error.what} is missing, everything else works"
        return Result(name="PDF", found=found, is_fine=False, remedy=error.remedy)
    except Exception as error:  # whatever a broken library does, the rest is still examined
        found = f"{type(error).__name__}: {error}"
        remedy = "install WeasyPrint and Pango anew"
        return Result(name="PDF", found=found, is_fine=False, remedy=remedy)
    if result.warnings:
        found = "; ".join(result.warnings)
        return Result(name="PDF", found=found, is_fine=False, remedy="install the package anew")
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    pango_version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return Result(name="PDF", found=f"works with Pango {pango_version}")


def _fonts() -> Result:
    folder = files("efc_templates") / "fonts"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".ttf"))
    return Result(
        name="Fonts",
        found=", ".join(name.removesuffix(".ttf") for name in names) or "are missing",
        is_fine=bool(names),
        remedy="" if names else "install the package anew",
    )


def _plugin(record: PluginRecord) -> Result:
    return Result(
        name=f"Plugin {record.name}",
        found=f"{record.state}, {brought(record)}",
        is_fine=record.state in (PluginState.OK, PluginState.DISABLED),
    )
