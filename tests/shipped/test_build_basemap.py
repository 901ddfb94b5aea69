"""The base map that is shipped: its box, its politics, its size."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from geo.pipeline import pins
from geo.pipeline.basemap import areas, lines
from geo.pipeline.basemap.near import square_of, squares
from geo.pipeline.frame import BOX, mercator_height, mercator_y
from geo.pipeline.packages import Package

BASEMAP = Path(__file__).parents[2] / "data" / "basemap"
FAR = ("boundaries", "countries", "kashmir", "lakes", "places", "rivers", "sea")
LAYERS = (*FAR, "near-lines", "near-towns", "near-water")
TOLERANCE_DEG = 0.001
CRIMEA = shapely.box(32.4, 44.3, 36.7, 46.3)


def features(name):
    text = (BASEMAP / f"{name}.geojson").read_text(encoding="utf-8")
    return json.loads(text)["features"]


def shapes(name):
    return [shapely.geometry.shape(feature["geometry"]) for feature in features(name)]


@pytest.mark.parametrize(("name", "width"), [("relief", 1280), ("near-relief", 2400)])
def test_relief_has_the_shape_of_the_box(name, width):
    with Image.open(BASEMAP / f"{name}.webp") as picture:
        assert picture.size == (width, mercator_height(width))


def test_relief_leaves_the_sea_out_and_keeps_the_mountains():
    with Image.open(BASEMAP / "relief.webp") as picture:
        pixels = np.asarray(picture.convert("L"), dtype=int)

    def around(lon, lat):
        y = (mercator_y(62) - mercator_y(lat)) / (mercator_y(62) - mercator_y(18))
        column = int((lon - 20) / 75 * pixels.shape[1])
        row = int(y * pixels.shape[0])
        return pixels[row - 8 : row + 9, column - 8 : column + 9]

    spots = [around(lon, lat) for lon, lat in ((62, 20), (34, 43.2), (51, 41.5), (51, 38.5))]
    assert all(spot.std() < 1 for spot in spots), "nothing is sent of the sea"
    assert np.ptp([spot.mean() for spot in spots]) < 2, "it is of one colour, like land"
    for lon, lat in ((71, 36), (85, 29), (52, 32)):
        assert around(lon, lat).std() > 4, "mountains have shade"


def test_base_map_is_small():
    files = {path.name: path.read_bytes() for path in BASEMAP.iterdir() if path.is_file()}
    assert sum(map(len, files.values())) < 6_000_000
    first = [body for name, body in files.items() if not name.startswith("near-")]
    assert sum(len(gzip.compress(body)) for body in first) < 300_000


def test_readme_lists_every_file():
    readme = (BASEMAP / "README.md").read_text(encoding="utf-8")
    for path in BASEMAP.iterdir():
        assert path.name == "README.md" or f"| `{path.name}` |" in readme
    assert "Boundaries are not authoritative" in readme


def test_every_pinned_package_is_named_where_its_data_is():
    readmes = [path.read_text(encoding="utf-8") for path in BASEMAP.parent.glob("*/README.md")]
    for pin in vars(pins).values():
        if isinstance(pin, Package):
            assert any(str(pin) in text for text in readmes), str(pin)


@pytest.mark.parametrize("name", LAYERS)
def test_shapes_are_valid_and_in_the_box(name):
    found = shapely.MultiPoint(shapely.get_coordinates(shapes(name)))
    west, south, east, north = found.bounds
    assert west >= BOX.west - TOLERANCE_DEG
    assert south >= BOX.south - TOLERANCE_DEG
    assert east <= BOX.east + TOLERANCE_DEG
    assert north <= BOX.north + TOLERANCE_DEG
    assert all(shape.is_valid and not shape.is_empty for shape in shapes(name))


def test_boundary_status_is_from_the_list():
    found = {feature["properties"]["status"] for feature in features("boundaries")}
    assert found == set(lines.STATUSES)
    assert all(set(feature["properties"]) == {"status"} for feature in features("boundaries"))


def boundary_near(lon, lat, within_deg=0.1):
    spot = shapely.Point(lon, lat).buffer(within_deg)
    return {
        feature["properties"]["status"]
        for feature in features("boundaries")
        if shapely.geometry.shape(feature["geometry"]).intersects(spot)
    }


def test_boundaries_follow_the_published_policy():
    assert boundary_near(71.09, 34.12) == {"international"}, "Torkham, on the Durand Line"
    assert boundary_near(74.57, 31.6) == {"international"}, "Wagah"
    assert boundary_near(74.0, 34.05, 0.3) >= {"line-of-control"}, "west of Srinagar"
    assert boundary_near(63.4, 45.9, 0.7) == {"lease-limit"}, "Baikonur"


def test_crimea_is_not_decided():
    assert not any(shape.intersects(CRIMEA) for shape in shapes("boundaries"))
    assert all("country" not in feature["properties"] for feature in features("places"))


def test_no_file_holds_country_polygons():
    with_areas = {
        name for name in LAYERS if any("Polygon" in shape.geom_type for shape in shapes(name))
    }
    assert with_areas == {"sea", "lakes", "near-water", "kashmir"}
    assert [feature["properties"] for feature in features("sea")] == [{}]
    assert all(set(feature["properties"]) == {"area_km2"} for feature in features("lakes"))


def test_kashmir_has_its_four_named_pieces():
    named = {
        feature["properties"]["name"]: shapely.geometry.shape(feature["geometry"])
        for feature in features("kashmir")
    }
    assert list(named) == list(areas.KASHMIR_PIECES.values())
    assert {shape.geom_type for shape in named.values()} == {"MultiPolygon"}
    india = "Jammu and Kashmir and Ladakh (administered by India)"
    gilgit_baltistan = "Gilgit-Baltistan (administered by Pakistan)"
    assert named[india].contains(shapely.Point(74.8, 34.1)), "Srinagar"
    assert named[gilgit_baltistan].contains(shapely.Point(74.31, 35.92)), "Gilgit"


def lake_at(lon, lat):
    return any(shape.contains(shapely.Point(lon, lat)) for shape in shapes("lakes"))


def test_lakes_are_modern():
    assert not lake_at(60.3, 45.0), "the dried centre of the Aral Sea"
    assert lake_at(60.5, 46.5), "the North Aral Sea"
    assert not lake_at(51.0, 41.0), "the Caspian is sea"
    assert lake_at(75.0, 46.5), "Lake Balkhash"
    assert not lake_at(34.0, 43.2), "the Black Sea is sea"


def near(kind, lon, lat):
    """The fine shapes of one kind in the square of a position."""
    name = square_of(lon, lat)
    return [
        shapely.geometry.shape(feature["geometry"])
        for feature in features("near-water")
        if (feature["properties"]["square"], feature["properties"]["kind"]) == (name, kind)
    ]


def test_land_is_where_towns_are_and_sea_is_not():
    (sea,) = shapes("sea")
    for lon, lat in ((74.3, 31.55), (69.2, 34.5), (37.6, 55.75), (60.3, 45.0), (34.1, 45.2)):
        assert not sea.contains(shapely.Point(lon, lat))
    for lon, lat in ((62, 20), (34, 43.2), (51, 27), (51.0, 41.0)):
        assert sea.contains(shapely.Point(lon, lat))


#: Ports as the atlas places them, and how far from water they may lie, in km: some are towns.
PORTS = {
    "site-karachi-port": 0.5,
    "site-port-qasim": 0.0,
    "site-gwadar-port": 0.0,
    "site-baku": 1.0,
    "site-bandar-abbas": 1.5,
    "site-chabahar": 1.5,
    "site-novorossiysk": 2.0,
    "site-turkmenbashi": 2.5,
    "site-aktau": 3.5,
}


@pytest.mark.parametrize("site_id", PORTS)
def test_a_port_lies_at_the_water(site_id, shipped_atlas):
    at = shipped_atlas.site(site_id).at
    (sea,) = near("sea", at.lon, at.lat)
    degrees = sea.distance(shapely.Point(at.lon, at.lat))
    assert degrees * 111.2 <= PORTS[site_id]


def test_the_steelworks_lies_on_land_and_astrakhan_far_from_the_sea(shipped_atlas):
    mill = shipped_atlas.site("site-psm").at
    (sea,) = near("sea", mill.lon, mill.lat)
    assert 0.5 < sea.distance(shapely.Point(mill.lon, mill.lat)) * 111.2 < 3
    (caspian,) = near("sea", 48.04, 46.35)
    assert caspian.distance(shapely.Point(48.04, 46.35)) * 111.2 > 40


def test_the_coast_is_fine_where_ports_are():
    (sea,) = near("sea", 67.3, 24.8)
    assert len(shapely.get_coordinates(shapely.clip_by_rect(sea, 66.9, 24.5, 67.5, 25.1))) > 250


def test_what_is_near_names_a_square_that_it_lies_in():
    boxes = dict(squares())
    for name in ("near-water", "near-lines", "near-towns"):
        for feature in features(name):
            box = boxes[feature["properties"]["square"]].polygon().buffer(0.01)
            assert box.covers(shapely.geometry.shape(feature["geometry"])), name


def test_rivers_have_a_rank_and_a_clean_name():
    found = {feature["properties"]["name"] for feature in features("rivers")}
    assert {"Indus", "Amu Darya", "Syr Darya", "Panj", "Helmand", "Volga", "Ural"} <= found
    assert not any("?" in name or "  " in name or "(" in name for name in found)
    assert all(1 <= feature["properties"]["rank"] <= 9 for feature in features("rivers"))


def test_places_hold_the_towns_of_the_corridors():
    found = {feature["properties"]["name"]: feature["properties"] for feature in features("places")}
    assert {"Karachi", "Peshawar", "Quetta", "Gwadar", "Chaman", "Mazar-i-Sharif"} <= set(found)
    assert {"Termez", "Aktobe", "Orenburg", "Astrakhan", "Mumbai", "Chabahar"} <= set(found)
    assert {name for name in found if name.isascii()} == set(found)
    assert found["Islamabad"]["capital"]
    assert not found["Lahore"]["capital"]
    assert len(features("places")) <= 720


def test_countries_are_named_in_three_languages_inside_the_box():
    found = {feature["properties"]["iso_a2"]: feature for feature in features("countries")}
    assert {"PK", "AF", "UZ", "KZ", "TM", "TJ", "KG", "RU", "IR", "IN", "CN", "AZ"} <= set(found)
    assert found["PK"]["properties"]["names"] == {
        "en": "Pakistan",
        "ur": "پاکستان",
        "ru": "Пакистан",
    }
    lon, lat = found["RU"]["geometry"]["coordinates"]
    assert 30 < lon < 90
    assert lat < 61
