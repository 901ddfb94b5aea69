"""A reader's own layer: what is shown of it, its squares for maps, and its letters in a link."""

import zlib
from base64 import urlsafe_b64encode
from itertools import product

import geopandas as gpd
import numpy as np
import pytest
import shapely
from starlette.requests import Request

from geo.geometry.squares import DEEPEST, MOST_IN_SQUARE, LayerView, PieceKind, TileSource
from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.reading.uploads.reader import UploadedLayer
from geo.views.verdicts.own_link import LONGEST_LINK, packed_layer, unpacked_layer
from geo.views.verdicts.own_view import (
    NUMBER_COLOURS,
    REST_COLOUR,
    WORD_COLOURS,
    ColumnKind,
    OwnChoice,
    columns_of,
    view_of,
)
from pages.server.answers import own_ways_response
from pages.ui.own import squares as own_squares
from pages.ui.own.memory import MANY
from pages.ui.own.squares import OwnSquares

LINE = shapely.LineString([(60.0, 30.0), (70.0, 40.0)])
HOLED = shapely.Polygon(
    [(66, 36), (70, 36), (70, 38), (66, 38)], [[(67, 36.5), (68, 36.5), (68, 37), (67, 37)]]
)
DOT = shapely.Point(69.2, 34.5)


def everything(source: TileSource) -> LayerView:
    return LayerView(np.ones(source.count, dtype=bool), np.zeros(source.count, dtype=np.uint8))


def read(square: bytes, zoom: int, x: int, y: int) -> tuple[int, int, list[tuple[int, int, list]]]:
    """What a browser makes of it: features here and drawn, and kind, class and degrees."""
    here, drawn, count, points = np.frombuffer(square, "<u4", 4)
    starts = np.frombuffer(square, "<u4", count + 1, 16)
    steps = np.frombuffer(square, "<i2", 2 * points, 16 + 4 * (count + 1)).reshape(-1, 2)
    looks = np.frombuffer(square, np.uint8, 2 * count, 16 + 4 * (count + 1) + 4 * points)
    at = (steps / 4096 + (x, y)) / 2**zoom
    lon = (at[:, 0] - 0.5) * 360
    lat = np.degrees(2 * np.arctan(np.exp((0.5 - at[:, 1]) * 2 * np.pi)) - np.pi / 2)
    degrees = np.column_stack([lon, lat])
    pieces = [
        (int(looks[n]), int(looks[count + n]), degrees[starts[n] : starts[n + 1]].tolist())
        for n in range(count)
    ]
    return int(here), int(drawn), pieces


def test_squares_together_hold_a_line_whole() -> None:
    source = TileSource(np.array([LINE], dtype=object))
    zoom = 5
    pieces = [
        shapely.LineString(points)
        for x, y in product(range(20, 24), range(10, 15))
        for kind, _, points in read(source.square(everything(source), zoom, x, y), zoom, x, y)[2]
        if kind == PieceKind.LINE
    ]
    assert len(pieces) > 1
    assert sum(piece.length for piece in pieces) == pytest.approx(LINE.length, rel=0.01)


def test_an_area_keeps_its_hole_and_gets_no_edge_where_a_square_ends() -> None:
    source = TileSource(np.array([HOLED, DOT], dtype=object))
    left, right = ((4, 10, 6), (4, 11, 6))
    lengths = 0.0
    for zoom, x, y in (left, right):
        here, drawn, pieces = read(source.square(everything(source), zoom, x, y), zoom, x, y)
        assert here == drawn
        areas = [points for kind, _, points in pieces if kind == PieceKind.AREA]
        assert areas
        edges = [points for kind, _, points in pieces if kind == PieceKind.EDGE]
        lengths += sum(shapely.LineString(points).length for points in edges)
    assert lengths == pytest.approx(HOLED.boundary.length, rel=0.01)
    _, _, pieces = read(source.square(everything(source), *right), *right)
    dots = [points for kind, _, points in pieces if kind == PieceKind.POINT]
    assert np.allclose(dots, [[[DOT.x, DOT.y]]], atol=0.01)


def test_a_layer_goes_with_its_visit_and_takes_its_memory_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_back: list[str] = []
    monkeypatch.setattr(own_squares, "give_back_soon", lambda: given_back.append("memory"))
    for count, expected in ((2, []), (MANY, ["memory"])):
        layer = OwnSquares(TileSource(np.array([DOT] * count, dtype=object)))
        names = layer.name, layer.address_of_ways({"features": []}).rpartition("/")[2]
        asked = Request({"type": "http", "path_params": {"layer": names[0], "ways": names[1]}})
        assert own_ways_response(asked).body == b'{"features": []}'
        other = Request({"type": "http", "path_params": {"layer": names[0], "ways": "0"}})
        assert own_ways_response(other).status_code == 404
        del layer
        assert own_ways_response(asked).status_code == 404
        assert given_back == expected


def test_a_crowded_square_is_thinned_and_says_so() -> None:
    rng = np.random.default_rng(1)
    lots = MOST_IN_SQUARE + 500
    source = TileSource(shapely.points(rng.uniform(60, 70, lots), rng.uniform(30, 38, lots)))
    here, drawn, pieces = read(source.square(everything(source), 0, 0, 0), 0, 0, 0)
    assert (here, drawn, len(pieces)) == (lots, MOST_IN_SQUARE, MOST_IN_SQUARE)


