"""What the figures of the shipped assumptions say, and what routes make of them."""

from dataclasses import replace

from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.vocab import CostBasis, Factor, Mode
from geo.routing.assumptions import Assumptions, Range
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.views.routes.cost_basis import measured_share
from tests.conftest import DEFAULT


def test_every_factor_has_a_value_that_holds_everywhere(shipped_atlas: Atlas) -> None:
    assert set(Assumptions(shipped_atlas.assumptions).everywhere()) == set(Factor)


def test_what_is_measured_cites_its_measurements(shipped_atlas: Atlas) -> None:
    pages = {source for figure in shipped_atlas.corridor_figures for source in figure.source_ids}
    measured = [
        assumption
        for assumption in shipped_atlas.assumptions
        if assumption.basis is CostBasis.MEASURED
    ]
    assert len(measured) > 40
    for assumption in measured:
        assert pages & set(assumption.source_ids), assumption.id


def test_a_gauge_change_that_the_frontier_covers_is_not_added_twice(
    shipped_router: Router,
) -> None:
    by_rail = RouteQuery(
        "site-almaty", "site-urumqi", day=Day(2025, 6, 1), modes=frozenset({Mode.RAIL})
    )
    route = shipped_router.best(by_rail)
    assert route is not None
    (change,) = route.gauge_changes
    assert change.cost.hours == Range(0, 0)
    assert change.cost.usd.high > 0
    (crossing,) = route.crossings
    assert crossing.cost.hours == Range(54, 78)


def test_a_good_part_of_the_usual_way_is_measured(shipped_router: Router) -> None:
    route = shipped_router.best(replace(DEFAULT, day=Day(2025, 8, 1)))
    assert route is not None
    hours, usd = measured_share(route)
    assert hours > 0.9
    assert usd > 0.9
