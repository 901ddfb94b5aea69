"""Tables about the atlas itself: sources, corrections, changes of state, assumptions."""

from geo.atlas import Atlas
from geo.records.model import Assumption, Correction, CorridorFigure, Source, StateChange
from geo.records.vocab import (
    COUNTRIES,
    LANGUAGES,
    CostBasis,
    Direction,
    Lifecycle,
    Mode,
    Performance,
    SourceKind,
    SourceStatus,
)
from geo.views.corrections import correction_rows
from geo.views.routes.cost_basis import scope_words
from geo.views.tables.build_table import (
    FilledColumn,
    TablePlan,
    build_table,
    confidence_column,
    countries_column,
    field_column,
    field_heading,
    projects_column,
)
from geo.views.tables.relations import name_of
from geo.views.tables.table_cells import (
    Cell,
    CellText,
    Column,
    Table,
    links_cell,
    number_cell,
    text_cell,
)


def sources_table(atlas: Atlas) -> Table:
    """The register: every document and data set, and how much rests on it."""
    written = field_heading(Source, "language", "Language")
    rests = Column("Records", "How many records rest on it.", "number")
    columns: list[FilledColumn[Source]] = [
        (
            field_heading(Source, "title", "Source"),
            lambda source: text_cell(source.title, source.language),
        ),
        field_column(Source, "publisher", "Publisher"),
        field_column(Source, "kind", "Kind", words=SourceKind),
        field_column(Source, "date_published", "Published", "date"),
        field_column(Source, "date_accessed", "Read", "date"),
        (rests, lambda source: number_cell(len(atlas.supports(source.id)))),
        projects_column(atlas, Source),
        (
            written,
            lambda source: text_cell(LANGUAGES.get(source.language, source.language)),
        ),
        field_column(Source, "status", "Can be read", words=SourceStatus),
        field_column(Source, "licence_theirs", "Their licence"),
        field_column(Source, "licence_ours", "Our licence"),
        field_column(Source, "note", "Note", "long"),
        (_ADDRESS, _address_cell),
    ]
    plan = TablePlan(
        "Sources",
        ("source", "sources"),
        "The register that every fact names. The page Sources has the same with search by words.",
        atlas.sources,
        lambda source: source.title,
        columns,
        by=("project",),
        word=("document", "Kind", SourceKind, lambda source: source.kind),
        on_map=False,
    )
    return build_table(atlas, plan)


_ADDRESS = Column("Address", "Where it was published, and a stored copy.", "links")


def _address_cell(source: Source) -> Cell:
    found = (("At the publisher", source.url), ("Stored copy", source.archive_url))
    return links_cell(CellText(words, url, about=source.title) for words, url in found if url)


def corrections_table(atlas: Atlas) -> Table:
    """Every value of ours that was wrong, newest correction first, in readers' words."""
    values = {change.change.id: change.change for change in correction_rows(atlas)}
    record = field_heading(Correction, "record_id", "Record")
    wrong = field_heading(Correction, "field", "Field")
    columns: list[FilledColumn[Correction]] = [
        (record, lambda correction: text_cell(name_of(atlas, correction.record_id))),
        (wrong, lambda correction: text_cell(values[correction.id].what)),
        (
            field_heading(Correction, "old", "Before", "long"),
            lambda correction: text_cell(values[correction.id].old),
        ),
        (
            field_heading(Correction, "new", "Now", "long"),
            lambda correction: text_cell(values[correction.id].new),
        ),
        field_column(Correction, "reason", "Reason", "long"),
        field_column(Correction, "date", "Date", "date"),
        projects_column(atlas, Correction),
    ]
    plan = TablePlan(
        "Corrections",
        ("correction", "corrections"),
        "Values of ours that were wrong: what they were, what they are, and why they changed.",
        atlas.corrections,
        lambda correction: f"{name_of(atlas, correction.record_id)}, {values[correction.id].what}",
        columns,
        by=("project",),
        order="Date, newest first",
    )
    return build_table(atlas, plan)


