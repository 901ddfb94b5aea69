"""What was true on a day: the map with a slider of dates, and events as lanes and as a list."""

import streamlit as st

from geo.records.texts import say
from geo.views.addresses import TIMELINE
from geo.views.freshness import atlas_freshness
from geo.views.page_heads import page_name
from pages.ui import cache
from pages.ui.boundary import part
from pages.ui.event_lanes import events
from pages.ui.map_panel import show_problems, timeline_and_day

st.container(key="timeline-head").title(page_name(TIMELINE), anchor=False)
st.write(
    say(
        "What was true on a day: move the slider, and every line and border post takes the state "
        "that it had, with the promises and the news of that day beside it.  \n"
        "Below are all events; choose one and the map goes there, on its day. "
        "The newest record is of {date}.",
        date=atlas_freshness(cache.atlas()).as_of,
    )
)
show_problems()
timeline_and_day()
with part(say("The events")):
    events()
