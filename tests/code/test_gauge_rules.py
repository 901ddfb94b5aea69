"""A break of gauge is demanded wherever two gauges meet, at places of three gauges as well."""

import pytest

from geo.records.loaded import Loaded
from geo.records.model import Segment, Site
from geo.records.vocab import GaugeBasis
from geo.rules.context import Context
from geo.rules.network.gauges import built_breaks_are_built, gauges_that_meet_are_recorded
from tests.builders import line, site

NORTH, EAST, SOUTH = site("north", 66, 32), site("east", 67, 31), site("south", 66, 30)
YARD = site("yard", 66, 31)


def with_break(*gauges: int, basis: GaugeBasis = GaugeBasis.PLANNED) -> Site:
    return YARD.model_copy(update={"breaks_gauge_mm": gauges, "breaks_gauge_basis": basis})


def track(end: Site, *gauges: int, **fields: str) -> Segment:
    return line(YARD, end, gauges_mm=gauges, **fields)


def missing(yard: Site, *lines: Segment) -> list[str]:
    """What is said to meet without a recorded break, as `1435 1520`."""
    context = Context.of(Loaded(sites=(yard, NORTH, EAST, SOUTH), segments=lines))
    found = list(gauges_that_meet_are_recorded(context))
    assert all((issue.record, issue.rule) == (YARD.id, "break_missing") for issue in found)
    words = [issue.found.split() for issue in found]
    return sorted(" ".join(sorted(word for word in said if word.isdigit())) for said in words)


def test_two_gauges_need_a_break_in_whichever_order() -> None:
    lines = (track(NORTH, 1520), track(SOUTH, 1676))
    assert missing(YARD, *lines) == ["1520 1676"]
    assert missing(with_break(1676, 1520), *lines) == []
    assert missing(with_break(1520, 1676), *lines) == []
    assert missing(with_break(1435, 1676), *lines) == ["1520 1676"]


def test_dual_gauge_is_common_to_both_but_joins_no_others() -> None:
    dual = track(EAST, 1520, 1676)
    assert missing(YARD, track(NORTH, 1520), dual) == []
    assert missing(YARD, track(SOUTH, 1676), dual) == []
    assert missing(YARD, track(NORTH, 1520), dual, track(SOUTH, 1676)) == ["1520 1676"]


def test_a_pair_of_gauges_is_told_once() -> None:
    second = track(EAST, 1676)
    assert missing(YARD, track(NORTH, 1520), track(SOUTH, 1676), second) == ["1520 1676"]


def test_each_two_of_three_gauges_are_looked_at_apart() -> None:
    lines = (track(NORTH, 1520), track(EAST, 1435), track(SOUTH, 1676))
    assert missing(YARD, *lines) == ["1435 1520", "1435 1676", "1520 1676"]
    assert missing(with_break(1520, 1435), *lines) == ["1435 1676", "1520 1676"]


@pytest.mark.parametrize("state", ["agreed", "superseded", "dormant"])
def test_what_is_not_in_service_would_meet_all_the_same(state: str) -> None:
    assert missing(YARD, track(NORTH, 1520, lifecycle=state), track(SOUTH, 1676)) != []


def test_a_line_that_passes_by_meets_too() -> None:
    through = line(NORTH, SOUTH, gauges_mm=(1520,), via_ids=(YARD.id,))
    assert missing(YARD, through, track(EAST, 1435)) == ["1435 1520"]


def test_a_road_and_a_place_that_is_not_there_are_let_be() -> None:
    assert missing(YARD, track(NORTH, 1520), track(SOUTH, mode="road")) == []
    lost = Loaded(sites=(NORTH, SOUTH), segments=(track(NORTH, 1520), track(SOUTH, 1676)))
    assert list(gauges_that_meet_are_recorded(Context.of(lost))) == []


def test_a_built_break_has_track_of_both_gauges() -> None:
    yard = with_break(1520, 1676, basis=GaugeBasis.BUILT)
    for state, told in (("operating", []), ("closed", []), ("agreed", ["1520"])):
        lines = (track(NORTH, 1520, lifecycle=state), track(SOUTH, 1676))
        found = built_breaks_are_built(
            Context.of(Loaded(sites=(yard, NORTH, SOUTH), segments=lines))
        )
        assert [issue.found.split()[3] for issue in found] == told
