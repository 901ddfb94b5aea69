"""That many cases in one test are each looked at, and each that fails is told by its name."""

import pytest

from tests.each import for_each


@pytest.fixture
def limit() -> int:
    return 3


@for_each("number", [1, 2, 3])
def test_all_cases_share_what_a_test_asks_for(number: int, limit: int) -> None:
    assert number <= limit


def test_every_case_that_fails_is_told() -> None:
    @for_each("letter, number", [("a", 1), ("b", 9), ("c", 8)], lambda case: f"case {case[0]}")
    def small(letter: str, number: int, limit: int) -> None:
        assert number <= limit

    with pytest.raises(AssertionError, match=r"(?s)2 of 3 fail\ncase b: .*\ncase c: "):
        small(limit=3)


def test_no_case_at_all_is_a_fault() -> None:
    with pytest.raises(AssertionError, match="no case"):
        for_each("row", [])(print)()
