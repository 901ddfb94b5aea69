"""The address of a view, read with suspicion.

The map's script keeps the address up to date; this module checks what a link brings.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from geo.analysis.timeline import BEGINNING
from geo.atlas import Atlas
from geo.mapview.map_files import CONTEXT
from geo.records.as_of import default_day
from geo.records.dates import Day, today, when
from geo.records.texts import mark, say
from geo.records.vocab import PlaceLayer
from geo.views.addresses import FORMS, MAP, ValueKind
from geo.views.page_heads import SELECTABLE

_FORMS = {kind: re.compile(form) for kind, form in FORMS.items()}
_EARLIEST = 1900
_SETS = tuple(known.name for known in MAP.of_kind(ValueKind.IDS))
_NUMBERS = tuple(known.name for known in MAP.of_kind(ValueKind.NUMBER))
_UNKNOWN = {
    "layers": mark("The link names layers that the atlas does not have; they were left out."),
    "states": mark("The link names states that the atlas does not have; they were left out."),
    "modes": mark("The link names modes that the atlas does not have; they were left out."),
    "places": mark(
        "The link names kinds of places that the atlas does not have; they were left out."
    ),
    "context": mark(
        "The link names background lines that the atlas does not have; they were left out."
    ),
}


@dataclass(frozen=True, slots=True)
class ViewState:
    """What a link asks for; None and empty mean the default. A position is whole or not there."""

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
    since: str | None = None


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
    return _vocabulary(atlas, is_town, default_day(atlas))


@lru_cache(maxsize=2)
def _vocabulary(atlas: Atlas, is_town: Callable[[int], bool], last_day: Day) -> Vocabulary:
    # Kept: every click on the map asks for it, and it looks through all records.
    layers = [project.id for project in atlas.projects]
    shown = [record.id for record in atlas.records() if isinstance(record, SELECTABLE)]
    return Vocabulary(
        layers=layers,
        states={segment.lifecycle.value for segment in atlas.segments},
        modes={segment.mode.value for segment in atlas.segments},
        places=[layer.value for layer in PlaceLayer],
        context=list(CONTEXT),
        records=set(shown),
        successors=atlas.successors,
        is_town=is_town,
        last_day=last_day,
    )


def read_query(query: Mapping[str, str], known: Vocabulary) -> tuple[ViewState, tuple[str, ...]]:
    """The view that a query asks for, and one sentence for every value that was ignored."""
    notices: list[str] = []
    asked: dict[str, Any] = {
        name: _known_words(query, name, getattr(known, name), notices) for name in _SETS
    }
    position = {name: _known_number(query, name, notices) for name in _NUMBERS}
    if None not in position.values():
        asked |= position
    view = replace(ViewState(), **asked)
    if query.get("select"):
        parts = known.successors(query["select"])
        if parts[0] in known.records:
            view = replace(view, select=parts[0])
            if len(parts) > 1:
                notices.append(
                    say(
                        "This line is now recorded in {n} parts; the longest is shown.",
                        n=len(parts),
                    )
                )
        else:
            notices.append(say("The link selects a record that the atlas does not have."))
    if query.get("town"):
        town = int(query["town"]) if _is_written_as(ValueKind.TOWN, query["town"]) else 0
        if town and known.is_town(town):
            view = replace(view, town=town)
        else:
            notices.append(say("The link marks a town that the gazetteer does not have."))
    view = replace(view, date=_known_date(query.get("date"), known.last_day, notices))
    view = replace(view, since=_known_since(query.get("since"), notices))
    grounds = MAP["basemap"].words
    if query.get("basemap", grounds[0]) in grounds:
        view = replace(view, basemap=query.get("basemap", grounds[0]))
    elif query["basemap"] == "online":
        notices.append(
            say("Online tiles ask another server. Switch them on above the map if you want them.")
        )
    else:
        notices.append(say("The link names a base map that does not exist."))
    return view, tuple(notices)


def _known_words(
    query: Mapping[str, str], name: str, known: Collection[str], notices: list[str]
) -> tuple[str, ...] | None:
    text = query.get(name)
    if not text:
        return None
    if text == "none":
        return ()
    asked = text[: MAP[name].longest].split(",")
    found = tuple(dict.fromkeys(word for word in asked if word in known))
    if len(found) < len(asked):
        notices.append(say(_UNKNOWN[name]))
    return found or None


def _known_number(query: Mapping[str, str], name: str, notices: list[str]) -> float | None:
    text = query.get(name)
    if text is None:
        return None
    limits = MAP[name]
    if len(text) <= limits.longest and _is_written_as(ValueKind.NUMBER, text):
        value = float(text)
        nearest = min(limits.high, max(limits.low, value))
        if nearest != value:
            notices.append(
                say(
                    "The link asks for {name} {asked}; the map reaches from {low} to {high}, so it "
                    "shows {nearest}.",
                    name=name,
                    asked=text,
                    low=format(limits.low, "g"),
                    high=format(limits.high, "g"),
                    nearest=format(nearest, "g"),
                )
            )
        return nearest
    notices.append(say("The link gives a position ({name}) that is no number.", name=name))
    return None


def _is_written_as(kind: ValueKind, text: str) -> bool:
    return _FORMS[kind].fullmatch(text) is not None


def read_day(text: str | None, last: Day) -> Day | None:
    """The day that `date=` names, if it lies on the timeline, which ends with `last`."""
    try:
        day = Day.fromisoformat(text) if text and _is_written_as(ValueKind.DAY, text) else None
    except ValueError:
        return None
    return day if day and BEGINNING <= day <= last else None


def read_since(text: str | None) -> Day | None:
    """The day since which changes are asked for: any of the calendar from 1900 on."""
    try:
        day = Day.fromisoformat(text) if text and _is_written_as(ValueKind.DAY, text) else None
    except ValueError:
        return None
    return day if day and day.year >= _EARLIEST else None


def _known_since(text: str | None, notices: list[str]) -> str | None:
    day = read_since(text)
    if text and not day:
        notices.append(
            say(
                "The link asks what changed since a day that is none; the page tells the newest. "
                "Write it like 2026-10-01."
            )
        )
    return day.isoformat() if day else None


def _known_date(text: str | None, last: Day, notices: list[str]) -> str | None:
    day = read_day(text, last)
    if text and not day:
        start, end = (when(limit.isoformat()) for limit in (BEGINNING, last))
        notices.append(
            say(
                "The link asks for a date that is no day from {start} to {end}; the map shows "
                "today. Write it like 2025-08-01.",
                start=start,
                end=end,
            )
        )
    return day.isoformat() if day else None
