"""What a way consists of: small ways by hand, and the four that the page opens with."""

import pytest

from geo.analysis.alternatives import (
    Alternative,
    BuildStatus,
    Measured,
    alternatives_by_id,
    measure_alternative,
)
from geo.analysis.border_posts import EffectiveAccess
from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.reading.network.countries import OUTLINES, Countries, read_countries
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import BorderStatus, Segment, Site
from geo.records.vocab import GaugeBasis
from tests.builders import PROJECT, SOURCE, line, site
from tests.conftest import ROOT

A, B = site("alfa", 66, 30), site("bravo", 66, 31, "AF", "border-crossing")
C = site("charlie", 66, 32, "AF")
DAY = Day(2026, 3, 31)
NOWHERE, COUNTRIES = Countries({}), read_countries(ROOT / "data" / OUTLINES)


def measure(*segments: Segment, sites: tuple[Site, ...] = (A, B, C), **more: tuple) -> Measured:
    atlas = Atlas(Loaded(sites=sites, segments=segments, projects=(PROJECT,), **more))
    return measure_alternative(
        atlas, Alternative("line", "Line", PROJECT, segments, "", ()), NOWHERE, DAY
    )


@pytest.fixture(scope="module")
def found(shipped_atlas: Atlas) -> dict[str, Measured]:
    known = alternatives_by_id(shipped_atlas)
    ids = [alignment.id for alignment in shipped_atlas.alignments]
    return {
        way_id: measure_alternative(shipped_atlas, known[way_id], COUNTRIES, DAY) for way_id in ids
    }


def test_straight_hops_and_best_lengths() -> None:
    way = measure(line(A, B, published_length_km=150), line(B, C, network_km=130))
    assert way.straight_km == pytest.approx(length_km((A.at, B.at, C.at)))
    assert way.known_km == {"published": 150, "along the network": 130}
    assert way.km == 280
    assert way.ends == (A.id, C.id)


def test_what_stands_counts_by_condition() -> None:
    way = measure(
        line(A, B, published_length_km=60, lifecycle="idle"),
        line(B, C, published_length_km=40, lifecycle="construction"),
    )
    assert way.standing_km == {BuildStatus.UNUSED: 60, BuildStatus.WORKS: 40}
    assert way.share(BuildStatus.UNUSED) == pytest.approx(0.6)
    assert way.share(BuildStatus.SERVICE) == 0


def test_only_lines_on_paper_lack_an_alignment() -> None:
    drawn = {"geometry_basis": "schematic"}
    way = measure(line(A, B, **drawn), line(B, C, **drawn, lifecycle="agreed"))
    assert way.without_alignment_km == pytest.approx(length_km((B.at, C.at)))
    assert way.counted_straight_km == way.without_alignment_km
    told = measure(line(B, C, **drawn, lifecycle="agreed", published_length_km=120))
    assert (told.without_alignment_km, told.counted_straight_km) == (120, 0)


def test_a_break_of_gauge_that_no_record_names_has_no_basis() -> None:
    way = measure(line(A, B), line(C, B, gauges_mm=(1520,)))
    (change,) = way.gauge_changes
    assert (change.site, change.before_mm, change.after_mm) == (B, (1676,), (1520,))
    assert change.basis is None
    meets = B.model_copy(
        update={"breaks_gauge_mm": (1676, 1520), "breaks_gauge_basis": GaugeBasis.DECIDED}
    )
    again = measure(line(A, B), line(C, B, gauges_mm=(1520,)), sites=(A, meets, C))
    assert [change.basis for change in again.gauge_changes] == [GaugeBasis.DECIDED]


def test_a_road_between_railways_breaks_no_gauge() -> None:
    d = site("delta", 66, 33)
    way = measure(line(A, B), line(B, C, mode="road"), line(C, d), sites=(A, B, C, d))
    assert way.gauge_changes == ()


def test_a_crossing_tells_what_was_known_before() -> None:
    rows = tuple(
        BorderStatus(
            id=f"bst-bravo-{at}", site_id=B.id, from_date=at, freight=how, people=how, **SOURCE
        )
        for at, how in (("2024", "closed"), ("2026-02", "unknown"))
    )
    (crossing,) = measure(line(A, B), line(B, C), border_statuses=rows).crossings
    assert crossing.countries == ("PK", "AF")
    (post,) = crossing.posts
    for state in (post.freight, post.people):
        assert state.access is EffectiveAccess.AFTER_CLOSED
        assert (state.since, state.silent_since) == ("2024", "2026-02")


def test_a_way_of_which_a_line_is_missing_is_not_offered(shipped_atlas: Atlas) -> None:
    known = alternatives_by_id(shipped_atlas)
    assert {"way-iran", "uap-railway"} <= known.keys()
    assert "pakistan-central-asia-russia" in known or not shipped_atlas.segments_of(
        "pakistan-central-asia-russia"
    )
    assert alternatives_by_id(Atlas(Loaded(alignments=shipped_atlas.alignments))) == {}


def test_the_four_run_from_tashkent_to_the_port_of_karachi(found: dict[str, Measured]) -> None:
    assert len(found) == 4
    assert {way.ends for way in found.values()} == {("site-tashkent", "site-karachi-port")}
    assert all(way.km > way.straight_km for way in found.values())


def test_the_plan_by_torkham_is_the_shortest_and_partly_on_paper(
    found: dict[str, Measured],
) -> None:
    shortest = min(found.values(), key=lambda way: way.km)
    assert shortest.way.id == "way-torkham"
    assert shortest.share(BuildStatus.SERVICE) == pytest.approx(0.8, abs=0.03)
    assert shortest.standing_km.keys() == {
        BuildStatus.SERVICE,
        BuildStatus.UNUSED,
        BuildStatus.PAPER,
    }
    assert shortest.counted_straight_km == pytest.approx(519, abs=2)
    plan = found["way-kharlachi"]
    assert plan.share(BuildStatus.SERVICE) == pytest.approx(0.76, abs=0.02)
    assert plan.km - shortest.km == pytest.approx(38, abs=5)


def test_where_gauges_break_and_how_sure_that_is(found: dict[str, Measured]) -> None:
    breaks = {
        name: [(change.site.id, change.basis) for change in way.gauge_changes]
        for name, way in found.items()
    }
    assert breaks == {
        "way-kharlachi": [("site-kharlachi", GaugeBasis.ASSUMED)],
        "way-torkham": [("site-torkham", GaugeBasis.READING)],
        "way-spin-boldak": [("site-chaman", GaugeBasis.PLANNED)],
        "way-iran": [("site-sarakhs", GaugeBasis.BUILT), ("site-zahedan", GaugeBasis.BUILT)],
    }


def test_only_the_way_through_iran_stands_as_a_whole(found: dict[str, Measured]) -> None:
    whole = [name for name, way in found.items() if way.share(BuildStatus.SERVICE) == 1]
    assert whole == ["way-iran"]
    assert found["way-torkham"].share(BuildStatus.UNUSED) > 0


def test_heights_are_those_of_recorded_places(found: dict[str, Measured]) -> None:
    heights = {name: way.highest and way.highest.id for name, way in found.items()}
    assert heights["way-kharlachi"] == "site-salang"
    assert heights["way-spin-boldak"] == "site-quetta"
