"""One article to be read, with the records that it names."""

import streamlit as st

from geo.records.errors import UnknownId
from geo.records.texts import say
from geo.views.addresses import ARTICLES
from geo.views.articles.reader import reader_page
from pages.ui import cache
from pages.ui.address import asked_for
from pages.ui.articles.library import library
from pages.ui.html import render


def reader() -> None:
    """The article of the address; the library with a word if there is none of that id."""
    try:
        page = reader_page(cache.atlas(), asked_for(ARTICLES, "id") or "")
    except UnknownId:
        st.info(say("The link asks for an article that the atlas does not have."))
        library()
        return
    st.html(render("reader", page=page))
