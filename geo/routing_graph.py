"""The graph that all routes are searched in: laid out once, the same for every query.

Each place has a node for every way of travelling that meets there (each track gauge apart, road,
sea), once for arriving and once for leaving. Legs lead from leaving to arriving. At a place one
may stay on one's way, change between modes, or change the track gauge if the site records that
break of gauge. Two changes at one place are impossible, so nobody steps from one gauge to another
through a truck that goes nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from geo.model import Site
from geo.network import Leg, Network
from geo.vocab import Factor, Mode, SiteKind

_SEA, _ROAD = Mode.SEA.value, Mode.ROAD.value
#: Nodes that every search begins and ends in.
SOURCE, SINK = 0, 1
_FIRST = 2


@dataclass(frozen=True, slots=True)
class Transfer:
    """A change of gauge or mode that a place allows; `factors` are for its hours and dollars."""

    site_id: str
    before: str
    after: str
    factors: tuple[Factor, Factor]


@dataclass(frozen=True, slots=True)
class Arc:
    """From node to node by a leg (its number in the network), a transfer, or neither to stay."""

    tail: int
    head: int
    leg: int | None = None
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class RoutingGraph:
    """Nodes and arcs.

    `nodes` gives (site id, way) of a node; `leaving` and `arriving` give the nodes of a site.
    `transfer_factors` are the kinds of transfers that there are, and `of_leg` has (tail, head) of
    all arcs of each leg.
    """

    network: Network
    nodes: tuple[tuple[str, str], ...]
    arcs: tuple[Arc, ...]
    leaving: Mapping[str, tuple[int, ...]]
    arriving: Mapping[str, tuple[int, ...]]
    transfer_factors: frozenset[tuple[Factor, Factor]]
    of_leg: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def size(self) -> int:
        """Number of nodes, source and sink included."""
        return len(self.nodes)


def routing_graph_of(network: Network) -> RoutingGraph:
    """Lay out the nodes and arcs of a network."""
    numbers: dict[tuple[str, str, bool], int] = {}
    nodes: list[tuple[str, str]] = [("", ""), ("", "")]

    def node(site_id: str, way: str, *, leaves: bool) -> int:
        key = (site_id, way, leaves)
        if key not in numbers:
            numbers[key] = len(nodes)
            nodes.append((site_id, way))
        return numbers[key]

    arcs: list[Arc] = []
    meeting: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for index, leg in enumerate(network.legs):
        for way in ways_of(leg):
            for start, end in ((leg.from_id, leg.to_id), (leg.to_id, leg.from_id)):
                tail, head = node(start, way, leaves=True), node(end, way, leaves=False)
                arcs.append(Arc(tail, head, leg=index))
                meeting[start][way] = None
    for site_id, ways in meeting.items():
        pairs = (
            (node(site_id, way, leaves=False), node(site_id, way, leaves=True)) for way in ways
        )
        arcs += [Arc(*pair) for pair in pairs]
        for transfer in _transfers(network.sites[site_id], tuple(ways)):
            tail = node(site_id, transfer.before, leaves=False)
            head = node(site_id, transfer.after, leaves=True)
            arcs.append(Arc(tail, head, transfer=transfer))
    by_site = {
        leaves: {
            site_id: tuple(numbers[site_id, way, leaves] for way in ways)
            for site_id, ways in meeting.items()
        }
        for leaves in (True, False)
    }
    kinds = frozenset(arc.transfer.factors for arc in arcs if arc.transfer)
    of_leg: list[list[tuple[int, int]]] = [[] for _ in network.legs]
    for arc in arcs:
        if arc.leg is not None:
            of_leg[arc.leg].append((arc.tail, arc.head))
    return RoutingGraph(
        network=network,
        nodes=tuple(nodes),
        arcs=tuple(arcs),
        leaving=by_site[True],
        arriving=by_site[False],
        transfer_factors=kinds,
        of_leg=tuple(map(tuple, of_leg)),
    )


def ways_of(leg: Leg) -> tuple[str, ...]:
    """The ways of travelling that a leg offers: each of its gauges, or its mode."""
    return tuple(map(str, leg.gauges_mm)) if leg.mode is Mode.RAIL else (leg.mode.value,)


def _transfers(site: Site, ways: tuple[str, ...]) -> Iterator[Transfer]:
    for before, after in permutations(ways, 2):
        factors = _factors(site, before, after)
        if factors:
            yield Transfer(site.id, before, after, factors)


def _factors(site: Site, before: str, after: str) -> tuple[Factor, Factor] | None:
    """Factors for hours and dollars of a change at a place, or None if it is not possible."""
    if before.isdigit() and after.isdigit():
        recorded = set(map(str, site.breaks_gauge_mm or ()))
        return (Factor.GAUGE_HOURS, Factor.GAUGE_COST) if {before, after} == recorded else None
    if _SEA in (before, after):
        return (Factor.PORT_HOURS, Factor.PORT_COST) if site.kind is SiteKind.PORT else None
    return Factor.MODE_HOURS, Factor.MODE_COST
