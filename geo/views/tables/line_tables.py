"""Tables of projects and lines."""

from geo.analysis.commitment import highest_step
from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.model import Project, Segment
from geo.records.vocab import GaugeBasis, GeometryBasis, Lifecycle, Mode, Rung
from geo.views.shared_lines import in_short
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
from geo.views.tables.relations import lines_of, project_links
from geo.views.tables.table_cells import Bit, Cell, Column, Table

_DRAWN = Column(
    "Drawn",
    "Length of the drawing on the ellipsoid, in kilometres; not a distance by rail or road.",
    "number",
    "km",
)
_DRAWING = "Drawn lengths are lengths of the drawing, not distances by rail or road."


def projects(atlas: Atlas) -> Table:
    """Every project, with its state, what is drawn of it and how far it has come."""
    columns: list[Filled[Project]] = [
        (of_field(Project, "names", "Project"), lambda one: table_cells.words(one.names.en)),
        field(Project, "group", "Group"),
        state_of(Project),
        field(Project, "lifecycle_as_of", "As of", "date"),
        field(Project, "lifecycle_note", "What that means", "long"),
        (_RUNG, lambda one: _highest(atlas, one)),
        (_count("Lines", "lines are drawn for it"), lambda one: _len(atlas.segments_of(one.id))),
        (_RUNS_OVER, lambda one: table_cells.words(in_short(atlas, one))),
        (_DRAWN, lambda one: _drawn(atlas, one)),
        (
            _count("Figures", "published figures are about it"),
            lambda one: _len(atlas.claims_of(one.id)),
        ),
        (
            _count("Events", "events belong to it"),
            lambda one: _len(atlas.events_of_project(one.id)),
        ),
        countries_column(atlas, Project),
        (
            of_field(Project, "sponsors", "Sponsors", "long"),
            lambda one: table_cells.words("; ".join(one.sponsors)),
        ),
        (
            of_field(Project, "member_ids", "Umbrella for", "links"),
            lambda one: _members(atlas, one),
        ),
        local_names(Project),
        field(Project, "summary", "Summary", "long"),
    ]
    plan = Plan(
        "Projects",
        ("project", "projects"),
        "Plans, plants and corridors, each with its state and its ladder of commitment.",
        atlas.projects,
        lambda one: one.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("state", "State", Lifecycle, lambda one: one.lifecycle),
        modes=lambda one: {line.mode for line in lines_of(atlas, one)},
        lines=lambda one: atlas.segments_of(one.id),
        foot=_DRAWING,
    )
    return make(atlas, plan)


_RUNG = Column(
    "Step of commitment",
    "Highest step of the ladder of commitment that was reached or passed.",
    "word",
    words=listed(Rung),
)


_RUNS_OVER = Column("Runs over", "Lines of other projects that it uses, and kilometres of its own.")


def _highest(atlas: Atlas, project: Project) -> Cell:
    highest = highest_step(atlas, project)
    if highest is None:
        return table_cells.NOTHING
    return table_cells.word(highest.rung, "" if highest.is_reached else f", {highest.standing}")


def _count(title: str, what: str) -> Column:
    return Column(title, f"How many {what}.", "number")


def _len(records: tuple[object, ...]) -> Cell:
    return table_cells.number(len(records))


def _drawn(atlas: Atlas, project: Project) -> Cell:
    lines = atlas.segments_of(project.id)
    return table_cells.number(sum(map(drawn_km, lines)) if lines else None, 0)


def _members(atlas: Atlas, project: Project) -> Cell:
    found = map(atlas.find_project, project.member_ids)
    return project_links(one for one in found if one)


def lines(atlas: Atlas) -> Table:
    """Every line between two places, with its state, its lengths and how it is drawn."""
    ends = Column("Line", "The two ends, after the name of the road or line if it has one.")
    columns: list[Filled[Segment]] = [
        (ends, lambda one: table_cells.words(line_name(atlas, one))),
        projects_column(atlas, Segment, "Projects"),
        field(Segment, "mode", "Mode", words=Mode),
        state_of(Segment),
        field(Segment, "lifecycle_as_of", "As of", "date"),
        (_DRAWN, lambda one: table_cells.number(drawn_km(one), 0)),
        (_NETWORK, lambda one: table_cells.number(one.network_km, 0)),
        field(Segment, "published_length_km", "Published", "number", unit="km"),
        field(Segment, "published_length_scope", "Published for", "long"),
        (
            of_field(Segment, "gauges_mm", "Track gauge", "number", unit="mm"),
            lambda one: gauges(one.gauges_mm),
        ),
        field(Segment, "gauge_basis", "Gauge is", words=GaugeBasis),
        field(Segment, "opened", "Opened", "date"),
        field(Segment, "promised", "Promised", "date"),
        countries_column(atlas, Segment),
        field(Segment, "geometry_basis", "Drawn from", words=GeometryBasis),
        field(Segment, "geometry_note", "About the drawing", "long"),
        confidence_of(Segment),
        field(Segment, "note", "Note", "long"),
    ]
    plan = Plan(
        "Lines",
        ("line", "lines"),
        "Stretches between two places, cut where mode, track gauge or state changes.",
        atlas.segments,
        lambda one: line_name(atlas, one),
        columns,
        by=("project", "country", "mode"),
        word=("state", "State", Lifecycle, lambda one: one.lifecycle),
        modes=lambda one: (one.mode,),
        lines=lambda one: (one,),
        foot=_DRAWING,
    )
    return make(atlas, plan)


_NETWORK = of_field(Segment, "network_km", "Network", "number", unit="km")


def gauges(found: tuple[int, ...] | None) -> Cell:
    """Track gauges in millimetres, sorted by the first."""
    if not found:
        return table_cells.NOTHING
    return Cell((Bit(" / ".join(str(gauge) for gauge in found)),), float(found[0]))
