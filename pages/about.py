"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.records import glossary
from geo.records.texts import say
from geo.records.vocab import Lifecycle, Rung
from geo.views import atlas_freshness
from pages.ui import cache
from pages.ui.html import render

st.title(say("About the atlas"))
words = {
    "glossary": glossary.words().items(),
    "lifecycles": list(Lifecycle),
    "rungs": list(Rung),
}
st.html(render("about", newest=atlas_freshness(cache.atlas()), **words))
