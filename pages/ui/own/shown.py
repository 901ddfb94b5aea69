"""What is shown of the layer: words to find, a filter, colours. All of it stands in the address."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from geo.mapview.folium_map import OwnOnMap, SmallMap
from geo.records.texts import say
from geo.views.addresses import LAYERS
from geo.views.verdicts.own_layer import OwnLayer
from geo.views.verdicts.own_view import ColumnKind, OwnChoice, OwnColumn, OwnView
from geo.views.verdicts.words import VerdictRow
from pages.ui import cache
from pages.ui.address import bound, pick_many, pick_one, select_box
from pages.ui.html import as_written
from pages.ui.map_panel import small_map
from pages.ui.own.squares import OwnSquares

_NONE = ""
_MAP_HEIGHT = 420
#: So many verdicts stand on a page: each takes some hundredths of a second.
_PAGE = 25


def ask_what_to_show(own: OwnLayer) -> OwnChoice:
    """The widgets, and what the reader chose in them."""
    by_name = {column.name: column for column in own.columns}
    useful = [column for column in own.columns if column.kind is not ColumnKind.TEXTS]
    row = st.container(horizontal=True, vertical_alignment="bottom", key="own-shown")
    find = row.text_input(
        say("Find in any column"), type="search", max_chars=80, **bound(LAYERS, "find")
    )
    names = {column.name: column.name for column in useful}
    colour = pick_one(
        LAYERS,
        "colour",
        {_NONE: say("one colour"), **names},
        select_box(say("Colour by"), row),
    )
    column = pick_one(
        LAYERS, "column", {_NONE: say("all features"), **names}, select_box(say("Only where"), row)
    )
    chosen = by_name.get(column)
    values, span = _ask_for_values(chosen) if chosen else ((), None)
    return OwnChoice(colour, find or "", column, values, span)


def _ask_for_values(
    column: OwnColumn,
) -> tuple[tuple[str, ...], tuple[float, float] | None]:
    if column.kind is ColumnKind.NUMBERS:
        low, high = column.ends
        key = f"own-span-{column.name}"
        return (), st.slider(as_written(column.name), low, high, (low, high), key=key)
    picked = pick_many(
        LAYERS,
        "only",
        {value: value for value in column.words},
        lambda key, ids, label: st.multiselect(
            as_written(column.name), ids, format_func=label, key=key, placeholder=say("any value")
        ),
    )
    return tuple(picked), None


def key_of(choice: OwnChoice) -> str:
    """The same for the same choice, fit for an address."""
    return hashlib.sha256(repr(choice).encode()).hexdigest()[:16]


def show_on_map(own: OwnLayer, squares: OwnSquares, view: OwnView, key: str) -> None:
    """The layer beside the projects that it repeats."""
    drawn = OwnOnMap(
        squares=squares.address(view.tiles, key),
        box=squares.source.box(view.tiles) or (),
        colours=tuple(found.colour for found in view.classes),
        count=own.count,
    )
    small_map(SmallMap(layers=own.project_ids(), own=drawn), height=_MAP_HEIGHT)


def pick_page(count: int) -> slice:
    """Which of so many features have their verdict on the page, as a slice of them."""
    last = max(1, -(-count // _PAGE))
    number = 1
    if last > 1:
        number = st.pagination(last, **bound(LAYERS, "page"))
    return slice((number - 1) * _PAGE, number * _PAGE)


def verdicts_of(own: OwnLayer, rows: Sequence[int]) -> tuple[VerdictRow, ...]:
    """The verdicts on these features; a bar tells how far it is."""
    bar = st.empty()

    def tell(done: int, count: int) -> None:
        words = say("Held against the atlas: {done} of {count}", done=done, count=count)
        bar.progress(done / count, words)

    own.verdicts(rows, tell)
    bar.empty()
    return own.rows(cache.atlas(), rows)
