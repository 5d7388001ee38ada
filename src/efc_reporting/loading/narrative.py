"""Read and write the narrative: one Markdown file per section and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from efc_reporting.base.text import clean, has_unwanted
from efc_reporting.errors import did_you_mean
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import Notebook
from efc_reporting.loading.values import ID_PATTERN
from efc_reporting.model import NarrativeSection

NARRATIVE_FOLDER = "narrative"
KEYS = ("title", "owner")
"""What may stand in the front matter."""

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<keys>.*?)(?:^|\n)---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read_narrative(
    folder: ProjectFolder, languages: Sequence[str], partners: Sequence[str], notebook: Notebook
) -> list[NarrativeSection]:
    """Return the sections in `narrative/`, ordered by language and name.

    `partners` are the ids that may own one.
    """
    sections: dict[tuple[int, str], NarrativeSection] = {}
    root = folder.root / NARRATIVE_FOLDER
    if not languages or not root.is_dir():
        return []
    for path in sorted(root.rglob("*.md")):
        name = path.relative_to(folder.root).as_posix()
        section = _read_section(folder, path, name, languages, notebook)
        if section is None:
            continue
        _check_owner(section.owner, partners, name, notebook)
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
    text = clean(text)
    keys = _front_matter(text, name, notebook)
    heading = None if "title" in keys else _HEADING.match(_below_front_matter(text))
    return NarrativeSection(
        id=section_id,
        language=language,
        title=heading["title"] if heading else keys.get("title", ""),
        owner=keys.get("owner", ""),
        markdown=text[top_of(text) :].strip("\n"),
    )


def _check_owner(owner: str, partners: Sequence[str], name: str, notebook: Notebook) -> None:
    if owner and owner not in partners:
        remedy = did_you_mean(owner, partners) if partners else "the project names no partner"
        notebook.problem(name, "owner", f"there is no partner {owner!r}", remedy)


def _front_matter(text: str, name: str, notebook: Notebook) -> dict[str, str]:
    """Return what stands in the front matter, its mistakes noted."""
    front = _FRONT_MATTER.match(text)
    keys = {}
    for number, line in enumerate(front["keys"].splitlines() if front else (), start=2):
        key, _, value = line.partition(":")
        if key.strip() in KEYS:
            keys[key.strip()] = _unquoted(value.strip())
        elif line.strip():
            notebook.problem(
                name,
                f"line {number}",
                f"the key {key.strip()!r} is not known",
                f"only {' and '.join(KEYS)} may stand here",
            )
    return keys


def _below_front_matter(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    return text[front.end() :] if front else text


def top_of(text: str) -> int:
    """Return where the text of a section begins: behind its front matter, or its heading.

    A title in the front matter goes before a heading, which then stays in the text.
    """
    below = _below_front_matter(text)
    front = text[: len(text) - len(below)]
    has_title = any(line.partition(":")[0].strip() == "title" for line in front.splitlines())
    heading = None if has_title else _HEADING.match(below)
    return len(front) + (heading.end() if heading else 0)


def _unquoted(value: str) -> str:
    is_quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def file_of_section(root: Path, section_id: str, language: str, languages: Sequence[str]) -> str:
    """Return the name of the file of a section in a folder, or of the file that it will have."""
    own = f"{NARRATIVE_FOLDER}/{language}/{section_id}.md"
    plain = f"{NARRATIVE_FOLDER}/{section_id}.md"
    is_first = bool(languages) and language == languages[0]
    if is_first and not (root / own).is_file():
        has_folder = (root / NARRATIVE_FOLDER / language).is_dir()
        return own if has_folder and not (root / plain).is_file() else plain
    return own


def section_text(section: NarrativeSection) -> str:
    """Return the content of the file of one section, which reads back as that section."""
    title = " ".join(section.title.split())
    # Always with a title, even an empty one: a heading in the text then stays in the text.
    owner = f'owner: "{section.owner}"\n' if section.owner else ""
    return f'---\ntitle: "{title}"\n{owner}---\n{section.markdown}\n'
