"""Figures side by side: grouped, spanned, and ruled out only where geometry leaves no doubt."""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.claims import Band, FigureGroup, figures_of, group_figures, ruled_out, shortest_km
from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.records.loaded import Loaded
from geo.records.model import Claim, LonLat, Names, Site
from geo.records.vocab import Accuracy, Confidence, Extent, Quantity, SiteKind
from tests.conftest import ROOT

POSITIONS = st.builds(LonLat, st.floats(40, 80), st.floats(22, 56))
ERRORS = st.one_of(st.none(), st.floats(0.1, 60))


def place(number: int, at: LonLat, error_km: float | None = None) -> Site:
    return Site(
        id=f"site-{number}",
        names=Names(en=f"Place {number}"),
        kind=SiteKind.RAIL_STATION,
        countries=("AF",),
        at=at,
        location_accuracy=Accuracy.APPROXIMATE if error_km else Accuracy.EXACT,
        location_error_km=error_km,
        location_source_id="src-a",
        source_ids=("src-a",),
    )


@st.composite
def places_in_order(draw: st.DrawFn, *, fewest: int = 2, exact: bool = False) -> list[Site]:
    spots = draw(st.lists(POSITIONS, min_size=fewest, max_size=6))
    errors = st.none() if exact else ERRORS
    return [place(number, at, draw(errors)) for number, at in enumerate(spots)]


def claim(name: str = "a", quantity: Quantity = Quantity.LENGTH_KM, **values: Any) -> Claim:
    given_values = {"scope": "all of it", "who": "somebody", "source_ids": ("src-a",), **values}
    return Claim(id=f"clm-{name}", subject_id="line", quantity=quantity, **given_values)


def atlas_and_claim(
    sites: Sequence[Site], low: float, high: float | None = None
) -> tuple[Atlas, Claim]:
    said = claim(low=low, high=high, between_ids=tuple(site.id for site in sites))
    return Atlas(Loaded(sites=tuple(sites), claims=(said,))), said


def only_group(*claims: Claim) -> FigureGroup:
    (group,) = group_figures(Atlas(Loaded(claims=claims)), claims)
    return group


# What geometry can say


@given(places_in_order(), POSITIONS, ERRORS, st.data())
def test_one_more_station_never_makes_the_way_shorter(
    way: list[Site], at: LonLat, error: float | None, data: st.DataObject
) -> None:
    where = data.draw(st.integers(0, len(way)))
    longer = [*way[:where], place(99, at, error), *way[where:]]
    assert shortest_km(longer) >= shortest_km(way)


@given(places_in_order(exact=True))
def test_exact_places_give_the_whole_chain(way: list[Site]) -> None:
    assert shortest_km(way) == pytest.approx(length_km([site.at for site in way]), abs=1e-6)


@given(places_in_order())
def test_the_way_back_is_as_long(way: list[Site]) -> None:
    assert shortest_km(way[::-1]) == pytest.approx(shortest_km(way), abs=1e-6)


@given(places_in_order(fewest=0))
def test_doubt_about_places_only_makes_the_bound_smaller(way: list[Site]) -> None:
    assert 0 <= shortest_km(way) <= length_km([site.at for site in way]) + 1e-6


@given(places_in_order(), st.floats(0, 500))
def test_what_is_as_long_as_its_chain_is_never_ruled_out(way: list[Site], more: float) -> None:
    atlas, said = atlas_and_claim(way, length_km([site.at for site in way]) + 1e-6 + more)
    assert ruled_out(atlas, said) is None


@given(places_in_order(exact=True), st.floats(0.01, 0.99))
def test_what_is_shorter_than_its_chain_is_ruled_out(way: list[Site], share: float) -> None:
    chain = length_km([site.at for site in way])
    atlas, said = atlas_and_claim(way, chain * share)
    assert (ruled_out(atlas, said) is not None) == (chain > 0)


def test_a_badly_known_place_never_condemns_a_figure() -> None:
    ends = LonLat(66, 30), LonLat(67, 30)
    published = length_km(ends) - 10
    sure, unsure = ([place(1, ends[0]), place(2, ends[1], km)] for km in (None, 15.0))
    assert ruled_out(*atlas_and_claim(sure, published))
    assert ruled_out(*atlas_and_claim(unsure, published)) is None


def test_a_range_is_ruled_out_only_with_its_upper_end() -> None:
    sites = [place(1, LonLat(66, 30)), place(2, LonLat(67, 30))]
    assert ruled_out(*atlas_and_claim(sites, 80, 90))
    assert ruled_out(*atlas_and_claim(sites, 80, 100)) is None


