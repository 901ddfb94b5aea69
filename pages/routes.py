"""From place to place: the routes, what they cost in borders, what is assumed."""

import streamlit as st

from geo.records.texts import say
from geo.views.addresses import ROUTES
from geo.views.page_heads import page_name
from pages.ui import cache
from pages.ui.html import as_written
from pages.ui.routes import route_form
from pages.ui.routes.route_answer import show_ports, show_route

st.container(key="routes-head").title(page_name(ROUTES), anchor=False)
st.container(width=900).write(
    say(
        "Choose two places: the atlas finds routes over its lines, with every border, gauge change "
        "and border post as it was on that day. Hours and dollars rest on assumptions that you can "
        "change. It is a comparison, not a timetable and not an offer."
    )
)
view, asked = route_form.ask_for_route(cache.query_choices())
for told in (*asked.problems, *asked.notices):
    st.info(as_written(told))
if view == route_form.PORTS:
    show_ports(asked)
else:
    show_route(asked)
