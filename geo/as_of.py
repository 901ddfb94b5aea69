"""How new the atlas is: the newest event and the newest dated source of everything in it.

The clock is in the data: "as of" is computed from the records and stands nowhere as a constant. A
date that is exact to a month or better counts by its last day, a wider one (`2026`, `2025/2026`)
by its first, which it reaches for certain; neither counts as later than the day on which its
source was read, nor as later than today. Sources without a date count by nothing, and neither do
data sets, general knowledge and our own sums: they tell where a line runs, not what happened.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in geo.dates
from functools import lru_cache
from typing import Protocol

from geo import dates
from geo.dates import today
from geo.model import (
    Area,
    Article,
    BorderStatus,
    Claim,
    Event,
    Project,
    Segment,
    Source,
    StateChange,
)
from geo.vocab import SourceKind

#: Days without news after which a project says for how long: half a year. Four of five gaps
#: between two dated events of a project since 2022 are shorter, so that more is a silence.
PROJECT_SILENT_DAYS = 183
#: The same for a border post: a quarter. Its state may change from week to week, so that what was
#: read a season ago tells little about today.
POST_SILENT_DAYS = 92

_FIRST = Day(1970, 1, 1)
_YEARS_AHEAD = 2
_LONGEST_EXACT_DAYS = 31
_MONTHS = 12
_NO_NEWS = frozenset({SourceKind.DATABASE, SourceKind.GENERAL})
_OURSELVES = "Corridor Atlas"


class Records(Protocol):
    """What is asked for its age: an atlas, or what was loaded to become one."""

    def __hash__(self) -> int:
        """As everything that is only equal to itself."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The register."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Lines, each with the project that it belongs to."""

    @property
    def areas(self) -> tuple[Area, ...]:
        """Outlines, each with the project that it belongs to."""

    @property
    def projects(self) -> tuple[Project, ...]:
        """What news is counted for."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Published figures."""

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened."""

    @property
    def border_statuses(self) -> tuple[BorderStatus, ...]:
        """Dated states of border posts."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """What sources say."""

    @property
    def state_changes(self) -> tuple[StateChange, ...]:
        """Dated changes of state."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest event or dated state, and the newest dated source; None where there is none."""

    event: Day | None = None
    source: Day | None = None

    @property
    def day(self) -> Day | None:
        """The newer of the two."""
        return max((day for day in (self.event, self.source) if day), default=None)


_NOTHING = Newest()


@dataclass(frozen=True, slots=True)
class AsOf:
    """How new a set of records is, as a whole, by project and by border post.

    `read` is the newest day on which a source was read.
    """

    whole: Newest
    projects: Mapping[str, Newest]
    posts: Mapping[str, Newest]
    read: Day | None

    def project(self, project_id: str) -> Newest:
        """How new what is told of a project is; empty for one without dated records."""
        return self.projects.get(project_id, _NOTHING)

    def post(self, site_id: str) -> Newest:
        """How new what is told of a border post is; empty for one without dated records."""
        return self.posts.get(site_id, _NOTHING)


def as_of(records: Records) -> AsOf:
    """How new an atlas is; computed once for each day on which somebody asks."""
    return _kept(records, today())


@lru_cache(maxsize=4)
def _kept(records: Records, day: Day) -> AsOf:
    return survey(records, day)


def survey(records: Records, day: Day) -> AsOf:
    """How new records are for somebody who asks on `day`; the cost is linear in the records."""
    tally = _Tally(records.sources, day)
    homes = {one.id: one.id for one in records.projects}
    parts: tuple[Segment | Area, ...] = (*records.segments, *records.areas)
    homes |= {part.id: part.project_id for part in parts}
    for project in records.projects:
        tally.hear((project.id,), project.source_ids)
    for part in parts:
        tally.hear((part.project_id,), part.source_ids)
    for claim in records.claims:
        tally.hear(_homes(homes, (claim.subject_id,)), claim.source_ids)
    for article in records.articles:
        tally.hear(_homes(homes, article.about_ids), (article.source_id,))
    for event in records.events:
        owners = (*event.project_ids, *event.rung_for, *event.promise_for)
        tally.hear(_homes(homes, owners), event.source_ids, event.date)
    for change in records.state_changes:
        tally.hear(_homes(homes, (change.record_id,)), change.source_ids, change.from_date)
    for status in records.border_statuses:
        tally.hear((status.site_id,), status.source_ids, status.from_date)
    posts = {status.site_id for status in records.border_statuses}
    found = {owner: tally.newest(owner) for owner in tally.owners()}
    return AsOf(
        tally.whole(),
        {one.id: found[one.id] for one in records.projects if one.id in found},
        {post: found[post] for post in posts},
        max(tally.read.values(), default=None),
    )


