"""The address of a view, read with suspicion.

The map's script keeps the address up to date; this module checks what a link brings.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geo.analysis.timeline import BEGINNING
from geo.atlas import Atlas
from geo.mapview.payload import CONTEXT
from geo.records.as_of import default_day
from geo.records.dates import Day, today, when
from geo.records.vocab import PlaceLayer

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SETS = ("layers", "states", "modes", "places", "context")
_MEANING = {name: name for name in _SETS} | {
    "places": "kinds of places",
    "context": "background lines",
}
_TOWN = re.compile(r"[1-9][0-9]{0,8}")  # an id of GeoNames
_BASEMAPS = ("relief", "plain")
_LIMITS = {"lat": (10.0, 65.0), "lon": (-10.0, 130.0), "z": (3.0, 10.0)}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 2000
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class ViewState:
    """What a link asks for; None and empty mean the default."""

    layers: tuple[str, ...] | None = None
    states: tuple[str, ...] | None = None
    modes: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    context: tuple[str, ...] | None = None
    select: str | None = None
    town: int | None = None
    lat: float | None = None
    lon: float | None = None
    z: float | None = None
    basemap: str = "relief"
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids and words that a link may use, and the last day of the timeline."""

    layers: Collection[str]
    states: Collection[str]
    modes: Collection[str]
    places: Collection[str]
    context: Collection[str]
    records: Collection[str]
    is_town: Callable[[int], bool] = bool
    last_day: Day = field(default_factory=today)
    successors: Callable[[str], tuple[str, ...]] = lambda record_id: (record_id,)


def vocabulary(atlas: Atlas, is_town: Callable[[int], bool] = bool) -> Vocabulary:
    """What the atlas knows, for `read_query`; `is_town` is asked only if a link marks a town."""
    layers = [project.id for project in atlas.projects]
    drawn = [site.id for site in (*atlas.sites, *atlas.segments, *atlas.areas, *atlas.articles)]
    return Vocabulary(
        layers=layers,
        states={segment.lifecycle.value for segment in atlas.segments},
        modes={segment.mode.value for segment in atlas.segments},
        places=[layer.value for layer in PlaceLayer],
        context=list(CONTEXT),
        records={*layers, *drawn},
        successors=atlas.successors,
        is_town=is_town,
        last_day=default_day(atlas),
    )


def read_query(query: Mapping[str, str], known: Vocabulary) -> tuple[ViewState, tuple[str, ...]]:
    """The view that a query asks for, and one sentence for every value that was ignored."""
    notices: list[str] = []
    asked: dict[str, Any] = {
        name: _known_words(query, name, getattr(known, name), notices) for name in _SETS
    }
    asked |= {name: _known_number(query, name, notices) for name in _LIMITS}
    view = replace(ViewState(), **asked)
    if query.get("select"):
        parts = known.successors(query["select"])
        if parts[0] in known.records:
            view = replace(view, select=parts[0])
            if len(parts) > 1:
                notices.append(
                    f"This line is now recorded in {len(parts)} parts; the longest is shown."
                )
        else:
            notices.append("The link selects a record that the atlas does not have.")
    if query.get("town"):
        town = int(query["town"]) if _TOWN.fullmatch(query["town"]) else 0
        if town and known.is_town(town):
            view = replace(view, town=town)
        else:
            notices.append("The link marks a town that the gazetteer does not have.")
    view = replace(view, date=_known_date(query.get("date"), known.last_day, notices))
    if query.get("basemap", "relief") in _BASEMAPS:
        view = replace(view, basemap=query.get("basemap", "relief"))
    elif query["basemap"] == "online":
        notices.append(
            "Online tiles ask another server. Switch them on above the map if you want them."
        )
    else:
        notices.append("The link names a base map that does not exist.")
    return view, tuple(notices)


def _known_words(
    query: Mapping[str, str], name: str, known: Collection[str], notices: list[str]
) -> tuple[str, ...] | None:
    text = query.get(name)
    if not text:
        return None
    if text == "none":
        return ()
    asked = text[:_LONGEST].split(",")
    found = tuple(dict.fromkeys(word for word in asked if _ID.fullmatch(word) and word in known))
    if len(found) < len(asked):
        notices.append(
            f"The link names {_MEANING[name]} that the atlas does not have; they were left out."
        )
    return found or None


def _known_number(query: Mapping[str, str], name: str, notices: list[str]) -> float | None:
    text = query.get(name)
    if text is None:
        return None
    low, high = _LIMITS[name]
    try:
        value = float(text) if len(text) <= _LONGEST_NUMBER else float("nan")
    except ValueError:
        value = float("nan")
    if low <= value <= high:
        return value
    notices.append(f"The link gives a position ({name}) that is not on the map.")
    return None


def read_day(text: str | None, last: Day) -> Day | None:
    """The day that `date=` names, if it lies on the timeline, which ends with `last`."""
    try:
        day = Day.fromisoformat(text) if text and _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and BEGINNING <= day <= last else None


def _known_date(text: str | None, last: Day, notices: list[str]) -> str | None:
    day = read_day(text, last)
    if text and not day:
        start, end = (when(limit.isoformat()) for limit in (BEGINNING, last))
        notices.append(
            f"The link asks for a date that is no day from {start} to {end}; "
            "the map shows today. Write it like 2025-08-01."
        )
    return day.isoformat() if day else None