def test_the_reason_names_the_places_and_the_kilometres() -> None:
    sites = [place(number, LonLat(66 + number, 30)) for number in (1, 2, 3)]
    reason = ruled_out(*atlas_and_claim(sites, 100))
    assert reason == "Straight lines through Place 1, Place 2 and Place 3 alone come to 193 km."


def test_a_figure_without_ends_or_of_another_kind_is_let_be() -> None:
    sites = (place(1, LonLat(66, 30)), place(2, LonLat(76, 30)))
    between = tuple(site.id for site in sites)
    said = (
        claim("no-ends", low=1),
        claim("no-number", text="short", between_ids=between),
        claim("no-length", Quantity.LENGTH_SAVED_KM, low=1, between_ids=between),
        claim("unknown-ends", low=1, between_ids=("site-x", "site-y")),
        claim("one-end", low=1, between_ids=("site-1", "site-y")),
    )
    atlas = Atlas(Loaded(sites=sites, claims=said))
    assert [ruled_out(atlas, claim) for claim in said] == [None] * len(said)


# Side by side


def test_figures_stand_by_quantity_the_whole_first() -> None:
    said = (
        claim("b", low=700),
        claim("part", low=20, extent=Extent.PART),
        claim("cost", Quantity.COST_USD_BN, low=5),
        claim("a", low=640),
        claim("text", text="long"),
        claim("more", low=10, extent=Extent.WIDER),
    )
    groups = group_figures(Atlas(Loaded(claims=said)), said)
    assert [
        (group.quantity, [figure.claim.id for figure in group.figures]) for group in groups
    ] == [
        (Quantity.LENGTH_KM, ["clm-text", "clm-a", "clm-b", "clm-part", "clm-more"]),
        (Quantity.COST_USD_BN, ["clm-cost"]),
    ]


def test_equal_figures_stand_by_date() -> None:
    said = [claim(name, low=5, date=date) for name, date in (("a", "2026"), ("b", "2020-12"))]
    assert [figure.claim.id for figure in only_group(*said).figures] == ["clm-b", "clm-a"]


def test_the_band_spans_what_may_be_believed() -> None:
    group = only_group(
        claim("a", low=640),
        claim("b", low=680, high=764),
        claim("part", low=75, extent=Extent.PART),
        claim("doubtful", low=850, confidence=Confidence.DOUBTFUL),
        claim("text", text="long"),
    )
    assert group.band == Band(Quantity.LENGTH_KM, 640, 764)
    assert group.disagree


def test_the_band_leaves_out_what_is_ruled_out() -> None:
    sites = (place(1, LonLat(66, 30)), place(2, LonLat(76, 30)))
    short = claim("short", low=573, between_ids=("site-1", "site-2"))
    said = (short, claim("a", low=980), claim("b", low=1100))
    (group,) = group_figures(Atlas(Loaded(sites=sites, claims=said)), said)
    assert [bool(figure.ruled_out) for figure in group.figures] == [True, False, False]
    assert group.band == Band(Quantity.LENGTH_KM, 980, 1100)


@pytest.mark.parametrize(
    "said",
    [
        [claim("a", low=5)],
        [claim("a", low=5), claim("b", low=5)],
        [claim("a", low=5, high=6)],
        [claim("a", text="soon"), claim("b", text="later")],
        [claim("a", Quantity.STAFF, low=5), claim("b", Quantity.STAFF, low=9)],
    ],
)
def test_no_band_without_two_different_figures_of_one_thing(said: list[Claim]) -> None:
    assert only_group(*said).band is None


def test_figures_of_different_years_do_not_disagree() -> None:
    staff = [claim(name, Quantity.STAFF, low=low) for name, low in (("a", 14753), ("b", 8884))]
    assert not only_group(*staff).disagree


def test_a_figure_brings_its_sources(good_atlas: Atlas) -> None:
    (group,) = figures_of(good_atlas, "line")
    assert [source.id for source in group.figures[0].sources] == ["src-herald-2024-line"]
    assert figures_of(good_atlas, "site-alfa") == ()


# Nothing of what was collected is lost


def collected() -> list[dict[str, str]]:
    with (ROOT / "tests/data/dossier/claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def test_every_collected_figure_is_a_claim_of_its_own() -> None:
    ids = [row["claim_id"] for row in collected()]
    assert len(ids) == len(set(ids)) == 236
    counts = Counter(row["section"] for row in collected())
    assert (counts["2.2"], counts["2.3"]) == (26, 9)
