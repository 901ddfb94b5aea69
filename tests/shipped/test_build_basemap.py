"""The base map: how it is made, and what the committed files must satisfy. No network."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from geo.pipeline import packages, pins
from geo.pipeline.basemap import areas, labels, lines
from geo.pipeline.basemap.labels import LabelPlace, LabelTown
from geo.pipeline.basemap.relief import crop, warp_rows
from geo.pipeline.frame import BOX, mercator_height, mercator_y, row_latitudes
from geo.pipeline.layers import MapFeature, MapRow, tidy_areas, tidy_lines, write_geojson
from geo.pipeline.packages import Package, PackageError, Registry

BASEMAP = Path(__file__).parents[2] / "data" / "basemap"
LAYERS = ("boundaries", "countries", "kashmir", "lakes", "land", "places", "rivers")
TOLERANCE_DEG = 0.001
CRIMEA = shapely.box(32.4, 44.3, 36.7, 46.3)
SOME_BYTES_SHA256 = "f24f9d37" + 56 * "0"


def features(name):
    text = (BASEMAP / f"{name}.geojson").read_text(encoding="utf-8")
    return json.loads(text)["features"]


def shapes(name):
    return [shapely.geometry.shape(feature["geometry"]) for feature in features(name)]


def package(**changes):
    fields = {
        "registry": Registry.PYPI,
        "name": "thing",
        "version": "1.0",
        "filename": "thing-1.0.whl",
        "sha256": SOME_BYTES_SHA256,
    }
    return Package(**{**fields, **changes})


# Packages


def test_file_with_another_hash_is_refused(tmp_path):
    (tmp_path / "thing-1.0.whl").write_bytes(b"not the pinned file")
    with pytest.raises(PackageError, match=r"thing 1\.0 \(PyPI\).*sha256 .* expected f24f9d37"):
        packages.fetch(package(), tmp_path)


def test_file_with_the_pinned_hash_is_taken_from_the_cache(tmp_path):
    path = tmp_path / "thing-1.0.whl"
    path.write_bytes(b"pinned")
    said = []
    assert packages.fetch(package(sha256=packages.sha256_of(path)), tmp_path, said.append) == path
    assert said == []


@pytest.mark.parametrize(
    ("registry", "client"), [(Registry.NPM, "npm"), (Registry.DEBIAN, "apt-get")]
)
def test_missing_client_is_named(registry, client, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError, match=f"{client} is needed"):
        packages.fetch(package(registry=registry), tmp_path / "cache", lambda _: None)


def test_wheel_and_tarball_give_the_same_members(tmp_path):
    wheel, tarball = tmp_path / "thing.whl", tmp_path / "thing.tgz"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("inner/data.txt", "hello")
    with tarfile.open(tarball, "w:gz") as archive:
        info = tarfile.TarInfo("./inner/data.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"hello"))
    for path in (wheel, tarball):
        (found,) = packages.extract(package(), path, ["inner/data.txt"], tmp_path / path.suffix)
        assert found.read_text() == "hello"
        with pytest.raises(PackageError, match=r"holds no file absent\.txt"):
            packages.extract(package(), path, ["absent.txt"], tmp_path / "other")


def test_pins_are_exact():
    pinned = [value for value in vars(pins).values() if isinstance(value, Package)]
    assert len(pinned) >= 7
    for package in pinned:
        assert len(package.sha256) == 64
        assert package.version in package.filename


# Relief


def test_mercator_heights_are_the_usual_ones():
    assert mercator_y(0) == pytest.approx(0, abs=1e-12)
    assert mercator_y(85.05112878) == pytest.approx(np.pi)
    assert mercator_height(2400) == 1961


def test_warp_puts_a_known_latitude_on_the_right_row():
    # Each row of the even picture holds its own latitude, so the value is the answer.
    rows = 1320
    even = BOX.north - (np.arange(rows) + 0.5) * (BOX.north - BOX.south) / rows
    height = mercator_height(2400)
    warped = warp_rows(np.repeat(even[:, None, None], 3, axis=2), height)
    share = (mercator_y(62) - mercator_y(34.1)) / (mercator_y(62) - mercator_y(18))
    assert warped[int(share * height), 0, 0] == pytest.approx(34.1, abs=0.03)
    # Halfway down a plain picture would be 40 N; on a Mercator page it is well to the north.
    assert warped[height // 2, 0, 0] == pytest.approx(row_latitudes(height)[height // 2], abs=0.03)
    assert warped[height // 2, 0, 0] > 42


def test_crop_cuts_the_box_out_of_the_world():
    world = Image.new("RGB", (3600, 1800))
    world.putpixel(((72 + 180) * 10, (90 - 34) * 10), (255, 0, 0))
    cut = crop(world, BOX)
    assert cut.size == (750, 440)
    assert cut.getpixel((520, 280)) == (255, 0, 0)


def test_relief_has_the_shape_of_the_box():
    with Image.open(BASEMAP / "relief.jpg") as picture:
        assert picture.size == (2400, mercator_height(2400))


def test_relief_shows_sea_and_mountains_where_they_are():
    with Image.open(BASEMAP / "relief.jpg") as picture:
        pixels = np.asarray(picture.convert("RGB"), dtype=int)

    def colour(lon, lat):
        y = (mercator_y(62) - mercator_y(lat)) / (mercator_y(62) - mercator_y(18))
        column = int((lon - 20) / 75 * picture.width)
        row = int(y * picture.height)
        return pixels[row - 8 : row + 9, column - 8 : column + 9].mean(axis=(0, 1))

    for lon, lat in ((62, 20), (34, 43.2), (51, 41.5)):
        red, _, blue = colour(lon, lat)
        assert blue > red + 5, "the sea is blue"
    for lon, lat in ((64, 28), (60, 40), (68, 30)):
        red, _, blue = colour(lon, lat)
        assert red > blue, "dry land is not blue"


# Lines and areas


def test_unknown_boundary_class_is_an_error():
    with pytest.raises(PackageError, match="class 'Maritime' is unknown"):
        lines.boundary_status("Maritime")


def test_only_claims_of_today_are_drawn():
    assert lines.is_live_claim("Indian claim")
    assert lines.is_live_claim("Pakistani claim")
    assert not lines.is_live_claim("Ukrainian claim")
    assert not lines.is_live_claim("Ceasefire Line 1994")
    assert not lines.is_live_claim("Former USSR oblast in 1991")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Amu  Darya", "Amu Darya"),
        ("Bol?shoy Yugan", "Bolshoy Yugan"),
        ("Ertix (Irtysh)", "Irtysh"),
        ("Indus", "Indus"),
        ("", ""),
    ],
)
def test_river_names_are_cleaned(raw, clean):
    assert lines.clean_river_name(raw) == clean


def test_tidy_lines_keep_ends_and_drop_what_is_outside():
    line = tidy_lines(shapely.LineString([(70, 30), (70.5, 30.0001), (71, 30)]), 0.01, 3)
    assert list(line.coords) == [(70, 30), (71, 30)]
    assert tidy_lines(shapely.LineString([(0, 0), (1, 1)]), 0.01, 3).is_empty


def test_tidy_areas_are_valid_and_anticlockwise():
    bow_tie = shapely.Polygon([(70, 30), (71, 31), (71, 30), (70, 31)])
    tidy = tidy_areas(bow_tie, 0.001, 3)
    assert tidy.is_valid
    assert all(part.exterior.is_ccw for part in shapely.get_parts(tidy))


def test_pieces_of_one_lake_become_one_and_ponds_are_dropped():
    lake = [shapely.box(50, 40, 51, 41), shapely.box(50.9, 40, 52, 41)]
    pond = shapely.box(60, 40, 60.01, 40.01)
    found = areas.lake_features([*lake, pond])
    assert len(found) == 1
    assert found[0].shape.bounds == (50, 40, 52, 41)


def test_missing_kashmir_piece_is_an_error():
    with pytest.raises(PackageError, match="Azad Kashmir, Northern Areas"):
        areas.kashmir_features([])


def test_geojson_is_one_feature_a_line(tmp_path):
    path = tmp_path / "some.geojson"
    write_geojson(path, [MapFeature(shapely.Point(71.12345, 33), {"name": "کراچی"})], 3)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[1] == (
        '{"type":"Feature","properties":{"name":"کراچی"},'
        '"geometry":{"type":"Point","coordinates":[71.123,33.0]}}'
    )
    assert text.endswith("]}\n")
    assert json.loads(text)["type"] == "FeatureCollection"


# Labels


def town(number, name="Town", *, country="PK", population=1000, lon=70.0, lat=30.0):
    return LabelTown(number, name, country, population, lon, lat)


def place_row(name, lon, lat, geoname_id):
    fields = {"name": name, "iso_a2": "PK", "geonameid": geoname_id, "scalerank": 4, "adm0cap": 0}
    return MapRow(shapely.Point(lon, lat), fields)


def test_place_is_found_by_id_and_a_far_id_is_not_believed():
    near, far = town(1, "Near"), town(2, "Far", lon=75.0)
    towns = {1: near, 2: far}
    assert labels.find_town(place_row("A", 70.0, 30.05, 1), towns) == near
    assert labels.find_town(place_row("A", 70.0, 30.05, 2), towns) == near
    assert labels.find_town(place_row("A", 72.0, 30.0, -1), towns) is None
    assert labels.find_town(place_row("A", 70.0, 30.05, float("nan")), towns) == near


def test_thinning_keeps_the_more_important_of_two_close_places():
    small = LabelPlace(town(1, population=50_000), rank=7, capital=False)
    large = LabelPlace(town(2, population=900_000, lat=30.05), rank=8, capital=False)
    apart = LabelPlace(town(3, lat=31.0), rank=10, capital=False)
    assert labels.thinned_places([small, large, apart]) == [large, apart]


@pytest.mark.parametrize(
    ("raw", "name"), [("Qo‘qon", "Kokand"), ("Pul-e Khumrī", "Pul-e Khumri"), ("Ełk", "Elk")]
)
def test_english_names_are_plain(raw, name):
    assert labels.english_name(raw) == name


def test_label_goes_to_the_wide_part_of_a_country():
    tower = shapely.box(60, 30, 61, 45)
    hall = shapely.box(60, 30, 75, 34)
    point = labels.label_point(tower.union(hall))
    assert point.x > 63
    assert 31 < point.y < 33


# What is committed


def test_base_map_is_small():
    files = [path for path in BASEMAP.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 4_000_000
    assert (BASEMAP / "relief.jpg").stat().st_size <= 600_000
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 1_500_000


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
    assert with_areas == {"land", "lakes", "kashmir"}
    assert [feature["properties"] for feature in features("land")] == [{}]
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
    assert lake_at(51.0, 41.0), "the Caspian Sea"
    assert lake_at(75.0, 46.5), "Lake Balkhash"
    assert not lake_at(34.0, 43.2), "the Black Sea is sea"


def test_caspian_is_one_shape():
    largest = features("lakes")[0]
    assert 350_000 < largest["properties"]["area_km2"] < 420_000
    assert sum(feature["properties"]["area_km2"] > 40_000 for feature in features("lakes")) == 1


def test_land_is_where_towns_are_and_sea_is_not():
    (land,) = shapes("land")
    for lon, lat in ((74.3, 31.55), (69.2, 34.5), (37.6, 55.75), (60.3, 45.0), (34.1, 45.2)):
        assert land.contains(shapely.Point(lon, lat))
    for lon, lat in ((62, 20), (34, 43.2), (51, 27)):
        assert not land.contains(shapely.Point(lon, lat))


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
