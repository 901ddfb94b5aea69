"""Facts that were added after the update of November 2026, each with the source that tells it."""

import csv
from dataclasses import replace
from itertools import pairwise

import pytest

from geo.analysis.border_posts import EffectiveAccess, post_state
from geo.analysis.timeline import history, project_history
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.vocab import Mode, SiteKind
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from tests.conftest import ROOT

SOURCES = ROOT / "data" / "sources.csv"


@pytest.mark.parametrize(
    ("project", "day", "lifecycle"),
    [
        ("carec-6a", Day(2020, 1, 1), "operating"),
        ("carec-6a", Day(2025, 11, 1), "degraded"),
        ("carec-6b", Day(2025, 11, 1), "operating"),
        ("pakistan-russia-road", Day(2020, 1, 1), "proposed"),
        ("pakistan-russia-road", Day(2022, 1, 1), "operating"),
        ("pakistan-russia-road", Day(2025, 10, 12), "closed"),
        ("north-south-western", Day(2010, 1, 1), "agreed"),
        ("north-south-western", Day(2022, 1, 1), "degraded"),
    ],
)
def test_a_corridor_is_in_service_from_the_first_run_that_was_read(
    project: str, day: Day, lifecycle: str, shipped_atlas: Atlas
) -> None:
    moments = project_history(shipped_atlas, shipped_atlas.project(project))
    assert [moment.lifecycle for moment in moments if moment.day <= day][-1] == lifecycle


def test_the_licence_of_the_planned_trip_is_told_as_far_as_it_is_known() -> None:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        (trip,) = (row for row in csv.DictReader(file) if row["id"] == "src-osm-mapy-stredna-azia")
    assert "repository names no licence" in trip["licence_theirs"]
    assert "ODbL-1.0 whatever the repository says" in trip["note"]


def test_wagons_cross_lake_van_by_ship_between_two_railways(
    shipped_atlas: Atlas, shipped_router: Router
) -> None:
    became = shipped_atlas.successors("seg-iti-van-ankara")
    assert {shipped_atlas.segment(part).mode for part in became} == {Mode.RAIL, Mode.SEA}
    ends, day = ("site-tabriz", "site-ankara"), Day(2025, 9, 15)
    by_rail = shipped_router.find_routes(RouteQuery(*ends, day=day, modes=frozenset({Mode.RAIL})))
    assert by_rail.routes == ()
    both = frozenset({Mode.RAIL, Mode.SEA})
    route = shipped_router.find_routes(RouteQuery(*ends, day=day, modes=both)).routes[0]
    assert [step.leg.mode for step in route.steps].count(Mode.SEA) == 1
    assert 80 < sum(step.leg.km for step in route.steps if step.leg.mode is Mode.SEA) < 100


@pytest.mark.parametrize(
    ("post", "day", "access"),
    [
        ("kapikoy-razi", Day(2020, 3, 1), EffectiveAccess.LIMITED),
        ("kapikoy-razi", Day(2026, 4, 1), EffectiveAccess.OPEN),
        ("kara-suu-rail", Day(2013, 2, 1), EffectiveAccess.CLOSED),
        ("kara-suu-rail", Day(2026, 3, 1), EffectiveAccess.OPEN),
        ("bajgiran-howdan", Day(2022, 1, 1), EffectiveAccess.CLOSED),
        ("bajgiran-howdan", Day(2024, 1, 1), EffectiveAccess.LIMITED),
        ("gazojak-pitnak", Day(2026, 11, 27), EffectiveAccess.NEVER_KNOWN),
        ("shavat-dashoguz-rail", Day(2026, 11, 27), EffectiveAccess.NEVER_KNOWN),
        ("takhiatash-rail", Day(2026, 11, 27), EffectiveAccess.NEVER_KNOWN),
    ],
)
def test_what_is_known_of_a_new_post(
    post: str, day: Day, access: EffectiveAccess, shipped_atlas: Atlas
) -> None:
    assert post_state(shipped_atlas, f"site-{post}", day).access is access


#: Lines that cross a frontier at which no post is recorded, since no document on one was read.
NO_POST = {
    *("seg-con-rail-bishkek-lugovaya", "seg-con-road-kara-balta-merke", "seg-qttat-bishkek-otar"),
    *("seg-con-rail-kokshetau-chelyabinsk", "seg-con-rail-kokshetau-omsk"),
    *("seg-con-rail-sol-iletsk-aktobe", "seg-con-rail-sol-iletsk-oral"),
    *("seg-con-road-astrakhan-atyrau", "seg-pcrd-aktobe-orenburg"),
    *("seg-con-rail-minsk-moscow", "seg-con-road-minsk-moscow", "seg-con-road-tabriz-ankara"),
}


def test_lines_in_service_cross_frontiers_at_posts_but_for_those_listed(
    shipped_atlas: Atlas,
) -> None:
    post = SiteKind.BORDER_CROSSING
    crossing = set()
    for line in shipped_atlas.segments:
        if line.mode is Mode.SEA or not line.lifecycle.is_in_service:
            continue
        stops = [shipped_atlas.site(stop) for stop in line.stop_ids]
        for stop, other in pairwise(stops):
            apart = not set(stop.countries) & set(other.countries)
            if apart and post not in (stop.kind, other.kind):
                crossing.add(line.id)
    assert crossing == NO_POST


