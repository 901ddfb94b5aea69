"""Days that journeys took, in print, lie within our ranges, or the table says why they cannot."""

from dataclasses import dataclass

import pytest

from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.vocab import Mode
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router

ROAD, RAIL, SEA = (frozenset({mode}) for mode in (Mode.ROAD, Mode.RAIL, Mode.SEA))
ALL = ROAD | RAIL | SEA
HOURS = 24


@dataclass(frozen=True)
class Journey:
    """One journey in print: its days, who says so, the post it went by, and why it does not fit."""

    start: str
    goal: str
    day: Day
    modes: frozenset[Mode]
    days: tuple[float, float]
    source: str
    post: str = ""
    why_not: str = ""


TIR = "sealed under TIR, it did not wait at Torkham: we add the 48 to 74 hours measured there"
SHIPS = "print has 21 days and does not say where the load waited; ours end at 20.6"
TRADERS = "traders count the days on the road; the measured wait at Torkham alone is two to three"
JOURNEYS = (
    Journey("karachi-port", "tashkent", Day(2022, 6, 15), ROAD, (7, 7), "xinhua-2022-transit",
            post="torkham"),
    Journey("karachi-port", "tashkent", Day(2021, 4, 29), ROAD, (5, 5), "invest-uz-2021-tir",
            post="torkham", why_not=TIR),
    Journey("islamabad", "baku", Day(2021, 9, 15), ROAD, (8, 8), "the-news-2021-nlc"),
    Journey("islamabad", "istanbul", Day(2021, 9, 15), ROAD, (10, 10), "the-news-2021-nlc"),
    Journey("karachi-port", "istanbul", Day(2021, 9, 28), ROAD, (9, 9),
            "diplomatic-insight-2021-azerbaijan"),
    Journey("taftan", "moscow", Day(2021, 8, 17), ROAD, (7, 7), "profit-2021-mango"),
    Journey("islamabad", "ankara", Day(2021, 12, 21), RAIL | SEA, (12.9, 12.9),
            "economy-pk-2022-iti", post="kapikoy-razi"),
    Journey("kabul", "karachi-port", Day(2025, 9, 15), ROAD, (3, 4), "metro-morning-2025",
            post="torkham", why_not=TRADERS),
    Journey("kabul", "chabahar", Day(2025, 11, 15), ROAD, (7, 8), "metro-morning-2025",
            post="zaranj"),
    Journey("karachi-port", "baku", Day(2024, 8, 17), ALL, (21, 21), "timesca-2024-baku",
            post="hairatan", why_not=SHIPS),
    Journey("karachi-port", "st-petersburg", Day(2021, 8, 17), SEA, (35, 35), "profit-2021-mango"),
    Journey("mumbai", "novorossiysk", Day(2013, 6, 1), SEA, (24, 24), "transukr-2013"),
    Journey("mumbai", "novorossiysk", Day(2025, 6, 1), SEA, (25, 25), "meatcommerce"),
)  # fmt: skip


def name_of(journey: Journey) -> str:
    return f"{journey.start}-{journey.goal}-{journey.source}"


def computed_days(router: Router, journey: Journey) -> tuple[float, float]:
    """Least and most days of our first route that goes by the post of the journey."""
    start, goal = (f"site-{end}" for end in (journey.start, journey.goal))
    closed = frozenset({"IR"}) if "timesca" in journey.source else frozenset()
    query = RouteQuery(start, goal, day=journey.day, modes=journey.modes, closed_countries=closed)
    routes = [
        route
        for route in router.find_routes(query).routes
        if not journey.post or f"site-{journey.post}" in route.post_ids
    ]
    assert routes
    low, high = routes[0].hours
    return low / HOURS, high / HOURS


def fits(router: Router, journey: Journey) -> bool:
    """Whether the days in print lie within ours."""
    low, high = computed_days(router, journey)
    return low <= journey.days[0] and journey.days[1] <= high


@pytest.mark.parametrize("journey", JOURNEYS, ids=name_of)
def test_published_days_are_within_the_range(shipped_router: Router, journey: Journey) -> None:
    low, high = computed_days(shipped_router, journey)
    said = f"{low:.1f} to {high:.1f} days, {journey.days} in print"
    assert fits(shipped_router, journey) != bool(journey.why_not), said


def test_every_journey_names_a_source_of_the_register(shipped_atlas: Atlas) -> None:
    for journey in JOURNEYS:
        assert shipped_atlas.find_source(f"src-{journey.source}"), journey.source
