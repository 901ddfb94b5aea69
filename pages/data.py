"""The same content without a map: every record in tables, to filter, sort, read and take away."""

from pathlib import Path

import streamlit as st

from geo.views.addresses import DATA
from geo.views.page_heads import page_name
from pages.ui import cache, drawn, records

st.html(Path(__file__).with_name("ui") / "records.css")
st.title(page_name(DATA))
title = records.pick_table()
table = cache.records_table(title)
st.write(table.about)
query = records.ask_for_query(table)
shown = drawn.table_rows(title, query)
place = st.container()
number = records.pick_page(shown)
if shown.rows:
    place.html(drawn.table_html(title, query, number))
    records.offer_download(shown)
else:
    records.explain_no_rows(table)
st.html(drawn.columns_html(title))
