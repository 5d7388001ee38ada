"""What remains in project.toml of lists whose people are deleted: counts, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from efc_reporting.facts import DelegationFacts, ProjectFacts
from efc_reporting.model import Meeting, Project

if TYPE_CHECKING:
    from tomlkit.items import Array


def project_toml_without_people(text: str, project: Project, facts: ProjectFacts) -> str:
    """Return the text of project.toml with counts in the place of lists; comments stay."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    for key in ("participants", "sheets"):
        document.pop(key, None)
    for table, meeting, figures in zip(
        document.get("meetings", ()), project.meetings, facts.meetings, strict=True
    ):
        table.pop("participants", None)
        rows = [*_declared(meeting), *map(_from_list, _listed(meeting, figures.delegations))]
        if meeting.participants:
            table["delegations"] = _array(rows)
    people = [{"meetings": list(came), "count": n} for came, n in facts.people_by_meetings]
    document.pop("deleted_people", None)
    if people:
        tables = tomlkit.aot()
        for known in people:
            tables.append(tomlkit.item(known))
        document.append("deleted_people", tables)
    return tomlkit.dumps(document)


def _array(rows: list[Mapping[str, Any]]) -> Array:
    import tomlkit

    array = tomlkit.array().multiline(True)
    for row in rows:
        table = tomlkit.inline_table()
        for key, value in row.items():
            inner = tomlkit.inline_table()
            if isinstance(value, dict):
                inner.update(value)
            table.append(key, inner if isinstance(value, dict) else value)
        array.append(table)
    return array


def _declared(meeting: Meeting) -> Iterator[Mapping[str, Any]]:
    """Yield the declared delegations as they are: they were compared with the lists."""
    from efc_reporting.loading.dump import delegation_table

    for sent in meeting.delegations:
        yield delegation_table(sent)


def _listed(
    meeting: Meeting, delegations: tuple[DelegationFacts, ...]
) -> Iterator[DelegationFacts]:
    listed = {person.home.key for person in meeting.participants}
    return (figures for figures in delegations if figures.town.key in listed)


def _from_list(figures: DelegationFacts) -> Mapping[str, Any]:
    known = {
        "signed": figures.signed,
        "genders": dict(figures.genders) or None,
        "age_groups": dict(figures.age_groups) or None,
    }
    return {
        "town": figures.town.name,
        "country": figures.town.country,
        "count": figures.count,
        "from_list": True,
        **{name: value for name, value in known.items() if value is not None},
    }
