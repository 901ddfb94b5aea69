"""Why there is no route: the lines that lack for one, with their state and who says so."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from geo.analysis.border_posts import PostState
from geo.analysis.line_names import between, line_name
from geo.analysis.timeline import DatedState
from geo.atlas import Atlas
from geo.network.routing_graph import Arc
from geo.records.dates import first_day, when
from geo.records.model import Event, Project, Segment, Site, StateChange
from geo.records.phrases import listed, within_sentence
from geo.records.texts import mark, say, say_many
from geo.records.vocab import Factor, Lifecycle, Mode, Rung, country_name
from geo.routing.edge_costs import EdgeCosts
from geo.routing.route_model import RouteQuery

#: A line that lacks is worth so long a detour over those that run, and a kilometre of it so many of
#: theirs: few lines that lack are told, no longer than need be. What only another mode of travel
#: offers is worse than all, and a change of gauge that nobody records lies between.
_LINE_KM, _NOT_THERE, _NO_BREAK, _OTHER_MODE = 1000.0, 2.0, 1e5, 1e4
#: The haul from a town to its station is better than a railway to the town that is not there.
_HAUL = 4.0
#: A sentence names so many links or closures at most, and counts the rest.
_MOST_TOLD = 3
_BY_SHIP = mark("by ship only")
_MODES = frozenset({Mode.RAIL, Mode.ROAD, Mode.SEA})
#: What sort of thing lacks, of which project or where, and in what state it is.
_Kind = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class MissingLink:
    """A stretch that lacks for a route: its ends, its mode, its state in words, who says so.

    `project_id` is None where the atlas records no such line at all.
    """

    mode: Mode
    from_id: str
    to_id: str
    km: float
    state: str
    project_id: str | None = None
    event: Event | None = None
    source_ids: tuple[str, ...] = ()


def missing_links(atlas: Atlas, costs: EdgeCosts) -> tuple[MissingLink, ...]:
    """What lacks for the way that lacks least, in order; nothing if closures of the reader cut it.

    `costs` are for a graph in which gauges may change anywhere.
    """
    path = _least_missing(costs)
    moves = [arc for arc in path if arc.leg is not None or not _is_recorded(costs, arc)]
    if any(_is_asked(costs, arc) for arc in moves):
        # The haul from a town to its station is no part of what lacks.
        moves = [arc for arc in moves if arc.leg is None or not _is_haul(costs, arc.leg)]
    found = [
        link
        for kind, arcs in groupby(moves, lambda arc: _kind(costs, arc))
        if kind is not None
        for link in _missing_links_on(atlas, costs, list(arcs))
    ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reached:
    """A node on the way that is searched, what lacks on the leg to it, and how it was come to."""

    node: int
    lacks: _Kind | None = None
    arc: Arc | None = None
    before: _Reached | None = None


def _least_missing(costs: EdgeCosts) -> list[Arc]:
    """The way of which least lacks; each stretch that would be told is counted once."""
    graph, query = costs.graph, costs.query
    in_any_mode = replace(costs, query=replace(query, modes=_MODES))
    goals = frozenset(graph.arriving.get(query.to_id, ()))
    starts = map(_Reached, graph.leaving.get(query.from_id, ()))
    heap = [(0.0, number, start) for number, start in enumerate(starts)]
    pushed = len(heap)
    done: set[tuple[int, _Kind | None]] = set()
    while heap:
        so_far, _, at = heapq.heappop(heap)
        if at.node in goals:
            return _arcs_to(at)
        if (at.node, at.lacks) in done:
            continue
        done.add((at.node, at.lacks))
        for arc in graph.arcs_from[at.node]:
            cost = _cost(costs, in_any_mode, arc)
            if cost is None:
                continue
            # Two legs of one gap are one missing line, so only its beginning costs more: a node is
            # reached apart for each kind of gap that ends there.
            lacks = at.lacks if arc.leg is None else _lacks(costs, arc, arc.leg)
            more = cost + (_LINE_KM if lacks and lacks != at.lacks else 0.0)
            pushed += 1
            heapq.heappush(heap, (so_far + more, pushed, _Reached(arc.head, lacks, arc, at)))
    return []


def _lacks(costs: EdgeCosts, arc: Arc, number: int) -> _Kind | None:
    """What would be told of a leg; nothing of the haul from a town to its station."""
    is_haul = not _is_asked(costs, arc) and _is_haul(costs, number)
    return None if is_haul else _kind(costs, arc)


def _arcs_to(at: _Reached) -> list[Arc]:
    arcs: list[Arc] = []
    step: _Reached | None = at
    while step and step.arc:
        arcs.append(step.arc)
        step = step.before
    return arcs[::-1]


def _cost(costs: EdgeCosts, in_any_mode: EdgeCosts, arc: Arc) -> float | None:
    if arc.leg is not None:
        return _cost_of_leg(costs, in_any_mode, arc, arc.leg)
    if arc.transfer is None:
        return 0.0
    # A recorded change is worth a kilometre: enough to stay on the train where one can.
    return 1.0 if _is_recorded(costs, arc) else _NO_BREAK


def _cost_of_leg(costs: EdgeCosts, in_any_mode: EdgeCosts, arc: Arc, number: int) -> float | None:
    leg = costs.graph.network.legs[number]
    # A post that the reader closed stays closed; the state of posts on the day plays no part, for
    # a shut post is no line that lacks.
    closed = costs.query.closed_posts
    if any(not closed.isdisjoint(frontier.post_ids) for frontier in leg.frontiers):
        return None
    if _is_asked(costs, arc):
        return leg.km * (1.0 if costs.is_there(number) else _NOT_THERE)
    if not in_any_mode.may_use(number):
        return None
    is_haul = costs.is_last_mile(leg) and costs.leads_on(arc)
    return leg.km * (_HAUL if is_haul else _OTHER_MODE)


def _is_asked(costs: EdgeCosts, arc: Arc) -> bool:
    """Whether a leg is in a mode that is asked for, and the reader lets it be used."""
    if arc.leg is None:
        return False
    mode = costs.graph.network.legs[arc.leg].mode
    return mode in costs.query.modes and costs.is_allowed(arc.leg)


def _is_haul(costs: EdgeCosts, number: int) -> bool:
    return costs.is_last_mile(costs.graph.network.legs[number])


def _is_recorded(costs: EdgeCosts, arc: Arc) -> bool:
    transfer = arc.transfer
    if transfer is None or transfer.factors[0] is not Factor.GAUGE_HOURS:
        return True
    recorded = costs.graph.network.sites[transfer.site_id].breaks_gauge_mm or ()
    return {transfer.before, transfer.after} == set(map(str, recorded))


def _kind(costs: EdgeCosts, arc: Arc) -> _Kind | None:
    """What neighbouring pieces of one missing stretch have in common; None if nothing lacks."""
    if arc.transfer:
        return None if _is_recorded(costs, arc) else ("gauge", arc.transfer.site_id, None)
    if arc.leg is None:
        return None
    leg, moment = costs.graph.network.legs[arc.leg], costs.moments[arc.leg]
    # Neighbouring pieces in other modes are told as one, whatever projects they belong to.
    if not _is_asked(costs, arc):
        return ("ship" if leg.mode.is_by_water else "mode"), None, None
    if costs.is_there(arc.leg):
        return None
    return "line", leg.project_id, moment.lifecycle if moment else leg.opened


def _missing_links_on(atlas: Atlas, costs: EdgeCosts, arcs: Sequence[Arc]) -> Iterator[MissingLink]:
    nodes = costs.graph.nodes
    transfer = arcs[0].transfer
    if transfer:
        words = say(
            "no gauge change from {before} to {after} mm is recorded",
            before=transfer.before,
            after=transfer.after,
        )
        yield MissingLink(Mode.RAIL, transfer.site_id, transfer.site_id, 0.0, words)
        return
    numbers = [arc.leg for arc in arcs if arc.leg is not None]
    legs = [costs.graph.network.legs[number] for number in numbers]
    ends = nodes[arcs[0].tail][0], nodes[arcs[-1].head][0]
    km = sum(leg.km for leg in legs)
    segments = [atlas.segment(leg.segment_id) for leg in legs if leg.segment_id]
    if not _is_asked(costs, arcs[0]):
        if legs[0].mode.is_by_water:
            sources = tuple(dict.fromkeys(src for line in segments for src in line.source_ids))
            yield MissingLink(legs[0].mode, *ends, km, say(_BY_SHIP), source_ids=sources)
            return
        other = listed(sorted({leg.mode.noun for leg in legs}))
        asked = Mode.RAIL if Mode.RAIL in costs.query.modes else Mode.ROAD
        asked = asked if asked in costs.query.modes else Mode.SEA
        words = say("the atlas has a {line} only", line=other)
        yield MissingLink(asked, *ends, km, words)
        return
    # All of them are of one project and in one state, so the first speaks for the rest.
    leg, moment = legs[0], costs.moments[numbers[0]]
    line = segments[0]
    change = _newest_change(atlas, costs.query, line, moment)
    event = None if change else _evidence(atlas, costs.query, segments, moment)
    sources = (change or event or line).source_ids
    dates = [change.from_date for change in atlas.state_changes_of(line.id)]
    state = _state_in_words(moment, leg.opened, dates)
    yield MissingLink(leg.mode, *ends, km, state, leg.project_id, event, sources)


def _newest_change(
    atlas: Atlas, query: RouteQuery, line: Segment, moment: DatedState | None
) -> StateChange | None:
    """The newest record by the day that a line came to the state that it is in."""
    known = [
        change
        for change in atlas.state_changes_of(line.id)
        if first_day(change.from_date) <= query.day
        and moment
        and change.lifecycle is moment.lifecycle
    ]
    return known[-1] if known else None


def _evidence(
    atlas: Atlas, query: RouteQuery, lines: Sequence[Segment], moment: DatedState | None
) -> Event | None:
    """The highest step of commitment by the day that supports the state which is told of lines.

    It is one of their project, and of their own places if it names any; of several that reach the
    same step the first one is taken.
    """
    if moment is None or not moment.lifecycle.is_planned:
        return None
    project_id = lines[0].project_id
    places = {stop for line in lines for stop in line.stop_ids}
    found = {
        event.rung: event
        for event in atlas.events_of_project(project_id)
        if first_day(event.date) <= query.day
        and event.rung
        and project_id in (event.rung_for or event.project_ids)
        and (not event.site_ids or not places.isdisjoint(event.site_ids))
        and _supports(event.rung, moment.lifecycle)
    }
    return next((found[rung] for rung in reversed(Rung) if rung in found), None)


def _supports(rung: Rung, lifecycle: Lifecycle) -> bool:
    """Whether a step shows that a line is in a state: works for works, else what it reaches."""
    if lifecycle.is_under_works:
        return rung is lifecycle.proves
    return rung.reaches is lifecycle


def _state_in_words(moment: DatedState | None, opened: str | None, dates: Sequence[str]) -> str:
    """A state in words; a day known as a year only, among `dates`, is told as a year."""
    if moment is None:
        return say("not there before {date}", date=when(opened)) if opened else say("not begun yet")
    if moment.lifecycle.is_on_paper:
        return say("planned")
    if moment.lifecycle.is_under_works:
        return within_sentence(moment.lifecycle.label)
    written = [date for date in (*dates, opened or "") if date]
    # A moment is always a day; the source may have written a month or a year.
    as_written = next(
        (date for date in written if first_day(date) == moment.day), moment.day.isoformat()
    )
    state = within_sentence(moment.lifecycle.label)
    if not moment.is_dated:
        return state
    return say("{state} since {date}", state=state, date=when(as_written))


def no_route_reason(
    atlas: Atlas,
    query: RouteQuery,
    blocked: Sequence[PostState],
    missing: Sequence[MissingLink],
    closed: Sequence[str] = (),
) -> str:
    """Why there is no route, in one sentence with the ids of the sources in brackets.

    `closed` are posts, countries, projects and segments without whose closure there would be one.
    """
    shut = [_closed_name(atlas, record_id) for record_id in closed]
    none = _no_route_words(query)
    if blocked:
        return _blocked_reason(atlas, none, blocked, shut)
    if missing:
        lacks = "; ".join(link_words(atlas, link) for link in missing[:_MOST_TOLD])
        more = len(missing) - _MOST_TOLD
        if more <= 0:
            return say("There is {none} on that day: {lacks}.", none=none, lacks=lacks)
        return say_many(
            "There is {none} on that day: {lacks}; and {n} more.",
            "There is {none} on that day: {lacks}; and {n} more.",
            more,
            none=none,
            lacks=lacks,
        )
    start, end = (atlas.site(end).names.en for end in (query.from_id, query.to_id))
    if shut:
        return say(
            "There is {none} from {start} to {end} with {names} closed.",
            none=none,
            start=start,
            end=end,
            names=_names_in_words(shut),
        )
    return say(
        "There is {none} from {start} to {end} over the lines of the atlas.",
        none=none,
        start=start,
        end=end,
    )


def _blocked_reason(
    atlas: Atlas, none: str, blocked: Sequence[PostState], shut: Sequence[str]
) -> str:
    blocks = "; ".join(
        f"{atlas.site(post.site_id).names.en}, {post.sentence()}"
        f"{_source_ids_in_brackets(post.source_ids)}"
        for post in blocked
    )
    is_known = all(post.is_known for post in blocked)
    if not shut:
        return (
            say(
                "There is {none} on that day: freight cannot pass {posts}.",
                none=none,
                posts=blocks,
            )
            if is_known
            else say(
                "There is {none} that is known to be open on that day: {posts}.",
                none=none,
                posts=blocks,
            )
        )
    names = _names_in_words(shut)
    return (
        say(
            "There is {none} on that day with {names} closed: freight cannot pass {posts}.",
            none=none,
            names=names,
            posts=blocks,
        )
        if is_known
        else say(
            "There is {none} that is known to be open on that day with {names} closed: {posts}.",
            none=none,
            names=names,
            posts=blocks,
        )
    )


def _closed_name(atlas: Atlas, record_id: str) -> str:
    record = atlas.find(record_id)
    if isinstance(record, Segment):
        name = line_name(atlas, record)
        return say("the {line} {name}", line=record.mode.noun, name=name)
    if isinstance(record, Project):
        return record.short
    if isinstance(record, Site):
        return record.names.en
    return country_name(record_id)


def _names_in_words(names: Sequence[str]) -> str:
    return listed(names[:_MOST_TOLD], more=len(names) - _MOST_TOLD)


def _no_route_words(query: RouteQuery) -> str:
    if query.modes == {Mode.RAIL}:
        return say("no route by rail")
    if query.modes == {Mode.ROAD}:
        return say("no route by road")
    if query.modes == {Mode.SEA}:
        return say("no route by ship")
    return say("no route") if Mode.SEA in query.modes else say("no land route")


def link_words(atlas: Atlas, link: MissingLink, *, cited: bool = True) -> str:
    """`no railway Sanobar – Herat: planned, “Both speak of it”, about 23 January 2026 [src-…]`."""
    what, state = link_parts(atlas, link)
    words = say("{what}: {state}", what=what, state=state) if state else what
    # What lacks at one place, a gauge change, rests on no source: nobody recorded it.
    is_cited = cited and link.from_id != link.to_id
    return f"{words}{_source_ids_in_brackets(link.source_ids) if is_cited else ''}"


def link_parts(atlas: Atlas, link: MissingLink) -> tuple[str, str]:
    """What lacks, and its state with the event that tells of it; the second may be empty."""
    if link.from_id == link.to_id:
        return atlas.site(link.from_id).names.en, link.state
    if link.state == say(_BY_SHIP):
        start, end = (atlas.site(end).names.en for end in (link.from_id, link.to_id))
        return say("by ship only between {start} and {end}", start=start, end=end), ""
    ends = between(atlas, (link.from_id, link.to_id))
    what = say("no {line} {ends}", line=link.mode.noun, ends=ends)
    if not link.event:
        return what, link.state
    state = say(
        "{state}, “{title}”, {date}",
        state=link.state,
        title=link.event.title.rstrip("."),
        date=when(link.event.date),
    )
    return what, state


def _source_ids_in_brackets(source_ids: Sequence[str]) -> str:
    return f" [{', '.join(source_ids)}]" if source_ids else ""
