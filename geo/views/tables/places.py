"""Tables of places, border posts and outlines."""

from collections.abc import Callable

from geo.atlas import Atlas
from geo.dates import today, when
from geo.model import Area, BorderStatus, Site
from geo.views.tables import parts
from geo.views.tables.make import (
    Filled,
    Plan,
    confidence_of,
    countries_column,
    field,
    listed,
    local_names,
    make,
    of_field,
    projects_column,
    state_of,
)
from geo.views.tables.network import gauges
from geo.views.tables.parts import Cell, Column, Table
from geo.views.tables.relations import record_link
from geo.vocab import Access, Accuracy, Confidence, GaugeBasis, GeometryBasis, SiteKind

_NORTH = Column("Latitude", "Degrees north of the equator, WGS 84.", "number", "°")
_EAST = Column("Longitude", "Degrees east of Greenwich, WGS 84.", "number", "°")


def places(atlas: Atlas) -> Table:
    """Every place, with its names, its state and how exactly its position is known."""
    breaks = of_field(Site, "breaks_gauge_mm", "Break of gauge", "number", unit="mm")
    columns: list[Filled[Site]] = [
        (of_field(Site, "names", "Place"), lambda one: parts.words(one.names.en)),
        local_names(Site),
        field(Site, "kind", "Kind", words=SiteKind),
        countries_column(atlas, Site),
        projects_column(atlas, Site),
        state_of(Site),
        field(Site, "lifecycle_as_of", "As of", "date"),
        field(Site, "lifecycle_since", "Since", "date"),
        (breaks, lambda one: gauges(one.breaks_gauge_mm)),
        field(Site, "breaks_gauge_basis", "Break is", words=GaugeBasis),
        field(Site, "elevation_m", "Height", "number", unit="m"),
        (_NORTH, lambda one: parts.number(one.at.lat, 4)),
        (_EAST, lambda one: parts.number(one.at.lon, 4)),
        field(Site, "location_accuracy", "Position is", words=Accuracy),
        field(Site, "location_error_km", "Likely error", "number", unit="km"),
        confidence_of(Site),
        field(Site, "note", "Note", "long"),
    ]
    plan = Plan(
        "Places",
        ("place", "places"),
        "Plants, ports, stations, border posts, passes and towns of the network.",
        atlas.sites,
        lambda one: one.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("place", "Kind", SiteKind, lambda one: one.kind),
        modes=lambda one: {line.mode for line in atlas.segments_at(one.id)},
    )
    return make(atlas, plan)


def _access(title: str, what: str) -> Column:
    return Column(title, f"Whether {what} pass, as last reported.", "word", words=listed(Access))


def border_posts(atlas: Atlas) -> Table:
    """Every border post with the last state that a source gave, and the states before it."""
    day = today().isoformat()
    posts = [one for one in atlas.sites if one.kind is SiteKind.BORDER_CROSSING]
    last = {one.id: atlas.border_status_on(one.id, day) for one in posts}
    columns: list[Filled[Site]] = [
        (of_field(BorderStatus, "site_id", "Border post"), lambda one: parts.words(one.names.en)),
        countries_column(atlas, Site),
        (_access("Freight", "goods"), lambda one: parts.word(_freight(last[one.id]))),
        (_access("People", "people"), lambda one: parts.word(_people(last[one.id]))),
        (_SINCE, lambda one: _of(last[one.id], "from_date", parts.date)),
        (_NOTE, lambda one: _note(last[one.id])),
        (_SURE, lambda one: _of(last[one.id], "confidence", parts.word)),
        (_BEFORE, lambda one: parts.words(_earlier(atlas, one, last[one.id]))),
        projects_column(atlas, Site),
        local_names(Site),
    ]
    plan = Plan(
        "Border posts",
        ("border post", "border posts"),
        "The last state of each post that a source gave, freight and people apart.",
        posts,
        lambda one: one.names.en,
        columns,
        by=("project", "country"),
        word=("freight", "Freight", Access, lambda one: _freight(last[one.id])),
        cites=lambda one: last[one.id] or one,
        exports=lambda one: [known.id for known in atlas.border_status_of(one.id)],
        foot="Each state is the last that a source gave; it may have changed since.",
    )
    return make(atlas, plan)


_SINCE = Column("Since", "First date of that state; it may have changed later.", "date")
_NOTE = of_field(BorderStatus, "note", "Note", "long")
_SURE = of_field(BorderStatus, "confidence", "Confidence", "word", words=Confidence)
_BEFORE = Column("Before that", "Earlier states, newest first.", "long")


def _freight(status: BorderStatus | None) -> Access:
    return status.freight if status else Access.UNKNOWN


def _people(status: BorderStatus | None) -> Access:
    return status.people if status else Access.UNKNOWN


def _note(status: BorderStatus | None) -> Cell:
    return parts.words(status.note if status else "No source gives its state.")


def _of(status: BorderStatus | None, name: str, fill: Callable[..., Cell]) -> Cell:
    return fill(getattr(status, name)) if status else parts.NOTHING


def _earlier(atlas: Atlas, site: Site, last: BorderStatus | None) -> str:
    known = [one for one in atlas.border_status_of(site.id) if one != last]
    return "; ".join(
        f"freight {one.freight.value}, people {one.people.value} from {when(one.from_date)}"
        for one in known
    )


def outlines(atlas: Atlas) -> Table:
    """Every outline on the ground, with the size in print."""
    place = of_field(Area, "site_id", "Place", "links")
    columns: list[Filled[Area]] = [
        (of_field(Area, "names", "Outline"), lambda one: parts.words(one.names.en)),
        (place, lambda one: parts.links([record_link(atlas, one.site_id)])),
        projects_column(atlas, Area, "Project"),
        field(Area, "published_acres", "Published", "number", unit="acres"),
        field(Area, "geometry_basis", "Drawn from", words=GeometryBasis),
        confidence_of(Area),
        field(Area, "note", "Note", "long"),
    ]
    plan = Plan(
        "Outlines",
        ("outline", "outlines"),
        "Estates and plots that are drawn as an area.",
        atlas.areas,
        lambda one: one.names.en,
        columns,
        by=("project",),
    )
    return make(atlas, plan)
