"""The atlas: all records with every look-up that pages need; `geo.rules.open_atlas` makes it."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from geo.records.dates import Day, by_date, first_day, last_day, sort_key
from geo.records.errors import Issue, UnknownId
from geo.records.kinds import KINDS, Records
from geo.records.loaded import TRACK_LINES, Gathered
from geo.records.model import (
    AnyRecord,
    Area,
    Article,
    BorderStatus,
    Claim,
    Event,
    Project,
    Segment,
    Site,
    Source,
    StateChange,
)
from geo.records.references import sources_of
from geo.records.vocab import Rung

_R = TypeVar("_R")


class Atlas(Records):
    """All records and their connections; never changed after it was made, so threads may share it.

    References to records that do not exist are dropped from look-ups and listed in `issues`.
    """

    def __init__(self, loaded: Gathered, issues: Iterable[Issue] = ()) -> None:
        """Index what was loaded; `issues` are the problems found in it."""
        super().__init__(**{kind.plural: getattr(loaded, kind.plural) for kind in KINDS})
        self.aliases: Mapping[str, str] = {
            former.id: former.record_ids[0] for former in loaded.former_ids
        }
        self._successors = {former.id: former.record_ids for former in loaded.former_ids}
        self.issues: tuple[Issue, ...] = tuple(issues)
        #: Whether lines of the network are missing or damaged: then no length of a way is known.
        self.lacks_courses = any(issue.file == TRACK_LINES for issue in self.issues)
        self._files: Mapping[str, str] = loaded.files
        self._sources: dict[str, Source] = _by_id(self.sources)
        self._sites: dict[str, Site] = _by_id(self.sites)
        self._segments: dict[str, Segment] = _by_id(self.segments)
        self._projects: dict[str, Project] = _by_id(self.projects)
        self._records: dict[str, AnyRecord] = _by_id(self.records())
        self._index()
        self._is_whole = True

    def __setattr__(self, name: str, value: object) -> None:
        """Take attributes while the atlas is being made, none afterwards."""
        if getattr(self, "_is_whole", False):
            raise AttributeError(f"an atlas cannot be changed, so '{name}' cannot be set")
        object.__setattr__(self, name, value)

    def _index(self) -> None:
        """Group the records by what they belong to, once."""
        self._own_segments_of = _grouped((segment.project_id, segment) for segment in self.segments)
        runs = [
            (project, segment)
            for project in self.projects
            for segment in self._lines_run_over(project)
        ]
        self._segments_of = _grouped((project.id, segment) for project, segment in runs)
        self._projects_over = _grouped((segment.id, project) for project, segment in runs)
        self._areas_of = _grouped((area.project_id, area) for area in self.areas)
        self._claims_of = _grouped((claim.subject_id, claim) for claim in self.claims)
        ends = (
            (end, segment) for segment in self.segments for end in dict.fromkeys(segment.stop_ids)
        )
        self._segments_at = _grouped(ends)
        newest = sorted(self.events, key=by_date, reverse=True)
        self._events_of = _grouped((owner, event) for event in newest for owner in _owners(event))
        told = sorted(self.articles, key=self.article_order, reverse=True)
        self._articles_about = _grouped(
            (about, article) for article in told for about in article.about_ids
        )
        statuses = sorted(
            self.border_statuses, key=lambda status: sort_key(status.from_date), reverse=True
        )
        self._statuses_of = _grouped((status.site_id, status) for status in statuses)
        changes = sorted(self.state_changes, key=lambda change: sort_key(change.from_date))
        self._state_changes_of = _grouped((change.record_id, change) for change in changes)
        homes = ((site, project) for project in self.projects for site in self._home_sites(project))
        self._projects_of = _grouped(homes)
        self.corrections_by_date = tuple(sorted(self.corrections, key=by_date, reverse=True))
        self._supports = _grouped(
            (source, record.id)
            for record in self._records.values()
            for source in sources_of(record)
        )

    def article_order(self, article: Article) -> tuple[tuple[Day, Day], str]:
        """Key that puts articles in order by the dates of their sources."""
        source = self._sources.get(article.source_id)
        return sort_key(source.date_published if source else None), article.id

    def _lines_run_over(self, project: Project) -> tuple[Segment, ...]:
        """What a project runs over in its order, then what else is its own; each segment once."""
        named = (name for stretch in project.runs_over for name in stretch.segment_ids)
        own = (segment.id for segment in self._own_segments_of[project.id])
        found = (self._segments.get(name) for name in dict.fromkeys((*named, *own)))
        return tuple(segment for segment in found if segment)

    def _home_sites(self, project: Project) -> tuple[str, ...]:
        """Places of a project: ends and stops of its lines, owners of its areas, its own list."""
        lines = [stop for segment in self._segments_of[project.id] for stop in segment.stop_ids]
        areas = [area.site_id for area in self._areas_of[project.id]]
        return tuple(dict.fromkeys((*lines, *areas, *project.site_ids)))

    # One record -----------------------------------------------------------------------------

    def current_id(self, record_id: str) -> str:
        """The id that a former one leads to now; any other id is its own."""
        return self.aliases.get(record_id, record_id)

    def successors(self, record_id: str) -> tuple[str, ...]:
        """The ids of all records that a former one became; any other id is its own."""
        return self._successors.get(record_id, (record_id,))

    def record(self, record_id: str) -> AnyRecord:
        """Any record by its id, present or former; raises UnknownId with ids that look alike."""
        return self._get(self._records, self.current_id(record_id))

    def find(self, record_id: str) -> AnyRecord | None:
        """Any record by its id, present or former, or None."""
        return self._records.get(self.current_id(record_id))

    def source(self, source_id: str) -> Source:
        """A source by its id; raises UnknownId."""
        return self._get(self._sources, source_id)

    def site(self, site_id: str) -> Site:
        """A site by its id; raises UnknownId."""
        return self._get(self._sites, site_id)

    def segment(self, segment_id: str) -> Segment:
        """A segment by its id, present or former; raises UnknownId."""
        return self._get(self._segments, self.current_id(segment_id))

    def project(self, project_id: str) -> Project:
        """A project by its id; raises UnknownId."""
        return self._get(self._projects, project_id)

    def find_source(self, source_id: str) -> Source | None:
        """A source by its id, or None."""
        return self._sources.get(source_id)

    def find_site(self, site_id: str) -> Site | None:
        """A site by its id, or None."""
        return self._sites.get(site_id)

    def find_project(self, project_id: str) -> Project | None:
        """A project by its id, or None."""
        return self._projects.get(project_id)

    @staticmethod
    def _get(records: Mapping[str, _R], record_id: str) -> _R:
        if record_id in records:
            return records[record_id]
        raise UnknownId(record_id, difflib.get_close_matches(record_id, records, n=3))

    # Records of a record --------------------------------------------------------------------

    def segments_of(self, project_id: str) -> tuple[Segment, ...]:
        """Segments that a project runs over in its order, whosever they are, then its other own."""
        return self._segments_of[project_id]

    def own_segments_of(self, project_id: str) -> tuple[Segment, ...]:
        """Segments that have their home in the layer of a project, in the order of the file."""
        return self._own_segments_of[project_id]

    def projects_over(self, segment_id: str) -> tuple[Project, ...]:
        """Projects that run over a segment, its home among them, in the order of the register."""
        return self._projects_over[segment_id]

    def areas_of(self, project_id: str) -> tuple[Area, ...]:
        """Outlines that belong to a project."""
        return self._areas_of[project_id]

    def segments_at(self, site_id: str) -> tuple[Segment, ...]:
        """Segments that begin, stop or end at a place."""
        return self._segments_at[site_id]

    def projects_of_site(self, site_id: str) -> tuple[Project, ...]:
        """Projects that touch a place."""
        return self._projects_of[site_id]

    def claims_of(self, record_id: str) -> tuple[Claim, ...]:
        """Published figures about exactly this record."""
        return self._claims_of[record_id]

    def events_of_project(self, project_id: str) -> tuple[Event, ...]:
        """Events of a project, newest first."""
        return self._events_of[project_id]

    def events_of_site(self, site_id: str) -> tuple[Event, ...]:
        """Events at a place, newest first."""
        return self._events_of[site_id]

    def articles_about(self, record_id: str) -> tuple[Article, ...]:
        """Articles about a record, newest source first."""
        return self._articles_about[record_id]

    def border_status_of(self, site_id: str) -> tuple[BorderStatus, ...]:
        """Everything known about what a border post let through, newest first."""
        return self._statuses_of[site_id]

    def border_status_on(self, site_id: str, day: str) -> BorderStatus | None:
        """The status in force at the end of `day`, or None where no source reaches back."""
        limit = last_day(day)
        known = self.border_status_of(site_id)
        return next((status for status in known if first_day(status.from_date) <= limit), None)

    def state_changes_of(self, record_id: str) -> tuple[StateChange, ...]:
        """Recorded changes of state of a record, oldest first."""
        return self._state_changes_of[record_id]

    def ladder(self, project_id: str) -> tuple[tuple[Rung, Event | None], ...]:
        """All ten rungs of commitment, each with the earliest event that reached it, if any did."""
        first: dict[Rung, Event] = {}
        reached = [
            event
            for event in self._events_of[project_id]
            if event.rung and project_id in (event.rung_for or event.project_ids)
        ]
        for event in sorted(reached, key=by_date):
            if event.rung:
                first.setdefault(event.rung, event)
        return tuple((rung, first.get(rung)) for rung in Rung)

    def promises_of(self, project_id: str) -> tuple[Event, ...]:
        """Events that promise something for a project, the earliest promised date first."""
        made = [
            event
            for event in self._events_of[project_id]
            if event.promised_for and project_id in (event.promise_for or event.project_ids)
        ]
        return tuple(sorted(made, key=lambda event: (*sort_key(event.promised_for), event.id)))

    def supports(self, source_id: str) -> tuple[str, ...]:
        """Ids of the records that cite a source."""
        return self._supports[source_id]

    def sources_of(self, record: AnyRecord) -> tuple[Source, ...]:
        """The sources that a record cites, in the order of its fields; missing ones left out."""
        found = (self.find_source(source_id) for source_id in sources_of(record))
        return tuple(source for source in found if source)

    def file_of(self, record_id: str) -> str:
        """The file that a record stands in, which also decides its licence; raises UnknownId."""
        return self._get(self._files, record_id)


_Named = TypeVar("_Named", bound=AnyRecord)


def _by_id(records: Iterable[_Named]) -> dict[str, _Named]:
    """First come, first kept: `validate` reports what is there twice."""
    found: dict[str, _Named] = {}
    for record in records:
        found.setdefault(record.id, record)
    return found


def _owners(event: Event) -> tuple[str, ...]:
    """Projects and places of an event; a rung or a promise for a project is an event of it."""
    projects = (*event.project_ids, *event.rung_for, *event.promise_for)
    return tuple(dict.fromkeys((*projects, *event.site_ids)))


def _grouped(pairs: Iterable[tuple[str, _R]]) -> _Groups[_R]:
    lists: defaultdict[str, list[_R]] = defaultdict(list)
    for key, item in pairs:
        lists[key].append(item)
    return _Groups({key: tuple(items) for key, items in lists.items()})


class _Groups(dict[str, tuple[_R, ...]]):
    """Groups by id; an id without a group has an empty one."""

    def __missing__(self, key: str) -> tuple[_R, ...]:
        return ()
