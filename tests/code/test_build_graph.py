"""Networks are read, mended, bridged and refined; tiny ones, drawn by hand. No network."""

import math

import pytest

from geo.geometry.measure import length_km
from geo.pipeline.frame import Box
from geo.pipeline.graph.graph import HAND, Graph, GraphEdge, GraphError, Origin, read_graph
from geo.pipeline.graph.routing import Stop, find_path
from geo.pipeline.graph.stations import thread_stations
from geo.pipeline.graph.stitch import stitch
from geo.pipeline.graph.waypoints import OSM_SOURCE, Chord, apply_chords, build_bridges, read_chords
from geo.records.model import LonLat

BOX = Box(60.0, 30.0, 75.0, 40.0)
TEXT = """
from scgraph.core import GeoGraph
graph=[{1: 2.5, 0: 0.0}, {0: 2.5, 2: 9.0}, {1: 9.0}]
nodes=[[31.0, 66.0], [31.02, 66.0], [10.0, 66.0]]
x = GeoGraph(graph=graph, nodes=nodes)
"""


def graph_of(*points: tuple[float, float], edges: dict[tuple[int, int], float]) -> Graph:
    graph = Graph()
    for lon, lat in points:
        graph.add_point(LonLat(lon, lat))
    for (start, end), km in edges.items():
        graph.join_points(start, end, GraphEdge(km))
    return graph


def line_of_three() -> Graph:
    """Three points due north of each other, a degree apart, with a detour in the east."""
    points = ((66.0, 30.0), (66.0, 31.0), (66.0, 32.0), (67.0, 31.0))
    return graph_of(*points, edges={(0, 1): 112.0, (1, 2): 112.0, (0, 3): 150.0, (3, 2): 150.0})


def stop(point: int, penalty: float = 0.0) -> Stop:
    return Stop(f"stop {point}", {point: penalty})


def by_hand(name: str, *points: tuple[float, float]) -> Chord:
    return Chord(name, tuple(LonLat(*at) for at in points), (HAND,) * len(points))


# Reading


def test_the_text_of_a_module_is_read_without_running_it() -> None:
    graph = read_graph(TEXT, BOX)
    assert graph.points == [(66.0, 31.0), (66.0, 31.02)]
    assert graph.points[0].lon == 66.0
    assert list(graph.each_edge()) == [(0, 1, GraphEdge(2.5))]


def test_another_form_is_told() -> None:
    with pytest.raises(GraphError, match=r"no line 'nodes="):
        read_graph("graph=[]\n", BOX)


# Points and links


def test_the_shorter_of_two_links_is_kept() -> None:
    graph = graph_of((66, 30), (66, 31), edges={(0, 1): 120.0})
    graph.join_points(1, 0, GraphEdge(115.0))
    graph.join_points(0, 1, GraphEdge(130.0))
    graph.join_points(0, 0, GraphEdge(1.0))
    assert list(graph.each_edge()) == [(0, 1, GraphEdge(115.0))]


def test_threading_keeps_the_length_and_shares_it_out_by_distance() -> None:
    graph = graph_of((66, 30), (66, 32), edges={(0, 1): 230.0})
    chain = graph.thread_through(0, 1, [LonLat(66.0, 30.5)], [HAND])
    assert chain == [0, 2, 1]
    assert 1 not in graph.edges[0]
    first, second = graph.edges[0][2].km, graph.edges[2][1].km
    assert first + second == pytest.approx(230.0)
    assert second == pytest.approx(3 * first, rel=0.001)
    assert graph.marks == {2: HAND}


def test_parts_are_named_by_their_first_point() -> None:
    graph = graph_of((66, 30), (66, 31), (66, 32), (66, 33), edges={(0, 2): 222.0, (1, 3): 222.0})
    assert graph.connected_parts() == [0, 1, 0, 1]


# Stitching


def test_torn_ends_are_joined_and_distant_ones_are_not() -> None:
    points = ((66.0, 30.0), (66.0, 31.0), (66.001, 31.001), (66.0, 32.0), (66.0, 33.0))
    graph = graph_of(*points, edges={(0, 1): 111.0, (2, 3): 111.0})
    assert stitch(graph) == (1, 0)
    assert graph.edges[1][2].origin is Origin.STITCH
    assert graph.edges[1][2].km == pytest.approx(0.146, abs=0.005)
    assert graph.edges[4] == {}


def test_a_dead_end_is_joined_to_the_nearest_point() -> None:
    points = ((66.0, 30.0), (66.0, 31.0), (66.0, 31.01), (65.5, 31.012), (66.5, 31.01))
    graph = graph_of(*points, edges={(0, 1): 111.0, (2, 3): 48.0, (2, 4): 48.0})
    assert stitch(graph) == (0, 1)
    assert graph.edges[1].keys() == {0, 2}


# Ways


def test_the_shortest_way_is_found() -> None:
    path = find_path(line_of_three(), [stop(0), stop(2)])
    assert path.points == (0, 1, 2)
    assert path.stops == (0, 2)


def test_a_place_to_pass_bends_the_way() -> None:
    path = find_path(line_of_three(), [stop(0), stop(3), stop(2)])
    assert path.points == (0, 3, 2)
    assert path.stops == (0, 1, 2)


def test_a_place_aside_is_passed_and_not_visited() -> None:
    graph = line_of_three()
    siding = graph.add_point(LonLat(66.1, 31.0))
    graph.join_points(1, siding, GraphEdge(10.0))
    aside = Stop("aside", {siding: 0.0, 1: 15.0})
    assert find_path(graph, [stop(0), aside, stop(2)]).points == (0, 1, 2)


