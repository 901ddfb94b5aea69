"""What the page of routes shows: the answer as cards, each with its doubts and its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.dates import when
from geo.model import BorderStatus, Segment
from geo.network import Frontier, home
from geo.route import RouteAnswer
from geo.route_model import IN_SERVICE, Factors, Interchange, Route, RouteQuery, RouteStep
from geo.views.freshness import departure_words, last_known_posts
from geo.views.parts import Fact, Footnote, Link, Notes, doubt
from geo.views.spans import DASH, THIN, dollars, duration, kilometres, span_words, way_words
from geo.views.ways import KM_FROM, ranked
from geo.vocab import COUNTRIES, Access, Confidence, Factor, Mode

_SILENT = "no source says whether it is open"
_HEIGHT_NOTE = "heights of a few passes are recorded, so it may be higher elsewhere"


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg of a route, ready for a table; kilometres and hours as text."""

    start: str
    end: str
    way: str
    line: Link | None
    km: str
    km_from: str
    state: str
    hours: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One route: what it takes, what it passes, what is not sure."""

    rank: str
    title: str
    km: str
    time: str
    cost: str
    counts: str
    frontiers: tuple[Fact, ...]
    changes: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]
    legs: tuple[LegRow, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """One factor that the answer rests on; `ours` is the atlas's own value if it was changed."""

    what: str
    low: str
    high: str
    unit: str
    note: str
    doubt: str
    notes: tuple[int, ...]
    ours: str = ""


@dataclass(frozen=True, slots=True)
class RoutePage:
    """The answer to one query, in the order in which it is read."""

    heading: str
    heard: str
    blocked: tuple[Fact, ...]
    also_shut: str
    reason: str
    cards: tuple[Card, ...]
    sea: Card | None
    assumed: tuple[Assumed, ...]
    footnotes: tuple[Footnote, ...]


def route_page(atlas: Atlas, query: RouteQuery, answer: RouteAnswer, factors: Factors) -> RoutePage:
    """Everything that the page says about one answer."""
    notes = Notes(atlas)
    presenter = _RoutePresenter(atlas, notes, query)
    start, goal = (atlas.site(one).names.en for one in (query.from_id, query.to_id))
    blocked = tuple(presenter.blocked(answer.blocked))
    cards = [presenter.card(rank, route) for rank, route in ranked(answer)]
    return RoutePage(
        heading=f"{start} to {goal}, {when(query.day.isoformat())}",
        heard=departure_words(atlas, query.day),
        blocked=blocked,
        also_shut=presenter.also_shut(answer.blocked),
        reason=answer.reason,
        cards=tuple(card for card in cards if card.rank != "sea"),
        sea=next((card for card in cards if card.rank == "sea"), None),
        assumed=tuple(_assumed(atlas, factors, notes)),
        footnotes=notes.footnotes(),
    )


