"""The rows of a CSV file as values of a record, checked against the fields that it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.reading.csv_table import read_csv
from geo.reading.files import Problems
from geo.reading.parse import field_hint, takes_many
from geo.records.model import Record

_NAME = "name_"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One row: how to call it where it has no id, and its values by field."""

    label: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ValueTable:
    """The rows of a file; `missing` are fields that need a column and have none."""

    rows: tuple[ValueRow, ...] = ()
    missing: frozenset[str] = frozenset()
    is_complete: bool = False


def read_rows(path: Path, model: type[Record], notes: Problems) -> ValueTable:
    """The rows of a file of records; columns that are missing or unknown are noted once."""
    table = read_csv(path, notes)
    if table is None:
        return ValueTable()
    header, rows = table
    if not rows and not notes.issues:
        notes.add("nothing_inside", "there is no row below the header", "Restore the file from git")
    unknown = _unknown_columns(model, header, notes)
    missing = _missing_columns(model, header, notes)
    columns = [name for name in header if name not in unknown]
    read = (ValueRow(f"line {row.line}", _values(model, row.cells, columns)) for row in rows)
    return ValueTable(tuple(read), missing, not missing)


def _unknown_columns(model: type[Record], header: Iterable[str], notes: Problems) -> frozenset[str]:
    """Columns that the record has no field for: noted once, not once per row."""
    unknown = [
        name
        for name in header
        if name not in model.model_fields and not (_has_names(model) and name.startswith(_NAME))
    ]
    for name in unknown:
        if notes.is_full:
            break
        hint = field_hint(model, name)
        notes.add("field_unknown", f"there is no field for the column '{name}'", hint, field=name)
    return frozenset(unknown)


def _missing_columns(model: type[Record], header: Iterable[str], notes: Problems) -> frozenset[str]:
    needed = [name for name, about in model.model_fields.items() if about.is_required()]
    columns = {f"{_NAME}en" if name == "names" else name: name for name in needed}
    missing = [name for name in columns if name not in set(header)]
    for name in missing:
        found = "the column is missing in the header"
        notes.add("field_missing", found, "Every record of this kind needs it", field=name)
    return frozenset(columns[name] for name in missing)


def _values(
    model: type[Record], cells: Mapping[str, str], columns: Iterable[str]
) -> dict[str, object]:
    """The cells of a row as fields: lists split at semicolons, name_xx gathered into names."""
    values: dict[str, object] = {}
    names: dict[str, object] = {}
    for column in columns:
        cell = cells.get(column)
        if not cell:
            continue
        if column.startswith(_NAME) and _has_names(model):
            tag = column.removeprefix(_NAME)
            names[tag] = split(cell) if tag == "also" else cell
        else:
            values[column] = split(cell) if takes_many(model, column) else cell
    return {**values, "names": names} if names else values


@cache
def _has_names(model: type[Record]) -> bool:
    return "names" in model.model_fields


def split(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