def test_a_guess_costs_more_than_track() -> None:
    points = ((66.0, 30.0), (66.0, 30.1), (66.01, 30.05))
    graph = graph_of(*points, edges={(0, 2): 5.9, (2, 1): 5.9})
    graph.join_points(0, 1, GraphEdge(11.1, Origin.STITCH))
    assert find_path(graph, [stop(0), stop(1)]).points == (0, 2, 1)


def test_a_place_out_of_reach_is_named() -> None:
    graph = line_of_three()
    island = graph.add_point(LonLat(70.0, 30.0))
    with pytest.raises(GraphError, match=f"no way to stop {island}"):
        find_path(graph, [stop(0), stop(island)])


# Stations


def test_a_station_bends_the_link_that_it_lies_on() -> None:
    graph = graph_of((66.0, 30.0), (66.0, 31.0), edges={(0, 1): 114.0})
    assert thread_stations(graph, [LonLat(66.1, 30.5)], "src-stations") == 1
    assert graph.points[2] == (66.1, 30.5)
    assert graph.marks[2] == "src-stations"
    assert graph.edges[2].keys() == {0, 1}


@pytest.mark.parametrize(
    "station",
    [
        pytest.param(LonLat(66.3, 30.5), id="further aside than the track can swing"),
        pytest.param(LonLat(66.0, 30.001), id="at the end"),
        pytest.param(LonLat(66.0, 31.2), id="beyond the end"),
    ],
)
def test_a_station_of_another_line_is_left_alone(station: LonLat) -> None:
    graph = graph_of((66.0, 30.0), (66.0, 31.0), edges={(0, 1): 114.0})
    assert thread_stations(graph, [station], "src-stations") == 0
    assert len(graph.points) == 2


def test_stations_never_make_a_line_longer_than_its_track() -> None:
    graph = graph_of((66.0, 30.0), (66.0, 31.0), edges={(0, 1): 114.0})
    zigzag = [LonLat(66 + 0.1 * (-1) ** number, 30.2 + 0.1 * number) for number in range(6)]
    thread_stations(graph, zigzag, "src-stations")
    assert len(graph.points) > 2
    drawn = sum(graph.chord_km(start, end) for start, end, _ in graph.each_edge())
    assert drawn <= 114.0 * 1.01


# Points placed by hand

HEADER = "chord,order,lon,lat,name,error_km,note\n"


def test_chords_are_read_in_order(tmp_path) -> None:
    path = tmp_path / "waypoints.csv"
    rows = (
        "b,2,66,31,node,,",
        "b,1,66,30,node,,",
        "bridge-a,1,1,2,node,,",
        "bridge-a,2,3,4,x,5,station",
    )
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    first, second = read_chords(path)
    assert first == Chord("b", (LonLat(66, 30), LonLat(66, 31)), (HAND, HAND))
    assert (second.is_bridge, second.is_for_road, first.is_bridge) == (True, False, False)
    assert second.marks == (HAND, OSM_SOURCE)
    assert Chord("road-a", (), ()).is_for_road


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chord,order,lon\n", "header lacks lat"),
        (HEADER + "a,1,66,30,node,,\n", "chord a has one row"),
        (HEADER + "a,1,66,x,node,,\n", "chord a, order 1"),
    ],
)
def test_a_faulty_file_is_told(tmp_path, text: str, said: str) -> None:
    path = tmp_path / "waypoints.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=said):
        read_chords(path)


def test_a_chord_replaces_the_link_and_keeps_its_length() -> None:
    rail, road = Graph(), graph_of((66, 30), (66, 32), edges={(0, 1): 230.0})
    chord = by_hand("c", (66, 30), (66.1, 31), (66, 32))
    assert apply_chords((rail, road), [chord]) == 1
    assert sum(edge.km for *_, edge in road.each_edge()) == pytest.approx(230.0)
    assert road.marks == {2: HAND}


def test_a_second_track_is_led_through_the_same_points() -> None:
    points = ((66.0, 30.0), (66.0, 32.0), (66.005, 30.0), (66.005, 32.0))
    graph = graph_of(*points, edges={(0, 1): 230.0, (2, 3): 231.0})
    apply_chords((graph,), [by_hand("c", (66, 30), (66.1, 31), (66, 32))])
    assert [len(edges) for edges in graph.edges] == [1, 1, 1, 1, 2, 2]


def test_a_chord_between_strangers_is_refused() -> None:
    chord = by_hand("c", (66, 30), (66, 33))
    with pytest.raises(GraphError, match="no link joins the ends of chord c"):
        apply_chords((line_of_three(),), [chord])


def test_a_bridge_joins_points_that_are_there_and_winds_a_little() -> None:
    graph = graph_of((66, 30), (66, 32), edges={})
    km = build_bridges(graph, [by_hand("bridge-a", (66, 30), (66, 31), (66, 32))])
    straight = length_km((LonLat(66, 30), LonLat(66, 32)))
    assert straight < km < 1.05 * straight
    assert graph.edges[0].keys() == {2}
    assert {edge.origin for *_, edge in graph.each_edge()} == {Origin.BRIDGE}
    assert math.isclose(sum(edge.km for *_, edge in graph.each_edge()), km)


def test_a_bridge_may_begin_where_another_ends() -> None:
    graph = graph_of((66, 30), edges={})
    bridges = [
        by_hand("bridge-a", (66, 31), (66, 32)),
        by_hand("bridge-b", (66, 30), (66, 31)),
    ]
    build_bridges(graph, bridges)
    assert set(graph.connected_parts()) == {0}


def test_a_bridge_that_touches_nothing_is_refused() -> None:
    graph = graph_of((66, 30), edges={})
    with pytest.raises(GraphError, match="bridge-a touches the network nowhere"):
        build_bridges(graph, [by_hand("bridge-a", (67, 31), (67, 32))])
