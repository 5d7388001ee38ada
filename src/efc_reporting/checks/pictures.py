"""Pictures that a text names and the project does not have: they are not shown."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.checks.in_words import language_in_words
from efc_reporting.markdown_nodes import names_of_picture, pictures_in
from efc_reporting.model import Finding, NarrativeSection, Project, Severity

MOST_LETTERS = 100
"""A longer reference is cut: an address may hold a whole picture."""


def check_pictures(project: Project) -> Iterator[Finding]:
    """Yield a finding for each text that names pictures which are not the project's."""
    known = {name for picture in project.pictures for name in names_of_picture(picture.id)}
    for section in project.narrative:
        unknown = tuple(dict.fromkeys(_unknown(section, known)))
        if unknown:
            yield Finding(
                code="picture-not-of-project",
                severity=Severity.WARNING,
                where=f"narrative/{section.language}/{section.id}.md",
                message="Section “{section}” in {language_name} names pictures that are not shown: "
                "{pictures}. Save each as JPEG or PNG in pictures/ and name it under [[pictures]] "
                "in project.toml, with words for those who cannot see it.",
                values={
                    "section": section.id,
                    "language": section.language,
                    "language_name": language_in_words(section.language),
                    "pictures": unknown,
                },
            )


def _unknown(section: NarrativeSection, known: set[str]) -> Iterator[str]:
    for words, target in pictures_in(section.markdown):
        if target not in known:
            reference = f"![{words}]({target})"
            is_long = len(reference) > MOST_LETTERS
            yield f"{reference[:MOST_LETTERS]}…" if is_long else reference
