"""Ways that trade length for certainty: each is the cheapest with so few unknown frontiers."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeVar

from geo.routing.edge_costs import Doubts, Weights
from geo.routing.route_choice import is_far_longer
from geo.routing.route_model import Objective, Route

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TradeOff:
    """The cheapest way to a node with at most so many frontiers of which nobody knows."""

    cost: float
    unknown: int
    node: int
    before: TradeOff | None = None

    @property
    def path(self) -> list[int]:
        """Numbers of the nodes on the way."""
        nodes: list[int] = []
        step: TradeOff | None = self
        while step:
            nodes.append(step.node)
            step = step.before
        return nodes[::-1]


def trade_offs(weights: Weights, unknown: Doubts, start: int) -> Iterator[TradeOff]:
    """All trade-offs from a node to every other; those to one node come cheapest first.

    Each next one to the same node is dearer and passes fewer unknown frontiers.
    """
    # A label is a node with what it took to get there (Martins). No weight is negative, so labels
    # leave the heap by rising cost, and one is worth keeping only if it passes fewer unknown
    # frontiers than every cheaper one at its node.
    fewest: list[float] = [inf] * len(weights)
    heap: list[tuple[float, int, int, int, TradeOff | None]] = [(0.0, 0, 0, start, None)]
    # Ties go by the order of pushing: the answer is the same each time, labels are never compared.
    pushed = 0
    while heap:
        cost, doubts, _, node, before = heapq.heappop(heap)
        if doubts >= fewest[node]:
            continue
        fewest[node] = doubts
        found = TradeOff(cost, doubts, node, before)
        yield found
        for head, weight in weights[node].items():
            more = doubts + unknown.get((node, head), 0)
            # Dropped again when it is popped if a cheaper label has come in between.
            if more < fewest[head]:
                pushed += 1
                heapq.heappush(heap, (cost + weight, more, pushed, head, found))


def surest_choice(
    ways: Sequence[_T],
    more: Iterable[_T],
    route_of: Callable[[_T], Route],
    by: Objective,
) -> _T:
    """The best of some trade-offs, cheapest first, that is not far longer than the cheapest.

    Where the surest of them is, `more` ways are looked at too: those with few kilometres or hours.
    """
    # The dearest is the surest, by the order in which trade-offs come.
    cheapest = route_of(ways[0])
    if not is_far_longer(route_of(ways[-1]), cheapest):
        return ways[-1]
    near = [way for way in (*ways, *more) if not is_far_longer(route_of(way), cheapest)]
    return min(near, key=lambda way: route_of(way).rank_key(by))
