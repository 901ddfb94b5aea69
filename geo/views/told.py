"""What was said and done: figures side by side, events, articles."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.dates import when
from geo.model import Article, Claim, Event, Segment, Source
from geo.views.parts import Fact, Figures, Happening, Notes, Story, doubt, runs
from geo.vocab import Quantity


def figures(claims: Sequence[Claim], notes: Notes) -> tuple[Figures, ...]:
    """Published figures grouped by quantity, smallest first."""
    by_quantity: dict[Quantity, list[Claim]] = {}
    for claim in claims:
        by_quantity.setdefault(claim.quantity, []).append(claim)
    return tuple(
        Figures(
            quantity.meaning.rstrip("."),
            quantity.unit,
            tuple(_figure(claim, notes) for claim in sorted(group, key=_by_value)),
            len({(claim.low, claim.high, claim.text) for claim in group}) > 1,
        )
        for quantity, group in by_quantity.items()
    )


def _by_value(claim: Claim) -> tuple[float, str, str]:
    return (claim.low if claim.low is not None else 0.0, claim.date or "", claim.id)


def _figure(claim: Claim, notes: Notes) -> Fact:
    dated = f", {when(claim.date)}" if claim.date else ""
    note = f" {claim.note}" if claim.note else ""
    said = f"{claim.scope}. {claim.who}{dated}.{note}"
    return Fact(_amount(claim), said, notes(claim.source_ids), doubt(claim.confidence))


def _amount(claim: Claim) -> str:
    if claim.low is None:
        return claim.text or ""
    low = f"{claim.low:,.10g}".replace(",", "\u2009")
    high = f"–{claim.high:,.10g}".replace(",", "\u2009") if claim.high is not None else ""
    unit = f" {claim.quantity.unit}" if claim.quantity.unit else ""
    return f"{low}{high}{unit}"


def merge(*groups: Sequence[Event]) -> tuple[Event, ...]:
    """Events of several groups, each once, newest first."""
    by_id = {event.id: event for group in groups for event in group}
    return tuple(sorted(by_id.values(), key=lambda event: (event.date, event.id), reverse=True))


def line_events(atlas: Atlas, segment: Segment) -> tuple[Event, ...]:
    """Events of the project that name a place on this line; all of them when none does."""
    places = {segment.from_id, segment.to_id, *segment.via_ids}
    events = atlas.events_of_project(segment.project_id)
    return tuple(event for event in events if places & set(event.site_ids)) or tuple(events)


def happenings(events: Sequence[Event], notes: Notes) -> tuple[Happening, ...]:
    """Events ready to be read."""
    return tuple(
        Happening(
            one.id,
            when(one.date),
            one.title,
            one.text or "",
            doubt(one.confidence),
            notes(one.source_ids),
        )
        for one in events
    )


def stories(atlas: Atlas, about: Sequence[str], notes: Notes) -> tuple[Story, ...]:
    """Articles about these records, newest source first, each once."""
    found: dict[str, Article] = {}
    for record_id in about:
        found |= {article.id: article for article in atlas.articles_about(record_id)}
    dated = [
        (atlas.source(article.source_id), article)
        for article in found.values()
        if atlas.find_source(article.source_id)
    ]
    dated.sort(key=lambda pair: (pair[0].date_published or "", pair[1].id), reverse=True)
    return tuple(story(atlas, source, article, notes) for source, article in dated)


def story(atlas: Atlas, source: Source, article: Article, notes: Notes) -> Story:
    """One article with its source, date and text."""
    number = notes([source.id])[0]
    date = when(source.date_published) if source.date_published else "undated"
    text = runs(atlas, article.body, notes)
    return Story(
        article.id,
        article.title,
        source.publisher,
        date,
        source.url or "",
        text,
        doubt(article.confidence),
        number,
    )
