"""Every table that can be taken away: one writer, and a file that says where it comes from."""

import csv
from collections.abc import Callable, Iterable
from io import StringIO

import pytest

from geo.atlas import Atlas
from geo.reading.network.countries import OUTLINES, read_countries
from geo.records.as_of import default_day
from geo.routing.port_access import port_matrix
from geo.routing.router import Router
from geo.routing.scenarios import run_scenarios
from geo.views.comparison.comparison_page import comparison, default_choice, table_rows
from geo.views.pages.event_list import event_marks, event_rows, mark_rows
from geo.views.pages.project_page import (
    figure_rows,
    pledge_rows,
    project_page,
    share_rows,
)
from geo.views.routes.ports import port_rows
from geo.views.routes.route_lines import leg_rows
from geo.views.routes.scenario_rows import scenario_records
from geo.views.tables import OSM, OURS, TABLES, TableRow, record_rows, table_file
from tests.conftest import DEFAULT, ROOT

ORIGIN = ("sources", "licence", "atlas_as_of")
PROJECT_ROWS = (figure_rows, pledge_rows, share_rows)


def opened(atlas: Atlas, rows: Iterable[TableRow]) -> list[dict[str, str]]:
    """A download, opened again; None marks a line of another length than its heading."""
    text = table_file(atlas, rows).decode("utf-8-sig")
    found = list(csv.DictReader(StringIO(text)))
    assert all(None not in line and None not in line.values() for line in found)
    return found


def carries_its_origin(atlas: Atlas, found: list[dict[str, str]]) -> None:
    assert found
    assert list(found[0])[-len(ORIGIN) :] == list(ORIGIN)
    assert {line["atlas_as_of"] for line in found} == {default_day(atlas).isoformat()}
    assert {part for line in found for part in line["licence"].split("; ")} <= {OURS, OSM}
    assert all(line["licence"] for line in found)
    assert any(line["sources"] for line in found)
    assert not any(line[name].startswith("segment_ids=") for line in found for name in line)
    # Numbers of footnotes mean nothing away from their page.
    assert "notes" not in found[0]


@pytest.mark.parametrize("title", TABLES)
def test_each_table_of_records_carries_its_origin(title: str, shipped_atlas: Atlas) -> None:
    rows = TABLES[title](shipped_atlas).rows
    carries_its_origin(shipped_atlas, opened(shipped_atlas, record_rows(shipped_atlas, rows)))


@pytest.mark.parametrize("make", PROJECT_ROWS)
def test_each_table_of_a_project_carries_its_origin(
    make: Callable[..., list[TableRow]], shipped_atlas: Atlas
) -> None:
    countries = read_countries(ROOT / "data" / OUTLINES)
    page = project_page(shipped_atlas, countries, "uap-railway")
    found = opened(shipped_atlas, make(shipped_atlas, page))
    carries_its_origin(shipped_atlas, found)
    assert all(line["sources"] for line in found)


def test_events_and_comparison_carry_their_origin(shipped_atlas: Atlas) -> None:
    drawn = event_marks(shipped_atlas, event_rows(shipped_atlas))
    carries_its_origin(shipped_atlas, opened(shipped_atlas, mark_rows(shipped_atlas, drawn)))
    countries = read_countries(ROOT / "data" / OUTLINES)
    page = comparison(shipped_atlas, countries, default_choice(shipped_atlas))
    carries_its_origin(shipped_atlas, opened(shipped_atlas, table_rows(page)))


def test_routes_ports_and_changes_carry_their_origin(shipped_router: Router) -> None:
    atlas = shipped_router.atlas
    legs = opened(atlas, leg_rows(atlas, shipped_router.find_routes(DEFAULT)))
    carries_its_origin(atlas, legs)
    assert {"from_id_name", "from_lat", "from_lon", "to_id_name", "to_lat", "to_lon"} <= set(
        legs[0]
    )
    ports = opened(atlas, port_rows(atlas, port_matrix(shipped_router, DEFAULT)))
    carries_its_origin(atlas, ports)
    assert ports[0]["city_id_name"] == "Tashkent"
    found = run_scenarios(shipped_router, DEFAULT, projects=("uap-railway",))
    changes = opened(atlas, scenario_records(atlas, found))
    carries_its_origin(atlas, changes)
    assert changes[0]["project_id_name"] == atlas.project("uap-railway").names.en


def test_names_and_places_stand_beside_ids(shipped_atlas: Atlas) -> None:
    events = TABLES["Border posts"](shipped_atlas).rows
    line = opened(shipped_atlas, record_rows(shipped_atlas, events))[0]
    site = shipped_atlas.site(line["site_id"])
    assert line["site_id_name"] == site.names.en
    assert (float(line["lon"]), float(line["lat"])) == site.at


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula_in_a_heading_a_list_or_a_name(start: str, good_atlas: Atlas) -> None:
    evil = f"{start}1+1"
    rows = [{evil: evil, "list": (evil, "b"), "sources": evil, "number": -1.5}]
    (line,) = opened(good_atlas, rows)
    assert line[f"'{evil}"] == f"'{evil}"
    assert line["list"] == f"'{evil}; b"
    assert line["sources"] == f"'{evil}"
    assert line["number"] == "-1.5"


def test_a_file_begins_with_the_mark_that_spreadsheets_ask_for(good_atlas: Atlas) -> None:
    assert table_file(good_atlas, [{"city": "Pêshawar"}]).startswith(b"\xef\xbb\xbfcity,")


def test_one_place_writes_tables() -> None:
    files = [*(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}
    app = {name: text for name, text in texts.items() if not name.startswith("geo/pipeline/")}
    writers = [name for name, text in app.items() if "csv.writer" in text or "DictWriter" in text]
    assert writers == ["geo/views/tables/export.py"]
    assert [name for name, text in app.items() if ".to_csv" in text] == []
    formats = ["geo/views/exports/formats.py"]
    assert [name for name, text in app.items() if '"text/csv"' in text] == formats
