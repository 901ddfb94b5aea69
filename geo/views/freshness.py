"""How new something is, in words: when it was last heard of, and for how long there is no news."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
from geo.records.phrases import within_sentence
from geo.records.vocab import Outcome, SiteKind, SourceStatus
from geo.views.components import Freshness


def day_words(day: Day) -> str:
    """`12 October 2026`."""
    return when(day.isoformat())


def project_freshness(atlas: Atlas, project_id: str) -> Freshness:
    """How new the news of a project is today."""
    return _freshness(as_of(atlas).project(project_id), PROJECT_SILENT_DAYS)


def line_freshness(atlas: Atlas, segment: Segment) -> Freshness:
    """The same for a line: what is told of its project, and said to be."""
    found = project_freshness(atlas, segment.project_id)
    return replace(found, last=f"Its project: {found.last[0].lower()}{found.last[1:]}")


def post_freshness(atlas: Atlas, site: Site) -> Freshness | None:
    """How new what is told of a border post is today; None for any other place."""
    newest = as_of(atlas).post(site.id)
    if newest.day is None and site.kind is not SiteKind.BORDER_CROSSING:
        return None
    return _freshness(newest, POST_SILENT_DAYS, "state")


def _freshness(newest: Newest, longest: int, happening: str = "event") -> Freshness:
    if newest.newer is None:
        return Freshness("No dated record.")
    event, source = newest.event, newest.source
    if event and source and event.date == source.date:
        last = f"Newest {happening} and source {when(event.date)}."
    else:
        days = ((happening, event), ("source", source))
        last = ", ".join(f"newest {word} {when(dated.date)}" for word, dated in days if dated) + "."
    return Freshness(_capitalised(last), _capitalised(silence(newest, today(), longest), "."))


def _capitalised(words: str, end: str = "") -> str:
    return f"{words[0].upper()}{words[1:]}{end}" if words else ""


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
        return AtlasFreshness(day_words(today()), "No record has a date.", "")
    silent = silent_projects(atlas)
    heard = f"That is the day of the newest dated {_newest_kind(known.whole)}."
    if silent:
        heard += (
            f" Of {len(atlas.projects)} projects {silent} have no news in it of the last half year;"
            " their details say since when."
        )
    copies = sum(source.status is SourceStatus.STORED_COPY for source in atlas.sources)
    among = f"{copies} of {len(atlas.sources)} in stored copies"
    read = f"Sources were last read on {day_words(known.read)}, {among}." if known.read else ""
    return AtlasFreshness(when(newer.date), heard, read)


def _newest_kind(whole: Newest) -> str:
    if whole.event and whole.source and whole.event.date == whole.source.date:
        return "event and source"
    return "event" if whole.newer == whole.event else "source"


def silent_projects(atlas: Atlas) -> int:
    """How many projects have had no news for long, those without any dated record among them."""
    known, now = as_of(atlas), today()
    days = [silent_days(known.project(project.id), now) for project in atlas.projects]
    return sum(day is None or day > PROJECT_SILENT_DAYS for day in days)


def departure_words(atlas: Atlas, day: Day) -> str:
    """What a departure on a day rests on: where the news ends, and what is taken for it after."""
    newer = as_of(atlas).whole.newer
    words = f"The newest record of the atlas is of {when(newer.date)}." if newer else ""
    if day <= default_day(atlas):
        return words
    return f"{words} The departure is later: lines and border posts are in their last known state."


def last_known_posts(atlas: Atlas, post_ids: Iterable[str], day: Day) -> str:
    """Posts of which nothing was read for long before a day, in one sentence; empty if none."""
    known = as_of(atlas)
    old = [
        f"{atlas.site(post_id).names.en} ({when(newer.date)})"
        for post_id in dict.fromkeys(post_ids)
        if silence(known.post(post_id), day, POST_SILENT_DAYS)
        and (newer := known.post(post_id).newer)
    ]
    return f"Last known states, with the day of the newest source: {', '.join(old)}." if old else ""


def outcome_words(atlas: Atlas, event: Event) -> str:
    """What became of a promise as far as is known today; empty for an event without a promise.

    A date that has passed since is not called open, whatever was written when it lay ahead.
    """
    if not (event.promised_for and event.kept):
        return ""
    if event.kept is not Outcome.OPEN or last_day(event.promised_for) > today():
        return within_sentence(event.kept.label)
    return passed_words(atlas, event)


def passed_words(atlas: Atlas, event: Event) -> str:
    """`date passed, nothing read since 10 February 2026`, by the news of its projects."""
    known = as_of(atlas)
    owners = event.promise_for or event.project_ids
    newest = max((newer for owner in owners if (newer := known.project(owner).newer)), default=None)
    return f"date passed, nothing read since{f' {when(newest.date)}' if newest else ''}"
