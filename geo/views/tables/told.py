"""Tables of what was said and done: figures, events, articles, people."""

from collections.abc import Iterable

from geo.atlas import Atlas
from geo.claims import ruled_out
from geo.model import Article, Claim, Event, Person, Source
from geo.views.links import MAP, page_link
from geo.views.parts import Notes, Run, runs
from geo.views.tables import parts
from geo.views.tables.make import (
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
from geo.views.tables.parts import Bit, Cell, Column, Table
from geo.views.tables.relations import name_of, record_link
from geo.views.told import amount
from geo.vocab import Extent, Outcome, Quantity, Rung


def figures(atlas: Atlas) -> Table:
    """Every published figure with what exactly it covers and who says so."""
    subject = of_field(Claim, "subject_id", "About")
    between = of_field(Claim, "between_ids", "Between", "links")
    columns: list[Filled[Claim]] = [
        (subject, lambda one: parts.words(name_of(atlas, one.subject_id))),
        (of_field(Claim, "quantity", "Measured", "word"), lambda one: parts.word(one.quantity)),
        (_FIGURE, lambda one: Cell((Bit(amount(one)),), one.low)),
        field(Claim, "scope", "Covers", "long"),
        field(Claim, "extent", "Of", words=Extent),
        (_RULED_OUT, lambda one: parts.words(ruled_out(atlas, one))),
        (between, lambda one: _records(atlas, one.between_ids)),
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
        lambda one: f"{name_of(atlas, one.subject_id)}, {amount(one)}",
        columns,
        by=("project", "country"),
        word=("measured", "Measured", Quantity, lambda one: one.quantity),
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
        (document, lambda one: parts.words(one.document)),
        field(Event, "promise", "Promise", "long"),
        field(Event, "promised_for", "Promised for", "date"),
        field(Event, "kept", "Kept", words=Outcome),
        (_SHOWN_BY, lambda one: parts.words(name_of(atlas, one.kept_event_id or ""))),
        projects_column(atlas, Event),
        (where, lambda one: _records(atlas, one.site_ids)),
        (who, lambda one: parts.words("; ".join(one.people))),
        countries_column(atlas, Event),
        confidence_of(Event),
    ]
    plan = Plan(
        "Events",
        ("event", "events"),
        "What happened, was signed, was said or was missed.",
        atlas.events,
        lambda one: one.title,
        columns,
        by=("project", "country"),
        word=("rung", "Step of commitment", Rung, lambda one: one.rung),
        order="Date, newest first",
    )
    return make(atlas, plan)


_SHOWN_BY = of_field(Event, "kept_event_id", "Shown by", "long")


def _records(atlas: Atlas, ids: Iterable[str]) -> Cell:
    return parts.links(record_link(atlas, one) for one in ids)


def articles(atlas: Atlas) -> Table:
    """Every article, newest first, with its text."""
    about = of_field(Article, "about_ids", "About", "links")
    text = of_field(Article, "body", "Text", "story")
    columns: list[Filled[Article]] = [
        field(Article, "title", "Article"),
        (_PUBLISHED, lambda one: parts.date(_published(atlas, one))),
        (_PUBLISHER, lambda one: _publisher(atlas, one)),
        (text, lambda one: _story(atlas, one)),
        (about, lambda one: _records(atlas, one.about_ids)),
        projects_column(atlas, Article),
        countries_column(atlas, Article),
        confidence_of(Article),
    ]
    plan = Plan(
        "Articles",
        ("article", "articles"),
        "What sources say, told in our own words.",
        atlas.articles,
        lambda one: one.title,
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
    return parts.words(source.publisher if source else None)


def _story(atlas: Atlas, article: Article) -> Cell:
    """The text with links to the map; its footnotes stand in the column of sources."""
    pieces = (one for one in runs(atlas, article.body, Notes(atlas)) if one.kind != "note")
    return Cell(tuple(Bit(one.text, _place_of(one)) for one in pieces))


def _place_of(run: Run) -> str:
    return page_link(MAP, select=run.target) if run.target else ""


def people(atlas: Atlas) -> Table:
    """Everybody who signed, said or decided something."""
    columns: list[Filled[Person]] = [
        (of_field(Person, "names", "Name"), lambda one: parts.words(one.names.en)),
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
        lambda one: one.names.en,
        columns,
        by=("project",),
    )
    return make(atlas, plan)
