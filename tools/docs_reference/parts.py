"""Which part of which page is made by which function, and how a page takes up its parts.

A part stands between `<!-- begin: name -->` and `<!-- end: name -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docs_reference import (
    blocks,
    command_line,
    context,
    contracts,
    dossier,
    errors,
    hooks,
    measures,
    model,
    narrative,
    options,
    personal_data,
    project_toml,
    public_api,
)

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PARTS: Mapping[tuple[str, str], Callable[[], Iterator[str]]] = {
    ("project-toml.md", "keys"): project_toml.keys,
    ("project-toml.md", "measures"): project_toml.measures,
    ("narrative.md", "fields"): narrative.fields,
    ("measures.md", "measures"): measures.measures,
    ("documents-and-formats.md", "documents"): options.documents,
    ("documents-and-formats.md", "formats"): options.formats,
    ("dossier.md", "files"): dossier.files,
    ("personal-data.md", "classes"): personal_data.classes_of_data,
    ("personal-data.md", "fields"): personal_data.personal_fields,
    ("command-line.md", "commands"): command_line.commands,
    ("hooks.md", "hooks"): hooks.hooks,
    ("hooks.md", "infos"): hooks.infos,
    ("model.md", "model"): model.model_classes,
    ("facts.md", "facts"): model.figures,
    ("context.md", "context"): context.context,
    ("blocks.md", "blocks"): blocks.block_classes,
    ("errors.md", "errors"): errors.error_classes,
    ("testing.md", "contracts"): contracts.contracts,
    ("public-api.md", "names"): public_api.public_names,
}
"""The parts by page and name."""

_BLANK_LINES = re.compile(r"\n{3,}")


def with_parts(page: str, text: str) -> str:
    """Return the text of a page with its parts as the code says them now."""
    for (wanted, name), lines in PARTS.items():
        if wanted == page:
            begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->"
            before, found, rest = text.partition(begin)
            _, found_end, after = rest.partition(end)
            if not found or not found_end:
                raise ValueError(f"{page} has no part {name}")
            content = _BLANK_LINES.sub("\n\n", "\n".join(lines())).strip()
            text = f"{before}{begin}\n{content}\n\n{end}{after}"
    return text
