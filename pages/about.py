"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.mapview.html import render
from geo.views import atlas_freshness
from geo.vocab import Lifecycle, Rung
from pages.ui import cache

st.title("About the atlas")
words = {"lifecycles": list(Lifecycle), "rungs": list(Rung)}
st.html(render("about", newest=atlas_freshness(cache.atlas()), **words))
