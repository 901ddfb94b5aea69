"""The networks of railways and roads: read, mended, bridged and led through what we know better."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from geo.pipeline.frame import Box
from geo.pipeline.graph.graph import HAND, Graph, read_graph
from geo.pipeline.graph.snapping import add_feet
from geo.pipeline.graph.stations import TOWNS_ON_ROADS, read_stations, thread_stations
from geo.pipeline.graph.stitch import stitch
from geo.pipeline.graph.waypoints import apply_chords, build_bridges, read_chords
from geo.records.model import LonLat, Segment, Site
from geo.records.vocab import Mode

Report = Callable[[str], None]

#: From Belarus to Xinjiang, from Karachi to St Petersburg.
REGION = Box(25.0, 20.0, 95.0, 62.0)
STATION_SOURCE = "src-osm-2026-stations"
PAKISTAN_STATION_SOURCE = "src-osm-2026-railroute"
_ROADS = frozenset({Mode.ROAD})


class Land(NamedTuple):
    """Both networks on land."""

    rail: Graph
    road: Graph


class Sources(NamedTuple):
    """What the networks are made from: files of packages, and our points placed by hand."""

    railways: Path
    highways: Path
    stations: Path
    waypoints: Path


def land_networks(
    sources: Sources, segments: Iterable[Segment], sites: Mapping[str, Site], report: Report
) -> Land:
    """Return the networks with every refinement.

    Args:
        sources: the files to read.
        segments: with the lines of their layers; the towns on road lines bend long edges.
        sites: by id; those that are stations bend long edges.
        report: called with one sentence for each step.

    Raises:
        GraphError: a file has another form than expected, or a chord fits no edge.

    """
    land = Land(_mended_graph(sources.railways, report), _mended_graph(sources.highways, report))
    chords = read_chords(sources.waypoints)
    placed = apply_chords(land, [chord for chord in chords if not chord.is_bridge])
    bridges = [chord for chord in chords if chord.is_bridge]
    km = build_bridges(land.rail, [bridge for bridge in bridges if not bridge.is_for_road])
    km += build_bridges(land.road, [bridge for bridge in bridges if bridge.is_for_road])
    report(f"led links through {placed} points placed by hand, built {km:.0f} km of bridges")
    threaded = thread_stations(land.rail, station_points(sites.values()), STATION_SOURCE)
    stations = read_stations(sources.stations)
    threaded += thread_stations(land.rail, stations, PAKISTAN_STATION_SOURCE)
    threaded += thread_stations(land.road, road_points(segments), HAND, TOWNS_ON_ROADS)
    report(f"led links through {threaded} stations and towns")
    feet = add_feet(land.rail, _places_served(segments, sites, frozenset({Mode.RAIL})))
    feet += add_feet(land.road, _places_served(segments, sites, _ROADS))
    report(f"gave long links {feet} points where they pass a place")
    return land


def _mended_graph(path: Path, report: Report) -> Graph:
    graph = read_graph(path.read_text(encoding="utf-8"), REGION)
    pairs, ends = stitch(graph)
    parts = len(set(graph.connected_parts()))
    report(
        f"{path.stem}: {len(graph.points)} points, {pairs} torn pairs and {ends} dead ends joined, "
        f"{parts} parts"
    )
    return graph


def station_points(sites: Iterable[Site]) -> list[LonLat]:
    """Return the points of sites that are stations in OpenStreetMap, in order."""
    return sorted(site.at for site in sites if site.location_source_id == STATION_SOURCE)


def road_points(segments: Iterable[Segment]) -> list[LonLat]:
    """Return the inner points of road lines as drawn by hand: towns on the way, in order."""
    roads = (segment for segment in segments if segment.mode in _ROADS)
    return sorted({at for segment in roads for at in segment.line[1:-1]})


def _places_served(
    segments: Iterable[Segment], sites: Mapping[str, Site], modes: frozenset[Mode]
) -> list[LonLat]:
    ids = {
        site_id
        for segment in segments
        if segment.mode in modes
        for site_id in (segment.from_id, *segment.via_ids, segment.to_id)
    }
    return sorted(sites[site_id].at for site_id in ids if site_id in sites)
