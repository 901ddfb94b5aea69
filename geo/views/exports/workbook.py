"""A workbook for spreadsheets: what it is, one sheet a kind, sources, columns, licence."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from geo.records.dates import Day
from geo.views.exports.bundle import HONESTY, LICENCES, Bundle, Sheet
from geo.views.tables import FileCell

_LONGEST = 32_767  # letters that a cell holds
_CUT = " […]"
_WIDTHS = (8, 48)  # letters of a column, at least and at most
_LOOKED_AT = 60  # rows by which its width is chosen
_OPTIONS = {
    "in_memory": True,
    # A text stays a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SOURCES = ("id", "publisher", "title", "url", "date_published", "date_accessed", "licence_theirs")


def workbook(bundle: Bundle) -> bytes:
    """The workbook; its day is that of the newest record, so that it is always the same."""
    out, origin = BytesIO(), bundle.origin
    with Workbook(out, _OPTIONS) as book:
        day = Day.fromisoformat(origin.as_of)
        told = {"title": origin.title, "author": "Corridor Atlas", "comments": origin.citation}
        book.set_properties({**told, "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001 - the file has no zone
        about = {
            "Title": origin.title,
            "As of": origin.as_of,
            "Version of the data": origin.version,
            "Cite as": origin.citation,
            "View": origin.address,
            "How to read it": HONESTY,
        }
        _page(book, "About", ("", ""), about.items())
        for sheet in bundle.sheets:
            rows = ([row.get(name) for name in sheet.columns] for row in sheet.rows)
            _page(book, _title(sheet), sheet.columns, rows)
        if all(sheet.name != "sources" for sheet in bundle.sheets):
            cited = ([getattr(source, name) for name in _SOURCES] for source in origin.sources)
            _page(book, "Sources", _SOURCES, cited)
        _page(book, "Data dictionary", ("sheet", "column", "meaning"), _dictionary(bundle))
        licences = ((name, LICENCES.get(name)) for name in origin.licences)
        _page(book, "Licence", ("licence", "text"), licences)
    return out.getvalue()


def _title(sheet: Sheet) -> str:
    return sheet.title[:31]


def _dictionary(bundle: Bundle) -> Iterable[Sequence[FileCell]]:
    return (
        (_title(sheet), name, sheet.meanings[name])
        for sheet in bundle.sheets
        for name in sheet.columns
    )


def _page(
    book: Workbook, title: str, columns: Sequence[str], rows: Iterable[Sequence[FileCell]]
) -> None:
    page = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    page.write_row(0, 0, columns, bold)
    widths = [len(name) for name in columns]
    last = 0
    for last, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            _write(page, last, at, value)
            if last <= _LOOKED_AT:
                widths[at] = max(widths[at], len(str(value or "")))
    least, most = _WIDTHS
    for at, width in enumerate(widths):
        page.set_column(at, at, min(most, max(least, width + 1)))
    if any(columns):
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, last, len(columns) - 1)


def _write(page: Worksheet, row: int, column: int, value: FileCell) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_boolean(row, column, value)
        case int() | float():
            page.write_number(row, column, value)
        case _:
            is_long = len(value) > _LONGEST
            text = value[: _LONGEST - len(_CUT)] + _CUT if is_long else value
            page.write_string(row, column, text)
