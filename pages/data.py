"""The same content without a map: every record in tables, to filter, sort, read and take away."""

from pathlib import Path

import streamlit as st

from geo.views.addresses import DATA
from geo.views.page_heads import page_name
from geo.views.tables import filtered_table, page_of
from pages.ui import cache, records
from pages.ui.html import render

st.html(Path(__file__).with_name("ui") / "records.css")
st.title(page_name(DATA))
table = cache.records_table(records.pick_table())
st.write(table.about)
shown = filtered_table(table, records.ask_for_query(table))
place = st.container()
number = records.pick_page(shown)
if shown.rows:
    page = page_of(cache.atlas(), shown, number)
    place.html(render("records", page=page))
    records.offer_download(shown)
else:
    records.explain_no_rows(table)
st.html(render("columns", table=table))
