"""Events below the timeline: filters, a chart with a lane for each project, and the list."""

import streamlit as st

from geo.records.dates import first_day
from geo.records.texts import say, say_many
from geo.records.vocab import Rung
from geo.views.addresses import TIMELINE
from geo.views.freshness import atlas_freshness
from geo.views.pages.event_list import event_rows, folded_by_year
from geo.views.pages.lanes import lanes_chart
from pages.ui import cache
from pages.ui.address import bound, fragment, pick_many, pick_one, pick_span, select_box
from pages.ui.downloads import table_links
from pages.ui.html import render


@fragment
def events() -> None:
    """Filters, lanes and list; their choices stand in the address."""
    atlas = cache.atlas()
    if not atlas.events:
        st.info(say("There are no events in the data. Add them to {file}.", file="`events.csv`"))
        return
    years = sorted(first_day(event.date).year for event in atlas.events)
    names = {project.id: project.short for project in atlas.projects}
    steps = {"": say("Any step")} | {step.value: step.label for step in Rung}
    st.subheader(say("Events"), anchor=False)
    project_box, step_box, find, years_box = st.columns([2, 1, 1.6, 1.6])
    project = pick_many(
        TIMELINE,
        "project",
        names,
        lambda key, ids, label: project_box.multiselect(
            say("Projects"), ids, format_func=label, placeholder=say("All"), key=key
        ),
    )
    rung = pick_one(TIMELINE, "rung", steps, select_box(say("Step of commitment"), step_box))
    words = find.text_input(say("Words, people or places"), max_chars=80, **bound(TIMELINE, "q"))
    ends = years[0], max(years[-1], years[0] + 1)
    chosen = pick_span(
        TIMELINE, "years", ends, lambda key: years_box.slider(say("Years"), *ends, ends, key=key)
    )
    shown, lanes, listed = _found(tuple(project), rung, words, chosen)
    whole = len(atlas.events)
    st.write(say_many("{shown} of {n} event", "{shown} of {n} events", whole, shown=shown))
    if not shown:
        st.info(say("No event matches. Choose more years, another step, or one word only."))
        return
    st.html(lanes)
    pairs = [*(("project", name) for name in project), ("rung", rung), ("q", words)]
    pairs += [("years", str(year)) for year in chosen if chosen != ends]
    asked = [(name, text) for name, text in pairs if text]
    table_links(say("Save these events as {format}"), "events", asked)
    st.html(listed)


@cache.kept(8)
def _found(
    project: tuple[str, ...], rung: str, words: str, years: tuple[int, int]
) -> tuple[int, str, str]:
    """How many events match, their lanes and their list."""
    atlas = cache.atlas()
    found = event_rows(atlas, project, rung, words, years)
    if not found:
        return 0, "", ""
    chart, known = lanes_chart(atlas, found, project), atlas_freshness(atlas).as_of
    lanes = render("lanes", chart=chart, colours=cache.project_colours(), as_of=known)
    newest, folds = folded_by_year(found)
    return len(found), lanes, render("occurrences", shown=newest, folds=folds)
