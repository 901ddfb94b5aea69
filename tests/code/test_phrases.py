"""Numbers, ranges and lists are said in one way, wherever they stand."""

import pytest

from geo.records.phrases import (
    amount,
    as_sentence,
    duration,
    is_told_in_days,
    kilometres,
    listed,
    more_time,
    number,
    span_words,
    with_commas,
    within_sentence,
)
from geo.records.vocab import Lifecycle, Quantity


def plain(text: str) -> str:
    return text.replace("\u2009", " ")


@pytest.mark.parametrize(
    ("items", "more", "expected"),
    [
        (["a"], 0, "a"),
        (["a", "b"], 0, "a and b"),
        (["a", "b", "c"], 0, "a, b and c"),
        (["a", "b"], 3, "a, b and 3 more"),
    ],
)
def test_a_list_ends_with_and(items: list[str], more: int, expected: str) -> None:
    assert listed(items, more) == expected


def test_numbers_are_parted_by_thin_spaces() -> None:
    assert (plain(number(12345)), number(0.5, 3)) == ("12 345", "0.5")
    assert plain(kilometres(1234.4)) == "1 234 km"
    assert plain(span_words((1000, 2000))) == "1 000–2 000"
    assert with_commas(["1", "2"]) == "1, 2"


def test_hours_become_days_where_they_are_many() -> None:
    spans = [(0.2, 0.8), (5, 5), (48, 71), (72, 96), (24, 240)]
    assert [plain(duration(span)) for span in spans] == [
        *("under 1 h", "5 h", "48–71 h", "3–4 days", "1–10 days")
    ]


def test_times_side_by_side_have_one_unit() -> None:
    spans = [(0.2, 0.8), (5, 30), (48, 48), (24, 240)]
    assert is_told_in_days(spans)
    assert not is_told_in_days(spans[:3])
    assert [plain(duration(span, in_days=True)) for span in spans] == [
        *("0 days", "0.2–1.2 days", "2 days", "1–10 days")
    ]


@pytest.mark.parametrize(
    ("hours", "in_hours", "in_days"),
    [
        (-223, "\u2212223 h", "\u22129.3 days"),
        (24, "+24 h", "+1 day"),
        (0.3, "", ""),
        (1, "+1 h", ""),
    ],
)
def test_a_difference_of_time_has_the_unit_of_what_it_parts(
    hours: float, in_hours: str, in_days: str
) -> None:
    assert plain(more_time(hours)) == in_hours
    assert plain(more_time(hours, in_days=True)) == in_days


@pytest.mark.parametrize(
    ("quantity", "low", "high", "expected"),
    [
        (Quantity.LENGTH_KM, 640, 764, "640–764 km"),
        (Quantity.COST_USD_BN, 4.5, None, "US$ 4.5 bn"),
        (Quantity.MONEY_PKR_BN, 1200, None, "PKR 1 200 bn"),
        (Quantity.STEEL_MTPA, 1.1, None, "1.1 Mt/y"),
    ],
)
def test_an_amount_has_its_unit(
    quantity: Quantity, low: float, high: float | None, expected: str
) -> None:
    assert plain(amount(quantity, low, high)) == expected


def test_all_money_is_written_around_its_number() -> None:
    money = [word for word in Quantity if word.unit.startswith(("US$", "EUR", "AFN", "PKR"))]
    assert money
    assert [word for word in money if amount(word, 1, None) == f"1 {word.unit}"] == []


def test_a_label_fits_into_a_sentence_and_begins_one() -> None:
    words = within_sentence(Lifecycle.OPERATING.label)
    assert (words, as_sentence(words)) == ("in service", "In service")
