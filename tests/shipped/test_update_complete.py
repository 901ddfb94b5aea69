"""Nothing of the update of November 2026 is lost.

The lists in `data/update/` name every numbered row of it with the records that it went into.
`rows.csv` has sections 1, 2, 2b, 4.4, 4.5 and 7. Each other section has a list of its own beside
it, `rows-<what>.csv`, with the same columns, and is found by its name. `holds` may be left out:
`record.field=value`, separated by semicolons, says what a record has to hold today.
"""

import csv
from collections import Counter

import pytest

from geo.atlas import Atlas
from geo.rules.corrections import value_text
from tests.conftest import ROOT
from tests.each import for_each

LISTS = ROOT / "tests" / "data" / "update"
#: Section -> its rows, as numbered there; the table of section 7 goes by the article's sentences.
NUMBERED = {
    "1": [str(number) for number in range(1, 33)],
    "2": [f"2.{number}" for number in range(1, 37)],
    "2b": [f"2.{number}" for number in range(37, 57)],
    "4.4": [str(number) for number in range(1, 17)],
    "4.5": [str(number) for number in range(1, 6)],
    "7": [*(str(number) for number in range(1, 14)), "credit"],
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVERY_ROW = [row for path in sorted(LISTS.glob("rows*.csv")) for row in rows(path.name)]


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def name(row: Row) -> str:
    return f"{row['section']}-{row['row']}"


def test_every_row_is_listed_exactly_once() -> None:
    listed = Counter((row["section"], row["row"]) for row in rows("rows.csv"))
    wanted = {(section, number) for section, numbers in NUMBERED.items() for number in numbers}
    assert set(listed) == wanted
    assert [row for row, times in listed.items() if times > 1] == []


def test_every_row_names_a_record() -> None:
    assert [name(row) for row in EVERY_ROW if not parts(row["record_ids"])] == []


@for_each("row", EVERY_ROW, name)
def test_the_records_of_a_row_are_there(row: Row, shipped_atlas: Atlas) -> None:
    lost = [part for part in parts(row["record_ids"]) if shipped_atlas.find(part) is None]
    assert lost == []


@for_each("row", [row for row in EVERY_ROW if row.get("holds")], name)
def test_the_records_of_a_row_hold_what_it_says(row: Row, shipped_atlas: Atlas) -> None:
    for held in parts(row["holds"]):
        where, _, value = held.partition("=")
        record_id, _, field = where.rpartition(".")
        record = shipped_atlas.find(record_id)
        assert record is not None, record_id
        found = value_text(record, field)
        is_number = value.replace(".", "", 1).isdigit()
        assert found == value if is_number or field.endswith("date") else value in found, held
        assert record_id in parts(row["record_ids"]), held


def test_what_a_row_holds_covers_most_of_the_rows() -> None:
    """Where a row changes a record, its list says what the record holds now."""
    silent = [row for row in rows("rows.csv") if not row["holds"]]
    assert [name(row) for row in silent if not row["note"]] == []


@pytest.mark.parametrize("kind", ["evt-", "clm-"])
def test_what_the_update_brought_cites_a_source_that_has_an_address_or_says_why(
    kind: str, shipped_atlas: Atlas
) -> None:
    ids = {part for row in EVERY_ROW for part in parts(row["record_ids"]) if part.startswith(kind)}
    sources = {
        found
        for record_id in ids
        if (record := shipped_atlas.find(record_id))
        for each in getattr(record, "source_ids", ())
        if (found := shipped_atlas.find_source(each))
    }
    assert len(sources) > 20
    assert [source.id for source in sources if not source.url and not source.note] == []
