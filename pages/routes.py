"""From A to B across gauges and modes: the ways, what they cost in borders, what is assumed."""

import streamlit as st

from geo.mapview.folium_map import Plate
from geo.mapview.html import render
from geo.views.routing import route_page
from geo.wishes import factors, link, missing
from pages.ui import cache, route_form
from pages.ui.map_panel import small_map
from pages.ui.route_files import downloads

st.title("From A to B, across gauges and modes")
st.write(
    "Choose two places: the atlas finds ways over its lines, with every frontier, change of gauge "
    "and state of a border post on that day. Kilometres come from records; hours and dollars rest "
    "on assumptions that you can change. It is a comparison, not a timetable and not an offer."
)
asked = route_form.ask(cache.choices())
for problem in asked.problems:
    st.info(problem)
gap = missing(asked.wish, cache.choices())
if gap:
    st.info(gap)
    st.stop()
with st.spinner("Looking for ways…"):
    answer = cache.answer(asked)
    page = route_page(cache.atlas(), asked.wish, answer, factors(asked, cache.choices()))
left, right = st.columns([0.44, 0.56], gap="medium")
with left:
    if answer.routes or answer.sea:
        small_map(Plate(ways=f"ways?{link(asked)}"), height=520)
        downloads(asked, answer)
right.html(render("routes", page=page))
