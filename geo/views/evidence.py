"""What was said and done: figures side by side, events, articles."""

from collections.abc import Sequence

from geo.analysis.claims import PublishedFigure, group_figures
from geo.analysis.said import first_sentences, said_of, told_article
from geo.atlas import Atlas
from geo.records.dates import by_date, when
from geo.records.model import Article, Claim, Event, Segment, Source
from geo.records.phrases import amount
from geo.records.texts import say
from geo.views.components import (
    ArticleSummary,
    EventSummary,
    FigureRow,
    Figures,
    Footnotes,
    TextRun,
    doubt_word,
    text_runs,
)
from geo.views.freshness import outcome_words

_BRIEF = 150  # letters of an article that stand where many are listed


def figure_groups(claims: Sequence[Claim], notes: Footnotes, of: str = "") -> tuple[Figures, ...]:
    """Published figures grouped by quantity: of the whole, then of parts, smallest first.

    `of` names the `{quantity}` where the figures belong to something else than the record shown.
    """
    return tuple(
        Figures(
            say(of, quantity=group.quantity.label) if of else group.quantity.label,
            group.quantity.unit,
            tuple(_figure_row(figure, notes) for figure in group.figures),
            group.disagree,
            amount(group.quantity, group.band.low, group.band.high) if group.band else "",
        )
        for group in group_figures(notes.atlas, claims)
    )


def _figure_row(figure: PublishedFigure, notes: Footnotes) -> FigureRow:
    claim = figure.claim
    scope = f"{claim.scope[0].upper()}{claim.scope[1:]}"
    told = (
        say("{scope}. {who}, {date}.", scope=scope, who=claim.who, date=when(claim.date))
        if claim.date
        else say("{scope}. {who}.", scope=scope, who=claim.who)
    )
    return FigureRow(
        amount_words(claim),
        f"{told} {claim.note}" if claim.note else told,
        notes(claim.source_ids),
        doubt_word(claim.confidence),
        figure.ruled_out or "",
        claim.extent,
    )


def amount_words(claim: Claim) -> str:
    """The figure with its unit, or its words where it has no number."""
    if claim.low is None:
        return claim.text or ""
    return amount(claim.quantity, claim.low, claim.high)


def merged_events(*groups: Sequence[Event]) -> tuple[Event, ...]:
    """Events of several groups, each once, newest first."""
    by_id = {event.id: event for group in groups for event in group}
    return tuple(sorted(by_id.values(), key=by_date, reverse=True))


def line_events(atlas: Atlas, segment: Segment) -> tuple[Event, ...]:
    """Events of the project that name a place on this line; all of them when none does."""
    places = {segment.from_id, segment.to_id, *segment.via_ids}
    events = atlas.events_of_project(segment.project_id)
    return tuple(event for event in events if places & set(event.site_ids)) or tuple(events)


def event_summaries(events: Sequence[Event], notes: Footnotes) -> tuple[EventSummary, ...]:
    """Events ready to be read."""
    return tuple(
        EventSummary(
            event.id,
            when(event.date),
            event.title,
            _event_text(notes.atlas, event),
            doubt_word(event.confidence),
            notes(event.source_ids),
        )
        for event in events
    )


def _event_text(atlas: Atlas, event: Event) -> str:
    """The text of an event, and what it promised if it promised anything."""
    if not (event.promise and event.promised_for and event.kept):
        return event.text or ""
    promise = say(
        "Promised for {date}: {promise}. Outcome: {outcome}.",
        date=when(event.promised_for),
        promise=event.promise,
        outcome=outcome_words(atlas, event),
    )
    return f"{event.text} {promise}" if event.text else promise


def article_summaries(
    atlas: Atlas, about: Sequence[str], notes: Footnotes
) -> tuple[ArticleSummary, ...]:
    """How articles about these records begin, newest source first, then those that name them."""
    own: dict[str, Article] = {}
    naming: dict[str, Article] = {}
    for record_id in about:
        own |= {article.id: article for article in atlas.articles_about(record_id)}
        naming |= {said.article.id: said.article for said in said_of(atlas, record_id)}
    others = [article for article_id, article in naming.items() if article_id not in own]
    ordered = [
        article
        for group in (own.values(), others)
        for article in sorted(group, key=atlas.article_order, reverse=True)
    ]
    cited = ((atlas.find_source(article.source_id), article) for article in ordered)
    return tuple(_summary(atlas, source, article, notes, ()) for source, article in cited if source)


def article_summary(
    atlas: Atlas, source: Source, article: Article, notes: Footnotes
) -> ArticleSummary:
    """One article with its source, date and whole text."""
    notes([source.id])
    return _summary(atlas, source, article, notes, text_runs(atlas, article.body, notes))


def _summary(
    atlas: Atlas, source: Source, article: Article, notes: Footnotes, text: tuple[TextRun, ...]
) -> ArticleSummary:
    return ArticleSummary(
        article.id,
        article.title,
        source.publisher,
        when(source.date_published) if source.date_published else say("undated"),
        source.url or "",
        text,
        doubt_word(article.confidence),
        notes([source.id])[0],
        first_sentences(told_article(atlas, article.id), _BRIEF),
    )
