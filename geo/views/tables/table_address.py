"""A question to a table as the query of a link: what the page writes and what downloads read."""

from collections.abc import Iterable

from geo.views.addresses import DATA
from geo.views.tables.filter_rows import TableQuery
from geo.views.tables.table_cells import Table

_WORDS, _ORDER, _COLUMNS = DATA["find"].name, DATA["sort"].name, DATA["columns"].name
_Pair = tuple[str, str]


def table_slug(title: str) -> str:
    """The title of a table as it stands in the name of a download."""
    return title.lower().replace(" ", "-")


def table_pairs(table: Table, query: TableQuery) -> list[_Pair]:
    """Names and values that ask for the same rows; what is usual is left out."""
    pairs = [(_WORDS, query.words)] if query.words else []
    pairs += [(name, option) for name, picked in query.picked.items() for option in picked]
    if query.order not in {"", table.orders[0]}:
        pairs.append((_ORDER, query.order))
    if query.columns and set(query.columns) != set(table.usual_columns):
        pairs += [(_COLUMNS, column) for column in query.columns]
    return pairs


def asked_table(table: Table, pairs: Iterable[_Pair]) -> tuple[TableQuery, str]:
    """What a link asks of a table, and a sentence if it asks for what the table does not have."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    options = {facet.name: list(facet.options) for facet in table.facets}
    options[_ORDER] = list(table.orders)
    options[_COLUMNS] = [column.id for column in table.columns]
    problem = next((_sentence(table, name, text) for name, text in _strangers(given, options)), "")
    picked = {facet.name: given.get(facet.name, []) for facet in table.facets}
    words = " ".join(given.get(_WORDS, ()))[: DATA[_WORDS].longest]
    order = "".join(given.get(_ORDER, ())[-1:])
    return TableQuery(words, picked, order, given.get(_COLUMNS, ())), problem


def _strangers(given: dict[str, list[str]], options: dict[str, list[str]]) -> Iterable[_Pair]:
    for name, known in options.items():
        yield from ((name, text) for text in given.get(name, ()) if text not in known)


def _sentence(table: Table, name: str, text: str) -> str:
    shown = text if len(text) <= DATA[_WORDS].longest else f"{text[: DATA[_WORDS].longest]}…"
    return f"The table {table.title} has no {name} “{shown}”."
