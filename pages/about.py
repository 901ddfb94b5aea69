"""Method, rules of honesty, limits, licences and credits."""

import streamlit as st

from geo.mapview.html import render
from geo.vocab import LIFECYCLE_ELSEWHERE, Rung

st.title("About the atlas")
st.html(render("about", elsewhere=LIFECYCLE_ELSEWHERE.items(), rungs=list(Rung)))
