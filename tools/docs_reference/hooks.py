"""The hooks with their exact arguments, and what is registered says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from docs_reference.describing import fields_of, signature_of
from efc_reporting.plugin import DocumentInfo, FormatInfo
from efc_reporting.plugin_host import hookspecs


def hook_specifications() -> dict[str, Callable[..., object]]:
    """Return every hook by its name, in the order of the source."""
    return {name: hook for name, hook in vars(hookspecs).items() if name.startswith("efc_")}


def hooks() -> Iterator[str]:
    """Yield every hook with its signature and what its specification says."""
    for name, hook in hook_specifications().items():
        signature = f"def {name}{signature_of(hook)}"
        yield from (f"## {name}", "", "```text", signature, "```", "")
        yield from ((inspect.getdoc(hook) or "").splitlines())
        yield ""


def infos() -> Iterator[str]:
    """Yield the fields in which a format and a document say what they are."""
    for kind in (FormatInfo, DocumentInfo):
        yield from (f"## {kind.__name__}", "", *fields_of(kind), "")
