"""Invented places and lines, for tests of code that need no files."""

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
