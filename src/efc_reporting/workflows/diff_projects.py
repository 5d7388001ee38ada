"""What changed between two attached projects, told by walking through both trees of JSON.

Every field is compared, so that a field added later is told too, by its key. Nobody on a list is
named: of people it is told how many rows differ.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from efc_reporting.base.i18n import Country, Translator, Word
from efc_reporting.documents.outcomes import PROGRESS
from efc_reporting.documents.parts import ROLES
from efc_reporting.model import LocalText, Progress, Role

LABELS = {
    "activity_types": "Types of the activities",
    "adopted": "Adopted",
    "agenda": "Days of the agenda",
    "aim": "Aim",
    "alternative": "Words for those who cannot see it",
    "awarded": "Grant awarded",
    "balance_paid": "Balance paid on",
    "call_year": "Call",
    "caption": "Caption",
    "country": "Country",
    "credit": "Made by",
    "deleted_people": "Participants of deleted lists",
    "end": "End",
    "field_of_action": "Field of action",
    "fields_of_action": "Field of action",
    "goals": "Goals",
    "good-practice": "Good practice",
    "host": "Host",
    "is_online": "Online",
    "kilometres": "Kilometres there and back",
    "kind": "Kind",
    "language": "Language",
    "languages": "Languages",
    "latitude": "Latitude",
    "legal_representative": "Legal representative",
    "longitude": "Longitude",
    "lump_sums": "Lump-sum table",
    "markdown": "Text",
    "measure": "Measure",
    "measures": "Measure of the plan",
    "media_type": "Type of the file",
    "meeting": "Meeting",
    "meetings": "Meetings",
    "month": "Month",
    "name": "Name",
    "outcomes": "Results",
    "owner": "Written by",
    "partners": "Partners",
    "period": "Period",
    "pictures": "Pictures",
    "place": "Place",
    "planned": "Planned",
    "planned_countries": "Countries planned",
    "planned_people": "People planned",
    "plans": "Plan",
    "preparatory_people": "People at preparatory activities",
    "progress": "Progress",
    "public_page": "Public results page",
    "recommendation": "Recommendation",
    "reference": "Reference number",
    "responsible_body": "Responsible body",
    "result": "Result",
    "role": "Role",
    "serves": "Serves",
    "sha256": "Content of the file",
    "sittings": "Place and dates",
    "source": "Source",
    "start": "Start",
    "summary": "Summary",
    "text": "Text",
    "title": "Title",
    "town": "Town",
    "website": "Website",
}
"""What a key of project.json is called; another one is called by itself."""

TEXTS = frozenset({"aim", "alternative", "caption", "markdown", "summary", "text"})
"""The fields that hold sentences."""

IN_LANGUAGES = TEXTS | {"title", "responsible_body"}
WITHOUT_WORDS = frozenset({"markdown", "sha256"})
DEFAULTS: Mapping[str, Any] = {
    "is_online": False,
    "progress": str(Progress.UNKNOWN),
    "role": str(Role.PARTNER),
}
"""What a key means that project.json leaves out."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def label_of(key: str, t: Translator) -> str:
    """Return what a field is called in the reader's language."""
    return t.text(LABELS.get(key, key.replace("_", " ")))


def has_words(key: str, value: Any) -> bool:
    """Say whether a value can be shown in one line."""
    if key in WITHOUT_WORDS:
        return False
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    is_known = key in IN_LANGUAGES or key == "legal_representative"
    return is_known or not isinstance(value, Mapping)


def word_of(key: str, value: Any, t: Translator) -> Word:
    """Return a value of project.json as a word that a translator writes."""
    value = DEFAULTS.get(key) if value is None else value
    match value:
        case None | "" | []:
            return None
        case bool():
            return t.text("yes") if value else t.text("no")
        case Mapping() if key == "legal_representative":
            return ", ".join(map(str, value.values()))
        case Mapping():
            return LocalText(value)
        case list():
            return tuple(value)
        case int():
            return str(value) if key == "call_year" else value
        case str():
            return _word_of_text(key, value, t)
    return str(value)


