"""Which side the lanes of a shared line are counted from, and who shares one at all."""

from itertools import product

import pytest

from geo.atlas import Atlas
from geo.mapview.parallel_lanes import Lanes, lanes_of
from geo.records.model import LonLat, Segment
from geo.records.vocab import Mode

WEST, MIDDLE, EAST, SOUTH = (60.0, 30.0), (61.0, 30.2), (62.0, 30.0), (61.0, 29.0)


@pytest.fixture
def line(good_atlas: Atlas):
    """Make a segment of a name, a mode and its vertices."""

    def make(name: str, *points: tuple[float, float], mode: Mode = Mode.RAIL) -> Segment:
        vertices = tuple(LonLat(*point) for point in points)
        change = {"id": name, "line": vertices, "mode": mode}
        return good_atlas.segment("seg-alfa-bravo").model_copy(update=change)

    return make


def eastward(segment: Segment, lanes: Lanes) -> bool:
    """Whether lanes are counted from the left of somebody who goes east."""
    return (segment.line[-1].lon > segment.line[0].lon) != lanes.is_turned


@pytest.mark.parametrize("turned", [*product([False, True], repeat=3)])
def test_lanes_count_from_one_side_all_along_a_run(line, turned: tuple[bool, ...]) -> None:
    stretches = [(WEST, MIDDLE), (MIDDLE, EAST), (EAST, (63.0, 30.1))]
    run = [
        line(f"seg-{at}", *(reversed(points) if is_turned else points))
        for at, (points, is_turned) in enumerate(zip(stretches, turned, strict=True))
    ]
    lanes = lanes_of({"a": run, "b": run[::-1]})
    assert all(eastward(segment, lanes[segment.id]) for segment in run)


def test_a_stretch_alone_passes_the_side_on(line) -> None:
    run = [
        line("seg-0", WEST, EAST),
        line("seg-1", EAST, SOUTH),
        line("seg-2", (60.5, 29.5), SOUTH),
    ]
    lanes = lanes_of({"a": run, "b": [run[0]], "c": [run[2]]})
    assert not lanes["seg-0"].is_turned
    assert lanes["seg-2"].is_turned


def test_a_line_that_nobody_shares_is_left_as_it_is(line) -> None:
    lanes = lanes_of({"a": [line("seg-0", EAST, WEST)]})
    assert lanes == {"seg-0": Lanes("seg-0", is_turned=False)}


def test_where_three_lines_of_a_project_meet_no_side_is_passed_on(line) -> None:
    fork = [line("seg-0", WEST, MIDDLE), line("seg-1", MIDDLE, EAST), line("seg-2", MIDDLE, SOUTH)]
    westward = line("seg-1", EAST, MIDDLE)
    lanes = lanes_of({"a": [fork[0], westward, fork[2]], "b": [fork[0]], "c": [westward]})
    assert eastward(fork[0], lanes["seg-0"])
    assert eastward(westward, lanes["seg-1"])


def test_a_railway_and_a_road_go_on_apart_at_one_place(line) -> None:
    rail = [line("seg-0", WEST, MIDDLE), line("seg-1", EAST, MIDDLE)]
    road = [
        line("seg-2", WEST, MIDDLE, mode=Mode.ROAD),
        line("seg-3", MIDDLE, EAST, mode=Mode.ROAD),
    ]
    lanes = lanes_of({"a": [*rail, *road]})
    # One course each, so that railway and road lie beside one another.
    assert [lanes[segment.id].track_id for segment in (*rail, *road)] == ["seg-0", "seg-1"] * 2
    assert all(eastward(segment, lanes[segment.id]) for segment in (*rail, *road))


def test_what_most_projects_run_through_is_settled_first(line) -> None:
    """At a triangle three turns cannot all be suited; the one of most projects is."""
    arms = [line("seg-0", WEST, MIDDLE), line("seg-1", EAST, MIDDLE), line("seg-2", SOUTH, MIDDLE)]
    runs = {"a": arms[:2], "b": arms[1:], "c": [arms[0], arms[2]], "d": arms[1:], "e": arms[:2]}
    lanes = lanes_of({**runs, "f": arms[1:], "g": arms[:2]})
    turned = [lanes[segment.id].is_turned for segment in arms]
    assert turned[0] != turned[1]
    assert turned[1] != turned[2]
