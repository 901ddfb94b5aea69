"""The base map: how it is made. No network."""

import io
import json
import tarfile
import zipfile

import numpy as np
import pytest
import shapely
from PIL import Image

from geo.mapview.ground_files import GROUND_BOX
from geo.pipeline import packages, pins
from geo.pipeline.basemap import areas, labels, lines
from geo.pipeline.basemap.labels import LabelPlace, LabelTown
from geo.pipeline.basemap.relief import crop, warp_rows
from geo.pipeline.frame import BOX, mercator_height, mercator_y, row_latitudes
from geo.pipeline.layers import MapFeature, MapRow, tidy_areas, tidy_lines, write_geojson
from geo.pipeline.packages import Package, PackageError, Registry

SOME_BYTES_SHA256 = "f24f9d37" + 56 * "0"


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
    found = areas.lake_features(areas.join_lakes([*lake, pond]), 0.008, 3, 40)
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


def test_maps_know_how_far_the_ground_reaches() -> None:
    assert (BOX.west, BOX.south, BOX.east, BOX.north) == GROUND_BOX
