"""Derived lines stand in for schematic ones, and never for a promise."""

import json
from pathlib import Path

import pytest

from geo.reading.load import load
from geo.records.loaded import TRACK_LINES, Loaded

ALFA, BRAVO, CHARLIE = [66.0, 30.0], [66.0, 31.0], [66.0, 32.0]
ROUTED = [ALFA, [66.2, 30.4], BRAVO]


def feature(line: object = ROUTED, **properties: object) -> dict[str, object]:
    fields = {
        "network_km": 120.5,
        "geometry_basis": "osm",
        "geometry_note": "Follows the track.",
        "geometry_source_ids": ["src-a"],
        "straight_km": 60.0,
        "end_gaps_km": [0.1, 0.2],
    }
    return {
        "type": "Feature",
        "id": "seg-alfa-bravo",
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": {**fields, **properties},
    }


def load_with(folder: Path, *features: object) -> Loaded:
    path = folder / TRACK_LINES
    path.parent.mkdir()
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return load(folder)


def schematic(folder: Path) -> object:
    return load(folder).segments[0]


def test_a_derived_line_takes_the_place_of_the_schematic_one(good_folder: Path) -> None:
    loaded = load_with(good_folder, feature())
    segment = loaded.segments[0]
    assert loaded.issues == ()
    assert segment.line == tuple(map(tuple, ROUTED))
    assert segment.line[1].lon == 66.2
    assert (segment.network_km, segment.geometry_basis) == (120.5, "osm")
    assert segment.geometry_note == "Follows the track."
    assert segment.geometry_source_ids == ("src-a",)


def test_all_else_about_the_segment_stays(good_folder: Path) -> None:
    before = load(good_folder).segments
    after = load_with(good_folder, feature()).segments
    derived = {"line", "network_km", "geometry_basis", "geometry_note", "geometry_source_ids"}
    assert [segment.id for segment in after] == [segment.id for segment in before]
    assert after[0].model_dump(exclude=derived) == before[0].model_dump(exclude=derived)
    assert after[1] == before[1]


def test_an_atlas_without_derived_lines_is_sound(good_folder: Path) -> None:
    assert load(good_folder).issues == ()


def test_a_promise_keeps_its_line(good_folder: Path) -> None:
    layer = good_folder / "layers" / "line.geojson"
    layer.write_text(layer.read_text("utf-8").replace('"operating"', '"agreed"'), "utf-8")
    before = schematic(good_folder)
    assert load_with(good_folder, feature()).segments[0] == before


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ({"network_km": -1}, "value"),
        ({"network_km": "far"}, "number_form"),
        ({"geometry_basis": "guess"}, "word_unknown"),
        ({"extra": 1}, "field_unknown"),
        ({"line": [ALFA]}, "line_short"),
        ({"line": [ALFA, [66.0, 31.1]]}, "line_outdated"),
    ],
)
def test_a_damaged_line_is_told_and_the_schematic_one_stays(
    good_folder: Path, damage: dict[str, object], rule: str
) -> None:
    before = schematic(good_folder)
    loaded = load_with(good_folder, feature(**damage))
    assert [(issue.file, issue.record, issue.rule) for issue in loaded.issues] == [
        (TRACK_LINES, "seg-alfa-bravo", rule)
    ]
    assert loaded.segments[0] == before


def test_a_damaged_file_is_told_once_and_all_lines_stay(good_folder: Path) -> None:
    before = load(good_folder).segments
    path = good_folder / TRACK_LINES
    path.parent.mkdir()
    path.write_text('{"type": "FeatureCollection", "features": [', "utf-8")
    loaded = load(good_folder)
    assert [issue.file for issue in loaded.issues] == [TRACK_LINES]
    assert TRACK_LINES in loaded.unread
    assert loaded.segments == before


def test_lines_that_should_be_there_are_missed(good_folder: Path) -> None:
    (good_folder / TRACK_LINES).parent.mkdir()
    (good_folder / TRACK_LINES).with_name("waypoints.csv").touch()
    assert [(issue.file, issue.rule) for issue in load(good_folder).issues] == [
        (TRACK_LINES, "file_missing")
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("null", "not_a_collection"),
        ('{"type": "FeatureCollection", "features": []}', "nothing_inside"),
    ],
)
@pytest.mark.parametrize("guide", ["waypoints.csv", "routes.csv"])
def test_a_file_without_lines_is_told(good_folder: Path, text: str, rule: str, guide: str) -> None:
    (good_folder / TRACK_LINES).parent.mkdir()
    (good_folder / TRACK_LINES).with_name(guide).touch()
    (good_folder / TRACK_LINES).write_text(text, "utf-8")
    assert [(issue.file, issue.rule) for issue in load(good_folder).issues] == [(TRACK_LINES, rule)]


def test_lines_of_segments_that_are_gone_are_passed_over(good_folder: Path) -> None:
    gone = {**feature(), "id": "seg-gone"}
    assert load_with(good_folder, gone).issues == ()
