"""Damaged atlases: each fault is found, named exactly, and takes nothing else down with it.

`data/bad/<fault>/` holds only the files that differ from `data/good/`.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.records.errors import DataError, Issue
from geo.records.model import Record
from geo.rules.open_atlas import open_atlas
from tests.conftest import GOOD

BAD = Path(__file__).parents[1] / "data" / "bad"
FAULTS = sorted(path.name for path in BAD.iterdir() if path.is_dir())

CORRECTIONS, CORRECTION = "corrections.csv", "cor-line-as-of"
ART, BORDER, CLAIMS = "articles/art-a.md", "border_status.csv", "claims.csv"
ALIGNMENTS = "alignments.yaml"
EVENTS, LINE, OSM = "events.csv", "layers/line.geojson", "sites-osm.geojson"
PROJECTS, SITES = "projects.yaml", "sites.geojson"
BUILT, PLANNED, YARD = "seg-alfa-bravo", "seg-bravo-charlie", "area-alfa-yard"
CLAIM, STUDY = "clm-line-length", "evt-2024-05-02-study"
BREAK, POST = "site-bravo", "bst-bravo-2024-05"

#: Fault -> every (file, record, field, rule) that is reported.
EXPECTED = {
    "approximate_without_error": {(OSM, "site-charlie", "location_error_km", "error_missing")},
    "between_one_place": {(CLAIMS, CLAIM, "between_ids", "between_one_place")},
    "between_place_twice": {(CLAIMS, CLAIM, "between_ids", "between_place_twice")},
    "between_unknown_place": {(CLAIMS, CLAIM, "between_ids", "unknown_id")},
    "between_without_length": {(CLAIMS, CLAIM, "between_ids", "between_without_length")},
    "break_called_built": {(SITES, BREAK, "breaks_gauge_basis", "break_not_built")},
    "break_missing": {(SITES, BREAK, "breaks_gauge_mm", "break_missing")},
    "break_of_another_gauge": {(SITES, BREAK, "breaks_gauge_mm", "break_missing")},
    "break_of_one_gauge": {
        (SITES, BREAK, "breaks_gauge_mm", "break_missing"),
        (SITES, BREAK, "breaks_gauge_mm", "break_of_one_gauge"),
    },
    "break_without_basis": {(SITES, BREAK, "breaks_gauge_basis", "break_half")},
    "byte_order_mark": {(CLAIMS, "", "", "bom")},
    "claim_without_value": {(CLAIMS, CLAIM, "low", "claim_empty")},
    "correction_of_no_field": {(CORRECTIONS, CORRECTION, "field", "correction_field")},
    "correction_undone": {(CORRECTIONS, CORRECTION, "new", "correction_undone")},
    "country_in_small_letters": {(SITES, "site-bravo", "countries", "form")},
    "csv_column_twice": {(CLAIMS, "", "scope", "column_double")},
    "csv_quote_open": {(CLAIMS, "", "", "csv")},
    "csv_row_too_wide": {(EVENTS, STUDY, "", "cells_too_many")},
    "date_month_13": {(EVENTS, STUDY, "date", "date")},
    "date_not_in_calendar": {(EVENTS, STUDY, "date", "date")},
    "duplicate_id": {(CLAIMS, CLAIM, "id", "id_double")},
    "end_off_node": {(LINE, PLANNED, "to_id", "end_off_node")},
    "field_missing": {(LINE, BUILT, "lifecycle", "field_missing")},
    "figure_without_scope": {(LINE, BUILT, "published_length_scope", "figure_without_scope")},
    "figure_without_source": {(LINE, BUILT, "published_length_source_id", "figure_without_source")},
    "file_empty": {(EVENTS, "", "", "file_empty")},
    "footnote_unknown": {(ART, "art-a", "body", "unknown_link")},
    "front_matter_missing": {(ART, "", "", "front_matter_missing")},
    "gauge_missing": {(LINE, BUILT, "gauges_mm", "gauge_missing")},
    "gauge_on_a_road": {(LINE, BUILT, "gauges_mm", "gauge_without_rail")},
    "gauge_unknown": {(LINE, BUILT, "gauges_mm", "gauge_unknown")},
    "opening_without_source": {(OSM, "site-charlie", "opened_source_id", "opening_half")},
    "height_without_source": {(OSM, "site-charlie", "elevation_source_id", "height_half")},
    "id_without_its_kind": {(EVENTS, "study-2024-05-02", "id", "id_prefix")},
    "json_truncated": {(LINE, "", "", "json")},
    "key_twice": {(LINE, BUILT, "mode", "key_double")},
    "latin_1": {(BORDER, "", "", "not_utf8")},
    "length_in_metres": {(LINE, BUILT, "published_length_km", "length_in_metres")},
    "limit_missing": {(BORDER, POST, "freight_limit", "limit_missing")},
    "limit_unwanted": {(BORDER, POST, "people_limit", "limit_unwanted")},
    "link_unknown": {(ART, "art-a", "body", "unknown_link")},
    "markup_in_name": {(SITES, "site-alfa", "names.en", "markup")},
    "mode_unknown": {(LINE, BUILT, "mode", "word_unknown")},
    "name_in_another_script": {(OSM, "site-charlie", "names.ru", "wrong_script")},
    "nan_coordinate": {(LINE, BUILT, "geometry", "not_finite")},
    "nesting_too_deep": {(LINE, "", "", "nesting")},
    "opened_in_the_future": {(LINE, BUILT, "opened", "date_ahead")},
    "other_crs": {(LINE, "", "", "crs_other")},
    "out_of_region": {(LINE, PLANNED, "geometry", "out_of_region")},
    "projects_not_a_list": {(PROJECTS, "", "", "not_a_list")},
    "promise_called_surveyed": {(LINE, PLANNED, "geometry_basis", "promise_drawn_as_fact")},
    "promised_before_it_opened": {(LINE, BUILT, "promised", "promise_before_opening")},
    "range_reversed": {(CLAIMS, CLAIM, "high", "range_reversed")},
    "ring_clockwise": {(LINE, YARD, "geometry", "ring_clockwise")},
    "ring_crosses_itself": {(LINE, YARD, "geometry", "ring_invalid")},
    "ring_open": {(LINE, YARD, "geometry", "ring_open")},
    "sites_truncated": {(SITES, "", "", "json")},
    "source_unknown": {(EVENTS, STUDY, "source_ids", "unknown_id")},
    "swapped_axes": {(LINE, PLANNED, "geometry", "swapped_axes")},
    "third_coordinate": {(LINE, BUILT, "geometry", "position")},
    "two_states_of_one_day": {(BORDER, "bst-bravo-2024-05-01", "from_date", "state_double")},
    "unknown_field": {(LINE, BUILT, "gague_mm", "field_unknown")},
    "way_along_an_unknown_line": {(ALIGNMENTS, "way-one", "segment_ids", "unknown_id")},
    "ways_not_a_list": {(ALIGNMENTS, "", "", "not_a_list")},
    "ways_to_different_places": {(ALIGNMENTS, "way-other", "segment_ids", "way_elsewhere")},
    "wrong_geometry_type": {(LINE, BUILT, "geometry", "geometry_type")},
    "yaml_alias": {(ART, "", "", "yaml")},
    "yaml_broken": {(ART, "", "", "yaml")},
    "zero_length_line": {(LINE, PLANNED, "geometry", "zero_length")},
}


def damage(folder: Path, *faults: str) -> Path:
    for fault in faults:
        shutil.copytree(BAD / fault, folder, dirs_exist_ok=True)
    return folder


def told(issues: Iterable[Issue]) -> list[tuple[str, str, str, str]]:
    return [(issue.file, issue.record, issue.field, issue.rule) for issue in issues]


def found(folder: Path) -> list[tuple[str, str, str, str]]:
    return told(open_atlas(folder, strict=False).issues)


def records(atlas: Atlas) -> dict[str, Record]:
    kinds = (atlas.sources, atlas.sites, atlas.segments, atlas.areas, atlas.projects)
    kinds += (atlas.claims, atlas.events, atlas.border_statuses, atlas.articles)
    return {record.id: record for kind in kinds for record in kind}


def records_of(file: Path, known: dict[str, Record]) -> list[str]:
    """Ids that are defined in this file, not merely named in it."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        return [file.stem]
    marks = {".csv": "\n{},", ".geojson": '"id": "{}"', ".yaml": "- id: {}\n"}
    return [record_id for record_id in known if marks[file.suffix].format(record_id) in text]


