"""Published lengths of roads win over those of the network, and long detours make no road."""

import pytest

from geo.geometry.measure import length_km
from geo.pipeline.graph.graph import Graph, GraphEdge, GraphError
from geo.pipeline.graph.routing import NetworkPath
from geo.pipeline.graph.waypoints import Chord, apply_chords
from geo.pipeline.network.places import TrackNetwork
from geo.pipeline.network.published import RoadLength, apply_road_lengths
from geo.pipeline.network.tracks import track_along, track_note
from geo.reading.network.routing_hints import Guide, Guides
from geo.records.model import Claim, LonLat
from geo.records.vocab import Confidence, Extent, Quantity

START, MIDDLE, END = LonLat(66.0, 30.0), LonLat(66.0, 30.5), LonLat(66.0, 31.0)


def claim(claim_id: str, low: float, high: float | None = None) -> Claim:
    return Claim(
        id=claim_id,
        subject_id="site-a",
        quantity=Quantity.LENGTH_KM,
        low=low,
        high=high,
        scope="a road",
        who="a ministry",
        extent=Extent.WHOLE,
        confidence=Confidence.SOURCED,
        source_ids=("src-a",),
    )


def guides(**chains: tuple[LonLat, ...]) -> Guides:
    rule = "road-wins"
    return Guides({name: Guide(via=via, rule=rule, reason="why") for name, via in chains.items()})


def road() -> TrackNetwork:
    graph = Graph()
    first, second, third = (graph.add_point(at) for at in (START, MIDDLE, END))
    graph.join_points(first, second, GraphEdge(56.0))
    graph.join_points(second, third, GraphEdge(56.0))
    return TrackNetwork(graph, "src-a")


def test_a_road_gets_its_published_length() -> None:
    network = road()
    chains = guides(whole=(START, END))
    found = list(apply_road_lengths([claim("whole", 140.0)], {}, chains, network, print))
    assert found == [RoadLength("whole", 140.0, 112.0)]
    assert [edge.km for _, _, edge in network.graph.each_edge()] == pytest.approx([70.0, 70.0])


def test_what_a_short_stretch_settles_stays() -> None:
    network = road()
    claims = [claim("whole", 140.0), claim("part", 80.0)]
    chains = guides(whole=(START, END), part=(MIDDLE, END))
    found = list(apply_road_lengths(claims, {}, chains, network, print))
    assert [length.claim_id for length in found] == ["part", "whole"]
    assert network.graph.edges[0][1].km == pytest.approx(60.0)
    assert network.graph.edges[1][2].km == pytest.approx(80.0)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (300.0, None, "300 km would make 112 km of the network 2.68 times as long"),
        (60.0, None, "0.54 times"),
        (112.0, 120.0, "must be a single number"),
    ],
)
def test_a_length_that_cannot_be_its_own_is_refused(
    low: float, high: float | None, said: str
) -> None:
    wrong = [claim("whole", low, high)]
    with pytest.raises(GraphError, match="whole") as caught:
        list(apply_road_lengths(wrong, {}, guides(whole=(START, END)), road(), print))
    assert said in str(caught.value)


def test_only_claims_that_win_change_a_road() -> None:
    network = road()
    end = Guides({"whole": Guide(via=(START, END), rule="road", reason="why")})
    assert list(apply_road_lengths([claim("whole", 140.0)], {}, end, network, print)) == []
    assert network.graph.edges[0][1].km == pytest.approx(56.0)


@pytest.mark.parametrize(("name", "grows"), [("highway-a-b", True), ("line-a-b", False)])
def test_a_road_is_never_shorter_than_the_line_through_its_points(
    name: str, *, grows: bool
) -> None:
    network = road()
    aside = LonLat(66.4, 30.25)
    chord = Chord(name, (START, aside, MIDDLE), ("", "hand", ""))
    apply_chords([network.graph], [chord])
    edges = network.graph.edges
    km = sum(edges[3][end].km for end in (0, 1))
    assert km == pytest.approx(length_km(chord.points) if grows else 56.0)


def test_a_line_says_how_much_of_its_length_is_published() -> None:
    network = road()
    list(
        apply_road_lengths([claim("whole", 140.0)], {}, guides(whole=(START, END)), network, print)
    )
    track = track_along(network.graph, NetworkPath((0, 1, 2), (0, 2)), (START, END))
    assert track.print_km == pytest.approx(140.0)
    assert "140 km of its length are a published figure." in track_note(track, ("A", "B"), "road")


def test_the_other_carriageway_gets_its_share() -> None:
    network = road()
    graph = network.graph
    beside = graph.add_point(LonLat(66.005, 30.5))
    graph.join_points(0, beside, GraphEdge(56.5))
    graph.join_points(beside, 2, GraphEdge(56.5))
    far = graph.add_point(LonLat(66.3, 30.5))
    graph.join_points(0, far, GraphEdge(63.0))
    network = TrackNetwork(graph, "src-a")
    list(
        apply_road_lengths([claim("whole", 140.0)], {}, guides(whole=(START, END)), network, print)
    )
    assert graph.edges[0][beside].km == pytest.approx(56.5 * 140 / 112)
    assert graph.edges[0][far].km == pytest.approx(63.0)
