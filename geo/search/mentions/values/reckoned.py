"""What the words of a date mean: from what a pattern has found to a date as records write it."""

import re
from datetime import timedelta
from typing import NamedTuple

from geo.records.dates import Day
from geo.search.mentions.mention import Unit
from geo.search.mentions.values.calendar_words import (
    COUNTED,
    FUTURE,
    FUTURE_URDU,
    ONE_MONTH,
    ONE_WEEKDAY,
    SEASONS,
    SMALL,
)
from geo.search.mentions.values.units import MONEY, UNIT, unit_of

#: A date, or None where the words are none, or no day is known to reckon from.
Made = str | None


class Clock(NamedTuple):
    """The day of publication, and the year that was named last."""

    day: Day | None
    year: int | None


def _month(words: str) -> int:
    bare = words.rstrip(".")
    return next((at for at, month in enumerate(ONE_MONTH, 1) if month.fullmatch(bare)), 0)


def _weekday(words: str) -> int:
    return next(at for at, name in enumerate(ONE_WEEKDAY) if name.fullmatch(words))


def iso(found: re.Match[str], _: Clock) -> Made:
    """What is written so already."""
    return found[0]


def numeric(found: re.Match[str], _: Clock) -> Made:
    """Day, month and year in figures."""
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"


def full(found: re.Match[str], clock: Clock) -> Made:
    """A day or days of a month, with the year or near the day of publication."""
    month = _month(found["m"])
    first, last = _number_of_day(found["d"]), _number_of_day(found["e"] or found["d"])
    year = int(found["y"]) if found["y"] else _year_of(month, clock)
    if year is None:
        return None
    start = f"{year}-{month:02}-{first:02}"
    return start if last == first else f"{start}/{year}-{month:02}-{last:02}"


def _number_of_day(words: str) -> int:
    """The first of a month has a word of its own."""
    return int(words) if words.isdigit() else 1


def two_days(found: re.Match[str], clock: Clock) -> Made:
    """`30 June to 2 July 2025`."""
    year = int(found["y"]) if found["y"] else _year_of(_month(found["n"]), clock)
    if year is None:
        return None
    start = f"{found['x'] or year}-{_month(found['m']):02}-{_number_of_day(found['d']):02}"
    return f"{start}/{year}-{_month(found['n']):02}-{_number_of_day(found['e']):02}"


def month_of_year(found: re.Match[str], _: Clock) -> Made:
    """A month, or months from one to another."""
    start = f"{found['y']}-{_month(found['m']):02}"
    return f"{start}/{found['y']}-{_month(found['n']):02}" if found["n"] else start


def bare_month(found: re.Match[str], clock: Clock) -> Made:
    """A month without a year."""
    month = _month(found["m"])
    year = _year_of(month, clock)
    if year is None:
        return None
    if clock.day and found["next"] and (year, month) <= (clock.day.year, clock.day.month):
        year += 1
    if clock.day and found["last"] and (year, month) >= (clock.day.year, clock.day.month):
        year -= 1
    if found["n"] and _month(found["n"]) > month:
        return f"{year}-{month:02}/{year}-{_month(found['n']):02}"
    return f"{year}-{month:02}"


def _year_of(month: int, clock: Clock) -> int | None:
    """The year of a month without one: that in which it lies nearest to the publication."""
    if clock.day is None:
        return clock.year
    apart = month - clock.day.month
    return clock.day.year + (-1 if apart > 6 else 1 if apart < -6 else 0)  # noqa: PLR2004 - half a year


def years(found: re.Match[str], _: Clock) -> Made:
    """Years from one to another."""
    first, last = found["y"], found["z"]
    last = first[:2] + last if len(last) == 2 else last  # noqa: PLR2004 - 2025-26
    return f"{first}/{last}" if last > first else None


def decade(found: re.Match[str], _: Clock) -> Made:
    """Ten years."""
    first = int(found["y"])
    return f"{first}/{first + 9}"


def year(found: re.Match[str], _: Clock) -> Made:
    """A year, perhaps a rough one."""
    after = UNIT.match(found.string, found.end("y"))
    if after and after[0].strip() not in _SIGNS and unit_of(after) in _MEASURES:
        return None
    return found["y"] + ("~" if found["about"] else "")


