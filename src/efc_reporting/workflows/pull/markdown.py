"""Text with looks becomes a line of Markdown that reads back as the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from efc_reporting.blocks.content import Run, Text
from efc_reporting.blocks.passages import Passage, PassageKind

_SPECIAL = re.compile(r"[\\*`\[\]~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"([#>+=|-]|[0-9]{1,9}(?=[.)]))")


@attrs.frozen
class Markers:
    """The signs of emphasis: two kinds each, since some stand badly beside each other."""

    strong: str = "**"
    emphasised: str = "*"


EVERY_MARKERS = (Markers(), Markers(emphasised="_"), Markers(strong="__"), Markers("__", "_"))


def one_line(text: Text) -> Text:
    """Return a text without breaks of lines, for headings and the cells of tables."""
    return tuple(attrs.evolve(run, text=" ".join(run.text.split("\n"))) for run in text)


def inline_markdown(text: Text, is_same: Callable[[str], bool]) -> str:
    """Return a text as Markdown; `is_same` tells whether a try reads back as the text.

    Some emphasis cannot be written, such as half a word with a bracket: then its words remain.
    """
    runs = tuple(_merged(text))
    tries = (
        *(_marked(runs, markers) for markers in EVERY_MARKERS),
        _marked(_tight(runs), Markers()),
    )
    return next((line for line in tries if is_same(line)), tries[0] if runs else "")


def _merged(text: Text) -> Iterator[Run]:
    """Yield runs that differ in look from their neighbours; blanks take the look round them."""
    held: Run | None = None
    for run in text:
        if held and not held.source and not run.source and _looks(held) == _looks(run):
            held = attrs.evolve(held, text=held.text + run.text)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _looks(run: Run) -> tuple[bool, bool, str]:
    return (run.is_strong, run.is_emphasised, run.link)


def _tight(runs: Text) -> Text:
    """Return the runs with signs at the edges of emphasis left plain."""
    tight: list[Run] = []
    for run in runs:
        if run.source or not (run.is_strong or run.is_emphasised):
            tight.append(run)
            continue
        match = re.match(r"(\W*)(.*?)(\W*)\Z", run.text, re.DOTALL)
        before, words, after = match.groups() if match else ("", run.text, "")
        plainly = attrs.evolve(run, is_strong=False, is_emphasised=False)
        tight += [
            attrs.evolve(look, text=part)
            for look, part in ((plainly, before), (run, words), (plainly, after))
            if part
        ]
    return tuple(_merged(tuple(tight)))


def _marked(runs: Text, markers: Markers) -> str:
    line = "".join(_linked(list(_spaced(runs)), markers))
    lines = (re.sub(r"[ \t\xa0]*\Z", "", part.lstrip(" \t")) for part in line.split("\n"))
    kept = [_started(part) for part in lines if part]
    return "\\\n".join(kept)


def _started(line: str) -> str:
    match = _LINE_START.match(line)
    if not match:
        return line
    return f"{match[1]}\\{line[match.end() :]}" if match[1][0].isdigit() else f"\\{line}"


def _spaced(runs: Text) -> Iterator[Run]:
    """Yield the runs with blanks at their edges as plain runs: no emphasis begins with a blank."""
    for run in runs:
        if run.source or not (run.is_strong or run.is_emphasised or run.link):
            yield run
            continue
        words = run.text.strip()
        start = run.text.index(words) if words else len(run.text)
        blank = Run(text="")
        for look, part in (
            (blank, run.text[:start]),
            (run, words),
            (blank, run.text[start + len(words) :]),
        ):
            if part:
                yield attrs.evolve(look, text=part)


def _linked(runs: list[Run], markers: Markers) -> Iterator[str]:
    index = 0
    while index < len(runs):
        end = _same_until(runs, index, lambda run: run.link)
        words = "".join(_emphasised(runs[index:end], markers))
        link = runs[index].link
        yield f"[{words}]({_address(link)})" if link else words
        index = end


def _same_until(runs: list[Run], start: int, of: Callable[[Run], object]) -> int:
    """Return where runs end that share something with the first, blanks between them too."""
    end = start + 1
    for index in range(start + 1, len(runs)):
        if of(runs[index]) == of(runs[start]):
            end = index + 1
        elif runs[index].text.strip() or runs[index].source:
            break
    return end


def _emphasised(runs: list[Run], markers: Markers) -> Iterator[str]:
    """Yield the runs with their signs; what reaches further stands outside."""
    index = 0
    while index < len(runs):
        run = runs[index]
        strong = _same_until(runs, index, lambda r: r.is_strong) if run.is_strong else 0
        weak = _same_until(runs, index, lambda r: r.is_emphasised) if run.is_emphasised else 0
        end = max(strong, weak)
        if not end:
            yield _letters(run)
            index += 1
            continue
        if strong >= weak:
            marker = markers.strong
            inner = [attrs.evolve(r, is_strong=False) for r in runs[index:end]]
        else:
            marker = markers.emphasised
            inner = [attrs.evolve(r, is_emphasised=False) for r in runs[index:end]]
        yield f"{marker}{''.join(_emphasised(inner, markers))}{marker}"
        index = end


def _letters(run: Run) -> str:
    return run.source or _SPECIAL.sub(lambda match: f"\\{match[0]}", run.text)


def _address(link: str) -> str:
    escaped = link.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"<{escaped}>" if re.search(r"[\s()]", escaped) else escaped


Reads = Callable[[str], Sequence[Passage]]
"""Reads Markdown as passages, with the fields and pictures of the project."""

DEEPEST = 6
_BEGINNING = re.compile(r"(?<=[.!?])(?<!\b\w\.)(?<!\b\d\d\.)(?<!\b[A-Z][a-z]\.) (?=[^\w\s]*(\w))")
"""The blank before what may be another sentence, and its first letter.

