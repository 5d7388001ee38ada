"""Decide what a header means that names the town in some lists and the country in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from efc_reporting.loading.columns import languages_of_header, meanings_by_language
from efc_reporting.loading.encodings import languages_of
from efc_reporting.loading.layout import HeaderRow


def with_places(
    header: HeaderRow, fields: Sequence[str | None], *, country: str, known: frozenset[str]
) -> list[str | None]:
    """Return the fields of a header's columns, each of such headers decided.

    What another column says, this one does not: beside a country, "Kraj" is the town. `known` are
    the fields that project.toml gives for all rows. Where neither is known, the languages of the
    sender's country decide, then those of the other headers.
    """
    found = list(fields)
    for index in range(header.first_column, min(header.end_column, len(header.texts))):
        meanings = meanings_by_language(header.texts[index])
        if not meanings:
            continue
        others = known | {field for at, field in enumerate(found) if field and at != index}
        beside = others & {"town", "country"}
        if beside:
            rest = {"town", "country"} - beside
            found[index] = rest.pop() if rest else None
            continue
        spoken = languages_of(country) if country else ()
        written = [
            language
            for at, text in enumerate(header.texts)
            if at != index
            for language in languages_of_header(text)
        ]
        likely = [*spoken, *(language for language, _ in Counter(written).most_common()), *meanings]
        found[index] = next(meanings[language] for language in likely if language in meanings)
    return found
