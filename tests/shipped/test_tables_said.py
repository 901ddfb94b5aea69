"""Tables in another language: all that is read is said, and addresses and files stay English."""

from collections.abc import Iterator

import pytest

from geo.atlas import Atlas
from geo.records.texts import ENGLISH, PSEUDO, in_english, language, say, use_language
from geo.views.tables import (
    TABLES,
    Table,
    TableQuery,
    filtered_table,
    page_of,
    record_rows,
    table_file,
)


@pytest.fixture(scope="module")
def english(shipped_atlas: Atlas) -> dict[str, Table]:
    return {title: make(shipped_atlas) for title, make in TABLES.items()}


@pytest.fixture
def pseudo() -> Iterator[None]:
    use_language(PSEUDO)
    yield
    use_language(ENGLISH)


def is_said(text: str) -> bool:
    return text.startswith("⟦") and text.endswith("⟧")


@pytest.mark.usefixtures("pseudo")
def test_english_is_spoken_for_files_only() -> None:
    assert in_english(lambda: say("Map")) == "Map"
    assert language() == PSEUDO


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("title", TABLES)
def test_addresses_of_a_table_are_the_same_in_every_language(
    title: str, english: dict[str, Table], shipped_atlas: Atlas
) -> None:
    before, table = english[title], TABLES[title](shipped_atlas)
    assert table.title == before.title
    assert table.orders == before.orders
    assert [column.id for column in table.columns] == [column.id for column in before.columns]
    for facet, other in zip(table.facets, before.facets, strict=True):
        assert facet.name == other.name
        assert set(facet.options) == set(other.options)
    assert [row.facets for row in table.rows] == [row.facets for row in before.rows]
    head = page_of(shipped_atlas, filtered_table(table, TableQuery())).heads[0]
    assert "Z+to+A" in head.href or "A+to+Z" in head.href or "first" in head.href
    assert "%E2%9F%A6" not in head.href


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("title", TABLES)
def test_what_is_read_around_a_table_is_said(title: str, shipped_atlas: Atlas) -> None:
    table = TABLES[title](shipped_atlas)
    assert is_said(table.label)
    assert is_said(table.about)
    assert all(map(is_said, table.noun))
    assert all(is_said(table.order_label(order)) for order in table.orders)
    assert all(is_said(column.title) for column in table.columns)
    assert all(is_said(facet.label) for facet in table.facets)
    page = page_of(shipped_atlas, filtered_table(table, TableQuery()))
    assert is_said(page.caption)
    assert all(map(is_said, page.totals))
    assert all(is_said(head.next) for head in page.heads if head.href)


@pytest.mark.usefixtures("pseudo")
def test_options_and_cells_are_said(shipped_atlas: Atlas) -> None:
    facets = {facet.name: facet.options for facet in TABLES["Lines"](shipped_atlas).facets}
    assert is_said(facets["country"]["Pakistan"])
    groups = [label for option, label in facets["project"].items() if option.endswith(", all")]
    assert groups
    assert all(map(is_said, groups))


@pytest.mark.parametrize("title", TABLES)
def test_a_file_is_the_same_in_every_language(
    title: str, english: dict[str, Table], shipped_atlas: Atlas
) -> None:
    before = table_file(shipped_atlas, record_rows(shipped_atlas, english[title].rows))
    use_language(PSEUDO)
    try:
        rows = TABLES[title](shipped_atlas).rows
        said = table_file(shipped_atlas, record_rows(shipped_atlas, rows))
    finally:
        use_language(ENGLISH)
    assert said == before


def test_a_word_of_a_link_is_found_though_its_label_is_shown(shipped_atlas: Atlas) -> None:
    lines = TABLES["Lines"](shipped_atlas)
    picked = filtered_table(lines, TableQuery(picked={"state": ["operating"]})).rows
    found = filtered_table(lines, TableQuery(words="operating")).rows
    assert picked
    assert {row.id for row in picked} <= {row.id for row in found}


@pytest.mark.parametrize("words", ["", "kabul"])
def test_rows_are_counted_in_whole_sentences(
    words: str, english: dict[str, Table], shipped_atlas: Atlas
) -> None:
    page = page_of(shipped_atlas, filtered_table(english["Lines"], TableQuery(words)))
    assert page.totals[0].endswith(" lines.")
    assert (" of " in page.totals[0]) is bool(words)
    assert page.caption.startswith(page.totals[0].rstrip("."))
