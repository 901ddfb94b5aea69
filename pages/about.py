"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.glossary import WORDS
from geo.mapview.html import render
from geo.views import atlas_freshness
from geo.vocab import LIFECYCLE_ELSEWHERE, Rung
from pages.ui import cache

st.title("About the atlas")
words = {
    "glossary": WORDS.items(),
    "elsewhere": LIFECYCLE_ELSEWHERE.items(),
    "rungs": list(Rung),
}
st.html(render("about", newest=atlas_freshness(cache.atlas()), **words))
