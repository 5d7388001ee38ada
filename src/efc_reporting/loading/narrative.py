"""Read and write the narrative: one Markdown file per section and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from efc_reporting.cleaning import clean, has_unwanted
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import Notebook
from efc_reporting.loading.structure import did_you_mean
from efc_reporting.loading.values import ID_PATTERN
from efc_reporting.model import NarrativeSection

NARRATIVE_FOLDER = "narrative"
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<keys>.*?)(?:^|\n)---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read_narrative(
    folder: ProjectFolder, languages: Sequence[str], notebook: Notebook
) -> list[NarrativeSection]:
    """Return the sections in `narrative/`, ordered by language and name."""
    sections: dict[tuple[int, str], NarrativeSection] = {}
    root = folder.root / NARRATIVE_FOLDER
    if not languages or not root.is_dir():
        return []
    for path in sorted(root.rglob("*.md")):
        name = path.relative_to(folder.root).as_posix()
        section = _read_section(folder, path, name, languages, notebook)
        if section is None:
            continue
        key = (languages.index(section.language), section.id)
        if key in sections:
            notebook.problem(
                name,
                "",
                f"the section {section.id!r} stands twice in one language",
                "remove one file",
            )
        sections[key] = section
    return [sections[key] for key in sorted(sections)]


def _read_section(
    folder: ProjectFolder, path: Path, name: str, languages: Sequence[str], notebook: Notebook
) -> NarrativeSection | None:
    inside = path.relative_to(folder.root / NARRATIVE_FOLDER).parts[:-1]
    language = "/".join(inside) or languages[0]
    if language not in languages:
        notebook.problem(
            name,
            "",
            f"the folder {language!r} is no language of the project",
            f"{did_you_mean(language, languages)}; the key languages in project.toml lists them",
        )
        return None
    section_id = clean(path.stem)
    if not re.match(ID_PATTERN, section_id):
        notebook.problem(
            name,
            "",
            "the file's name is no id of a section",
            "take letters, digits, full stops, underscores and hyphens, at most 80",
        )
        return None
    data = folder.read(name, notebook)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notebook.problem(
            name, f"line {line}", "a letter is not encoded in UTF-8", "save it as UTF-8"
        )
        return None
    if has_unwanted(text):
        notebook.cleaned(name, "text")
    title, markdown = _split(clean(text), name, notebook)
    return NarrativeSection(id=section_id, language=language, title=title, markdown=markdown)


def _split(text: str, name: str, notebook: Notebook) -> tuple[str, str]:
    """Return title and text: a title in the front matter goes before a heading."""
    title = None
    front = _FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        for number, line in enumerate(front["keys"].splitlines(), start=2):
            key, _, value = line.partition(":")
            if key.strip() == "title":
                title = _unquoted(value.strip())
            elif line.strip():
                notebook.problem(
                    name,
                    f"line {number}",
                    f"the key {key.strip()!r} is not known",
                    "only title may stand here",
                )
    heading = _HEADING.match(text) if title is None else None
    if heading:
        return heading["title"], text[heading.end() :].strip("\n")
    return title or "", text.strip("\n")


def _unquoted(value: str) -> str:
    is_quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def section_text(section: NarrativeSection) -> str:
    """Return the content of the file of one section, which reads back as that section."""
    title = " ".join(section.title.split())
    # Always with a title, even an empty one: a heading in the text then stays in the text.
    return f'---\ntitle: "{title}"\n---\n{section.markdown}\n'
