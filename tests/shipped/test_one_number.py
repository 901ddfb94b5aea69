"""One number for one thing: Compare, Routes and Project measure the same lines alike."""

from collections.abc import Collection

import pytest

from geo.analysis.alternatives import alternatives_by_id
from geo.atlas import Atlas
from geo.geometry.measure import best_km
from geo.records.dates import Day
from geo.records.vocab import Mode
from geo.routing.route_model import Objective, PostPolicy, RouteQuery
from geo.routing.router import Router
from geo.views.components import Footnotes
from geo.views.shared_lines import stretch_rows

#: The four ways that Compare shows at first -> what Routes has to treat as built for each.
WAYS = {
    "way-kharlachi": {"uap-railway"},
    "way-torkham": {"uap-railway-torkham"},
    "way-spin-boldak": {"western-trans-afghan-railway"},
    "way-iran": set[str](),
}


@pytest.mark.parametrize(("way_id", "built"), WAYS.items())
def test_compare_and_routes_agree_to_the_kilometre(
    way_id: str, built: Collection[str], shipped_atlas: Atlas, shipped_router: Router
) -> None:
    way = alternatives_by_id(shipped_atlas)[way_id]
    query = RouteQuery(
        "site-tashkent",
        "site-karachi-port",
        objective=Objective.KM,
        day=Day(2026, 3, 31),
        modes=frozenset({Mode.RAIL}),
        as_if_built=frozenset(built),
        posts=PostPolicy.IGNORE,
    )
    route = shipped_router.best(query)
    assert route is not None
    assert {step.leg.segment_id for step in route.steps} == {segment.id for segment in way.segments}
    assert route.km == pytest.approx(sum(best_km(segment)[0] for segment in way.segments), abs=0.1)


def test_the_legs_of_a_line_have_its_length(shipped_atlas: Atlas, shipped_router: Router) -> None:
    totals: dict[str, float] = {}
    for leg in shipped_router.network.legs:
        if leg.segment_id:
            totals[leg.segment_id] = totals.get(leg.segment_id, 0.0) + leg.km
    assert len(totals) > 300
    for segment_id, km in totals.items():
        assert km == pytest.approx(best_km(shipped_atlas.segment(segment_id))[0], abs=0.01)


def test_the_page_of_a_project_counts_the_same_kilometres(shipped_atlas: Atlas) -> None:
    for project in shipped_atlas.projects:
        for row, stretch in zip(
            stretch_rows(shipped_atlas, project, Footnotes(shipped_atlas)),
            project.runs_over,
            strict=True,
        ):
            lines = map(shipped_atlas.segment, stretch.segment_ids)
            assert row.km == pytest.approx(sum(best_km(line)[0] for line in lines))