def _word_of_text(key: str, text: str, t: Translator) -> Word:
    if key == "country":
        return Country(text)
    if key == "awarded":
        return Decimal(text)
    if key == "role":
        return t.text(ROLES[text])
    if key == "progress":
        return t.text(PROGRESS[Progress(text)])
    return date.fromisoformat(text) if _DAY.fullmatch(text) else text


CHANGED = "{place}: {figure}: {before} before, {now} now"
MOST_LETTERS = 80
"""Longer texts are not shown: that they changed is told."""

TOLD_WITH_FIGURES = ("count", "declared_total", "signed")
"""Fields of meetings and delegations that stand among the attached figures too."""

Tree = Mapping[str, Any]


def changes_of_projects(old: Tree, new: Tree, translator: Translator) -> Iterator[str]:
    """Yield a sentence for each change from one project.json to another, both as parsed.

    New and gone meetings and towns are left to the figures.
    """
    t = translator
    before, now = _tree(old.get("project")), _tree(new.get("project"))
    apart = ("meetings", "partners", "narrative")
    place = t.text("Project")
    yield from _of_fields(place, before, now, t, without=apart)
    yield from _of_partners(_list(before, "partners"), _list(now, "partners"), t)
    yield from _of_meetings(_list(before, "meetings"), _list(now, "meetings"), t)
    yield from _of_items("narrative", "", _list(before, "narrative"), _list(now, "narrative"), t)


def _tree(value: Any) -> Tree:
    return value if isinstance(value, Mapping) else {}


def _list(tree: Tree, key: str) -> list[Any]:
    value = tree.get(key)
    return value if isinstance(value, list) else []


def _of_partners(old: list[Any], new: list[Any], t: Translator) -> Iterator[str]:
    before, now = _by_key(old), _by_key(new)
    for key, partner in now.items():
        if key not in before:
            yield t.text("{partner} is a new partner.", partner=partner["name"])
    for key, partner in before.items():
        if key not in now:
            yield t.text("{partner} is no longer a partner.", partner=partner["name"])
    for key, partner in now.items():
        if key in before:
            place = t.text("Partner “{partner}”", partner=partner["name"])
            yield from _of_fields(place, before[key], partner, t)
    yield from _of_order("partners", t.text("Project"), before, now, t)


def _of_meetings(old: list[Any], new: list[Any], t: Translator) -> Iterator[str]:
    before, now = _by_key(old), _by_key(new)
    apart = ("participants", "delegations", "sittings", *TOLD_WITH_FIGURES)
    for number, (key, meeting) in enumerate(now.items(), start=1):
        if key not in before:
            continue
        title = LocalText(meeting["title"])
        place = t.text("Meeting {number}: {title}", number=number, title=title)
        yield from _of_fields(place, before[key], meeting, t, without=apart)
        yield from _of_sittings(place, before[key], meeting, t)
        yield from _of_delegations(place, before[key], meeting, t)
        yield from _of_people(place, before[key], meeting, t)
    yield from _of_order("meetings", t.text("Project"), before, now, t)


def _of_sittings(place: str, old: Tree, new: Tree, t: Translator) -> Iterator[str]:
    before, now = _list(old, "sittings"), _list(new, "sittings")
    if len(before) != len(now):
        yield _changed(place, "sittings", t)
        return
    # The days of the only sitting are the first and the last day, which the figures tell.
    without = ("start", "end") if len(now) == 1 else ()
    for one, other in zip(before, now, strict=True):
        yield from _of_fields(place, one, other, t, without=without)


def _of_delegations(place: str, old: Tree, new: Tree, t: Translator) -> Iterator[str]:
    before, now = _by_key(_list(old, "delegations")), _by_key(_list(new, "delegations"))
    for key, delegation in now.items():
        if key in before:
            name, country = delegation["town"]["name"], Country(delegation["town"]["country"])
            town = f"{place}, {t.text('{place} ({country})', place=name, country=country)}"
            yield from _of_fields(town, before[key], delegation, t, without=TOLD_WITH_FIGURES)


