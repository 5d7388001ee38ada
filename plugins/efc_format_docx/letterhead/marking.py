"""Finds the place for the text in the body of a letterhead, and puts HERE there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_format_docx.letterhead.parts import take_out, text_of
from efc_format_docx.letterhead.remarks import refusal
from efc_format_docx.markup import W

if TYPE_CHECKING:
    from lxml.etree import _Element

MARKS = ("efc-report", "efc_report")
"""Names that mark the place: of a bookmark, in which Word takes no hyphen, or the tag or title of
a content control."""

HERE = "<?efc-report text?>"
"""What stands in the body until the text is filled in."""

VISIBLE = ("t", "drawing", "pict", "object", "br", "fldChar", "fldSimple", "sym", "sectPr", "sdt")
HOLDERS = (f"{W}body", f"{W}tc", f"{W}sdtContent")


def put_here(body: _Element, name: str) -> tuple[_Element, bool]:
    """Put HERE into the body; say whether its place was marked.

    What the mark encloses goes; all other text stays, but for empty lines before the end of a
    section without a mark.
    """
    here = _marked(body, name)
    return (_at_end(body), False) if here is None else (here, True)


def marks(body: _Element) -> list[_Element]:
    """Return the content controls and the bookmarks that mark a place, in their order."""
    found = []
    for element in body.iter(f"{W}sdt", f"{W}bookmarkStart"):
        if element.tag == f"{W}bookmarkStart":
            names = [element.get(f"{W}name", "")]
        else:
            told = (element.find(f"{W}sdtPr/{W}{tag}") for tag in ("tag", "alias"))
            names = [given.get(f"{W}val", "") for given in told if given is not None]
        if any(given.casefold() in MARKS for given in names):
            found.append(element)
    return found


def _marked(body: _Element, name: str) -> _Element | None:
    found = marks(body)
    if not found:
        return None
    mark = found[0]
    # The outermost paragraph: a control within a line may stand in another one.
    line = [mark, *mark.iterancestors(f"{W}p")][-1]
    holder = line.getparent()
    if holder is None or holder.tag not in HOLDERS or _is_afloat(mark):
        raise refusal(
            name,
            "the place for the text is marked where no text of several paragraphs fits",
            "mark an empty paragraph of its own in the body",
        )
    if mark.tag == f"{W}sdt":
        return _instead_of(line, line) if line is mark else _instead_or_after(line, mark)
    last = _end_of(body, mark)
    if line is mark or last is not line:
        return _instead_of(line, last)
    return _instead_or_after(line, mark)


def _is_afloat(line: _Element) -> bool:
    return any(
        str(above.tag).endswith(("}txbxContent", "}textbox")) for above in line.iterancestors()
    )


def _end_of(body: _Element, start: _Element) -> _Element:
    """Return the line, beside that of the start, in which a bookmark ends."""
    line = [start, *start.iterancestors(f"{W}p")][-1]
    for end in body.iter(f"{W}bookmarkEnd"):
        if end.get(f"{W}id") == start.get(f"{W}id"):
            beside = [end, *end.iterancestors()]
            following = [line, *line.itersiblings()]
            return next((sibling for sibling in following if sibling in beside), line)
    return line


def _instead_or_after(line: _Element, mark: _Element) -> _Element:
    """Put HERE in the place of a line, or behind it where it says more than the mark encloses."""
    said = text_of(line)
    enclosed = text_of(mark) if mark.tag == f"{W}sdt" else _between(line, mark)
    if said.strip() == enclosed.strip() and not list(line.iter(f"{W}drawing", f"{W}pict")):
        return _instead_of(line, line)
    here = _here()
    line.addnext(here)
    take_out(mark, *_ends(line, mark))
    return _with_page_kept(line, here)


def _between(line: _Element, start: _Element) -> str:
    """Return what stands between the ends of a bookmark within one line."""
    inside, text = False, ""
    for element in line.iter():
        if element is start:
            inside = True
        elif element in _ends(line, start):
            return text
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
    return text


def _ends(line: _Element, start: _Element) -> list[_Element]:
    number = start.get(f"{W}id")
    return [e for e in line.iter(f"{W}bookmarkEnd") if number and e.get(f"{W}id") == number]


def _instead_of(first: _Element, last: _Element) -> _Element:
    here = _here()
    first.addprevious(here)
    gone = [first]
    while gone[-1] is not last:
        following = gone[-1].getnext()
        if following is None:
            break
        gone.append(following)
    kept = None
    for element in gone:
        found = next(element.iter(f"{W}sectPr"), None)
        kept = found if found is not None and element.tag != f"{W}sectPr" else kept
        if element.tag != f"{W}sectPr":
            take_out(element)
    if kept is not None:
        here.addnext(_end_of_section(kept))
    return here


def _at_end(body: _Element) -> _Element:
    """Put HERE at the end of the first section."""
    here = _here()
    last = next((child for child in body if next(child.iter(f"{W}sectPr"), None) is not None), None)
    if last is None:
        body.append(here)
    elif last.tag == f"{W}sectPr" or not _is_visible(last, besides="sectPr"):
        last.addprevious(here)
    else:
        last.addnext(here)
        here = _with_page_kept(last, here)
    while (before := here.getprevious()) is not None and before.tag == f"{W}p":
        if _is_visible(before):
            break
        body.remove(before)
    return here


def _with_page_kept(line: _Element, here: _Element) -> _Element:
    """Let the section of pages that ends with a line end behind HERE."""
    page = line.find(f"{W}pPr/{W}sectPr")
    if page is not None:
        here.addnext(_end_of_section(page))
    return here


def _end_of_section(page: _Element) -> _Element:
    from docx.oxml import OxmlElement

    line = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    line.append(properties)
    properties.append(page)
    return line


def _is_visible(line: _Element, besides: str = "") -> bool:
    tags = tuple(f"{W}{tag}" for tag in VISIBLE if tag != besides)
    return any(e.tag != f"{W}t" or (e.text or "").strip() for e in line.iter(*tags))


def _here() -> _Element:
    from lxml import etree

    return etree.ProcessingInstruction("efc-report", "text")