#: What is measured in these is no year, whatever it looks like; `in 2025 $5bn` is.
_MEASURES = MONEY | {Unit.KM, Unit.M, Unit.MM, Unit.HA, Unit.ACRES, Unit.TONNES, Unit.PERCENT}
_SIGNS = frozenset("$€₽")


def part_of_year(found: re.Match[str], _: Clock) -> Made:
    """Halves and quarters of a year."""
    words = found["part"]
    count = next((n for n, names in COUNTED.items() if re.match(names, words)), 0)
    size = 6 if found["half"] else 3
    if not count or count * size > 12:  # noqa: PLR2004 - months
        return None
    return f"{found['y']}-{(count - 1) * size + 1:02}/{found['y']}-{count * size:02}"


def near_day(found: re.Match[str], clock: Clock) -> Made:
    """Yesterday, today, tomorrow."""
    if clock.day is None:
        return None
    days = {"before_that": -2, "before": -1, "today": 0, "after": 1}[str(found.lastgroup)]
    return (clock.day + timedelta(days)).isoformat()


def weekday_near(found: re.Match[str], clock: Clock) -> Made:
    """The last such day, or the next where the sentence speaks of the future."""
    if clock.day is None:
        return None
    back = (clock.day.weekday() - _weekday(found["w"])) % 7
    if found["next"] or (back and not found["last"] and _is_to_come(found)):
        return (clock.day + timedelta(7 - back)).isoformat()
    return (clock.day - timedelta(back or (7 if found["last"] else 0))).isoformat()


def season(found: re.Match[str], clock: Clock) -> Made:
    """Three months; winter begins in December of the year before."""
    first = next(at for at, names in enumerate(SEASONS) if re.fullmatch(names, found["s"])) * 3
    if found["y"]:
        year = int(found["y"])
    elif clock.day is None:
        return None
    else:
        year = clock.day.year + (1 if found["next"] else -1 if found["last"] else 0)
    start = f"{year}-{first:02}" if first else f"{year - 1}-12"
    return f"{start}/{year}-{first + 2:02}"


def end_of_year(_: re.Match[str], clock: Clock) -> Made:
    """The year of the publication."""
    return str(clock.day.year) if clock.day else None


def day_of_month(found: re.Match[str], clock: Clock) -> Made:
    """`on the 17th`: the nearest such day that is not after the publication."""
    if clock.day is None:
        return None
    number = int(found["d"])
    month = _moved(clock.day, 0 if number <= clock.day.day else -1)
    return f"{month}-{number:02}"


def _is_to_come(found: re.Match[str]) -> bool:
    """Whether the sentence speaks of the future before a weekday, or after it in Urdu."""
    before = re.split(r"[.!?,;۔]", found.string[max(0, found.start() - 60) : found.start()])[-1]
    after = re.split(r"[.!?۔,]", found.string[found.end() : found.end() + 60])[0]
    return bool(FUTURE.search(before) or FUTURE_URDU.search(after))


def period(found: re.Match[str], clock: Clock) -> Made:
    """Last, this or next year, month or week."""
    if clock.day is None:
        return None
    step = 1 if found["next"] else -1 if found["last"] else 0
    if found["year"]:
        return str(clock.day.year + step)
    if found["month"]:
        return _moved(clock.day, step)
    monday = clock.day - timedelta(clock.day.weekday() - 7 * step)
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"


def _moved(day: Day, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year}-{month + 1:02}"


def ago(found: re.Match[str], clock: Clock) -> Made:
    """So many days, weeks, months or years before."""
    if clock.day is None:
        return None
    words = found["n"] or "1"
    count = int(words) if words.isdigit() else SMALL.get(words, 1)
    if found["year"]:
        return str(clock.day.year - count) if count < 200 else None  # noqa: PLR2004 - years
    if found["month"]:
        return _moved(clock.day, -count)
    days = count * 7 if found["week"] else count
    return (clock.day - timedelta(days)).isoformat() if days < 10_000 else None  # noqa: PLR2004
