"""Tables of places, border posts and outlines."""

from geo.analysis.border_posts import (
    EffectiveAccess,
    PostState,
    Traffic,
    all_border_posts,
    row_words,
    state_today,
    traffic_in_words,
)
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Area, BorderStatus, Site
from geo.records.vocab import Accuracy, Confidence, GaugeBasis, GeometryBasis, SiteKind
from geo.views.tables.build_table import (
    FilledColumn,
    TablePlan,
    build_table,
    confidence_column,
    countries_column,
    field_column,
    field_heading,
    local_names_column,
    projects_column,
    state_column,
    words_with_meanings,
)
from geo.views.tables.line_tables import gauges_cell
from geo.views.tables.relations import record_link
from geo.views.tables.table_cells import (
    EMPTY_CELL,
    Cell,
    Column,
    Table,
    date_cell,
    links_cell,
    number_cell,
    text_cell,
    word_cell,
)

_NORTH = Column("Latitude", "Degrees north of the equator, WGS 84.", "number", "°")
_EAST = Column("Longitude", "Degrees east of Greenwich, WGS 84.", "number", "°")


def places_table(atlas: Atlas) -> Table:
    """Every place, with its names, its state and how exactly its position is known."""
    breaks = field_heading(Site, "breaks_gauge_mm", "Gauge change", "number", unit="mm")
    columns: list[FilledColumn[Site]] = [
        (field_heading(Site, "names", "Place"), lambda site: text_cell(site.names.en)),
        local_names_column(Site),
        field_column(Site, "kind", "Kind", words=SiteKind),
        countries_column(atlas, Site),
        projects_column(atlas, Site),
        state_column(Site),
        field_column(Site, "lifecycle_as_of", "As of", "date"),
        field_column(Site, "lifecycle_since", "Since", "date"),
        (breaks, lambda site: gauges_cell(site.breaks_gauge_mm)),
        field_column(Site, "breaks_gauge_basis", "Break is", words=GaugeBasis),
        field_column(Site, "elevation_m", "Height", "number", unit="m"),
        (_NORTH, lambda site: number_cell(site.at.lat, 4)),
        (_EAST, lambda site: number_cell(site.at.lon, 4)),
        field_column(Site, "location_accuracy", "Position is", words=Accuracy),
        field_column(Site, "location_error_km", "Likely error", "number", unit="km"),
        confidence_column(Site),
        field_column(Site, "note", "Note", "long"),
    ]
    plan = TablePlan(
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
    return build_table(atlas, plan)


def _access_column(title: str, what: str) -> Column:
    text = f"Whether {what} pass, as far as anybody told."
    return Column(title, text, "word", words=words_with_meanings(EffectiveAccess))


def border_posts_table(atlas: Atlas) -> Table:
    """Every border post with what is known of it now, and what was told of it before."""
    known = all_border_posts(atlas)
    freight = {site.id: state_today(atlas, site.id) for site in known}
    people = {site.id: state_today(atlas, site.id, Traffic.PEOPLE) for site in known}
    columns: list[FilledColumn[Site]] = [
        (
            field_heading(BorderStatus, "site_id", "Border post"),
            lambda site: text_cell(site.names.en),
        ),
        countries_column(atlas, Site),
        (_access_column("Freight", "goods"), lambda site: word_cell(freight[site.id].access)),
        (_access_column("People", "people"), lambda site: word_cell(people[site.id].access)),
        (_SINCE, lambda site: date_cell(freight[site.id].since)),
        (_SILENT, lambda site: date_cell(freight[site.id].silent_since)),
        (_TOLD, lambda site: text_cell(traffic_in_words(freight[site.id], people[site.id]))),
        (_NOTE, lambda site: text_cell(_newest_note(atlas, site))),
        (_SURE, lambda site: _confidence_cell(freight[site.id])),
        (_BEFORE, lambda site: text_cell(_earlier_records(atlas, site))),
        projects_column(atlas, Site),
        local_names_column(Site),
    ]
    plan = TablePlan(
        "Border posts",
        ("border post", "border posts"),
        "What is known of each post now, freight and people apart.",
        known,
        lambda site: site.names.en,
        columns,
        by=("project", "country"),
        word=("freight", "Freight", EffectiveAccess, lambda site: freight[site.id].access),
        cites=lambda site: _cited_ids(site, freight[site.id], people[site.id]),
        exports=lambda site: [row.id for row in atlas.border_status_of(site.id)],
        foot="Each state is the last that a source gave; it may have changed since.",
    )
    return build_table(atlas, plan)


_SINCE = Column("Since", "First day of what is known of freight, without a break.", "date")
_SILENT = Column("Silent since", "From then on nothing was read about freight.", "date")
_TOLD = Column("In words", "The same for freight and people, with limits and dates.", "long")
_NOTE = field_heading(BorderStatus, "note", "Note", "long")
_SURE = field_heading(BorderStatus, "confidence", "Confidence", "word", words=Confidence)
_BEFORE = Column("Records", "What was told from when on, newest first.", "long")
#: So many records stand in the table; the file that can be taken away has all.
_NEWEST = 4


def _confidence_cell(state: PostState) -> Cell:
    return word_cell(state.known.confidence) if state.known else EMPTY_CELL


def _newest_note(atlas: Atlas, site: Site) -> str | None:
    rows = atlas.border_status_of(site.id)
    return rows[0].note if rows else None


def _cited_ids(site: Site, *states: PostState) -> tuple[str, ...]:
    found = dict.fromkeys(source for state in states for source in state.source_ids)
    return tuple(found) or site.source_ids


def _earlier_records(atlas: Atlas, site: Site) -> str:
    rows = atlas.border_status_of(site.id)
    sentences = [f"{row_words(site, row)} from {when(row.from_date)}" for row in rows[:_NEWEST]]
    more = len(rows) - len(sentences)
    return "; ".join([*sentences, f"{more} more in the export"] if more else sentences)


def outlines_table(atlas: Atlas) -> Table:
    """Every outline on the ground, with the size in print."""
    place = field_heading(Area, "site_id", "Place", "links")
    columns: list[FilledColumn[Area]] = [
        (field_heading(Area, "names", "Outline"), lambda area: text_cell(area.names.en)),
        (place, lambda area: links_cell([record_link(atlas, area.site_id)])),
        projects_column(atlas, Area, "Project"),
        field_column(Area, "published_acres", "Published", "number", unit="acres"),
        field_column(Area, "geometry_basis", "Drawn from", words=GeometryBasis),
        confidence_column(Area),
        field_column(Area, "note", "Note", "long"),
    ]
    plan = TablePlan(
        "Outlines",
        ("outline", "outlines"),
        "Estates and plots that are drawn as an area.",
        atlas.areas,
        lambda area: area.names.en,
        columns,
        by=("project",),
    )
    return build_table(atlas, plan)
