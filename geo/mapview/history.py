"""What the map fetches when it is asked for a day: the states of everything since 1970."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from geo.analysis.border_posts import all_border_posts, post_history, post_state
from geo.analysis.time_axis import time_axis
from geo.analysis.timeline import BEGINNING, DatedState, happened_by, history, project_history
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import Day, when
from geo.records.model import Project, Site


def build_history(atlas: Atlas) -> dict[str, Any]:
    """The content of `history.json`, for lines, places, posts and events.

    Each line and place has its steps, oldest first, as `[day, lifecycle]`; before its first step
    it was not there. A day of null means that no source says since when. The steps of a post are
    `[day, what freight could do, the same in a sentence]`, and the one of null is what can be said
    of the time before its first record. Projects have steps if they run over lines of others;
    `earlier` has the days of their places that a line of their own served before their first step.
    Events are `[day, date in words, title]`. `axis` says where days lie on the slider: `turns` are
    `[day, share]`, `years` are `[year, share, whether a phone leaves it out]`.
    """
    segments = {segment.id: _state_steps(history(atlas, segment)) for segment in atlas.segments}
    sites = {
        site.id: steps for site in atlas.sites if (steps := _state_steps(history(atlas, site)))
    }
    projects = {
        project.id: steps
        for project in atlas.projects
        if _runs_over_others(atlas, project)
        and (steps := _state_steps(project_history(atlas, project)))
    }
    earlier = {
        project_id: places
        for project_id in projects
        if (places := _earlier_places(atlas, atlas.project(project_id)))
    }
    end = default_day(atlas)
    dated = sorted(
        (happened_by(event, end), event.id, when(event.date), event.title) for event in atlas.events
    )
    events = [[day.isoformat(), *told] for day, _, *told in dated if BEGINNING <= day <= end]
    post_steps = {post.id: _post_steps(atlas, post) for post in all_border_posts(atlas)}
    return {
        "segments": segments,
        "sites": sites,
        "projects": projects,
        "earlier": earlier,
        "posts": post_steps,
        "events": events,
        "axis": _axis(end),
    }


def _axis(end: Day) -> dict[str, Any]:
    """Where days lie on the slider, for `time_axis.js`."""
    # A slider needs two ends, also where nothing is newer than the first day.
    axis = time_axis(BEGINNING, max(end, BEGINNING + timedelta(days=1)), end)
    return {
        "turns": [[day.isoformat(), share] for day, share in axis.turns],
        "years": [[known.year, known.share, known.is_minor] for known in axis.named],
    }


def _runs_over_others(atlas: Atlas, project: Project) -> bool:
    return any(segment.project_id != project.id for segment in atlas.segments_of(project.id))


def _earlier_places(atlas: Atlas, project: Project) -> dict[str, str]:
    """Places of a corridor that a line of its own served before the corridor's first day."""
    begin = project_history(atlas, project)[0].day
    found: dict[str, Day] = {}
    for line in atlas.segments_of(project.id):
        for opened in history(atlas, line)[:1] if line.project_id == project.id else ():
            if opened.day < begin:
                found |= {stop: min(opened.day, found.get(stop, begin)) for stop in line.stop_ids}
    return {site_id: day.isoformat() for site_id, day in sorted(found.items())}


def _state_steps(moments: Iterable[DatedState]) -> list[list[str | None]]:
    return [
        [moment.day.isoformat() if moment.is_dated else None, moment.lifecycle.value]
        for moment in moments
    ]


def _post_steps(atlas: Atlas, site: Site) -> list[list[str | None]]:
    before = post_state(atlas, site.id, Day.min)
    steps: list[list[str | None]] = [[None, before.access.value, before.sentence()]]
    for day, state in post_history(atlas, site.id):
        if state.sentence() != before.sentence():
            steps.append([day.isoformat(), state.access.value, state.sentence()])
    return steps
