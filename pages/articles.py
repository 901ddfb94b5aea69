"""Articles: the library of what was written, and one of them sentence by sentence."""

from pathlib import Path

import streamlit as st

from geo.views.addresses import ARTICLES
from pages.ui.address import asked_for
from pages.ui.articles.library import library
from pages.ui.articles.reader import reader

_UI = Path(__file__).with_name("ui")
st.html(_UI / "articles" / "articles.css")
st.html(_UI / "reading.css")
if asked_for(ARTICLES, "id"):
    reader()
else:
    library()
