"""The reader: whatever a file holds, it never raises, and what is sound is there."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reading import files
from geo.reading.load import load
from geo.records.loaded import Loaded
from geo.records.model import Article, Person, Site
from geo.rules.open_atlas import open_atlas
from tests.builders import with_shapes
from tests.conftest import GOOD

FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.*"))
READ = [name for name in FILES if name != "style.yaml"]
LINE = "layers/line.geojson"
PEOPLE = "id,name_en,name_ur,name_also,office,project_ids,confidence,source_ids\n"


def rules(loaded: Loaded) -> list[tuple[str, str, str, str]]:
    return [(issue.file, issue.record, issue.field, issue.rule) for issue in loaded.issues]


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def write(folder: Path, name: str, text: str) -> Loaded:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


def test_every_kind_of_record_is_read(good_folder: Path) -> None:
    loaded = load(good_folder)
    counts = {type(record).__name__: 0 for record in loaded.records()}
    for record in loaded.records():
        counts[type(record).__name__] += 1
    assert counts == {
        "Source": 2,
        "Site": 3,
        "Segment": 2,
        "Area": 1,
        "Project": 1,
        "Claim": 1,
        "Event": 1,
        "BorderStatus": 1,
        "Article": 1,
        "Correction": 1,
    }


def test_each_record_knows_its_file(good_folder: Path) -> None:
    loaded = load(good_folder)
    assert set(loaded.files) == {record.id for record in loaded.records()}
    assert loaded.files["site-alfa"] == "sites.geojson"
    assert loaded.files["site-charlie"] == "sites-osm.geojson"
    assert loaded.files["seg-alfa-bravo"] == LINE
    assert loaded.files["art-a"] == "articles/art-a.md"


def test_the_project_of_a_line_is_the_name_of_its_file(good_folder: Path) -> None:
    loaded = load(good_folder)
    assert loaded.layers == ("line",)
    assert {segment.project_id for segment in (*loaded.segments, *loaded.areas)} == {"line"}


def test_positions_come_as_longitude_and_latitude(good_folder: Path) -> None:
    segment = load(good_folder).segments[0]
    assert segment.line == ((66.0, 30.0), (66.1, 30.5), (66.0, 31.0))
    assert (segment.line[1].lon, segment.line[1].lat) == (66.1, 30.5)


def test_the_shapes_of_all_records_are_kept_in_one_table(good_folder: Path) -> None:
    loaded = load(good_folder)
    expected = with_shapes(loaded).shapes
    found = loaded.shapes.loc[expected.index]
    assert len(found) == len(loaded.shapes) == len(loaded.sites + loaded.segments + loaded.areas)
    assert found.crs.to_epsg() == 4326
    assert list(found["kind"]) == list(expected["kind"])
    assert found.geometry.geom_equals_exact(expected.geometry, 0).all()


def test_what_is_refused_has_no_shape(good_folder: Path) -> None:
    path = good_folder / "layers" / "line.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"rail"', '"rial"', 1), "utf-8")
    assert load(good_folder).shapes.index.isin(["seg-alfa-bravo"]).sum() == 0


def test_a_position_of_any_number_of_digits_is_read(good_folder: Path) -> None:
    path = good_folder / "sites-osm.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("67.0", "9" * 40, 1), "utf-8")
    assert "out_of_region" in {issue.rule for issue in open_atlas(good_folder, strict=False).issues}


def test_cells_with_semicolons_become_tuples(good_folder: Path) -> None:
    (event,) = load(good_folder).events
    assert event.site_ids == ("site-bravo", "site-charlie")
    assert event.rung_for == ()
    assert event.document is None


def test_name_columns_become_names(good_folder: Path) -> None:
    row = "per-a,Anna Alfa,انا,A. Alfa; Alfa A.,Minister,line,sourced,src-survey-2020\n"
    loaded = write(good_folder, "people.csv", PEOPLE + row)
    assert loaded.issues == ()
    (person,) = loaded.people
    assert isinstance(person, Person)
    assert (person.names.en, person.names.ur) == ("Anna Alfa", "انا")
    assert person.names.also == ("A. Alfa", "Alfa A.")


def test_a_language_without_a_field_is_named(good_folder: Path) -> None:
    row = "per-a,Anna Alfa,Anna,Minister,src-survey-2020\n"
    text = "id,name_en,name_xx,office,source_ids\n" + row
    assert rules(write(good_folder, "people.csv", text)) == [
        ("people.csv", "per-a", "names.xx", "field_unknown")
    ]


def test_an_unknown_column_is_named_once_and_the_rows_stay(good_folder: Path) -> None:
    lines = text_of(good_folder, "sources.csv").splitlines()
    wider = [f"{line},{'nothe' if number == 0 else 'x'}" for number, line in enumerate(lines)]
    loaded = write(good_folder, "sources.csv", "\n".join(wider) + "\n")
    assert rules(loaded) == [("sources.csv", "", "nothe", "field_unknown")]
    assert "'note'" in loaded.issues[0].hint
    assert len(loaded.sources) == 2


def test_a_missing_column_is_named_once(good_folder: Path) -> None:
    text = text_of(good_folder, "claims.csv").replace(",scope,", ",scoop,")
    loaded = write(good_folder, "claims.csv", text)
    assert rules(loaded) == [
        ("claims.csv", "", "scoop", "field_unknown"),
        ("claims.csv", "", "scope", "field_missing"),
    ]
    assert loaded.unread == {"claims.csv"}


def test_an_id_may_not_be_used_by_two_kinds_of_record(good_folder: Path) -> None:
    text = text_of(good_folder, "claims.csv").replace("clm-line-length", "site-alfa")
    loaded = write(good_folder, "claims.csv", text)
    assert rules(loaded) == [("claims.csv", "site-alfa", "id", "id_double")]
    assert isinstance(next(record for record in loaded.records() if record.id == "site-alfa"), Site)


def test_an_unknown_word_lists_the_words_that_exist(good_folder: Path) -> None:
    text = text_of(good_folder, "border_status.csv").replace("partial", "ajar")
    (issue,) = write(good_folder, "border_status.csv", text).issues
    assert issue.hint == "Use one of: open, partial, closed, unknown"


def test_a_crs_member_of_the_right_system_is_told_and_the_file_read(good_folder: Path) -> None:
    collection = json.loads(text_of(good_folder, LINE))
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    loaded = write(good_folder, LINE, json.dumps(collection))
    assert rules(loaded) == [(LINE, "", "", "crs_member")]
    assert len(loaded.segments) == 2


def test_a_field_that_is_known_from_elsewhere_may_not_be_repeated(good_folder: Path) -> None:
    text = text_of(good_folder, LINE).replace('"mode"', '"project_id": "other", "mode"', 1)
    loaded = write(good_folder, LINE, text)
    assert rules(loaded) == [(LINE, "seg-alfa-bravo", "project_id", "field_unknown")]
    assert {segment.project_id for segment in loaded.segments} == {"line"}


@pytest.mark.parametrize(
    ("feature", "rule"),
    [
        (7, "not_a_feature"),
        ({"type": "Feature", "properties": {}}, "id_missing"),
        ({"type": "Feature", "id": 4, "properties": {}}, "id_missing"),
        ({"type": "Feature", "id": "seg-x"}, "properties_missing"),
        ({"type": "Feature", "id": "seg-x", "properties": {}, "geometry": None}, "geometry_type"),
    ],
)
def test_a_damaged_feature_leaves_the_others(feature: object, rule: str, good_folder: Path) -> None:
    collection = json.loads(text_of(good_folder, LINE))
    collection["features"].insert(0, feature)
    loaded = write(good_folder, LINE, json.dumps(collection))
    assert [issue.rule for issue in loaded.issues] == [rule]
    assert len(loaded.segments) == 2


@pytest.mark.parametrize(
    ("geometry", "rule"),
    [
        ({"type": "LineString"}, "line_short"),
        ({"type": "LineString", "coordinates": [[66, 30]]}, "line_short"),
        ({"type": "LineString", "coordinates": [[66, 30], ["67", 30]]}, "position"),
        ({"type": "LineString", "coordinates": [[66, 30], [True, 30]]}, "position"),
        ({"type": "LineString", "coordinates": [66, 30]}, "position"),
        ({"type": "LineString", "coordinates": [[66, 30], [1e999, 30]]}, "not_finite"),
        ({"type": "Polygon", "coordinates": []}, "ring_missing"),
        ({"type": "Polygon", "coordinates": [[]]}, "ring_open"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, "ring_open"),
        ({"type": "Polygon", "coordinates": [[[0, 0]], [[0, 0]]]}, "ring_hole"),
        ({"type": ["LineString"], "coordinates": []}, "geometry_type"),
    ],
)
def test_a_damaged_geometry_is_named(
    geometry: dict[str, object], rule: str, good_folder: Path
) -> None:
    collection = json.loads(text_of(good_folder, LINE))
    collection["features"][0]["geometry"] = geometry
    loaded = write(good_folder, LINE, json.dumps(collection))
    assert rules(loaded) == [(LINE, "seg-alfa-bravo", "geometry", rule)]
    assert [segment.id for segment in loaded.segments] == ["seg-bravo-charlie"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[" * 100_000, "nesting"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "nesting"),
        ("9" * 5_000, "not_a_collection"),
        ('"\\ud800"', "not_a_collection"),
        ("[]", "not_a_collection"),
        ('{"type": "FeatureCollection"}', "not_a_collection"),
        ('{"type": "FeatureCollection", "features": {}}', "not_a_collection"),
        ('{"type": "FeatureCollection", "features": [],}', "json"),
        ("\x00", "json"),
        (" \n", "file_empty"),
    ],
)
def test_hostile_json_is_refused_and_named(text: str, rule: str, good_folder: Path) -> None:
    loaded = write(good_folder, LINE, text)
    assert (LINE, "", "", rule) in rules(loaded)
    assert {found[3] for found in rules(loaded)} <= {rule, "unseen"}
    assert loaded.unread == {LINE}


def test_broken_json_is_found_by_line_and_column(good_folder: Path) -> None:
    (issue,) = write(good_folder, LINE, '{"type":\n  oops}').issues
    assert issue.found.startswith("not JSON at line 2, column 3")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x [1]\nb: *x\n", "yaml"),
        ("[" * 1_000, "yaml"),
        ("- id: line\n\tname: x\n", "yaml"),
        ("- a\x01b\n", "yaml"),
        ("--- 1\n--- 2\n", "yaml"),
        ("id: line\n", "not_a_list"),
        ("# nothing\n", "not_a_list"),
    ],
)
def test_hostile_yaml_is_refused_and_named(text: str, rule: str, good_folder: Path) -> None:
    loaded = write(good_folder, "projects.yaml", text)
    assert ("projects.yaml", "", "", rule) in rules(loaded)
    assert {found[3] for found in rules(loaded)} <= {rule, "unseen"}
    assert loaded.unread == {"projects.yaml"}


def test_yaml_runs_nothing_and_keeps_text_as_it_stands(good_folder: Path) -> None:
    text = text_of(good_folder, "projects.yaml")
    tag = "!!python/object/apply:os.getcwd []"
    loaded = write(good_folder, "projects.yaml", text.replace("short: Line", f"short: {tag}"))
    assert rules(loaded) == [
        ("projects.yaml", "", "", "yaml_sign"),
        ("projects.yaml", "line", "short", "value"),
    ]
    loaded = write(good_folder, "projects.yaml", text.replace("short: Line", "short: NO"))
    assert [project.short for project in loaded.projects] == ["NO"]


def test_a_line_number_in_an_article_counts_from_the_top_of_the_file(good_folder: Path) -> None:
    (issue,) = write(good_folder, "articles/art-a.md", "---\ntitle: x\n  y: z\n---\nText\n").issues
    assert issue.found.startswith("not YAML at line 3")


def test_an_article_without_text_is_refused(good_folder: Path) -> None:
    head = text_of(good_folder, "articles/art-a.md").rpartition("\n---\n")[0]
    loaded = write(good_folder, "articles/art-a.md", f"{head}\n---\n")
    assert rules(loaded) == [("articles/art-a.md", "art-a", "body", "value")]


def test_windows_line_ends_are_read(good_folder: Path) -> None:
    for name in READ:
        path = good_folder / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert open_atlas(good_folder).issues == ()


def test_a_folder_in_the_place_of_a_file_is_named(good_folder: Path) -> None:
    (good_folder / "events.csv").unlink()
    (good_folder / "events.csv").mkdir()
    assert rules(load(good_folder)) == [("events.csv", "", "", "file_unreadable")]


def test_a_file_of_more_than_20_mb_is_not_read(
    good_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert files.MAX_BYTES == 20_000_000
    monkeypatch.setattr(files, "MAX_BYTES", 900)
    too_large = [name for name in READ if (GOOD / name).stat().st_size > 900]
    assert LINE in too_large
    assert {issue.file for issue in load(good_folder).issues} == set(too_large)
    assert {issue.rule for issue in load(good_folder).issues} == {"file_too_large"}


def test_what_cannot_be_printed_is_shown_escaped(good_folder: Path) -> None:
    text = text_of(good_folder, LINE).replace('"mode": "rail"', '"mode": "\\ud800\\u001b[2J"', 1)
    sentences = [issue.sentence() for issue in write(good_folder, LINE, text).issues]
    assert len(sentences) == 1
    assert sentences[0].isprintable()
    assert "\\x1b[2J" in sentences[0]


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(READ), junk=st.binary(min_size=1, max_size=200), at=st.floats(0, 1))
def test_no_bytes_in_any_file_make_it_raise(name: str, junk: bytes, at: float) -> None:
    sound = load(GOOD)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(GOOD, Path(place) / "atlas"))
        raw = (folder / name).read_bytes()
        cut = int(at * len(raw))
        (folder / name).write_bytes(raw[:cut] + junk + raw[cut + len(junk) :])
        open_atlas(folder, strict=False)
        after = {record.id for record in load(folder).records()}
    assert {record_id for record_id, file in sound.files.items() if file != name} <= after


def test_a_table_that_begins_with_an_empty_line_is_named(good_folder: Path) -> None:
    path = good_folder / "claims.csv"
    path.write_text("\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    issues = load(good_folder).issues
    assert ("claims.csv", "field_missing") in {(issue.file, issue.rule) for issue in issues}


def test_the_id_of_an_article_is_the_name_of_its_file(good_folder: Path) -> None:
    (article,) = load(good_folder).articles
    assert isinstance(article, Article)
    assert article.id == "art-a"
