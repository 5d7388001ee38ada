"""Read and write lump-sums.toml: the table of one agreement, with where it was copied from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs

from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.tables import key
from efc_reporting.loading.values import Amount, Count, CountryCode, Rate, read_tables
from efc_reporting.model import Bracket, DailyFormula, LumpSumTable, MatrixRow, Severity
from efc_reporting.model.lump_sums import BadBound, bad_bounds, bad_ends

LUMP_SUMS_FILE = "lump-sums.toml"


@attrs.frozen(kw_only=True)
class BoundsTable:
    """From how many to how many; without `to` and `below` there is no upper end."""

    from_: Count = key("The lowest number.")
    to: Count | None = key("The highest number, itself included.", default=None)
    below: Count | None = key("Instead of `to`: the first number that is too high.", default=None)

    @property
    def last(self) -> int | None:
        """The highest number; what is counted is whole, so that below 26 is up to 25."""
        return self.to if self.below is None else self.below - 1


@attrs.frozen(kw_only=True)
class BracketTable(BoundsTable):
    """What is paid for how many."""

    amount: Amount = key("What is paid, in EUR.")


@attrs.frozen(kw_only=True)
class MatrixTable(BoundsTable):
    """What is paid for so many people, by the number of countries."""

    countries: tuple[BracketTable, ...] = key("What is paid for how many countries.")


@attrs.frozen(kw_only=True)
class DailyRateTable:
    """The daily rate of one host country."""

    country: CountryCode = key("The host country as the EU writes it.")
    rate: Rate = key("The rate for one person and day, in EUR.")


@attrs.frozen(kw_only=True)
class FormulaTable:
    """The rates of the grants of 2007–2013."""

    per_kilometre: Rate = key("The rate for one person and kilometre, in EUR.")
    daily_rates: tuple[DailyRateTable, ...] = key("The rates of the host countries.")


@attrs.frozen(kw_only=True)
class LumpSumsTable:
    """The whole file lump-sums.toml."""

    source: str = key("Where the table was copied from.")
    minimum: Amount | None = key("The least that the project is paid, in EUR.", default=None)
    maximum: Amount | None = key("The most that the project is paid, in EUR.", default=None)
    brackets: tuple[BracketTable, ...] = key("By invited people of the project.", default=())
    matrix: tuple[MatrixTable, ...] = key("By people and countries of each event.", default=())
    preparatory: tuple[BracketTable, ...] = key(
        "By people who took part in preparatory activities.", default=()
    )
    formula: FormulaTable | None = key("The rates of 2007–2013.", default=None)


def read_lump_sums(folder: ProjectFolder, name: str, notebook: Notebook) -> LumpSumTable | None:
    """Return the table in the file `name`; None where there is none, or one with mistakes.

    A file that is not there is a remark only: the reports can be written without it.
    """
    if not name:
        return None
    place = "grant.lump_sums"
    if not (folder.root / name).exists():
        notebook.remark(
            "file-missing",
            f"{PROJECT_FILE}: {place}",
            "The file {file} is named, but is not there.",
            severity=Severity.WARNING,
            file=name,
        )
        return None
    data = folder.read(name, notebook, file=PROJECT_FILE, place=place)
    known = len(notebook.problems)
    table = None if data is None else read_tables(data, LumpSumsTable, name, notebook)
    if table is None:
        return None
    if len(notebook.problems) == known:
        for bad_place, problem, remedy in _mistakes(table):
            notebook.problem(name, bad_place, problem, remedy)
    if len(notebook.problems) > known:
        return None
    _remark_falling(table, name, notebook)
    return _built(table)


_Mistake = tuple[str, str, str]


def _mistakes(table: LumpSumsTable) -> Iterator[_Mistake]:
    """Yield place, problem and remedy of what the single values do not show."""
    given = [name for name in ("brackets", "matrix", "formula") if getattr(table, name)]
    if len(given) != 1:
        problem = f"{' and '.join(given)} are given" if given else "the file holds no table"
        yield "", problem, "give one of: brackets, matrix, formula"
    if table.minimum is not None and table.maximum is not None and table.minimum > table.maximum:
        yield "minimum", "is more than maximum", "correct one of the two"
    for name, rows in (("brackets", table.brackets), ("preparatory", table.preparatory)):
        yield from _bound_mistakes(name, rows)
    yield from _bound_mistakes("matrix", table.matrix)
    for index, row in enumerate(table.matrix):
        yield from _bound_mistakes(f"matrix[{index}].countries", row.countries)
    yield from _placed("matrix", bad_ends([_spans(row.countries) for row in table.matrix]))
    if table.formula:
        yield from _rate_mistakes(table.formula)


def _bound_mistakes(place: str, rows: Sequence[BoundsTable]) -> Iterator[_Mistake]:
    for index, row in enumerate(rows):
        if row.to is not None and row.below is not None:
            yield f"{place}[{index}].below", "both to and below are given", "leave out one of them"
    yield from _placed(place, bad_bounds(_spans(rows)))


def _placed(place: str, bad_rows: Iterable[BadBound]) -> Iterator[_Mistake]:
    for bad in bad_rows:
        yield f"{place}[{bad.index}]", bad.problem, bad.remedy


def _spans(rows: Iterable[BoundsTable]) -> list[_Span]:
    return [_Span(first=row.from_, last=row.last) for row in rows]


@attrs.frozen(kw_only=True)
class _Span:
    first: int
    last: int | None


def _rate_mistakes(formula: FormulaTable) -> Iterator[_Mistake]:
    seen: set[str] = set()
    for index, row in enumerate(formula.daily_rates):
        if row.country in seen:
            place = f"formula.daily_rates[{index}].country"
            yield place, f"{row.country} is given twice", "leave out one of them"
        seen.add(row.country)


def _remark_falling(table: LumpSumsTable, name: str, notebook: Notebook) -> None:
    """Remark rows that pay less than the one before: more likely a slip than the agreement."""
    lists = [("brackets", table.brackets), ("preparatory", table.preparatory)]
    lists += [(f"matrix[{n}].countries", row.countries) for n, row in enumerate(table.matrix)]
    for place, rows in lists:
        for index in range(1, len(rows)):
            if rows[index].amount < rows[index - 1].amount:
                notebook.remark(
                    "lump-sum-falls",
                    f"{name}: {place}[{index}]",
                    "{place} in {file} pays less than the row before, although it is for more.",
                    severity=Severity.WARNING,
                    place=f"{place}[{index}]",
                    file=name,
                )


def _built(table: LumpSumsTable) -> LumpSumTable:
    formula = table.formula
    return LumpSumTable(
        source=table.source,
        minimum=table.minimum,
        maximum=table.maximum,
        brackets=_brackets(table.brackets),
        matrix=[
            MatrixRow(first=row.from_, last=row.last, countries=_brackets(row.countries))
            for row in table.matrix
        ],
        preparatory=_brackets(table.preparatory),
        formula=DailyFormula(
            daily_rates={row.country: row.rate for row in formula.daily_rates},
            rate_per_kilometre=formula.per_kilometre,
        )
        if formula
        else None,
    )


def _brackets(rows: Iterable[BracketTable]) -> list[Bracket]:
    return [Bracket(first=row.from_, last=row.last, amount=row.amount) for row in rows]


def lump_sums_toml(table: LumpSumTable) -> str:
    """Return the content of lump-sums.toml, which reads back as that table."""
    import tomli_w

    content: dict[str, Any] = {"source": table.source}
    bounds = {"minimum": table.minimum, "maximum": table.maximum}
    content |= {name: _plainly(bound) for name, bound in bounds.items() if bound is not None}
    if table.brackets:
        content["brackets"] = _rows(table.brackets)
    if table.matrix:
        content["matrix"] = [
            _bounds(row) | {"countries": _rows(row.countries)} for row in table.matrix
        ]
    if table.preparatory:
        content["preparatory"] = _rows(table.preparatory)
    if table.formula:
        rates = table.formula.daily_rates
        content["formula"] = {
            "per_kilometre": _plainly(table.formula.rate_per_kilometre),
            "daily_rates": [{"country": code, "rate": _plainly(rate)} for code, rate in rates],
        }
    return tomli_w.dumps(content)


def _rows(brackets: Iterable[Bracket]) -> list[dict[str, Any]]:
    return [_bounds(row) | {"amount": _plainly(row.amount)} for row in brackets]


def _bounds(row: Bracket | MatrixRow) -> dict[str, Any]:
    return {"from": row.first} | ({} if row.last is None else {"to": row.last})


def _plainly(amount: Decimal) -> str:
    return f"{amount:f}"
