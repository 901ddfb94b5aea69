"""How long five alternatives take, beside plain networkx on the same weighed graph."""

import time
from collections.abc import Callable
from itertools import islice

import networkx as nx

from geo.network.routing_graph import SINK, SOURCE
from geo.routing.pathfinder import shortest_path
from geo.routing.route_model import LineFilter, RouteQuery
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from tests.bench.figures import Ledger
from tests.browser.server import ROOT

_QUERY = RouteQuery("site-karachi-port", "site-moscow", reach=LineFilter.PROPOSED)
_COUNT = 5
_SLOW_RUNS = 3


def alternatives(ledger: Ledger, runs: int) -> None:
    """Milliseconds for five ways Karachi-Moscow over everything; networkx stands under `bare`."""
    router = Router(open_atlas(ROOT / "data"))
    for _ in range(runs):
        ledger.add("routes-five", "atlas", _spent(lambda: five_routes(router)))
    weights = router.search(_QUERY)._plain
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(
        (tail, head, cost) for tail, out in enumerate(weights) for head, cost in out.items()
    )
    for _ in range(_SLOW_RUNS):
        ledger.add("routes-five", "bare", _spent(lambda: _plain(graph)))
    for _ in range(runs):
        ledger.add("routes-one", "atlas", _spent(lambda: shortest_path(weights, SOURCE, SINK)))
        ledger.add(
            "routes-one",
            "bare",
            _spent(lambda: nx.dijkstra_path(graph, SOURCE, SINK, weight="weight")),
        )


def five_routes(router: Router) -> object:
    """Five routes Karachi-Moscow over everything, from the wish to the list."""
    return router.search(_QUERY).routes(_COUNT)


def _plain(graph: nx.DiGraph) -> list[list[int]]:
    return list(islice(nx.shortest_simple_paths(graph, SOURCE, SINK, weight="weight"), _COUNT))


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