def test_every_bad_folder_has_a_row() -> None:
    assert sorted(EXPECTED) == FAULTS


def test_the_good_atlas_has_no_problem(good_folder: Path) -> None:
    assert open_atlas(good_folder).issues == ()


@pytest.fixture(scope="module")
def sound() -> dict[str, Record]:
    """The records of the good folder."""
    return records(open_atlas(GOOD))


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named_once_and_exactly_and_takes_nothing_down(
    fault: str, good_folder: Path, sound: dict[str, Record]
) -> None:
    damaged = [path.relative_to(BAD / fault) for path in (BAD / fault).rglob("*.*")]
    present = [good_folder / file for file in damaged if (good_folder / file).exists()]
    suffering = {record for file in present for record in records_of(file, sound)}
    whole = {name: record for name, record in sound.items() if name not in suffering}
    atlas = open_atlas(damage(good_folder, fault), strict=False)
    assert told(atlas.issues) == sorted(EXPECTED[fault])
    assert whole, "records of other files are there"
    assert whole == {name: record for name, record in records(atlas).items() if name in whole}


@pytest.mark.parametrize(
    "fault", ["json_truncated", "yaml_broken", "csv_quote_open", "mode_unknown"]
)
def test_strict_opening_refuses_what_is_told(fault: str, good_folder: Path) -> None:
    with pytest.raises(DataError) as caught:
        open_atlas(damage(good_folder, fault))
    assert told(caught.value.issues) == sorted(EXPECTED[fault])


