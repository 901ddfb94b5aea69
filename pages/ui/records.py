"""The widgets of the page of tables. Each is bound to the address, so that every view is a link."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.records.texts import say
from geo.views.addresses import DATA
from geo.views.exports.bundle import shape_of
from geo.views.tables import (
    TABLES,
    Facet,
    FilteredTable,
    Table,
    TableQuery,
    table_pairs,
    table_slug,
)
from pages.ui import cache
from pages.ui.address import asked_for, bound, forget, held, pick_many, pick_one, put, select_box
from pages.ui.downloads import shape_links, table_links


def pick_table() -> str:
    """The table that the reader wants."""
    return pick_one(
        DATA,
        "table",
        {title: say(title) for title in TABLES},
        lambda key, titles, label: st.pills(
            say("Table"),
            titles,
            format_func=label,
            required=True,
            key=key,
            on_change=_to_usual_order,
            label_visibility="collapsed",
        ),
    )


def _to_usual_order() -> None:
    """Another table has other columns: it begins in its usual order, on its first page.

    Filters that both tables have are kept.
    """
    before, after = (
        {facet.name for facet in cache.records_table(title).facets}
        for title in (_shown(), str(held("table")))
    )
    for name in ("sort", "columns", *(before - after)):
        forget(DATA, name)
    _to_first_page()


def _shown() -> str:
    """The table that was on the screen, as the address still says it."""
    asked = asked_for(DATA, "table")
    return asked if asked in TABLES else next(iter(TABLES))


def ask_for_query(table: Table) -> TableQuery:
    """Filters and order; which ones there are depends on the table."""
    row = st.container(horizontal=True, vertical_alignment="bottom", key="filters")
    words = row.text_input(
        say("Find in any column"),
        type="search",
        max_chars=80,
        **bound(DATA, "find"),
        on_change=_to_first_page,
    )
    picked = {facet.name: _pick_facet(row, facet) for facet in table.facets}
    order = pick_one(
        DATA,
        "sort",
        {order: table.order_label(order) for order in table.orders},
        select_box(say("Order"), row, _to_first_page),
    )
    return TableQuery(words, picked, order, _pick_columns(row, table))


def _pick_columns(row: DeltaGenerator, table: Table) -> list[str]:
    """Ids of the columns to show beside the first, in the order of the table."""
    choice = row.popover(say("Columns"), icon=":material/view_column:")
    titles = {column.id: column.title for column in table.columns[1:]}
    picked = pick_many(
        DATA,
        "columns",
        titles,
        lambda key, ids, label: choice.pills(
            say("Columns to show"), ids, format_func=label, selection_mode="multi", key=key
        ),
        table.usual_columns,
    )
    return [column for column in titles if column in picked] or list(table.usual_columns)


def _pick_facet(row: DeltaGenerator, facet: Facet) -> list[str]:
    return pick_many(
        DATA,
        facet.name,
        facet.options,
        lambda key, options, label: row.multiselect(
            facet.label,
            options,
            format_func=label,
            placeholder=say("All"),
            key=key,
            on_change=_to_first_page,
        ),
    )


def _to_first_page() -> None:
    put("page", 1)


def pick_page(shown: FilteredTable) -> int:
    """The page of the table, if it has more than one."""
    if shown.pages == 1:
        return 1
    number: int = st.pagination(shown.pages, **bound(DATA, "page"))
    return number


def offer_download(shown: FilteredTable) -> None:
    """Links to all rows that match, and to their lines and places where they have any."""
    if not any(row.records for row in shown.rows):
        return
    what = f"table-{table_slug(shown.table.title)}"
    pairs = table_pairs(shown.table, shown.query)
    hint = say("All rows that match, with sources and licence: all fields, or your columns.")
    table_links(say("Download as {format}"), what, pairs, hint)
    if shape_of(cache.atlas().record(shown.rows[0].id)):
        shape_links(say("Drawn as {format}"), what, pairs)


def explain_no_rows(table: Table) -> None:
    """Why there is no row, and the way out."""
    if not table.rows:
        st.info(say("The atlas has no {records} yet.", records=table.noun[1]))
        return
    st.info(
        say(
            "No {record} matches. Clear the filters, or search with fewer words.",
            record=table.noun[0],
        )
    )
    st.button(say("Clear the filters"), on_click=_clear_filters, args=(table,))


def _clear_filters(table: Table) -> None:
    put("find", "")
    for facet in table.facets:
        put(facet.name, [])
