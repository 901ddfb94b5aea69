"""From networks to lines: what is drawn, what is refused, and a small box built byte for byte.

The box is the country between Kumkurgan and Mazar-i-Sharif, cut from the real packages. Run
`.venv/bin/python -m tests.code.test_build_network` to write its expected files again after a
change that is meant.
"""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.geometry.measure import length_km
from geo.pipeline import pins
from geo.pipeline.graph.graph import HAND, Graph, GraphEdge, GraphError, Origin
from geo.pipeline.graph.routing import NetworkPath, find_path
from geo.pipeline.graph.snapping import SnappedPlace, Snapper, add_feet
from geo.pipeline.layers import MapRow
from geo.pipeline.network.context import context_features
from geo.pipeline.network.countries import country_features
from geo.pipeline.network.legs import measure_legs
from geo.pipeline.network.network import Files, line_feature, write_network
from geo.pipeline.network.places import TrackNetwork, places, stops_at
from geo.pipeline.network.sea import read_sea_lanes, sea_line
from geo.pipeline.network.segments import DerivedLine, Kept, TrackNetworks, find_lines, is_sought
from geo.pipeline.network.tracks import Track, simplified, track_along, track_note
from geo.reading.load import load
from geo.reading.network.countries import Countries
from geo.reading.network.routing_hints import Guide, Guides
from geo.reading.network.track_lines import TrackLine
from geo.records.model import LonLat, Segment, Site
from geo.records.vocab import GeometryBasis, Lifecycle, Mode
from tests.conftest import GOOD

BOX = Path(__file__).parents[1] / "data" / "network"
BUILT = (
    "context-rail.geojson",
    "countries.geojson",
    "kept.csv",
    "land.geojson",
    "legs.csv",
    "lines.geojson",
    "roads.csv",
)


def build_box(out: Path) -> list[str]:
    packages = BOX / "packages"
    files = Files(
        railways=packages / "world_railways.txt",
        highways=packages / "world_highways.txt",
        stations=packages / "stations.json",
        lanes=packages / "lanes.geojson",
        countries=packages / "countries.geojson",
        lands=packages / "lands.geojson",
    )
    said: list[str] = []
    write_network(files, BOX / "data", out, said.append)
    return said


# The box


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    out = tmp_path_factory.mktemp("box")
    return out, build_box(out)


@pytest.mark.parametrize("name", BUILT)
def test_the_box_is_built_byte_for_byte(box: tuple[Path, list[str]], name: str) -> None:
    assert (box[0] / name).read_bytes() == (BOX / "expected" / name).read_bytes()


def test_the_build_tells_each_step_and_each_segment(box: tuple[Path, list[str]]) -> None:
    text = "\n".join(box[1])
    for step in ("torn pairs", "placed by hand", "stations and towns", "wrote 5 lines"):
        assert step in text
    assert "seg-box-hairatan-mazar-rail: 73 km, osm" in text
    assert "seg-box-mazar-baku: keeps its line" in text


def test_a_promise_gets_no_line(box: tuple[Path, list[str]]) -> None:
    text = (box[0] / "lines.geojson").read_text("utf-8")
    assert "seg-box-naibabad-khulm" not in text  # agreed
    assert "seg-box-hairatan-khulm" not in text  # under construction, no track in the data


