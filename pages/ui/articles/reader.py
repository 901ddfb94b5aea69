"""One article to be read beside the map, with the details of what it names."""

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.errors import UnknownId
from geo.records.texts import say
from geo.views.addresses import ARTICLES
from geo.views.articles.mention_panels import mention_panel
from geo.views.articles.reader import ReaderPage, reader_page
from pages.ui import cache
from pages.ui.address import asked_for, fragment, write
from pages.ui.articles.library import library
from pages.ui.html import render
from pages.ui.map_panel import run_mark, small_map

#: Digits of the number of a sentence; Python itself refuses some thousand of them.
_DIGITS = 6


def reader() -> None:
    """The article of the address; the library with a word if there is none of that id."""
    try:
        written = _text_html(*_address())
    except UnknownId:
        st.info(say("The link asks for an article that the atlas does not have."))
        library()
        return
    text, side = st.columns([1, 0.85], gap="medium")
    text.html(written)
    with side:
        beside()


def _page() -> ReaderPage:
    return _page_of(*_address())


def _address() -> tuple[str, int | None]:
    """The id of the article, and the number of the sentence that is shown."""
    sentence = asked_for(ARTICLES, "sentence") or ""
    is_number = sentence.isascii() and sentence.isdigit() and len(sentence) <= _DIGITS
    number = int(sentence) if is_number else None
    return asked_for(ARTICLES, "id") or "", number


@cache.kept(32)
def _page_of(article_id: str, sentence: int | None) -> ReaderPage:
    return reader_page(cache.atlas(), article_id, sentence)


@cache.kept(32)
def _text_html(article_id: str, sentence: int | None) -> str:
    return render("reader", page=_page_of(article_id, sentence))


@fragment
def beside() -> None:
    """The map, and below it the details of what was chosen last; a choice reruns only this."""
    page = _page()
    with st.container(key="reading"):
        chosen = small_map(SmallMap(layers=page.layers, named=page.named), height=430)
        asked = asked_for(ARTICLES, "select")
        selected = chosen["select"] if chosen and "select" in chosen else asked
        if selected and selected != asked:
            write(ARTICLES, "select", selected)
        with st.container(key="details-reading"):
            st.html(_details(selected) + run_mark())


def _details(selected: str | None) -> str:
    if selected:
        try:
            return render("panel", panel=mention_panel(cache.atlas(), selected), is_beside=True)
        except UnknownId:
            st.info(say("The link selects a record that the atlas does not have."))
    return render("reader_hint")
