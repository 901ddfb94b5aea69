"""What a panel answers first: the last step of commitment, its people, and what is promised."""

from geo.analysis.commitment import CommitmentStep, commitment
from geo.analysis.timeline import Promise, PromiseStatus, promises_on
from geo.atlas import Atlas
from geo.records.dates import first_day, sort_key, today, when
from geo.records.model import Claim, Event, Project
from geo.records.texts import say
from geo.records.vocab import Quantity, Rung
from geo.views.components import Fact, Footnotes, Standing, Step, doubt_word
from geo.views.freshness import outcome_words

#: More promises than these stand on the page of the project.
_OPEN_SHOWN, _PAST_SHOWN = 2, 2


def standing(atlas: Atlas, project: Project, notes: Footnotes) -> Standing | None:
    """The newest step and the promises of a project; None where nothing of it is recorded."""
    newest = _newest_step(atlas, project)
    step = _step(atlas, project, newest, notes) if newest else None
    promises = _promises(atlas, project, newest, notes)
    beginnings = _beginnings(atlas, project, notes)
    if not (step or promises or beginnings):
        return None
    return Standing(project.names.en, step, promises, beginnings)


def _newest_step(atlas: Atlas, project: Project) -> CommitmentStep | None:
    """The step reached last in time; a mere statement only where there is nothing else."""
    reached = [step for step in commitment(atlas, project) if step.is_reached and step.date]
    firm = [step for step in reached if step.rung is not Rung.STATEMENT]
    return max(firm or reached, key=lambda step: sort_key(step.date), default=None)


def _step(atlas: Atlas, project: Project, newest: CommitmentStep, notes: Footnotes) -> Step:
    event = newest.event
    sources = [source for id_ in newest.source_ids if (source := atlas.find_source(id_))]
    return Step(
        rung=newest.rung.label,
        meaning=newest.rung.meaning,
        date=when(newest.date) if newest.date else "",
        title=event.title if event else newest.document,
        text=(event.text or "") if event else "",
        people=event.people if event else (),
        publishers=tuple(dict.fromkeys(source.publisher for source in sources)),
        doubt=doubt_word(newest.confidence),
        notes=notes(newest.source_ids),
        again=tuple(
            Fact(when(later.date), later.title, notes(later.source_ids))
            for later in _later_events(atlas, project, newest)
        ),
    )


def _later_events(atlas: Atlas, project: Project, newest: CommitmentStep) -> list[Event]:
    """Events that reached the same step once more, oldest first."""
    if newest.event is None:
        return []
    same = [
        event
        for event in atlas.events_of_project(project.id)
        if event.rung is newest.rung
        and project.id in (event.rung_for or event.project_ids)
        and event.id != newest.event.id
    ]
    return sorted(same, key=lambda event: sort_key(event.date))


def _promises(
    atlas: Atlas, project: Project, newest: CommitmentStep | None, notes: Footnotes
) -> tuple[Fact, ...]:
    """What is promised next, soonest first; then what was promised since the newest step."""
    known = promises_on(atlas, today(), project.id)
    since = first_day(newest.date) if newest and newest.date else None
    ahead = [promise for promise in known if promise.standing is PromiseStatus.OPEN]
    past = [
        promise
        for promise in known
        if promise.standing is not PromiseStatus.OPEN
        and since
        and first_day(promise.event.date) >= since
    ]
    return tuple(
        _promise(atlas, promise, notes)
        for promise in (*ahead[:_OPEN_SHOWN], *reversed(past[-_PAST_SHOWN:]))
    )


def _promise(atlas: Atlas, promise: Promise, notes: Footnotes) -> Fact:
    event = promise.event
    return Fact(
        event.promise or event.title,
        say(
            "for {date}: {outcome}",
            date=when(promise.due),
            outcome=outcome_words(atlas, event),
        ),
        notes(event.source_ids),
        word=promise.standing.value,
    )


def _beginnings(atlas: Atlas, project: Project, notes: Footnotes) -> tuple[Fact, ...]:
    """Dates told as the beginning that an event bears out, oldest first: date, then what was."""
    own = atlas.events_of_project(project.id)
    dates = {when(event.date): sort_key(event.date) for event in own}
    told: list[Claim] = [
        claim
        for claim in atlas.claims_of(project.id)
        if claim.quantity is Quantity.FOUNDING and claim.text in dates
    ]
    return tuple(
        Fact(claim.text or "", claim.scope, notes(claim.source_ids))
        for claim in sorted(told, key=lambda claim: dates[claim.text or ""])
    )
