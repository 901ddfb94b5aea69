"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.glossary import WORDS
from geo.mapview.html import render
from geo.views import atlas_freshness
from geo.vocab import Lifecycle, Rung
from pages.ui import cache

st.title("About the atlas")
words = {
    "glossary": WORDS.items(),
    "lifecycles": list(Lifecycle),
    "rungs": list(Rung),
}
st.html(render("about", newest=atlas_freshness(cache.atlas()), **words))
