"""Tables about the atlas itself: sources, corrections, changes of state, assumptions."""

from geo.atlas import Atlas
from geo.model import Assumption, Correction, CorridorFigure, Source, StateChange
from geo.views.basis import scope_words
from geo.views.changes import changes
from geo.views.tables import parts
from geo.views.tables.make import (
    Filled,
    Plan,
    confidence_of,
    countries_column,
    field,
    make,
    of_field,
    projects_column,
)
from geo.views.tables.parts import Bit, Cell, Column, Table
from geo.views.tables.relations import name_of
from geo.vocab import (
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


def sources(atlas: Atlas) -> Table:
    """The register: every document and data set, and how much rests on it."""
    written = of_field(Source, "language", "Language")
    rests = Column("Records", "How many records rest on it.", "number")
    columns: list[Filled[Source]] = [
        (of_field(Source, "title", "Source"), lambda one: parts.words(one.title, one.language)),
        field(Source, "publisher", "Publisher"),
        field(Source, "kind", "Kind", words=SourceKind),
        field(Source, "date_published", "Published", "date"),
        field(Source, "date_accessed", "Read", "date"),
        (rests, lambda one: parts.number(len(atlas.supports(one.id)))),
        projects_column(atlas, Source),
        (written, lambda one: parts.words(LANGUAGES.get(one.language, one.language))),
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
        lambda one: one.title,
        columns,
        by=("project",),
        word=("document", "Kind", SourceKind, lambda one: one.kind),
        on_map=False,
    )
    return make(atlas, plan)


_ADDRESS = Column("Address", "Where it was published, and a stored copy.", "links")


def _address(source: Source) -> Cell:
    found = (("At the publisher", source.url), ("Stored copy", source.archive_url))
    return parts.links(Bit(words, url, about=source.title) for words, url in found if url)


def corrections(atlas: Atlas) -> Table:
    """Every value of ours that was wrong, newest correction first, in readers' words."""
    told = {one.change.id: one.change for one in changes(atlas)}
    record = of_field(Correction, "record_id", "Record")
    wrong = of_field(Correction, "field", "Field")
    columns: list[Filled[Correction]] = [
        (record, lambda one: parts.words(name_of(atlas, one.record_id))),
        (wrong, lambda one: parts.words(told[one.id].what)),
        (of_field(Correction, "old", "Before", "long"), lambda one: parts.words(told[one.id].old)),
        (of_field(Correction, "new", "Now", "long"), lambda one: parts.words(told[one.id].new)),
        field(Correction, "reason", "Reason", "long"),
        field(Correction, "date", "Date", "date"),
        projects_column(atlas, Correction),
    ]
    plan = Plan(
        "Corrections",
        ("correction", "corrections"),
        "Values of ours that were wrong: what they were, what they are, and why they changed.",
        atlas.corrections,
        lambda one: f"{name_of(atlas, one.record_id)}, {told[one.id].what}",
        columns,
        by=("project",),
        order="Date, newest first",
    )
    return make(atlas, plan)


def state_changes(atlas: Atlas) -> Table:
    """Every change of a state that no opening and no step of a ladder tells."""
    record = of_field(StateChange, "record_id", "Record")
    columns: list[Filled[StateChange]] = [
        (record, lambda one: parts.words(name_of(atlas, one.record_id))),
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
        lambda one: name_of(atlas, one.record_id),
        columns,
        order="From, newest first",
    )
    return make(atlas, plan)


def assumptions(atlas: Atlas) -> Table:
    """Everything that planning a route has to assume."""
    columns: list[Filled[Assumption]] = [
        (of_field(Assumption, "factor", "Assumed"), lambda one: parts.words(_assumed(one))),
        (_HOLDS, lambda one: parts.words(scope_words(atlas, one))),
        field(Assumption, "low", "From", "number"),
        field(Assumption, "high", "To", "number"),
        (_COUNTED, lambda one: parts.words(one.factor.unit)),
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
        lambda one: f"{_assumed(one)}, {scope_words(atlas, one)}",
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
            lambda one: parts.words(_measured(atlas, one)),
        ),
        field(CorridorFigure, "measure", "Measured", words=Performance),
        field(CorridorFigure, "mode", "Mode", words=Mode),
        field(CorridorFigure, "direction", "Direction", words=Direction),
        field(CorridorFigure, "year", "Year", "date"),
        field(CorridorFigure, "value", "Figure", "number"),
        (_COUNTED, lambda one: parts.words(one.measure.unit)),
        field(CorridorFigure, "note", "Note", "long"),
        confidence_of(CorridorFigure),
    ]
    plan = Plan(
        "Corridor figures",
        ("figure", "figures"),
        "Waits, fees and speeds of real shipments by country, border post and year.",
        atlas.corridor_figures,
        lambda one: f"{one.measure.label}, {_measured(atlas, one)}, {one.year}",
        columns,
        on_map=False,
    )
    return make(atlas, plan)


def _measured(atlas: Atlas, figure: CorridorFigure) -> str:
    places = [name_of(atlas, site_id) for site_id in figure.site_ids]
    country = COUNTRIES.get(figure.country or "", "All corridors")
    return ", ".join((*places, country))
