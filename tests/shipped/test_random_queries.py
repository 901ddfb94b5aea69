"""No question crashes the search: seeded questions at random, and those that once did.

`ATLAS_RANDOM_QUERIES=3000 pytest tests/shipped/test_random_queries.py` asks more of them.
"""

import os
from itertools import pairwise

import pytest

from geo.routing.route_model import Objective, Route, RouteQuery
from geo.routing.route_query import Choices
from geo.routing.router import Router
from tests.route_cases import random_queries

COUNT = int(os.environ.get("ATLAS_RANDOM_QUERIES", "60"))
MOST_ROUTES = 5


def check(route: Route, query: RouteQuery) -> None:
    """A route leads from end to end without a gap, and its numbers are numbers."""
    assert route.site_ids[0] == query.from_id
    assert route.site_ids[-1] == query.to_id
    assert all(before.to_id == after.from_id for before, after in pairwise(route.steps))
    assert 0 < route.km < 40_000
    for range_ in (route.hours, route.usd):
        assert 0 <= range_.low <= range_.high < float("inf")


@pytest.mark.parametrize("ends", [("havelian", "bafq"), ("nok-kundi", "bam")])
def test_what_once_crashed_is_answered(shipped_router: Router, ends: tuple[str, str]) -> None:
    start, goal = (f"site-{name}" for name in ends)
    query = RouteQuery(start, goal, objective=Objective.GAUGES)
    for route in shipped_router.find_routes(query).routes:
        check(route, query)


def test_every_question_has_routes_or_a_reason(shipped_router: Router) -> None:
    answered = 0
    for query in random_queries(Choices(shipped_router), COUNT):
        answer = shipped_router.find_routes(query)
        assert bool(answer.routes) != bool(answer.reason), query
        assert len(answer.routes) <= MOST_ROUTES
        for route in (*answer.routes, *filter(None, [answer.sea])):
            check(route, query)
        answered += bool(answer.routes)
    assert answered > COUNT / 20
