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
from geo.views.changes import changes
from geo.views.routes.cost_basis import scope_words
from geo.views.tables import table_cells
from geo.views.tables.build_table import (
    Filled,
    Plan,
    confidence_of,
    countries_column,
    field,
    make,
    of_field,
    projects_column,
)
from geo.views.tables.relations import name_of
from geo.views.tables.table_cells import Bit, Cell, Column, Table


def sources(atlas: Atlas) -> Table:
    """The register: every document and data set, and how much rests on it."""
    written = of_field(Source, "language", "Language")
    rests = Column("Records", "How many records rest on it.", "number")
    columns: list[Filled[Source]] = [
        (
            of_field(Source, "title", "Source"),
            lambda source: table_cells.words(source.title, source.language),
        ),
        field(Source, "publisher", "Publisher"),
        field(Source, "kind", "Kind", words=SourceKind),
        field(Source, "date_published", "Published", "date"),
        field(Source, "date_accessed", "Read", "date"),
        (rests, lambda source: table_cells.number(len(atlas.supports(source.id)))),
        projects_column(atlas, Source),
        (
            written,
            lambda source: table_cells.words(LANGUAGES.get(source.language, source.language)),
        ),
        field(Source, "status", "Can be read", words=SourceStatus),
        field(Source, "licence_theirs", "Their licence"),
        field(Source, "licence_ours", "Our licence"),
        field(Source, "note", "Note", "long"),
        (_ADDRESS, _address),
    ]
    plan = Plan(
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
    return make(atlas, plan)


_ADDRESS = Column("Address", "Where it was published, and a stored copy.", "links")


def _address(source: Source) -> Cell:
    found = (("At the publisher", source.url), ("Stored copy", source.archive_url))
    return table_cells.links(Bit(words, url, about=source.title) for words, url in found if url)


def corrections(atlas: Atlas) -> Table:
    """Every value of ours that was wrong, newest correction first, in readers' words."""
    told = {change.change.id: change.change for change in changes(atlas)}
    record = of_field(Correction, "record_id", "Record")
    wrong = of_field(Correction, "field", "Field")
    columns: list[Filled[Correction]] = [
        (record, lambda correction: table_cells.words(name_of(atlas, correction.record_id))),
        (wrong, lambda correction: table_cells.words(told[correction.id].what)),
        (
            of_field(Correction, "old", "Before", "long"),
            lambda correction: table_cells.words(told[correction.id].old),
        ),
        (
            of_field(Correction, "new", "Now", "long"),
            lambda correction: table_cells.words(told[correction.id].new),
        ),
        field(Correction, "reason", "Reason", "long"),
        field(Correction, "date", "Date", "date"),
        projects_column(atlas, Correction),
    ]
    plan = Plan(
        "Corrections",
        ("correction", "corrections"),
        "Values of ours that were wrong: what they were, what they are, and why they changed.",
        atlas.corrections,
        lambda correction: f"{name_of(atlas, correction.record_id)}, {told[correction.id].what}",
        columns,
        by=("project",),
        order="Date, newest first",
    )
    return make(atlas, plan)


def state_changes(atlas: Atlas) -> Table:
    """Every change of a state that no opening and no step of a ladder tells."""
    record = of_field(StateChange, "record_id", "Record")
    columns: list[Filled[StateChange]] = [
        (record, lambda change: table_cells.words(name_of(atlas, change.record_id))),
        field(StateChange, "from_date", "From", "date"),
        field(StateChange, "lifecycle", "State", words=Lifecycle),
        field(StateChange, "note", "Note", "long"),
        projects_column(atlas, StateChange),
        countries_column(atlas, StateChange),
        confidence_of(StateChange),
    ]
    plan = Plan(
        "State changes",
        ("change of state", "changes of state"),
        "Days on which a place, line or project went from one state to another.",
        atlas.state_changes,
        lambda change: name_of(atlas, change.record_id),
        columns,
        order="From, newest first",
    )
    return make(atlas, plan)


def assumptions(atlas: Atlas) -> Table:
    """Everything that planning a route has to assume."""
    columns: list[Filled[Assumption]] = [
        (
            of_field(Assumption, "factor", "Assumed"),
            lambda assumption: table_cells.words(_assumed(assumption)),
        ),
        (_HOLDS, lambda assumption: table_cells.words(scope_words(atlas, assumption))),
        field(Assumption, "low", "From", "number"),
        field(Assumption, "high", "To", "number"),
        (_COUNTED, lambda assumption: table_cells.words(assumption.factor.unit)),
        field(Assumption, "basis", "Known by", words=CostBasis),
        field(Assumption, "year", "Year", "date"),
        field(Assumption, "note", "Note", "long"),
        confidence_of(Assumption),
    ]
    plan = Plan(
        "Assumptions",
        ("assumption", "assumptions"),
        "What planning a route has to assume, from a low to a high value: measured where somebody "
        "has, our guess where nobody has. The most exact scope wins.",
        atlas.assumptions,
        lambda assumption: f"{_assumed(assumption)}, {scope_words(atlas, assumption)}",
        columns,
        on_map=False,
    )
    return make(atlas, plan)


_COUNTED = Column("Unit", "What the two values count.")


def _assumed(assumption: Assumption) -> str:
    return assumption.factor.label


_HOLDS = Column("Holds for", "Country, border, place and mode within which it holds.")


def corridor_figures(atlas: Atlas) -> Table:
    """Everything that the monitoring of corridors measured."""
    columns: list[Filled[CorridorFigure]] = [
        (
            of_field(CorridorFigure, "country", "Where"),
            lambda figure: table_cells.words(_measured(atlas, figure)),
        ),
        field(CorridorFigure, "measure", "Measured", words=Performance),
        field(CorridorFigure, "mode", "Mode", words=Mode),
        field(CorridorFigure, "direction", "Direction", words=Direction),
        field(CorridorFigure, "year", "Year", "date"),
        field(CorridorFigure, "value", "Figure", "number"),
        (_COUNTED, lambda figure: table_cells.words(figure.measure.unit)),
        field(CorridorFigure, "note", "Note", "long"),
        confidence_of(CorridorFigure),
    ]
    plan = Plan(
        "Corridor figures",
        ("figure", "figures"),
        "Waits, fees and speeds of real shipments by country, border post and year.",
        atlas.corridor_figures,
        lambda figure: f"{figure.measure.label}, {_measured(atlas, figure)}, {figure.year}",
        columns,
        on_map=False,
    )
    return make(atlas, plan)


def _measured(atlas: Atlas, figure: CorridorFigure) -> str:
    places = [name_of(atlas, site_id) for site_id in figure.site_ids]
    country = COUNTRIES.get(figure.country or "", "All corridors")
    return ", ".join((*places, country))
