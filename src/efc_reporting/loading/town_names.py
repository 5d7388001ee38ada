"""Write the towns of partners as the partners do: VEZELAY, and 89450 Vézelay, are Vézelay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from efc_reporting.loading.countries import normalise
from efc_reporting.loading.tables import PartnerTable

_POSTCODE = re.compile(r"\A(?:[A-Za-z]{1,2}[ -])?\d[\d -]{2,8}(?<=\d)\s+(?=\D)")


def respelt_towns(texts: Iterable[str], partners: Iterable[PartnerTable]) -> Mapping[str, str]:
    """Return the partner's spelling for each text that is its town in other letters or signs.

    Accents, capitals, another alphabet and a postal code in front make no other town; anything
    else does. Of towns that only differ so from each other, none is taken.
    """
    towns: dict[str, set[str]] = {}
    for partner in partners:
        towns.setdefault(_key(partner.town), set()).add(partner.town)
    known = {key: found.pop() for key, found in towns.items() if key and len(found) == 1}
    respelt = {text: known.get(_key(_POSTCODE.sub("", text))) for text in texts}
    return {text: town for text, town in respelt.items() if town is not None and town != text}


def _key(town: str) -> str:
    from anyascii import anyascii

    return anyascii(normalise(town)).casefold()
