"""One page of a table as its template wants it: headings with their links, rows, the foot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from geo.atlas import Atlas
from geo.records.texts import say
from geo.views.links import HERE, page_link
from geo.views.tables.filter_rows import PAGE_ROWS, FilteredTable, TableQuery
from geo.views.tables.table_cells import Column, RecordRow, Table
from geo.views.tables.totals import row_count_words, total_sentences


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The heading of a column: how the rows are sorted by it, and the link that sorts them anew.

    `number` is its place in the whole table, counted from 1. `sorted` is a word of `aria-sort`,
    `next` the order that `href` leads to, as readers see it; these three are empty where they do
    not apply.
    """

    column: Column
    number: int
    sorted: str = ""
    next: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TablePage:
    """What the template of a table shows."""

    caption: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[RecordRow, ...]
    totals: tuple[str, ...]


def page_of(
    atlas: Atlas, shown: FilteredTable, number: int = 1, rows: Sequence[RecordRow] = ()
) -> TablePage:
    """The page with this number of what is shown of a table, counted from 1; or these `rows`."""
    rows = rows or shown.page(number)
    first = (number - 1) * PAGE_ROWS + 1
    words = {
        "counted": row_count_words(shown.table, len(shown.rows)),
        "order": shown.table.order_label(shown.order),
    }
    caption = (
        say(
            "{counted}, {first} to {last}, sorted by {order}",
            first=first,
            last=first + len(rows) - 1,
            **words,
        )
        if len(rows) < len(shown.rows)
        else say("{counted}, sorted by {order}", **words)
    )
    foot = total_sentences(atlas, shown.table, shown.rows)
    places = _places(shown)
    heads = tuple(_column_head(shown, at) for at in places)
    cut = tuple(replace(row, cells=tuple(row.cells[at] for at in places)) for row in rows)
    return TablePage(caption, heads, cut, foot)


def _places(shown: FilteredTable) -> tuple[int, ...]:
    """Where the columns to be shown stand in the table."""
    wanted = shown.query.columns or [column.id for column in shown.table.columns]
    return tuple(
        at for at, column in enumerate(shown.table.columns) if at == 0 or column.id in wanted
    )


def _column_head(shown: FilteredTable, at: int) -> ColumnHead:
    """The first click sorts texts from A, numbers and dates from the top; the next one turns."""
    column = shown.table.columns[at]
    if not column.orders:
        return ColumnHead(column, at + 1)
    up, down = column.orders
    if at == shown.column:
        direction = "descending" if shown.is_descending else "ascending"
        following = up if shown.is_descending else down
    else:
        direction, following = "", down if column.kind in ("number", "date") else up
    return ColumnHead(
        column,
        at + 1,
        direction,
        shown.table.order_label(following),
        sorted_link(shown.table, shown.query, following),
    )


def sorted_link(table: Table, query: TableQuery, order: str) -> str:
    """The address of the table with the filters of a query in another order."""
    pairs = [("table", table.title), ("find", query.words), ("sort", order)]
    pairs += [(name, option) for name, options in query.picked.items() for option in options]
    if tuple(query.columns) != table.usual_columns:
        pairs += [("columns", column) for column in query.columns]
    return page_link(HERE, urlencode([(name, value) for name, value in pairs if value]))
