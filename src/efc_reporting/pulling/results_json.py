"""What pulling a file came to, as JSON."""

from __future__ import annotations

from typing import Any

import attrs

from efc_reporting.pulling.results import PullResult


def result_as_json(result: PullResult) -> dict[str, Any]:
    """Return the result; each section has its diff as lines."""
    content = attrs.asdict(result)
    for shown, section in zip(content["sections"], result.sections, strict=True):
        shown["diff"] = list(section.diff())
    return {**content, "needs_attention": result.needs_attention}
