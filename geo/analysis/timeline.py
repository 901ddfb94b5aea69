"""What was true on a day: states of lines and places, posts, promises, news.

A built line is there from the day it opened. A line on paper follows the ladder of commitment of
its project, never further than its own state today. Changes that neither tells stand in
`state_history.csv`. Where no source reaches back, the answer says so instead of guessing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.records import as_of
from geo.records.dates import Day, by_date, first_day, last_day, sort_key
from geo.records.model import Event, Project, Segment, Site, StateChange
from geo.records.texts import mark
from geo.records.vocab import Lifecycle, Outcome, Rung, Word

#: The first day that the timeline shows.
BEGINNING = as_of.first_day()


@dataclass(frozen=True, slots=True)
class DatedState:
    """A state from a day on; `is_dated` is false where no source says since when."""

    day: Day
    lifecycle: Lifecycle
    is_dated: bool = True


def history(atlas: Atlas, record: Segment | Site) -> tuple[DatedState, ...]:
    """The states of a line or place, oldest first; before the first it was not there.

    A place without a state of its own has no history.
    """
    if record.lifecycle is None:
        return ()
    if isinstance(record, Site):
        moments = _states_of_place(record, record.lifecycle)
    elif record.lifecycle.is_built:
        moments = _states_once_built(record.opened, record.lifecycle, record.lifecycle_as_of)
    else:
        moments = _states_on_paper(atlas, record.project_id, record)
    recorded = [
        DatedState(first_day(change.from_date), change.lifecycle)
        for change in _recorded_changes(atlas, record)
    ]
    # Recorded changes are dated by a source, what was worked out above is not: they win.
    if recorded:
        moments = [*_states_before(recorded[0], moments), *recorded]
    return _without_repeats(moments)


def project_history(atlas: Atlas, project: Project) -> tuple[DatedState, ...]:
    """The states of a project, oldest first; before the first nobody had spoken of it.

    It begins with the first event that is its own, for older ones tell of the lines that it runs
    over. What is built runs from its first step into service; where no such step is recorded, as
    of roads that only got a name, from its first event. Empty where no event tells of it.
    """
    events = _own_events(atlas, project)
    if not events:
        return ()
    changes = atlas.state_changes_of(project.id)
    recorded = [DatedState(first_day(change.from_date), change.lifecycle) for change in changes]
    # Before its first event nobody had spoken of the project, whatever its lines did.
    begin = min(first_day(event.date) for event in events)
    moments = _states_on_paper(atlas, project.id, project)
    if project.lifecycle.is_built:
        served = [first_day(event.date) for event in events if event.rung is Rung.SERVICE]
        served += [moment.day for moment in recorded if moment.lifecycle.is_in_service]
        # The earliest word of service counts: later ones tell of more of it.
        start = min(served, default=begin)
        built = _states_once_built(start.isoformat(), project.lifecycle, project.lifecycle_as_of)
        moments = [*(moment for moment in moments if moment.day < start), *built]
    # Talk before the first step of the ladder is a proposal, and no more.
    if begin < moments[0].day:
        moments = [DatedState(begin, Lifecycle.PROPOSED), *moments]
    if recorded:
        moments = [*(moment for moment in moments if moment.day < recorded[0].day), *recorded]
    return _without_repeats(moments)


def _own_events(atlas: Atlas, project: Project) -> list[Event]:
    """Events that are steps of the project, or that tell of what was built of it and nothing else.

    Failing those, events that name it first, and then any.
    """
    known = atlas.events_of_project(project.id)
    # An event of a plan that names no rung may be mere talk; of a thing that stands it tells what
    # happened to it.
    alone = {(project.id,)} if project.lifecycle.is_built else set()
    own = [event for event in known if _is_step(event, project.id) or event.project_ids in alone]
    return own or [event for event in known if event.project_ids[0] == project.id] or list(known)


def _is_step(event: Event, project_id: str) -> bool:
    return event.rung is not None and project_id in (event.rung_for or event.project_ids)


def _states_before(first: DatedState, moments: Iterable[DatedState]) -> Iterable[DatedState]:
    """What was there before the first recorded change.

    The state of today is as new as the last change, so it tells nothing about the time before:
    what was built was in service. A thing whose first change ends or mends its service was there
    already, since nobody knows when.
    """
    earlier = [moment for moment in moments if moment.is_dated and moment.day < first.day]
    known = [
        replace(moment, lifecycle=Lifecycle.OPERATING) if moment.lifecycle.is_in_service else moment
        for moment in earlier
        if moment.lifecycle is not first.lifecycle
    ]
    if known or not first.lifecycle.comes_after_service:
        return known
    return [DatedState(BEGINNING, Lifecycle.OPERATING, is_dated=False)]


def _recorded_changes(atlas: Atlas, record: Segment | Site) -> Iterable[StateChange]:
    """Its own changes, or those of its project if it shares the state of that."""
    own = atlas.state_changes_of(record.id)
    if own or isinstance(record, Site):
        return own
    project = atlas.find_project(record.project_id)
    # A line in another state than its project has gone a way of its own, which no change records.
    is_same = project and project.lifecycle is record.lifecycle
    return atlas.state_changes_of(record.project_id) if is_same else ()


def _states_of_place(site: Site, lifecycle: Lifecycle) -> list[DatedState]:
    """A plan is known from the day for which it is told; what stands was there before, undated."""
    if site.lifecycle_since:
        return [DatedState(first_day(site.lifecycle_since), lifecycle)]
    if lifecycle.is_built or site.lifecycle_as_of is None:
        return [DatedState(BEGINNING, lifecycle, is_dated=False)]
    return [DatedState(first_day(site.lifecycle_as_of), lifecycle)]


def _states_once_built(opened: str | None, lifecycle: Lifecycle, as_of: str) -> list[DatedState]:
    if opened is None:
        return [DatedState(BEGINNING, lifecycle, is_dated=False)]
    if lifecycle.is_in_service:
        return [DatedState(first_day(opened), lifecycle)]
    # What stands but does not run had run from its opening on; when that ended is not recorded, so
    # the change is dated by the day for which the state of today is told.
    start = DatedState(first_day(opened), Lifecycle.OPERATING)
    return [start, DatedState(max(start.day, first_day(as_of)), lifecycle)]


def _states_on_paper(atlas: Atlas, project_id: str, record: Segment | Project) -> list[DatedState]:
    """Steps of a project's ladder that it, or a line of it, has climbed."""
    climb = Lifecycle.climb()
    moments: list[DatedState] = []
    today = DatedState(first_day(record.lifecycle_as_of), record.lifecycle)
    # A line never stands higher than its own state of today, however far its project has come.
    highest = climb.index(record.lifecycle) if record.lifecycle.is_planned else len(climb) - 1
    # Oldest first: the ladder is only climbed, a later and lower step changes nothing.
    for event in reversed(atlas.events_of_project(project_id)):
        if event.rung is None or not _is_step(event, project_id):
            continue
        step = min(climb.index(event.rung.reaches), highest)
        if moments and step <= climb.index(moments[-1].lifecycle):
            continue
        moments.append(DatedState(first_day(event.date), climb[step]))
    return [*(moment for moment in moments if moment.day < today.day), today]


