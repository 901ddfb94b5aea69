"""A web page to its article: what stands around it, menus and the like, is left out."""

import re
from typing import Any

from geo.reading.texts.clock import library
from geo.reading.texts.decoding import text_of
from geo.reading.texts.foreign import RawText
from geo.reading.texts.forms.page_day import day_of_page
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.phrases import number
from geo.records.texts import say

_MB = 1_000_000
_HEAD = 4096
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{1,30})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
#: Elements that a page may leave open: they say nothing about how deep it goes.
_OPEN = frozenset(
    """p li dt dd option tr td th thead tbody tfoot colgroup rp rt br hr img input meta link
    area base col embed source track wbr""".split()  # noqa: SIM905 - shorter than a list
)
#: What a page holds that is none of its text, from its beginning to its end.
_UNREAD = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
#: How the library writes a row of a table.
_ROW = re.compile(r"^\|(.*)\|[ \t]*$", re.MULTILINE)
_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z-]{2,12})""", re.IGNORECASE)
#: An article shorter than this, in a page of so many times its letters, is no article.
_SHORT, _MUCH = 200, 3


def read_page(data: bytes, notes: Notes, limits: TextLimits, charset: str = "") -> RawText:
    """The article of a web page; `charset` is what the server said of its letters.

    Raises UploadError for a page that is too large, too deep or of too many elements.
    """
    if len(data) > limits.page_mb * _MB:
        raise too_large_file(len(data), limits.page_mb)
    said = _CHARSET.search(data[:_HEAD])
    declared = charset or (said[1].decode("ascii", "ignore") if said else "")
    html = text_of(data, notes, declared)
    check_page(html, limits)
    trafilatura: Any = library("trafilatura")
    document = trafilatura.bare_extraction(
        html,
        include_comments=False,
        with_metadata=True,
    )
    text = (document.text if document else "") or ""
    if len(text) < _SHORT:
        whole: str = trafilatura.html2txt(html)
        if len(whole) > _MUCH * len(text):
            text = whole
            told = say("No article was recognised in the page; all of its text was taken.")
            notes.add(NoteKind.DOUBT, told)
    lang = _LANGUAGE.search(html[:_HEAD])
    return RawText(
        _ROW.sub(_row, text).replace("\n", "\n\n"),
        (document and document.title) or "",
        day_of_page(html),
        lang[1] if lang else "",
    )


def _row(found: re.Match[str]) -> str:
    """A row of a table as its cells, the line below its head as nothing."""
    cells = [cell.strip() for cell in found[1].split("|")]
    return "" if all(set(cell) <= {"-"} for cell in cells) else "\t".join(cells)


def check_page(html: str, limits: TextLimits) -> None:
    """Raise UploadError for a page of more elements, or deeper, than can be read in time."""
    tags, depth, deepest = 0, 0, 0
    for found in _TAG.finditer(_without_unread(html)):
        tags += 1
        if found[2].lower() not in _OPEN:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(depth, deepest)
        if tags > 2 * limits.tags or deepest > limits.depth:
            break
    # An element that is closed has two tags.
    if tags > 2 * limits.tags:
        raise UploadError(
            say("the page has more than {count} elements", count=number(limits.tags)),
            say("Paste the text itself"),
        )
    if deepest > limits.depth:
        raise UploadError(
            say("the page is nested more than {depth} levels deep", depth=limits.depth),
            say("Paste the text itself"),
        )


def _without_unread(html: str) -> str:
    """The page without comments, scripts and styles, in one pass for each."""
    for begin, end in _UNREAD:
        kept, start, lower = [], 0, html.lower()
        while (at := lower.find(begin, start)) >= 0:
            kept.append(html[start:at])
            stop = lower.find(end, at)
            start = len(html) if stop < 0 else stop + len(end)
        html = "".join((*kept, html[start:]))
    return html


def too_large_file(size: int, most: int) -> UploadError:
    """The fault of a file of more bytes than the limit, in MB."""
    return UploadError(
        say("it has {size} MB; the most is {most} MB", size=number(size / _MB, 1), most=most),
        say("Paste the text itself, or send the part that you want checked"),
    )
