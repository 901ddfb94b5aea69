"""Tables about the atlas itself: sources, corrections, changes of state, assumptions."""

from geo.atlas import Atlas
from geo.records.model import Assumption, Correction, CorridorFigure, Source, StateChange, Trap
from geo.records.texts import mark, say, say_many
from geo.records.vocab import (
    COUNTRIES,
    LANGUAGES,
    CostBasis,
    Direction,
    Lifecycle,
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
    written = field_heading(Source, "language", mark("Language"))
    rests = Column(mark("Records"), say("How many records rest on it."), "number")
    address = Column(mark("Address"), say("Where it was published, and a stored copy."), "links")
    columns: list[FilledColumn[Source]] = [
        (
            field_heading(Source, "title", mark("Source")),
            lambda source: text_cell(source.title, source.language),
        ),
        field_column(Source, "publisher", mark("Publisher")),
        field_column(Source, "kind", mark("Kind"), words=SourceKind),
        field_column(Source, "date_published", mark("Published"), "date"),
        field_column(Source, "date_accessed", mark("Read"), "date"),
        (rests, lambda source: number_cell(len(atlas.supports(source.id)))),
        projects_column(atlas, Source),
        (
            written,
            lambda source: text_cell(say(LANGUAGES.get(source.language, source.language))),
        ),
        field_column(Source, "status", mark("Can be read"), words=SourceStatus),
        field_column(Source, "licence_theirs", mark("Their licence")),
        field_column(Source, "licence_ours", mark("Our licence")),
        field_column(Source, "note", mark("Note"), "long"),
        (address, _address_cell),
    ]
    plan = TablePlan(
        "Sources",
        (say("source"), say("sources")),
        (
            lambda number, **said: say_many("{n} source", "{n} sources", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} source", "{found} of {n} sources", number, **said
            ),
        ),
        say(
            "The register that every fact names. The page Sources has the same with search by "
            "words."
        ),
        atlas.sources,
        lambda source: source.title,
        columns,
        by=("project",),
        word=("document", say("Kind"), SourceKind, lambda source: source.kind),
        on_map=False,
    )
    return build_table(atlas, plan)


def _address_cell(source: Source) -> Cell:
    found = ((say("At the publisher"), source.url), (say("Stored copy"), source.archive_url))
    return links_cell(CellText(words, url, about=source.title) for words, url in found if url)


def corrections_table(atlas: Atlas) -> Table:
    """Every value of ours that was wrong, newest correction first, in readers' words."""
    values = {change.change.id: change.change for change in correction_rows(atlas)}
    record = field_heading(Correction, "record_id", mark("Record"))
    wrong = field_heading(Correction, "field", mark("Field"))
    columns: list[FilledColumn[Correction]] = [
        (record, lambda correction: text_cell(name_of(atlas, correction.record_id))),
        (wrong, lambda correction: text_cell(values[correction.id].what)),
        (
            field_heading(Correction, "old", mark("Before"), "long"),
            lambda correction: text_cell(values[correction.id].old),
        ),
        (
            field_heading(Correction, "new", mark("Now"), "long"),
            lambda correction: text_cell(values[correction.id].new),
        ),
        field_column(Correction, "reason", mark("Reason"), "long"),
        field_column(Correction, "date", mark("Date"), "date"),
        projects_column(atlas, Correction),
    ]
    plan = TablePlan(
        "Corrections",
        (say("correction"), say("corrections")),
        (
            lambda number, **said: say_many("{n} correction", "{n} corrections", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} correction", "{found} of {n} corrections", number, **said
            ),
        ),
        say("Values of ours that were wrong: what they were, what they are, and why they changed."),
        atlas.corrections,
        lambda correction: f"{name_of(atlas, correction.record_id)}, {values[correction.id].what}",
        columns,
        by=("project",),
        order="Date, newest first",
    )
    return build_table(atlas, plan)


def state_changes_table(atlas: Atlas) -> Table:
    """Every change of a state that no opening and no step of a ladder tells."""
    record = field_heading(StateChange, "record_id", mark("Record"))
    columns: list[FilledColumn[StateChange]] = [
        (record, lambda change: text_cell(name_of(atlas, change.record_id))),
        field_column(StateChange, "from_date", mark("From"), "date"),
        field_column(StateChange, "lifecycle", mark("State"), words=Lifecycle),
        field_column(StateChange, "note", mark("Note"), "long"),
        projects_column(atlas, StateChange),
        countries_column(atlas, StateChange),
        confidence_column(StateChange),
    ]
    plan = TablePlan(
        "State changes",
        (say("change of state"), say("changes of state")),
        (
            lambda number, **said: say_many(
                "{n} change of state", "{n} changes of state", number, **said
            ),
            lambda number, **said: say_many(
                "{found} of {n} change of state", "{found} of {n} changes of state", number, **said
            ),
        ),
        say("Days on which a place, line or project went from one state to another."),
        atlas.state_changes,
        lambda change: name_of(atlas, change.record_id),
        columns,
        order="From, newest first",
    )
    return build_table(atlas, plan)