def _without_repeats(moments: Iterable[DatedState]) -> tuple[DatedState, ...]:
    kept: list[DatedState] = []
    for moment in sorted(moments, key=lambda moment: moment.day):
        if not kept or kept[-1].lifecycle is not moment.lifecycle:
            kept.append(moment)
    return tuple(kept)


def state_on(atlas: Atlas, record: Segment | Site, day: Day) -> DatedState | None:
    """The state in force at the end of a day, or None if the thing was not there yet."""
    past = [moment for moment in history(atlas, record) if moment.day <= day]
    return past[-1] if past else None


class PromiseStatus(Word):
    """How a promise stood on a day."""

    OPEN = "open", mark("Open")
    KEPT = "kept", mark("Kept")
    LATE = "late", mark("Late")
    MISSED = "missed", mark("Missed")
    UNKNOWN = "unknown", mark("Not known")


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised for when, and how it stood at the end of a day.

    `days_late` counts from the last day of the date that was named to the day it was done, or to
    the day that is asked about if it was not done.
    """

    event: Event
    due: str
    standing: PromiseStatus
    days_late: int = 0


def promises_on(atlas: Atlas, day: Day, project_id: str | None = None) -> tuple[Promise, ...]:
    """Every promise that had been made by a day, with its standing on it, soonest due first."""
    known = atlas.events if project_id is None else atlas.promises_of(project_id)
    made = [event for event in known if event.promised_for and first_day(event.date) <= day]
    found = [_promise_on_day(atlas, event, event.promised_for or "", day) for event in made]
    return tuple(sorted(found, key=lambda promise: (sort_key(promise.due), promise.event.id)))


def _promise_on_day(atlas: Atlas, event: Event, due: str, day: Day) -> Promise:
    # "In June" is kept on the last of June: the reading that favours who promised.
    deadline = last_day(due)
    is_kept = event.kept is Outcome.KEPT
    done = _day_of_event(atlas, event.kept_event_id) if is_kept else None
    # Kept, but by no event of ours: then by its deadline, for nobody said that it came late.
    if is_kept and (done or deadline) <= day:
        late = max(0, (done - deadline).days) if done else 0
        return Promise(event, due, PromiseStatus.LATE if late else PromiseStatus.KEPT, late)
    if deadline > day:
        return Promise(event, due, PromiseStatus.OPEN)
    # Kept later, but not yet on this day: on it, the promise was missed.
    if is_kept or event.kept is Outcome.MISSED:
        return Promise(event, due, PromiseStatus.MISSED, (day - deadline).days)
    return Promise(event, due, PromiseStatus.UNKNOWN)


def _day_of_event(atlas: Atlas, event_id: str | None) -> Day | None:
    event = atlas.find(event_id or "")
    return first_day(event.date) if isinstance(event, Event) else None


def happened_by(event: Event, end: Day) -> Day:
    """The day on which an event has surely happened, where nothing is told after `end`.

    What is dated to a month or year counts from its last day on: before, it may not have happened.
    Where that lies after `end`, it had happened by then, for it was told.
    """
    last = last_day(event.date)
    return min(last, end) if first_day(event.date) <= end else last


def news_of(atlas: Atlas, day: Day) -> tuple[Event, ...]:
    """Events of the year of a day, up to and with that day, newest first; see `happened_by`."""
    end = as_of.default_day(atlas)
    start = day.replace(month=1, day=1)
    past = [event for event in atlas.events if start <= happened_by(event, end) <= day]
    return tuple(sorted(past, key=by_date, reverse=True))


def events_by_project(atlas: Atlas) -> tuple[tuple[Project, tuple[Event, ...]], ...]:
    """The events of each project that has any, oldest first, in the order of the projects."""
    found = (
        (project, tuple(reversed(atlas.events_of_project(project.id))))
        for project in atlas.projects
    )
    return tuple((project, events) for project, events in found if events)
