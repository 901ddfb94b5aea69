"""The graph of the shipped atlas joins up and crosses frontiers at posts."""

from geo.geometry.measure import length_km
from geo.network.transport_network import Network


def test_pieces_join_end_to_end(shipped_network: Network) -> None:
    for leg in shipped_network.legs:
        at = shipped_network.sites
        tolerance = 16  # via places may lie beside the line
        assert length_km((leg.line[0], at[leg.from_id].at)) < tolerance, leg.id
        assert length_km((leg.line[-1], at[leg.to_id].at)) < tolerance, leg.id
        assert leg.km > 0, leg.id


def test_the_durand_line_is_crossed_only_at_posts(shipped_network: Network) -> None:
    crossed = [
        frontier
        for leg in shipped_network.legs
        for frontier in leg.frontiers
        if set(frontier.countries) == {"PK", "AF"}
    ]
    assert crossed
    assert all(frontier.post_ids for frontier in crossed)
