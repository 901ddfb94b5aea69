"""CSV files: the header and the rows, with a clear sentence for what spreadsheets do to them."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from geo.reading.files import Problems, quoted, read_text

#: A hundred times the largest table of the atlas.
MOST_ROWS = 500_000


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a CSV file: its line number and its cells that are not empty, by column."""

    line: int
    cells: Mapping[str, str]


def read_csv(path: Path, problems: Problems) -> tuple[tuple[str, ...], tuple[CsvRow, ...]] | None:
    """The header and the rows of a CSV file; rows of the wrong width are noted and left out."""
    text = read_text(path, problems)
    if text is None:
        return None
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if len(lines) > MOST_ROWS:
                hint = "Split the file; if most of the rows are empty, delete those"
                problems.add("rows_too_many", f"there are more than {MOST_ROWS} rows", hint)
                return None
            lines.append((reader.line_num, cells))
    except csv.Error as error:
        found = f"not CSV at line {reader.line_num}: {error}"
        problems.add("csv", found, "Look for a quotation mark that is never closed")
    if not lines or _is_separated_otherwise(lines[0][1], problems):
        return None
    lines = _without_empty_columns(lines, problems)
    header = tuple(cell.strip() for cell in lines[0][1])
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        found = f"the column '{twice[0]}' stands twice in the header"
        problems.add("column_double", found, "Delete or rename one of the two", field=twice[0])
        return None
    return header, tuple(_rows(header, lines[1:], problems))


def _is_separated_otherwise(header: Sequence[str], problems: Problems) -> bool:
    """Whether the header has no comma but another sign between its columns, which is noted."""
    if len(header) != 1:  # an empty first line has none
        return False
    for sign, name in ((";", "semicolons"), ("\t", "tabulators"), ("|", "bars")):
        if sign in header[0]:
            found = f"the columns are separated by {name}, not by commas"
            hint = "Save the file as CSV with commas between the columns"
            problems.add("csv_separator", found, hint)
            return True
    return False


def _without_empty_columns(
    lines: list[tuple[int, list[str]]], problems: Problems
) -> list[tuple[int, list[str]]]:
    """The lines without columns at the end that have no name, as spreadsheets add them."""
    header = lines[0][1]
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    if width == len(header):
        return lines
    extra = len(header) - width
    told = "1 column at the end has" if extra == 1 else f"{extra} columns at the end have"
    full = next(
        (line for line, cells in lines if any(cell.strip() for cell in cells[width:])), None
    )
    if full:
        hint = "Give the column a name, or put a cell that holds a comma between quotation marks"
        problems.add("column_unnamed", f"{told} no name but a value in line {full}", hint)
    else:
        hint = "Delete the commas at the end of each line"
        problems.add("column_unnamed", f"{told} neither name nor values", hint)
    return [(line, cells[:width] if len(cells) == len(header) else cells) for line, cells in lines]


#: What spreadsheets take for a formula: a sign, and then anything but a number.
_FORMULA = re.compile(r"[=@]|[+-](?!\d+(\.\d+)?$)\S")
#: What spreadsheets leave in place of a value that they lost.
_LOST = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|#+)$")


def _rows(
    header: Sequence[str], lines: Sequence[tuple[int, list[str]]], problems: Problems
) -> Iterator[CsvRow]:
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        record = cells[0].strip() or f"line {line}"
        if len(cells) == len(header):
            row = {
                name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()
            }
            for name, cell in row.items():
                if "\n" in cell:
                    lines_of = cell.count("\n") + 1
                    found = f"the cell runs over {lines_of} lines, to line {line}"
                    hint = "Look for a quotation mark that is closed too late; write one line"
                    problems.add("cell_of_lines", found, hint, record, name)
                if cell[0] in "=+-@#":
                    _note_formula(cell, name, record, problems)
            yield CsvRow(line, row)
            continue
        rule = "cells_too_many" if len(cells) > len(header) else "cells_too_few"
        found = f"line {line} has {len(cells)} cells, the header has {len(header)}"
        hint = "Put a cell that holds a comma between quotation marks; keep empty cells"
        problems.add(rule, found, hint, record=record)


def _note_formula(cell: str, name: str, record: str, problems: Problems) -> None:
    if _FORMULA.match(cell):
        found = f"{quoted(cell)} begins like a formula, which a spreadsheet would work out"
        hint = "Write the value itself, or begin the text with a letter"
        problems.add("formula", found, hint, record, name)
    elif _LOST.match(cell):
        found = f"{quoted(cell)} is what a spreadsheet leaves where it lost a value"
        problems.add("value_lost", found, "Write the value again", record, name)
