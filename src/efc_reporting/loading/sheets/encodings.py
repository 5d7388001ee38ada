"""Find the encoding of a text by the letters that its languages use.

Measured on short lists of names: general detectors decode two thirds of them right, the letters
of the partners' own languages nearly all (tests/benchmarks/test_encodings.py prints the share).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import attrs

from efc_reporting.base.i18n import SOURCE_LANGUAGE, TO_ISO
from efc_reporting.loading.countries import EU_LANGUAGES, country_code
from efc_reporting.loading.sheets.headers import field_of_header, languages_of_header

_BETWEEN_CELLS = re.compile(r"[;,\t|]")
_HEADER_LINES = 20
_LINES = 200
_FEWEST_HEADERS = 2


@attrs.frozen(kw_only=True)
class Cues:
    """What the beginning of a list tells of its writer.

    `countries` are those of its people, the most frequent one first. `languages` are those of its
    headers; () where they are English, for everybody writes English headers. `accented_headers`
    counts the known headers with letters beyond a to z: they are read right.
    """

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accented_headers: int = 0


def cues_in(text: str) -> Cues:
    """Return what a list tells, read with any code page: a to z are the same in all."""
    rows = [_cells(line) for line in text.splitlines()[:_LINES]]
    for number, cells in enumerate(rows[:_HEADER_LINES]):
        fields = [field_of_header(cell) for cell in cells]
        headers = [cell for cell, field in zip(cells, fields, strict=True) if field]
        if len(headers) >= _FEWEST_HEADERS:
            index = fields.index("country") if "country" in fields else None
            return Cues(
                countries=() if index is None else _countries(rows[number + 1 :], index),
                languages=_languages_of_headers(headers),
                accented_headers=sum(not header.isascii() for header in headers),
            )
    return Cues()


def _cells(line: str) -> list[str]:
    return [cell.strip(' "') for cell in _BETWEEN_CELLS.split(line)]


def _countries(rows: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    named = (row[index] for row in rows if index < len(row) and row[index])
    codes = Counter(country_code(cell, EU_LANGUAGES) for cell in named)
    return tuple(code for code, _ in codes.most_common() if code)


def _languages_of_headers(headers: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(code for header in headers for code in languages_of_header(header))
    most = max(counts.values())
    best = tuple(sorted(code for code, count in counts.items() if count == most))
    return () if SOURCE_LANGUAGE in best else best


_OTHER_PAGES = {
    "cp1250": ("iso8859-2", "cp852", "mac_latin2"),
    "cp1251": ("iso8859-5", "cp866", "mac_cyrillic"),
    "cp1252": ("mac_roman", "cp850"),
    "cp1253": ("iso8859-7", "cp737", "mac_greek"),
    "cp1254": ("iso8859-9", "cp857", "mac_turkish"),
    "cp1257": ("iso8859-13", "cp775"),
}
"""What Macs, old programs and other systems save the letters in that Windows has on a page."""

PAGE_NAMES = {
    **{f"cp{number}": f"Windows-{number}" for number in range(1250, 1259)},
    **{f"iso8859-{number}": f"ISO-8859-{number}" for number in range(1, 17)},
    **{f"cp{number}": f"DOS-{number}" for number in (737, 775, 850, 852, 857, 866)},
    "mac_roman": "Mac-Roman",
    "mac_latin2": "Mac-CentralEurope",
    "mac_cyrillic": "Mac-Cyrillic",
    "mac_greek": "Mac-Greek",
    "mac_turkish": "Mac-Turkish",
}
"""How an encoding is called where people read of it."""

_OTHER_SCRIPTS = frozenset({"cp1251", "cp1253"})
_WORD = re.compile(r"[^\W\d_]+")
_HEADER_SCORE = 10
"""What a header with accents is worth that is known: it can hardly be so by chance."""

_CLEARLY = 5
"""By how much more another page has to fit than those of Windows: by two letters of a language."""

_LATIN_PUNCTUATION = frozenset("„“”‘’‚–—…«»°§€·№ \u00a0")


@attrs.frozen
class _Alphabet:
    page: str
    letters: frozenset[str]


@cache
def _alphabets() -> Mapping[str, _Alphabet]:
    text = (files(__package__) / "encodings.toml").read_text(encoding="utf-8")
    return {
        language: _Alphabet(table["page"], frozenset(table["letters"] + table["letters"].upper()))
        for language, table in tomllib.loads(text).items()
    }


def is_encoding(name: str) -> bool:
    """Say whether Python knows an encoding of text by this name."""
    try:
        "".encode(name)
    except LookupError:
        return False
    return True


@cache
def languages_of(country: str) -> tuple[str, ...]:
    """Return the languages in which a country's people write, the most used one first."""
    from babel.languages import get_official_languages

    found = get_official_languages(TO_ISO.get(country, country), regional=True, de_facto=True)
    return tuple(dict.fromkeys(code.split("_")[0].replace("nb", "no") for code in found))