def state_changes_table(atlas: Atlas) -> Table:
    """Every change of a state that no opening and no step of a ladder tells."""
    record = field_heading(StateChange, "record_id", "Record")
    columns: list[FilledColumn[StateChange]] = [
        (record, lambda change: text_cell(name_of(atlas, change.record_id))),
        field_column(StateChange, "from_date", "From", "date"),
        field_column(StateChange, "lifecycle", "State", words=Lifecycle),
        field_column(StateChange, "note", "Note", "long"),
        projects_column(atlas, StateChange),
        countries_column(atlas, StateChange),
        confidence_column(StateChange),
    ]
    plan = TablePlan(
        "State changes",
        ("change of state", "changes of state"),
        "Days on which a place, line or project went from one state to another.",
        atlas.state_changes,
        lambda change: name_of(atlas, change.record_id),
        columns,
        order="From, newest first",
    )
    return build_table(atlas, plan)


def assumptions_table(atlas: Atlas) -> Table:
    """Everything that planning a route has to assume."""
    columns: list[FilledColumn[Assumption]] = [
        (
            field_heading(Assumption, "factor", "Assumed"),
            lambda assumption: text_cell(_factor_label(assumption)),
        ),
        (_HOLDS, lambda assumption: text_cell(scope_words(atlas, assumption))),
        field_column(Assumption, "low", "From", "number"),
        field_column(Assumption, "high", "To", "number"),
        (_COUNTED, lambda assumption: text_cell(assumption.factor.unit)),
        field_column(Assumption, "basis", "Known by", words=CostBasis),
        field_column(Assumption, "year", "Year", "date"),
        field_column(Assumption, "note", "Note", "long"),
        confidence_column(Assumption),
    ]
    plan = TablePlan(
        "Assumptions",
        ("assumption", "assumptions"),
        "What planning a route has to assume, from a low to a high value: measured where somebody "
        "has, our guess where nobody has. The most exact scope wins.",
        atlas.assumptions,
        lambda assumption: f"{_factor_label(assumption)}, {scope_words(atlas, assumption)}",
        columns,
        on_map=False,
    )
    return build_table(atlas, plan)


_COUNTED = Column("Unit", "What the two values count.")


def _factor_label(assumption: Assumption) -> str:
    return assumption.factor.label


_HOLDS = Column("Holds for", "Country, border, place and mode within which it holds.")


def corridor_figures_table(atlas: Atlas) -> Table:
    """Everything that the monitoring of corridors measured."""
    columns: list[FilledColumn[CorridorFigure]] = [
        (
            field_heading(CorridorFigure, "country", "Where"),
            lambda figure: text_cell(_where_measured(atlas, figure)),
        ),
        field_column(CorridorFigure, "measure", "Measured", words=Performance),
        field_column(CorridorFigure, "mode", "Mode", words=Mode),
        field_column(CorridorFigure, "direction", "Direction", words=Direction),
        field_column(CorridorFigure, "year", "Year", "date"),
        field_column(CorridorFigure, "value", "Figure", "number"),
        (_COUNTED, lambda figure: text_cell(figure.measure.unit)),
        field_column(CorridorFigure, "note", "Note", "long"),
        confidence_column(CorridorFigure),
    ]
    plan = TablePlan(
        "Corridor figures",
        ("figure", "figures"),
        "Waits, fees and speeds of real shipments by country, border post and year.",
        atlas.corridor_figures,
        lambda figure: f"{figure.measure.label}, {_where_measured(atlas, figure)}, {figure.year}",
        columns,
        on_map=False,
    )
    return build_table(atlas, plan)


def _where_measured(atlas: Atlas, figure: CorridorFigure) -> str:
    places = [name_of(atlas, site_id) for site_id in figure.site_ids]
    country = COUNTRIES.get(figure.country or "", "All corridors")
    return ", ".join((*places, country))
