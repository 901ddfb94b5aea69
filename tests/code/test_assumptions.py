"""Figures that routes rest on: the most exact wins, and what is measured says where and when."""

import pytest
from pydantic import ValidationError

from geo.records.loaded import Loaded
from geo.records.model import Assumption, CorridorFigure
from geo.records.vocab import Factor, Mode
from geo.routing.assumptions import Assumptions, Range
from geo.rules.validate import validate


def assumed(name: str, low: float, high: float, **more: object) -> Assumption:
    fields = {"factor": "frontier-hours", "basis": "our-guess", "confidence": "doubtful", **more}
    return Assumption(
        id=f"asm-{name}", low=low, high=high, note="A test.", source_ids=("src-x",), **fields
    )


EVERYWHERE = assumed("everywhere", 1, 2)
COUNTRY = assumed("country", 3, 4, countries=("PK",))
FRONTIER = assumed("frontier", 5, 6, countries=("AF", "PK"))
BY_ROAD = assumed("by-road", 7, 8, countries=("AF", "PK"), mode="road")
POST = assumed("post", 9, 10, site_ids=("site-torkham",))


@pytest.mark.parametrize(
    ("where", "mode", "record"),
    [
        (set(), None, EVERYWHERE),
        ({"IR"}, None, EVERYWHERE),
        ({"PK"}, Mode.ROAD, COUNTRY),
        ({"PK", "AF"}, Mode.RAIL, FRONTIER),
        ({"AF", "PK"}, Mode.ROAD, BY_ROAD),
        ({"AF", "PK", "site-torkham"}, Mode.ROAD, POST),
        ({"PK", "IR"}, Mode.ROAD, EVERYWHERE),
    ],
)
def test_the_most_exact_scope_wins(where: set[str], mode: Mode | None, record: Assumption) -> None:
    known = Assumptions((EVERYWHERE, COUNTRY, FRONTIER, BY_ROAD, POST))
    figure = known.range_for(Factor.FRONTIER_HOURS, frozenset(where), mode)
    assert figure.record is record
    assert figure.range == Range(record.low, record.high)


def test_a_value_of_the_reader_holds_everywhere() -> None:
    own = {Factor.FRONTIER_HOURS: Range(11, 12)}
    known = Assumptions((EVERYWHERE, POST), own)
    figure = known.range_for(Factor.FRONTIER_HOURS, frozenset({"site-torkham"}), Mode.ROAD)
    assert (figure.range, figure.record) == (Range(11, 12), None)
    assert known.everywhere() == own


@pytest.mark.parametrize(
    ("records", "rule"),
    [
        ((assumed("back", 4, 3),), "range_reversed"),
        ((assumed("one", 1, 2), assumed("two", 3, 4)), "scope_double"),
        ((assumed("no-year", 1, 2, basis="measured"),), "year_missing"),
        ((EVERYWHERE,), "factor_missing"),
        ((assumed("nowhere", 1, 2, countries=("PK", "XX")),), "scope_never"),
        ((assumed("inland", 1, 2, countries=("PK",)),), "scope_never"),
        ((assumed("both", 1, 2, countries=("AF", "PK"), site_ids=("site-a",)),), "scope_never"),
        ((assumed("fast", 1, 2, factor="rail-speed", countries=("AF", "PK")),), "scope_never"),
        ((assumed("fast", 1, 2, factor="rail-speed", site_ids=("site-a",)),), "scope_never"),
        ((assumed("fast", 1, 2, factor="rail-speed", mode="road"),), "scope_never"),
    ],
)
def test_what_is_wrong_with_assumptions_is_told(records: tuple[Assumption, ...], rule: str) -> None:
    found = {issue.rule for issue in validate(Loaded(assumptions=records))}
    assert rule in found


@pytest.mark.parametrize("high", [1e308, 100_001, float("inf")])
def test_a_value_out_of_bounds_is_not_taken(high: float) -> None:
    with pytest.raises(ValidationError):
        assumed("much", 1, high)


def test_a_range_the_wrong_way_round_is_not_used() -> None:
    assert Assumptions((assumed("back", 4, 3),)).everywhere() == {}


def test_a_figure_of_corridors_stands_once_and_is_not_of_a_coming_year() -> None:
    fields = {"measure": "border-hours", "mode": "road", "value": 1, "source_ids": ("src-x",)}
    single = CorridorFigure(id="cpm-a", year="2020", **fields)
    double = CorridorFigure(id="cpm-b", year="2020", **{**fields, "value": 2})
    narrower = CorridorFigure(id="cpm-c", year="2020", note="At one post.", **fields)
    coming = CorridorFigure(id="cpm-d", year="9000", **fields)
    issues = validate(Loaded(corridor_figures=(single, double, narrower, coming)))
    found = {(issue.record, issue.rule) for issue in issues}
    assert {("cpm-b", "figure_double"), ("cpm-d", "date_ahead")} <= found
    assert not {("cpm-a", "figure_double"), ("cpm-c", "figure_double")} & found
