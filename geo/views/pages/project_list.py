"""All projects at a glance: state, kilometres, last news and when things happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.as_of import default_day
from geo.records.dates import first_day, when
from geo.records.model import Event, Project
from geo.records.vocab import GeometryBasis, Lifecycle

#: So many years have a bar, the last one that of the newest record.
_YEARS = 12
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class YearBar:
    """How many events a year has, and the height of its bar in per cent of the busiest year."""

    year: int
    events: int
    percent: float


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One project of the list.

    `km` are drawn kilometres of lines with a course, None where there is none; `has_lines` tells a
    project of straight lines between two ends, which are no length, from one without any. `news`
    is the title of the newest event and `news_date` its date in words, both empty where there is
    none; `events` counts them all.
    """

    id: str
    name: str
    state: Lifecycle
    as_of: str
    is_drawn: bool
    has_lines: bool
    km: float | None
    news: str
    news_date: str
    events: int
    years: tuple[YearBar, ...]


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """Projects that stand together in the list of layers of the map."""

    name: str
    projects: tuple[ListedProject, ...]


@dataclass(frozen=True, slots=True)
class ProjectList:
    """All projects in their groups; bars stand for the years from `first` to `last`."""

    groups: tuple[ProjectGroup, ...]
    first: int
    last: int


def project_list(atlas: Atlas) -> ProjectList:
    """Every project, in the groups and the order of the map."""
    order = list(dict.fromkeys(project.group for project in atlas.projects))
    ranked = sorted(atlas.projects, key=lambda project: order.index(project.group))
    last = default_day(atlas).year
    groups = tuple(
        ProjectGroup(name, tuple(_listed(atlas, project, last) for project in projects))
        for name, projects in groupby(ranked, key=lambda project: project.group)
    )
    return ProjectList(groups, last - _YEARS + 1, last)


def _listed(atlas: Atlas, project: Project, last: int) -> ListedProject:
    events = atlas.events_of_project(project.id)
    lines = atlas.segments_of(project.id)
    ruled = GeometryBasis.ENDPOINTS_ONLY
    courses = [line for line in lines if line.geometry_basis is not ruled]
    return ListedProject(
        id=project.id,
        name=project.names.en,
        state=project.lifecycle,
        as_of=when(project.lifecycle_as_of),
        is_drawn=project.layer,
        has_lines=bool(lines),
        km=sum(map(drawn_km, courses)) if courses else None,
        news=events[0].title if events else "",
        news_date=when(events[0].date) if events else "",
        events=len(events),
        years=_bars(events, last),
    )


def _bars(events: Iterable[Event], last: int) -> tuple[YearBar, ...]:
    counts = Counter(first_day(event.date).year for event in events)
    years = range(last - _YEARS + 1, last + 1)
    most = max((counts[year] for year in years), default=0) or 1
    return tuple(YearBar(year, counts[year], _PERCENT * counts[year] / most) for year in years)