def likeliest(data: bytes, countries: Iterable[str]) -> str:
    """Return the code page whose letters fit best; those of `countries` count first.

    Where none or many are known, the list may tell: by the country of its people or the language of
    its headers. Another page than those of Windows is taken only for likely languages, where all of
    Windows give odd letters, and where it fits clearly better. "" where no code page knows all the
    bytes.
    """
    known, told = _languages_of_countries(countries), _languages_told(data)
    likely = [language for language in known if language in told] or known or told
    own = dict.fromkeys(_alphabets()[code].page for code in likely if code in _alphabets())
    scores = _scores(data, {page: page for page in (*own, *_pages())}, likely)
    # The first of equals: the pages of the likely languages stand first.
    best = max(scores, key=scores.__getitem__, default="")
    if best and not _is_doubtful(data.decode(best), best):
        return best
    others = _scores(data, {other: page for page in own for other in _OTHER_PAGES[page]}, likely)
    better = max(others, key=others.__getitem__, default="")
    is_clear = better and others[better] > max(scores.get(best, 0.0), 0.0) + _CLEARLY
    return better if is_clear else best


def _scores(data: bytes, pages: Mapping[str, str], likely: Collection[str]) -> dict[str, float]:
    """Return how well the list fits each of some pages, given with the one of Windows like it."""
    scores: dict[str, float] = {}
    for page, like in pages.items():
        try:
            text = data.decode(page)
        except UnicodeDecodeError:
            continue
        headers = cues_in(text).accented_headers
        scores[page] = _score(text, like, likely) + _HEADER_SCORE * headers
    return scores


def _languages_of_countries(countries: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code for country in countries for code in languages_of(country)))


def _languages_told(data: bytes) -> list[str]:
    cues = cues_in(data.decode("ascii", "replace"))
    return [*cues.languages, *_languages_of_countries(cues.countries[:1])]


@cache
def _pages() -> tuple[str, ...]:
    return ("cp1252", *sorted({alphabet.page for alphabet in _alphabets().values()} - {"cp1252"}))


def _score(text: str, page: str, likely: Iterable[str]) -> float:
    """Say how well a decoded text fits the languages that are written in its code page."""
    letters = Counter(char for char in text if not char.isascii())
    own = frozenset[str]().union(
        *(_alphabets()[code].letters for code in likely
          if code in _alphabets() and _alphabets()[code].page == page)
    )  # fmt: skip
    known = _known(page)
    score = 0.0
    for char, count in letters.items():
        if char in own:
            score += 3 * count
        elif char in known:
            score += count
        elif char.isalpha():
            score -= count
        elif char not in _LATIN_PUNCTUATION:
            score -= 3 * count
    return score - 3 * _oddities(text, page)


def _known(page: str) -> frozenset[str]:
    """Return the letters beyond a to z of all languages that are written in a page of Windows."""
    return frozenset[str]().union(
        *(alphabet.letters for alphabet in _alphabets().values() if alphabet.page == page)
    )


def _is_doubtful(text: str, page: str) -> bool:
    strange = {char for char in set(text) if not char.isascii()} - _known(page)
    return bool(strange - _LATIN_PUNCTUATION) or _oddities(text, page) > 0


def _oddities(text: str, page: str) -> int:
    """Count what no name holds: "KoĆ", a sign amid letters, two scripts in one word."""
    odd = 0
    for before, char, after in zip(text, text[1:], text[2:], strict=False):
        is_sign = not char.isascii() and not char.isalpha() and char not in "’‘·–"
        is_capital = not char.isascii() and char.isupper() and before.islower()
        odd += is_capital or (is_sign and before.isalpha() and after.isalpha())
    for word in _WORD.findall(text):
        foreign = sum(not char.isascii() for char in word)
        if page in _OTHER_SCRIPTS:
            odd += foreign if foreign < len(word) else 0
        elif foreign == len(word) >= 4:
            odd += foreign
    return odd
