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
from datetime import MAXYEAR
from functools import lru_cache
from typing import NamedTuple, Protocol

from geo.records import dates
from geo.records.dates import Day, today
from geo.records.model import (
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
from geo.records.references import sources_of
from geo.records.texts import say_many
from geo.records.vocab import SourceKind

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


class DatedRecords(Protocol):
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


class Dated(NamedTuple):
    """The day by which a date counts, and the date as it was published."""

    day: Day
    date: str


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest event or dated state, and the newest dated source; None where there is none.

    `latest` is the latest day that any of the dates can mean, so that no silence is made longer
    than it is: a source of `2026` counts from January on, and may be of yesterday.
    """

    event: Dated | None = None
    source: Dated | None = None
    latest: Day | None = None

    @property
    def newer(self) -> Dated | None:
        """The newer of the two."""
        return max((dated for dated in (self.event, self.source) if dated), default=None)

    @property
    def day(self) -> Day | None:
        """The day by which the newer of the two counts."""
        return self.newer.day if self.newer else None


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


def as_of(records: DatedRecords) -> AsOf:
    """How new an atlas is; computed once for each day on which somebody asks."""
    return _survey_of_day(records, today())


@lru_cache(maxsize=4)
def _survey_of_day(records: DatedRecords, day: Day) -> AsOf:
    return survey_records(records, day)


def survey_records(records: DatedRecords, day: Day) -> AsOf:
    """How new records are for somebody who asks on `day`; the cost is linear in the records."""
    tally = _Tally(records.sources, day)
    # A figure or article about a line or outline is news of its project.
    homes = {project.id: project.id for project in records.projects}
    parts: tuple[Segment | Area, ...] = (*records.segments, *records.areas)
    homes |= {part.id: part.project_id for part in parts}
    for project in records.projects:
        tally.count_record((project.id,), sources_of(project))
    for part in parts:
        tally.count_record((part.project_id,), part.source_ids)
    for claim in records.claims:
        tally.count_record(_projects_of(homes, (claim.subject_id,)), claim.source_ids)
    for article in records.articles:
        tally.count_record(_projects_of(homes, article.about_ids), (article.source_id,))
    for event in records.events:
        owners = (*event.project_ids, *event.rung_for, *event.promise_for)
        tally.count_record(_projects_of(homes, owners), event.source_ids, event.date)
    for change in records.state_changes:
        tally.count_record(
            _projects_of(homes, (change.record_id,)), change.source_ids, change.from_date
        )
    for status in records.border_statuses:
        tally.count_record((status.site_id,), status.source_ids, status.from_date)
    posts = {status.site_id for status in records.border_statuses}
    found = {owner: tally.newest(owner) for owner in tally.owners()}
    return AsOf(
        tally.newest(""),
        {project.id: found[project.id] for project in records.projects if project.id in found},
        {post: found[post] for post in posts},
        max(tally.read.values(), default=None),
    )


def _projects_of(homes: Mapping[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(homes[record_id] for record_id in ids if record_id in homes))


class _Span(NamedTuple):
    """The day by which a date counts, the date itself, and the latest day that it can mean."""

    day: Day
    date: str
    latest: Day


_NEVER = _Span(Day.min, "", Day.min)


class _Tally:
    """The newest dates met so far, by what they tell of; `""` stands for the whole."""

    def __init__(self, sources: Iterable[Source], day: Day) -> None:
        self._today = day
        self.read: dict[str, Day] = {}
        self._published: dict[str, _Span] = {}
        self._events: defaultdict[str, _Span] = defaultdict(lambda: _NEVER)
        self._sources: defaultdict[str, _Span] = defaultdict(lambda: _NEVER)
        for source in sources:
            # For who asks on `day`, nothing was read later.
            self.read[source.id] = min(dates.last_day(source.date_accessed), day)
            is_news = source.kind not in _NO_NEWS and source.publisher != _OURSELVES
            if is_news and source.date_published:
                self._published[source.id] = self._span(source.date_published, (source.id,))
            self.count_record((), (source.id,))

    def count_record(
        self, owners: Iterable[str], source_ids: Iterable[str], date: str = ""
    ) -> None:
        """One record of these owners, with the date of what it tells if it has one."""
        ids = tuple(source_ids)
        told = self._span(date, ids) if date else _NEVER
        published = [self._published.get(source_id, _NEVER) for source_id in ids]
        # Under "" everything is counted, so that the whole is never older than a part.
        for owner in ("", *owners):
            self._events[owner] = _newest_span(self._events[owner], told)
            self._sources[owner] = _newest_span(self._sources[owner], *published)

    def _span(self, date: str, source_ids: Iterable[str]) -> _Span:
        """What a date counts for; nothing if it has not come yet."""
        # What begins after the day of asking is no news yet.
        first, last = dates.first_day(date), dates.last_day(date)
        if first > self._today:
            return _NEVER
        read = max((self.read.get(source_id, Day.min) for source_id in source_ids), default=Day.min)
        # What was read had happened by then. A reading from before the date itself says nothing
        # about it, so today is the bound.
        latest = min(last, self._today if read < first else read)
        # A year counts by its first day: by its last it would stay new for twelve months.
        is_exact = (last - first).days <= _LONGEST_EXACT_DAYS
        return _Span(latest if is_exact else first, date, latest)

    def owners(self) -> Iterable[str]:
        """Everything that a record was met for."""
        return self._sources.keys()

    def newest(self, owner: str) -> Newest:
        """What was met for one owner."""
        event, source = self._events[owner], self._sources[owner]
        latest = max(event.latest, source.latest)
        return Newest(_dated(event), _dated(source), None if latest == Day.min else latest)


def _newest_span(*spans: _Span) -> _Span:
    """The one that counts for newest, with the latest day of them all."""
    newest = max(spans, key=lambda span: span.day)
    return newest._replace(latest=max(span.latest for span in spans))


def _dated(span: _Span) -> Dated | None:
    return Dated(span.day, span.date) if span.date else None


def first_day() -> Day:
    """The first day that the timeline shows and that a route may depart on."""
    return _FIRST


def default_day(records: DatedRecords) -> Day:
    """The day of the newest dated record: what pages show to who asks for no day.

    The timeline ends on it. Without any dated record it is today.
    """
    return max(as_of(records).whole.day or today(), _FIRST)


def last_departure_day() -> Day:
    """The last day that a route may depart on, two years ahead of today.

    A clock that is set far back or far ahead leaves at least the first day, and years of four
    digits.
    """
    now = today()
    year = min(now.year + _YEARS_AHEAD, MAXYEAR)
    return max(_FIRST, Day(year, now.month, min(now.day, monthrange(year, now.month)[1])))


def silent_days(newest: Newest, day: Day) -> int | None:
    """Days without news before `day`, at least; None where nothing is dated."""
    return None if newest.latest is None else max(0, (day - newest.latest).days)


def silence(newest: Newest, day: Day, longest: int) -> str:
    """`no news for at least 9 months` if for more than `longest` days, otherwise empty.

    At least, for the newest record is the newest thing that was read, not that happened.
    """
    days = silent_days(newest, day)
    if days is None or newest.latest is None or days <= longest:
        return ""
    return _silence_in_words(newest.latest, day)


def _silence_in_words(start: Day, end: Day) -> str:
    """Whole months, or whole years from the second on; what is begun does not count."""
    months = (end.year - start.year) * _MONTHS + end.month - start.month - (end.day < start.day)
    if months < 2 * _MONTHS:
        return say_many(
            "no news for at least a month", "no news for at least {n} months", max(1, months)
        )
    return say_many(
        "no news for at least {n} year", "no news for at least {n} years", months // _MONTHS
    )
