"""Ways across gauges, modes, frontiers and closures: on small graphs."""

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest

from geo.atlas import Atlas
from geo.network.routing_graph import SINK
from geo.network.routing_graph import SOURCE as SOURCE_NODE
from geo.records.dates import Day
from geo.records.errors import UnknownId
from geo.records.loaded import Loaded
from geo.records.model import BorderStatus, Event, Segment, Site, StateChange
from geo.records.vocab import Factor, Limit, Mode
from geo.routing.assumptions import Assumptions, Range
from geo.routing.route_choice import choose_alternatives, is_alternative
from geo.routing.route_model import QUAY, LineFilter, Objective, PostPolicy, Route, RouteQuery
from geo.routing.router import RouteAnswer, Router
from tests.builders import SOURCE, line, site

FACTORS = {factor: Range(1.0, 3.0) for factor in Factor}
A, B, C, D = (
    site(name, 66, 30 + number) for number, name in enumerate(("alfa", "bravo", "charlie", "delta"))
)
BREAK = B.model_copy(update={"breaks_gauge_mm": (1520, 1676)})
POST = site("post", 66, 31, "PK", "border-crossing")
FAR = site("far", 66, 32, "AF")
PORTS = (site("quay", 66, 30, kind="port"), site("haven", 69, 30, "IR", kind="port"))


def ask(
    sites: tuple[Site, ...], *segments: Segment, query: RouteQuery, status: tuple = ()
) -> RouteAnswer:
    atlas = Atlas(Loaded(sites=sites, segments=segments, border_statuses=status))
    return Router(atlas).find_routes(query, Assumptions((), FACTORS))


def shut(site_id: str, day: str, freight: str = "closed") -> BorderStatus:
    return BorderStatus(
        id=f"bst-{day}", site_id=site_id, from_date=day, freight=freight, people="open", **SOURCE
    )


def test_gauges_are_joined_only_where_a_break_is_recorded() -> None:
    lines = (line(A, B), line(B, C, gauges_mm=(1520,)))
    query = RouteQuery(A.id, C.id)
    assert ask((A, B, C), *lines, query=query).routes == ()
    (route,) = ask((A, BREAK, C), *lines, query=query).routes
    assert [(change.site_id, change.before, change.after) for change in route.gauge_changes] == [
        ("site-bravo", "1676", "1520")
    ]


def test_dual_gauge_track_needs_no_change() -> None:
    lines = (line(A, B), line(B, C, gauges_mm=(1520, 1676)))
    (route,) = ask((A, BREAK, C), *lines, query=RouteQuery(A.id, C.id)).routes
    assert route.gauge_changes == ()


def test_a_truck_that_goes_nowhere_does_not_join_two_gauges() -> None:
    aside = site("aside", 67, 31)
    lines = (line(A, B), line(B, C, gauges_mm=(1520,)), line(B, aside, mode="road"))
    assert ask((A, B, C, aside), *lines, query=RouteQuery(A.id, C.id)).routes == ()


def test_a_change_of_mode_is_counted_with_its_place() -> None:
    (route,) = ask(
        (A, B, C), line(A, B), line(B, C, mode="road"), query=RouteQuery(A.id, C.id)
    ).routes
    assert [(change.site_id, change.before, change.after) for change in route.changes] == [
        ("site-bravo", "1676", "road")
    ]
    assert route.hours.low == pytest.approx(route.km / 3 + 1)


def test_a_shut_post_is_obeyed_on_its_days_and_named() -> None:
    lines = (line(A, POST, mode="road"), line(POST, FAR, mode="road"))
    status = (shut(POST.id, "2025-10-12"),)
    query = RouteQuery(A.id, FAR.id, day=Day(2025, 10, 15))
    answer = ask((A, POST, FAR), *lines, query=query, status=status)
    assert answer.routes == ()
    assert [post.site_id for post in answer.blocked] == [POST.id]
    assert "freight cannot pass Post, closed since 12 October 2025" in answer.reason
    before = replace(query, day=Day(2025, 10, 11))
    assert ask((A, POST, FAR), *lines, query=before, status=status).routes


