"""Invented places and lines, for tests of code that need no files."""

from dataclasses import replace

from shapely import LineString, Point, Polygon

from geo.reading.layers import table_of
from geo.records.loaded import Loaded
from geo.records.model import Project, Segment, Site

SOURCE = {"source_ids": ("src-x",)}
PROJECT = Project(
    id="line",
    names={"en": "Line"},
    short="Line",
    group="Lines",
    summary="A line.",
    lifecycle="proposed",
    lifecycle_as_of="2026",
    lifecycle_basis="stated",
    lifecycle_note="Proposed.",
    **SOURCE,
)


def site(name: str, lon: float, lat: float, country: str = "PK", kind: str = "city") -> Site:
    return Site(
        id=f"site-{name}",
        names={"en": name.title()},
        kind=kind,
        countries=(country,),
        at=(lon, lat),
        location_accuracy="exact",
        location_source_id="src-x",
        **SOURCE,
    )


def line(start: Site, end: Site, *via: Site, mode: str = "rail", **more: object) -> Segment:
    gauges = (1676,) if mode == "rail" else ()
    fields = {
        "lifecycle": "operating",
        "lifecycle_as_of": "2026",
        "lifecycle_basis": "stated",
        "geometry_basis": "osm",
        "gauges_mm": gauges,
        "project_id": "line",
        **SOURCE,
        **more,
    }
    names = "-".join(stop.id.removeprefix("site-") for stop in (start, end))
    points = [stop.at for stop in (start, *via, end)]
    return Segment(
        id=f"seg-{mode}-{names}", from_id=start.id, to_id=end.id, line=points, mode=mode, **fields
    )


def with_shapes(loaded: Loaded) -> Loaded:
    """The records with the table of shapes that reading them from files would have made."""
    shapes = {record.id: Point(record.at) for record in loaded.sites}
    shapes |= {record.id: LineString(record.line) for record in loaded.segments}
    shapes |= {record.id: Polygon(record.ring) for record in loaded.areas}
    kinds = [type(record).__name__ for record in (*loaded.sites, *loaded.segments, *loaded.areas)]
    return replace(loaded, shapes=table_of(shapes, kinds))
