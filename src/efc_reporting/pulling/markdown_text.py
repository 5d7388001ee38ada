"""Passages become Markdown: each as its own lines, in a form that reads back as the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from efc_reporting.content import Text
from efc_reporting.passages import Passage, PassageKind
from efc_reporting.pulling.inline import inline_markdown, one_line

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