def _of_people(place: str, old: Tree, new: Tree, t: Translator) -> Iterator[str]:
    """Yield how many rows of the lists differ; who it is stays unsaid."""
    before, now = (
        [json.dumps(person, sort_keys=True) for person in _list(tree, "participants")]
        for tree in (old, new)
    )
    added, gone = Counter(now) - Counter(before), Counter(before) - Counter(now)
    if added or gone:
        yield t.text(
            "{place}: the lists of people changed; rows that are new or otherwise: {new}, "
            "rows that are gone or otherwise: {gone}",
            place=place,
            new=added.total(),
            gone=gone.total(),
        )
    elif before != now:
        yield t.text("{place}: the order of the people on the lists changed", place=place)


def _of_fields(
    place: str, old: Tree, new: Tree, t: Translator, without: tuple[str, ...] = ()
) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        before, now = old.get(key), new.get(key)
        if before != now and key not in without:
            yield from _of_field(place, key, before, now, t)


def _of_field(place: str, key: str, before: Any, now: Any, t: Translator) -> Iterator[str]:
    items = [item for value in (before, now) if isinstance(value, list) for item in value]
    if items and all(isinstance(item, Mapping) and "id" in item for item in items):
        yield from _of_items(key, place, before or [], now or [], t)
    elif key in ("grant", "planned"):
        label = f"{place}, {label_of(key, t)}" if key == "planned" else place
        yield from _of_fields(label, _tree(before), _tree(now), t)
    elif has_words(key, before) and has_words(key, now):
        one, other = (t.word(word_of(key, value, t)) for value in (before, now))
        if one == other or len(max(one, other, key=len)) > MOST_LETTERS or "\n" in one + other:
            yield _changed(place, key, t)
        else:
            yield t.text(CHANGED, place=place, figure=label_of(key, t), before=one, now=other)
    else:
        yield _changed(place, key, t)


def _changed(place: str, key: str, t: Translator) -> str:
    if key in TEXTS:
        return t.text("{place}: {figure}: the text changed", place=place, figure=label_of(key, t))
    return t.text("{place}: {figure}: changed", place=place, figure=label_of(key, t))


def _of_items(key: str, place: str, old: list[Any], new: list[Any], t: Translator) -> Iterator[str]:
    """Yield what changed in a list whose entries have an id: sections, results, pictures, plans."""
    before, now = _by_key(old), _by_key(new)
    for item_id, item in now.items():
        inside = _place_of(key, place, item, t)
        if item_id in before:
            yield from _of_fields(inside, before[item_id], item, t)
        else:
            yield t.text("{place} is new.", place=inside)
    for item_id, item in before.items():
        if item_id not in now:
            yield t.text("{place} is gone.", place=_place_of(key, place, item, t))
    if key != "narrative":
        yield from _of_order(key, place, before, now, t)


def _of_order(
    key: str, place: str, old: Mapping[str, Tree], new: Mapping[str, Tree], t: Translator
) -> Iterator[str]:
    before, now = [item for item in old if item in new], [item for item in new if item in old]
    if before != now:
        yield t.text("{place}: {figure}: the order changed", place=place, figure=label_of(key, t))


def _by_key(items: list[Any]) -> dict[str, Tree]:
    """Return entries by what they are known by; a second one of the same key gets a number."""
    known: dict[str, Tree] = {}
    for item in map(_tree, items):
        town = _tree(item.get("town"))
        key = str(item.get("id") or f"{town.get('name')} ({town.get('country')})")
        key = f"{key}/{item['language']}" if "language" in item else key
        known[key if key not in known else f"{key} #{len(known) + 1}"] = item
    return known


def _place_of(key: str, place: str, item: Tree, t: Translator) -> str:
    title = item.get("title") or item["id"]
    name = t.word(LocalText(title)) if isinstance(title, Mapping) else str(title)
    if key == "narrative":
        language = t.language_name(str(item["language"]))
        return t.text("Section “{title}” ({language})", title=name, language=language)
    if key == "pictures":
        return t.text("Picture “{picture}”", picture=str(item["id"]))
    named = t.text("{kind} “{title}”", kind=label_of(str(item.get("kind", key)), t), title=name)
    return named if place == t.text("Project") else f"{place}, {named}"
