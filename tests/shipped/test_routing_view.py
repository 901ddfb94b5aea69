"""What the page of routes says: frontiers with their dated state, doubts, sources, plain noes."""

from dataclasses import replace

import pytest

from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.dates import today as today_
from geo.records.phrases import dollars, duration, kilometres
from geo.records.vocab import Factor, Mode
from geo.routing.assumptions import Range
from geo.routing.route_model import LineFilter, Objective, PostPolicy, RouteQuery
from geo.routing.router import Router
from geo.views.routes.route_lines import leg_rows, ways_geojson
from geo.views.routes.route_page import RoutePage, route_page
from pages.ui.html import render
from tests.conftest import DEFAULT

KHYBER = RouteQuery("site-peshawar", "site-jalalabad", day=Day(2025, 10, 15))
RAIL_ON_PAPER = replace(
    DEFAULT, reach=LineFilter.PROPOSED, modes=frozenset({Mode.RAIL}), day=Day(2025, 8, 1)
)


def page_of(router: Router, query: RouteQuery, **own: Range) -> RoutePage:
    used = router.assumptions({Factor(name.replace("_", "-")): own[name] for name in own})
    return route_page(router.atlas, query, router.find_routes(query, used), used)


def publishers(atlas: Atlas, page: RoutePage, notes: tuple[int, ...]) -> set[str]:
    return {footnote.source.id for footnote in page.footnotes if footnote.number in notes}


def test_a_shut_post_is_told_with_its_date_and_source(shipped_router: Router) -> None:
    page = page_of(shipped_router, KHYBER)
    (fact,) = page.blocked
    assert fact.label == "On 15 October 2025 nothing goes through Torkham"
    assert fact.value == "closed since 12 October 2025"
    assert "src-tribune-2025-border" in publishers(shipped_router.atlas, page, fact.notes)
    assert "Chaman" in page.also_shut


def test_the_true_first_day_of_a_closure_is_told(shipped_router: Router) -> None:
    page = page_of(shipped_router, replace(KHYBER, day=Day(2026, 3, 31)))
    (fact,) = page.blocked
    assert fact.label == "Torkham is left out"
    assert fact.value.startswith("last known closed since 12 October 2025")


def test_shut_posts_are_told_with_and_without_a_list_before_them(shipped_router: Router) -> None:
    words = render("routes", part="answer", page=page_of(shipped_router, KHYBER), colours={})
    assert "Also closed to freight" in words
    alone = replace(
        KHYBER, from_id="site-gwadar-port", to_id="site-kabul", modes=frozenset({Mode.RAIL})
    )
    page = page_of(shipped_router, alone)
    words = render("routes", part="answer", page=page, colours={})
    assert not page.blocked
    assert "Closed to freight" in words
    assert len(page.missing) > 1
    assert "needs all of these, in the order of travel" in words


def test_silence_is_not_taken_for_open(shipped_router: Router) -> None:
    cards = page_of(shipped_router, DEFAULT).cards
    unsure = [
        card for card in cards if any("nothing read since" in fact.value for fact in card.frontiers)
    ]
    assert unsure
    for card in unsure:
        assert any("No source says whether freight passed" in doubt for doubt in card.doubts)


def test_a_post_last_known_closed_is_marked_everywhere(shipped_router: Router) -> None:
    asked = replace(DEFAULT, posts=PostPolicy.USE_SHUT)
    answer = shipped_router.find_routes(asked)
    page = page_of(shipped_router, asked)
    at = next(at for at, route in enumerate(answer.routes) if route.shut_crossings)
    card = page.cards[at]
    assert "closed since 12 October 2025" in card.shut
    assert any("closed" in leg.state for leg in card.legs)
    known = next(fact for fact in card.facts if fact.label == "Borders known to be open")
    done, _, all_of_them = known.value.partition(" of ")
    assert int(done) < int(all_of_them)
    marked = [
        feature["properties"]["rank"]
        for feature in ways_geojson(shipped_router.atlas, answer)["features"]
        if feature["properties"]["last_known_closed"]
    ]
    assert str(at + 1) in marked
    rows = leg_rows(shipped_router.atlas, answer)
    assert any(row["post"] for row in rows if row["route"] == str(at + 1))
    text = render("routes", part="answer", page=page, colours={})
    assert "through a post last known closed" in text


@pytest.mark.parametrize("posts", [PostPolicy.IF_OPEN, PostPolicy.USE_SHUT])
@pytest.mark.parametrize("objective", list(Objective))
def test_each_card_says_why_it_stands_where_it_stands(
    shipped_router: Router, objective: Objective, posts: PostPolicy
) -> None:
    query = replace(DEFAULT, objective=objective, posts=posts)
    routes = shipped_router.find_routes(query).routes
    page = page_of(shipped_router, query)
    assert page.order.startswith("Routes known to be open all the way stand first")
    assert ("closed posts" in page.order) == any(route.shut_crossings for route in routes)
    assert page.order in render("routes", part="answer", page=page, colours={})
    for route, card in zip(routes, page.cards, strict=True):
        is_better = route.values[objective] < routes[0].values[objective]
        assert card.mark.endswith("known to be open all the way") == (route.doubts == (0, 0))
        assert card.mark.startswith("would ") == (is_better and route.doubts != (0, 0))
        assert card.mark in render("routes", part="answer", page=page, colours={})


