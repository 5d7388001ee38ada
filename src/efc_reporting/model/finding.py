"""What a check found: a code, how bad, where, and the values that prove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from efc_reporting.base.values import rows_html
from efc_reporting.model.text import LocalText

Value = str | int | Fraction | Decimal | date | LocalText | tuple[str, ...] | None
"""What may stand in the values of a finding; a Fraction is shown as a percentage, a Decimal as
an amount in EUR."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def _as_pairs(
    values: Mapping[str, Value] | tuple[tuple[str, Value], ...],
) -> tuple[tuple[str, Value], ...]:
    return tuple(dict(values).items())


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that a lead should know before the funder does.

    `message` is an English sentence with named places for `values` ("{invited} of {total}"),
    which is also the key under which translators find it. `where` is a path such as
    `meetings.potsdam-2018`. `source` names where the rule stands; "" where plain sense demands it.
    `is_confirmed` is False where that rule was not read in a public source; the sentence then ends
    with saying so.
    """

    code: str
    severity: Severity
    where: str
    message: str
    pairs: tuple[tuple[str, Value], ...] = attrs.field(
        default=(), converter=_as_pairs, alias="values"
    )
    source: str = ""
    is_confirmed: bool = True

    @property
    def values(self) -> dict[str, Value]:
        """The values by name."""
        return dict(self.pairs)

    def __str__(self) -> str:
        from efc_reporting.base.i18n import translator_for

        return f"{self.severity}: {self.where}: {translator_for('en').finding(self)}"


def _worst_first(items: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(items, key=lambda finding: list(Severity).index(finding.severity)))


@attrs.frozen
class Findings:
    """All findings of one check, the worst first."""

    items: tuple[Finding, ...] = attrs.field(default=(), converter=_worst_first)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.items if finding.severity is severity)

    @property
    def has_errors(self) -> bool:
        """Say whether an output made now has to be marked as a draft."""
        return bool(self.of(Severity.ERROR))

    def to_records(self) -> list[dict[str, str | bool]]:
        """Return a flat record for each finding, as for a DataFrame; its message is in English."""
        from efc_reporting.base.i18n import translator_for

        translator = translator_for("en")
        return [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "where": finding.where,
                "message": translator.finding(finding),
                "source": finding.source,
                "is_confirmed": finding.is_confirmed,
            }
            for finding in self.items
        ]

    def _repr_html_(self) -> str:
        counts = Counter((finding.severity, finding.code) for finding in self.items)
        rows = [(severity, code, number) for (severity, code), number in counts.items()]
        columns = ("Severity", "Code", "Number")
        return rows_html("Findings", columns, [*rows, ("All", "", len(self.items))])
