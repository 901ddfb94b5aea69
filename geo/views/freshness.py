"""How new something is, in words: when it was last heard of, and for how long there is no news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.as_of import (
    POST_SILENT_DAYS,
    PROJECT_SILENT_DAYS,
    Newest,
    as_of,
    default_day,
    silence,
    silent_days,
)
from geo.records.dates import Day, last_day, today, when
from geo.records.model import Event, Segment, Site
from geo.records.texts import mark, say, say_many
from geo.records.vocab import Outcome, SiteKind, SourceStatus
from geo.views.components import Freshness

#: What is told of a project, of a line by its project, and of a border post: of both at once, of
#: the one and the other, of the first alone, of a source alone, and of nothing.
_OF_PROJECT = (
    mark("Newest event and source {event}."),
    mark("Newest event {event}, newest source {source}."),
    mark("Newest event {event}."),
    mark("Newest source {source}."),
    mark("No dated record."),
)
_OF_LINE = (
    mark("Its project: newest event and source {event}."),
    mark("Its project: newest event {event}, newest source {source}."),
    mark("Its project: newest event {event}."),
    mark("Its project: newest source {source}."),
    mark("Its project: no dated record."),
)
_OF_POST = (
    mark("Newest state and source {event}."),
    mark("Newest state {event}, newest source {source}."),
    mark("Newest state {event}."),
    mark("Newest source {source}."),
    mark("No dated record."),
)
_OUTCOMES = {
    Outcome.KEPT: mark("kept"),
    Outcome.MISSED: mark("missed"),
    Outcome.OPEN: mark("open"),
    Outcome.UNKNOWN: mark("unknown"),
}


def day_words(day: Day) -> str:
    """`12 October 2026`."""
    return when(day.isoformat())


def project_freshness(atlas: Atlas, project_id: str) -> Freshness:
    """How new the news of a project is today."""
    return _freshness(as_of(atlas).project(project_id), PROJECT_SILENT_DAYS, _OF_PROJECT)


def line_freshness(atlas: Atlas, segment: Segment) -> Freshness:
    """The same for a line: what is told of its project, and said to be."""
    return _freshness(as_of(atlas).project(segment.project_id), PROJECT_SILENT_DAYS, _OF_LINE)


def post_freshness(atlas: Atlas, site: Site) -> Freshness | None:
    """How new what is told of a border post is today; None for any other place."""
    newest = as_of(atlas).post(site.id)
    if newest.day is None and site.kind is not SiteKind.BORDER_CROSSING:
        return None
    return _freshness(newest, POST_SILENT_DAYS, _OF_POST)


def _freshness(newest: Newest, longest: int, sentences: Sequence[str]) -> Freshness:
    same, both, first, second, neither = sentences
    event = when(newest.event.date) if newest.event else ""
    source = when(newest.source.date) if newest.source else ""
    if event and source:
        last = say(same if event == source else both, event=event, source=source)
    elif event or source:
        last = say(first if event else second, event=event, source=source)
    else:
        return Freshness(say(neither))
    silent = silence(newest, today(), longest)
    return Freshness(last, full_sentence(silent) if silent else "")


def full_sentence(words: str) -> str:
    """Words that may stand within a sentence as one of their own."""
    return say("{sentence}.", sentence=words[:1].upper() + words[1:])


@dataclass(frozen=True, slots=True)
class AtlasFreshness:
    """How new the whole atlas is: its day, how many projects are silent, when it was read."""

    as_of: str
    heard: str
    read: str


def atlas_freshness(atlas: Atlas) -> AtlasFreshness:
    """How new the whole atlas is today."""
    known = as_of(atlas)
    newer = known.whole.newer
    if newer is None:
        return AtlasFreshness(day_words(today()), say("No record has a date."), "")
    silent = silent_projects(atlas)
    heard = [_newest_kind_words(known.whole)]
    if silent:
        heard.append(
            say_many(
                "Of {all} projects {n} has no news in it of the last half year; its details say "
                "since when.",
                "Of {all} projects {n} have no news in it of the last half year; their details "
                "say since when.",
                silent,
                all=len(atlas.projects),
            )
        )
    read = (
        say(
            "Sources were last read on {date}, {copies} of {all} in stored copies.",
            date=day_words(known.read),
            copies=sum(source.status is SourceStatus.STORED_COPY for source in atlas.sources),
            all=len(atlas.sources),
        )
        if known.read
        else ""
    )
    return AtlasFreshness(when(newer.date), " ".join(heard), read)


def _newest_kind_words(whole: Newest) -> str:
    if whole.event and whole.source and whole.event.date == whole.source.date:
        return say("That is the day of the newest dated event and source.")
    if whole.newer == whole.event:
        return say("That is the day of the newest dated event.")
    return say("That is the day of the newest dated source.")


def silent_projects(atlas: Atlas) -> int:
    """How many projects have had no news for long, those without any dated record among them."""
    known, now = as_of(atlas), today()
    days = [silent_days(known.project(project.id), now) for project in atlas.projects]
    return sum(day is None or day > PROJECT_SILENT_DAYS for day in days)


def departure_words(atlas: Atlas, day: Day) -> str:
    """What a departure on a day rests on: where the news ends, and what is taken for it after."""
    newer = as_of(atlas).whole.newer
    date = when(newer.date) if newer else ""
    words = say("The newest record of the atlas is of {date}.", date=date) if newer else ""
    if day <= default_day(atlas):
        return words
    later = say("The departure is later: lines and border posts are in their last known state.")
    return f"{words} {later}"


def last_known_posts(atlas: Atlas, post_ids: Iterable[str], day: Day) -> str:
    """Posts of which nothing was read for long before a day, in one sentence; empty if none."""
    known = as_of(atlas)
    old = [
        f"{atlas.site(post_id).names.en} ({when(newer.date)})"
        for post_id in dict.fromkeys(post_ids)
        if silence(known.post(post_id), day, POST_SILENT_DAYS)
        and (newer := known.post(post_id).newer)
    ]
    if not old:
        return ""
    posts = ", ".join(old)
    return say("Last known states, with the day of the newest source: {posts}.", posts=posts)


def outcome_words(atlas: Atlas, event: Event) -> str:
    """What became of a promise as far as is known today; empty for an event without a promise.

    A date that has passed since is not called open, whatever was written when it lay ahead.
    """
    if not (event.promised_for and event.kept):
        return ""
    if event.kept is not Outcome.OPEN or last_day(event.promised_for) > today():
        return say(_OUTCOMES[event.kept])
    return passed_words(atlas, event)


def passed_words(atlas: Atlas, event: Event) -> str:
    """`date passed, nothing read since 10 February 2026`, by the news of its projects."""
    known = as_of(atlas)
    owners = event.promise_for or event.project_ids
    newest = max((newer for owner in owners if (newer := known.project(owner).newer)), default=None)
    if newest is None:
        return say("date passed, nothing read since")
    return say("date passed, nothing read since {date}", date=when(newest.date))