def traps_table(atlas: Atlas) -> Table:
    """Every mistake that texts make again and again, with what is right."""
    columns: list[FilledColumn[Trap]] = [
        field_column(Trap, "title", mark("Mistake")),
        field_column(Trap, "why", mark("Why"), "long"),
        field_column(Trap, "right", mark("What is right"), "long"),
        projects_column(atlas, Trap),
        confidence_column(Trap),
    ]
    plan = TablePlan(
        "Frequent mistakes",
        (say("mistake"), say("mistakes")),
        (
            lambda number, **said: say_many("{n} mistake", "{n} mistakes", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} mistake", "{found} of {n} mistakes", number, **said
            ),
        ),
        say("What texts about these corridors often get wrong; the desk looks for it."),
        atlas.traps,
        lambda trap: trap.title,
        columns,
    )
    return build_table(atlas, plan)


def assumptions_table(atlas: Atlas) -> Table:
    """Everything that planning a route has to assume."""
    scope = say("Country, border, place and mode within which it holds.")
    holds, counted = Column(mark("Holds for"), scope), _unit_column()
    columns: list[FilledColumn[Assumption]] = [
        (
            field_heading(Assumption, "factor", mark("Assumed")),
            lambda assumption: text_cell(_factor_label(assumption)),
        ),
        (holds, lambda assumption: text_cell(scope_words(atlas, assumption))),
        field_column(Assumption, "low", mark("From"), "number"),
        field_column(Assumption, "high", mark("To"), "number"),
        (counted, lambda assumption: text_cell(assumption.factor.unit)),
        field_column(Assumption, "basis", mark("Known by"), words=CostBasis),
        field_column(Assumption, "year", mark("Year"), "date"),
        field_column(Assumption, "note", mark("Note"), "long"),
        confidence_column(Assumption),
    ]
    plan = TablePlan(
        "Assumptions",
        (say("assumption"), say("assumptions")),
        (
            lambda number, **said: say_many("{n} assumption", "{n} assumptions", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} assumption", "{found} of {n} assumptions", number, **said
            ),
        ),
        say(
            "What planning a route has to assume, from a low to a high value: measured where "
            "somebody has, our guess where nobody has. The most exact scope wins."
        ),
        atlas.assumptions,
        lambda assumption: f"{_factor_label(assumption)}, {scope_words(atlas, assumption)}",
        columns,
        on_map=False,
    )
    return build_table(atlas, plan)


def _unit_column() -> Column:
    return Column(mark("Unit"), say("What the two values count."))


def _factor_label(assumption: Assumption) -> str:
    return assumption.factor.label


def corridor_figures_table(atlas: Atlas) -> Table:
    """Everything that the monitoring of corridors measured."""
    counted = _unit_column()
    columns: list[FilledColumn[CorridorFigure]] = [
        (
            field_heading(CorridorFigure, "country", mark("Where")),
            lambda figure: text_cell(_where_measured(atlas, figure)),
        ),
        field_column(CorridorFigure, "measure", mark("Measured"), "word"),
        field_column(CorridorFigure, "mode", mark("Mode"), "word"),
        field_column(CorridorFigure, "direction", mark("Direction"), words=Direction),
        field_column(CorridorFigure, "year", mark("Year"), "date"),
        field_column(CorridorFigure, "value", mark("Figure"), "number"),
        (counted, lambda figure: text_cell(figure.measure.unit)),
        field_column(CorridorFigure, "note", mark("Note"), "long"),
        confidence_column(CorridorFigure),
    ]
    plan = TablePlan(
        "Corridor figures",
        (say("figure"), say("figures")),
        (
            lambda number, **said: say_many("{n} figure", "{n} figures", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} figure", "{found} of {n} figures", number, **said
            ),
        ),
        say("Waits, fees and speeds of real shipments by country, border post and year."),
        atlas.corridor_figures,
        lambda figure: f"{figure.measure.label}, {_where_measured(atlas, figure)}, {figure.year}",
        columns,
        on_map=False,
    )
    return build_table(atlas, plan)


def _where_measured(atlas: Atlas, figure: CorridorFigure) -> str:
    places = [name_of(atlas, site_id) for site_id in figure.site_ids]
    country = say(COUNTRIES.get(figure.country or "", mark("All corridors")))
    return ", ".join((*places, country))