def test_a_single_way_needs_no_order(shipped_router: Router) -> None:
    page = page_of(shipped_router, RouteQuery("site-rohri", "site-multan", day=DEFAULT.day))
    assert bool(page.order) == (len(page.cards) > 1)
    assert page.cards[0].mark == "quickest, known to be open all the way"


def test_a_line_without_an_opening_date_is_told_on_a_past_day(shipped_router: Router) -> None:
    query = RouteQuery("site-lahore", "site-quetta", day=Day(1990, 1, 1))
    doubts = page_of(shipped_router, query).cards[0].doubts
    assert any("without an opening date" in doubt for doubt in doubts)
    today = page_of(shipped_router, replace(query, day=today_())).cards[0].doubts
    assert not any("without an opening date" in doubt for doubt in today)


def test_each_hour_and_dollar_says_how_it_is_known(shipped_router: Router) -> None:
    page = page_of(shipped_router, replace(DEFAULT, day=Day(2025, 8, 1)))
    for card in page.cards:
        assert all(leg.known_by for leg in card.legs)
        land = [fact for fact in card.frontiers if "by ship" not in fact.value]
        assert all("measured" in fact.value or "guess" in fact.value for fact in land)
        assert any(fact.label == "Rests on measurements" for fact in card.facts)
    chaman = [row for row in page.assumed if "Chaman" in row.scope]
    assert chaman
    assert all(row.known_by == "measured" and row.year and row.notes for row in chaman)


def test_what_lacks_for_a_route_is_listed_with_its_sources(shipped_router: Router) -> None:
    query = RouteQuery(
        "site-tashkent", "site-mazar", day=Day(2023, 2, 5), modes=frozenset({Mode.RAIL})
    )
    page = page_of(shipped_router, query)
    # the bridge and the line behind it stood still together
    assert {fact.label.split(" – ")[0] for fact in page.missing} == {
        "No railway Hairatan",
        "No railway Termez",
    }
    for fact in page.missing:
        assert fact.value == "standing idle since 1 February 2023"
        assert publishers(shipped_router.atlas, page, fact.notes) == {"src-nca-2023-hairatan"}
    assert "What is missing" in render("routes", part="answer", page=page, colours={})


def test_what_is_not_in_service_is_named(shipped_router: Router) -> None:
    best = page_of(shipped_router, RAIL_ON_PAPER).cards[0]
    assert any("are not in service" in doubt and "UAP" in doubt for doubt in best.doubts)
    assert best.changes[0].label.startswith("Gauge change in ")


def test_no_land_route_is_said_with_the_sea_beside(shipped_router: Router) -> None:
    shut = replace(
        DEFAULT,
        to_id="site-moscow",
        closed_countries=frozenset({"AF", "IR"}),
        closed_posts=frozenset({"site-khunjerab"}),
    )
    page = page_of(shipped_router, shut)
    assert page.cards == ()
    assert "no land route" in page.reason
    assert page.sea is not None
    text = render("routes", part="answer", page=page, colours={})
    assert "no land route" in text
    assert "The route by sea" in text


def test_a_recorded_height_is_told_and_never_made_up(shipped_router: Router) -> None:
    over = RouteQuery("site-islamabad", "site-kashgar", day=DEFAULT.day)
    best = page_of(shipped_router, over).cards[0]
    height = next(fact for fact in best.facts if fact.label == "Highest recorded point")
    assert height.value.startswith("Khunjerab Pass, 4\u2009693 m")
    plain = RouteQuery("site-rohri", "site-multan", day=DEFAULT.day)
    flat = page_of(shipped_router, plain).cards[0]
    assert any(fact.value == "no height recorded on this route" for fact in flat.facts)


def test_every_factor_is_listed_and_own_values_are_marked(shipped_router: Router) -> None:
    page = page_of(shipped_router, DEFAULT, rail_speed=Range(20, 40))
    (mine,) = (row for row in page.assumed if row.ours)
    assert (mine.low, mine.high, mine.ours) == ("20", "40", "9–25")
    assert (mine.scope, mine.known_by) == ("everywhere", "yours")
    assert all(row.note for row in page.assumed)


def test_legs_add_up_in_the_table_and_on_the_map(shipped_router: Router) -> None:
    answer = shipped_router.find_routes(DEFAULT)
    rows = leg_rows(shipped_router.atlas, answer)
    best = [row for row in rows if row["route"] == "1"]
    assert sum(row["km"] for row in best) == pytest.approx(answer.routes[0].km, abs=len(best))
    drawn = ways_geojson(shipped_router.atlas, answer)["features"]
    assert drawn[0]["properties"]["rank"] == "1"
    assert drawn[-1]["properties"]["rank"] == "sea"
    assert all(len(feature["geometry"]["coordinates"]) >= 2 for feature in drawn)


def test_promises_are_drawn_apart(shipped_router: Router) -> None:
    drawn = ways_geojson(shipped_router.atlas, shipped_router.find_routes(RAIL_ON_PAPER))[
        "features"
    ]
    assert {feature["properties"]["built"] for feature in drawn} == {True, False}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (kilometres(12345.6), "12\u2009346\u2009km"),
        (duration(Range(0.2, 0.4)), "under 1\u2009h"),
        (duration(Range(10, 40)), "10–40\u2009h"),
        (duration(Range(72, 240)), "3–10 days"),
        (dollars(Range(1234, 2345)), "US$ 1\u2009230–2\u2009340 per TEU"),
    ],
)
def test_numbers_in_words(said: str, words: str) -> None:
    assert said == words