@dataclass(frozen=True, slots=True)
class _RoutePresenter:
    """Puts routes into words; all share one list of footnotes."""

    atlas: Atlas
    notes: Notes
    query: RouteQuery

    def card(self, rank: str, route: Route) -> Card:
        gauges = len(route.gauge_changes)
        modes = len(route.changes) - gauges
        return Card(
            rank=rank,
            title=self._title(route),
            km=kilometres(route.km),
            time=duration(route.hours),
            cost=dollars(route.usd),
            counts=", ".join(
                (
                    _count(len(route.crossings), "frontier"),
                    _count(gauges, "gauge change"),
                    _count(modes, "mode change"),
                )
            ),
            frontiers=tuple(self._frontiers(route)),
            changes=tuple(self._change(one) for one in route.changes),
            facts=tuple(self._facts(route)),
            doubts=tuple(self._doubts(route)),
            legs=tuple(self._leg(step) for step in route.steps),
        )

    def _name(self, site_id: str) -> str:
        return self.atlas.site(site_id).names.en

    def _title(self, route: Route) -> str:
        """The modes of a route and the frontiers that tell it from others."""
        modes = list(dict.fromkeys(step.leg.mode.value for step in route.steps))
        inner = route.site_ids[1:-1]
        named = [
            self._name(_in_order(frontier, step)[0])
            for step in route.steps
            for frontier in step.leg.frontiers
            if frontier.post_ids
        ]
        if not named and inner:
            named = [self._name(inner[len(inner) // 2])]
        by = " and ".join((", ".join(modes[:-1]), modes[-1])) if modes[1:] else modes[0]
        via = f" by way of {', '.join(dict.fromkeys(named))}" if named else ""
        return f"{by.capitalize()}{via}"

    # Frontiers -----------------------------------------------------------------------------

    def _frontiers(self, route: Route) -> Iterator[Fact]:
        for step in route.steps:
            for frontier in step.leg.frontiers:
                yield self._frontier(step, frontier)

    def _frontier(self, step: RouteStep, frontier: Frontier) -> Fact:
        ends = [home(self.atlas.site(one)) for one in (step.from_id, step.to_id)]
        label = " – ".join(COUNTRIES.get(code, code) for code in ends)
        if step.leg.mode is Mode.SEA:
            return Fact(label, "by ship, in the ports")
        if not frontier.post_ids:
            return Fact(label, f"the atlas has no post there; {_SILENT}")
        found = [(self._name(one), self._status(one)) for one in _in_order(frontier, step)]
        return Fact(
            label,
            "; ".join(f"{name}: {_state(status)}" for name, status in found),
            self.notes([source for _, one in found if one for source in one.source_ids]),
            _worst_doubt([one.confidence for _, one in found if one]),
        )

    def _status(self, post_id: str) -> BorderStatus | None:
        return self.atlas.border_status_on(post_id, self.query.day.isoformat())

    def blocked(self, shut: Sequence[BorderStatus]) -> Iterator[Fact]:
        """One sentence for posts that were shut from the same day on."""
        by_date: defaultdict[str, list[BorderStatus]] = defaultdict(list)
        for one in shut:
            by_date[one.from_date].append(one)
        for date, group in by_date.items():
            names = " and ".join(dict.fromkeys(self._name(one.site_id) for one in group))
            yield Fact(
                f"On {when(self.query.day.isoformat())} nothing goes through {names}",
                f"freight closed from {when(date)}",
                self.notes([source for one in group for source in one.source_ids]),
                _worst_doubt([one.confidence for one in group]),
            )

    def also_shut(self, shut: Sequence[BorderStatus]) -> str:
        """Other posts that were shut to freight on the day."""
        told = {one.site_id for one in shut}
        posts = dict.fromkeys(one.site_id for one in self.atlas.border_statuses)
        found = [self._status(one) for one in posts if one not in told]
        names = sorted(self._name(x.site_id) for x in found if x and x.freight is Access.CLOSED)
        return ", ".join(names)

    # Facts and doubts ----------------------------------------------------------------------

    def _change(self, change: Interchange) -> Fact:
        kind = "Gauge" if change.is_gauge else "Mode"
        words = f"{way_words(change.before)} to {way_words(change.after)}"
        taken = f"{span_words(change.hours)}{THIN}h, {dollars(change.usd)}"
        return Fact(f"{kind} change in {self._name(change.site_id)}", f"{words}; {taken}")

    def _facts(self, route: Route) -> Iterator[Fact]:
        yield Fact("Carries traffic today", _percent(route.share_today))
        yield Fact("Drawn schematically", _percent(route.share_schematic))
        sites = [self.atlas.site(one) for one in route.site_ids]
        high = max((one for one in sites if one.elevation_m), key=_height, default=None)
        if high is None:
            yield Fact("Highest recorded point", "no height recorded on this way")
            return
        metres = f"{high.elevation_m:,} m".replace(",", THIN)
        words = f"{high.names.en}, {metres}; {_HEIGHT_NOTE}"
        yield Fact("Highest recorded point", words, self.notes(high.source_ids))

    def _doubts(self, route: Route) -> Iterator[str]:
        silent = self._silent_posts(route)
        if silent:
            yield f"No source says whether freight passed {', '.join(silent)} on that day."
        old = last_known_posts(self.atlas, self._known_posts(route), self.query.day)
        if old:
            yield old
        on_paper = [one for one in route.steps if one.leg.lifecycle not in IN_SERVICE]
        if on_paper:
            km = sum(one.leg.km for one in on_paper)
            names = dict.fromkeys(self._project(one) for one in on_paper)
            yield f"{kilometres(km)} are not in service: {', '.join(filter(None, names))}."
        unsure = self._unsure_km(route)
        if unsure >= 1:
            yield f"{kilometres(unsure)} run on lines that are widely known or doubtful only."
        assumed = sum(one.leg.km for one in route.steps if one.leg.is_local)
        if assumed >= 1:
            yield f"{kilometres(assumed)} between neighbouring places are assumed local haulage."

    def _silent_posts(self, route: Route) -> list[str]:
        known = self._known_posts(route)
        return [self._name(post) for post in _posts(route) if post not in known]

    def _known_posts(self, route: Route) -> list[str]:
        """Posts on the way of which a source says what freight could do on that day."""
        states = {post: self._status(post) for post in _posts(route)}
        return [post for post, one in states.items() if one and one.freight is not Access.UNKNOWN]

    def _unsure_km(self, route: Route) -> float:
        return sum(
            step.leg.km
            for step in route.steps
            if (segment := self._segment(step)) and segment.confidence is not Confidence.SOURCED
        )

    # Legs ----------------------------------------------------------------------------------

    def _segment(self, step: RouteStep) -> Segment | None:
        return self.atlas.segment(step.leg.segment_id) if step.leg.segment_id else None

    def _project(self, step: RouteStep) -> str:
        project = self.atlas.find_project(step.leg.project_id or "")
        return project.short if project else ""

    def _leg(self, step: RouteStep) -> LegRow:
        leg, segment = step.leg, self._segment(step)
        source = segment.published_length_source_id if segment else None
        return LegRow(
            start=self._name(step.from_id),
            end=self._name(step.to_id),
            way=way_words(step.way),
            line=Link(segment.id, self._project(step)) if segment else None,
            km=kilometres(leg.km),
            km_from=KM_FROM[leg.km_basis],
            state="local haul" if leg.is_local else leg.lifecycle.value,
            hours=duration(step.hours),
            notes=self.notes([source]) if source and leg.km_basis == "published" else (),
        )


def _assumed(atlas: Atlas, factors: Factors, notes: Notes) -> Iterator[Assumed]:
    by_factor = {one.factor: one for one in atlas.assumptions}
    for factor in Factor:
        one, span = by_factor.get(factor), factors.get(factor)
        if one is None or span is None:
            continue
        is_own = (span.low, span.high) != (one.low, one.high)
        yield Assumed(
            what=factor.meaning.rstrip("."),
            low=f"{span.low:g}",
            high=f"{span.high:g}",
            unit=factor.unit,
            note=one.note,
            doubt=doubt(one.confidence),
            notes=notes(one.source_ids),
            ours=f"{one.low:g}{DASH}{one.high:g}" if is_own else "",
        )


def _posts(route: Route) -> list[str]:
    """Every border post of a route once, in the order of travel."""
    crossed = ((step, one) for step in route.steps for one in step.leg.frontiers)
    return list(dict.fromkeys(post for step, one in crossed for post in _in_order(one, step)))


def _in_order(frontier: Frontier, step: RouteStep) -> list[str]:
    """The posts of a frontier as a traveller comes to them."""
    return sorted(frontier.post_ids, key=lambda one: one != step.from_id)


def _state(status: BorderStatus | None) -> str:
    if status is None or status.freight is Access.UNKNOWN:
        return _SILENT
    words = {Access.OPEN: "open to freight", Access.PARTIAL: "open to freight with limits"}
    since = when(status.from_date)
    return f"{words.get(status.freight, 'shut to freight')} since {since}"


def _worst_doubt(levels: Sequence[Confidence]) -> str:
    order = (Confidence.DOUBTFUL, Confidence.GENERAL, Confidence.SOURCED)
    return next((doubt(one) for one in order if one in levels), "")


def _height(site: object) -> int:
    return getattr(site, "elevation_m", None) or 0


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{share:.0%}"
