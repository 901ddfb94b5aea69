"""Your layer: a file of the reader held against the atlas, one verdict a feature."""

import streamlit as st

from geo.records.texts import say
from geo.views.addresses import LAYERS
from geo.views.page_heads import page_name
from pages.ui.drafting.saving import show_workspace
from pages.ui.html import as_written, render
from pages.ui.map_panel import show_problems
from pages.ui.own.own_layer import ask_for_layer, offer_files
from pages.ui.own.propose import offer_proposals
from pages.ui.own.shown import ask_what_to_show, key_of, pick_page, show_on_map, verdicts_of
from pages.ui.own.with_line import try_as_route

show_problems()
st.title(page_name(LAYERS))
st.write(
    say(
        "Give a file with lines, points or areas. Each is held against the atlas: how long it is, "
        "what it repeats and in what state that is, which borders and gauges it meets. The file "
        "is read on the server of this atlas, kept for this visit only, and shown to nobody else; "
        "a small one stands in the address of the page as well."
    )
)
kept = ask_for_layer()
if kept is not None and kept.fault is not None:
    st.error(as_written(str(kept.fault)))
    if kept.fault.asks_crs:
        st.info(say("Write the reference system under “Positions look wrong?”."))
elif kept is not None and kept.own is not None and kept.squares is not None:
    own = kept.own
    st.html(render("layers", layer=own.layer, part="notes"))
    choice = ask_what_to_show(own)
    view = own.view(choice)
    show_on_map(own, kept.squares, view, key_of(choice))
    st.html(render("layers", view=view, count=own.count, part="colours"))
    page = pick_page(len(view.rows))
    st.html(render("layers", rows=verdicts_of(own, view.rows[page]), part="verdicts"))
    try_as_route(own, kept.squares, view.rows[page])
    offer_files(own, view.rows)
    offer_proposals(kept, view.rows[page])
else:
    show_workspace()
