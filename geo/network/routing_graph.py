"""The graph that all routes are searched in: laid out once, the same for every query.

Each place has a node for every way of travelling that meets there (each track gauge apart, road,
sea), once for arriving and once for leaving. Legs lead from leaving to arriving. At a place one
may stay on one's way, change between modes, or change the track gauge if the site records that
break of gauge; in a port, who comes by ship and goes by ship has changed ships. Two changes at one
place are impossible, so nobody steps from one gauge to another through a truck that goes nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.network.transport_network import Leg, Network, country_of
from geo.records.model import Site
from geo.records.vocab import Factor, Mode, SiteKind

_SEA = Mode.SEA.value
_CONTAINERS = frozenset(mode.value for mode in Mode if mode.takes_containers)
#: Nodes that every search begins and ends in. They have no place and no arcs here: each query
#: joins them to the nodes of its own ends.
SOURCE, SINK = 0, 1
#: A haul by road to a place of one's own town is so long at most.
_TOWN_KM = 20.0


@dataclass(frozen=True, slots=True)
class Transfer:
    """A change of gauge, mode or ship that a place allows; `factors` are its hours and dollars."""

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


@dataclass(frozen=True)
class RoutingGraph:
    """Nodes and arcs.

    `nodes` gives (site id, way) of a node; `leaving` and `arriving` give the nodes of a site.
    `of_leg` has (tail, head) of all arcs of each leg, and `countries` those at its two ends;
    `legs_at` gives the numbers of the legs at a site.
    """

    network: Network
    nodes: tuple[tuple[str, str], ...]
    arcs: tuple[Arc, ...]
    leaving: Mapping[str, tuple[int, ...]]
    arriving: Mapping[str, tuple[int, ...]]
    of_leg: tuple[tuple[tuple[int, int], ...], ...]
    countries: tuple[tuple[str, str], ...]
    legs_at: Mapping[str, tuple[int, ...]]

    @property
    def size(self) -> int:
        """Number of nodes, source and sink included."""
        return len(self.nodes)

    @cached_property
    def arcs_from(self) -> tuple[tuple[Arc, ...], ...]:
        """The arcs that leave each node."""
        found: list[list[Arc]] = [[] for _ in self.nodes]
        for arc in self.arcs:
            found[arc.tail].append(arc)
        return tuple(map(tuple, found))


def routing_graph_of(network: Network, *, any_gauge: bool = False) -> RoutingGraph:
    """Lay out the nodes and arcs of a network.

    With `any_gauge` track gauges may change wherever they meet; that only finds out what lacks.
    """
    plan = _Plan()
    for index, leg in enumerate(network.legs):
        plan.add_leg(index, leg)
    for site_id, modes_or_gauges in plan.meeting.items():
        plan.add_place(network.sites[site_id], tuple(modes_or_gauges), any_gauge=any_gauge)
    of_leg: list[list[tuple[int, int]]] = [[] for _ in network.legs]
    for arc in plan.arcs:
        if arc.leg is not None:
            of_leg[arc.leg].append((arc.tail, arc.head))
    return RoutingGraph(
        network=network,
        nodes=tuple(plan.nodes),
        arcs=tuple(plan.arcs),
        # Every leg runs both ways, so each place has both kinds of nodes by now; none are added.
        leaving=plan.nodes_of_sites(leaves=True),
        arriving=plan.nodes_of_sites(leaves=False),
        of_leg=tuple(map(tuple, of_leg)),
        countries=tuple(
            (country_of(network.sites[leg.from_id]), country_of(network.sites[leg.to_id]))
            for leg in network.legs
        ),
        legs_at=_leg_numbers_by_site(network.legs),
    )


@dataclass(slots=True)
class _Plan:
    """Where nodes get their numbers, and arcs are gathered; two nodes are source and sink."""

    nodes: list[tuple[str, str]] = field(default_factory=lambda: [("", ""), ("", "")])
    arcs: list[Arc] = field(default_factory=list)
    meeting: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _numbers: dict[tuple[str, str, bool], int] = field(default_factory=dict)

    def node(self, site_id: str, mode_or_gauge: str, *, leaves: bool) -> int:
        """The number of a node; new ones get the next."""
        # Numbered in the order of the legs, so the same atlas gives the same graph.
        key = (site_id, mode_or_gauge, leaves)
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append((site_id, mode_or_gauge))
        return self._numbers[key]

    def add_leg(self, index: int, leg: Leg) -> None:
        """Arcs for a leg in both directions, on each of its ways."""
        for mode_or_gauge in modes_or_gauges_of(leg):
            for start, end in ((leg.from_id, leg.to_id), (leg.to_id, leg.from_id)):
                tail, head = (
                    self.node(start, mode_or_gauge, leaves=True),
                    self.node(end, mode_or_gauge, leaves=False),
                )
                self.arcs.append(Arc(tail, head, leg=index))
                self.meeting[start][mode_or_gauge] = None

    def add_place(self, site: Site, modes_or_gauges: tuple[str, ...], *, any_gauge: bool) -> None:
        """Arcs for staying on one's way at a place, and for every change that it allows."""
        for before in modes_or_gauges:
            tail = self.node(site.id, before, leaves=False)
            for after in modes_or_gauges:
                head = self.node(site.id, after, leaves=True)
                factors = _transfer_factors(site, before, after, any_gauge=any_gauge)
                # In a port from sea to sea is a change of ships, so who stays at sea pays for it.
                if factors:
                    transfer = Transfer(site.id, before, after, factors)
                    self.arcs.append(Arc(tail, head, transfer=transfer))
                elif before == after:
                    self.arcs.append(Arc(tail, head))

    def nodes_of_sites(self, *, leaves: bool) -> dict[str, tuple[int, ...]]:
        """The nodes of each place, for leaving it or for arriving."""
        return {
            site_id: tuple(
                self.node(site_id, mode_or_gauge, leaves=leaves)
                for mode_or_gauge in modes_or_gauges
            )
            for site_id, modes_or_gauges in self.meeting.items()
        }


