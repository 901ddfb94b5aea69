"""The frame around every page: settings, navigation, style. Runs first on every rerun."""

from pathlib import Path

import streamlit as st

from geo.records.texts import say
from geo.views.addresses import MAP, TIMELINE
from geo.views.page_heads import page_head
from pages.ui import cache
from pages.ui.address import choose_language
from pages.ui.bar.alone import alone_at

_PAGES = Path(__file__).parents[1]

st.set_page_config(page_title="Corridor Atlas", page_icon="🧭", layout="wide")
st.logo(Path(__file__).with_name("logo.svg"), size="medium")
choose_language()
page = st.navigation(
    [
        st.Page(_PAGES / "map.py", title=say("Map"), default=True),
        st.Page(_PAGES / "timeline.py", title=say("Timeline"), url_path="timeline"),
        st.Page(_PAGES / "routes.py", title=say("Routes"), url_path="routes"),
        st.Page(_PAGES / "compare.py", title=say("Compare"), url_path="compare"),
        st.Page(_PAGES / "project.py", title=say("Projects"), url_path="project"),
        st.Page(_PAGES / "data.py", title=say("Data"), url_path="data"),
        st.Page(_PAGES / "sources.py", title=say("Sources"), url_path="sources"),
        st.Page(_PAGES / "about.py", title=say("About"), url_path="about"),
    ],
    position="top",
)
# What is chosen on a map changes without a run of this file, so its pages keep their own title.
linked = {} if page.url_path in {MAP.path, TIMELINE.path} else st.query_params.to_dict()
if head := page_head(cache.atlas(), page.url_path, linked):
    st.set_page_config(page_title=head.title)
alone = alone_at(page.url_path) if st.context.is_embedded else None
if alone:
    alone()
else:
    page.run()
