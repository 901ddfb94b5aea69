"""On which side of a frontier a line runs."""

import json
from pathlib import Path

import pytest

from geo.frontiers import foreign_km, read_countries
from geo.model import LonLat

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
    assert foreign_km(course, {"AA"}, read_countries(outlines)) == {}


def test_kilometres_abroad_are_counted(outlines: Path) -> None:
    course = line((65.8, 30.5), (66.5, 30.5), (65.8, 30.4))
    found = foreign_km(course, {"AA"}, read_countries(outlines))
    assert found.keys() == {"BB"}
    assert found["BB"] == pytest.approx(2 * 48 - 2 * 3, abs=2)


def test_two_kilometres_beyond_a_river_are_let_be(outlines: Path) -> None:
    course = line((65.8, 30.5), (66.02, 30.5), (65.8, 30.4))
    assert foreign_km(course, {"AA"}, read_countries(outlines)) == {}


def test_both_countries_of_a_line_are_its_own(outlines: Path) -> None:
    course = line((65.2, 30.5), (66.8, 30.5))
    assert foreign_km(course, {"AA", "BB"}, read_countries(outlines)) == {}
