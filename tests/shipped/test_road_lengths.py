"""Published lengths of roads: the way over the network agrees with them, or it is said why not."""

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.reading.network.routing_hints import OTHER_SCOPE, WINS, Guides, read_guides
from geo.records.model import Claim
from geo.records.vocab import Mode, Quantity
from geo.routing.route_model import Objective, PostPolicy, RouteQuery
from geo.routing.router import Router

DATA = Path(__file__).parents[2] / "data"
ROWS = Path(__file__).parents[1] / "data/update/rows-roads.csv"
#: How far the way may be from the published length.
WITHIN = 0.05
#: A trip by truck whose roads the source does not name; another source has 3,000 km for it.
LOOSE, LOOSE_WITHIN = frozenset({"clm-brk-length-karachi-tashkent"}), 0.1
#: How claims of roads begin; those of railways begin otherwise.
OF_ROADS = ("road ", "motorway ", "national highway ", "new road ", "Karakoram Highway")


@cache
def guides() -> Guides:
    return read_guides(DATA)


def road_claims(atlas: Atlas) -> list[Claim]:
    """Lengths of roads between named places; "by" and "printed" may follow the kind of road."""
    return [
        claim
        for claim in atlas.claims
        if claim.quantity is Quantity.LENGTH_KM
        and len(claim.between_ids) > 1
        and (claim.scope.startswith(OF_ROADS) or guides().of(claim.id).rule in {"road", WINS})
    ]


def road_km(
    router: Router, place_ids: tuple[str, ...], without: frozenset[str] = frozenset()
) -> float:
    """Kilometres by road through places in order, whatever posts are shut, without some lines."""
    total = 0.0
    for start, end in pairwise(place_ids):
        question = RouteQuery(
            start,
            end,
            objective=Objective.KM,
            modes=frozenset({Mode.ROAD}),
            posts=PostPolicy.IGNORE,
            closed_lines=without,
        )
        found = router.best(question)
        assert found is not None, f"no road from {start} to {end}"
        total += found.km
    return total


def test_every_published_length_of_a_road_is_kept_or_says_why_not(shipped_atlas: Atlas) -> None:
    silent = [claim.id for claim in road_claims(shipped_atlas) if claim.id not in guides().rows]
    assert silent == []
    assert len(road_claims(shipped_atlas)) >= 25


def test_ways_by_road_agree_with_print(shipped_atlas: Atlas, shipped_router: Router) -> None:
    """The length of a motorway is that of the motorway, not of the old road beside it."""
    old_roads = frozenset(
        line.id
        for line in shipped_atlas.segments
        if any(beside.startswith("seg-mway-") for beside in line.parallel_to)
    )
    wrong = {}
    for claim in road_claims(shipped_atlas):
        if guides().of(claim.id).rule == OTHER_SCOPE or claim.low is None:
            continue
        is_motorway = claim.subject_id == "pakistan-motorways"
        km = road_km(shipped_router, claim.between_ids, old_roads if is_motorway else frozenset())
        within = LOOSE_WITHIN if claim.id in LOOSE else WITHIN
        if abs(km / claim.low - 1) > within:
            wrong[claim.id] = (round(km), claim.low)
    assert wrong == {}


@pytest.mark.parametrize(
    ("start", "end", "published_km"),
    [
        ("site-islamabad", "site-khunjerab", 794),
        ("site-torugart", "site-bishkek", 539),
        ("site-kandahar", "site-herat", 557),
        ("site-sost", "site-khunjerab", 86),
    ],
)
def test_mountain_roads_are_as_long_as_in_print(
    shipped_router: Router, start: str, end: str, published_km: float
) -> None:
    assert road_km(shipped_router, (start, end)) == pytest.approx(published_km, rel=WITHIN)


def test_most_roads_agree_and_few_are_excused(shipped_atlas: Atlas) -> None:
    rules = [guides().of(claim.id).rule for claim in road_claims(shipped_atlas)]
    assert rules.count(OTHER_SCOPE) <= len(rules) / 2
    assert {OTHER_SCOPE, WINS, "road"} == set(rules)


def test_a_stretch_of_road_that_was_lengthened_is_on_record() -> None:
    with (DATA / "network/roads.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["claim_id"] for row in rows} <= {
        name for name, guide in guides().rows.items() if guide.rule == WINS
    }
    assert all(0.9 <= float(row["published_km"]) / float(row["network_km"]) <= 1.6 for row in rows)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("site-baku", "site-astrakhan"),
        ("site-astrakhan", "site-moscow"),
        ("site-baku", "site-tbilisi"),
        ("site-tbilisi", "site-volgograd"),
        ("site-uzen", "site-turkmenbashi"),
        ("site-almaty", "site-urumqi"),
        ("site-gwadar", "site-zahedan"),
        ("site-mary", "site-bukhara"),
        ("site-dashoguz", "site-urgench"),
        ("site-konye-urgench", "site-nukus"),
        ("site-tehran", "site-baku"),
        ("site-taftan", "site-moscow"),
    ],
)
def test_roads_that_were_missing_can_be_driven(
    shipped_router: Router, start: str, end: str
) -> None:
    assert road_km(shipped_router, (start, end)) > 0


def test_from_taftan_to_moscow_the_road_leads_round_the_caspian(shipped_router: Router) -> None:
    """The Federal Board of Revenue gave 4,600 km for this trip by Tehran and Astara in 2021."""
    km = road_km(shipped_router, ("site-taftan", "site-tehran", "site-astara-ir", "site-moscow"))
    assert km == pytest.approx(4600, rel=0.1)


def test_every_row_of_the_update_on_roads_went_somewhere(shipped_atlas: Atlas) -> None:
    with ROWS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {
        claim.id for claim in (*shipped_atlas.claims, *shipped_atlas.segments, *shipped_atlas.sites)
    }
    lost = {
        (row["section"], row["row"]): record_id
        for row in rows
        for record_id in row["record_ids"].split("; ")
        if record_id and record_id not in known
    }
    assert lost == {}
    assert all(row["record_ids"] or row["note"] for row in rows)
    assert {row["section"] for row in rows} == {"5", "6.2"}
