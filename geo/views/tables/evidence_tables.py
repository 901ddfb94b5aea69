"""Tables of what was said and done: figures, events, articles, people."""

from collections.abc import Iterable

from geo.analysis.claims import ruled_out
from geo.atlas import Atlas
from geo.records.model import Article, Claim, Event, Person, Source
from geo.records.texts import mark, say, say_many
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
    subject = field_heading(Claim, "subject_id", mark("About"))
    figure = Column(
        mark("Figure"),
        say("The number or range with its unit, or the words in print."),
        "number",
    )
    ruled = Column(
        mark("Ruled out"), say("Why the figure cannot be, where geometry shows it."), "long"
    )
    between = field_heading(Claim, "between_ids", mark("Between"), "links")
    columns: list[FilledColumn[Claim]] = [
        (subject, lambda claim: text_cell(name_of(atlas, claim.subject_id))),
        (
            field_heading(Claim, "quantity", mark("Measured"), "word"),
            lambda claim: word_cell(claim.quantity),
        ),
        (figure, lambda claim: Cell((CellText(amount_words(claim)),), claim.low)),
        field_column(Claim, "scope", mark("Covers"), "long"),
        field_column(Claim, "extent", mark("Of"), words=Extent),
        (ruled, lambda claim: text_cell(ruled_out(atlas, claim))),
        (between, lambda claim: _records_cell(atlas, claim.between_ids)),
        field_column(Claim, "who", mark("Said by")),
        field_column(Claim, "date", mark("Date"), "date"),
        projects_column(atlas, Claim),
        countries_column(atlas, Claim),
        confidence_column(Claim),
        field_column(Claim, "note", mark("Note"), "long"),
    ]
    plan = TablePlan(
        "Figures",
        (say("figure"), say("figures")),
        (
            lambda number, **said: say_many("{n} figure", "{n} figures", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} figure", "{found} of {n} figures", number, **said
            ),
        ),
        say(
            "Published figures, each as wide as its source says. Those that disagree all stand "
            "here."
        ),
        atlas.claims,
        lambda claim: f"{name_of(atlas, claim.subject_id)}, {amount_words(claim)}",
        columns,
        by=("project", "country"),
        word=("measured", say("Measured"), Quantity, lambda claim: claim.quantity),
        foot=say("Figures are not added up: they overlap, and some disagree."),
    )
    return build_table(atlas, plan)


def events_table(atlas: Atlas) -> Table:
    """Every event, newest first, with the step of the ladder that it reached."""
    document = field_heading(Event, "document", mark("Document"), "long")
    where = field_heading(Event, "site_ids", mark("Places"), "links")
    shown_by = field_heading(Event, "kept_event_id", mark("Shown by"), "long")
    who = field_heading(Event, "people", mark("People"), "long")
    columns: list[FilledColumn[Event]] = [
        field_column(Event, "title", mark("Event")),
        field_column(Event, "date", mark("Date"), "date"),
        field_column(Event, "text", mark("What happened"), "long"),
        field_column(Event, "rung", mark("Step of commitment"), words=Rung),
        (document, lambda event: text_cell(event.document)),
        field_column(Event, "promise", mark("Promise"), "long"),
        field_column(Event, "promised_for", mark("Promised for"), "date"),
        field_column(Event, "kept", mark("Kept"), words=Outcome),
        (shown_by, lambda event: text_cell(name_of(atlas, event.kept_event_id or ""))),
        projects_column(atlas, Event),
        (where, lambda event: _records_cell(atlas, event.site_ids)),
        (who, lambda event: text_cell("; ".join(event.people))),
        countries_column(atlas, Event),
        confidence_column(Event),
    ]
    plan = TablePlan(
        "Events",
        (say("event"), say("events")),
        (
            lambda number, **said: say_many("{n} event", "{n} events", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} event", "{found} of {n} events", number, **said
            ),
        ),
        say("What happened, was signed, was said or was missed."),
        atlas.events,
        lambda event: event.title,
        columns,
        by=("project", "country"),
        word=("rung", say("Step of commitment"), Rung, lambda event: event.rung),
        order="Date, newest first",
    )
    return build_table(atlas, plan)


def _records_cell(atlas: Atlas, ids: Iterable[str]) -> Cell:
    return links_cell(record_link(atlas, record_id) for record_id in ids)


def articles_table(atlas: Atlas) -> Table:
    """Every article, newest first, with its text."""
    about = field_heading(Article, "about_ids", mark("About"), "links")
    published = field_heading(Source, "date_published", mark("Published"), "date")
    publisher = field_heading(Source, "publisher", mark("Publisher"))
    text = field_heading(Article, "body", mark("Text"), "story")
    columns: list[FilledColumn[Article]] = [
        field_column(Article, "title", mark("Article")),
        (published, lambda article: date_cell(_published_date(atlas, article))),
        (publisher, lambda article: _publisher_cell(atlas, article)),
        (text, lambda article: _story_cell(atlas, article)),
        (about, lambda article: _records_cell(atlas, article.about_ids)),
        projects_column(atlas, Article),
        countries_column(atlas, Article),
        confidence_column(Article),
    ]
    plan = TablePlan(
        "Articles",
        (say("article"), say("articles")),
        (
            lambda number, **said: say_many("{n} article", "{n} articles", number, **said),
            lambda number, **said: say_many(
                "{found} of {n} article", "{found} of {n} articles", number, **said
            ),
        ),
        say("What sources say, told in our own words."),
        atlas.articles,
        lambda article: article.title,
        columns,
        by=("project", "country"),
        order="Published, newest first",
    )
    return build_table(atlas, plan)


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
        (field_heading(Person, "names", mark("Name")), lambda person: text_cell(person.names.en)),
        field_column(Person, "office", mark("Office"), "long"),
        projects_column(atlas, Person),
        field_column(Person, "note", mark("Note"), "long"),
        local_names_column(Person),
        confidence_column(Person),
    ]
    plan = TablePlan(
        "People",
        (say("person or organisation"), say("people and organisations")),
        (
            lambda number, **said: say_many(
                "{n} person or organisation", "{n} people and organisations", number, **said
            ),
            lambda number, **said: say_many(
                "{found} of {n} person or organisation",
                "{found} of {n} people and organisations",
                number,
                **said,
            ),
        ),
        say("Who signed, said or decided something, with the office held at that time."),
        atlas.people,
        lambda person: person.names.en,
        columns,
        by=("project",),
    )
    return build_table(atlas, plan)
