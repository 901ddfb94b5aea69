"""The frame around every page: settings, navigation, style. Runs first on every rerun."""

from pathlib import Path

import streamlit as st

from pages.ui import cache

_PAGES = Path(__file__).parents[1]

st.set_page_config(page_title="Corridor Atlas", page_icon="🧭", layout="wide")
st.logo(Path(__file__).with_name("logo.svg"), size="medium")
if colours := cache.theme():
    st.html(colours)
st.html(Path(__file__).with_name("style.css"))
page = st.navigation(
    [
        st.Page(_PAGES / "map.py", title="Map", default=True),
        st.Page(_PAGES / "timeline.py", title="Timeline", url_path="timeline"),
        st.Page(_PAGES / "routes.py", title="Routes", url_path="routes"),
        st.Page(_PAGES / "compare.py", title="Compare", url_path="compare"),
        st.Page(_PAGES / "project.py", title="Projects", url_path="project"),
        st.Page(_PAGES / "data.py", title="Data", url_path="data"),
        st.Page(_PAGES / "sources.py", title="Sources", url_path="sources"),
        st.Page(_PAGES / "about.py", title="About", url_path="about"),
    ],
    position="top",
)
page.run()
