"""Rules between records that the folders of `test_bad_data` do not show."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.reading.load import load
from geo.rules.validate import RULES, validate

LINE = "layers/line.geojson"
BUILT, PLANNED, YARD = "seg-alfa-bravo", "seg-bravo-charlie", "area-alfa-yard"
SITES = "sites.geojson"

Found = list[tuple[str, str, str, str]]


def issues_in(folder: Path) -> Found:
    loaded = load(folder)
    assert loaded.issues == ()
    issues = sorted(validate(loaded))
    return [(issue.file, issue.record, issue.field, issue.rule) for issue in issues]


def change(folder: Path, name: str, record: str, how: Callable[[dict[str, Any]], object]) -> Found:
    """Change one feature of a file and say what is wrong then."""
    path = folder / name
    collection = json.loads(path.read_text(encoding="utf-8"))
    how(next(feature for feature in collection["features"] if feature["id"] == record))
    path.write_text(json.dumps(collection), encoding="utf-8")
    return issues_in(folder)


def with_properties(folder: Path, name: str, record: str, **fields: object) -> Found:
    return change(folder, name, record, lambda feature: feature["properties"].update(fields))


def replaced(folder: Path, name: str, old: str, new: str) -> Found:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return issues_in(folder)


def test_rules_say_what_they_want_and_have_names_of_their_own() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("from_id", "site-nowhere", "unknown_id"),
        ("via_ids", ["site-nowhere"], "unknown_id"),
        ("from_id", "line", "unknown_id"),
        ("geometry_source_ids", ["src-nowhere"], "unknown_id"),
        ("published_length_source_id", "site-alfa", "unknown_id"),
        ("geometry_note", "<b>bold</b>", "markup"),
        ("geometry_note", "< img src=x>", "markup"),
        ("lifecycle_as_of", "2027", "date_ahead"),
        ("published_length_km", 118_000, "length_in_metres"),
        ("published_length_km", 600, "length_in_metres"),
    ],
)
def test_a_fault_in_a_line_is_named_at_its_field(
    field: str, value: object, rule: str, good_folder: Path
) -> None:
    assert with_properties(good_folder, LINE, BUILT, **{field: value}) == [
        (LINE, BUILT, field, rule)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"published_length_km": 290},
        {"geometry_note": "5 < 6 and 7 > 6, <3"},
        {"lifecycle_as_of": "2026-11-23"},
        {"lifecycle_as_of": "2026"},
        {"opened": "1998", "promised": "1998"},
        {"mode": "road", "gauges_mm": [], "gauge_basis": None},
        {"geometry_basis": "endpoints-only", "gauges_mm": [], "gauge_basis": None},
        {"lifecycle": "construction", "geometry_basis": "surveyed"},
    ],
)
def test_what_is_unusual_but_right_is_let_be(fields: dict[str, object], good_folder: Path) -> None:
    assert with_properties(good_folder, LINE, BUILT, **fields) == []


def test_an_id_close_to_a_real_one_is_suggested(good_folder: Path) -> None:
    with_properties(good_folder, LINE, BUILT, from_id="site-afla")
    (issue,) = validate(load(good_folder))
    assert issue.sentence() == (
        "layers/line.geojson · seg-alfa-bravo · from_id: there is no record site-afla "
        "[unknown_id]. Did you mean site-alfa?"
    )


def test_a_reference_to_another_kind_says_so(good_folder: Path) -> None:
    with_properties(good_folder, LINE, BUILT, from_id="line")
    (issue,) = validate(load(good_folder))
    assert issue.found == "line is a project, not a site"


@pytest.mark.parametrize(
    ("at", "rule"),
    [
        ([30.0, 66.0], "swapped_axes"),  # Alfa, the other way round
        ([-10.5, 30.0], "out_of_region"),
        ([66.0, -0.5], "out_of_region"),
        ([7_347_000, 3_500_000], "out_of_region"),
    ],
)
def test_a_place_off_the_map_is_named_once_and_its_line_is_not_blamed(
    at: list[float], rule: str, good_folder: Path
) -> None:
    found = change(
        good_folder, SITES, "site-alfa", lambda feature: feature["geometry"].update(coordinates=at)
    )
    assert found == [(SITES, "site-alfa", "geometry", rule)]


@pytest.mark.parametrize("at", [[16.4, 48.2], [72.8, 18.9], [37.6, 55.8], [40.5, 64.5], [-9, 38.7]])
def test_places_at_the_rim_of_the_region_do_not_look_swapped(
    at: list[float], good_folder: Path
) -> None:
    found = change(
        good_folder,
        "sites-osm.geojson",
        "site-charlie",
        lambda feature: feature["geometry"].update(coordinates=at),
    )
    assert found == [(LINE, PLANNED, "to_id", "end_off_node")]


@pytest.mark.parametrize(
    ("lat", "expected"),
    [(30.0044, []), (30.0046, [(LINE, BUILT, "from_id", "end_off_node")])],
)
def test_an_end_may_be_half_a_kilometre_off(lat: float, expected: Found, good_folder: Path) -> None:
    found = change(
        good_folder,
        LINE,
        BUILT,
        lambda feature: feature["geometry"].update(coordinates=[[66, lat], [66.1, 30.5], [66, 31]]),
    )
    assert found == expected


def test_a_line_may_not_jump_over_the_180th_meridian(good_folder: Path) -> None:
    far = [[66, 30], [-179, 30], [170, 30], [66, 31]]
    found = change(
        good_folder, LINE, BUILT, lambda feature: feature["geometry"].update(coordinates=far)
    )
    assert (LINE, BUILT, "geometry", "antimeridian") in found


def test_an_upper_end_alone_is_no_range(good_folder: Path) -> None:
    found = replaced(good_folder, "claims.csv", ",260,270,,", ",,270,some,")
    assert found == [("claims.csv", "clm-line-length", "low", "range_half")]


def test_a_layer_without_a_project_is_named_once(good_folder: Path) -> None:
    line = json.loads((good_folder / LINE).read_text(encoding="utf-8"))
    line["features"] = line["features"][:1]
    line["features"][0]["id"] = "seg-alfa-bravo-lime"
    text = json.dumps(line)
    (good_folder / "layers" / "lime.geojson").write_text(text, encoding="utf-8")
    found = [issue for issue in issues_in(good_folder) if issue[3].startswith("layer_")]
    assert found == [("layers/lime.geojson", "", "", "layer_without_project")]


def test_a_renamed_layer_is_a_missing_and_a_nameless_one(good_folder: Path) -> None:
    (good_folder / LINE).rename(good_folder / "layers" / "lime.geojson")
    assert issues_in(good_folder) == [
        ("layers/lime.geojson", "", "", "layer_without_project"),
        ("projects.yaml", "line", "layer", "layer_missing"),
    ]


def test_a_layer_that_its_project_denies_is_named(good_folder: Path) -> None:
    found = replaced(good_folder, "projects.yaml", "  short:", "  layer: false\n  short:")
    assert found == [("projects.yaml", "line", "layer", "layer_unwanted")]


@pytest.mark.parametrize(
    ("old", "new", "field", "rule"),
    [
        ("  short:", "  member_ids: [lyne]\n  short:", "member_ids", "unknown_id"),
        ("  short:", "  site_ids: [line]\n  short:", "site_ids", "unknown_id"),
        (
            "  short:",
            "  options: [{id: a, title: A, summary: B, source_ids: [src-x]}]\n  short:",
            "options[0].source_ids",
            "unknown_id",
        ),
        (
            "  short:",
            "  options: [{id: a, title: <i>, summary: B, source_ids: [src-survey-2020]}]\n  short:",
            "options[0].title",
            "markup",
        ),
        ("short: Line", "short: Line\n  sponsors: [A, <b>B]", "sponsors", "markup"),
    ],
)
def test_a_fault_deep_in_a_project_is_named_with_its_place(
    old: str, new: str, field: str, rule: str, good_folder: Path
) -> None:
    found = replaced(good_folder, "projects.yaml", old, new)
    assert found == [("projects.yaml", "line", field, rule)]


def test_a_project_may_not_be_named_like_a_site(good_folder: Path) -> None:
    text = (good_folder / "projects.yaml").read_text(encoding="utf-8")
    other = text.replace("id: line", "id: site-line\n  layer: false")
    (good_folder / "projects.yaml").write_text(text + other, encoding="utf-8")
    assert issues_in(good_folder) == [("projects.yaml", "site-line", "id", "id_prefix")]


def test_a_source_that_only_a_footnote_cites_is_used(good_folder: Path) -> None:
    row = "src-foot,Foot,Nobody,news,,,,2026-11-23,en,Unknown,CC-BY-4.0,live,\n"
    path = good_folder / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert issues_in(good_folder) == [("sources.csv", "src-foot", "note", "unused_source")]
    assert (
        replaced(good_folder, "articles/art-a.md", "[^src-herald", "[^src-foot][^src-herald") == []
    )


@pytest.mark.parametrize("language", ["ur", "ps", "fa", "ug", "ru", "be", "tg"])
def test_a_name_in_the_wrong_letters_is_named(language: str, good_folder: Path) -> None:
    found = with_properties(good_folder, SITES, "site-alfa", names={"en": "Alfa", language: "Alfa"})
    assert found == [(SITES, "site-alfa", f"names.{language}", "wrong_script")]


@pytest.mark.parametrize(
    "names", [{"ru": "Альфа-2 (Alfa)"}, {"fa": "الفا"}, {"uz": "Alfa"}, {"also": ["Alpha"]}]
)
def test_a_name_in_the_right_letters_is_let_be(names: dict[str, object], good_folder: Path) -> None:
    assert with_properties(good_folder, SITES, "site-alfa", names={"en": "Alfa", **names}) == []


def test_every_border_post_has_a_state_even_if_it_is_not_known(good_folder: Path) -> None:
    path = good_folder / "border_status.csv"
    header, row = path.read_text(encoding="utf-8").splitlines()
    other = row.replace("bst-bravo", "bst-alfa").replace("site-bravo", "site-alfa")
    path.write_text(f"{header}\n{other}\n", encoding="utf-8")
    assert issues_in(good_folder) == [(SITES, "site-bravo", "kind", "post_without_state")]
    columns = header.split(",")
    cells = dict(zip(columns, row.split(","), strict=True))
    cells |= {"freight": "unknown", "people": "unknown", "freight_limit": "", "people_limit": ""}
    unknown = ",".join(cells[name] for name in columns)
    path.write_text(f"{header}\n{unknown}\n", encoding="utf-8")
    assert issues_in(good_folder) == []


def test_posts_are_not_blamed_for_a_file_that_cannot_be_read(good_folder: Path) -> None:
    (good_folder / "border_status.csv").write_bytes(b"\xff\xfe")
    loaded = load(good_folder)
    assert "post_without_state" not in {issue.rule for issue in validate(loaded)}


def test_only_segments_have_former_ids(good_folder: Path) -> None:
    text = "id,record_ids\nseg-old,seg-alfa-bravo\nsite-old,site-alfa\n"
    (good_folder / "aliases.csv").write_text(text, encoding="utf-8")
    found = [(record, field, rule) for _, record, field, rule in issues_in(good_folder)]
    assert found == [
        ("site-old", "id", "alias_kind"),
        ("site-old", "record_ids", "alias_kind"),
    ]


def test_a_former_id_leads_to_records_of_today(good_folder: Path) -> None:
    text = f"id,record_ids\nseg-former,{BUILT}; seg-nowhere\n"
    (good_folder / "aliases.csv").write_text(text, encoding="utf-8")
    assert issues_in(good_folder) == [("aliases.csv", "seg-former", "record_ids", "unknown_id")]
