"""One route in words: what it takes, what it passes, what is not sure, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.border_posts import PostState, post_state
from geo.atlas import Atlas
from geo.network.transport_network import BorderCrossing, country_of
from geo.records.dates import Day, first_day, when
from geo.records.model import Segment
from geo.records.phrases import (
    THIN,
    as_sentence,
    dollars,
    duration,
    kilometres,
    listed,
    span_words,
    with_commas,
)
from geo.records.texts import mark, say, say_many
from geo.records.vocab import Confidence, country_name
from geo.routing.missing_links import MissingLink, link_words
from geo.routing.route_model import QUAY, Cost, Crossing, Interchange, Route, RouteQuery, RouteStep
from geo.views.comparison.comparison_page import FEWEST, MOST
from geo.views.components import Fact, Footnotes, RecordLink, doubt_word
from geo.views.freshness import last_known_posts
from geo.views.routes.clauses import (
    borders_counted,
    clauses_apart,
    gauge_changes_counted,
    mode_changes_counted,
    way_words,
)
from geo.views.routes.cost_basis import basis_words, measured_share
from geo.views.routes.route_lines import KM_FROM, shut_words, state_words

_NO_POST = mark("the atlas has no post there; no source says whether it is open")
_MOST_NAMED = 3
#: Where a ship is boarded or left at an end of the route.
_QUAY_WORD = mark("quay")


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg of a route, ready for a table; kilometres and hours as text.

    `known_by` says for its hours and dollars whether somebody measured them.
    """

    start: str
    end: str
    way: str
    line: RecordLink | None
    km: str
    km_from: str
    state: str
    hours: str
    cost: str
    known_by: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteCard:
    """One route: what it takes, what it passes, what is not sure, and what it is for.

    `shut` names posts on it that were shut on the day or when last heard of; `mark` says what puts
    it where it stands among the others. `projects` are those that it runs over, the longest stretch
    first; `compared` are the ids of those that the page Compare takes, joined by commas, empty if
    it is a single one.
    """

    rank: str
    title: str
    mark: str
    purpose: str
    shut: str
    km: str
    time: str
    cost: str
    counts: str
    frontiers: tuple[Fact, ...]
    changes: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    doubts: tuple[str, ...]
    legs: tuple[LegRow, ...]
    projects: tuple[RecordLink, ...]
    compared: str


