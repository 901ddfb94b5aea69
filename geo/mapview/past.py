"""What the map fetches when it is asked for a day: the states of everything since 1970."""

from typing import Any

from geo.as_of import default_day
from geo.atlas import Atlas
from geo.model import Segment, Site
from geo.timeline import BEGINNING, happened_by, history, post_history


def build_history(atlas: Atlas) -> dict[str, Any]:
    """The content of `history.json`, for lines, places, posts and the days of events.

    Each record has its steps, oldest first, as `[day, word]`: a lifecycle, or for a post what
    freight could do. Before its first step it was not there, and of a post nothing is known. A
    day of null means that no source says since when.
    """
    segments = {one.id: _steps(atlas, one) for one in atlas.segments}
    sites = {one.id: steps for one in atlas.sites if (steps := _steps(atlas, one))}
    posts = {
        one.id: [[day.isoformat(), access.value] for day, access in known]
        for one in atlas.sites
        if (known := post_history(atlas, one.id))
    }
    end = default_day(atlas)
    days = sorted(happened_by(event, end) for event in atlas.events)
    events = [day.isoformat() for day in days if BEGINNING <= day <= end]
    return {"segments": segments, "sites": sites, "posts": posts, "events": events}


def _steps(atlas: Atlas, record: Segment | Site) -> list[list[str | None]]:
    return [
        [one.day.isoformat() if one.is_dated else None, one.lifecycle.value]
        for one in history(atlas, record)
    ]
