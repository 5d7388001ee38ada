"""A plugin as it was written for the first version of the interface.

It is never adapted: what it needs has to keep working until the interface gets another number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import jinja2

from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Project
from efc_reporting.plugin import (
    Block,
    Document,
    DocumentInfo,
    DocumentKind,
    Finding,
    FormatInfo,
    NoOptions,
    Paragraph,
    ReportContext,
    ReportFormat,
    Section,
    Severity,
    hookimpl,
    plain,
)


class Digest(ReportFormat[NoOptions]):
    """Sections and paragraphs; it knows no other block, and shows what they fall back to."""

    info = FormatInfo(
        name="digest", title="Digest", extension=".digest", media_type="text/plain", api="1"
    )
    options_type = NoOptions

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        day = context.translator.day(context.as_of)
        lines = [document.title, day, *(line for b in document.blocks for line in _lines(b))]
        return "\n".join(lines).encode()


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        yield f"# {plain(block.title)}"
        parts: Iterable[Block] = block.blocks
    elif isinstance(block, Paragraph):
        yield plain(block.text)
        return
    else:
        parts = block.fallback()
    for part in parts:
        yield from _lines(part)


class Letter(DocumentKind):
    """A short letter."""

    info = DocumentInfo(name="letter", title="Letter", api="1")

    def compose(self, context: ReportContext) -> Document:
        return Document(
            kind="letter",
            title=context.project.title,
            language=context.language,
            audience=context.audience,
            as_of=context.as_of,
            blocks=[Paragraph(f"{context.facts.total} people came.")],
        )


@hookimpl
def efc_register_formats() -> list[ReportFormat[NoOptions]]:
    return [Digest()]


@hookimpl
def efc_register_documents() -> list[DocumentKind]:
    return [Letter()]


@hookimpl
def efc_check_project(project: Project, facts: ProjectFacts) -> list[Finding]:
    return [
        Finding(
            code="example-people",
            severity=Severity.NOTE,
            where="project",
            message="{people} people came to {title}.",
            values={"people": facts.total, "title": project.title},
        )
    ]


@hookimpl
def efc_prepare_templates(environment: jinja2.Environment, format_name: str) -> None:
    environment.globals["example_format"] = format_name
