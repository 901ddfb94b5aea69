"""Tables of projects and lines."""

from geo.analysis.commitment import highest_step
from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.model import Project, Segment
from geo.records.phrases import within_sentence
from geo.records.texts import mark, say, say_many
from geo.records.vocab import GaugeBasis, GeometryBasis, Lifecycle, Rung
from geo.search.search import fold
from geo.views.links import page_link
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


def _drawn() -> Column:
    return Column(
        mark("Drawn"),
        say(
            "Length of the drawing on the ellipsoid, in kilometres; not a distance by rail or road."
        ),
        "number",
        "km",
    )


def _drawing_words() -> str:
    return say("Drawn lengths are lengths of the drawing, not distances by rail or road.")


def projects_table(atlas: Atlas) -> Table:
    """Every project, with its state, what is drawn of it and how far it has come."""
    columns: list[FilledColumn[Project]] = [
        (
            field_heading(Project, "names", mark("Project")),
            _name_cell,
        ),
        field_column(Project, "group", mark("Group")),
        state_column(Project),
        field_column(Project, "lifecycle_as_of", mark("As of"), "date"),
        field_column(Project, "lifecycle_note", mark("What that means"), "long"),
        (_highest_step(), lambda project: _rung_cell(atlas, project)),
        (
            Column(mark("Lines"), say("How many lines are drawn for it."), "number"),
            lambda project: _count_cell(atlas.segments_of(project.id)),
        ),
        (_runs_over(), lambda project: text_cell(runs_over_words(atlas, project))),
        (_drawn(), lambda project: _drawn_cell(atlas, project)),
        (
            Column(mark("Figures"), say("How many published figures are about it."), "number"),
            lambda project: _count_cell(atlas.claims_of(project.id)),
        ),
        (
            Column(mark("Events"), say("How many events belong to it."), "number"),
            lambda project: _count_cell(atlas.events_of_project(project.id)),
        ),
        countries_column(atlas, Project),
        (
            field_heading(Project, "sponsors", mark("Sponsors"), "long"),
            lambda project: text_cell("; ".join(project.sponsors)),
        ),
        (
            field_heading(Project, "member_ids", mark("Umbrella for"), "links"),
            lambda project: _members_cell(atlas, project),
        ),
        local_names_column(Project),
        field_column(Project, "summary", mark("Summary"), "long"),
    ]
    plan = TablePlan(
        "Projects",
        (say("project"), say("projects")),
        (
            lambda number, **said: say_many("{n} project", "{n} projects", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} project", "{found} of {n} projects", number, **said
            ),
        ),
        say("Plans, plants and corridors, each with its state and its ladder of commitment."),
        atlas.projects,
        lambda project: project.names.en,
        columns,
        by=("project", "country", "mode"),
        word=("state", say("State"), Lifecycle, lambda project: project.lifecycle),
        modes=lambda project: {line.mode for line in lines_of(atlas, project)},
        lines=lambda project: atlas.segments_of(project.id),
        foot=_drawing_words(),
    )
    return build_table(atlas, plan)


def _name_cell(project: Project) -> Cell:
    name = project.names.en
    return Cell((CellText(name, page_link("project", id=project.id)),), fold(name))


def _highest_step() -> Column:
    return Column(
        mark("Step of commitment"),
        say("Highest step of the ladder of commitment that was reached or passed."),
        "word",
        words=words_with_meanings(Rung),
    )


def _runs_over() -> Column:
    text = say("Lines of other projects that it uses, and kilometres of its own.")
    return Column(mark("Runs over"), text)


def _rung_cell(atlas: Atlas, project: Project) -> Cell:
    highest = highest_step(atlas, project)
    if highest is None:
        return EMPTY_CELL
    if highest.is_reached:
        return word_cell(highest.rung)
    step, standing = highest.rung.label, within_sentence(highest.standing.label)
    return word_cell(highest.rung, say("{step}, {standing}", step=step, standing=standing))


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
    network = field_heading(Segment, "network_km", mark("Network"), "number", unit="km")
    name = say("The two ends, after the name of the road or line if it has one.")
    columns: list[FilledColumn[Segment]] = [
        (Column(mark("Line"), name), lambda segment: text_cell(line_name(atlas, segment))),
        projects_column(atlas, Segment, mark("Projects")),
        field_column(Segment, "mode", mark("Mode"), "word"),
        state_column(Segment),
        field_column(Segment, "lifecycle_as_of", mark("As of"), "date"),
        (_drawn(), lambda segment: number_cell(drawn_km(segment), 0)),
        (network, lambda segment: number_cell(segment.network_km, 0)),
        field_column(Segment, "published_length_km", mark("Published"), "number", unit="km"),
        field_column(Segment, "published_length_scope", mark("Published for"), "long"),
        (
            field_heading(Segment, "gauges_mm", mark("Track gauge"), "number", unit="mm"),
            lambda segment: gauges_cell(segment.gauges_mm),
        ),
        field_column(Segment, "gauge_basis", mark("Gauge is"), words=GaugeBasis),
        field_column(Segment, "opened", mark("Opened"), "date"),
        field_column(Segment, "promised", mark("Promised"), "date"),
        countries_column(atlas, Segment),
        field_column(Segment, "geometry_basis", mark("Drawn from"), words=GeometryBasis),
        field_column(Segment, "geometry_note", mark("About the drawing"), "long"),
        confidence_column(Segment),
        field_column(Segment, "note", mark("Note"), "long"),
    ]
    plan = TablePlan(
        "Lines",
        (say("line"), say("lines")),
        (
            lambda number, **said: say_many("{n} line", "{n} lines", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} line", "{found} of {n} lines", number, **said
            ),
        ),
        say("Stretches between two places, cut where mode, track gauge or state changes."),
        atlas.segments,
        lambda segment: line_name(atlas, segment),
        columns,
        by=("project", "country", "mode"),
        word=("state", say("State"), Lifecycle, lambda segment: segment.lifecycle),
        modes=lambda segment: (segment.mode,),
        lines=lambda segment: (segment,),
        foot=_drawing_words(),
    )
    return build_table(atlas, plan)


def gauges_cell(found: tuple[int, ...] | None) -> Cell:
    """Track gauges in millimetres, sorted by the first."""
    if not found:
        return EMPTY_CELL
    return Cell((CellText(" / ".join(str(gauge) for gauge in found)),), float(found[0]))
