"""Published lengths of what exists, measured along the network to be compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from geo.pipeline.graph.graph import GraphError
from geo.pipeline.graph.routing import find_path
from geo.pipeline.network.places import TrackNetwork, places, stops_at
from geo.reading.network.routing_hints import OTHER_SCOPE, WINS, Guides
from geo.records.model import Claim, Site


class MeasuredLeg(NamedTuple):
    """A claim and the kilometres along the network between the places that it names."""

    claim_id: str
    network_km: float


def measure_legs(
    claims: Iterable[Claim],
    sites: Mapping[str, Site],
    guides: Guides,
    *,
    rail: TrackNetwork,
    road: TrackNetwork,
    report: Callable[[str], None],
) -> Iterator[MeasuredLeg]:
    """Yield the length along the network for each claim that `routes.csv` lists, by id.

    A road that has taken its published length over would only be compared with itself, and a
    length of another scope with nothing.
    """
    for claim in sorted(claims, key=lambda claim: claim.id):
        guide = guides.of(claim.id)
        if claim.id not in guides.rows or guide.rule in {WINS, OTHER_SCOPE}:
            continue
        network = road if guide.rule == "road" else rail
        chain = claim.between_ids if guide.via is None else guide.via
        try:
            path = find_path(network.graph, stops_at(network, places(chain, sites)))
        except GraphError as error:
            report(f"{claim.id}: not measured, {error}")
        else:
            km = sum(edge.km for edge in path.edges(network.graph))
            report(f"{claim.id}: {km:.0f} km along the network")
            yield MeasuredLeg(claim.id, round(km, 1))
