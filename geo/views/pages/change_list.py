"""What changed in a period, ready to be read: on the map page, as a feed, as JSON."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from geo.analysis.border_posts import Traffic
from geo.analysis.changes import Change, ChangeKind, changes
from geo.analysis.claims import figures_of
from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.as_of import as_of
from geo.records.dates import Day, when
from geo.records.model import Claim, Segment, Source
from geo.records.phrases import as_sentence
from geo.records.texts import say
from geo.records.vocab import Outcome
from geo.views.components import doubt_word
from geo.views.corrections import CorrectionRow, correction_rows
from geo.views.evidence import amount_words
from geo.views.freshness import outcome_words

_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words: kind, day, what, more about it, the record that it leads to, sources.

    `record_id` is empty for what no map shows. `text` may be empty. `doubt` is the word for what
    no source says for certain.
    """

    id: str
    kind: ChangeKind
    day: Day
    title: str
    text: str
    record_id: str
    project_ids: tuple[str, ...]
    sources: tuple[Source, ...]
    doubt: str = ""


def change_rows(
    atlas: Atlas, since: Day, until: Day, project_id: str | None = None
) -> tuple[ChangeRow, ...]:
    """Every change from `since` to `until`, both included, newest first; of one project, or all."""
    corrected = {row.change.id: row for row in correction_rows(atlas)}
    found = changes(atlas, since, until)
    wanted = (change for change in found if project_id in {None, *change.project_ids})
    return tuple(_row(atlas, change, corrected) for change in wanted)


def _row(atlas: Atlas, change: Change, corrected: Mapping[str, CorrectionRow]) -> ChangeRow:
    title, text = (
        _corrected_words(change, corrected)
        if change.correction
        else _WORDS[change.kind](atlas, change)
    )
    known = (atlas.find_source(source_id) for source_id in change.source_ids)
    return ChangeRow(
        change.id,
        change.kind,
        change.day,
        title,
        text,
        change.record_id,
        change.project_ids,
        tuple(source for source in known if source),
        _doubt(change),
    )


def _doubt(change: Change) -> str:
    told = (change.event, change.claim, change.promise.event if change.promise else None)
    return next((doubt_word(record.confidence) for record in told if record), "")


def _promised_words(atlas: Atlas, change: Change) -> tuple[str, str]:
    if not change.promise:
        return "", ""
    event = change.promise.event
    title = say(
        "Promised for {date}: {what}",
        date=when(change.promise.due),
        what=event.promise or event.title,
    )
    if event.kept is Outcome.UNKNOWN:
        return title, say("No source says what became of it.")
    return title, as_sentence(outcome_words(atlas, event)) + "."


def _post_words(atlas: Atlas, change: Change) -> tuple[str, str]:
    if not change.states:
        return "", ""
    before, after = change.states
    post, state = _name(atlas, change.record_id), after.sentence()
    if after.traffic is Traffic.FREIGHT:
        title = say("{post}: freight {state}", post=post, state=state)
    else:
        title = say("{post}: people {state}", post=post, state=state)
    return title, say("Before: {state}.", state=before.last) if before and before.last else ""


def _silent_words(atlas: Atlas, change: Change) -> tuple[str, str]:
    newest = as_of(atlas).post(change.record_id).newer
    title = say("{post}: nothing read for long", post=_name(atlas, change.record_id))
    return title, say("The newest record is of {date}.", date=when(newest.date)) if newest else ""


def _figure_words(atlas: Atlas, change: Change) -> tuple[str, str]:
    if not change.claim:
        return "", ""
    claim = change.claim
    title = say(
        "{subject}, {quantity}: {value} by {who}",
        subject=_name(atlas, change.record_id),
        quantity=claim.quantity.label.lower(),
        value=amount_words(claim),
        who=claim.who,
    )
    others = [said for said in _others(atlas, claim) if said.id != claim.id][:_MOST_OTHERS]
    told = "; ".join(f"{amount_words(other)} ({other.who})" for other in others)
    return title, say("Others say {figures}.", figures=told) if told else ""


def _others(atlas: Atlas, claim: Claim) -> Iterable[Claim]:
    for group in figures_of(atlas, claim.subject_id):
        if group.quantity is claim.quantity:
            for figure in group.figures:
                if amount_words(figure.claim) != amount_words(claim):
                    yield figure.claim


def _event_words(_atlas: Atlas, change: Change) -> tuple[str, str]:
    return (change.event.title, change.event.text or "") if change.event else ("", "")


def _corrected_words(change: Change, corrected: Mapping[str, CorrectionRow]) -> tuple[str, str]:
    row = corrected.get(change.correction.id if change.correction else "")
    if row is None:
        return "", ""
    title = say("Corrected: {record}, {what}", record=row.record.text, what=row.change.what)
    text = say(
        "“{old}” became “{new}”. {reason}",
        old=row.change.old,
        new=row.change.new,
        reason=row.change.reason,
    )
    return title, text


_WORDS: Mapping[ChangeKind, Callable[[Atlas, Change], tuple[str, str]]] = {
    ChangeKind.PROMISE: _promised_words,
    ChangeKind.POST: _post_words,
    ChangeKind.SILENT: _silent_words,
    ChangeKind.FIGURE: _figure_words,
    ChangeKind.EVENT: _event_words,
}


def _name(atlas: Atlas, record_id: str) -> str:
    project = atlas.find_project(record_id)
    if project:
        return project.short
    record = atlas.find(record_id)
    if isinstance(record, Segment):
        return line_name(atlas, record)
    names = getattr(record, "names", None)
    return names.en if names else record_id
