"""What was true on a day: the map with a slider of dates, and events as lanes and as a list."""

import streamlit as st

from geo.records.dates import first_day
from geo.records.texts import say, say_many
from geo.records.vocab import Rung
from geo.views import atlas_freshness, event_marks, event_rows, mark_rows
from geo.views.addresses import TIMELINE
from pages.ui import cache
from pages.ui.address import bound
from pages.ui.charts import lanes_chart
from pages.ui.downloads import csv_button
from pages.ui.html import render
from pages.ui.language import fragment
from pages.ui.map_panel import show_problems, timeline_and_day

_FIRST_SHOWN = 40


@fragment
def events() -> None:
    """Filters, lanes and list; their choices stand in the address."""
    atlas = cache.atlas()
    if not atlas.events:
        st.info(say("There are no events in the data. Add them to {file}.", file="`events.csv`"))
        return
    years = sorted(first_day(event.date).year for event in atlas.events)
    names = {project.id: project.short for project in atlas.projects}
    short = names.__getitem__
    steps = {"": say("Any step")} | {step.value: step.label for step in Rung}
    st.subheader(say("Events"), anchor=False)
    project_box, step_box, find, years_box = st.columns([2, 1, 1.6, 1.6])
    project = project_box.multiselect(
        say("Projects"), [*names], None, short, placeholder=say("All"), **bound(TIMELINE, "project")
    )
    rung = step_box.selectbox(
        say("Step of commitment"), list(steps), 0, steps.__getitem__, **bound(TIMELINE, "rung")
    )
    words = find.text_input(say("Words, people or places"), max_chars=80, **bound(TIMELINE, "q"))
    first, last = years[0], max(years[-1], years[0] + 1)
    chosen = years_box.slider(
        say("Years"), first, last, (max(first, 2017), last), **bound(TIMELINE, "years")
    )
    found = event_rows(atlas, project, rung, words, chosen)
    whole, shown = len(atlas.events), len(found)
    st.write(say_many("{shown} of {n} event", "{shown} of {n} events", whole, shown=shown))
    if not found:
        st.info(say("No event matches. Choose more years, another step, or one word only."))
        return
    drawn = event_marks(atlas, found, project)
    st.write(
        say("Dots happened, hollow diamonds were promised for their day. A click moves the map.")
    )
    picked = st.altair_chart(lanes_chart(drawn), on_select="rerun", key="lanes")
    marks = {point.get("event_id") for point in picked.selection.get("chosen", [])}
    if marks:  # say what was chosen in the chart; the map's script follows the link
        st.html(render("chosen", rows=[row for row in found if row.event.id in marks]))
    csv_button(say("Save these events as CSV"), lambda: mark_rows(atlas, drawn), "events.csv")
    st.html(render("occurrences", rows=found[:_FIRST_SHOWN]))
    everything = say_many("Show all {n} event", "Show all {n} events", shown)
    if shown > _FIRST_SHOWN and st.toggle(everything):
        st.html(render("occurrences", rows=found[_FIRST_SHOWN:]))


st.container(key="timeline-head").title(say("Timeline"), anchor=False)
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
events()