@pytest.mark.parametrize(
    "name",
    [SITES, OSM, "sources.csv", PROJECTS, CLAIMS, EVENTS, BORDER],
)
def test_missing_file_is_the_only_problem(name: str, good_folder: Path) -> None:
    (good_folder / name).unlink()
    assert found(good_folder) == [(name, "", "", "file_missing")]


def test_missing_layer_is_told_at_its_project(good_folder: Path) -> None:
    (good_folder / LINE).unlink()
    assert found(good_folder) == [(PROJECTS, "line", "layer", "layer_missing")]


def test_missing_folder_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere") == [("nowhere", "", "", "folder_missing")]


def test_source_that_nothing_cites_is_named(good_folder: Path) -> None:
    path = good_folder / "sources.csv"
    row = "src-unread,Unread,Nobody,news,,,,2026-11-23,en,Unknown,CC-BY-4.0,live,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert found(good_folder) == [("sources.csv", "src-unread", "note", "unused_source")]


def test_damaged_events_leave_the_sites_alone(good_folder: Path) -> None:
    atlas = open_atlas(damage(good_folder, "file_empty"), strict=False)
    assert atlas.events == ()
    assert [site.id for site in atlas.sites] == ["site-alfa", "site-bravo", "site-charlie"]


def test_damaged_line_leaves_its_neighbour_alone(good_folder: Path) -> None:
    atlas = open_atlas(damage(good_folder, "unknown_field"), strict=False)
    assert [segment.id for segment in atlas.segments] == [PLANNED]
    assert [area.id for area in atlas.areas] == [YARD]


def test_sentence_says_where_what_and_what_to_do(good_folder: Path) -> None:
    (issue,) = open_atlas(damage(good_folder, "unknown_field"), strict=False).issues
    assert issue.sentence() == (
        "layers/line.geojson · seg-alfa-bravo · gague_mm: there is no such field "
        "[field_unknown]. Did you mean 'gauges_mm'?"
    )


def test_strict_lists_all_problems_at_once(good_folder: Path) -> None:
    faults = ("date_month_13", "markup_in_name", "range_reversed")
    with pytest.raises(DataError) as caught:
        open_atlas(damage(good_folder, *faults))
    assert set(told(caught.value.issues)) == set.union(*(EXPECTED[fault] for fault in faults))
    lines = str(caught.value).splitlines()
    assert lines[0] == "3 problems in the data"
    assert lines[1:] == [issue.sentence() for issue in caught.value.issues]


def test_lines_in_metres_are_told_and_stop_no_rule(good_folder: Path) -> None:
    path = good_folder / LINE
    whole = json.loads(path.read_text(encoding="utf-8"))
    for feature in whole["features"][:2]:
        line = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[x * 111_000, y * 111_000] for x, y in line]
    path.write_text(json.dumps(whole), encoding="utf-8")
    told = {(record, rule) for _, record, _, rule in found(good_folder)}
    assert {(BUILT, "out_of_region"), (PLANNED, "out_of_region")} <= told
