"""From a table to what is shown of it: filtered, in order, one page at a time.

Looks at folded text and plain sets only, so it is quick enough for every keystroke.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.search.search import fold
from geo.views.tables.table_cells import Key, RecordRow, Table

#: Rows on one page: few enough for a phone to draw at once.
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What a reader asks for: words, picked options by facet, and an order of the table.

    `columns` are ids of those to show beside the first; none of them are all.
    """

    words: str = ""
    picked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = ""
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FilteredTable:
    """The rows of a table that match, in order; `column` is the one that they are sorted by."""

    table: Table
    query: TableQuery
    rows: tuple[RecordRow, ...]
    order: str
    column: int
    is_descending: bool

    @property
    def pages(self) -> int:
        """How many pages the rows fill; an empty table has one."""
        return max(1, -(-len(self.rows) // PAGE_ROWS))

    def page(self, number: int) -> tuple[RecordRow, ...]:
        """The rows of a page, counted from 1; a page that does not exist is the nearest one."""
        at = min(max(number, 1), self.pages) - 1
        return self.rows[at * PAGE_ROWS : (at + 1) * PAGE_ROWS]


def filtered_table(table: Table, query: TableQuery) -> FilteredTable:
    """Rows that hold all words and, in each facet, one of the picked options; then sorted.

    Words are compared as the search does, without accents and in any script. An order or option
    that the table does not have is left out. Rows that are equal keep the order of the files, and
    what is not known comes last, whichever way the table is sorted.
    """
    wanted = fold(query.words).split()
    picked = _picked_options(table, query)
    rows = [row for row in table.rows if _matches(row, wanted, picked)]
    order = query.order if query.order in table.orders else table.orders[0]
    column, is_descending = _sort_column(table, order)
    # Sorted apart, for reversing one list would bring what is not known to its top.
    known = [row for row in rows if row.cells[column].key is not None]
    unknown = [row for row in rows if row.cells[column].key is None]
    known.sort(key=lambda row: _key(row.cells[column].key), reverse=is_descending)
    return FilteredTable(table, query, (*known, *unknown), order, column, is_descending)


def _picked_options(table: Table, query: TableQuery) -> dict[str, frozenset[str]]:
    found = {
        facet.name: set(query.picked.get(facet.name, ())) & set(facet.options)
        for facet in table.facets
    }
    return {name: frozenset(options) for name, options in found.items() if options}


def _matches(row: RecordRow, wanted: Sequence[str], picked: Mapping[str, frozenset[str]]) -> bool:
    return all(word in row.text for word in wanted) and all(
        options & row.facets[name] for name, options in picked.items()
    )


def _sort_column(table: Table, order: str) -> tuple[int, bool]:
    return next(
        (number, column.orders.index(order) == 1)
        for number, column in enumerate(table.columns)
        if order in column.orders
    )


def _key(key: Key) -> tuple[Key]:
    """Keys of one column are of one kind; the pair keeps the type checker calm."""
    return (key,)
