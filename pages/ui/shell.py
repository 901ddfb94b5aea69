"""The frame around every page: settings, navigation, style. Runs first on every rerun."""

from pathlib import Path

import streamlit as st

from geo.views.addresses import DESK, LAYERS, MAP, PAGES, TIMELINE
from geo.views.page_heads import page_head, page_name
from pages.ui import cache
from pages.ui.address import choose_language
from pages.ui.boundary import part
from pages.ui.html import render
from pages.ui.own.sending import note_page

_PAGES = Path(__file__).parents[1]
#: The pages with a field for files: at no other does the server take any.
_WITH_FILES = (LAYERS.path, DESK.path)

st.set_page_config(page_title="Corridor Atlas", page_icon="🧭", layout="wide")
st.logo(Path(__file__).with_name("logo.svg"), size="medium")
choose_language()
page = st.navigation(
    [
        st.Page(
            _PAGES / f"{known.path or 'map'}.py",
            title=page_name(known),
            url_path=known.path,
            default=known is MAP,
        )
        for known in PAGES
    ],
    position="top",
)
note_page(asks=page.url_path in _WITH_FILES)
# What is chosen on a map changes without a run of this file, so its pages keep their own title.
linked = {} if page.url_path in {MAP.path, TIMELINE.path} else st.query_params.to_dict()
if head := page_head(cache.atlas(), page.url_path, linked):
    st.set_page_config(page_title=head.title)
alone = None
if st.context.is_embedded:
    # Late: most readers do not come through a frame, and it draws parts of many pages.
    from pages.ui.bar.alone import alone_at

    alone = alone_at(page.url_path)
if alone:
    with part(page.title):
        alone()
else:
    if newer := cache.trouble():  # every page shows the data before these
        st.html(render("problems", issues=newer, newer=True))
    with part(page.title):  # the bar, the navigation and what stood before stay
        page.run()
