"""What changed in a period: promises fallen due, posts, figures that differ, events, corrections.

Computed from the records for any two days, so that "since my last visit" and a feed are the same
thing. A change has an id that never moves and the day on which it happened, not the one on which
the atlas was told; what is dated to a month counts from its last day on, as elsewhere, and from its
first while it is not over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from geo.analysis.border_posts import (
    PostState,
    Traffic,
    all_border_posts,
    post_history,
)
from geo.analysis.claims import FigureGroup, figures_of
from geo.analysis.timeline import Promise, promises_on
from geo.atlas import Atlas
from geo.records.as_of import POST_SILENT_DAYS, as_of
from geo.records.dates import Day, first_day, last_day, sort_key, today
from geo.records.model import (
    Area,
    Article,
    BorderStatus,
    Claim,
    Correction,
    Event,
    Project,
    Segment,
    Site,
    StateChange,
)
from geo.records.texts import mark
from geo.records.vocab import Extent, Word

_ON_MAP = Site | Segment | Area | Project | Article


class ChangeKind(Word):
    """What kind of change it is, the most telling first."""

    PROMISE = "promise", mark("Promise due"), mark("A date that was promised has come.")
    POST = (
        "post",
        mark("Border post"),
        mark("A border post lets through what it did not, or no longer."),
    )
    SILENT = "silent", mark("Gone silent"), mark("Nothing has been read of a border post for long.")
    FIGURE = "figure", mark("Figures differ"), mark("A new figure differs from those before.")
    EVENT = "event", mark("Event"), mark("Something happened, was signed or was said.")
    CORRECTION = "correction", mark("Correction"), mark("A value of ours was wrong.")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, its day, and the records that it rests on.

    `record_id` is what the map shows of it, a place, a line or a project, empty if there is none.
    Exactly the part that belongs to its kind is given: `promise`, `states` (before and after),
    `silent_for` (days), `claim`, `event`, `correction`.
    """

    id: str
    kind: ChangeKind
    day: Day
    record_id: str
    project_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    promise: Promise | None = None
    states: tuple[PostState | None, PostState] | None = None
    silent_for: int = 0
    claim: Claim | None = None
    event: Event | None = None
    correction: Correction | None = None


def changes(atlas: Atlas, since: Day, until: Day) -> tuple[Change, ...]:
    """All changes from `since` to `until`, both included, newest first, then by kind and id."""
    kinds = list(ChangeKind)
    found = (
        *_promises(atlas, until),
        *_posts(atlas),
        *_silent_posts(atlas, until),
        *_figures(atlas),
        *_events(atlas),
        *_corrections(atlas),
    )
    within = (change for change in found if since <= change.day <= until)
    return tuple(
        sorted(
            within,
            key=lambda change: (-change.day.toordinal(), kinds.index(change.kind), change.id),
        )
    )


def _promises(atlas: Atlas, until: Day) -> Iterator[Change]:
    for promise in promises_on(atlas, until):
        event = promise.event
        owners = event.promise_for or event.project_ids
        yield Change(
            f"promise/{event.id}",
            ChangeKind.PROMISE,
            last_day(promise.due),
            next(iter((*owners, *event.site_ids)), ""),
            owners,
            event.source_ids,
            promise=promise,
        )


def _posts(atlas: Atlas) -> Iterator[Change]:
    for site in all_border_posts(atlas):
        for traffic in Traffic:
            history = post_history(atlas, site.id, traffic)
            for (_, before), (day, after) in pairwise(history):
                yield Change(
                    f"post/{site.id}/{traffic}/{day}",
                    ChangeKind.POST,
                    day,
                    site.id,
                    _projects_at(atlas, site.id),
                    after.source_ids,
                    states=(before, after),
                )


def _silent_posts(atlas: Atlas, until: Day) -> Iterator[Change]:
    known = as_of(atlas)
    for site in all_border_posts(atlas):
        latest = known.post(site.id).latest
        if latest is None:
            continue
        day = latest + timedelta(days=POST_SILENT_DAYS + 1)
        yield Change(
            f"silent/{site.id}/{latest}",
            ChangeKind.SILENT,
            day,
            site.id,
            _projects_at(atlas, site.id),
            (),
            silent_for=(until - latest).days,
        )


def _figures(atlas: Atlas) -> Iterator[Change]:
    """Every figure of the whole of something that differs from all that were published before."""
    for subject_id in dict.fromkeys(claim.subject_id for claim in atlas.claims):
        for group in figures_of(atlas, subject_id):
            if group.disagree:
                yield from _new_values(atlas, group)


def _new_values(atlas: Atlas, group: FigureGroup) -> Iterator[Change]:
    whole = (figure.claim for figure in group.figures if figure.claim.extent is Extent.WHOLE)
    dated = sorted((sort_key(claim.date), claim.id, claim) for claim in whole if claim.date)
    known: set[tuple[float | None, float | None, str | None]] = set()
    for _, _, claim in dated:
        value = (claim.low, claim.high, claim.text)
        if known and value not in known:
            yield Change(
                f"figure/{claim.id}",
                ChangeKind.FIGURE,
                last_day(claim.date or ""),
                claim.subject_id,
                _projects_of(atlas, claim.subject_id),
                claim.source_ids,
                claim=claim,
            )
        known.add(value)


def _projects_at(atlas: Atlas, site_id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.project_id for line in atlas.segments_at(site_id)))


def _projects_of(atlas: Atlas, record_id: str) -> tuple[str, ...]:
    if atlas.find_project(record_id):
        return (record_id,)
    record = atlas.find(record_id)
    own = getattr(record, "project_id", None)
    return (own,) if own else tuple(getattr(record, "project_ids", ()))


def _events(atlas: Atlas) -> Iterator[Change]:
    now = today()
    for event in atlas.events:
        yield Change(
            f"event/{event.id}",
            ChangeKind.EVENT,
            last if (last := last_day(event.date)) <= now else first_day(event.date),
            next(iter((*event.site_ids, *event.project_ids)), ""),
            event.project_ids,
            event.source_ids,
            event=event,
        )


def _corrections(atlas: Atlas) -> Iterator[Change]:
    for correction in atlas.corrections_by_date:
        shown = _shown_record(atlas, correction.record_id)
        yield Change(
            f"correction/{correction.id}",
            ChangeKind.CORRECTION,
            first_day(correction.date),
            shown,
            _projects_of(atlas, shown) if shown else (),
            (correction.source_id,),
            correction=correction,
        )


def _shown_record(atlas: Atlas, record_id: str) -> str:
    """What the map shows of a record: states and figures stand with the place they tell of."""
    record = atlas.find(record_id)
    if isinstance(record, BorderStatus):
        return record.site_id
    if isinstance(record, Claim):
        return record.subject_id
    if isinstance(record, Event):
        return next(iter((*record.site_ids, *record.project_ids)), "")
    if isinstance(record, StateChange):
        return record.record_id
    return record_id if isinstance(record, _ON_MAP) else ""
