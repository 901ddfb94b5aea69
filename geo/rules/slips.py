"""Slips of the pen that read as if nothing were wrong: doubles in lists, letters that look alike.

Only `python -m geo check` asks this, as it looks at every field of every record.
"""

import re
import unicodedata
from collections.abc import Iterator

from geo.reading.texts.same_page import page_named
from geo.records.model import Article, Record
from geo.records.sentences import without_marks
from geo.rules.context import Context, Found
from geo.rules.wording import texts_of

#: Lists in which something may stand twice.
_MAY_REPEAT = frozenset({"between_ids", "breaks_gauge_mm", "line", "ring"})


def lists_name_each_once(context: Context) -> Found:
    """No list of ids, codes or texts names anything twice."""
    for record in context.loaded.records():
        for field, value in _doubles(record):
            found = f"'{value}' stands twice in the list"
            yield context.issue(record.id, field, "item_double", found, "Delete one of the two")


def _doubles(record: Record, before: str = "") -> Iterator[tuple[str, object]]:
    for name in type(record).model_fields:
        value, field = getattr(record, name), f"{before}{name}"
        if isinstance(value, Record):
            yield from _doubles(value, f"{field}.")
        if not isinstance(value, tuple) or name in _MAY_REPEAT or isinstance(record, Article):
            continue
        seen: set[object] = set()
        for number, part in enumerate(value):
            if isinstance(part, Record):
                yield from _doubles(part, f"{field}[{number}].")
            elif part in seen:
                yield field, part
            seen.add(part)


#: Pattern -> rule, what it is and what to do. Letters that look alike are not found by a search.
_SPOILT = (
    (
        re.compile(r"[A-Za-z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][A-Za-z\u00c0-\u024f]"),
        *("mixed_letters", "mixes letters of two alphabets in one word"),
        "Type the word again on one keyboard: the letters look alike, but no search finds it",
    ),
    (
        re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"),
        *("print_letters", "has letters in the shapes of print, as PDF files hold them"),
        "Type the word again: the letters look alike, but no search finds it",
    ),
    (
        re.compile("Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]|[ÐÑ][\u0080-\u00bf\u2018-\u2030]|Ø[§-¿]"),
        *("letters_garbled", "was saved in one encoding and read in another"),
        "Take the text from its source again and save the file as UTF-8",
    ),
    (
        re.compile(r"\?{3,}"),
        *("letters_lost", "has question marks where letters were lost"),
        "Take the text from its source again and save the file as UTF-8",
    ),
    (
        re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});"),
        *("markup", "holds a sign in the way of HTML"),
        "Write the sign itself",
    ),
)


def texts_are_whole(context: Context) -> Found:
    """No text holds letters that were lost, garbled or swapped for others that look alike."""
    for record in context.loaded.records():
        for field, text in texts_of(record):
            for pattern, rule, said, hint in _SPOILT:
                if place := pattern.search(text):
                    near = text[max(0, place.start() - 15) : place.end() + 15]
                    yield context.issue(record.id, field, rule, f"'{near}' {said}", hint)
            if not text.isascii() and not unicodedata.is_normalized("NFC", text):
                found = "an accent stands apart from its letter"
                hint = "Type the word again: it looks the same, but no search finds it"
                yield context.issue(record.id, field, "accent_apart", found, hint)


def articles_close_their_links(context: Context) -> Found:
    """Every bracket of a link or footnote is closed; otherwise the page shows the brackets."""
    for article in context.loaded.articles:
        rest = without_marks(article.body)
        for sign in ("[[", "]]", "[^"):
            if sign in rest:
                near = rest[max(0, rest.index(sign) - 20) : rest.index(sign) + 20]
                found = f"'{near}' has a link that is not closed"
                hint = "Write [[id]], [[id|words]] or [^id]"
                yield context.issue(article.id, "body", "link_open", found, hint)


def sources_are_different_pages(context: Context) -> Found:
    """No page is in the register twice, whoever sent its readers there."""
    pages: dict[str, str] = {}
    for source in context.loaded.sources:
        named = {"url": source.url, "archive_url": source.archive_url}
        for field, page in ((name, page_named(url)) for name, url in named.items() if url):
            first = pages.setdefault(page, source.id)
            if page and first != source.id:
                found = f"it is the page of {first}"
                hint = f"Cite {first} in place of it, or correct the address"
                yield context.issue(source.id, field, "page_double", found, hint)