def _leg_numbers_by_site(legs: Sequence[Leg]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, leg in enumerate(legs):
        for end in (leg.from_id, leg.to_id):
            found[end].append(number)
    return {end: tuple(numbers) for end, numbers in found.items()}


def is_town_haul(leg: Leg) -> bool:
    """Whether a leg is so short a haul by road that it stays within a town and its surroundings."""
    return leg.mode is Mode.ROAD and leg.km <= _TOWN_KM and not leg.frontiers


def modes_or_gauges_of(leg: Leg) -> tuple[str, ...]:
    """The ways of travelling that a leg offers: each of its gauges, or its mode."""
    return tuple(map(str, leg.gauges_mm)) if leg.mode.has_gauge else (leg.mode.value,)


def _takes_containers(mode_or_gauge: str) -> bool:
    return mode_or_gauge.isdigit() or mode_or_gauge in _CONTAINERS


def _transfer_factors(
    site: Site, before: str, after: str, *, any_gauge: bool
) -> tuple[Factor, Factor] | None:
    """Factors for hours and dollars of a change at a place; None if there is none or it cannot."""
    is_port = site.kind is SiteKind.PORT
    # Ships that pass a place which is no port go on without a stop.
    if before == after:
        return (Factor.PORT_HOURS, Factor.PORT_COST) if before == _SEA and is_port else None
    if before.isdigit() and after.isdigit():
        # Two gauges that meet are no gauge change: it needs the yard or hall that a site records.
        recorded = {before, after} == set(map(str, site.breaks_gauge_mm or ()))
        return (Factor.GAUGE_HOURS, Factor.GAUGE_COST) if recorded or any_gauge else None
    # The unit is one container, so what carries none cannot pass the cargo on.
    if not (_takes_containers(before) and _takes_containers(after)):
        return None
    if _SEA in (before, after):
        return (Factor.PORT_HOURS, Factor.PORT_COST) if is_port else None
    return Factor.MODE_HOURS, Factor.MODE_COST
