"""Tables of places, border posts and outlines."""

from collections.abc import Mapping

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
from geo.records.texts import mark, say, say_many
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


def places_table(atlas: Atlas) -> Table:
    """Every place, with its names, its state and how exactly its position is known."""
    north = Column(mark("Latitude"), say("Degrees north of the equator, WGS 84."), "number", "°")
    east = Column(mark("Longitude"), say("Degrees east of Greenwich, WGS 84."), "number", "°")
    breaks = field_heading(Site, "breaks_gauge_mm", mark("Gauge change"), "number", unit="mm")
    columns: list[FilledColumn[Site]] = [
        (field_heading(Site, "names", mark("Place")), lambda site: text_cell(site.names.en)),
        local_names_column(Site),
        field_column(Site, "kind", mark("Kind"), words=SiteKind),
        countries_column(atlas, Site),
        projects_column(atlas, Site),
        state_column(Site),
        field_column(Site, "lifecycle_as_of", mark("As of"), "date"),
        field_column(Site, "lifecycle_since", mark("Since"), "date"),
        (breaks, lambda site: gauges_cell(site.breaks_gauge_mm)),
        field_column(Site, "breaks_gauge_basis", mark("Break is"), words=GaugeBasis),
        field_column(Site, "elevation_m", mark("Height"), "number", unit="m"),
        (north, lambda site: number_cell(site.at.lat, 4)),
        (east, lambda site: number_cell(site.at.lon, 4)),
        field_column(Site, "location_accuracy", mark("Position is"), words=Accuracy),
        field_column(Site, "location_error_km", mark("Likely error"), "number", unit="km"),
        confidence_column(Site),
        field_column(Site, "note", mark("Note"), "long"),
    ]
    plan = TablePlan(
        "Places",
        (say("place"), say("places")),
        (
            lambda number, **said: say_many("{n} place", "{n} places", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} place", "{found} of {n} places", number, **said
            ),
        ),
        say("Plants, ports, stations, border posts, passes and towns of the network."),
        atlas.sites,
        lambda site: site.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("place", say("Kind"), SiteKind, lambda site: site.kind),
        modes=lambda site: {line.mode for line in atlas.segments_at(site.id)},
    )
    return build_table(atlas, plan)


def border_posts_table(atlas: Atlas) -> Table:
    """Every border post with what is known of it now, and what was told of it before."""
    known = all_border_posts(atlas)
    freight = {site.id: state_today(atlas, site.id) for site in known}
    people = {site.id: state_today(atlas, site.id, Traffic.PEOPLE) for site in known}
    before = say("What was told from when on, newest first.")
    note = field_heading(BorderStatus, "note", mark("Note"), "long")
    sure = field_heading(BorderStatus, "confidence", mark("Confidence"), "word", words=Confidence)
    columns: list[FilledColumn[Site]] = [
        (
            field_heading(BorderStatus, "site_id", mark("Border post")),
            lambda site: text_cell(site.names.en),
        ),
        countries_column(atlas, Site),
        *_state_columns(freight, people),
        (note, lambda site: text_cell(_newest_note(atlas, site))),
        (sure, lambda site: _confidence_cell(freight[site.id])),
        (
            Column(mark("Records"), before, "long"),
            lambda site: text_cell(_earlier_records(atlas, site)),
        ),
        projects_column(atlas, Site),
        local_names_column(Site),
    ]
    plan = TablePlan(
        "Border posts",
        (say("border post"), say("border posts")),
        (
            lambda number, **said: say_many("{n} border post", "{n} border posts", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} border post", "{found} of {n} border posts", number, **said
            ),
        ),
        say("What is known of each post now, freight and people apart."),
        known,
        lambda site: site.names.en,
        columns,
        by=("project", "country"),
        word=("freight", say("Freight"), EffectiveAccess, lambda site: freight[site.id].access),
        cites=lambda site: _cited_ids(site, freight[site.id], people[site.id]),
        exports=lambda site: [row.id for row in atlas.border_status_of(site.id)],
        foot=say("Each state is the last that a source gave; it may have changed since."),
    )
    return build_table(atlas, plan)


def _state_columns(
    freight: Mapping[str, PostState], people: Mapping[str, PostState]
) -> list[FilledColumn[Site]]:
    """What freight and people can do at each post, by its id."""
    words = words_with_meanings(EffectiveAccess)
    goods = say("Whether goods pass, as far as anybody told.")
    persons = say("Whether people pass, as far as anybody told.")
    since = say("First day of what is known of freight, without a break.")
    silent = say("From then on nothing was read about freight.")
    told = say("The same for freight and people, with limits and dates.")
    return [
        (
            Column(mark("Freight"), goods, "word", words=words),
            lambda site: word_cell(freight[site.id].access),
        ),
        (
            Column(mark("People"), persons, "word", words=words),
            lambda site: word_cell(people[site.id].access),
        ),
        (Column(mark("Since"), since, "date"), lambda site: date_cell(freight[site.id].since)),
        (
            Column(mark("Silent since"), silent, "date"),
            lambda site: date_cell(freight[site.id].silent_since),
        ),
        (
            Column(mark("In words"), told, "long"),
            lambda site: text_cell(traffic_in_words(freight[site.id], people[site.id])),
        ),
    ]


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
    sentences = [
        say("{states} from {date}", states=row_words(site, row), date=when(row.from_date))
        for row in rows[:_NEWEST]
    ]
    if more := len(rows) - len(sentences):
        sentences.append(say_many("{n} more in the export", "{n} more in the export", more))
    return "; ".join(sentences)


def outlines_table(atlas: Atlas) -> Table:
    """Every outline on the ground, with the size in print."""
    place = field_heading(Area, "site_id", mark("Place"), "links")
    columns: list[FilledColumn[Area]] = [
        (field_heading(Area, "names", mark("Outline")), lambda area: text_cell(area.names.en)),
        (place, lambda area: links_cell([record_link(atlas, area.site_id)])),
        projects_column(atlas, Area, mark("Project")),
        field_column(Area, "published_acres", mark("Published"), "number", unit=say("acres")),
        field_column(Area, "geometry_basis", mark("Drawn from"), words=GeometryBasis),
        confidence_column(Area),
        field_column(Area, "note", mark("Note"), "long"),
    ]
    plan = TablePlan(
        "Outlines",
        (say("outline"), say("outlines")),
        (
            lambda number, **said: say_many("{n} outline", "{n} outlines", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} outline", "{found} of {n} outlines", number, **said
            ),
        ),
        say("Estates and plots that are drawn as an area."),
        atlas.areas,
        lambda area: area.names.en,
        columns,
        by=("project",),
    )
    return build_table(atlas, plan)