def test_an_unknown_state_of_a_post_is_told_and_not_guessed() -> None:
    lines = (line(A, POST, mode="road"), line(POST, FAR, mode="road"))
    (route,) = ask((A, POST, FAR), *lines, query=RouteQuery(A.id, FAR.id)).routes
    assert route.crossings[0].is_unsure
    known = (shut(POST.id, "2025-10-12", "open"),)
    (route,) = ask((A, POST, FAR), *lines, query=RouteQuery(A.id, FAR.id), status=known).routes
    assert not route.crossings[0].is_unsure


@pytest.mark.parametrize(
    ("closure", "name"),
    [
        ({"closed_posts": frozenset({POST.id, "site-other"})}, "Post"),
        ({"closed_countries": frozenset({"AF", "IR"})}, "Afghanistan"),
        ({"closed_lines": frozenset({"line"})}, "line"),
        ({"closed_lines": frozenset({"seg-road-post-far"})}, "the road Post \u2013 Far"),
    ],
)
def test_closing_the_only_way_leaves_no_land_route_and_names_the_closure(
    closure: dict[str, frozenset[str]], name: str
) -> None:
    lines = (line(A, POST, mode="road"), line(POST, FAR, mode="road"))
    query = RouteQuery(A.id, FAR.id, **closure)
    answer = ask((A, POST, FAR), *lines, query=query)
    assert answer.routes == ()
    assert answer.reason == f"There is no land route from Alfa to Far with {name} closed."


def test_a_closure_is_named_beside_a_post_that_is_shut() -> None:
    rows = (status_of(POST, "2025-10-12", "closed"),)
    query = replace(ON_THE_DAY, closed_posts=frozenset({OTHER.id}))
    answer = ask(BOTH, *TWO_WAYS, query=query, status=rows)
    assert answer.routes == ()
    assert answer.reason.startswith("There is no land route on that day with Other closed: freight")


def test_a_promise_is_used_only_when_asked_for() -> None:
    plan = line(A, C, lifecycle="feasibility", geometry_basis="schematic")
    query = RouteQuery(A.id, C.id)
    assert ask((A, C), plan, query=query).routes == ()
    assert ask((A, C), plan, query=replace(query, reach=LineFilter.CONSTRUCTION)).routes == ()
    (route,) = ask((A, C), plan, query=replace(query, reach=LineFilter.PROPOSED)).routes
    assert (route.share_in_service, route.share_schematic) == (0, 1)
    for built in ("line", plan.id):
        assert ask((A, C), plan, query=replace(query, as_if_built=frozenset({built}))).routes


def test_a_line_that_opens_later_is_not_there_yet() -> None:
    late = line(A, C, opened="2011-08")
    assert ask((A, C), late, query=RouteQuery(A.id, C.id, day=Day(2010, 1, 1))).routes == ()
    assert ask((A, C), late, query=RouteQuery(A.id, C.id, day=Day(2012, 1, 1))).routes


def test_the_sea_stands_beside_and_never_among_land_routes() -> None:
    quay, haven = PORTS
    lines = (line(quay, A, mode="road"), line(quay, haven, mode="sea"), line(haven, C, mode="road"))
    answer = ask((*PORTS, A, C), *lines, query=RouteQuery(A.id, C.id))
    assert answer.routes == ()
    assert answer.sea is not None
    assert [change.site_id for change in answer.sea.changes] == [quay.id, haven.id]


def test_routes_differ_by_more_than_a_station() -> None:
    west = site("west", 65, 32, "AF")
    east = [site(f"east{number}", 67, 30 + number) for number in range(5)]
    detour = site("detour", 67.3, 32)
    goal = site("goal", 66, 34)
    stops = (A, *east, goal)
    lines = [line(start, end, mode="road") for start, end in pairwise(stops)]
    lines += [line(east[1], detour, mode="road"), line(detour, east[3], mode="road")]
    lines += [line(A, west, mode="road"), line(west, goal, mode="road")]
    routes = ask((*stops, west, detour), *lines, query=RouteQuery(A.id, goal.id)).routes
    assert len(routes) == 2
    assert {"site-west" in route.site_ids for route in routes} == {True, False}


