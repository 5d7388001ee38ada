"""What the formula of 2007–2013 adds up: the days and the ways of each invited delegation."""

from __future__ import annotations

from decimal import Decimal

import attrs

from efc_reporting.model import Town


@attrs.frozen(kw_only=True)
class Stay:
    """The days of one delegation at one sitting, paid by the daily rate of its host country.

    `days` and `rate` (EUR) are None where they are not known.
    """

    town: Town
    people: int
    country: str
    days: int | None
    rate: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """People × days × rate, in EUR and not rounded."""
        if self.days is None or self.rate is None:
            return None
        return self.people * self.days * self.rate


@attrs.frozen(kw_only=True)
class Way:
    """The way of one delegation there and back, paid by the kilometre.

    `kilometres` are None where they are not known; `rate` is in EUR.
    """

    town: Town
    people: int
    kilometres: int | None
    rate: Decimal

    @property
    def amount(self) -> Decimal | None:
        """People × kilometres × rate, in EUR and not rounded."""
        return None if self.kilometres is None else self.people * self.kilometres * self.rate
