"""Promises that name a date: told in full, and what became of them never guessed."""

from geo.records.as_of import survey_records
from geo.records.dates import first_day, last_day, today
from geo.records.model import Event
from geo.records.vocab import Outcome
from geo.rules.context import Context, Found

_TOLD_TOGETHER = ("promise", "promised_for", "kept")
_SETTLED = frozenset({Outcome.KEPT, Outcome.MISSED})


def promises_are_told_in_full(context: Context) -> Found:
    """What was promised, for when and what became of it stand together or not at all."""
    for event in context.loaded.events:
        given = [field for field in _TOLD_TOGETHER if getattr(event, field)]
        missing = [field for field in _TOLD_TOGETHER if field not in given]
        if (given or event.promise_for) and missing:
            found = f"a promise without {' and '.join(missing)}"
            hint = "Give all three, or leave all three out"
            yield context.issue(event.id, missing[0], "promise_half_told", found, hint)


def promises_look_ahead(context: Context) -> Found:
    """Nobody promises something for a day that has gone by."""
    for event in context.loaded.events:
        if event.promised_for and last_day(event.promised_for) < first_day(event.date):
            found = f"promised on {event.date} for {event.promised_for}"
            hint = "Give the day on which it was promised, and the later one for which"
            yield context.issue(event.id, "promised_for", "promise_backwards", found, hint)


def outcomes_fit_their_date(context: Context) -> Found:
    """A promise is open until its date has come and something newer was read, and only then.

    Time that passes faults nothing: what was open when it was written stays sound until the data
    holds later news of its project, and only that asks for another word.
    """
    now = today()
    heard = survey_records(context.loaded, now)
    for event in context.loaded.events:
        if not event.promised_for:
            continue
        due = last_day(event.promised_for)
        owners = event.promise_for or event.project_ids
        newest = max((day for owner in owners if (day := heard.project(owner).day)), default=None)
        if event.kept is Outcome.UNKNOWN and due > now:
            found = f"{event.kept}, but promised for {event.promised_for}"
            hint = f"That day has not come yet: call it {Outcome.OPEN}"
            yield context.issue(event.id, "kept", "outcome_off_date", found, hint)
        elif event.kept is Outcome.OPEN and newest and due < newest:
            found = f"{event.kept}, but promised for {event.promised_for}"
            words = ", ".join((*sorted(_SETTLED), f"or {Outcome.UNKNOWN}"))
            hint = f"News of {newest} was read since: say what became of it ({words})"
            yield context.issue(event.id, "kept", "outcome_off_date", found, hint)


def outcomes_fit_their_event(context: Context) -> Found:
    """The event that settles a promise comes after it, and not too late for a kept one."""
    for event in context.loaded.events:
        settled_by = context.records.get(event.kept_event_id or "")
        if event.kept_event_id and event.kept not in _SETTLED:
            found, hint = "an event settles it, yet it is not settled", "Say kept or missed"
            yield context.issue(event.id, "kept", "outcome_unsaid", found, hint)
        elif isinstance(settled_by, Event):
            yield from _outcome_misfit(context, event, settled_by)


def _outcome_misfit(context: Context, event: Event, settled_by: Event) -> Found:
    is_before = last_day(settled_by.date) < first_day(event.date)
    due = event.promised_for
    is_late = bool(due) and first_day(settled_by.date) > last_day(due or "")
    if is_before or (is_late and event.kept is Outcome.KEPT):
        where = "before the promise" if is_before else "after its date"
        found = f"{settled_by.id} lies {where}"
        hint = "Correct the id; what was done after its date was missed"
        yield context.issue(event.id, "kept_event_id", "outcome_off_event", found, hint)
