"""Details of whatever an article names: beside places, lines and projects also people and events.

The map itself selects no person, no event and no figure; beside an article they can be opened.
"""

from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import AnyRecord, Claim, Event, Person, Project, Site
from geo.records.texts import say
from geo.search.people import everybody
from geo.views.articles.mentions import kind_label
from geo.views.articles.said import said_rows
from geo.views.components import (
    Fact,
    Footnotes,
    Panel,
    RecordLink,
    TextRun,
    doubt_word,
    project_link,
    site_link,
)
from geo.views.evidence import event_summaries, figure_groups
from geo.views.facts import local_names
from geo.views.freshness import outcome_words
from geo.views.panels import panel


def mention_panel(atlas: Atlas, record_id: str) -> Panel:
    """The details of any record that an article may name; raises UnknownId."""
    record = atlas.record(record_id)
    if isinstance(record, Person):
        return _person(atlas, record)
    if isinstance(record, Event):
        return _event(atlas, record)
    if isinstance(record, Claim):
        return _claim(atlas, record)
    return panel(atlas, record_id)


def _person(atlas: Atlas, person: Person) -> Panel:
    """Office, events that name them, projects, and the sentences about them."""
    notes = Footnotes(atlas)
    known = next((found for found in everybody(atlas) if found.id == person.id), None)
    about = doubt_word(person.confidence)
    return Panel(
        id=person.id,
        kind=kind_label(person),
        name=person.names.en,
        local_names=local_names(person.names.local()),
        facts=(Fact(say("Office"), person.office, notes(person.source_ids), about),),
        summary=_text(person.note),
        events=event_summaries(known.events if known else (), notes),
        said=said_rows(atlas, (person.id,)),
        neighbours=_links(atlas, person.project_ids),
        footnotes=notes.footnotes(),
    )


def _event(atlas: Atlas, event: Event) -> Panel:
    """What happened, what was promised with it, who and where."""
    notes = Footnotes(atlas)
    numbers, doubt = notes(event.source_ids), doubt_word(event.confidence)
    facts = [Fact(say("Date"), when(event.date), numbers, doubt)]
    if event.rung:
        facts.append(Fact(say("Step of commitment"), event.rung.label))
    if event.document:
        facts.append(Fact(say("Document"), event.document))
    if event.promised_for and event.promise:
        date = when(event.promised_for)
        facts.append(Fact(say("Promised for {date}", date=date), event.promise))
        facts.append(Fact(say("Outcome"), outcome_words(atlas, event)))
    if event.people:
        facts.append(Fact(say("Named"), "; ".join(event.people)))
    owners = (*event.site_ids, *event.project_ids, *event.rung_for, *event.promise_for)
    return Panel(
        id=event.id,
        kind=kind_label(event),
        name=event.title,
        summary=_text(event.text),
        facts=tuple(facts),
        said=said_rows(atlas, (event.id,)),
        neighbours=_links(atlas, owners),
        footnotes=notes.footnotes(),
    )


def _claim(atlas: Atlas, claim: Claim) -> Panel:
    """A figure beside all others of the same quantity and subject."""
    notes = Footnotes(atlas)
    beside = [
        other for other in atlas.claims_of(claim.subject_id) if other.quantity is claim.quantity
    ]
    return Panel(
        id=claim.id,
        kind=kind_label(claim),
        name=say(
            "{quantity} of {subject}",
            quantity=claim.quantity.label,
            subject=name_by_id(atlas, claim.subject_id),
        ),
        figures=figure_groups(beside, notes),
        said=said_rows(atlas, (claim.id,)),
        neighbours=_links(atlas, (claim.subject_id, *claim.between_ids)),
        footnotes=notes.footnotes(),
    )


def _text(text: str | None) -> tuple[TextRun, ...]:
    return (TextRun("text", text),) if text else ()


def _links(atlas: Atlas, record_ids: tuple[str, ...]) -> tuple[RecordLink, ...]:
    found = map(_link, map(atlas.find, dict.fromkeys(record_ids)))
    return tuple(filter(None, found))


def _link(record: AnyRecord | None) -> RecordLink | None:
    if isinstance(record, Site):
        return site_link(record)
    return project_link(record) if isinstance(record, Project) else None