def _homes(homes: Mapping[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(homes[one] for one in ids if one in homes))


class _Tally:
    """The newest days met so far, by what they tell of."""

    def __init__(self, sources: Iterable[Source], day: Day) -> None:
        self._today = day
        self.read: dict[str, Day] = {}
        self._published: dict[str, Day] = {}
        self._events: defaultdict[str, Day] = defaultdict(lambda: Day.min)
        self._sources: defaultdict[str, Day] = defaultdict(lambda: Day.min)
        self._newest_event = Day.min
        for source in sources:
            self.read[source.id] = min(dates.last_day(source.date_accessed), day)
            is_news = source.kind not in _NO_NEWS and source.publisher != _OURSELVES
            if is_news and source.date_published:
                told = self._day_of(source.date_published, (source.id,))
                self._published[source.id] = told

    def hear(self, owners: Iterable[str], source_ids: Iterable[str], date: str = "") -> None:
        """One record of these owners, with the date of what it tells if it has one."""
        ids = tuple(source_ids)
        told = self._day_of(date, ids) if date else Day.min
        self._newest_event = max(self._newest_event, told)
        published = max((self._published.get(one, Day.min) for one in ids), default=Day.min)
        for owner in owners:
            self._events[owner] = max(self._events[owner], told)
            self._sources[owner] = max(self._sources[owner], published)

    def _day_of(self, date: str, source_ids: Iterable[str]) -> Day:
        """The day by which a date counts; `Day.min` for one that has not come yet."""
        first, last = dates.first_day(date), dates.last_day(date)
        if first > self._today:
            return Day.min
        if (last - first).days > _LONGEST_EXACT_DAYS:
            return first
        read = max((self.read.get(one, Day.min) for one in source_ids), default=Day.min)
        return min(last, self._today if read < first else read)

    def owners(self) -> Iterable[str]:
        """Everything that a record was met for."""
        return self._sources.keys()

    def newest(self, owner: str) -> Newest:
        """What was met for one owner."""
        return Newest(_known(self._events[owner]), _known(self._sources[owner]))

    def whole(self) -> Newest:
        """What was met at all."""
        published = max(self._published.values(), default=Day.min)
        return Newest(_known(self._newest_event), _known(published))


def _known(day: Day) -> Day | None:
    return None if day == Day.min else day


def first_day() -> Day:
    """The first day that the timeline shows and that a route may depart on."""
    return _FIRST


def default_day(records: Records) -> Day:
    """The day of the newest dated record: what pages show to who asks for no day.

    The timeline ends on it. Without any dated record it is today.
    """
    return max(as_of(records).whole.day or today(), _FIRST)


def last_departure_day() -> Day:
    """The last day that a route may depart on, two years ahead of today."""
    now = today()
    year = now.year + _YEARS_AHEAD
    return Day(year, now.month, min(now.day, monthrange(year, now.month)[1]))


def silent_days(newest: Newest, day: Day) -> int | None:
    """Days from the newest record to `day`, never below zero; None where nothing is dated."""
    return None if newest.day is None else max(0, (day - newest.day).days)


def silence(newest: Newest, day: Day, longest: int) -> str:
    """`no news for 9 months` where it is more than `longest` days old on `day`, otherwise empty."""
    days = silent_days(newest, day)
    if days is None or newest.day is None or days <= longest:
        return ""
    return f"no news for {_span(newest.day, day)}"


def _span(start: Day, end: Day) -> str:
    """Whole months, or whole years from the second on; what is begun does not count."""
    months = (end.year - start.year) * _MONTHS + end.month - start.month - (end.day < start.day)
    if months >= 2 * _MONTHS:
        return f"{months // _MONTHS} years"
    return f"{months} months" if months > 1 else "a month"
