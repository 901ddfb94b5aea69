"""Segments cut at the places that they pass, and places joined where they are near."""

from collections.abc import Sequence

import pytest

from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.network.transport_network import Leg, Network, network_of
from geo.records.loaded import Loaded
from geo.records.model import Project, Segment, Site
from tests.builders import SOURCE, line, site


def network(sites: Sequence[Site], *segments: Segment) -> Network:
    return network_of(Atlas(Loaded(sites=tuple(sites), segments=segments)))


def ends(legs: Sequence[Leg]) -> list[tuple[str, str]]:
    return [(leg.from_id.removeprefix("site-"), leg.to_id.removeprefix("site-")) for leg in legs]


ALFA, BRAVO, CHARLIE = site("alfa", 66, 30), site("bravo", 66, 31), site("charlie", 66, 32)
THREE = (ALFA, BRAVO, CHARLIE)


def test_a_line_stops_at_the_places_that_it_names() -> None:
    found = network(THREE, line(ALFA, CHARLIE, via_ids=(BRAVO.id,)))
    assert ends(found.legs) == [("alfa", "bravo"), ("bravo", "charlie")]
    assert sum(leg.km for leg in found.legs) == pytest.approx(length_km((ALFA.at, CHARLIE.at)))


def test_a_place_that_is_not_named_is_no_stop() -> None:
    assert ends(network(THREE, line(ALFA, CHARLIE)).legs) == [("alfa", "charlie")]


def test_a_leg_knows_everything_that_runs_over_it() -> None:
    segment = line(ALFA, CHARLIE)
    corridor = Project(
        id="corridor",
        names={"en": "Corridor"},
        short="Corridor",
        group="Corridors",
        summary="Runs over the line of another project.",
        lifecycle="operating",
        lifecycle_as_of="2026",
        lifecycle_basis="stated",
        lifecycle_note="In service.",
        runs_over=[{"segment_ids": [segment.id]}],
        **SOURCE,
    )
    atlas = Atlas(Loaded(sites=THREE, segments=(segment,), projects=(corridor,)))
    (leg,) = network_of(atlas).legs
    assert (leg.project_id, leg.project_ids) == ("line", {"line", "corridor"})


@pytest.mark.parametrize(
    ("fields", "km", "basis"),
    [
        ({"published_length_km": 250.0, "network_km": 240.0}, 250, "published"),
        ({"network_km": 240.0}, 240, "along the network"),
        ({}, length_km((ALFA.at, CHARLIE.at)), "drawn"),
    ],
)
def test_the_best_known_length_counts(fields: dict[str, float], km: float, basis: str) -> None:
    found = network(THREE, line(ALFA, CHARLIE, via_ids=(BRAVO.id,), **fields))
    assert sum(leg.km for leg in found.legs) == pytest.approx(km)
    assert {leg.km_basis for leg in found.legs} == {basis}


def test_a_frontier_is_crossed_at_its_posts() -> None:
    ours = site("ours", 66, 31, "PK", "border-crossing")
    theirs = site("theirs", 66, 31.05, "AF", "border-crossing")
    legs = network((ALFA, ours, theirs), line(ALFA, ours), line(ours, theirs)).legs
    crossed = [leg for leg in legs if leg.frontiers]
    assert [leg.frontiers[0].countries for leg in crossed] == [("PK", "AF")]
    assert crossed[0].frontiers[0].post_ids == (ours.id, theirs.id)


def test_neighbours_of_one_country_are_joined_by_a_local_truck() -> None:
    near = site("near", 66.1, 30)
    abroad = site("abroad", 66.05, 30, "AF")
    lines = (line(ALFA, CHARLIE), line(near, BRAVO), line(abroad, BRAVO))
    found = network((ALFA, BRAVO, CHARLIE, near, abroad), *lines)
    local = [leg for leg in found.legs if leg.is_local]
    assert ends(local) == [("alfa", "near")]
    assert local[0].km == pytest.approx(1.3 * length_km((ALFA.at, near.at)))
    assert local[0].km_basis == "assumed"


def test_a_belt_inside_a_plant_leads_nowhere() -> None:
    assert network((ALFA, CHARLIE), line(ALFA, CHARLIE, mode="conveyor")).legs == ()
