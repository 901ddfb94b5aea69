"""Tables of what was said and done: figures, events, articles, people."""

from collections.abc import Iterable

from geo.analysis.claims import ruled_out
from geo.atlas import Atlas
from geo.records.model import Article, Claim, Event, Person, Source
from geo.records.vocab import Extent, Outcome, Quantity, Rung
from geo.views.components import Footnotes, TextRun, text_runs
from geo.views.evidence import amount_words
from geo.views.links import MAP, page_link
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
)
from geo.views.tables.relations import name_of, record_link
from geo.views.tables.table_cells import (
    Cell,
    CellText,
    Column,
    Table,
    date_cell,
    links_cell,
    text_cell,
    word_cell,
)


def figures_table(atlas: Atlas) -> Table:
    """Every published figure with what exactly it covers and who says so."""
    subject = field_heading(Claim, "subject_id", "About")
    between = field_heading(Claim, "between_ids", "Between", "links")
    columns: list[FilledColumn[Claim]] = [
        (subject, lambda claim: text_cell(name_of(atlas, claim.subject_id))),
        (
            field_heading(Claim, "quantity", "Measured", "word"),
            lambda claim: word_cell(claim.quantity),
        ),
        (_FIGURE, lambda claim: Cell((CellText(amount_words(claim)),), claim.low)),
        field_column(Claim, "scope", "Covers", "long"),
        field_column(Claim, "extent", "Of", words=Extent),
        (_RULED_OUT, lambda claim: text_cell(ruled_out(atlas, claim))),
        (between, lambda claim: _records_cell(atlas, claim.between_ids)),
        field_column(Claim, "who", "Said by"),
        field_column(Claim, "date", "Date", "date"),
        projects_column(atlas, Claim),
        countries_column(atlas, Claim),
        confidence_column(Claim),
        field_column(Claim, "note", "Note", "long"),
    ]
    plan = TablePlan(
        "Figures",
        ("figure", "figures"),
        "Published figures, each as wide as its source says. Those that disagree all stand here.",
        atlas.claims,
        lambda claim: f"{name_of(atlas, claim.subject_id)}, {amount_words(claim)}",
        columns,
        by=("project", "country"),
        word=("measured", "Measured", Quantity, lambda claim: claim.quantity),
        foot="Figures are not added up: they overlap, and some disagree.",
    )
    return build_table(atlas, plan)


_FIGURE = Column("Figure", "The number or range with its unit, or the words in print.", "number")
_RULED_OUT = Column("Ruled out", "Why the figure cannot be, where geometry shows it.", "long")


def events_table(atlas: Atlas) -> Table:
    """Every event, newest first, with the step of the ladder that it reached."""
    document = field_heading(Event, "document", "Document", "long")
    where = field_heading(Event, "site_ids", "Places", "links")
    who = field_heading(Event, "people", "People", "long")
    columns: list[FilledColumn[Event]] = [
        field_column(Event, "title", "Event"),
        field_column(Event, "date", "Date", "date"),
        field_column(Event, "text", "What happened", "long"),
        field_column(Event, "rung", "Step of commitment", words=Rung),
        (document, lambda event: text_cell(event.document)),
        field_column(Event, "promise", "Promise", "long"),
        field_column(Event, "promised_for", "Promised for", "date"),
        field_column(Event, "kept", "Kept", words=Outcome),
        (_SHOWN_BY, lambda event: text_cell(name_of(atlas, event.kept_event_id or ""))),
        projects_column(atlas, Event),
        (where, lambda event: _records_cell(atlas, event.site_ids)),
        (who, lambda event: text_cell("; ".join(event.people))),
        countries_column(atlas, Event),
        confidence_column(Event),
    ]
    plan = TablePlan(
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
    return build_table(atlas, plan)


_SHOWN_BY = field_heading(Event, "kept_event_id", "Shown by", "long")


def _records_cell(atlas: Atlas, ids: Iterable[str]) -> Cell:
    return links_cell(record_link(atlas, record_id) for record_id in ids)


def articles_table(atlas: Atlas) -> Table:
    """Every article, newest first, with its text."""
    about = field_heading(Article, "about_ids", "About", "links")
    text = field_heading(Article, "body", "Text", "story")
    columns: list[FilledColumn[Article]] = [
        field_column(Article, "title", "Article"),
        (_PUBLISHED, lambda article: date_cell(_published_date(atlas, article))),
        (_PUBLISHER, lambda article: _publisher_cell(atlas, article)),
        (text, lambda article: _story_cell(atlas, article)),
        (about, lambda article: _records_cell(atlas, article.about_ids)),
        projects_column(atlas, Article),
        countries_column(atlas, Article),
        confidence_column(Article),
    ]
    plan = TablePlan(
        "Articles",
        ("article", "articles"),
        "What sources say, told in our own words.",
        atlas.articles,
        lambda article: article.title,
        columns,
        by=("project", "country"),
        order="Published, newest first",
    )
    return build_table(atlas, plan)


_PUBLISHED = field_heading(Source, "date_published", "Published", "date")
_PUBLISHER = field_heading(Source, "publisher", "Publisher")


def _published_date(atlas: Atlas, article: Article) -> str | None:
    source = atlas.find_source(article.source_id)
    return source.date_published if source else None


def _publisher_cell(atlas: Atlas, article: Article) -> Cell:
    source = atlas.find_source(article.source_id)
    return text_cell(source.publisher if source else None)


def _story_cell(atlas: Atlas, article: Article) -> Cell:
    """The text with links to the map; its footnotes stand in the column of sources."""
    pieces = (run for run in text_runs(atlas, article.body, Footnotes(atlas)) if run.kind != "note")
    return Cell(tuple(CellText(piece.text, _map_address(piece)) for piece in pieces))


def _map_address(run: TextRun) -> str:
    return page_link(MAP, select=run.target) if run.target else ""


def people_table(atlas: Atlas) -> Table:
    """Everybody who signed, said or decided something."""
    columns: list[FilledColumn[Person]] = [
        (field_heading(Person, "names", "Name"), lambda person: text_cell(person.names.en)),
        field_column(Person, "office", "Office", "long"),
        projects_column(atlas, Person),
        field_column(Person, "note", "Note", "long"),
        local_names_column(Person),
        confidence_column(Person),
    ]
    plan = TablePlan(
        "People",
        ("person or organisation", "people and organisations"),
        "Who signed, said or decided something, with the office held at that time.",
        atlas.people,
        lambda person: person.names.en,
        columns,
        by=("project",),
    )
    return build_table(atlas, plan)