def test_the_same_place_twice_and_a_place_without_a_line_are_told() -> None:
    lonely = site("lonely", 70, 35)
    same = ask((A, B), line(A, B), query=RouteQuery(A.id, A.id))
    assert "same place" in same.reason
    alone = ask((A, B, lonely), line(A, B), query=RouteQuery(A.id, lonely.id))
    assert "No line of the atlas touches Lonely" in alone.reason
    with pytest.raises(UnknownId):
        ask((A, B), line(A, B), query=RouteQuery(A.id, "site-nowhere"))


# What is known to be open comes first --------------------------------------------------------


OTHER = site("other", 67, 31, "PK", "border-crossing")
TWO_WAYS = (
    line(A, POST, mode="road"),
    line(POST, FAR, mode="road"),
    line(A, OTHER, mode="road"),
    line(OTHER, FAR, mode="road"),
)
BOTH = (A, POST, OTHER, FAR)
ON_THE_DAY = RouteQuery(A.id, FAR.id, day=Day(2026, 3, 1))


def status_of(post: Site, day: str, freight: str, limit: str | None = None) -> BorderStatus:
    return shut(post.id, day, freight).model_copy(
        update={"id": f"bst-{post.id}-{day}", "freight_limit": Limit(limit) if limit else None}
    )


def test_what_is_known_to_be_open_comes_before_what_is_shorter() -> None:
    known = (status_of(OTHER, "2025-01-01", "open"),)
    first, second = ask(BOTH, *TWO_WAYS, query=ON_THE_DAY, status=known).routes
    assert first.km > second.km
    assert [first.post_ids, second.post_ids] == [(OTHER.id,), (POST.id,)]
    assert (first.doubts, second.doubts) == ((0, 0), (0, 1))


def test_a_way_between_the_surest_and_the_shortest_is_chosen_where_the_surest_is_far_longer() -> (
    None
):
    """Directly over three unknown frontiers, a little aside over one, far round over none."""
    start, inner, goal = site("start", 66, 31), site("inner", 66, 33), site("goal", 66, 34, "AF")
    post, aside, far = (
        site(name, lon, 32, "AF", "border-crossing")
        for name, lon in (("direct", 66), ("aside", 67.5), ("far", 80))
    )
    ways = ((start, post, inner, goal), (start, aside, goal), (start, far, goal))
    lines = [line(*pair, mode="road") for way in ways for pair in pairwise(way)]
    sites = (start, inner, goal, post, aside, far)
    known = (status_of(far, "2025-01-01", "open"),)
    query = RouteQuery(start.id, goal.id, objective=Objective.KM)
    best, *_ = ask(sites, *lines, query=query, status=known).routes
    assert best.doubts == (0, 1)
    assert best.post_ids == (aside.id,)


def test_a_post_that_was_last_known_closed_is_not_used_unless_asked_for() -> None:
    rows = (
        status_of(POST, "2025-10-12", "closed"),
        status_of(POST, "2026-02-26", "unknown"),
        status_of(OTHER, "2025-01-01", "open"),
    )
    answer = ask(BOTH, *TWO_WAYS, query=ON_THE_DAY, status=rows)
    assert [route.post_ids for route in answer.routes] == [(OTHER.id,)]
    (blocked,) = answer.blocked
    assert (blocked.site_id, blocked.since) == (POST.id, "2025-10-12")
    asked = replace(ON_THE_DAY, posts=PostPolicy.USE_SHUT)
    routes = ask(BOTH, *TWO_WAYS, query=asked, status=rows).routes
    assert [route.post_ids for route in routes] == [(OTHER.id,), (POST.id,)]
    assert routes[1].shut_crossings


def test_a_post_for_its_two_countries_takes_no_cargo_of_third_ones() -> None:
    beyond = site("beyond", 66, 33, "TJ")
    rows = (status_of(POST, "2025-01-01", "partial", "bilateral"),)
    lines = (*TWO_WAYS[:2], line(FAR, beyond, mode="road"))
    sites = (*BOTH, beyond)
    assert ask(sites, *lines, query=ON_THE_DAY, status=rows).routes
    transit = replace(ON_THE_DAY, to_id=beyond.id)
    answer = ask(sites, *lines, query=transit, status=rows)
    assert answer.routes == ()
    assert [post.site_id for post in answer.blocked] == [POST.id]


