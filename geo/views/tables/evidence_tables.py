"""Tables of what was said and done: figures, events, articles, people."""

from collections.abc import Iterable

from geo.analysis.claims import ruled_out
from geo.atlas import Atlas
from geo.records.model import Article, Claim, Event, Person, Source
from geo.records.vocab import Extent, Outcome, Quantity, Rung
from geo.views.components import Notes, Run, runs
from geo.views.evidence import amount
from geo.views.links import MAP, page_link
from geo.views.tables import table_cells
from geo.views.tables.build_table import (
    Filled,
    Plan,
    confidence_of,
    countries_column,
    field,
    local_names,
    make,
    of_field,
    projects_column,
)
from geo.views.tables.relations import name_of, record_link
from geo.views.tables.table_cells import Bit, Cell, Column, Table


def figures(atlas: Atlas) -> Table:
    """Every published figure with what exactly it covers and who says so."""
    subject = of_field(Claim, "subject_id", "About")
    between = of_field(Claim, "between_ids", "Between", "links")
    columns: list[Filled[Claim]] = [
        (subject, lambda claim: table_cells.words(name_of(atlas, claim.subject_id))),
        (
            of_field(Claim, "quantity", "Measured", "word"),
            lambda claim: table_cells.word(claim.quantity),
        ),
        (_FIGURE, lambda claim: Cell((Bit(amount(claim)),), claim.low)),
        field(Claim, "scope", "Covers", "long"),
        field(Claim, "extent", "Of", words=Extent),
        (_RULED_OUT, lambda claim: table_cells.words(ruled_out(atlas, claim))),
        (between, lambda claim: _records(atlas, claim.between_ids)),
        field(Claim, "who", "Said by"),
        field(Claim, "date", "Date", "date"),
        projects_column(atlas, Claim),
        countries_column(atlas, Claim),
        confidence_of(Claim),
        field(Claim, "note", "Note", "long"),
    ]
    plan = Plan(
        "Figures",
        ("figure", "figures"),
        "Published figures, each as wide as its source says. Those that disagree all stand here.",
        atlas.claims,
        lambda claim: f"{name_of(atlas, claim.subject_id)}, {amount(claim)}",
        columns,
        by=("project", "country"),
        word=("measured", "Measured", Quantity, lambda claim: claim.quantity),
        foot="Figures are not added up: they overlap, and some disagree.",
    )
    return make(atlas, plan)


_FIGURE = Column("Figure", "The number or range with its unit, or the words in print.", "number")
_RULED_OUT = Column("Ruled out", "Why the figure cannot be, where geometry shows it.", "long")


def events(atlas: Atlas) -> Table:
    """Every event, newest first, with the step of the ladder that it reached."""
    document = of_field(Event, "document", "Document", "long")
    where = of_field(Event, "site_ids", "Places", "links")
    who = of_field(Event, "people", "People", "long")
    columns: list[Filled[Event]] = [
        field(Event, "title", "Event"),
        field(Event, "date", "Date", "date"),
        field(Event, "text", "What happened", "long"),
        field(Event, "rung", "Step of commitment", words=Rung),
        (document, lambda event: table_cells.words(event.document)),
        field(Event, "promise", "Promise", "long"),
        field(Event, "promised_for", "Promised for", "date"),
        field(Event, "kept", "Kept", words=Outcome),
        (_SHOWN_BY, lambda event: table_cells.words(name_of(atlas, event.kept_event_id or ""))),
        projects_column(atlas, Event),
        (where, lambda event: _records(atlas, event.site_ids)),
        (who, lambda event: table_cells.words("; ".join(event.people))),
        countries_column(atlas, Event),
        confidence_of(Event),
    ]
    plan = Plan(
        "Events",
        ("event", "events"),
        "What happened, was signed, was said or was missed.",
        atlas.events,
        lambda event: event.title,
        columns,
        by=("project", "country"),
        word=("rung", "Step of commitment", Rung, lambda event: event.rung),
        order="Date, newest first",
    )
    return make(atlas, plan)


_SHOWN_BY = of_field(Event, "kept_event_id", "Shown by", "long")


def _records(atlas: Atlas, ids: Iterable[str]) -> Cell:
    return table_cells.links(record_link(atlas, record_id) for record_id in ids)


def articles(atlas: Atlas) -> Table:
    """Every article, newest first, with its text."""
    about = of_field(Article, "about_ids", "About", "links")
    text = of_field(Article, "body", "Text", "story")
    columns: list[Filled[Article]] = [
        field(Article, "title", "Article"),
        (_PUBLISHED, lambda article: table_cells.date(_published(atlas, article))),
        (_PUBLISHER, lambda article: _publisher(atlas, article)),
        (text, lambda article: _story(atlas, article)),
        (about, lambda article: _records(atlas, article.about_ids)),
        projects_column(atlas, Article),
        countries_column(atlas, Article),
        confidence_of(Article),
    ]
    plan = Plan(
        "Articles",
        ("article", "articles"),
        "What sources say, told in our own words.",
        atlas.articles,
        lambda article: article.title,
        columns,
        by=("project", "country"),
        order="Published, newest first",
    )
    return make(atlas, plan)


_PUBLISHED = of_field(Source, "date_published", "Published", "date")
_PUBLISHER = of_field(Source, "publisher", "Publisher")


def _published(atlas: Atlas, article: Article) -> str | None:
    source = atlas.find_source(article.source_id)
    return source.date_published if source else None


def _publisher(atlas: Atlas, article: Article) -> Cell:
    source = atlas.find_source(article.source_id)
    return table_cells.words(source.publisher if source else None)


def _story(atlas: Atlas, article: Article) -> Cell:
    """The text with links to the map; its footnotes stand in the column of sources."""
    pieces = (run for run in runs(atlas, article.body, Notes(atlas)) if run.kind != "note")
    return Cell(tuple(Bit(piece.text, _place_of(piece)) for piece in pieces))


def _place_of(run: Run) -> str:
    return page_link(MAP, select=run.target) if run.target else ""


def people(atlas: Atlas) -> Table:
    """Everybody who signed, said or decided something."""
    columns: list[Filled[Person]] = [
        (of_field(Person, "names", "Name"), lambda person: table_cells.words(person.names.en)),
        field(Person, "office", "Office", "long"),
        projects_column(atlas, Person),
        field(Person, "note", "Note", "long"),
        local_names(Person),
        confidence_of(Person),
    ]
    plan = Plan(
        "People",
        ("person or organisation", "people and organisations"),
        "Who signed, said or decided something, with the office held at that time.",
        atlas.people,
        lambda person: person.names.en,
        columns,
        by=("project",),
    )
    return make(atlas, plan)
