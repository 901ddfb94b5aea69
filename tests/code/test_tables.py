"""Tables: every record in one, each column explained, filters, orders, totals and the export."""

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records import kinds as registry
from geo.records.phrases import number
from geo.records.vocab import Lifecycle, Mode, Quantity, SiteKind
from geo.rules.open_atlas import open_atlas
from geo.views.tables import (
    TABLES,
    RecordRow,
    Table,
    TablePage,
    TableQuery,
    filtered_table,
    page_of,
    record_rows,
    table_file,
    total_sentences,
)
from geo.views.tables.table_cells import link_word
from pages.ui.html import render

KINDS = {
    "Projects": "projects",
    "Lines": "segments",
    "Places": "sites",
    "Figures": "claims",
    "Events": "events",
    "Articles": "articles",
    "People": "people",
    "Sources": "sources",
    "Outlines": "areas",
    "State changes": "state_changes",
    "Corrections": "corrections",
    "Frequent mistakes": "traps",
    "Assumptions": "assumptions",
    "Corridor figures": "corridor_figures",
}


def test_every_kind_of_record_has_a_table() -> None:
    kinds = {kind.plural for kind in registry.KINDS if kind.is_record}
    # Alignments are ways made of lines; the page that compares them is their table.
    assert set(KINDS.values()) == kinds - {"border_statuses", "alignments"}
    assert set(TABLES) == {*KINDS, "Border posts"}


def column(table: Table, title: str) -> int:
    return [heading.title for heading in table.columns].index(title)


def text(table: Table, row: RecordRow, title: str) -> str:
    return row.cells[column(table, title)].text


def test_a_border_post_without_a_report_says_so(good_folder: Path) -> None:
    file = good_folder / "border_status.csv"
    header = file.read_text(encoding="utf-8").partition("\n")[0]
    file.write_text(f"{header}\n", encoding="utf-8")
    table = TABLES["Border posts"](open_atlas(good_folder, strict=False))
    assert text(table, table.rows[0], "Freight") == "Never known"
    said = "Freight and people: never known: no source tells of it."
    assert text(table, table.rows[0], "In words") == said


def test_states_and_modes_stand_in_links_as_the_map_writes_them() -> None:
    assert all(link_word(word) == word.value for word in (*Lifecycle, *Mode))
    assert link_word(SiteKind.BORDER_CROSSING) == "border crossing"
    assert link_word(Quantity.LENGTH_KM) == "Length of a line"


def test_totals_say_how_many_lines_they_are_for(good_atlas: Atlas) -> None:
    table = TABLES["Lines"](good_atlas)
    told = total_sentences(good_atlas, table, table.rows)
    assert told[0] == "2 lines."
    assert told[1] == f"{number(sum(map(drawn_km, good_atlas.segments)))} km drawn."
    assert told[2] == "118 km published for 1 of 2 lines."
    first_row = total_sentences(good_atlas, table, table.rows[:1])
    assert first_row[0] == "1 of 2 lines."
    assert first_row[2] == "118 km published for 1 line."
    assert total_sentences(good_atlas, table, ()) == ("0 of 2 lines.",)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(0, 0, "0"), (1234.5, 0, "1 234"), (12.50, 2, "12.5"), (1000, 3, "1 000"), (0.04, 3, "0.04")],
)
def test_numbers_have_thin_spaces(value: float, digits: int, expected: str) -> None:
    assert number(value, digits).replace("\u2009", " ") == expected


# Export -------------------------------------------------------------------------------------


def exported(atlas: Atlas, rows: tuple[RecordRow, ...]) -> list[dict[str, str]]:
    text = table_file(atlas, record_rows(atlas, rows)).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_a_line_is_exported_with_its_length_and_without_its_shape(good_atlas: Atlas) -> None:
    line = exported(good_atlas, TABLES["Lines"](good_atlas).rows)[0]
    assert float(line["drawn_km"]) == pytest.approx(drawn_km(good_atlas.segments[0]), abs=0.05)
    assert line["published_length_km"] == "118"
    assert "line" not in line


def test_no_text_is_exported_as_a_formula(good_folder: Path) -> None:
    file = good_folder / "events.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("A study of", "=1+1 of"), encoding="utf-8")
    atlas = open_atlas(good_folder, strict=False)
    (line,) = exported(atlas, TABLES["Events"](atlas).rows)
    assert line["title"].startswith("'=1+1")


# HTML ---------------------------------------------------------------------------------------


def seen(atlas: Atlas, title: str, query: TableQuery, number: int = 1) -> TablePage:
    return page_of(atlas, filtered_table(TABLES[title](atlas), query), number)


def test_a_heading_sorts_and_a_second_click_turns(good_atlas: Atlas) -> None:
    query = TableQuery("alfa", {"mode": ["rail"]}, "Drawn, largest first")
    heads = {head.column.title: head for head in seen(good_atlas, "Lines", query).heads}
    assert heads["Drawn"].sorted == "descending"
    assert heads["Drawn"].next == "Drawn, smallest first"
    assert parse_qs(heads["Drawn"].href.removeprefix("?")) == {
        "table": ["Lines"],
        "find": ["alfa"],
        "mode": ["rail"],
        "sort": ["Drawn, smallest first"],
    }
    assert heads["As of"].next == "As of, newest first"
    assert heads["Line"].next == "Line, A to Z"
    assert heads["Line"].sorted == ""
    assert heads["Note"].href == ""


def test_one_heading_at_most_is_sorted(good_atlas: Atlas) -> None:
    html = render("records", page=seen(good_atlas, "Lines", TableQuery()))
    assert html.count("aria-sort=") == 1
    assert html.count("<caption") == 1
    assert html.count('scope="row"') == 2


def test_text_of_a_table_is_escaped(good_folder: Path) -> None:
    file = good_folder / "projects.yaml"
    text = file.read_text(encoding="utf-8").replace("short: Line", "short: <img src=x>")
    file.write_text(text, encoding="utf-8")
    atlas = open_atlas(good_folder, strict=False)
    html = render("records", page=seen(atlas, "Lines", TableQuery()))
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html


def test_column_help_gives_meaning_and_words(good_atlas: Atlas) -> None:
    html = render("columns", table=TABLES["Lines"](good_atlas))
    assert "computed by us, not published" in html
    assert f"<b>In service</b>: {Lifecycle.OPERATING.meaning}" in html