def test_what_is_not_shown_is_in_no_square() -> None:
    source = TileSource(np.array([LINE, DOT], dtype=object))
    view = LayerView(np.array([False, True]), np.array([0, 3], dtype=np.uint8))
    here, _, pieces = read(source.square(view, 0, 0, 0), 0, 0, 0)
    assert here == 1
    assert [(kind, colour) for kind, colour, _ in pieces] == [(PieceKind.POINT, 3)]
    assert source.box(view) == pytest.approx((DOT.x, DOT.y, DOT.x, DOT.y))
    nothing = LayerView(np.zeros(2, dtype=bool), view.classes)
    assert source.box(nothing) is None
    assert read(source.square(nothing, 3, 5, 3), 3, 5, 3) == (0, 0, [])


@pytest.mark.parametrize("place", [(2, 4, 0), (2, -1, 0), (-1, 0, 0), (DEEPEST + 1, 0, 0)])
def test_there_is_no_square_outside_the_world(place: tuple[int, int, int]) -> None:
    source = TileSource(np.array([LINE], dtype=object))
    with pytest.raises(ValueError, match="there is no square"):
        source.square(everything(source), *place)


def test_shapes_at_the_poles_and_nothing_at_all_do_no_harm() -> None:
    wide = shapely.LineString([(-180, -90), (180, 90)])
    source = TileSource(np.array([wide, shapely.Polygon()], dtype=object))
    assert read(source.square(everything(source), 0, 0, 0), 0, 0, 0)[0] == 1


def layer(**columns: object) -> gpd.GeoDataFrame:
    count = len(next(iter(columns.values())))
    ours = {NUMBER: range(1, count + 1), LAYER: "own", LABEL: [f"Line {n}" for n in range(count)]}
    return gpd.GeoDataFrame({**columns, **ours}, geometry=[LINE] * count, crs=4326)


def test_colours_follow_the_commonest_words_and_the_rest_is_one() -> None:
    frame = layer(kind=["a"] * 3 + list("bcdefgh"))
    columns = columns_of(frame)
    assert [column.kind for column in columns] == [ColumnKind.WORDS]
    view = view_of(frame, columns, OwnChoice(colour="kind"))
    assert [found.colour for found in view.classes] == [*WORD_COLOURS, REST_COLOUR]
    assert (view.classes[0].label, view.classes[0].count) == ("a", 3)
    assert sum(found.count for found in view.classes) == len(frame)
    assert view.tiles.classes.tolist()[:3] == [0, 0, 0]


def test_numbers_go_from_low_to_high_and_none_is_told() -> None:
    frame = layer(km=[*map(float, range(20)), None])
    columns = columns_of(frame)
    assert (columns[0].kind, columns[0].ends) == (ColumnKind.NUMBERS, (0.0, 19.0))
    view = view_of(frame, columns, OwnChoice(colour="km"))
    assert [found.colour for found in view.classes] == [*NUMBER_COLOURS, REST_COLOUR]
    assert view.classes[-1].count == 1
    classes = view.tiles.classes.tolist()
    assert classes == sorted(classes)
    assert view_of(frame, columns, OwnChoice(column="km", span=(5, 7))).rows == [5, 6, 7]


def test_what_is_shown_has_all_the_words_and_the_value() -> None:
    frame = layer(kind=["Rail", "rail", "Road"], note=["Khaf to Herat", None, "khaf"])
    columns = columns_of(frame)
    assert view_of(frame, columns, OwnChoice(find="KHAF herat")).rows == [0]
    assert view_of(frame, columns, OwnChoice(find="line 1")).rows == [1]
    assert view_of(frame, columns, OwnChoice(column="kind", picked=("rail", "Road"))).rows == [1, 2]
    assert (
        view_of(frame, columns, OwnChoice(find="khaf", column="kind", picked=("rail",))).rows == []
    )
    assert view_of(frame, columns, OwnChoice(colour="none", column="no such")).rows == [0, 1, 2]


def test_a_small_layer_goes_through_a_link_and_back(tmp_path: object) -> None:
    frame = layer(kind=["rail", "سڑک"], _id=["a", "b"])
    link = packed_layer(UploadedLayer("own.geojson", frame, ()))
    assert link
    assert len(link) < LONGEST_LINK
    found = gpd.read_file(unpacked_layer(link))
    assert found["kind"].tolist() == ["rail", "سڑک"]
    assert set(found.columns) == {"kind", "_id", "geometry"}
    assert found.geometry[0].equals_exact(LINE, 1e-5)


def test_a_large_layer_is_in_no_link() -> None:
    rng = np.random.default_rng(1)
    frame = layer(kind=["rail"] * 300)
    frame.geometry = shapely.linestrings(rng.uniform(40, 60, (300, 5, 2)))
    assert packed_layer(UploadedLayer("own.geojson", frame, ())) is None


BOMB = urlsafe_b64encode(zlib.compress(b"0" * 300_000)).decode()


@pytest.mark.parametrize("link", ["", "a", "%%%", "é", "AAAA", "x" * 5000, BOMB])
def test_a_link_that_holds_no_layer_gives_nothing(link: str) -> None:
    assert unpacked_layer(link) is None
