"""The classes of the model and the figures that are counted from it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum

import attrs

from docs_reference.describing import fields_of, members_of, signature_of, text_of, words_of
from efc_reporting import facts, model


def model_classes() -> Iterator[str]:
    """Yield every name of `efc_reporting.model`: classes, then words to choose from."""
    things = {name: getattr(model, name) for name in model.__all__}
    for name, kind in things.items():
        if attrs.has(kind):
            yield from (f"## {name}", "", *fields_of(kind), *members_of(kind), "")
    yield from ("## Words to choose from", "")
    for name, kind in things.items():
        if inspect.isclass(kind) and issubclass(kind, Enum):
            yield from (f"### {name}", "", *words_of(kind), "")
    yield from ("## Functions", "")
    for name, function in things.items():
        if inspect.isfunction(function):
            yield from (f"### {name}", "", "```text", f"{name}{signature_of(function)}", "```", "")
            yield from (text_of(function), "")


def figures() -> Iterator[str]:
    """Yield every class of `efc_reporting.facts`, the project's figures first."""
    kinds = [facts.ProjectFacts, facts.MeetingFacts, facts.DelegationFacts, facts.CountryFacts]
    for kind in kinds:
        yield from (f"## {kind.__name__}", "", *fields_of(kind), *members_of(kind), "")
    yield from (f"## {facts.Standing.__name__}", "", *words_of(facts.Standing), "")
