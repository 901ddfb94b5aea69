"""Dates at the precision that is known: reading, sorting and saying them.

A date is text such as `2025`, `2025-07` or `2025-07-11`; a `~` at the end means about, and a slash
makes a range (EDTF level 1). The text is kept as it was published; nothing is made more exact.
"""

import os
import re
from calendar import monthrange
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple, Protocol

from geo.records.errors import GeoError
from geo.records.texts import mark, say

#: A `date` of a record is text, a `Day` is one exact day.
Day = date

#: Name of the environment variable that sets the clock, for tests and for trying things out.
CLOCK = "ATLAS_TODAY"

_PART = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~?)"
)
_FORM = "is not a date such as 2025, 2025-07, 2025-07-11, 1960~ or 1960/1964"
# Spelt out: the calendar module would follow the language of the machine.
_MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June")),
    *(mark("July"), mark("August"), mark("September"), mark("October"), mark("November")),
    mark("December"),
)
#: Many records have one date, and most are asked for theirs again and again.
_KEPT = 16_384
_RANGE = "\u2013"  # en dash


def today() -> Day:
    """The machine's date, or the day in the environment variable ATLAS_TODAY (ISO 8601).

    It is read anew with every call, so that a server that runs for months does not stand still.
    Raises GeoError if the variable holds no day.
    """
    text = os.environ.get(CLOCK, "")
    if not text:
        return datetime.now(UTC).astimezone().date()
    try:
        return Day.fromisoformat(text)
    except ValueError:
        raise GeoError(f"{CLOCK} is no day such as 2026-12-01: {text!r}") from None


class _Part(NamedTuple):
    """One side of a date: the numbers that are known, and whether they are about right only."""

    year: int
    month: int | None
    day: int | None
    about: bool

    def first(self) -> Day:
        # A month or day 00 is known and wrong; only None is unknown.
        return Day(self.year, *(1 if part is None else part for part in (self.month, self.day)))

    def last(self) -> Day:
        month = self.month or 12
        return Day(self.year, month, self.day or monthrange(self.year, month)[1])


def _part(text: str) -> _Part:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(_FORM)
    year, month, day = (
        int(digits) if digits else None for digits in found.group("year", "month", "day")
    )
    part = _Part(year or 0, month, day, bool(found["about"]))
    try:
        part.first()
    except ValueError:
        raise ValueError("is not in the calendar") from None
    return part


@lru_cache(maxsize=_KEPT)
def _parts(date: str) -> tuple[_Part, _Part]:
    first, slash, last = date.partition("/")
    start = _part(first)
    return start, _part(last) if slash else start


def checked(date: str) -> str:
    """The same text, if it is a date of the calendar and a range does not run backwards.

    Raises ValueError with half a sentence that begins with a verb, to follow the value.
    """
    start, end = _parts(date)
    if end.last() < start.first():
        raise ValueError("ends before it begins")
    return date


@lru_cache(maxsize=_KEPT)
def first_day(date: str) -> Day:
    """The first day that the date can mean: `2025-07` gives 1 July 2025."""
    return _parts(date)[0].first()


@lru_cache(maxsize=_KEPT)
def last_day(date: str) -> Day:
    """The last day that the date can mean: `1960/1964` gives 31 December 1964."""
    return _parts(date)[1].last()


def sort_key(date: str | None) -> tuple[Day, Day]:
    """Key that puts dates in order by first day, then last day; no date comes before all."""
    return (first_day(date), last_day(date)) if date else (Day.min, Day.min)


class DatedRecord(Protocol):
    """An event, a correction or whatever else has a date of its own."""

    @property
    def id(self) -> str:
        """Its id, which settles the order of two records of one date."""

    @property
    def date(self) -> str:
        """Its date, at the precision that is known."""


def by_date(record: DatedRecord) -> tuple[Day, Day, str]:
    """Key that puts dated records in their one order, by date and then by id.

    The text of a date does not do: by its letters, `2009~` and `2009/2011` come after `2009-09-30`.
    """
    return (*sort_key(record.date), record.id)


def when(date: str) -> str:
    """The date in the language of the reader, in English `11 July 2025`, `July 2025`, `about 1960`.

    Ranges have an en dash.
    """
    start, end = _parts(date)
    if "/" not in date:
        return _part_in_words(start)
    if start[:2] == end[:2] and start.day and end.day and not (start.about or end.about):
        return _exact_in_words(end, f"{start.day}{_RANGE}{end.day}")
    spaced = any(part.month or part.about for part in (start, end))
    return f"{_part_in_words(start)}{f' {_RANGE} ' if spaced else _RANGE}{_part_in_words(end)}"


def _part_in_words(part: _Part) -> str:
    said = _exact_in_words(part, str(part.day or ""))
    return say("about {date}", date=said) if part.about else said


def _exact_in_words(part: _Part, days: str) -> str:
    if not part.month:
        return str(part.year)
    month = say(_MONTHS[part.month - 1])
    if not days:
        return say("{month} {year}", month=month, year=part.year)
    return say("{day} {month} {year}", day=days, month=month, year=part.year)
