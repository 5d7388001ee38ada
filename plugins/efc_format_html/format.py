"""Renders a document as one self-contained, accessible HTML page."""

from __future__ import annotations

import base64

import attrs

from efc_reporting.plugin import (
    Document,
    FormatInfo,
    ReportContext,
    ReportFormat,
    Templates,
    view_of,
)

STYLE_SHEETS = ("shared/tokens.css", "shared/widths.css", "shared/blocks.css", "html/page.css")
OWN = "html/own.css"
"""Shipped without a rule; that of a project folder goes before all others."""

COLOURS = ("shared/tokens.css", OWN)
EMBLEM = "shared/emblem.svg"


@attrs.frozen
class HtmlOptions:
    """The options of the format; `template` is a name in the chain of templates."""

    template: str = attrs.field(
        default="html/document.html.j2", validator=attrs.validators.instance_of(str)
    )


class Html(ReportFormat[HtmlOptions]):
    """A page for a website or for reading on a telephone; no script, nothing from elsewhere."""

    info = FormatInfo(
        name="html",
        title="Web page",
        extension=".html",
        media_type="text/html",
        magic=b"<!DOCTYPE html>",
    )
    options_type = HtmlOptions

    def render(self, document: Document, context: ReportContext, options: HtmlOptions) -> bytes:
        """Return the page in UTF-8."""
        templates = context.templates
        view = view_of(document, context.translator, templates.asset, COLOURS)
        emblem = base64.b64encode(templates.asset(EMBLEM)).decode("ascii")
        page = templates.render(
            options.template,
            format_name=self.info.name,
            document=document,
            blocks=view.blocks,
            contents=view.contents,
            words=view.words,
            style_sheet="\n".join(_rules(templates, name) for name in (*STYLE_SHEETS, OWN)),
            emblem=f"data:image/svg+xml;base64,{emblem}",
        )
        return page.encode("utf-8")


def _rules(templates: Templates, name: str) -> str:
    """Return a style sheet that cannot end the element that it stands in."""
    return templates.asset(name).decode("utf-8").replace("</", r"<\/")
