"""Which country a line runs through, and where it has no business."""

import json
from pathlib import Path

import pytest

from geo.reading.network.countries import AT_SEA, read_countries
from geo.records.model import LonLat

#: Two countries side by side; the frontier is the meridian of 66 E.
WEST = [[65, 30], [66, 30], [66, 31], [65, 31], [65, 30]]
EAST = [[66, 30], [67, 30], [67, 31], [66, 31], [66, 30]]


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"iso_a2": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in (("AA", WEST), ("BB", EAST))
    ]
    path = tmp_path / "countries.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def line(*points: tuple[float, float]) -> list[LonLat]:
    return [LonLat(*at) for at in points]


def test_a_line_at_home_is_nowhere_else(outlines: Path) -> None:
    course = line((65.2, 30.5), (65.8, 30.5))
    assert read_countries(outlines).foreign_km(course, {"AA"}) == {}


def test_kilometres_abroad_are_counted(outlines: Path) -> None:
    course = line((65.8, 30.5), (66.5, 30.5), (65.8, 30.4))
    found = read_countries(outlines).foreign_km(course, {"AA"})
    assert found.keys() == {"BB"}
    assert found["BB"] == pytest.approx(2 * 48 - 2 * 3, abs=2)


def test_two_kilometres_beyond_a_river_are_let_be(outlines: Path) -> None:
    course = line((65.8, 30.5), (66.02, 30.5), (65.8, 30.4))
    assert read_countries(outlines).foreign_km(course, {"AA"}) == {}


def test_both_countries_of_a_line_are_its_own(outlines: Path) -> None:
    course = line((65.2, 30.5), (66.8, 30.5))
    assert read_countries(outlines).foreign_km(course, {"AA", "BB"}) == {}


def test_without_a_file_nothing_is_said_of_countries(tmp_path: Path) -> None:
    countries = read_countries(tmp_path / "none.geojson")
    assert countries.km_of(line((66, 30), (66, 31))) == {}
    assert countries.foreign_km(line((66, 30), (66, 31)), ()) == {}


def test_kilometres_are_told_by_country(outlines: Path) -> None:
    found = read_countries(outlines).km_of(line((65.5, 30.5), (67.5, 30.5)))
    assert found.keys() == {"AA", "BB", AT_SEA}
    assert found["BB"] == pytest.approx(2 * found["AA"], rel=0.01)
    assert found[AT_SEA] == pytest.approx(found["AA"], rel=0.01)
