"""The axis of time of the slider and of the lanes: recent years have more room than old ones.

Most of what the atlas knows happened of late. An even axis would squeeze it into the last tenth, so
the axis changes its scale a few times. Between two turns it is even, and whoever draws it marks the
years, so that nobody takes a wide year for a long one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo.records.dates import Day

#: Room of a year, and the years that are named, by how long before the last turn a scale ends.
_SCALES = ((50, 0.1, 50), (30, 1.0, 10), (10, 2.0, 10), (0, 5.0, 5))
_RECENT, _AHEAD = (24.0, 1), (5.0, 2)
_SHORTEST_RECENT = 3  # years; before, the years of a new decade lie on the scale of the last one
_GAP, _WIDE_GAP = 0.045, 0.1  # shares of the axis between two names, on a desk and on a phone


@dataclass(frozen=True, slots=True)
class AxisYear:
    """A year that is named: the share of the axis where it begins, and if a phone leaves it out."""

    year: int
    share: float
    is_minor: bool


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Where days lie: `turns` are days with their shares from 0 to 1, even from one to the next.

    `named` are the years to be written beside it.
    """

    turns: tuple[tuple[Day, float], ...]
    named: tuple[AxisYear, ...] = ()

    def share(self, day: Day) -> float:
        """From 0 at its first day to 1 at its last; what lies outside is moved to the end."""
        days = [turn for turn, _ in self.turns]
        at = min(max(1, bisect_right(days, day)), len(days) - 1)
        (start, low), (end, high) = self.turns[at - 1 : at + 1]
        along = (day - start).days / (end - start).days
        return low + (high - low) * min(1.0, max(0.0, along))


def time_axis(first: Day, last: Day, newest: Day) -> TimeAxis:
    """The axis from the first to the last day, where the newest record is of `newest`.

    The last day must come after the first.
    """
    bands = list(_bands(newest))
    days = sorted({first, last, *(day for day, _, _ in bands if first < day < last)})
    sizes = [(end - start).days * _band(bands, start)[0] for start, end in pairwise(days)]
    shares = [sum(sizes[:at]) / sum(sizes) for at in range(len(days))]
    axis = TimeAxis(tuple(zip(days, shares, strict=True)))
    return TimeAxis(axis.turns, tuple(_named(axis, bands, first, last)))


def _bands(newest: Day) -> Iterator[tuple[Day, float, int]]:
    """First day, room of a year and step of the named years of each scale, oldest first."""
    turn = (newest.year - _SHORTEST_RECENT) // 10 * 10
    start = Day.min
    for before, room, step in _SCALES:
        yield start, room, step
        start = Day(turn - before, 1, 1)
    yield start, *_RECENT
    yield Day(newest.year + 1, 1, 1), *_AHEAD


def _band(bands: list[tuple[Day, float, int]], day: Day) -> tuple[float, int]:
    _, room, step = next(band for band in reversed(bands) if band[0] <= day)
    return room, step


def _named(
    axis: TimeAxis, bands: list[tuple[Day, float, int]], first: Day, last: Day
) -> Iterator[AxisYear]:
    """Years with room for their names, the newest first: they matter most."""
    edges = {"all": 1.0 + _GAP, "wide": 1.0 + _WIDE_GAP}
    for year in range(last.year, first.year - 1, -1):
        day = max(first, Day(year, 1, 1))
        share = axis.share(day)
        if year % _band(bands, day)[1] or share > edges["all"] - _GAP:
            continue
        is_minor = share > edges["wide"] - _WIDE_GAP
        edges["all"] = share
        edges["wide"] = edges["wide"] if is_minor else share
        yield AxisYear(year, share, is_minor)
