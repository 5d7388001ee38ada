"""Read an HTML page back."""

from __future__ import annotations

from html.parser import HTMLParser

from efc_reporting.testing.readers.read_back import ReadBack

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"style", "script", "title", "head"})
_INLINE = frozenset({"a", "b", "strong", "em", "i", "span", "bdi", "abbr", "code"})


def read_html(data: bytes) -> ReadBack:
    """Return what stands on a page."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    return ReadBack(
        text="\n".join(line for line in map(_tidy, "".join(page.text).split("\n")) if line),
        tables=[[[_tidy(cell) for cell in row] for row in table] for table in page.tables],
        headings=map(_tidy, page.headings),
        language=page.language,
        metadata={"title": _tidy(page.title), "author": page.author},
        links=page.links,
        alternatives=page.alternatives,
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


class _Page(HTMLParser):
    """Collects a page as it is parsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.links: list[str] = []
        self.alternatives: list[str] = []
        self.language = self.title = self.author = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = {name: value or "" for name, value in attrs}
        match tag:
            case "html":
                self.language = values.get("lang", "")
            case "meta" if values.get("name") == "author":
                self.author = values.get("content", "")
            case "img":
                self.alternatives.append(values.get("alt", ""))
            case "a" if not values.get("href", "#").startswith("#"):
                self.links.append(values["href"])
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "td" | "th":
                self.tables[-1][-1].append("")
        if tag == "svg" and "aria-label" in values:
            self.alternatives.append(values["aria-label"])
        if tag in _HEADINGS:
            self.headings.append("")
        if tag not in _INLINE:
            self.text.append("\n")
        if tag not in ("meta", "link", "img", "br", "hr", "col", "input", "wbr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag and those that were left open in it."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag not in _INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Put text where it belongs."""
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if _UNSEEN.intersection(self._open):
            return
        self.text.append(data)
        if _HEADINGS.intersection(self._open):
            self.headings[-1] += data
        if {"td", "th"}.intersection(self._open):
            self.tables[-1][-1][-1] += data