def test_what_is_built_can_be_read(box: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder = tmp_path / "atlas"
    (folder / "network").mkdir(parents=True)
    (folder / "network/lines.geojson").write_bytes((box[0] / "lines.geojson").read_bytes())
    found = [issue for issue in load(folder).issues if issue.file.startswith("network/")]
    assert found == []


# Tiny networks


def straight_track(count: int = 11) -> Graph:
    """A railway due north along 66 E from 30 N, a point every tenth of a degree."""
    graph = Graph()
    for number in range(count):
        graph.add_point(LonLat(66.0, 30.0 + number / 10))
        if number:
            graph.join_points(number - 1, number, GraphEdge(11.5))
    return graph


def whole_path(graph: Graph) -> NetworkPath:
    last = len(graph.points) - 1
    return NetworkPath(tuple(range(last + 1)), (0, last))


def drawn(graph: Graph) -> Track:
    points = graph.points
    return track_along(graph, whole_path(graph), (points[0], points[-1]))


def networks(rail: Graph, countries: dict[str, shapely.Geometry] | None = None) -> TrackNetworks:
    return TrackNetworks(
        rail=TrackNetwork(rail, "src-graph"),
        road=TrackNetwork(straight_track(2), "src-graph"),
        sea=TrackNetwork(straight_track(2), "src-lanes"),
        countries=Countries(countries or {}),
    )


@pytest.fixture(scope="module")
def good() -> tuple[Segment, dict[str, Site]]:
    loaded = load(GOOD)
    return loaded.segments[0], {site.id: site for site in loaded.sites}


def found_by(
    good: tuple[Segment, dict[str, Site]], on: TrackNetworks, guide: Guide | None = None
) -> DerivedLine | Kept:
    segment, sites = good
    guides = Guides({segment.id: guide} if guide else {})
    (found,) = find_lines([segment], sites, on, guides, lambda _: None)
    return found


# Lines


def test_a_line_begins_and_ends_on_its_sites() -> None:
    graph = straight_track()
    ends = (LonLat(66.02, 29.99), LonLat(66.0, 31.0))
    track = track_along(graph, whole_path(graph), ends)
    assert (track.line[0], track.line[-1]) == ends
    assert track.end_gaps_km[0] == pytest.approx(2.2, abs=0.1)
    assert track.end_gaps_km[1] == 0
    assert track.network_km == pytest.approx(115.0)


def test_simplifying_keeps_bends_and_drops_what_lies_straight() -> None:
    line = [LonLat(66.0, 30.0 + number / 1000) for number in range(50)]
    line[20] = LonLat(66.01, 30.02)
    kept = simplified(line)
    assert line[20] in kept
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    assert len(kept) < 12


def test_simplifying_makes_no_long_straight_piece() -> None:
    line = [LonLat(66.0, 30.0 + number / 100) for number in range(101)]
    pieces = [length_km(pair) for pair in pairwise(simplified(line))]
    assert max(pieces) < 12


def test_a_line_between_mapped_points_is_osm() -> None:
    track = drawn(straight_track())
    assert track.basis is GeometryBasis.OSM
    assert track.straight_km == pytest.approx(11.1, abs=0.1)


def test_a_line_with_a_long_chord_is_schematic_and_says_where() -> None:
    graph = Graph([LonLat(66.0, 30.0), LonLat(66.0, 31.0)], [{}, {}])
    graph.join_points(0, 1, GraphEdge(120.0))
    track = drawn(graph)
    note = track_note(track, ("Alfa", "Bravo"), "track")
    assert track.basis is GeometryBasis.SCHEMATIC
    assert "straight piece has 111 km, from 66 E 30 N to 66 E 31 N" in note
    assert "about 8 % longer there" in note
    assert "As drawn it is about 8 % shorter than the track: not all of its bends" in note


def test_a_line_that_is_nearly_as_long_as_its_way_says_nothing_of_bends() -> None:
    graph = Graph([LonLat(66.0, 30.0), LonLat(66.0, 31.0)], [{}, {}])
    graph.join_points(0, 1, GraphEdge(115.0))
    assert "shorter" not in track_note(drawn(graph), ("Alfa", "Bravo"), "track")


def test_a_line_through_points_placed_by_hand_says_so() -> None:
    graph = straight_track()
    graph.marks.update(dict.fromkeys(range(1, 10), HAND))
    track = drawn(graph)
    assert track.basis is GeometryBasis.SCHEMATIC
    assert "About 115 km run through points placed by hand." in track_note(
        track, ("A", "B"), "track"
    )


def test_a_bridge_and_a_distant_end_are_told() -> None:
    graph = straight_track()
    graph.edges[4][5] = graph.edges[5][4] = GraphEdge(11.5, Origin.BRIDGE)
    track = track_along(graph, whole_path(graph), (LonLat(66.0, 29.95), graph.points[-1]))
    note = track_note(track, ("Alfa", "Bravo"), "track")
    assert "About 12 km are missing in the data" in note
    assert "The track ends 5.5 km from Alfa; a straight piece joins them." in note
    assert "Bravo" not in note


# Segments


def test_a_segment_gets_the_line_of_its_way(good: tuple[Segment, dict[str, Site]]) -> None:
    found = found_by(good, networks(straight_track()))
    assert isinstance(found, DerivedLine)
    assert found.network_km == pytest.approx(115.0)
    assert found.source_ids == ("src-graph",)


def test_points_placed_by_hand_name_what_they_rest_on(
    good: tuple[Segment, dict[str, Site]],
) -> None:
    graph = straight_track()
    graph.marks.update({3: HAND, 4: "src-stations"})
    found = found_by(good, networks(graph))
    assert isinstance(found, DerivedLine)
    assert found.source_ids == ("src-graph", "src-general-knowledge", "src-stations")


def test_a_detour_is_refused_unless_a_curator_knows_it(
    good: tuple[Segment, dict[str, Site]],
) -> None:
    graph = straight_track()
    for start, end, edge in list(graph.each_edge()):
        graph.edges[start][end] = graph.edges[end][start] = GraphEdge(2 * edge.km)
    found = found_by(good, networks(graph))
    assert isinstance(found, Kept)
    assert "times its straight hops" in found.reason
    assert isinstance(found_by(good, networks(graph), Guide(winding=2.2)), DerivedLine)


def test_a_way_through_another_country_is_refused(good: tuple[Segment, dict[str, Site]]) -> None:
    box = [LonLat(65.5, 30.4), LonLat(66.5, 30.4), LonLat(66.5, 30.6), LonLat(65.5, 30.6)]
    abroad = {"TM": shapely.Polygon(box)}
    found = found_by(good, networks(straight_track(), abroad))
    assert isinstance(found, Kept)
    assert found.reason == "the way found runs through another country: 16 km in TM"
    assert isinstance(
        found_by(good, networks(straight_track(), abroad), Guide(None, ("TM",))), DerivedLine
    )


def test_a_curator_may_keep_the_line_of_the_layer(good: tuple[Segment, dict[str, Site]]) -> None:
    found = found_by(good, networks(straight_track()), Guide(rule="hand", reason="The data errs"))
    assert found == Kept(good[0].id, "The data errs")


def test_a_network_out_of_reach_keeps_the_line(good: tuple[Segment, dict[str, Site]]) -> None:
    far = Graph([LonLat(70.0, 30.0), LonLat(70.0, 30.1)], [{}, {}])
    far.join_points(0, 1, GraphEdge(11.5))
    found = found_by(good, networks(far))
    assert isinstance(found, Kept)
    assert "does not come near Alfa" in found.reason


@pytest.mark.parametrize(
    ("lifecycle", "rule", "sought"),
    [
        (Lifecycle.OPERATING, "", True),
        (Lifecycle.DORMANT, "", True),
        (Lifecycle.CLOSED, "", True),
        (Lifecycle.CONSTRUCTION, "", False),
        (Lifecycle.CONSTRUCTION, "routed", True),
        (Lifecycle.AGREED, "routed", False),
        (Lifecycle.PROPOSED, "", False),
        (Lifecycle.SUPERSEDED, "", False),
    ],
)
def test_only_what_exists_is_sought(
    good: tuple[Segment, dict[str, Site]], lifecycle: Lifecycle, rule: str, *, sought: bool
) -> None:
    segment = good[0].model_copy(update={"lifecycle": lifecycle})
    assert is_sought(segment, Guide(rule=rule)) is sought


def test_a_conveyor_is_not_sought(good: tuple[Segment, dict[str, Site]]) -> None:
    assert not is_sought(good[0].model_copy(update={"mode": Mode.CONVEYOR}), Guide())


def test_a_feature_has_the_fields_that_the_reader_takes(
    good: tuple[Segment, dict[str, Site]],
) -> None:
    found = found_by(good, networks(straight_track()))
    assert isinstance(found, DerivedLine)
    feature = line_feature(found)
    values: dict[str, Any] = {**feature.properties, "id": feature.id, "line": found.line}
    assert TrackLine.model_validate(values).network_km == 115.0


# Places


def test_a_long_link_gets_a_point_where_it_passes_a_place() -> None:
    graph = Graph([LonLat(66.0, 30.0), LonLat(66.0, 31.0)], [{}, {}])
    graph.join_points(0, 1, GraphEdge(120.0))
    assert add_feet(graph, [LonLat(66.02, 30.5), LonLat(68.0, 30.5), LonLat(66.0, 30.0)]) == 1
    assert graph.points[2].lon == 66.0
    assert graph.points[2].lat == pytest.approx(30.5, abs=0.001)
    assert graph.marks == {2: HAND}


def test_reach_grows_with_the_error_of_a_place() -> None:
    snapper = Snapper(straight_track(2))
    aside = LonLat(66.25, 30.0)
    assert snapper.stop_at_end(SnappedPlace("exact", aside)).reach == {}
    assert snapper.stop_at_end(SnappedPlace("vague", aside, error_km=20.0)).reach.keys() == {0, 1}


def test_one_point_never_serves_both_ends_of_a_short_line() -> None:
    network = TrackNetwork(straight_track(2), "src-graph")
    chain = [SnappedPlace("A", LonLat(66.0, 30.04)), SnappedPlace("B", LonLat(66.0, 30.06))]
    with pytest.raises(GraphError, match="does not come near A"):
        stops_at(network, chain)


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(GraphError, match="there is no place site-nowhere"):
        places(["site-nowhere", LonLat(66, 30)], {})


# Sea, context, countries, legs


def test_a_way_by_sea_follows_lanes_and_great_circles(tmp_path: Path) -> None:
    graph = read_sea_lanes(BOX / "packages" / "lanes.geojson")
    assert len(graph.points) == 3  # the lane through the ice is closed
    ports = (LonLat(49.9, 40.3), LonLat(51.2, 43.6))
    snapper = Snapper(graph)
    path = find_path(graph, [snapper.stop_at_port(SnappedPlace("port", at)) for at in ports])
    line = sea_line(graph, path, ports)
    assert (line[0], line[-1]) == ports
    assert LonLat(51.0, 41.5) in line
    assert max(length_km(pair) for pair in pairwise(line)) <= 50


def test_the_context_merges_double_track_and_leaves_out_what_is_only_guessed() -> None:
    graph = Graph()
    for lon, lat in ((66.0, 30.0), (66.0, 30.1), (66.001, 30.001), (66.001, 30.101)):
        graph.add_point(LonLat(lon, lat))
    graph.join_points(0, 1, GraphEdge(11.2))
    graph.join_points(2, 3, GraphEdge(11.2))
    for lon, lat in ((66.0, 30.5), (66.0, 33.0)):
        graph.add_point(LonLat(lon, lat))
    graph.join_points(1, 4, GraphEdge(45.0))  # long: marked
    graph.join_points(4, 5, GraphEdge(280.0))  # too long: left out
    known, straight = context_features(graph)
    assert (known.properties["course"], straight.properties["course"]) == ("known", "straight")
    assert known.shape.length == pytest.approx(0.1)
    assert straight.shape.length == pytest.approx(0.4)


def test_countries_are_known_by_letters_and_pieces_join_theirs() -> None:
    west, east = shapely.box(60, 40, 61, 41), shapely.box(61, 40, 62, 41)
    rows = [
        MapRow(west, {"id": "398", "name": "Kazakhstan"}),
        MapRow(east, {"id": None, "name": "Baikonur"}),
        MapRow(shapely.box(70, 30, 71, 31), {"id": "999", "name": "Elsewhere"}),
    ]
    (feature,) = country_features(rows)
    assert feature.properties == {"iso_a2": "KZ"}
    assert feature.shape.area == pytest.approx(2.0)


def test_legs_are_measured_between_the_places_of_a_claim() -> None:
    loaded = load(GOOD)
    sites = {site.id: site for site in loaded.sites}
    chain = tuple(site.id for site in loaded.sites)[:2]
    claim = loaded.claims[0].model_copy(update={"id": "clm-a", "between_ids": chain})
    network = TrackNetwork(straight_track(), "src-graph")
    guides = Guides({"clm-a": Guide(reason="A line")})
    said: list[str] = []
    legs = measure_legs(
        [claim, loaded.claims[0]], sites, guides, rail=network, road=network, report=said.append
    )
    assert list(legs) == [("clm-a", 115.0)]
    assert said == ["clm-a: 115 km along the network"]


def test_the_packages_are_pinned_by_version_and_hash() -> None:
    for package in (pins.TRACKS_AND_ROADS, pins.STATIONS, pins.SEA_LANES, pins.COUNTRIES):
        assert len(package.sha256) == 64
        assert package.version in package.filename


if __name__ == "__main__":
    build_box(BOX / "expected")
