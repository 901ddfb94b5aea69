"""A question as the query of a link, read with suspicion and written plainly.

    from=karachi-port&to=tashkent&reach=proposed&day=2025-10-15&closed-posts=torkham&rail-speed=20-40

Only what differs from the default is written, and the day. Places stand without `site-`, sets are
joined by commas, and a factor has its low and high value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - as in geo.dates
from typing import Any, TypeVar
from urllib.parse import urlencode

from geo.as_of import default_day, first_day, last_departure_day
from geo.route import Router, factors_of
from geo.route_model import IN_SERVICE, Factors, LineFilter, Objective, Range, RouteQuery
from geo.vocab import Factor, Mode, SiteKind

#: Modes that a reader may choose; a conveyor leads nowhere.
MODES = (Mode.RAIL, Mode.ROAD, Mode.SEA)
#: What a new reader sees but for the day, which `Choices.default` takes from the newest record.
_DEFAULT = RouteQuery("site-karachi-port", "site-tashkent", day=first_day())

_SITE = "site-"
_LONGEST = 2000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"(?P<low>[0-9]{1,6}(\.[0-9]{1,4})?)-(?P<high>[0-9]{1,6}(\.[0-9]{1,4})?)")
#: Name in the link -> field of the query, for sets of ids.
_SETS = {
    "as-if-built": "as_if_built",
    "closed-posts": "closed_posts",
    "closed-countries": "closed_countries",
    "closed-lines": "closed_lines",
}
NAMES = ("from", "to", "reach", "modes", "day", "aim", *_SETS, *(one.value for one in Factor))


_W = TypeVar("_W", LineFilter, Objective)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A question, the reader's own factors, and a sentence for each thing not understood."""

    query: RouteQuery
    own: tuple[tuple[Factor, Range], ...] = ()
    problems: tuple[str, ...] = ()


class Choices:
    """The ids that a query may name in one atlas."""

    def __init__(self, router: Router) -> None:
        """Look up what there is to choose from."""
        atlas, network = router.atlas, router.network
        by_name = sorted(atlas.sites, key=lambda one: (one.names.en, one.id))
        self.places = tuple(one.id for one in by_name if network.touches(one.id))
        self.posts = tuple(one.id for one in by_name if one.kind is SiteKind.BORDER_CROSSING)
        self.countries = tuple(sorted({code for one in atlas.sites for code in one.countries}))
        used = {leg.project_id for leg in network.legs}
        on_paper = {leg.project_id for leg in network.legs if leg.lifecycle not in IN_SERVICE}
        projects = tuple(one.id for one in atlas.projects if one.id in used)
        self.unbuilt = tuple(one for one in projects if one in on_paper)
        segments = dict.fromkeys(leg.segment_id for leg in network.legs if leg.segment_id)
        self.lines = (*projects, *segments)
        self.known: Mapping[str, Collection[str]] = {
            "as-if-built": set(self.unbuilt),
            "closed-posts": {one.removeprefix(_SITE) for one in self.posts},
            "closed-countries": set(self.countries),
            "closed-lines": set(self.lines),
        }
        self.sites = {one.id for one in atlas.sites}
        self.factors = factors_of(atlas)
        self._atlas = atlas

    @property
    def default(self) -> RouteQuery:
        """What a new reader sees: on the day of the newest record, as long as its ends are known.

        It is made anew each time, since the day moves with the data.
        """
        query = replace(_DEFAULT, day=default_day(self._atlas))
        ends = {query.from_id, query.to_id}
        return query if ends <= self.sites else replace(query, from_id="", to_id="")


def parse_query(link: Mapping[str, str], choices: Choices) -> ParsedQuery:
    """The question of a link; what is missing has its default, what is wrong is told."""
    problems: list[str] = []
    known = link if len(link) <= len(NAMES) + 5 else {}
    if known is not link:
        problems.append("The link has more parts than a question can have.")
    sets: dict[str, Any] = {
        field: _set(known, name, choices, problems) for name, field in _SETS.items()
    }
    default = choices.default
    query = replace(
        default,
        from_id=_place(known, "from", default.from_id, choices, problems),
        to_id=_place(known, "to", default.to_id, choices, problems),
        reach=_word(known, "reach", LineFilter, default.reach, problems),
        objective=_word(known, "aim", Objective, default.objective, problems),
        modes=_modes(known, problems),
        day=_day(known, default.day, problems),
        **sets,
    )
    own = [(one, _span(known, one, choices.factors, problems)) for one in Factor]
    return ParsedQuery(query, tuple((one, span) for one, span in own if span), tuple(problems))


