"""Towns with their countries, and when and where a meeting sat."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import attrs

from efc_reporting.base.text import clean
from efc_reporting.errors import InvalidValueError

_clean_once = lru_cache(maxsize=4096)(clean)  # thousands of people come from a few towns


def clean_place(name: str) -> str:
    """Return the name of a place without what no file can hold: it stands in titles everywhere."""
    return _clean_once(name)


@attrs.frozen(kw_only=True)
class Town:
    """A town: its name and its country, for Gondomar exists in ES and in PT.

    `country` is the code as the EU writes it (EL for Greece, UK for the United Kingdom).
    `name` may hold several towns that sent one delegation ("Versailles / Saint-Germain-en-Laye").
    """

    name: str = attrs.field(converter=clean_place)
    country: str = attrs.field(converter=clean_place)

    @property
    def key(self) -> tuple[str, str]:
        """What two spellings of one town have in common."""
        return self.name.casefold(), self.country

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


@attrs.frozen(kw_only=True)
class Sitting:
    """Where and when a meeting, or one part of it, took place.

    Either `start` and `end` (both inclusive) are known, or only the `month` ("2021-09"),
    or neither. `is_online` says that people met on a screen; `country` is then the host's.
    """

    place: str
    country: str
    start: date | None = None
    end: date | None = None
    month: str = ""
    is_online: bool = False

    def __attrs_post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise InvalidValueError(
                where=f"sitting in {self.place}",
                problem="only one of start and end is given",
                remedy="give both, or only the month",
            )
        if self.month and self.start is not None:
            raise InvalidValueError(
                where=f"sitting in {self.place}",
                problem="both exact dates and a month are given",
                remedy="leave out month",
            )

    @property
    def first_day(self) -> date | None:
        """The first day, or the first of the month where only the month is known."""
        return self.start or (_first_of(self.month) if self.month else None)

    @property
    def last_day(self) -> date | None:
        """The last day, or the last of the month where only the month is known."""
        if self.end is not None or not self.month:
            return self.end
        first = _first_of(self.month)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


def _first_of(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise InvalidValueError(
            where="month", problem=f"{month!r} is no month", remedy='write it as "2021-09"'
        ) from error
