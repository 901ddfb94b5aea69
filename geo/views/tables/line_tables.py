"""Tables of projects and lines."""

from geo.analysis.commitment import highest_step
from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.model import Project, Segment
from geo.records.vocab import GaugeBasis, GeometryBasis, Lifecycle, Mode, Rung
from geo.views.shared_lines import runs_over_words
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
from geo.views.tables.relations import lines_of, project_links
from geo.views.tables.table_cells import (
    EMPTY_CELL,
    Cell,
    CellText,
    Column,
    Table,
    number_cell,
    text_cell,
    word_cell,
)

_DRAWN = Column(
    "Drawn",
    "Length of the drawing on the ellipsoid, in kilometres; not a distance by rail or road.",
    "number",
    "km",
)
_DRAWING = "Drawn lengths are lengths of the drawing, not distances by rail or road."


def projects_table(atlas: Atlas) -> Table:
    """Every project, with its state, what is drawn of it and how far it has come."""
    columns: list[FilledColumn[Project]] = [
        (
            field_heading(Project, "names", "Project"),
            lambda project: text_cell(project.names.en),
        ),
        field_column(Project, "group", "Group"),
        state_column(Project),
        field_column(Project, "lifecycle_as_of", "As of", "date"),
        field_column(Project, "lifecycle_note", "What that means", "long"),
        (_RUNG, lambda project: _rung_cell(atlas, project)),
        (
            _count_column("Lines", "lines are drawn for it"),
            lambda project: _count_cell(atlas.segments_of(project.id)),
        ),
        (_RUNS_OVER, lambda project: text_cell(runs_over_words(atlas, project))),
        (_DRAWN, lambda project: _drawn_cell(atlas, project)),
        (
            _count_column("Figures", "published figures are about it"),
            lambda project: _count_cell(atlas.claims_of(project.id)),
        ),
        (
            _count_column("Events", "events belong to it"),
            lambda project: _count_cell(atlas.events_of_project(project.id)),
        ),
        countries_column(atlas, Project),
        (
            field_heading(Project, "sponsors", "Sponsors", "long"),
            lambda project: text_cell("; ".join(project.sponsors)),
        ),
        (
            field_heading(Project, "member_ids", "Umbrella for", "links"),
            lambda project: _members_cell(atlas, project),
        ),
        local_names_column(Project),
        field_column(Project, "summary", "Summary", "long"),
    ]
    plan = TablePlan(
        "Projects",
        ("project", "projects"),
        "Plans, plants and corridors, each with its state and its ladder of commitment.",
        atlas.projects,
        lambda project: project.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("state", "State", Lifecycle, lambda project: project.lifecycle),
        modes=lambda project: {line.mode for line in lines_of(atlas, project)},
        lines=lambda project: atlas.segments_of(project.id),
        foot=_DRAWING,
    )
    return build_table(atlas, plan)


_RUNG = Column(
    "Step of commitment",
    "Highest step of the ladder of commitment that was reached or passed.",
    "word",
    words=words_with_meanings(Rung),
)


_RUNS_OVER = Column("Runs over", "Lines of other projects that it uses, and kilometres of its own.")


def _rung_cell(atlas: Atlas, project: Project) -> Cell:
    highest = highest_step(atlas, project)
    if highest is None:
        return EMPTY_CELL
    return word_cell(highest.rung, "" if highest.is_reached else f", {highest.standing}")


def _count_column(title: str, what: str) -> Column:
    return Column(title, f"How many {what}.", "number")


def _count_cell(records: tuple[object, ...]) -> Cell:
    return number_cell(len(records))


def _drawn_cell(atlas: Atlas, project: Project) -> Cell:
    lines = atlas.segments_of(project.id)
    return number_cell(sum(map(drawn_km, lines)) if lines else None, 0)


def _members_cell(atlas: Atlas, project: Project) -> Cell:
    found = map(atlas.find_project, project.member_ids)
    return project_links(project for project in found if project)


def lines_table(atlas: Atlas) -> Table:
    """Every line between two places, with its state, its lengths and how it is drawn."""
    ends = Column("Line", "The two ends, after the name of the road or line if it has one.")
    columns: list[FilledColumn[Segment]] = [
        (ends, lambda segment: text_cell(line_name(atlas, segment))),
        projects_column(atlas, Segment, "Projects"),
        field_column(Segment, "mode", "Mode", words=Mode),
        state_column(Segment),
        field_column(Segment, "lifecycle_as_of", "As of", "date"),
        (_DRAWN, lambda segment: number_cell(drawn_km(segment), 0)),
        (_NETWORK, lambda segment: number_cell(segment.network_km, 0)),
        field_column(Segment, "published_length_km", "Published", "number", unit="km"),
        field_column(Segment, "published_length_scope", "Published for", "long"),
        (
            field_heading(Segment, "gauges_mm", "Track gauge", "number", unit="mm"),
            lambda segment: gauges_cell(segment.gauges_mm),
        ),
        field_column(Segment, "gauge_basis", "Gauge is", words=GaugeBasis),
        field_column(Segment, "opened", "Opened", "date"),
        field_column(Segment, "promised", "Promised", "date"),
        countries_column(atlas, Segment),
        field_column(Segment, "geometry_basis", "Drawn from", words=GeometryBasis),
        field_column(Segment, "geometry_note", "About the drawing", "long"),
        confidence_column(Segment),
        field_column(Segment, "note", "Note", "long"),
    ]
    plan = TablePlan(
        "Lines",
        ("line", "lines"),
        "Stretches between two places, cut where mode, track gauge or state changes.",
        atlas.segments,
        lambda segment: line_name(atlas, segment),
        columns,
        by=("project", "country", "mode"),
        word=("state", "State", Lifecycle, lambda segment: segment.lifecycle),
        modes=lambda segment: (segment.mode,),
        lines=lambda segment: (segment,),
        foot=_DRAWING,
    )
    return build_table(atlas, plan)


_NETWORK = field_heading(Segment, "network_km", "Network", "number", unit="km")


def gauges_cell(found: tuple[int, ...] | None) -> Cell:
    """Track gauges in millimetres, sorted by the first."""
    if not found:
        return EMPTY_CELL
    return Cell((CellText(" / ".join(str(gauge) for gauge in found)),), float(found[0]))
