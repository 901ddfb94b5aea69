"""The check of the lines finds what is wrong."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.reading.network.geometry_report import Report, inspect_geometry

LINES = "network/lines.geojson"
HEADER = "id,via,countries,winding,rule,reason\n"
SEGMENT = "seg-alfa-bravo"
#: West, east and north of two countries; the line in question runs along 66.0 E to 31.0 N.
OUTLINES = {"PK": (65.0, 66.1, 33.0), "IR": (66.1, 68.0, 30.9)}


def outline(code: str) -> dict[str, Any]:
    west, east, north = OUTLINES[code]
    ring = [[west, 29], [east, 29], [east, north], [west, north], [west, 29]]
    return {
        "type": "Feature",
        "properties": {"iso_a2": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: dict[str, Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def folder(good_folder: Path) -> Path:
    """The good atlas, with one line that follows the track and is sound in every way."""
    network = good_folder / "network"
    network.mkdir()
    (network / "countries.geojson").write_text(collection(*map(outline, OUTLINES)), "utf-8")
    (network / "kept.csv").write_text("segment_id,reason\n", "utf-8")
    (network / "legs.csv").write_text("claim_id,network_km\n", "utf-8")
    (network / "routes.csv").write_text(HEADER, "utf-8")
    points = [[66.0, 30.0 + n / 10] for n in range(11)]
    feature = {
        "type": "Feature",
        "id": SEGMENT,
        "geometry": {"type": "LineString", "coordinates": points},
        "properties": {
            "network_km": 116.0,
            "geometry_basis": "osm",
            "geometry_note": "Follows the track.",
            "geometry_source_ids": ["src-survey-2020"],
            "straight_km": 11.1,
            "end_gaps_km": [0.1, 0.2],
        },
    }
    (good_folder / LINES).write_text(collection(feature), "utf-8")
    return good_folder


def change(folder: Path, edit: Callable[[dict[str, Any]], None]) -> Report:
    path = folder / LINES
    content = json.loads(path.read_text("utf-8"))
    edit(content["features"][0])
    path.write_text(json.dumps(content), "utf-8")
    return inspect_geometry(folder)


def bend(feature: dict[str, Any]) -> None:
    feature["geometry"]["coordinates"][5] = [66.2, 30.5]


def test_a_sound_line_has_no_fault(folder: Path) -> None:
    report = inspect_geometry(folder)
    row = next(row for row in report.rows if row.segment.id == SEGMENT)
    assert report.faults == ()
    assert row.ratio == pytest.approx(116 / 118)
    assert row.drawn_km == pytest.approx(110.9, abs=0.2)
    assert row.straight_km == pytest.approx(11.1, abs=0.1)
    assert row.network_gaps_km == (0.1, 0.2)


def test_a_length_that_print_denies_is_a_fault(folder: Path) -> None:
    report = change(folder, lambda line: line["properties"].update(network_km=140.0))
    assert report.faults == ("only 0 of 1 lengths agree with print within 5 %",)


def test_a_figure_of_another_stretch_is_not_compared(folder: Path) -> None:
    text = HEADER + f"{SEGMENT},,,,other-scope,The figure covers more\n"
    (folder / "network/routes.csv").write_text(text, "utf-8")
    report = change(folder, lambda line: line["properties"].update(network_km=140.0))
    assert report.faults == ()
    assert report.compared() == []


def test_a_line_abroad_is_a_fault_unless_a_curator_knows_it(folder: Path) -> None:
    (fault,) = change(folder, bend).faults
    assert fault.startswith(f"{SEGMENT}: the line runs through another country, ")
    assert fault.endswith(" km in IR")
    text = HEADER + f"{SEGMENT},,IR,,,The track cuts a corner\n"
    (folder / "network/routes.csv").write_text(text, "utf-8")
    assert inspect_geometry(folder).faults == ()


def test_a_straight_railway_needs_a_reason(folder: Path) -> None:
    def straighten(line: dict[str, Any]) -> None:
        del line["geometry"]["coordinates"][3:8]

    (fault,) = change(folder, straighten).faults
    assert fault == f"{SEGMENT}: 67 km of railway drawn straight without a reason"
    note = "The longest straight piece has 67 km: no point between is known to us."
    report = change(folder, lambda line: line["properties"].update(geometry_note=note))
    assert report.faults == ()


def test_a_track_that_ends_early_says_so(folder: Path) -> None:
    report = change(folder, lambda line: line["properties"].update(end_gaps_km=[0.0, 3.0]))
    assert report.faults == (f"{SEGMENT}: the network ends 3.0 km from its site",)


def test_a_line_without_a_segment_is_a_fault(folder: Path) -> None:
    report = change(folder, lambda line: line.update(id="seg-gone"))
    assert report.faults[0] == "seg-gone: a line without a segment; build the network again"


def test_a_published_length_is_compared_by_claim(folder: Path) -> None:
    claims = folder / "claims.csv"
    claim_id = claims.read_text("utf-8").splitlines()[1].partition(",")[0]
    (folder / "network/legs.csv").write_text(f"claim_id,network_km\n{claim_id},50.0\n", "utf-8")
    (leg,) = inspect_geometry(folder).legs
    assert leg.claim_id == claim_id
    assert leg.ratio == pytest.approx(50 / leg.published_km)


def test_the_command_prints_a_row_for_each_segment_and_fails_on_faults(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--geometry", str(folder)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split()[:4] == ["segment", "drawn", "network", "published"]
    assert any(line.startswith(SEGMENT) and " 0.98 " in line for line in out)
    assert "1 of 1 lengths agree with print" in out[-1]
    change(folder, lambda line: line["properties"].update(network_km=140.0))
    assert main(["check", "--geometry", str(folder)]) == 1


def test_a_missing_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(folder / "network")
    assert main(["check", "--geometry", str(folder)]) == 1
    assert "network" in capsys.readouterr().err
