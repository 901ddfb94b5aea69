"""A query in a link: readable, restored whole, and safe against whatever a link may bring."""

from dataclasses import replace
from datetime import date as Day  # noqa: N812 - as in geo.dates
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.assumptions import Range
from geo.route import Router
from geo.route_model import LineFilter, Objective
from geo.route_query import (
    NAMES,
    Choices,
    ParsedQuery,
    factors,
    format_query,
    link,
    parse_query,
)
from geo.vocab import Factor, Mode
from tests.route_cases import DEFAULT

FULL = ParsedQuery(
    replace(
        from_id="site-kabul",
        reach=LineFilter.PROPOSED,
        objective=Objective.GAUGES,
        day=Day(2025, 10, 15),
        modes=frozenset({Mode.RAIL, Mode.SEA}),
        as_if_built=frozenset({"uap-railway"}),
        closed_posts=frozenset({"site-torkham", "site-khunjerab"}),
        closed_countries=frozenset({"IR"}),
        closed_lines=frozenset({"main-line-1"}),
    ),
    ((Factor.RAIL_SPEED, Range(20, 40.5)),),
)


@pytest.fixture(scope="module")
def choices(shipped_router: Router) -> Choices:
    return Choices(shipped_router)


def test_nothing_asked_is_the_default(choices: Choices) -> None:
    assert parse_query({}, choices) == ParsedQuery(DEFAULT)
    assert format_query(ParsedQuery(DEFAULT)) == {"from": "karachi-port", "to": "tashkent"}


def test_a_link_can_be_read_by_people(choices: Choices) -> None:
    assert link(FULL) == (
        "from=kabul&to=tashkent&reach=proposed&modes=rail,sea&day=2025-10-15&aim=gauges"
        "&as-if-built=uap-railway&closed-posts=khunjerab,torkham&closed-countries=IR"
        "&closed-lines=main-line-1&rail-speed=20-40.5"
    )
    assert parse_query(dict(parse_qsl(link(FULL))), choices) == FULL


def test_own_factors_replace_those_of_the_atlas(choices: Choices) -> None:
    used = factors(FULL, choices)
    assert used[Factor.RAIL_SPEED] == Range(20, 40.5)
    assert used[Factor.ROAD_SPEED] == choices.factors[Factor.ROAD_SPEED]


def test_a_factor_of_the_atlas_is_no_change(choices: Choices) -> None:
    low, high = choices.factors[Factor.RAIL_SPEED]
    assert parse_query({"rail-speed": f"{low:g}-{high:g}"}, choices) == ParsedQuery(DEFAULT)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "atlantis"}, "“from” is not in the atlas"),
        ({"to": "<script>"}, "“to” is not in the atlas"),
        ({"reach": "everything"}, "“reach” has a word"),
        ({"aim": "fun"}, "“aim” has a word"),
        ({"modes": "rail,balloon"}, "takes rail, road and sea"),
        ({"day": "2025-02-30"}, "no date"),
        ({"day": "1066-10-14"}, "no date"),
        ({"day": "2025-W10-1"}, "no date"),
        ({"closed-posts": "torkham,narnia"}, "“closed-posts” names something"),
        ({"closed-countries": "XX"}, "“closed-countries” names something"),
        ({"closed-lines": "../etc/passwd"}, "“closed-lines” names something"),
        ({"as-if-built": "moon-elevator"}, "“as-if-built” names something"),
        ({"rail-speed": "0-10"}, "low and a high number"),
        ({"rail-speed": "30-20"}, "low and a high number"),
        ({"rail-speed": "nan-inf"}, "low and a high number"),
        ({f"x{n}": "" for n in range(99)}, "more parts than a question"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(
    choices: Choices, query: dict[str, str], words: str
) -> None:
    (problem,) = parse_query(query, choices).problems
    assert words in problem


def test_an_end_that_was_emptied_stays_empty(choices: Choices) -> None:
    assert parse_query({"from": ""}, choices).query.from_id == ""


@given(
    query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=8),
)
def test_no_link_breaks_the_reader(choices: Choices, query: dict[str, str]) -> None:
    asked = parse_query(query, choices)
    again = parse_query(format_query(asked), choices)
    assert again.query == asked.query
    assert again.problems == ()