def format_query(asked: ParsedQuery) -> dict[str, str]:
    """The link of a question, name by name; the default says nothing but its ends and its day.

    The day always stands there: that of the newest record moves, and a link must keep its meaning.
    """
    query = asked.query
    parts = {"from": query.from_id.removeprefix(_SITE), "to": query.to_id.removeprefix(_SITE)}
    if query.reach is not _DEFAULT.reach:
        parts["reach"] = query.reach.value
    if query.modes != _DEFAULT.modes:
        parts["modes"] = ",".join(mode.value for mode in MODES if mode in query.modes) or "none"
    parts["day"] = query.day.isoformat()
    if query.objective is not _DEFAULT.objective:
        parts["aim"] = query.objective.value
    for name, field in _SETS.items():
        ids = sorted(one.removeprefix(_SITE) for one in getattr(query, field))
        if ids:
            parts[name] = ",".join(ids)
    return parts | {factor.value: f"{low:g}-{high:g}" for factor, (low, high) in asked.own}


def link(asked: ParsedQuery) -> str:
    """The query as one text, without the question mark."""
    return urlencode(format_query(asked), safe=",")


def factors(asked: ParsedQuery, choices: Choices) -> Factors:
    """The assumptions of the atlas with the reader's own in their place."""
    return {**choices.factors, **dict(asked.own)}


def missing(query: RouteQuery, choices: Choices) -> str:
    """What stands between a query and an answer, in one sentence; empty if nothing does."""
    if not query.from_id or not query.to_id:
        return "Choose a place to start from and a place to go to."
    if not query.modes:
        return "Choose at least one of rail, road and sea."
    unknown = [one.value for one in Factor if one not in choices.factors]
    if unknown:
        return f"assumptions.csv lacks {', '.join(unknown)}, so no way can be weighed."
    return ""


def _place(
    query: Mapping[str, str], name: str, default: str, choices: Choices, problems: list[str]
) -> str:
    text = query.get(name)
    if text is None:
        return default
    if not text:
        return ""
    site_id = f"{_SITE}{text.removeprefix(_SITE)}"
    if _ID.fullmatch(site_id) and site_id in choices.sites:
        return site_id
    problems.append(f"The place in “{name}” is not in the atlas; choose one from the list.")
    return default


def _word(
    query: Mapping[str, str], name: str, words: type[_W], default: _W, problems: list[str]
) -> _W:
    try:
        return words(query[name]) if name in query else default
    except ValueError:
        problems.append(f"“{name}” has a word that the atlas does not know; the default is used.")
        return default


def _modes(query: Mapping[str, str], problems: list[str]) -> frozenset[Mode]:
    text = query.get("modes")
    if text is None:
        return _DEFAULT.modes
    asked = set(text[:_LONGEST].split(",")) - {"none"}
    found = frozenset(mode for mode in MODES if mode.value in asked)
    if len(found) < len(asked):
        problems.append("“modes” takes rail, road and sea; what else it says was left out.")
    return found


def _day(query: Mapping[str, str], default: Day, problems: list[str]) -> Day:
    text = query.get("day")
    if text is None:
        return default
    try:
        day = Day.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    first, last = first_day(), last_departure_day()
    if day and first <= day <= last:
        return day
    problems.append(f"“day” is no date from {first.year} to {last}, such as 2025-10-15.")
    return default


def _set(
    query: Mapping[str, str], name: str, choices: Choices, problems: list[str]
) -> frozenset[str]:
    text = query.get(name)
    if not text:
        return frozenset()
    prefix = _SITE if name == "closed-posts" else ""
    asked = {one.removeprefix(prefix) for one in text[:_LONGEST].split(",")}
    found = {one for one in asked if one in choices.known[name]}
    if len(found) < len(asked):
        problems.append(f"“{name}” names something that the atlas does not have; it was left out.")
    return frozenset(f"{prefix}{one}" for one in found)


def _span(
    query: Mapping[str, str], factor: Factor, ours: Factors, problems: list[str]
) -> Range | None:
    text = query.get(factor.value)
    if text is None:
        return None
    parts = _SPAN.fullmatch(text)
    span = Range(float(parts["low"]), float(parts["high"])) if parts else Range(0.0, 0.0)
    if 0 < span.low <= span.high:
        return span if span != ours.get(factor) else None
    problems.append(f"“{factor}” takes a low and a high number above zero, such as 20-40.")
    return None
