"""Your layer: a file of the reader held against the atlas, one verdict a feature."""

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import LAYERS
from geo.views.page_heads import page_name
from pages.ui import cache
from pages.ui.html import render
from pages.ui.map_panel import show_problems, small_map
from pages.ui.own_layer import ask_for_layer, offer_files

_MAP_HEIGHT = 420

show_problems()
st.title(page_name(LAYERS))
st.write(
    say(
        "Give a file with lines, points or areas. Each is held against the atlas: how long it is, "
        "what it repeats and in what state that is, which borders and gauges it meets. The file "
        "is read on the server of this atlas, kept for this visit only, and shown to nobody else."
    )
)
kept = ask_for_layer()
if kept is not None and kept.fault is not None:
    st.error(str(kept.fault))
    if kept.fault.asks_crs:
        st.info(say("Write the reference system under “Positions look wrong?”."))
elif kept is not None and kept.own is not None:
    own = kept.own
    st.html(render("layers", layer=own.layer, own=own, part="notes"))
    small_map(SmallMap(layers=own.project_ids(), drawn=own.drawn()), height=_MAP_HEIGHT)
    st.html(render("layers", rows=own.rows(cache.atlas()), part="verdicts"))
    offer_files(own)