No sentence ends with the day in "31. Mai", with the initial in "J. Bach", or with "St." or "Dr.".
"""


@attrs.frozen(kw_only=True)
class Writer:
    """Writes passages; `reads` checks each try, `picture` gives the Markdown of a picture.

    `outermost` is the number of signs before a heading of the first level. Where it
    `breaks_sentences`, each begins a new line.
    """

    reads: Reads
    picture: Callable[[Passage], str]
    outermost: int = 2
    breaks_sentences: bool = False

    def blocks(self, passages: Iterable[Passage]) -> Iterator[str]:
        """Yield the blocks of Markdown that passages make; points of one list are one block."""
        for kind, group in groupby(passages, key=lambda passage: passage.kind):
            if kind is PassageKind.ITEM:
                yield "\n".join(self._points(list(group)))
            elif kind is PassageKind.QUOTE:
                yield "\n>\n".join(_quoted(self._paragraph(p.text)) for p in group)
            else:
                yield from (self._block(passage) for passage in group)

    def _block(self, passage: Passage) -> str:
        match passage.kind:
            case PassageKind.HEADING:
                signs = "#" * min(self.outermost + passage.depth - 1, DEEPEST)
                return f"{signs} {self._heading(passage)}"
            case PassageKind.TABLE:
                return "\n".join(self._rows(passage.rows))
            case PassageKind.PICTURE:
                return self.picture(passage)
            case _:
                return self._paragraph(passage.text)

    def _paragraph(self, text: Text) -> str:
        wanted = Passage(kind=PassageKind.PARAGRAPH, text=text).key
        written = inline_markdown(text, lambda line: self._keys(line) == [wanted])
        broken = _BEGINNING.sub(_broken, written) if self.breaks_sentences else written
        return broken if self._keys(broken) == [wanted] else written

    def _heading(self, passage: Passage) -> str:
        wanted = attrs.evolve(passage, depth=1).key
        words = tuple(
            attrs.evolve(run, is_strong=False, is_emphasised=False, link="")
            for run in one_line(passage.text)
        )
        line = inline_markdown(words, lambda line: self._keys(f"# {line}") == [wanted])
        return f"{line[:-1]}\\#" if line.endswith("#") else line

    def _points(self, items: list[Passage]) -> Iterator[str]:
        """Yield the lines of a list; deeper points are indented under the text of their parent."""
        open_levels: list[_Level] = []
        for item in items:
            while open_levels and open_levels[-1].depth > item.depth:
                open_levels.pop()
            same = open_levels and open_levels[-1].depth == item.depth
            if same and open_levels[-1].is_ordered is not item.is_ordered:
                open_levels.pop()
                same = False
            number = open_levels[-1].number + 1 if same else 1
            if same:
                open_levels.pop()
            indent = open_levels[-1].inner if open_levels else 0
            sign = f"{number}. " if item.is_ordered else "- "
            inner = indent + len(sign)
            open_levels.append(_Level(item.depth, item.is_ordered, number, inner))
            first, *more = self._paragraph(item.text).split("\n")
            yield f"{' ' * indent}{sign}{first}"
            yield from (f"{' ' * inner}{line}" for line in more)

    def _rows(self, rows: Sequence[Sequence[Text]]) -> Iterator[str]:
        titles, *others = rows
        yield self._row(titles)
        yield f"| {' | '.join('---' for _ in titles)} |"
        yield from map(self._row, others)

    def _row(self, row: Sequence[Text]) -> str:
        return f"| {' | '.join(self._cell(one_line(text)) for text in row)} |"

    def _cell(self, text: Text) -> str:
        wanted = Passage(kind=PassageKind.TABLE, rows=((text,),)).key

        def is_same(line: str) -> bool:
            return self._keys(f"| {_in_cell(line)} |\n| --- |") == [wanted]

        return _in_cell(inline_markdown(text, is_same))

    def _keys(self, markdown: str) -> list[object]:
        return [passage.key for passage in self.reads(markdown)]


def _broken(match: re.Match[str]) -> str:
    return "\n" if match[1].isupper() else match[0]


@attrs.frozen
class _Level:
    depth: int
    is_ordered: bool
    number: int
    inner: int


def _quoted(markdown: str) -> str:
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def _in_cell(line: str) -> str:
    return line.replace("\\|", "|").replace("|", "\\|")
