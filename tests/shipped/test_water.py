"""Land and water: railways and roads that run in the sea are found, and ships on land."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.atlas import Atlas
from geo.pipeline.network.coast import SMALLEST_LAKE_KM2, land_features, read_lands
from geo.pipeline.packages import PackageError
from geo.reading.network.coast import LAND, Coast, read_coast
from geo.reading.network.routing_hints import OVER_WATER, ROUTES, Guide, Guides
from geo.records.errors import DataError
from geo.records.model import LonLat
from geo.rules.network.water import OFF_LAND_KM, lines_off_their_element, strayed
from geo.rules.open_atlas import open_atlas
from tests.conftest import ROOT

DATA = ROOT / "data"
#: Half a degree is some 40 km here.
ISLAND = shapely.Polygon(
    shapely.box(60, 40, 61, 41).exterior.coords, [shapely.box(60.4, 40.4, 60.6, 40.6).exterior]
)


@pytest.fixture(scope="module")
def coast() -> Coast:
    return read_coast(DATA)


# The coast


def test_a_line_on_land_is_not_off_it() -> None:
    km, deep, _ = Coast([ISLAND]).off_land((LonLat(60.1, 40.1), LonLat(60.9, 40.2)), 1.0)
    assert (km, deep) == (0.0, 0.0)


def test_a_line_over_a_lake_is_off_land_for_as_long_as_it_is_far_from_the_shore() -> None:
    km, deep, at = Coast([ISLAND]).off_land((LonLat(60.2, 40.5), LonLat(60.8, 40.5)), 1.0)
    # The lake is 16.9 km wide, less one km at each shore, and 22 km high.
    assert km == pytest.approx(14.9, abs=1.0)
    assert deep == pytest.approx(8.5, abs=0.5)
    assert at.lon == pytest.approx(60.5, abs=0.01)


def test_a_ship_over_an_island_is_on_land() -> None:
    line = (LonLat(59.5, 40.2), LonLat(61.5, 40.2))
    km, deep, _ = Coast([ISLAND]).on_land(line, 5.0)
    assert km == pytest.approx(74, abs=3)
    assert deep == pytest.approx(22, abs=1)
    assert Coast([ISLAND]).on_land((LonLat(59, 39.9), LonLat(62, 39.9)), 5.0)[0] == 0


@pytest.mark.parametrize(
    ("name", "lon", "lat", "is_land"),
    [
        ("the Caspian", 50.5, 41.5, False),
        ("Lake Urmia", 45.4, 37.6, False),
        ("Lake Van", 43.0, 38.6, False),
        ("the Toktogul reservoir", 72.9, 41.8, False),
        ("the Arabian Sea", 64.0, 24.0, False),
        ("the Absheron peninsula", 49.95, 40.45, True),
        ("Baku", 49.85, 40.4, True),
        ("Karachi", 67.03, 24.9, True),
        ("the dry Aral Sea", 60.2, 45.2, True),
        ("the spit of Garabogaz", 52.825, 41.3, True),
        ("the bay of Garabogaz", 53.5, 41.3, False),
        ("Astana", 71.4, 51.2, True),
        ("Lianyungang, beyond the finely drawn part", 119.0, 34.6, True),
        ("the Yellow Sea", 122.0, 35.0, False),
    ],
)
def test_land_is_where_it_should_be(
    coast: Coast, name: str, lon: float, lat: float, *, is_land: bool
) -> None:
    beside = (LonLat(lon, lat), LonLat(lon + 0.001, lat))
    assert (coast.off_land(beside, 0.0)[0] == 0) is is_land, name


def test_the_file_is_small_and_sound() -> None:
    path = DATA / LAND
    shapes = [
        shapely.geometry.shape(feature["geometry"])
        for feature in json.loads(path.read_text("utf-8"))["features"]
    ]
    assert path.stat().st_size < 650_000
    assert all(shape.is_valid and shape.geom_type == "Polygon" for shape in shapes)
    assert shapes == sorted(shapes, key=lambda shape: -shape.area)


# The rule


def issues(folder: Path) -> Iterator[tuple[str, str]]:
    segments = open_atlas(folder, strict=False).segments
    return ((line.record, line.rule) for line in lines_off_their_element(segments, folder))


def test_an_atlas_without_a_network_is_asked_nothing(good_folder: Path) -> None:
    assert list(issues(good_folder)) == []


@pytest.fixture
def at_sea(good_folder: Path) -> Path:
    """The good atlas with land everywhere but where its lines run."""
    network = good_folder / "network"
    network.mkdir(exist_ok=True)
    feature = {"type": "Feature", "properties": {}}
    feature["geometry"] = shapely.geometry.mapping(shapely.box(0, 50, 1, 51))
    collection = {"type": "FeatureCollection", "features": [feature]}
    (network / LAND.name).write_text(json.dumps(collection), encoding="utf-8")
    return good_folder


def test_a_railway_in_the_sea_is_found_and_a_promise_is_not(at_sea: Path) -> None:
    assert list(issues(at_sea)) == [("seg-alfa-bravo", "off_its_element")]


def test_the_sentence_says_how_far_and_what_to_do(at_sea: Path) -> None:
    (issue,) = lines_off_their_element(open_atlas(at_sea).segments, at_sea)
    assert "km of it lie in water, up to" in issue.sentence()
    assert OVER_WATER in issue.hint


def test_a_reason_in_the_guides_excuses_it(at_sea: Path) -> None:
    segments, coast = open_atlas(at_sea).segments, read_coast(at_sea)
    guides = Guides({"seg-alfa-bravo": Guide(rule=OVER_WATER, reason="A bridge")})
    assert list(strayed(segments, coast, guides)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"features": []}',
        '{"features": [{"geometry": null}]}',
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]}}]}',
        '{"features": [{"geometry": {"type": "Polygon", "coordinates": []}}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_coast_is_one_problem_and_no_crash(at_sea: Path, text: str) -> None:
    (at_sea / LAND).write_text(text, encoding="utf-8")
    assert [rule for _, rule in issues(at_sea)] == ["land_damaged"]


def test_land_in_metres_is_refused_before_it_is_cut(at_sea: Path) -> None:
    feature = {"type": "Feature", "properties": {}}
    feature["geometry"] = shapely.geometry.mapping(shapely.box(7e6, 4e6, 8e6, 5e6))
    collection = {"type": "FeatureCollection", "features": [feature]}
    (at_sea / LAND).write_text(json.dumps(collection), encoding="utf-8")
    (issue,) = lines_off_their_element((), at_sea)
    assert (issue.record, issue.rule) == ("feature 1", "land_damaged")
    assert "7e+06 to 8e+06 east" in issue.found


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"id,via,countries\nseg-a\n"])
def test_damaged_guides_are_told_and_no_line_is_blamed(at_sea: Path, content: bytes) -> None:
    (at_sea / ROUTES).write_bytes(content)
    found = lines_off_their_element(open_atlas(at_sea, strict=False).segments, at_sea)
    assert {issue.file for issue in found} == {ROUTES}


def test_a_line_is_asked_even_if_the_row_of_another_is_faulty(at_sea: Path) -> None:
    rows = "id,via,countries,winding,rule,reason\nseg-bravo-charlie,,,,nonsense,Why\n"
    (at_sea / ROUTES).write_text(rows, encoding="utf-8")
    told = [("seg-bravo-charlie", "word_unknown"), ("seg-alfa-bravo", "off_its_element")]
    assert list(issues(at_sea)) == told


def test_a_missing_coast_is_named_where_there_is_a_network(good_folder: Path) -> None:
    (good_folder / "network").mkdir(exist_ok=True)
    shutil.copy(DATA / "network" / "waypoints.csv", good_folder / "network")
    assert list(issues(good_folder)) == [("", "file_missing")]
    with pytest.raises(DataError):
        read_coast(good_folder)


def test_no_railway_of_the_atlas_runs_in_the_water(shipped_atlas: Atlas) -> None:
    """Roads are led round the water elsewhere; what may cross it says why in `routes.csv`."""
    rails = [line for line in shipped_atlas.segments if line.mode in {"rail", "sea"}]
    assert list(lines_off_their_element(rails, DATA)) == []
    assert OFF_LAND_KM == 1.0


# How it is made


def test_lands_of_another_form_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.geo.json"
    path.write_text('{"geometries": []}', encoding="utf-8")
    with pytest.raises(PackageError, match=r"map\.geo\.json"):
        read_lands(path)


def ring(west: float, south: float, size: float) -> np.ndarray:
    return np.array(shapely.box(west, south, west + size, south + size).exterior.coords)


def test_ponds_and_skerries_are_left_out_and_narrow_water_is_closed() -> None:
    strait = [[ring(60, 40, 1)], [ring(61.01, 40, 1)]]
    lake, pond = ring(60.2, 40.2, 0.3), ring(60.7, 40.7, 0.02)
    skerry = [[ring(64, 40, 0.01)]]
    strait[0] += [lake, pond]
    (land,) = land_features([*strait, *skerry])
    assert len(land.shape.interiors) == 1
    assert shapely.Polygon(land.shape.interiors[0]).area * 9000 > SMALLEST_LAKE_KM2
    assert land.shape.covers(shapely.Point(61.005, 40.5))