@pytest.mark.parametrize(
    ("line", "before", "opened"),
    [
        ("seg-con-rail-dostyk-alashankou", Day(1991, 7, 19), "1991-07-20"),
        ("seg-con-rail-maragheh-tabriz", Day(1957, 12, 31), "1958"),
        ("seg-con-rail-mianeh-bostanabad", Day(2019, 11, 26), "2019-11-27"),
        ("seg-con-rail-bostanabad-khavaran", Day(2023, 6, 8), "2023-06-09"),
        ("seg-con-rail-mashhad-sarakhs-junction", Day(1957, 4, 3), "1957-04-04"),
        ("seg-con-rail-saryagash-tashkent", Day(1905, 12, 31), "1906-01"),
        ("seg-ml1-kotri-rohri", Day(1899, 12, 31), "1900"),
        ("seg-iti-tatvan-ankara", Day(1964, 10, 24), "1964-10-25"),
        ("seg-con-rail-bandar-abbas-bafq", Day(1995, 3, 16), "1995-03-17"),
    ],
)
def test_a_railway_is_not_there_before_it_opened(
    line: str, before: Day, opened: str, shipped_atlas: Atlas
) -> None:
    record = shipped_atlas.segment(line)
    assert record.opened == opened
    assert record.source_ids[0] != "src-general-knowledge"
    assert [moment for moment in history(shipped_atlas, record) if moment.day <= before] == []


def test_the_newer_line_to_tabriz_ends_before_the_city(shipped_router: Router) -> None:
    query = RouteQuery(
        "site-tehran", "site-tabriz", day=Day(2025, 9, 15), modes=frozenset({Mode.RAIL})
    )
    ways = shipped_router.find_routes(query).routes
    assert [step.leg.segment_id for step in ways[0].steps][-1] == "seg-con-rail-maragheh-tabriz"


@pytest.mark.parametrize(
    ("ends", "day", "post"),
    [
        (("site-mashhad", "site-mary"), Day(2021, 8, 17), "site-sarakhs"),
        (("site-gwadar", "site-chabahar"), Day(2015, 1, 1), "site-gabd"),
    ],
)
def test_no_lorry_passes_a_post_that_is_not_open_to_it(
    ends: tuple[str, str], day: Day, post: str, shipped_router: Router
) -> None:
    answer = shipped_router.find_routes(RouteQuery(*ends, day=day, modes=frozenset({Mode.ROAD})))
    assert all(post not in route.post_ids for route in answer.routes)
    assert post in {state.site_id for state in answer.blocked}
    later = RouteQuery(*ends, day=Day(2022, 6, 1), modes=frozenset({Mode.ROAD}))
    assert post in shipped_router.find_routes(later).routes[0].post_ids


@pytest.mark.parametrize(
    ("line", "before", "opened"),
    [
        ("seg-mway-pindi-bhattian-lahore", Day(1997, 10, 31), "1997-11"),
        ("seg-mway-islamabad-pindi-bhattian", Day(1997, 10, 31), "1997-11"),
        ("seg-mway-islamabad-hasan-abdal", Day(2006, 12, 31), "2007"),
        ("seg-mway-peshawar-hasan-abdal", Day(2006, 12, 31), "2007"),
        ("seg-mway-lahore-abdul-hakeem", Day(2018, 12, 31), "2019"),
        ("seg-mway-pindi-bhattian-abdul-hakeem", Day(2008, 12, 31), "2009/2019"),
        ("seg-mway-abdul-hakeem-multan", Day(2008, 12, 31), "2009/2019"),
        ("seg-mway-multan-sukkur", Day(2019, 10, 31), "2019-11"),
        ("seg-mway-m9-m10-junction-hyderabad-pk", Day(2017, 12, 31), "2018"),
    ],
)
def test_before_a_motorway_opened_lorries_took_the_old_road(
    line: str, before: Day, opened: str, shipped_atlas: Atlas, shipped_router: Router
) -> None:
    motorway = shipped_atlas.segment(line)
    assert motorway.opened == opened
    assert motorway.source_ids[0] != "src-general-knowledge"
    for ends in (("site-karachi", "site-lahore"), ("site-lahore", "site-peshawar")):
        query = RouteQuery(*ends, day=before, modes=frozenset({Mode.ROAD}))
        route = shipped_router.find_routes(query).routes[0]
        assert line not in {step.leg.segment_id for step in route.steps}
        assert not route.post_ids
        assert route.km < 1300


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("seg-con-rail-urumqi-lianyungang", "no other public points were found"),
        ("seg-instctc-rasht-anzali", "said to have opened in 2024"),
    ],
)
def test_a_straight_line_says_why_it_is_straight(line: str, why: str, shipped_atlas: Atlas) -> None:
    assert why in (shipped_atlas.segment(line).geometry_note or "")


@pytest.mark.parametrize("port", ["karachi-port", "mumbai"])
def test_ships_do_not_pass_the_closed_strait_of_hormuz(port: str, shipped_router: Router) -> None:
    query = RouteQuery(f"site-{port}", "site-bandar-abbas", modes=frozenset({Mode.SEA}))
    assert shipped_router.find_routes(replace(query, day=Day(2026, 2, 28))).routes
    shut = shipped_router.find_routes(replace(query, day=Day(2026, 6, 1)))
    assert shut.routes == ()
    assert "closed since 1 March 2026 [src-latestly-2026-hormuz" in shut.reason
