"""Look-ups of the atlas, on the smallest atlas and on small changes to it."""

from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.records.errors import UnknownId
from geo.records.model import Record
from geo.records.vocab import Access, Rung
from geo.rules.open_atlas import open_atlas

HERALD, SURVEY = "src-herald-2024-line", "src-survey-2020"


def ids(records: tuple[Record, ...]) -> list[str]:
    return [record.id for record in records]


def add_rows(path: Path, *rows: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")


def event(day: str, rung: str, rung_for: str, project_ids: str) -> str:
    row_id = f"evt-{day}-{rung or 'note'}"
    return f"{row_id},{day},Title,,{rung},{rung_for},,,,{project_ids},sourced,{HERALD}"


@pytest.mark.parametrize(
    ("look_up", "record_id"),
    [
        ("source", HERALD),
        ("site", "site-bravo"),
        ("segment", "seg-alfa-bravo"),
        ("project", "line"),
        ("record", "area-alfa-yard"),
        ("record", "clm-line-length"),
        ("record", "art-a"),
    ],
)
def test_a_record_is_found_by_its_id(good_atlas: Atlas, look_up: str, record_id: str) -> None:
    assert getattr(good_atlas, look_up)(record_id).id == record_id


@pytest.mark.parametrize("look_up", ["source", "site", "segment", "project", "record"])
def test_an_unknown_id_is_refused(good_atlas: Atlas, look_up: str) -> None:
    with pytest.raises(UnknownId):
        getattr(good_atlas, look_up)("nothing-like-it")


def test_an_unknown_id_names_close_ones(good_atlas: Atlas) -> None:
    with pytest.raises(UnknownId) as caught:
        good_atlas.site("site-brovo")
    assert caught.value.record_id == "site-brovo"
    assert caught.value.close[0] == "site-bravo"
    sentence = "no record with the id 'site-brovo'; did you mean site-bravo"
    assert str(caught.value).startswith(sentence)


def test_an_id_of_another_kind_is_not_found(good_atlas: Atlas) -> None:
    assert good_atlas.find_site("line") is None
    assert good_atlas.find_project("site-alfa") is None
    assert good_atlas.find_source("line") is None
    with pytest.raises(UnknownId):
        good_atlas.site("line")


def test_records_are_found_from_their_project(good_atlas: Atlas) -> None:
    assert ids(good_atlas.segments_of("line")) == ["seg-alfa-bravo", "seg-bravo-charlie"]
    assert ids(good_atlas.areas_of("line")) == ["area-alfa-yard"]
    assert ids(good_atlas.claims_of("line")) == ["clm-line-length"]
    assert ids(good_atlas.events_of_project("line")) == ["evt-2024-05-02-study"]
    assert ids(good_atlas.articles_about("line")) == ["art-a"]


def test_records_are_found_from_their_place(good_atlas: Atlas) -> None:
    assert ids(good_atlas.segments_at("site-bravo")) == ["seg-alfa-bravo", "seg-bravo-charlie"]
    assert ids(good_atlas.segments_at("site-alfa")) == ["seg-alfa-bravo"]
    assert ids(good_atlas.events_of_site("site-charlie")) == ["evt-2024-05-02-study"]
    assert ids(good_atlas.projects_of_site("site-charlie")) == ["line"]
    assert ids(good_atlas.border_status_of("site-bravo")) == ["bst-bravo-2024-05"]


@pytest.mark.parametrize(
    "look_up",
    [
        "segments_of",
        "areas_of",
        "segments_at",
        "projects_of_site",
        "claims_of",
        "events_of_project",
        "events_of_site",
        "articles_about",
        "border_status_of",
        "supports",
    ],
)
def test_nothing_belongs_to_an_unknown_id(good_atlas: Atlas, look_up: str) -> None:
    assert getattr(good_atlas, look_up)("nothing-like-it") == ()


def test_a_place_without_a_line_belongs_to_the_project_that_lists_it(good_folder: Path) -> None:
    add_rows(good_folder / "projects.yaml", "  layer: false", "  site_ids: [site-charlie]")
    (good_folder / "layers" / "line.geojson").unlink()
    atlas = open_atlas(good_folder)
    assert ids(atlas.projects_of_site("site-charlie")) == ["line"]
    assert atlas.projects_of_site("site-alfa") == ()


def test_events_of_a_project_run_from_new_to_old(good_folder: Path) -> None:
    rows = [event("2023-05", "", "", "line"), event("2025", "", "", "line")]
    add_rows(good_folder / "events.csv", *rows)
    days = [event.date for event in open_atlas(good_folder).events_of_project("line")]
    assert days == ["2025", "2024-05-02", "2023-05"]


def test_the_ladder_has_all_rungs_in_order(good_atlas: Atlas) -> None:
    ladder = good_atlas.ladder("line")
    assert [rung for rung, _ in ladder] == list(Rung)
    assert {rung for rung, reached in ladder if reached} == {Rung.STUDY}


def test_the_ladder_takes_the_earliest_event_of_a_rung(good_folder: Path) -> None:
    rows = [event("2025-01", "study", "", "line"), event("2023", "study", "", "line")]
    add_rows(good_folder / "events.csv", *rows)
    reached = dict(open_atlas(good_folder).ladder("line"))[Rung.STUDY]
    assert reached is not None
    assert reached.id == "evt-2023-study"


def test_a_rung_counts_only_for_the_projects_it_is_meant_for(good_folder: Path) -> None:
    project = (good_folder / "projects.yaml").read_text(encoding="utf-8")
    other = project.replace("- id: line", "- id: other\n  layer: false")
    add_rows(good_folder / "projects.yaml", other)
    add_rows(good_folder / "events.csv", event("2025", "contract", "other", "line; other"))
    atlas = open_atlas(good_folder)
    assert dict(atlas.ladder("line"))[Rung.CONTRACT] is None
    assert dict(atlas.ladder("other"))[Rung.CONTRACT] is not None


@pytest.mark.parametrize(
    ("day", "freight"),
    [
        ("2024-04-30", None),
        ("2024-05-01", Access.PARTIAL),
        ("2024-05", Access.PARTIAL),
        ("2025-03-09", Access.PARTIAL),
        ("2025-03-10", Access.CLOSED),
        ("2026", Access.CLOSED),
    ],
)
def test_border_status_on_a_day_is_the_last_one_before_it(
    good_folder: Path, day: str, freight: Access | None
) -> None:
    row = f"bst-bravo-2025-03,site-bravo,2025-03-10,closed,closed,,,,sourced,{HERALD}"
    add_rows(good_folder / "border_status.csv", row)
    status = open_atlas(good_folder).border_status_on("site-bravo", day)
    assert (status and status.freight) == freight


def test_a_source_knows_what_it_supports(good_atlas: Atlas) -> None:
    assert set(good_atlas.supports(SURVEY)) == {
        "site-alfa",
        "site-bravo",
        "seg-alfa-bravo",
        "area-alfa-yard",
    }
    assert {"art-a", "clm-line-length", "line", "site-charlie"} <= set(good_atlas.supports(HERALD))


def test_a_rung_reached_for_a_project_is_an_event_of_that_project(good_folder: Path) -> None:
    add_rows(good_folder / "events.csv", event("2025", "contract", "line", ""))
    events = open_atlas(good_folder).events_of_project("line")
    assert ids(events) == ["evt-2025-contract", "evt-2024-05-02-study"]


def test_the_sources_of_a_record_are_records(good_atlas: Atlas) -> None:
    assert ids(good_atlas.sources_of(good_atlas.record("art-a"))) == [HERALD]
    assert ids(good_atlas.sources_of(good_atlas.site("site-alfa"))) == [SURVEY]


def test_a_source_that_is_missing_is_left_out(good_folder: Path) -> None:
    path = good_folder / "claims.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(HERALD, f"src-nowhere; {HERALD}"), encoding="utf-8")
    atlas = open_atlas(good_folder, strict=False)
    assert [issue.rule for issue in atlas.issues] == ["unknown_id"]
    assert ids(atlas.sources_of(atlas.record("clm-line-length"))) == [HERALD]


def test_a_record_knows_its_file_and_so_its_licence(good_atlas: Atlas) -> None:
    assert good_atlas.file_of("site-alfa") == "sites.geojson"
    assert good_atlas.file_of("site-charlie") == "sites-osm.geojson"
    with pytest.raises(UnknownId):
        good_atlas.file_of("nothing-like-it")


@pytest.mark.parametrize("name", ["sites", "issues", "_sites", "anything"])
def test_an_atlas_cannot_be_changed(good_atlas: Atlas, name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        setattr(good_atlas, name, ())
