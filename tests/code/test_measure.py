"""Lengths on the ellipsoid, totals per state, breaks of gauge."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.geometry.measure import (
    GaugeBreak,
    breaks_of_gauge,
    drawn_km,
    km_by_state,
    length_km,
)
from geo.records.model import LonLat, Segment
from geo.records.vocab import Lifecycle

POSITIONS = st.builds(
    LonLat, lon=st.floats(-10, 130, allow_nan=False), lat=st.floats(10, 62, allow_nan=False)
)
LINES = st.lists(POSITIONS, min_size=2, max_size=12)
GAUGES = st.sets(st.sampled_from([1435, 1520, 1676]), min_size=1, max_size=2)
NEARLY = 1e-6  # a millimetre, in kilometres


def rail(number: int, *gauges_mm: int) -> Segment:
    return Segment(
        id=f"seg-{number}",
        project_id="line",
        from_id="site-a",
        to_id="site-b",
        line=((66, 30), (66, 31)),
        mode="rail",
        gauges_mm=gauges_mm,
        lifecycle="operating",
        lifecycle_as_of="2024",
        lifecycle_basis="stated",
        geometry_basis="schematic",
        source_ids=("src-x",),
    )


def route(*gauges: set[int]) -> list[Segment]:
    return [rail(number, *sorted(choice)) for number, choice in enumerate(gauges)]


@pytest.mark.parametrize(
    ("line", "km"),
    [
        # Quarter meridian and degree of the equator of WGS 84 (NGA, standard 0036).
        ([(0, 0), (0, 90)], 10001.966),
        ([(0, 0), (1, 0)], 111.319),
        # 60 degrees north: half the equator's degree; Web Mercator would say 111.3.
        ([(37, 60), (38, 60)], 55.799),
    ],
)
def test_length_is_measured_on_the_ellipsoid(line: list[tuple[float, float]], km: float) -> None:
    assert length_km([LonLat(*at) for at in line]) == pytest.approx(km, abs=0.002)


@pytest.mark.parametrize("line", [[], [LonLat(66, 30)], [LonLat(66, 30), LonLat(66, 30)]])
def test_without_a_way_there_is_no_length(line: list[LonLat]) -> None:
    assert length_km(line) == 0


@given(LINES)
def test_reversing_keeps_the_length(line: list[LonLat]) -> None:
    assert length_km(line[::-1]) == pytest.approx(length_km(line), abs=NEARLY)


@given(LINES, st.data())
def test_splitting_keeps_the_sum(line: list[LonLat], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line) - 1))
    parts = length_km(line[: at + 1]) + length_km(line[at:])
    assert parts == pytest.approx(length_km(line), abs=NEARLY)


@given(LINES)
def test_no_line_is_shorter_than_the_way_between_its_ends(line: list[LonLat]) -> None:
    assert length_km(line) >= length_km([line[0], line[-1]]) - NEARLY


@given(st.lists(GAUGES, min_size=1))
def test_no_break_means_one_gauge_serves_the_whole_route(gauges: list[set[int]]) -> None:
    assert (breaks_of_gauge(route(*gauges)) == []) == bool(set.intersection(*gauges))


@given(st.lists(GAUGES, min_size=1))
def test_every_stretch_between_breaks_has_a_common_gauge(gauges: list[set[int]]) -> None:
    breaks = {
        int(change.leaving.removeprefix("seg-")) for change in breaks_of_gauge(route(*gauges))
    }
    cuts = [0, *sorted(breaks), len(gauges)]
    stretches = [gauges[start:end] for start, end in pairwise(cuts)]
    assert all(set.intersection(*stretch) for stretch in stretches)


@given(st.lists(GAUGES, min_size=1))
def test_a_route_has_as_many_breaks_in_both_directions(gauges: list[set[int]]) -> None:
    there = breaks_of_gauge(route(*gauges))
    assert len(there) == len(breaks_of_gauge(route(*gauges[::-1])))


def test_dual_gauge_is_used_as_far_as_it_helps() -> None:
    found = breaks_of_gauge(route({1676}, {1676, 1435}, {1435}))
    assert found == [GaugeBreak(arriving="seg-1", leaving="seg-2")]


def test_an_empty_route_has_no_break() -> None:
    assert breaks_of_gauge([]) == []


def test_kilometres_are_summed_per_state(good_atlas: Atlas) -> None:
    totals = km_by_state(good_atlas.segments)
    assert list(totals) == [Lifecycle.OPERATING, Lifecycle.FEASIBILITY]
    assert sum(totals.values()) == pytest.approx(sum(map(drawn_km, good_atlas.segments)))
    twice = km_by_state([*good_atlas.segments, *good_atlas.segments])
    assert twice == pytest.approx({state: 2 * km for state, km in totals.items()})
