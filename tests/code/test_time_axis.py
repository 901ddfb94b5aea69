"""The axis of time: recent years have more room, and it says so by its years."""

from itertools import pairwise

import pytest

from geo.analysis.time_axis import time_axis
from geo.records.dates import Day

FIRST, NEWEST = Day(1970, 1, 1), Day(2026, 11, 23)
AXIS = time_axis(FIRST, NEWEST, NEWEST)


def test_it_goes_from_0_to_1_and_never_back() -> None:
    shares = [AXIS.share(Day(year, 1, 1)) for year in range(1970, 2027)]
    assert (AXIS.share(FIRST), AXIS.share(NEWEST)) == (0, 1)
    assert all(before < after for before, after in pairwise(shares))
    assert (AXIS.share(Day(1960, 1, 1)), AXIS.share(Day(2030, 1, 1))) == (0, 1)


def test_recent_years_have_more_than_half_of_it() -> None:
    assert 1 - AXIS.share(Day(2020, 1, 1)) > 0.5
    assert AXIS.share(Day(1990, 1, 1)) < 0.1


def test_between_turns_it_is_even() -> None:
    months = [AXIS.share(Day(2024, month, 1)) for month in (1, 2)]
    days = [AXIS.share(Day(2022, 6, day)) for day in (1, 2, 3)]
    assert months[1] - months[0] == pytest.approx(31 * (days[1] - days[0]))
    assert days[2] - days[1] == pytest.approx(days[1] - days[0])


def test_every_turn_is_a_year_that_is_named() -> None:
    named = {known.year: known for known in AXIS.named}
    assert {1990, 2010, 2020, 2021, 2026} <= named.keys()
    assert named[2020].share == AXIS.share(Day(2020, 1, 1))
    gaps = [before.share - after.share for before, after in pairwise(AXIS.named)]
    assert min(gaps) >= 0.045


@pytest.mark.parametrize("year", [1971, 1999, 2030, 2032, 2033, 2100])
def test_any_clock_gives_an_axis(year: int) -> None:
    newest = Day(year, 3, 1)
    axis = time_axis(FIRST, newest, newest)
    assert (axis.share(FIRST), axis.share(newest)) == (0, 1)
    assert axis.named


def test_promises_lie_ahead_and_old_events_take_little() -> None:
    axis = time_axis(Day(1892, 1, 1), Day(2031, 1, 1), NEWEST)
    assert axis.share(Day(1970, 1, 1)) < 0.05
    assert 0.8 < axis.share(Day(2027, 1, 1)) < 0.95