@pytest.mark.parametrize(("limit", "open_way"), [("in", "into"), ("out", "out of")])
def test_a_post_that_is_open_one_way_is_not_passed_the_other_way(limit: str, open_way: str) -> None:
    post = site("post", 66, 31, "AF", "border-crossing")
    lines = (line(A, post, mode="road"), line(post, FAR, mode="road"))
    rows = (status_of(post, "2025-01-01", "partial", limit),)
    into = ON_THE_DAY
    out = replace(into, from_id=into.to_id, to_id=into.from_id)
    there, back = (into, out) if limit == "in" else (out, into)
    (route,) = ask((A, post, FAR), *lines, query=there, status=rows).routes
    assert route.doubts == (0, 0)
    for query in (back, replace(back, posts=PostPolicy.USE_SHUT)):
        assert ask((A, post, FAR), *lines, query=query, status=rows).routes == ()
    answer = ask((A, post, FAR), *lines, query=back, status=rows)
    assert [state.site_id for state in answer.blocked] == [post.id]
    assert f"one way only, {open_way} Afghanistan" in answer.reason


@pytest.mark.parametrize("mode", ["rail", "road"])
def test_a_post_that_is_open_to_one_mode_is_not_passed_by_the_other(mode: str) -> None:
    """A frontier on the railway and a frontier on the road, at one post."""
    rows = (status_of(POST, "2025-01-01", "partial", mode),)
    lines = (*TWO_WAYS[:2], line(A, POST), line(POST, FAR))
    sites = (A, POST, FAR)
    for policy in (PostPolicy.IF_OPEN, PostPolicy.USE_SHUT):
        passed = {
            by
            for by in (Mode.RAIL, Mode.ROAD)
            if ask(
                sites,
                *lines,
                query=replace(ON_THE_DAY, modes=frozenset({by}), posts=policy),
                status=rows,
            ).routes
        }
        assert passed == {Mode(mode)}


def test_a_post_is_not_passed_before_it_opened() -> None:
    post = POST.model_copy(update={"opened": "2026-04-01", "opened_source_id": "src-map"})
    rows = (status_of(post, "2026-04-01", "open"),)
    for policy in (PostPolicy.IF_OPEN, PostPolicy.USE_SHUT):
        query = replace(ON_THE_DAY, posts=policy)
        assert ask((A, post, FAR), *TWO_WAYS[:2], query=query, status=rows).routes == ()
    answer = ask((A, post, FAR), *TWO_WAYS[:2], query=ON_THE_DAY, status=rows)
    assert [state.site_id for state in answer.blocked] == [post.id]
    later = replace(ON_THE_DAY, day=Day(2026, 4, 1))
    assert ask((A, post, FAR), *TWO_WAYS[:2], query=later, status=rows).routes


def test_a_post_that_takes_some_goods_is_not_known_to_take_any() -> None:
    rows = (status_of(POST, "2025-01-01", "partial", "goods"),)
    (route,) = ask(BOTH[:2] + BOTH[3:], *TWO_WAYS[:2], query=ON_THE_DAY, status=rows).routes
    assert route.doubts == (0, 1)


def test_a_beaten_route_is_kept_only_for_other_posts_and_says_so() -> None:
    rows = tuple(status_of(post, "2025-01-01", "open") for post in (POST, OTHER))
    best, spare = ask(BOTH, *TWO_WAYS, query=ON_THE_DAY, status=rows).routes
    assert best.spare_for == ()
    assert spare.is_beaten_by(best)
    assert spare.spare_for == (POST.id,)


def test_a_route_that_another_one_lies_within_is_no_alternative() -> None:
    goal, detour = site("goal", 66, 34), site("detour", 68, 33)
    stops = (A, C, goal)
    lines = [line(start, end, mode="road") for start, end in pairwise(stops)]
    lines += [line(C, detour, mode="road"), line(detour, goal, mode="road")]
    routes = ask((*stops, detour), *lines, query=RouteQuery(A.id, goal.id)).routes
    assert len(routes) == 1


