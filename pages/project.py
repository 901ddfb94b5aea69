"""One project in full: ladder, figures, promises, kilometres, segments, what was written."""

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import PROJECT
from geo.views.pages import project_page as view
from pages.ui import cache
from pages.ui.address import forget, pick_one, select_box
from pages.ui.charts import dot_plot, stacked_bars
from pages.ui.downloads import project_buttons
from pages.ui.html import render
from pages.ui.map_panel import small_map

st.title(say("One project in full"))
st.write(
    say(
        "How far it has come, what is said about it and by whom, what was promised for when, and "
        "how much of it stands. Every figure names its source; what nobody has said stays empty."
    )
)
atlas = cache.atlas()
titles = {project.id: project.names.en for project in atlas.projects}
if not titles:
    st.info(say("The data holds no project. Add one to {file}.", file="projects.yaml"))
    st.stop()
unknown = say("The link asks for a project that the atlas does not have.")
box = select_box(say("Project"), on_change=forget, args=(PROJECT, "figure"))
chosen = pick_one(PROJECT, "id", titles, box, unknown)
page = view.project_page(atlas, cache.countries(), chosen)
offer = project_buttons(page)
left, right = st.columns([1, 1], gap="medium")
left.header(page.panel.name)
left.html(render("project", page=page, part="head"))
with right:
    small_map(SmallMap(layers=page.layers), height=460)

st.subheader(
    say("Ladder of commitment"), help=say("From a word to a train: each step with its document.")
)
st.html(render("project", page=page, part="ladder"))

if page.chain:
    st.subheader(say("From the plant to the border"))
    st.html(render("project", page=page, part="chain"))

st.subheader(say("Figures side by side"))
quantities = [figure.quantity for figure in page.figures]
if quantities:
    ranked = sorted(quantities, key=quantities.count, reverse=True)
    names = {quantity.value: quantity.label for quantity in ranked}
    shown = pick_one(PROJECT, "figure", names, select_box(say("Quantity")))
    figures = [figure for figure in page.figures if figure.quantity == shown]
    if len(figures) > 1:
        st.altair_chart(dot_plot(figures))
    st.html(render("project", page=page, part="figures", plotted=len(figures) > 1))
    offer(say("Figures as {format}"), view.figure_rows, "figures")
else:
    st.info(say("No figure in numbers has been published on this project, as far as we read."))

st.subheader(say("Promises and what became of them"))
if page.pledges:
    st.html(render("project", page=page, part="ledger"))
    offer(say("Promises as {format}"), view.pledge_rows, "promises")
else:
    st.info(say("No promise with a date was found."))

st.subheader(say("Kilometres by country, state and gauge"))
if page.shares:
    st.altair_chart(stacked_bars(page.shares))
    st.html(render("project", page=page, part="lines"))
    with st.container(horizontal=True):
        offer(say("Lines as {format}"), view.line_rows, "lines")
        offer(say("Kilometres as {format}"), view.share_rows, "kilometres")
else:
    st.info(say("Nothing of this project is drawn as a line."))

st.html(render("project", page=page, part="told"))
