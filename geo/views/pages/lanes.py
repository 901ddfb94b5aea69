"""Events as lanes: one for each project, with a mark for each event on a common axis of time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from geo.analysis.time_axis import AxisYear, TimeAxis, time_axis
from geo.analysis.timeline import events_by_project
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import Day
from geo.records.model import Project
from geo.records.texts import say
from geo.views.components import RecordLink
from geo.views.pages.event_list import PROMISED, EventMark, EventRow, event_marks


@dataclass(frozen=True, slots=True)
class LaneMark:
    """A mark: where it lies in percent of the axis, what it says, the query that leads to it."""

    percent: float
    is_promise: bool
    words: str
    query: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one project, oldest first, what was promised among what happened."""

    project: RecordLink
    marks: tuple[LaneMark, ...]


@dataclass(frozen=True, slots=True)
class LanesChart:
    """All lanes, and the years that are named on their axis."""

    lanes: tuple[Lane, ...]
    years: tuple[AxisYear, ...]


def lanes_chart(
    atlas: Atlas, found: Collection[EventRow], projects: Collection[str] = ()
) -> LanesChart:
    """The lanes of the events that were found, of all projects or of those with these ids.

    An event stands on the lane of each of its projects; the axis takes in all marks.
    """
    queries = {row.event.id: row.query for row in found}
    drawn = [
        (project, marks)
        for project, _ in events_by_project(atlas)
        if not projects or project.id in projects
        if (marks := event_marks(atlas, found, (project.id,)))
    ]
    if not drawn:
        return LanesChart((), ())
    axis = _axis(atlas, [mark for _, marks in drawn for mark in marks])
    return LanesChart(tuple(_lane(*lane, axis, queries) for lane in drawn), axis.named)


def _axis(atlas: Atlas, marks: Iterable[EventMark]) -> TimeAxis:
    """Whole years, so that no mark lies on the edge."""
    years = [int(mark.day[:4]) for mark in marks]
    return time_axis(Day(min(years), 1, 1), Day(max(years), 12, 31), default_day(atlas))


def _lane(
    project: Project, marks: Iterable[EventMark], axis: TimeAxis, queries: dict[str, str]
) -> Lane:
    return Lane(
        RecordLink(project.id, project.names.en),
        tuple(
            LaneMark(
                round(100 * axis.share(Day.fromisoformat(mark.day)), 2),
                mark.kind == PROMISED,
                _mark_words(mark),
                queries[mark.event_id],
            )
            for mark in sorted(marks, key=lambda mark: mark.day)
        ),
    )


def _mark_words(mark: EventMark) -> str:
    if mark.kind == PROMISED:
        return say("Promised for {date}: {what}", date=mark.when, what=mark.title)
    return say("{date}: {what}", date=mark.when, what=mark.title)