# Stations, ships, states ---------------------------------------------------------------------


def test_a_station_beside_a_city_costs_no_change_of_mode() -> None:
    town, station = site("town", 66, 30), site("station", 66.05, 30, kind="rail-station")
    lines = (line(station, C), line(town, A, mode="road"))
    sites = (town, station, A, C)
    (route,) = ask(sites, *lines, query=RouteQuery(town.id, C.id)).routes
    assert [step.leg.mode for step in route.steps] == [Mode.ROAD, Mode.RAIL]
    assert route.changes == ()
    by_rail = replace(RouteQuery(town.id, C.id), modes=frozenset({Mode.RAIL}))
    assert ask(sites, *lines, query=by_rail).routes


def test_a_haul_through_the_streets_is_no_way_by_rail() -> None:
    town, station = site("town", 66, 30), site("station", 66.05, 30, kind="rail-station")
    by_rail = RouteQuery(town.id, station.id, modes=frozenset({Mode.RAIL}))
    lines = (line(station, C), line(town, A, mode="road"))
    answer = ask((town, station, A, C), *lines, query=by_rail)
    assert answer.routes == ()
    assert answer.reason == (
        "There is no route by rail on that day: no railway Town \u2013 Station: "
        "the atlas has a road only."
    )


def test_changing_ships_and_boarding_them_takes_time_in_port() -> None:
    quay, haven = PORTS
    far = site("far-haven", 72, 30, "IN", kind="port")
    lines = (line(quay, haven, mode="sea"), line(haven, far, mode="sea"))
    query = RouteQuery(quay.id, far.id, modes=frozenset({Mode.SEA}))
    (route,) = ask((quay, haven, far), *lines, query=query).routes
    assert [(change.site_id, change.before, change.after) for change in route.changes] == [
        (quay.id, QUAY, "sea"),
        (haven.id, "sea", "sea"),
        (far.id, "sea", QUAY),
    ]
    assert route.hours.low == pytest.approx(route.km / 3 + 3)


def test_by_sea_alone_the_way_by_sea_is_told_once() -> None:
    quay, haven = PORTS
    query = RouteQuery(quay.id, haven.id, modes=frozenset({Mode.SEA}))
    answer = ask(PORTS, line(quay, haven, mode="sea"), query=query)
    assert len(answer.routes) == 1
    assert answer.sea is None


def test_the_state_of_a_line_is_that_of_the_day() -> None:
    way = line(A, C, opened="2000")
    stops = tuple(
        StateChange(id=f"stc-{day}", record_id=way.id, from_date=day, lifecycle=lifecycle, **SOURCE)
        for day, lifecycle in (("2023-02-01", "idle"), ("2023-02-11", "operating"))
    )
    router = Router(Atlas(Loaded(sites=(A, C), segments=(way,), state_changes=stops)))
    days = {
        day: router.find_routes(
            RouteQuery(A.id, C.id, day=Day(2023, 2, day)), Assumptions((), FACTORS)
        )
        for day in (5, 12)
    }
    assert days[5].routes == ()
    assert "no railway Alfa \u2013 Charlie: standing idle since 1 February 2023" in days[5].reason
    assert len(days[12].routes) == 1


@pytest.mark.parametrize(
    ("known_from", "told"), [("2011", "since 2011"), ("2011-01-01", "since 1 January 2011")]
)
def test_a_year_is_told_as_a_year(known_from: str, told: str) -> None:
    way = line(A, C, opened="2000")
    stop = StateChange(
        id="stc-a", record_id=way.id, from_date=known_from, lifecycle="dormant", **SOURCE
    )
    router = Router(Atlas(Loaded(sites=(A, C), segments=(way,), state_changes=(stop,))))
    answer = router.find_routes(
        RouteQuery(A.id, C.id, day=Day(2020, 1, 1)), Assumptions((), FACTORS)
    )
    assert f"no railway Alfa \u2013 Charlie: built but no traffic {told} [" in answer.reason


