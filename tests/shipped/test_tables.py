"""Tables of the shipped atlas: rows, links, filters, order and exports."""

import csv
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.analysis.border_posts import state_today
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.phrases import number
from geo.records.vocab import Lifecycle, SiteKind
from geo.search.search import fold
from geo.views.tables import (
    PAGE_ROWS,
    TABLES,
    RecordRow,
    Table,
    TableQuery,
    filtered_table,
    total_sentences,
)
from geo.views.tables.table_cells import CellText
from tests.code.test_tables import KINDS, column, exported, seen, text
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tables(shipped_atlas: Atlas) -> dict[str, Table]:
    return {title: make(shipped_atlas) for title, make in TABLES.items()}


def every_bit(table: Table) -> Iterator[CellText]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.bits


def row_of(table: Table, record_id: str) -> RecordRow:
    return next(row for row in table.rows if row.id == record_id)


def names(table: Table, **picked: object) -> list[str]:
    words = str(picked.pop("words", ""))
    order = str(picked.pop("order", ""))
    return [row.name for row in filtered_table(table, TableQuery(words, picked, order)).rows]


# What is in them ----------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "kind"), KINDS.items())
def test_every_record_has_its_row(
    title: str, kind: str, tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    assert [row.id for row in tables[title].rows] == [
        record.id for record in getattr(shipped_atlas, kind)
    ]


def test_every_border_post_has_a_row_and_the_posts_are_places_too(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    posts = [site.id for site in shipped_atlas.sites if site.kind is SiteKind.BORDER_CROSSING]
    assert [row.id for row in tables["Border posts"].rows] == posts
    assert {status.site_id for status in shipped_atlas.border_statuses} <= set(posts)


@pytest.mark.parametrize("title", TABLES)
def test_columns_are_named_once_and_explained(title: str, tables: dict[str, Table]) -> None:
    table = tables[title]
    titles = [heading.title for heading in table.columns]
    assert len(set(titles)) == len(titles)
    assert all(
        heading.help[0].isupper() and heading.help.endswith(".") for heading in table.columns
    )
    orders = [order for heading in table.columns for order in heading.orders]
    assert len(set(orders)) == len(orders)
    assert set(table.orders) == set(orders)


@pytest.mark.parametrize("title", TABLES)
def test_every_row_has_a_name_and_a_cell_for_each_column(
    title: str, tables: dict[str, Table]
) -> None:
    for row in tables[title].rows:
        assert row.name
        assert row.cells[0].text
        assert len(row.cells) == len(tables[title].columns)


@pytest.mark.parametrize("title", TABLES)
def test_keys_of_a_column_can_be_compared(title: str, tables: dict[str, Table]) -> None:
    for order in tables[title].orders:
        shown = filtered_table(tables[title], TableQuery(order=order))
        assert len(shown.rows) == len(tables[title].rows)


@pytest.mark.parametrize("title", TABLES)
def test_links_lead_to_records_and_say_where(
    title: str, tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    for bit in every_bit(tables[title]):
        if bit.is_outside or not bit.href:
            continue
        address = urlsplit(bit.href)
        (value,) = (value for values in parse_qs(address.query).values() for value in values)
        assert address.path in {"./", "sources", "project"}
        assert shipped_atlas.record(value).id == value


@pytest.mark.parametrize(
    "title",
    [title for title in TABLES if title not in {"Sources", "Assumptions", "Corridor figures"}],
)
def test_the_link_to_the_map_names_its_record(title: str, tables: dict[str, Table]) -> None:
    table = tables[title]
    at = column(table, "Map")
    linked = [(row, row.cells[at].bits[0]) for row in table.rows if row.cells[at].bits]
    assert all(bit.about == row.name for row, bit in linked)
    assert all(bit.href.startswith("./?select=") for _, bit in linked)
    assert len(linked) >= len(table.rows) * 0.9


def test_what_is_not_english_says_its_language(tables: dict[str, Table]) -> None:
    kharlachi = row_of(tables["Places"], "site-kharlachi")
    bits = kharlachi.cells[column(tables["Places"], "Local names")].bits
    assert ("ur", "rtl", "Urdu") in {(bit.language, bit.direction, bit.about) for bit in bits}
    russian = [bit for bit in every_bit(tables["Sources"]) if bit.language == "ru"]
    assert russian
    assert all(bit.direction == "ltr" for bit in russian)


def test_fixed_words_are_explained_where_they_stand(tables: dict[str, Table]) -> None:
    state = tables["Lines"].columns[column(tables["Lines"], "State")]
    assert (Lifecycle.OPERATING.label, Lifecycle.OPERATING.meaning) in state.words
    for table in tables.values():
        for at, heading in enumerate(table.columns):
            used = {
                row.cells[at].text.removesuffix(", our conclusion").removesuffix(", not recorded")
                for row in table.rows
            }
            assert {word for word, _ in heading.words} == (used - {""} if heading.words else set())


def test_a_border_post_shows_its_last_state_with_its_date(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    table = tables["Border posts"]
    row = row_of(table, "site-torkham")
    known = shipped_atlas.border_status_of("site-torkham")
    state = state_today(shipped_atlas, "site-torkham")
    assert text(table, row, "Freight") == state.access.label
    assert text(table, row, "Since") == "12 October 2025"
    assert state.sentence() in text(table, row, "In words")
    told = text(table, row, "Records")
    assert len(told.split("; freight")) == 4
    assert told.endswith(f"; {len(known) - 4} more in the export")


def test_conclusions_of_ours_are_told_apart(tables: dict[str, Table]) -> None:
    states = {text(tables["Lines"], row, "State") for row in tables["Lines"].rows}
    assert {"In service", "In service, our conclusion"} <= states


def test_a_figure_that_geometry_rules_out_says_why(tables: dict[str, Table]) -> None:
    told = [text(tables["Figures"], row, "Ruled out") for row in tables["Figures"].rows]
    assert any(sentence.startswith("Straight lines through") for sentence in told)


def test_short_names_of_projects_pick_one_project_each(shipped_atlas: Atlas) -> None:
    shorts = [project.short for project in shipped_atlas.projects]
    assert len(set(shorts)) == len(shorts)


# Filters and orders -------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["kharlachi", "KHARLACHI", "خرلاچی", "Харлачи", "site-kharlachi"])
def test_words_find_a_place_in_any_script(words: str, tables: dict[str, Table]) -> None:
    assert "Kharlachi" in names(tables["Places"], words=words)


@pytest.mark.parametrize("title", ["Lines", "Events", "Articles"])
def test_places_in_other_records_are_found_in_any_script(
    title: str, tables: dict[str, Table]
) -> None:
    english, persian = (set(names(tables[title], words=word)) for word in ("kabul", "کابل"))
    assert persian
    assert persian <= english


def test_all_words_are_needed(tables: dict[str, Table]) -> None:
    kabul, both = (names(tables["Lines"], words=words) for words in ("kabul", "kabul road"))
    assert set(both) < set(kabul)
    assert names(tables["Lines"], words="kabul zzzz") == []


def test_options_of_a_facet_widen_and_facets_narrow(tables: dict[str, Table]) -> None:
    lines = tables["Lines"]
    rail, road = (set(names(lines, mode=[mode])) for mode in ("rail", "road"))
    assert set(names(lines, mode=["rail", "road"])) == rail | road
    pakistan = set(names(lines, mode=["rail"], country=["Pakistan"]))
    assert 0 < len(pakistan) < len(rail)


def test_a_group_picks_all_of_its_projects(tables: dict[str, Table], shipped_atlas: Atlas) -> None:
    (facet,) = (facet for facet in tables["Lines"].facets if facet.name == "project")
    group = next(option for option in facet.options if option.endswith(", all"))
    inside = [project for project in shipped_atlas.projects if f"{project.group}, all" == group]
    expected = {line.id for project in inside for line in shipped_atlas.segments_of(project.id)}
    shown = filtered_table(tables["Lines"], TableQuery(picked={"project": [group]}))
    assert {row.id for row in shown.rows} == expected


@pytest.mark.parametrize("title", TABLES)
def test_every_option_finds_something(title: str, tables: dict[str, Table]) -> None:
    table = tables[title]
    for facet in table.facets:
        assert len(set(facet.options)) == len(facet.options)
        assert all(names(table, **{facet.name: [option]}) for option in facet.options)


def test_what_a_table_does_not_have_is_left_out(tables: dict[str, Table]) -> None:
    table = tables["People"]
    shown = filtered_table(
        table, TableQuery(picked={"mode": ["rail"], "project": ["<b>"]}, order="Nonsense")
    )
    assert len(shown.rows) == len(table.rows)
    assert shown.order == table.orders[0]


def test_numbers_are_sorted_as_numbers_and_the_unknown_comes_last(
    tables: dict[str, Table],
) -> None:
    table = tables["Lines"]
    at = column(table, "Published")
    for order, is_right in (
        ("Published, smallest first", lambda before, after: before <= after),
        ("Published, largest first", lambda before, after: before >= after),
    ):
        keys = [row.cells[at].key for row in filtered_table(table, TableQuery(order=order)).rows]
        known = [key for key in keys if key is not None]
        assert len(known) > 1
        assert all(is_right(before, after) for before, after in pairwise(known))
        assert keys[len(known) :] == [None] * (len(keys) - len(known))


def test_names_are_sorted_without_regard_to_accents_and_case(tables: dict[str, Table]) -> None:
    shown = names(tables["Places"])
    assert shown == sorted(shown, key=fold)


def test_events_begin_with_the_newest(tables: dict[str, Table]) -> None:
    table = tables["Events"]
    keys = [
        row.cells[column(table, "Date")].key for row in filtered_table(table, TableQuery()).rows
    ]
    assert keys == sorted(keys, reverse=True)


def test_pages_hold_all_rows_once(tables: dict[str, Table]) -> None:
    shown = filtered_table(tables["Places"], TableQuery())
    assert shown.pages == -(-len(shown.rows) // PAGE_ROWS)
    paged = [row for number in range(1, shown.pages + 1) for row in shown.page(number)]
    assert paged == list(shown.rows)
    assert shown.page(0) == shown.page(1)
    assert shown.page(99) == shown.page(shown.pages)
    assert filtered_table(tables["Places"], TableQuery("zzzz")).page(1) == ()
    assert filtered_table(tables["Places"], TableQuery("zzzz")).pages == 1


# Totals -------------------------------------------------------------------------------------


def test_a_line_counts_once_whatever_runs_over_it(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    every = sum(drawn_km(segment) for segment in shipped_atlas.segments)
    runs = [
        segment
        for project in shipped_atlas.projects
        for segment in shipped_atlas.segments_of(project.id)
    ]
    assert sum(map(drawn_km, runs)) > every
    told = total_sentences(shipped_atlas, tables["Projects"], tables["Projects"].rows)
    assert told[1] == f"{number(every)} km drawn."


def test_projects_are_measured_by_their_lines(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    rows = [row_of(tables["Projects"], "pakistan-steel-mills")]
    told = total_sentences(shipped_atlas, tables["Projects"], rows)
    km = sum(map(drawn_km, shipped_atlas.segments_of("pakistan-steel-mills")))
    assert told[1].startswith(f"{number(km)} km drawn")


@pytest.mark.parametrize("file", ["events", "people", "sources"])
def test_the_export_has_the_values_of_the_file(
    file: str, tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    with (ROOT / "data" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        theirs = list(csv.DictReader(lines))
    ours = exported(shipped_atlas, tables[file.capitalize()].rows)
    assert len(ours) == len(theirs)
    for row, line in zip(ours, theirs, strict=True):
        assert {name: row[name] for name, value in line.items() if value} == {
            name: value for name, value in line.items() if value
        }


def test_a_place_is_exported_with_its_names_and_its_position(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    site = shipped_atlas.site("site-kharlachi")
    (line,) = exported(shipped_atlas, (row_of(tables["Places"], site.id),))
    assert line["name_ur"] == site.names.ur
    assert float(line["lon"]), float(line["lat"]) == site.at
    assert line["source_ids"].split("; ") == list(site.source_ids)


def test_a_border_post_is_exported_with_all_its_states(
    tables: dict[str, Table], shipped_atlas: Atlas
) -> None:
    lines = exported(shipped_atlas, (row_of(tables["Border posts"], "site-torkham"),))
    known = shipped_atlas.border_status_of("site-torkham")
    assert [line["id"] for line in lines] == [status.id for status in known]


def test_the_caption_counts_and_says_the_order(good_atlas: Atlas, shipped_atlas: Atlas) -> None:
    assert seen(good_atlas, "Lines", TableQuery()).caption == "2 lines, sorted by Line, A to Z"
    second = seen(shipped_atlas, "Places", TableQuery(), 2).caption
    assert second.startswith(f"{len(shipped_atlas.sites)} places, 51 to 100, sorted by")
