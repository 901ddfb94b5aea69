"""Dates keep the precision that is known and nothing makes them more exact."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records import dates
from geo.records.dates import Day
from geo.records.errors import GeoError

YEARS = st.integers(1, 9998).map("{:04d}".format)
DAYS = st.dates().map(Day.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
PLAIN = st.one_of(YEARS, MONTHS, DAYS)


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2025-07",
        "2025-07-11",
        "1960~",
        "1960/1964",
        "2024-02-29",
        "2025-07/2026",
        "2025/2025",
    ],
)
def test_known_dates_are_taken_as_they_stand(text: str) -> None:
    assert dates.checked(text) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not a date such as"),
        ("25", "is not a date such as"),
        ("2025-7", "is not a date such as"),
        ("11.07.2025", "is not a date such as"),
        ("2025-07-11T00:00", "is not a date such as"),
        ("٢٠٢٥", "is not a date such as"),
        ("2025\n", "is not a date such as"),
        ("1960/1964/1970", "is not a date such as"),
        ("/1964", "is not a date such as"),
        ("2025-13", "is not in the calendar"),
        ("2023-02-29", "is not in the calendar"),
        ("0000", "is not in the calendar"),
        ("2025-00", "is not in the calendar"),
        ("2025-07-00", "is not in the calendar"),
        ("1964/1960", "ends before it begins"),
    ],
)
def test_everything_else_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        dates.checked(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", Day(2025, 1, 1), Day(2025, 12, 31)),
        ("2024-02", Day(2024, 2, 1), Day(2024, 2, 29)),
        ("2025-07-11", Day(2025, 7, 11), Day(2025, 7, 11)),
        ("1960/1964", Day(1960, 1, 1), Day(1964, 12, 31)),
        ("1960~", Day(1960, 1, 1), Day(1960, 12, 31)),
    ],
)
def test_a_date_covers_all_days_that_it_can_mean(text: str, first: Day, last: Day) -> None:
    assert (dates.first_day(text), dates.last_day(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025", "2025"),
        ("2025-07", "July 2025"),
        ("2025-07-11", "11 July 2025"),
        ("1960~", "about 1960"),
        ("1960/1964", "1960–1964"),
        ("2025-07-01/2025-07-03", "1–3 July 2025"),
        ("2025-07/2025-09", "July 2025 – September 2025"),
        ("1960~/1964", "about 1960 – 1964"),
    ],
)
def test_a_date_is_said_in_words(text: str, said: str) -> None:
    assert dates.when(text) == said


def test_no_date_sorts_before_every_date() -> None:
    assert sorted(["2025", "", "0001-01-02", "2025-01-01"], key=dates.sort_key) == [
        "",
        "0001-01-02",
        "2025-01-01",
        "2025",
    ]


@given(PLAIN)
def test_first_day_is_never_after_last_day(text: str) -> None:
    assert dates.first_day(text) <= dates.last_day(text)
    assert dates.sort_key(text) == (dates.first_day(text), dates.last_day(text))


@given(PLAIN, PLAIN)
def test_a_range_is_taken_unless_it_runs_backwards(start: str, end: str) -> None:
    text = f"{start}/{end}"
    if dates.last_day(end) < dates.first_day(start):
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.checked(text)
    else:
        assert dates.first_day(dates.checked(text)) == dates.first_day(start)


@given(DAYS)
def test_an_exact_day_is_said_with_its_number_and_year(text: str) -> None:
    day = Day.fromisoformat(text)
    said = dates.when(text).split()
    assert (said[0], said[-1]) == (str(day.day), str(day.year))


def test_today_is_the_clock_of_the_machine_unless_it_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ATLAS_TODAY", raising=False)
    assert abs((dates.today() - datetime.now(UTC).date()).days) <= 1
    monkeypatch.setenv("ATLAS_TODAY", "2031-05-06")
    assert dates.today() == Day(2031, 5, 6)


def test_a_clock_that_is_set_to_no_day_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_TODAY", "soon")
    with pytest.raises(GeoError, match="ATLAS_TODAY is no day such as"):
        dates.today()
