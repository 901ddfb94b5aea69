"""What stands folded behind a sentence: what happened next, and what others say."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.analysis.aftermath import Aftermath, AnswerKind, Consequence, Differing
from geo.analysis.border_posts import row_words
from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import BorderStatus, Claim, Event
from geo.records.texts import say
from geo.views.articles.mentions import ids_on_map
from geo.views.components import Footnotes, doubt_word
from geo.views.evidence import amount_words
from geo.views.freshness import full_sentence, outcome_words


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One thing behind a sentence: when it was, what it opens beside the text and lights there."""

    id: str
    date: str
    title: str
    text: str
    notes: tuple[int, ...]
    doubt: str = ""
    lit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """A figure of a sentence, what others say of the same, and why it cannot be, if it cannot.

    `id` opens all figures of its kind.
    """

    told: str
    rows: tuple[AnswerRow, ...]
    more: int
    id: str
    ruled_out: str


def next_rows(atlas: Atlas, found: Aftermath, notes: Footnotes) -> tuple[AnswerRow, ...]:
    """What happened next, in the order in which the data lead there."""
    return tuple(row for answer in found.next for row in _next_rows(atlas, answer, notes))


def _next_rows(atlas: Atlas, answer: Consequence, notes: Footnotes) -> Iterator[AnswerRow]:
    if answer.status:
        yield _post_row(atlas, answer.status, notes)
    elif answer.event and answer.kind is AnswerKind.PROMISE:
        yield _promise_row(atlas, answer.event, answer.settled, notes)
    elif answer.event:
        yield _event_row(atlas, answer.event, notes)


def _event_row(atlas: Atlas, event: Event, notes: Footnotes) -> AnswerRow:
    step = say("{step}.", step=event.rung.label) if event.rung else ""
    return AnswerRow(
        event.id,
        when(event.date),
        event.title,
        step,
        notes(event.source_ids),
        doubt_word(event.confidence),
        ids_on_map(atlas, event),
    )


def _promise_row(atlas: Atlas, event: Event, settled: Event | None, notes: Footnotes) -> AnswerRow:
    told = settled or event
    promised = say(
        "Promised for {date}: {promise}. Outcome: {outcome}.",
        date=when(event.promised_for or event.date),
        promise=event.promise or event.title,
        outcome=outcome_words(atlas, event),
    )
    return AnswerRow(
        told.id,
        when(settled.date) if settled else "",
        settled.title if settled else "",
        promised,
        notes(told.source_ids),
        doubt_word(told.confidence),
        ids_on_map(atlas, told),
    )


def _post_row(atlas: Atlas, status: BorderStatus, notes: Footnotes) -> AnswerRow:
    site = atlas.site(status.site_id)
    return AnswerRow(
        site.id,
        say("From {date}", date=when(status.from_date)),
        site.names.en,
        full_sentence(row_words(site, status)),
        notes(status.source_ids),
        doubt_word(status.confidence),
        (site.id,),
    )


def other_rows(atlas: Atlas, found: Aftermath, notes: Footnotes) -> tuple[Others, ...]:
    """Figures of a sentence from which others differ, or which cannot be."""
    return tuple(_others(atlas, differing, notes) for differing in found.others)


def _others(atlas: Atlas, differing: Differing, notes: Footnotes) -> Others:
    claim = differing.claim
    name = name_by_id(atlas, claim.subject_id)
    told = say(
        "{quantity} of {subject}: {value}",
        quantity=claim.quantity.label,
        subject=name,
        value=amount_words(claim),
    )
    rows = tuple(_claim_row(atlas, other, notes) for other in differing.others)
    return Others(told, rows, differing.more, claim.id, differing.ruled_out)


def _claim_row(atlas: Atlas, claim: Claim, notes: Footnotes) -> AnswerRow:
    who = f"{claim.who}, {when(claim.date)}" if claim.date else claim.who
    return AnswerRow(
        claim.id,
        amount_words(claim),
        claim.scope,
        who,
        notes(claim.source_ids),
        doubt_word(claim.confidence),
        ids_on_map(atlas, claim),
    )
