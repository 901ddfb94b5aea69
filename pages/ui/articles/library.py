"""The library: filters, counts and cards; every choice stands in the address."""

from math import ceil

import streamlit as st

from geo.records.texts import say, say_many
from geo.views.addresses import ARTICLES
from geo.views.articles.library import (
    ON_A_PAGE,
    LibraryFacet,
    LibraryOrder,
    LibraryQuery,
)
from geo.views.page_heads import page_name
from pages.ui import cache
from pages.ui.address import asked_for, bound, fragment, pick_one, put, select_box
from pages.ui.html import render


@fragment
def library() -> None:
    """All articles, narrowed and ordered; a choice reruns only this."""
    st.title(page_name(ARTICLES), anchor=False)
    found = cache.library()
    if not len(found):
        st.info(say("There are no articles in the data. Add them to {file}.", file="articles/"))
        return
    query = _query()
    ids = found.find(query)
    st.write(
        say_many("{shown} of {n} article", "{shown} of {n} articles", len(found), shown=len(ids))
    )
    if not ids:
        st.info(say("No article matches. Clear a filter, or search with fewer words."))
        return
    place = st.container()
    pages = ceil(len(ids) / ON_A_PAGE)
    number = st.pagination(pages, **bound(ARTICLES, "page")) if pages > 1 else 1
    shown = ids[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    place.html(_cards_html(shown, query.words))


@cache.kept(32)
def _cards_html(ids: tuple[str, ...], words: str) -> str:
    return render("articles", cards=cache.library().cards(ids, words))


@cache.kept(4)
def _facets() -> tuple[LibraryFacet, ...]:
    return cache.library().facets()


def _query() -> LibraryQuery:
    with st.container(horizontal=True, vertical_alignment="bottom", key="library-search"):
        words = st.text_input(
            say("Words in the text"),
            type="search",
            max_chars=80,
            on_change=_to_first_page,
            **bound(ARTICLES, "q"),
        )
        orders = {order.value: order.label for order in LibraryOrder}
        if words:  # they decide first, and the day only among equals
            orders[LibraryOrder.NEWEST.value] = say("Best match first")
        by_value = {order.value: order for order in LibraryOrder}
        order = pick_one(ARTICLES, "order", orders, select_box(say("Order"), None, _to_first_page))
    facets = _facets()
    is_open = any(asked_for(ARTICLES, facet.name) for facet in facets)
    with (
        st.expander(say("Narrow down"), expanded=is_open),
        st.container(horizontal=True, key="library-facets"),
    ):
        picked = {facet.name: _pick(facet) for facet in facets}
    return LibraryQuery(words, picked, by_value[order])


def _pick(facet: LibraryFacet) -> str:
    options = {"": say("All"), **facet.options}
    return pick_one(ARTICLES, facet.name, options, select_box(facet.label, None, _to_first_page))


def _to_first_page() -> None:
    put("page", 1)
