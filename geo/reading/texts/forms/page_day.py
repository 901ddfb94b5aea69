"""The day on which a web page says that it was published: only where it says so in its own data.

A day somewhere in its words, in a footer or beside another article is a guess, and not taken.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

_META = re.compile(r"<meta\s[^>]{0,1000}>", re.IGNORECASE)
_TIME = re.compile(r"<time\s[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z:_-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_IN_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{1,40})"')
_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
#: Names under which pages give it.
_NAMES = frozenset(
    """
    article:published_time og:article:published_time datepublished date dc.date dc.date.issued
    dcterms.date dcterms.issued dcterms.created publishdate publish-date publish_date pubdate
    parsely-pub-date sailthru.date article.published citation_publication_date
    """.split()  # noqa: SIM905 - a list of quoted words would be four times as long
)


def day_of_page(html: str) -> str:
    """The day as ISO 8601, or nothing where the page gives none, or more than one."""
    return next((day for day in map(_only_day, _sources(html)) if day), "")


def _sources(html: str) -> Iterator[Iterable[str]]:
    """What the page gives as its day, the surest first."""
    metas = [_attributes(found[0]) for found in _META.finditer(html)]
    yield [
        meta.get("content", "")
        for meta in metas
        if any(meta.get(key, "").lower() in _NAMES for key in ("property", "name", "itemprop"))
    ]
    yield _IN_DATA.findall(html)
    yield [_attributes(found[0]).get("datetime", "") for found in _TIME.finditer(html)]


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): double or single for name, double, single in found}


def _only_day(texts: Iterable[str]) -> str:
    days = {day for day in map(_day, texts) if day}
    return days.pop() if len(days) == 1 else ""


def _day(text: str) -> str:
    found = _DAY.match(text)
    if not found:
        return ""
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return ""
    # Somewhere it is tomorrow already.
    return day.isoformat() if day <= datetime.now(UTC).date() + timedelta(days=1) else ""
