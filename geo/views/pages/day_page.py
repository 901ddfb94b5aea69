"""What was true on a day: promises as they stood, border posts, and the news of that year."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.analysis.border_posts import (
    EffectiveAccess,
    PostState,
    Traffic,
    all_border_posts,
    post_state,
    traffic_in_words,
)
from geo.analysis.line_names import line_name
from geo.analysis.timeline import BEGINNING, Promise, PromiseStatus, news_of, promises_on, state_on
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import Day, first_day, when
from geo.records.model import Event, Segment, Site
from geo.records.texts import mark, say, say_many
from geo.views.components import Footnote, Footnotes, doubt_word

_POSTS_SHOWN = 6
_NEWS_SHOWN = 12
_TITLES = {
    PromiseStatus.OPEN: mark("Open promises"),
    PromiseStatus.MISSED: mark("Missed by then"),
    PromiseStatus.LATE: mark("Kept late"),
    PromiseStatus.KEPT: mark("Kept"),
    PromiseStatus.UNKNOWN: mark("Date passed, outcome unknown"),
}
#: Headings of the posts, each with the states below it.
_POSTS = {
    mark("Closed to freight"): (EffectiveAccess.CLOSED,),
    mark("Open to freight with limits"): (EffectiveAccess.LIMITED,),
    mark("Open to freight"): (EffectiveAccess.OPEN,),
    mark("Not known"): (
        EffectiveAccess.AFTER_CLOSED,
        EffectiveAccess.AFTER_OPEN,
        EffectiveAccess.NEVER_KNOWN,
    ),
}


@dataclass(frozen=True, slots=True)
class DayItem:
    """One line: when, what, how it stood, where a click leads, how sure, footnote numbers.

    `query` is the query string of a link that shows it on the map, or empty. `detail` is a sentence
    that stands below.
    """

    when: str
    what: str
    standing: str
    query: str
    doubt: str
    notes: tuple[int, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items under one heading; those behind the first `shown` are folded at first."""

    title: str
    items: tuple[DayItem, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class DayPage:
    """What stands beside the map with the slider."""

    day: str
    heard: str
    chosen: str
    promises: tuple[ItemGroup, ...]
    posts: tuple[ItemGroup, ...]
    news: ItemGroup
    footnotes: tuple[Footnote, ...]


def day_page(atlas: Atlas, day: Day, record_id: str | None = None) -> DayPage:
    """Everything that is told of a day; `record_id` is the record chosen on the map, if any is."""
    notes = Footnotes(atlas)
    promises = tuple(_promise_groups(atlas, promises_on(atlas, day), notes))
    border = tuple(_post_groups(atlas, day, notes))
    news = tuple(_news_item(atlas, event, notes) for event in news_of(atlas, day))
    return DayPage(
        when(day.isoformat()),
        "" if day < default_day(atlas) else say("No record of the atlas is newer than this day."),
        _chosen_sentence(atlas, record_id, day),
        promises,
        border,
        ItemGroup(say("News of {year} up to that day", year=day.year), news, _NEWS_SHOWN),
        notes.footnotes(),
    )


def event_query(atlas: Atlas, event: Event, day: str = "") -> str:
    """The query of a link that shows where an event was, on its own day or on another one."""
    places = (site_id for site_id in event.site_ids if atlas.find_site(site_id))
    owners = (*event.promise_for, *event.rung_for, *event.project_ids)
    lines = (owner for owner in owners if (found := atlas.find_project(owner)) and found.layer)
    # A place says more exactly where it was than a project, which may cross several countries.
    goal = next(places, None) or next(lines, None)
    return f"select={goal}&date={day}" if goal and day else f"select={goal}" if goal else ""


def _promise_groups(
    atlas: Atlas, promises: Iterable[Promise], notes: Footnotes
) -> Iterable[ItemGroup]:
    all_of_them = tuple(promises)
    for standing, title in _TITLES.items():
        found = [promise for promise in all_of_them if promise.standing is standing]
        items = tuple(_promise_item(atlas, promise, notes) for promise in found)
        is_urgent = standing in {PromiseStatus.OPEN, PromiseStatus.MISSED}
        if items:
            yield ItemGroup(say(title), items, len(items) if is_urgent else 0)


def _promise_item(atlas: Atlas, promise: Promise, notes: Footnotes) -> DayItem:
    event = promise.event
    return DayItem(
        say("due {date}", date=when(promise.due)),
        event.promise or event.title,
        _delay_words(promise),
        event_query(atlas, event),
        doubt_word(event.confidence),
        notes(event.source_ids),
    )


def _delay_words(promise: Promise) -> str:
    if promise.standing is PromiseStatus.MISSED:
        return say_many("missed by {n} day", "missed by {n} days", promise.days_late)
    if promise.standing is PromiseStatus.LATE:
        return say_many("late by {n} day", "late by {n} days", promise.days_late)
    return ""


def _post_groups(atlas: Atlas, day: Day, notes: Footnotes) -> Iterable[ItemGroup]:
    """Every border post by what freight could do on the day, the newest change first.

    Of those that are not known, the ones that were last known closed come first, and stand open.
    """
    states = [(site, post_state(atlas, site.id, day)) for site in all_border_posts(atlas)]
    # What has no first day counts as of the first day of the timeline.
    states.sort(key=lambda pair: first_day(pair[1].since or BEGINNING.isoformat()), reverse=True)
    for title, accesses in _POSTS.items():
        found = [pair for access in accesses for pair in states if pair[1].access is access]
        if found:
            # A heading holds states that are all known, or none of which is. Of the unknown, only
            # those last known closed are not folded.
            shut = sum(state.is_shut for _, state in found)
            shown = min(_POSTS_SHOWN, len(found) if found[0][1].is_known else shut)
            yield ItemGroup(say(title), tuple(_post_item(*pair, notes) for pair in found), shown)


def _post_item(site: Site, state: PostState, notes: Footnotes) -> DayItem:
    """A post; where a heading and a date do not say it all, with the whole sentence."""
    is_dated = state.is_known and state.since
    since = say("since {date}", date=when(state.since or "")) if is_dated else ""
    return DayItem(
        since,
        site.names.en,
        "",
        f"select={site.id}",
        doubt_word(state.known.confidence) if state.known else "",
        notes(state.source_ids),
        detail="" if since and not state.limit else state.sentence(),
    )


def _news_item(atlas: Atlas, event: Event, notes: Footnotes) -> DayItem:
    query = event_query(atlas, event)
    return DayItem(
        when(event.date),
        event.title,
        "",
        query,
        doubt_word(event.confidence),
        notes(event.source_ids),
    )


def _chosen_sentence(atlas: Atlas, record_id: str | None, day: Day) -> str:
    """One sentence on the record that is chosen on the map, or nothing."""
    site = atlas.find_site(record_id or "")
    record = atlas.find(record_id or "")
    segment = record if isinstance(record, Segment) else None
    found: Site | Segment | None = site or segment
    if found is None:
        project = atlas.find_project(record_id or "")
        return say("Chosen on the map: {name}.", name=project.names.en) if project else ""
    name = site.names.en if site else line_name(atlas, segment) if segment else ""
    if site and site in all_border_posts(atlas):
        freight, people = (post_state(atlas, site.id, day, traffic) for traffic in Traffic)
        chosen = say("Chosen on the map: {name}.", name=name)
        return f"{chosen} {traffic_in_words(freight, people)}"
    if found.lifecycle is None:
        return say("Chosen on the map: {name}.", name=name)
    moment = state_on(atlas, found, day)
    if moment is None:
        return say("Chosen on the map: {name}. It was not there yet.", name=name)
    text = _DATED if moment.is_dated else _UNDATED
    return say(text, name=name, state=moment.lifecycle.label)


_DATED = mark("Chosen on the map: {name}. State on that day: {state}.")
_UNDATED = mark(
    "Chosen on the map: {name}. State on that day: {state}. The atlas has no opening date for it."
)
