"""Tables of places, border posts and outlines."""

from geo.analysis.border_posts import (
    EffectiveAccess,
    PostState,
    Traffic,
    in_words,
    posts,
    row_words,
    state_today,
)
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Area, BorderStatus, Site
from geo.records.vocab import Accuracy, Confidence, GaugeBasis, GeometryBasis, SiteKind
from geo.views.tables import table_cells
from geo.views.tables.build_table import (
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
from geo.views.tables.line_tables import gauges
from geo.views.tables.relations import record_link
from geo.views.tables.table_cells import Cell, Column, Table

_NORTH = Column("Latitude", "Degrees north of the equator, WGS 84.", "number", "°")
_EAST = Column("Longitude", "Degrees east of Greenwich, WGS 84.", "number", "°")


def places(atlas: Atlas) -> Table:
    """Every place, with its names, its state and how exactly its position is known."""
    breaks = of_field(Site, "breaks_gauge_mm", "Gauge change", "number", unit="mm")
    columns: list[Filled[Site]] = [
        (of_field(Site, "names", "Place"), lambda site: table_cells.words(site.names.en)),
        local_names(Site),
        field(Site, "kind", "Kind", words=SiteKind),
        countries_column(atlas, Site),
        projects_column(atlas, Site),
        state_of(Site),
        field(Site, "lifecycle_as_of", "As of", "date"),
        field(Site, "lifecycle_since", "Since", "date"),
        (breaks, lambda site: gauges(site.breaks_gauge_mm)),
        field(Site, "breaks_gauge_basis", "Break is", words=GaugeBasis),
        field(Site, "elevation_m", "Height", "number", unit="m"),
        (_NORTH, lambda site: table_cells.number(site.at.lat, 4)),
        (_EAST, lambda site: table_cells.number(site.at.lon, 4)),
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
        lambda site: site.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("place", "Kind", SiteKind, lambda site: site.kind),
        modes=lambda site: {line.mode for line in atlas.segments_at(site.id)},
    )
    return make(atlas, plan)


def _access(title: str, what: str) -> Column:
    text = f"Whether {what} pass, as far as anybody told."
    return Column(title, text, "word", words=listed(EffectiveAccess))


def border_posts(atlas: Atlas) -> Table:
    """Every border post with what is known of it now, and what was told of it before."""
    known = posts(atlas)
    freight = {site.id: state_today(atlas, site.id) for site in known}
    people = {site.id: state_today(atlas, site.id, Traffic.PEOPLE) for site in known}
    columns: list[Filled[Site]] = [
        (
            of_field(BorderStatus, "site_id", "Border post"),
            lambda site: table_cells.words(site.names.en),
        ),
        countries_column(atlas, Site),
        (_access("Freight", "goods"), lambda site: table_cells.word(freight[site.id].access)),
        (_access("People", "people"), lambda site: table_cells.word(people[site.id].access)),
        (_SINCE, lambda site: table_cells.date(freight[site.id].since)),
        (_SILENT, lambda site: table_cells.date(freight[site.id].silent_since)),
        (_TOLD, lambda site: table_cells.words(in_words(freight[site.id], people[site.id]))),
        (_NOTE, lambda site: table_cells.words(_note(atlas, site))),
        (_SURE, lambda site: _confidence(freight[site.id])),
        (_BEFORE, lambda site: table_cells.words(_earlier(atlas, site))),
        projects_column(atlas, Site),
        local_names(Site),
    ]
    plan = Plan(
        "Border posts",
        ("border post", "border posts"),
        "What is known of each post now, freight and people apart.",
        known,
        lambda site: site.names.en,
        columns,
        by=("project", "country"),
        word=("freight", "Freight", EffectiveAccess, lambda site: freight[site.id].access),
        cites=lambda site: _cited(site, freight[site.id], people[site.id]),
        exports=lambda site: [row.id for row in atlas.border_status_of(site.id)],
        foot="Each state is the last that a source gave; it may have changed since.",
    )
    return make(atlas, plan)


_SINCE = Column("Since", "First day of what is known of freight, without a break.", "date")
_SILENT = Column("Silent since", "From then on nothing was read about freight.", "date")
_TOLD = Column("In words", "The same for freight and people, with limits and dates.", "long")
_NOTE = of_field(BorderStatus, "note", "Note", "long")
_SURE = of_field(BorderStatus, "confidence", "Confidence", "word", words=Confidence)
_BEFORE = Column("Records", "What was told from when on, newest first.", "long")
#: So many records stand in the table; the file that can be taken away has all.
_NEWEST = 4


def _confidence(state: PostState) -> Cell:
    return table_cells.word(state.known.confidence) if state.known else table_cells.NOTHING


def _note(atlas: Atlas, site: Site) -> str | None:
    rows = atlas.border_status_of(site.id)
    return rows[0].note if rows else None


def _cited(site: Site, *states: PostState) -> tuple[str, ...]:
    found = dict.fromkeys(source for state in states for source in state.source_ids)
    return tuple(found) or site.source_ids


def _earlier(atlas: Atlas, site: Site) -> str:
    rows = atlas.border_status_of(site.id)
    said = [f"{row_words(site, row)} from {when(row.from_date)}" for row in rows[:_NEWEST]]
    more = len(rows) - len(said)
    return "; ".join([*said, f"{more} more in the export"] if more else said)


def outlines(atlas: Atlas) -> Table:
    """Every outline on the ground, with the size in print."""
    place = of_field(Area, "site_id", "Place", "links")
    columns: list[Filled[Area]] = [
        (of_field(Area, "names", "Outline"), lambda area: table_cells.words(area.names.en)),
        (place, lambda area: table_cells.links([record_link(atlas, area.site_id)])),
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
        lambda area: area.names.en,
        columns,
        by=("project",),
    )
    return make(atlas, plan)
