"""Templates and assets: where they are looked for and how they are filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import jinja2


def _leave(environment: jinja2.Environment, format_name: str) -> None:
    """Prepare nothing."""


@attrs.frozen(kw_only=True)
class Templates:
    """The chain of places for templates: the user's folders first, then plugins', then ours."""

    folders: tuple[Path, ...] = ()
    packages: tuple[str, ...] = ("efc_templates",)
    prepare: Callable[[jinja2.Environment, str], None] = attrs.field(default=_leave, eq=False)
