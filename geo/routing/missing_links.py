"""Why there is no route: the lines that lack for one, with their state and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from geo.analysis.border_posts import PostState
from geo.analysis.line_names import between, line_name
from geo.analysis.timeline import DatedState
from geo.atlas import Atlas
from geo.network.routing_graph import SINK, SOURCE, Arc
from geo.records.dates import first_day, when
from geo.records.model import Event, Project, Segment, Site
from geo.records.vocab import COUNTRIES, Factor, Lifecycle, Mode
from geo.routing.edge_costs import EdgeCosts, Weights
from geo.routing.pathfinder import shortest_path
from geo.routing.route_model import RouteQuery

#: A kilometre that lacks is worth so many that are there; what only another mode of travel offers
#: is worse than all, and a change of gauge that nobody records lies between.
_NOT_THERE, _NO_BREAK, _OTHER_MODE = 8.0, 1e5, 1e4
#: The haul from a town to its station is better than a railway to the town that is not there.
_HAUL = 4.0
#: A sentence names so many links or closures at most, and counts the rest.
_MOST_TOLD = 3


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
    moves = [arc for arc in path if arc.transfer or arc.leg is not None]
    # Without any line in the modes that are asked for, the haul is all that there is to tell.
    if any(_is_asked(costs, arc) for arc in moves):
        # The haul from a town to its station is no part of what lacks.
        moves = [arc for arc in moves if arc.leg is None or not _is_haul(costs, arc.leg)]
    found = [
        link
        for kind, arcs in groupby(moves, lambda arc: _gap_kind(costs, arc))
        if kind is not None
        for link in _missing_links_on(atlas, costs, list(arcs))
    ]
    return tuple(found)


def _least_missing(costs: EdgeCosts) -> list[Arc]:
    graph, query = costs.graph, costs.query
    # What other modes offer is weighed too, under the same closures: the answer then says that
    # there is a road where somebody asks for a railway.
    by_land = replace(costs, query=replace(query, modes=frozenset({Mode.RAIL, Mode.ROAD})))
    weights: Weights = [{} for _ in range(graph.size)]
    chosen: dict[tuple[int, int], Arc] = {}
    for arc in graph.arcs:
        cost = _weight_of_arc(costs, by_land, arc)
        if cost is not None and cost < weights[arc.tail].get(arc.head, float("inf")):
            weights[arc.tail][arc.head] = cost
            chosen[arc.tail, arc.head] = arc
    for node in graph.leaving.get(query.from_id, ()):
        weights[SOURCE][node] = 0.0
    for node in graph.arriving.get(query.to_id, ()):
        weights[node][SINK] = 0.0
    # Here nothing counts but kilometres, so the first and last place cost nothing, quay or not.
    path = shortest_path(weights, SOURCE, SINK)
    return [chosen[pair] for pair in pairwise(path[1:-1])]


def _weight_of_arc(costs: EdgeCosts, by_land: EdgeCosts, arc: Arc) -> float | None:
    if arc.leg is not None:
        return _weight_of_leg(costs, by_land, arc, arc.leg)
    if arc.transfer is None:
        return 0.0
    # A recorded change is worth a kilometre: enough to stay on the train where one can.
    return 1.0 if _is_recorded(costs, arc) else _NO_BREAK


def _weight_of_leg(costs: EdgeCosts, by_land: EdgeCosts, arc: Arc, number: int) -> float | None:
    leg = costs.graph.network.legs[number]
    # A post that the reader closed stays closed; the state of posts on the day plays no part, for
    # a shut post is no line that lacks.
    closed = costs.query.closed_posts
    if any(not closed.isdisjoint(frontier.post_ids) for frontier in leg.frontiers):
        return None
    if _is_asked(costs, arc):
        return leg.km * (1.0 if costs.is_there(number) else _NOT_THERE)
    # Ships take the place of any line, so they would hide what lacks.
    if leg.mode.is_by_water or not by_land.may_use(number):
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


def _gap_kind(costs: EdgeCosts, arc: Arc) -> tuple[str, str | None, Lifecycle | None] | None:
    """What neighbouring pieces of one missing stretch have in common; None if nothing lacks."""
    if arc.transfer:
        return None if _is_recorded(costs, arc) else ("gauge", arc.transfer.site_id, None)
    if arc.leg is None:
        return None
    leg, moment = costs.graph.network.legs[arc.leg], costs.moments[arc.leg]
    # Neighbouring pieces in other modes are told as one, whatever projects they belong to.
    if not _is_asked(costs, arc):
        return "mode", None, None
    if costs.is_there(arc.leg):
        return None
    return "line", leg.project_id, moment.lifecycle if moment else None


def _missing_links_on(atlas: Atlas, costs: EdgeCosts, arcs: Sequence[Arc]) -> Iterator[MissingLink]:
    nodes = costs.graph.nodes
    transfer = arcs[0].transfer
    if transfer:
        words = f"no gauge change from {transfer.before} to {transfer.after} mm is recorded"
        yield MissingLink(Mode.RAIL, transfer.site_id, transfer.site_id, 0.0, words)
        return
    numbers = [arc.leg for arc in arcs if arc.leg is not None]
    legs = [costs.graph.network.legs[number] for number in numbers]
    ends = nodes[arcs[0].tail][0], nodes[arcs[-1].head][0]
    km = sum(leg.km for leg in legs)
    if not _is_asked(costs, arcs[0]):
        other = " and ".join(sorted({leg.mode.noun for leg in legs}))
        asked = Mode.RAIL if Mode.RAIL in costs.query.modes else Mode.ROAD
        asked = asked if asked in costs.query.modes else Mode.SEA
        yield MissingLink(asked, *ends, km, f"the atlas has a {other} only")
        return
    # All of them are of one project and in one state, so the first speaks for the rest.
    leg, moment = legs[0], costs.moments[numbers[0]]
    is_plan = moment is not None and moment.lifecycle.is_planned
    event = _newest_step(atlas, costs.query, leg.project_id) if is_plan else None
    changes = atlas.state_changes_of(leg.segment_id or "") if moment and not is_plan else ()
    # Who says so: the newest step of a plan, else the oldest change of state, else the line itself.
    record = event or next(iter(changes), None) or atlas.segment(leg.segment_id or "")
    sources = record.source_ids
    dates = [change.from_date for change in atlas.state_changes_of(leg.segment_id or "")]
    state = _state_in_words(moment, leg.opened, dates)
    yield MissingLink(leg.mode, *ends, km, state, leg.project_id, event, sources)


def _newest_step(atlas: Atlas, query: RouteQuery, project_id: str | None) -> Event | None:
    """The newest step or promise of a project by the day; what else happened tells nothing here."""
    known = atlas.events_of_project(project_id) if project_id else ()
    past = [event for event in known if first_day(event.date) <= query.day]
    steps = [
        event
        for event in past
        if (event.rung and project_id in (event.rung_for or event.project_ids))
        or (event.promise and project_id in (event.promise_for or event.project_ids))
    ]
    return next(iter(steps), None)


def _state_in_words(moment: DatedState | None, opened: str | None, dates: Sequence[str]) -> str:
    """A state in words; a day known as a year only, among `dates`, is told as a year."""
    if moment is None:
        return f"not there before {when(opened)}" if opened else "not begun yet"
    if moment.lifecycle.is_on_paper:
        return "planned"
    if moment.lifecycle.is_under_works:
        return "under construction"
    written = [date for date in (*dates, opened or "") if date]
    # A moment is always a day; the source may have written a month or a year.
    as_written = next(
        (date for date in written if first_day(date) == moment.day), moment.day.isoformat()
    )
    since = f" since {when(as_written)}" if moment.is_dated else ""
    return f"{moment.lifecycle}{since}"


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
    shut = (
        f" with {_names_in_words([_closed_name(atlas, record_id) for record_id in closed])} closed"
        if closed
        else ""
    )
    none = _no_route_words(query)
    if blocked:
        blocks = "; ".join(
            f"{atlas.site(post.site_id).names.en}, {post.sentence()}"
            f"{_source_ids_in_brackets(post.source_ids)}"
            for post in blocked
        )
        if all(post.is_known for post in blocked):
            return f"There is {none} on that day{shut}: freight cannot pass {blocks}."
        return f"There is {none} that is known to be open on that day{shut}: {blocks}."
    if missing:
        lacks = "; ".join(link_words(atlas, link) for link in missing[:_MOST_TOLD])
        more = len(missing) - _MOST_TOLD
        return f"There is {none} on that day: {lacks}{f'; and {more} more' if more > 0 else ''}."
    ends = " to ".join(atlas.site(end).names.en for end in (query.from_id, query.to_id))
    return f"There is {none} from {ends}{shut or ' over the lines of the atlas'}."


def _closed_name(atlas: Atlas, record_id: str) -> str:
    record = atlas.find(record_id)
    if isinstance(record, Segment):
        return f"the {record.mode.noun} {line_name(atlas, record)}"
    if isinstance(record, Project):
        return record.short
    if isinstance(record, Site):
        return record.names.en
    return COUNTRIES.get(record_id, record_id)


def _names_in_words(names: Sequence[str]) -> str:
    *most, last = names[:_MOST_TOLD]
    more = len(names) - _MOST_TOLD
    if more > 0:
        return f"{', '.join((*most, last))} and {more} more"
    return f"{', '.join(most)} and {last}" if most else last


def _no_route_words(query: RouteQuery) -> str:
    if query.modes == {Mode.RAIL}:
        return "no route by rail"
    if query.modes == {Mode.ROAD}:
        return "no route by road"
    if query.modes == {Mode.SEA}:
        return "no route by ship"
    return "no route" if Mode.SEA in query.modes else "no land route"


def link_words(atlas: Atlas, link: MissingLink, *, cited: bool = True) -> str:
    """`no railway Sanobar – Herat: planned, “Both speak of it”, about 23 January 2026 [src-…]`."""
    sources = _source_ids_in_brackets(link.source_ids) if cited else ""
    if link.from_id == link.to_id:
        return f"{atlas.site(link.from_id).names.en}: {link.state}"
    words = f"no {link.mode.noun} {between(atlas, (link.from_id, link.to_id))}: {link.state}"
    if link.event:
        words += f", \u201c{link.event.title.rstrip('.')}\u201d, {when(link.event.date)}"
    return f"{words}{sources}"


def _source_ids_in_brackets(source_ids: Sequence[str]) -> str:
    return f" [{', '.join(source_ids)}]" if source_ids else ""
