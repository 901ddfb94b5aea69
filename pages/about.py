"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.records import glossary
from geo.records.vocab import Lifecycle, Rung
from geo.views.addresses import ABOUT
from geo.views.freshness import atlas_freshness
from geo.views.page_heads import page_name
from pages.ui import cache
from pages.ui.html import render

st.title(page_name(ABOUT))
words = {
    "glossary": glossary.words().items(),
    "lifecycles": list(Lifecycle),
    "rungs": list(Rung),
    "scores": cache.own_scores(),
}
st.html(render("about", newest=atlas_freshness(cache.atlas()), **words))
