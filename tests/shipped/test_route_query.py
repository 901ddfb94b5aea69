"""A question in a link: readable, restored whole, and safe against whatever a link may bring."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records.as_of import first_day, last_departure_day
from geo.records.dates import Day
from geo.records.vocab import Factor, Mode
from geo.routing.assumptions import Range
from geo.routing.route_model import LineFilter, Objective, PostPolicy
from geo.routing.route_query import (
    LEAST,
    MOST,
    NAMES,
    Choices,
    ParsedQuery,
    assumptions_of,
    format_query,
    parse_query,
    query_string,
    why_unanswerable,
)
from geo.routing.router import Router
from tests.conftest import DEFAULT

FULL = ParsedQuery(
    replace(
        DEFAULT,
        from_id="site-kabul",
        reach=LineFilter.PROPOSED,
        objective=Objective.GAUGES,
        day=Day(2025, 10, 15),
        modes=frozenset({Mode.RAIL, Mode.SEA}),
        as_if_built=frozenset({"uap-railway"}),
        closed_posts=frozenset({"site-torkham", "site-khunjerab"}),
        closed_countries=frozenset({"IR"}),
        closed_lines=frozenset({"main-line-1"}),
        posts=PostPolicy.USE_SHUT,
    ),
    ((Factor.RAIL_SPEED, Range(20, 40.5)),),
)


@pytest.fixture(scope="module")
def choices(shipped_router: Router) -> Choices:
    return Choices(shipped_router)


def test_nothing_asked_is_the_default(choices: Choices) -> None:
    asked = parse_query({}, choices)
    assert asked == ParsedQuery(choices.default)
    assert format_query(asked) == {
        "from": "karachi-port",
        "to": "tashkent",
        "day": choices.default.day.isoformat(),
    }


def test_a_link_can_be_read_by_people(choices: Choices) -> None:
    assert query_string(FULL) == (
        "from=kabul&to=tashkent&reach=proposed&modes=rail,sea&day=2025-10-15&aim=gauges"
        "&last-known-closed=use&as-if-built=uap-railway&closed-posts=khunjerab,torkham"
        "&closed-countries=IR&closed-lines=main-line-1&rail-speed=20-40.5"
    )
    assert parse_query(dict(parse_qsl(query_string(FULL))), choices) == FULL


def test_own_factors_replace_those_of_the_atlas(shipped_router: Router) -> None:
    used = assumptions_of(FULL, shipped_router)
    everywhere, ours = used.everywhere(), shipped_router.assumptions().everywhere()
    assert everywhere[Factor.RAIL_SPEED] == Range(20, 40.5)
    assert everywhere[Factor.ROAD_SPEED] == ours[Factor.ROAD_SPEED]


def test_a_factor_of_the_atlas_is_no_change(choices: Choices) -> None:
    low, high = choices.assumptions.everywhere()[Factor.RAIL_SPEED]
    assert parse_query({"rail-speed": f"{low:g}-{high:g}"}, choices).own == ()


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"from": "atlantis"}, "“from” is not in the atlas"),
        ({"to": "<script>"}, "“to” is not in the atlas"),
        ({"reach": "everything"}, "“reach” has a word"),
        ({"aim": "fun"}, "“aim” has a word"),
        ({"modes": "rail,balloon"}, "takes rail, road and sea"),
        ({"day": "2025-02-30"}, "no date"),
        ({"day": "1066-10-14"}, "no date"),
        ({"day": "1969-12-31"}, "no date"),
        ({"day": "2050-01-01"}, "no date"),
        ({"day": "2025-W10-1"}, "no date"),
        ({"last-known-closed": "maybe"}, "“last-known-closed” takes the word use"),
        ({"closed-posts": "torkham,narnia"}, "“closed-posts” names something"),
        ({"closed-countries": "XX"}, "“closed-countries” names something"),
        ({"closed-lines": "../etc/passwd"}, "“closed-lines” names something"),
        ({"closed-lines": "x" * 70_000}, "“closed-lines” is longer than a list of all"),
        ({"as-if-built": "moon-elevator"}, "“as-if-built” names something"),
        ({"rail-speed": "0-10"}, "low and a high number"),
        ({"rail-speed": "30-20"}, "low and a high number"),
        ({"rail-speed": "nan-inf"}, "low and a high number"),
        ({"road-speed": "999999-999999"}, "from 0.01 to 100000"),
        ({"road-speed": "100001-200000"}, "from 0.01 to 100000"),
        ({"road-speed": "0.0001-0.0001"}, "from 0.01 to 100000"),
        ({f"x{n}": "" for n in range(99)}, "more parts than a question"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(
    choices: Choices, link: dict[str, str], words: str
) -> None:
    (problem,) = parse_query(link, choices).problems
    assert words in problem


@pytest.mark.parametrize("end", ["from", "to"])
def test_no_other_place_stands_for_an_unknown_one(choices: Choices, end: str) -> None:
    query = parse_query({end: "atlantis"}, choices).query
    assert getattr(query, f"{end}_id") == ""
    assert why_unanswerable(query, choices)


@pytest.mark.parametrize("ends", [(LEAST, MOST), (LEAST, LEAST), (MOST, MOST)])
def test_the_bounds_of_an_assumption_are_taken(choices: Choices, ends: tuple[float, float]) -> None:
    asked = parse_query({"road-speed": f"{ends[0]:.10g}-{ends[1]:.10g}"}, choices)
    assert asked.problems == ()
    assert asked.own == ((Factor.ROAD_SPEED, Range(*ends)),)


def test_a_route_may_depart_until_two_years_ahead(choices: Choices) -> None:
    last = last_departure_day()
    assert parse_query({"day": last.isoformat()}, choices).query.day == last
    assert parse_query({"day": first_day().isoformat()}, choices).problems == ()
    beyond = last + timedelta(days=1)
    assert parse_query({"day": beyond.isoformat()}, choices).problems


def test_a_list_of_every_line_comes_back_whole(choices: Choices) -> None:
    every = replace(DEFAULT, closed_lines=frozenset(choices.lines))
    again = parse_query(dict(parse_qsl(query_string(ParsedQuery(every)))), choices)
    assert again.problems == ()
    assert again.query.closed_lines == every.closed_lines


def test_a_former_line_closes_everything_that_it_became(choices: Choices) -> None:
    former = "seg-pcrd-karachi-port-peshawar"
    asked = parse_query({"closed-lines": former}, choices)
    assert (asked.problems, asked.notices) == ((), ())
    assert len(asked.query.closed_lines) > 5
    assert asked.query.closed_lines == frozenset(choices.successors(former))


def test_a_former_line_is_taken_for_built_by_what_it_became(
    choices: Choices, shipped_router: Router
) -> None:
    former, lines = next(
        (former, lines)
        for former in shipped_router.atlas.aliases
        if (lines := set(choices.successors(former)) & set(choices.unbuilt))
    )
    asked = parse_query({"as-if-built": former}, choices)
    assert (asked.problems, asked.notices) == ((), ())
    assert asked.query.as_if_built == lines
    assert parse_query(format_query(asked), choices).query == asked.query


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"as-if-built": "seg-uap-hairatan-naibabad"}, "has nothing left to build"),
        ({"as-if-built": "seg-brk-termez-mazar-rail"}, "has nothing left to build"),
        ({"as-if-built": "hairatan-mazar-railway"}, "has nothing left to build"),
        ({"closed-lines": "pakistan-central-asia-russia"}, "No route uses"),
        ({"closed-lines": "seg-psm-psm-jetty-psm"}, "No route uses"),
    ],
)
def test_what_changes_nothing_is_told_and_the_question_answered(
    choices: Choices, link: dict[str, str], words: str
) -> None:
    asked = parse_query(link, choices)
    (notice,) = asked.notices
    assert words in notice
    assert asked.problems == ()
    assert asked.query == choices.default


def test_an_end_that_was_emptied_stays_empty(choices: Choices) -> None:
    assert parse_query({"from": ""}, choices).query.from_id == ""


@given(
    link=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=8),
)
def test_no_link_breaks_the_reader(choices: Choices, link: dict[str, str]) -> None:
    asked = parse_query(link, choices)
    again = parse_query(format_query(asked), choices)
    assert again.query == asked.query
    assert again.problems == ()