@dataclass(frozen=True, slots=True)
class RoutePresenter:
    """Puts routes into words; all share one list of footnotes."""

    atlas: Atlas
    notes: Footnotes
    query: RouteQuery
    in_days: bool = False  # the time of every route, so that they can be compared

    def card(self, rank: str, route: Route, mark: str = "") -> RouteCard:
        """Everything about one route."""
        projects = self._projects(route)
        ids = [link.id for link in projects[:MOST]]
        return RouteCard(
            rank=rank,
            title=self._route_title(route),
            mark=mark,
            purpose=self._spare_purpose(route),
            shut=self._shut_words(route),
            km=kilometres(route.km),
            time=duration(route.hours, in_days=self.in_days),
            cost=dollars(route.usd),
            counts=_changes_counted(route),
            frontiers=tuple(self._frontier_facts(route)),
            changes=tuple(self._change_fact(change) for change in route.changes),
            facts=tuple(self._route_facts(route)),
            doubts=tuple(self._route_doubts(route)),
            legs=tuple(self._leg_row(route, step) for step in route.steps),
            projects=projects,
            compared=",".join(ids) if len(ids) >= FEWEST else "",
        )

    def _projects(self, route: Route) -> tuple[RecordLink, ...]:
        km: dict[str, float] = {}
        for step in route.steps:
            if step.leg.project_id:
                km[step.leg.project_id] = km.get(step.leg.project_id, 0.0) + step.leg.km
        ordered = sorted(km, key=lambda owner: -km[owner])
        known = (self.atlas.find_project(owner) for owner in ordered)
        return tuple(
            RecordLink(project.id, project.short, kilometres(km[project.id]))
            for project in known
            if project
        )

    def warnings(self, route: Route) -> Iterator[str]:
        """What a reader must know of a route before trusting it, in sentences."""
        shut = self._shut_words(route)
        if shut:
            yield shut
        purpose = self._spare_purpose(route)
        if purpose:
            yield say(
                "Worse than another route in everything; worth having {purpose}.", purpose=purpose
            )
        yield from self._route_doubts(route)

    def _site_name(self, site_id: str) -> str:
        return self.atlas.site(site_id).names.en

    def _route_title(self, route: Route) -> str:
        """The modes of a route and the frontiers that tell it from others."""
        modes = list(dict.fromkeys(step.leg.mode.value for step in route.steps))
        inner = route.site_ids[1:-1]
        named = [
            self._site_name(_posts_in_order(frontier, step)[0])
            for step in route.steps
            for frontier in step.leg.frontiers
            if frontier.post_ids
        ]
        if not named and inner:
            named = [self._site_name(inner[len(inner) // 2])]
        by = listed([way_words(mode) for mode in modes])
        if named:
            by = say(
                "{modes} by way of {places}", modes=by, places=with_commas(dict.fromkeys(named))
            )
        return as_sentence(by)

    def _spare_purpose(self, route: Route) -> str:
        """What a route that another one beats in everything is for: `if Torkham closes`."""
        if not route.spare_for:
            return ""
        states = [self._post_state(post) for post in route.spare_for]
        posts = listed([self._site_name(post) for post in route.spare_for])
        if any(state.is_shut for state in states):
            return say_many(
                "if {posts} stays closed", "if {posts} stay closed", len(states), posts=posts
            )
        return say_many("if {posts} closes", "if {posts} close", len(states), posts=posts)

    def _shut_words(self, route: Route) -> str:
        posts = {
            post.site_id: post
            for crossing in route.shut_crossings
            for post in crossing.posts
            if post.is_shut
        }
        states = clauses_apart(map(self._state_words, posts.values()))
        return say("Not open as far as is known. {states}.", states=states) if posts else ""

    def _state_words(self, post: PostState) -> str:
        return say("{post}: {state}", post=self._site_name(post.site_id), state=post.sentence())

    # Frontiers -----------------------------------------------------------------------------

    def _frontier_facts(self, route: Route) -> Iterator[Fact]:
        # A route has one crossing for each frontier of each leg, in the order of travel.
        crossings = iter(route.crossings)
        for step in route.steps:
            for frontier in step.leg.frontiers:
                yield self._frontier_fact(step, frontier, next(crossings))

    def _frontier_fact(self, step: RouteStep, frontier: BorderCrossing, crossing: Crossing) -> Fact:
        ends = [country_of(self.atlas.site(end)) for end in (step.from_id, step.to_id)]
        label = " – ".join(country_name(code) for code in ends)
        if step.leg.mode.is_by_water:
            return Fact(label, say("by ship, in the ports"))
        taken = _cost_words(crossing.cost)
        by_id = {post.site_id: post for post in crossing.posts}
        states = [by_id[post] for post in _posts_in_order(frontier, step)]
        words = clauses_apart(map(self._state_words, states)) or say(_NO_POST)
        sources = [source for post in states for source in post.source_ids]
        return Fact(
            label,
            say("{posts}. {taken}", posts=words, taken=taken),
            self.notes([*sources, *_sources_of(crossing.cost)]),
            _worst_doubt([post.known.confidence for post in states if post.known]),
        )

    def _post_state(self, post_id: str) -> PostState:
        return post_state(self.atlas, post_id, self.query.day)

    def blocked(self, shut: Sequence[PostState]) -> Iterator[Fact]:
        """One sentence for each post that the best way would have used, with its first day."""
        for post in shut:
            yield Fact(
                self._left_out_words(post),
                post.sentence(),
                self.notes(post.source_ids),
                _worst_doubt([post.known.confidence] if post.known else []),
            )

    def _left_out_words(self, post: PostState) -> str:
        """Why a post is not used; that nothing passes is told only if a source knows."""
        name = self._site_name(post.site_id)
        if not post.is_known:
            return say("{post} is left out", post=name)
        day = when(self.query.day.isoformat())
        if post.is_shut:
            return say("On {day} nothing goes through {post}", day=day, post=name)
        return say("On {day} no such cargo goes through {post}", day=day, post=name)

    def also_shut(self, shut: Sequence[PostState]) -> str:
        """Which other posts were shut to freight on the day, or when last heard of, if any."""
        named = {post.site_id for post in shut}
        posts = dict.fromkeys(status.site_id for status in self.atlas.border_statuses)
        found = [self._post_state(post) for post in posts if post not in named]
        names = sorted(self._site_name(post.site_id) for post in found if post.is_shut)
        if not names:
            return ""
        told = with_commas(names)
        if shut:
            return say(
                "Also closed to freight on that day, or when last heard of: {posts}.", posts=told
            )
        return say("Closed to freight on that day, or when last heard of: {posts}.", posts=told)

    def missing(self, links: Sequence[MissingLink]) -> Iterator[Fact]:
        """The lines that lack for a route, each with its state and who says so."""
        for link in links:
            words = link_words(self.atlas, link, cited=False)
            label, _, value = words.partition(": ")
            label = f"{label[0].upper()}{label[1:]}"
            yield Fact(label, value, self.notes(link.source_ids))

    # Facts and doubts ----------------------------------------------------------------------

    def _change_fact(self, change: Interchange) -> Fact:
        ways = (change.before, change.after)
        place = self._site_name(change.site_id)
        if change.is_gauge:
            label = say("Gauge change in {place}", place=place)
        elif change.before == QUAY:
            label = say("Boarding in {place}", place=place)
        elif change.after == QUAY:
            label = say("Unloading in {place}", place=place)
        elif change.before == change.after:
            label = say("Change of ship in {place}", place=place)
        else:
            label = say("Mode change in {place}", place=place)
        before, after = (say(_QUAY_WORD) if way == QUAY else way_words(way) for way in ways)
        is_told = change.cost.hours_from
        taken = _cost_words(change.cost) if is_told else say("in the wait at the border")
        words = say("{before} to {after}; {taken}", before=before, after=after, taken=taken)
        return Fact(label, words, self.notes(_sources_of(change.cost)))

    def _route_facts(self, route: Route) -> Iterator[Fact]:
        yield Fact(say("Lines in service on that day"), _percent(route.share_in_service))
        land = [crossing for crossing in route.crossings if not crossing.mode.is_by_water]
        known = sum(not crossing.is_unsure for crossing in land)
        if land:
            yield Fact(say("Borders known to be open"), say("{n} of {all}", n=known, all=len(land)))
        hours, usd = measured_share(route)
        words = say(
            "{hours} of the hours, {usd} of the dollars", hours=_percent(hours), usd=_percent(usd)
        )
        yield Fact(say("Rests on measurements"), words)
        yield Fact(say("Drawn schematically"), _percent(route.share_schematic))
        sites = [self.atlas.site(site_id) for site_id in route.site_ids]
        high = max((site for site in sites if site.elevation_m), key=_height, default=None)
        if high is None:
            yield Fact(say("Highest recorded point"), say("no height recorded on this route"))
            return
        words = say(
            "{place}, {n} m; heights of a few passes are recorded, so it may be higher elsewhere",
            place=high.names.en,
            n=format(high.elevation_m or 0, ",").replace(",", THIN),
        )
        yield Fact(say("Highest recorded point"), words, self.notes(high.source_ids))

    def _route_doubts(self, route: Route) -> Iterator[str]:
        yield from self._frontier_doubts(route)
        on_paper = [step for step in route.steps if not step.is_in_service]
        if on_paper:
            km = sum(step.leg.km for step in on_paper)
            yield say(
                "{km} are not in service: {lines}.",
                km=kilometres(km),
                lines=self._names_of(on_paper),
            )
        undated = [step for step in route.steps if self._is_undated(step)]
        if undated:
            km = sum(step.leg.km for step in undated)
            yield say(
                "{km} run on lines without an opening date, so whether they were there on that day "
                "is not known: {lines}.",
                km=kilometres(km),
                lines=self._names_of(undated),
            )
        unsure = self._unsure_km(route)
        if unsure >= 1:
            yield say(
                "{km} run on lines that are only widely known, or doubtful.", km=kilometres(unsure)
            )
        assumed = sum(step.leg.km for step in route.steps if step.leg.is_local)
        if assumed >= 1:
            yield say(
                "{km} between neighbouring places are assumed local haulage.",
                km=kilometres(assumed),
            )

    def _frontier_doubts(self, route: Route) -> Iterator[str]:
        known = [post.site_id for crossing in route.crossings for post in crossing.posts]
        silent = [
            self._site_name(post.site_id)
            for crossing in route.crossings
            for post in crossing.posts
            if not post.is_known and not post.is_shut
        ]
        if silent:
            names = with_commas(dict.fromkeys(silent))
            yield say("No source says whether freight passed {posts} on that day.", posts=names)
        bare = [
            " \u2013 ".join(country_name(code) for code in crossing.frontier.countries)
            for crossing in route.crossings
            if not crossing.posts and not crossing.mode.is_by_water
        ]
        if bare:
            names = with_commas(dict.fromkeys(bare))
            yield say(
                "The atlas has no border post at {borders}; nobody says whether it was open.",
                borders=names,
            )
        old = last_known_posts(self.atlas, known, self.query.day)
        if old:
            yield old

    def _is_undated(self, step: RouteStep) -> bool:
        """Whether a line is used on a past day though nobody says that it was there."""
        segment = self._segment(step)
        if step.is_dated or segment is None or not step.is_in_service:
            return False
        return self.query.day < _known_from(segment)

    def _names_of(self, steps: Sequence[RouteStep]) -> str:
        names = list(dict.fromkeys(filter(None, (self._project_short(step) for step in steps))))
        more = len(names) - _MOST_NAMED
        told = with_commas(names[:_MOST_NAMED])
        return (
            say_many("{names} and {n} more", "{names} and {n} more", more, names=told)
            if more > 0
            else told
        )

    def _unsure_km(self, route: Route) -> float:
        return sum(
            step.leg.km
            for step in route.steps
            if (segment := self._segment(step)) and segment.confidence is not Confidence.SOURCED
        )

    # Legs ----------------------------------------------------------------------------------

    def _segment(self, step: RouteStep) -> Segment | None:
        return self.atlas.segment(step.leg.segment_id) if step.leg.segment_id else None

    def _project_short(self, step: RouteStep) -> str:
        project = self.atlas.find_project(step.leg.project_id or "")
        return project.short if project else ""

    def _leg_row(self, route: Route, step: RouteStep) -> LegRow:
        leg, segment = step.leg, self._segment(step)
        source = segment.published_length_source_id if segment else None
        state = say("local haul") if leg.is_local else state_words(step)
        shut = shut_words(self.atlas, route, leg)
        return LegRow(
            start=self._site_name(step.from_id),
            end=self._site_name(step.to_id),
            way=way_words(step.mode_or_gauge),
            line=RecordLink(segment.id, self._project_short(step)) if segment else None,
            km=kilometres(leg.km),
            km_from=say(KM_FROM[leg.km_basis]),
            state=clauses_apart(filter(None, (state, shut))),
            hours=duration(step.cost.hours),
            cost=say("US$ {span}", span=span_words(step.cost.usd)),
            known_by=basis_words((*step.cost.hours_from, *step.cost.usd_from)),
            notes=self.notes([source]) if source and leg.km_basis == "published" else (),
        )


def _changes_counted(route: Route) -> str:
    gauges = len(route.gauge_changes)
    ships = sum(QUAY in (change.before, change.after) for change in route.changes)
    rest = len(route.changes) - gauges - ships
    counts = [
        borders_counted(len(route.crossings)),
        gauge_changes_counted(gauges),
        mode_changes_counted(rest),
    ]
    return with_commas(counts)


def _cost_words(cost: Cost) -> str:
    """Hours and dollars with how they are known: `48–74 h (measured), US$ 510–550 per TEU (…)`."""
    return say(
        "{hours}\u2009h ({hours_by}), {usd} ({usd_by})",
        hours=span_words(cost.hours),
        hours_by=basis_words(cost.hours_from),
        usd=dollars(cost.usd),
        usd_by=basis_words(cost.usd_from),
    )


def _sources_of(cost: Cost) -> list[str]:
    records = [figure.record for figure in (*cost.hours_from, *cost.usd_from) if figure.record]
    return [source for record in records for source in record.source_ids]


def _posts_in_order(frontier: BorderCrossing, step: RouteStep) -> list[str]:
    """The posts of a frontier as a traveller comes to them."""
    # The post where the leg begins comes first; sorting leaves the others in their order.
    return sorted(frontier.post_ids, key=lambda post: post != step.from_id)


def _known_from(segment: Segment) -> Day:
    """The day for which the state of a line is told."""
    return first_day(segment.lifecycle_as_of)


def _worst_doubt(levels: Sequence[Confidence]) -> str:
    order = (Confidence.DOUBTFUL, Confidence.GENERAL, Confidence.SOURCED)
    return next((doubt_word(level) for level in order if level in levels), "")


def _height(site: object) -> int:
    return getattr(site, "elevation_m", None) or 0


def _percent(share: float) -> str:
    return f"{share:.0%}"