def test_a_missing_line_is_told_with_its_state() -> None:
    plan = line(A, C, lifecycle="feasibility", geometry_basis="schematic")
    answer = ask((A, C), plan, query=RouteQuery(A.id, C.id, modes=frozenset({Mode.RAIL})))
    (link,) = answer.missing
    assert (link.from_id, link.to_id, link.state) == (A.id, C.id, "planned")
    assert "no railway Alfa \u2013 Charlie: planned [src-x]" in answer.reason


def test_a_line_that_runs_is_taken_before_one_that_lacks() -> None:
    aside = site("aside", 69, 31)
    plan = line(A, C, lifecycle="construction")
    runs = [line(*ends) for ends in ((A, aside), (aside, C))]
    gap = line(C, D, lifecycle="agreed")
    answer = ask((A, C, D, aside), plan, *runs, gap, query=RouteQuery(A.id, D.id))
    assert [(link.from_id, link.to_id) for link in answer.missing] == [(C.id, D.id)]


@pytest.mark.parametrize(
    ("lifecycle", "rung", "places", "cited"),
    [
        ("construction", "works", (), "src-told"),
        ("construction", "works", (C.id,), "src-told"),
        ("construction", "works", (D.id,), "src-x"),
        ("construction", "statement", (), "src-x"),
        ("construction", "service", (), "src-x"),
        ("agreed", "memorandum", (), "src-told"),
        ("agreed", "statement", (), "src-x"),
        ("agreed", None, (), "src-x"),
    ],
)
def test_an_event_is_cited_only_if_its_step_supports_the_state(
    lifecycle: str, rung: str | None, places: tuple[str, ...], cited: str
) -> None:
    told = Event(
        id="evt-a",
        date="2020",
        title="It is told",
        rung=rung,
        project_ids=("line",),
        site_ids=places,
        source_ids=("src-told",),
    )
    plan = line(A, C, lifecycle=lifecycle)
    atlas = Atlas(Loaded(sites=(A, C), segments=(plan,), events=(told,)))
    (link,) = Router(atlas).find_routes(RouteQuery(A.id, C.id), Assumptions((), FACTORS)).missing
    assert link.source_ids == (cited,)
    assert link.event == (told if cited == "src-told" else None)


def test_the_state_in_force_is_cited_and_not_an_older_one() -> None:
    way = line(A, C, opened="2000")
    changes = tuple(
        StateChange(
            id=f"stc-{date}",
            record_id=way.id,
            from_date=date,
            lifecycle=lifecycle,
            source_ids=(f"src-{date}",),
        )
        for date, lifecycle in (("2005", "idle"), ("2006", "operating"), ("2010", "idle"))
    )
    router = Router(Atlas(Loaded(sites=(A, C), segments=(way,), state_changes=changes)))
    answer = router.find_routes(
        RouteQuery(A.id, C.id, day=Day(2012, 1, 1)), Assumptions((), FACTORS)
    )
    assert "idle since 2010 [src-2010]" in answer.reason


def test_no_shorter_way_of_its_own_is_left_out_for_a_longer_one() -> None:
    """Six posts between two ends, each on a way of its own, and roads between all neighbours."""
    start, goal = site("start", 60, 35), site("goal", 70, 35, "AF")
    towns = [
        site(f"town{number}", 65, 30 + 2 * number, "AF", "border-crossing") for number in range(6)
    ]
    lines = [line(start, town, mode="road") for town in towns]
    lines += [line(town, goal, mode="road") for town in towns]
    lines += [line(*pair, mode="road") for pair in pairwise(towns)]
    query = RouteQuery(start.id, goal.id, objective=Objective.KM)
    sites = (start, goal, *towns)
    router = Router(Atlas(Loaded(sites=sites, segments=tuple(lines))))
    finder = router.search(query, Assumptions((), FACTORS))
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(
        (tail, head, cost) for tail, row in enumerate(finder._plain) for head, cost in row.items()
    )
    paths = nx.shortest_simple_paths(graph, SOURCE_NODE, SINK, weight="weight")
    kept: list[Route] = []
    for path in paths:
        route = finder._route_along(path)
        if is_alternative(route, kept):
            kept.append(route)
    worth = choose_alternatives(kept, Objective.KM, 5)
    assert len(worth) > 2
    assert [route.km for route in finder.routes()] == pytest.approx([route.km for route in worth])
