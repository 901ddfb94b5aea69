"""A question as the query of a link, read with suspicion and written plainly.

    from=karachi-port&to=tashkent&reach=proposed&day=2025-10-15&closed-posts=torkham&rail-speed=20-40

Only what differs from the default is written. Places stand without `site-`, sets are joined by
commas, and a factor has its low and high value. What is wrong is told, and nothing is put in its
place: a question with problems has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from geo.records.as_of import default_day, first_day, last_departure_day
from geo.records.dates import Day
from geo.records.loaded import TRACK_LINES
from geo.records.model import LEAST, MOST, Project, Segment
from geo.records.phrases import with_commas
from geo.records.texts import say
from geo.records.vocab import Factor, Mode, SiteKind
from geo.routing.assumptions import Assumptions, Factors, Range
from geo.routing.route_model import LineFilter, Objective, PostPolicy, RouteQuery
from geo.routing.router import Router

#: Modes that a reader may choose; a conveyor leads nowhere.
MODES = tuple(mode for mode in Mode if mode.is_routable)
#: What a new reader sees but for the day, which `Choices.default` takes from the newest record.
_DEFAULT = RouteQuery("site-karachi-port", "site-tashkent", day=first_day())

_SITE = "site-"
#: A set of every line of the atlas is shorter; what is longer is no honest question.
_LONGEST = 60_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RANGE = re.compile(r"(?P<low>[0-9]{1,6}(\.[0-9]{1,4})?)-(?P<high>[0-9]{1,6}(\.[0-9]{1,4})?)")
#: Name in the link that asks for posts which were shut when last heard of, and the word for it.
_SHUT_POSTS, _USE = "last-known-closed", "use"
#: Name in the link -> field of the query, for sets of ids.
_SETS = {
    "as-if-built": "as_if_built",
    "closed-posts": "closed_posts",
    "closed-countries": "closed_countries",
    "closed-lines": "closed_lines",
}
_FACTORS = tuple(factor.value for factor in Factor)
NAMES = ("from", "to", "reach", "modes", "day", "aim", _SHUT_POSTS, *_SETS, *_FACTORS)


_Choice = TypeVar("_Choice", LineFilter, Objective)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A question, the reader's own factors, and a sentence for each thing not understood.

    `notices` tell of what was understood and changes nothing; the question has its answer.
    """

    query: RouteQuery
    own: tuple[tuple[Factor, Range], ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class Choices:
    """The ids that a query may name in one atlas."""

    def __init__(self, router: Router) -> None:
        """Look up what there is to choose from."""
        atlas, network = router.atlas, router.network
        by_name = sorted(atlas.sites, key=lambda site: (site.names.en, site.id))
        # A town before its stations and ports: who types its name means the town.
        towns_first = sorted(by_name, key=lambda site: site.kind is not SiteKind.CITY)
        self.places = tuple(site.id for site in towns_first if network.touches(site.id))
        self.posts = tuple(site.id for site in by_name if site.kind is SiteKind.BORDER_CROSSING)
        self.countries = tuple(sorted({code for site in atlas.sites for code in site.countries}))
        used = {name for leg in network.legs for name in leg.project_ids}
        on_paper = [leg for leg in network.legs if not leg.lifecycle.is_in_service]
        unbuilt = {name for leg in on_paper for name in (*leg.project_ids, leg.segment_id)}
        projects = tuple(project.id for project in atlas.projects if project.id in used)
        segments = dict.fromkeys(leg.segment_id for leg in network.legs if leg.segment_id)
        self.lines = (*projects, *segments)
        self.unbuilt = tuple(name for name in self.lines if name in unbuilt)
        self.known: Mapping[str, Collection[str]] = {
            "as-if-built": set(self.unbuilt),
            "closed-posts": {post.removeprefix(_SITE) for post in self.posts},
            "closed-countries": set(self.countries),
            "closed-lines": set(self.lines),
        }
        self.sites = {site.id for site in atlas.sites}
        self.lacks_courses = atlas.lacks_courses
        self.assumptions = router.assumptions()
        self._atlas = atlas

    def successors(self, record_id: str) -> tuple[str, ...]:
        """The ids of today of a record that may have had another one, or have been cut."""
        return self._atlas.successors(record_id)

    def why_idle(self, name: str, record_id: str) -> str:
        """Why a project or line has no effect in a set of the link; empty if it is unknown."""
        record = self._atlas.find(record_id)
        if name not in {"closed-lines", "as-if-built"} or not isinstance(record, Project | Segment):
            return ""
        called = record.names.en if isinstance(record, Project) else record_id
        if record_id not in self.lines:
            return say(
                "No route uses {name}; that it is named in the link changes nothing.", name=called
            )
        return say("{name} has nothing left to build.", name=called)

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
    # No page writes more; a few strangers may come with a link from elsewhere.
    if len(link) > len(NAMES) + 5:
        problem = say("The link has more parts than a question can have.")
        return ParsedQuery(choices.default, problems=(problem,))
    problems: list[str] = []
    notices: list[str] = []
    sets: dict[str, Any] = {
        field: _parse_ids(link, name, choices, problems, notices) for name, field in _SETS.items()
    }
    default = choices.default
    query = replace(
        default,
        from_id=_parse_place(link, "from", default.from_id, choices, problems),
        to_id=_parse_place(link, "to", default.to_id, choices, problems),
        reach=_parse_word(link, "reach", LineFilter, default.reach, problems),
        objective=_parse_word(link, "aim", Objective, default.objective, problems),
        modes=_parse_modes(link, problems),
        day=_parse_day(link, default.day, problems),
        posts=_parse_posts(link, problems),
        **sets,
    )
    ours = choices.assumptions.everywhere()
    own = [(factor, _parse_range(link, factor, ours, problems)) for factor in Factor]
    given = tuple((factor, range_) for factor, range_ in own if range_)
    return ParsedQuery(query, given, tuple(problems), tuple(notices))


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
    if query.posts is PostPolicy.USE_SHUT:
        parts[_SHUT_POSTS] = _USE
    for name, field in _SETS.items():
        ids = sorted(record_id.removeprefix(_SITE) for record_id in getattr(query, field))
        # In the order of the alphabet: the same question has one link, which caches can keep.
        if ids:
            parts[name] = ",".join(ids)
    return parts | {factor.value: f"{low:.10g}-{high:.10g}" for factor, (low, high) in asked.own}


def query_string(asked: ParsedQuery) -> str:
    """The query as one text, without the question mark."""
    return urlencode(format_query(asked), safe=",")


def assumptions_of(asked: ParsedQuery, router: Router) -> Assumptions:
    """The assumptions of the atlas with the reader's own in their place."""
    return router.assumptions(dict(asked.own))


def why_unanswerable(query: RouteQuery, choices: Choices) -> str:
    """What stands between a query and an answer, in one sentence; empty if nothing does."""
    if not query.from_id or not query.to_id:
        return say("Choose a place to start from and a place to go to.")
    if not query.modes:
        return say("Choose at least one of rail, road and sea.")
    return data_fault(choices)


def data_fault(choices: Choices) -> str:
    """Why the data lets no way be weighed, in one sentence; empty if it does."""
    if choices.lacks_courses:
        return say(
            "{file} is missing or damaged, so no length is known and no route can be weighed.",
            file=TRACK_LINES,
        )
    # Without a figure that holds everywhere a leg could have no price at all.
    known = choices.assumptions.everywhere()
    unknown = [factor.value for factor in Factor if factor not in known]
    if unknown:
        return say(
            "assumptions.csv lacks {factors}, so no route can be weighed.",
            factors=with_commas(unknown),
        )
    return ""


def range_problem(factor: Factor, range_: Range) -> str:
    """Why a range cannot be the values of a factor, in one sentence; empty if it can."""
    if not LEAST <= range_.low <= range_.high <= MOST:
        least, most = f"{LEAST:g}", f"{MOST:.0f}"
        return say(
            "“{factor}” takes a low and a high number from {least} to {most}, "
            "the low one first, such as 20-40.",
            factor=factor,
            least=least,
            most=most,
        )
    return ""


def _parse_place(
    link: Mapping[str, str], name: str, default: str, choices: Choices, problems: list[str]
) -> str:
    text = link.get(name)
    if text is None:
        return default
    if not text:
        return ""
    site_id = f"{_SITE}{text.removeprefix(_SITE)}"
    if _ID.fullmatch(site_id) and site_id in choices.sites:
        return site_id
    problems.append(
        say("The place in “{name}” is not in the atlas; choose one from the list.", name=name)
    )
    return ""


def _parse_word(
    link: Mapping[str, str], name: str, words: type[_Choice], default: _Choice, problems: list[str]
) -> _Choice:
    try:
        return words(link[name]) if name in link else default
    except ValueError:
        problems.append(
            say(
                "“{name}” has a word that the atlas does not know; it takes {words}.",
                name=name,
                words=with_commas(word.value for word in words),
            )
        )
        return default


def _parse_posts(link: Mapping[str, str], problems: list[str]) -> PostPolicy:
    text = link.get(_SHUT_POSTS)
    if text not in {None, _USE}:
        problems.append(
            say("“{name}” takes the word {word} and no other.", name=_SHUT_POSTS, word=_USE)
        )
    return PostPolicy.USE_SHUT if text == _USE else PostPolicy.IF_OPEN


def _parse_modes(link: Mapping[str, str], problems: list[str]) -> frozenset[Mode]:
    text = link.get("modes")
    if text is None:
        return _DEFAULT.modes
    # "none" stands for a reader who switched all off, which is told and not mended.
    asked = set(text.split(",")) - {"none"}
    found = frozenset(mode for mode in MODES if mode.value in asked)
    if len(found) < len(asked):
        problems.append(say("“modes” takes rail, road and sea, and it has another word."))
    return found


def _parse_day(link: Mapping[str, str], default: Day, problems: list[str]) -> Day:
    text = link.get("day")
    if text is None:
        return default
    try:
        day = Day.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    first, last = first_day(), last_departure_day()
    if day and first <= day <= last:
        return day
    problems.append(
        say(
            "“day” is no date from {first} to {last}, written like 2025-10-15.",
            first=first,
            last=last,
        )
    )
    return default


def _parse_ids(
    link: Mapping[str, str],
    name: str,
    choices: Choices,
    problems: list[str],
    notices: list[str],
) -> frozenset[str]:
    text = link.get(name)
    if not text:
        return frozenset()
    if len(text) > _LONGEST:
        problems.append(say("“{name}” is longer than a list of all that the atlas has.", name=name))
        return frozenset()
    prefix = _SITE if name == "closed-posts" else ""
    found: set[str] = set()
    idle: dict[str, str] = {}
    for part in text.split(","):
        ids = {heir.removeprefix(prefix) for heir in choices.successors(part)}
        used = ids.intersection(choices.known[name])
        found |= used
        if not used:
            reasons = (choices.why_idle(name, record_id) for record_id in ids)
            idle[part] = next(filter(None, reasons), "")
    if not all(idle.values()):
        problems.append(say("“{name}” names something that the atlas does not have.", name=name))
    notices += filter(None, dict.fromkeys(idle.values()))
    return frozenset(f"{prefix}{record_id}" for record_id in found)


def _parse_range(
    link: Mapping[str, str], factor: Factor, ours: Factors, problems: list[str]
) -> Range | None:
    text = link.get(factor.value)
    if text is None:
        return None
    parts = _RANGE.fullmatch(text)
    range_ = Range(float(parts["low"]), float(parts["high"])) if parts else Range(0.0, 0.0)
    problem = range_problem(factor, range_)
    if problem:
        problems.append(problem)
        return None
    return range_ if range_ != ours.get(factor) else None
