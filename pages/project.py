"""One project in full: ladder, figures, promises, kilometres, segments, what was written."""

from collections import Counter

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.views.addresses import PROJECT
from geo.views.pages import project_page as view
from pages.ui import cache
from pages.ui.address import choice_in_address
from pages.ui.charts import dot_plot, stacked_bars
from pages.ui.downloads import csv_button
from pages.ui.html import render
from pages.ui.map_panel import small_map

st.title("One project in full")
st.write(
    "How far it has come, what is said about it and by whom, what was promised for when, and how "
    "much of it stands. Every figure names its source; what nobody has said stays empty."
)
atlas = cache.atlas()
titles = {project.id: project.names.en for project in atlas.projects}
if not titles:
    st.info("The data holds no project. Add one to projects.yaml.")
    st.stop()
chosen = choice_in_address(
    PROJECT,
    "id",
    "Project",
    "The link asks for a project that the atlas does not have.",
    titles,
)
page = view.project_page(atlas, cache.countries(), chosen)

left, right = st.columns([1, 1], gap="medium")
left.subheader(page.panel.name)
left.html(render("project", page=page, part="head"))
with right:
    small_map(SmallMap(layers=page.layers), height=460)

st.subheader("Ladder of commitment", help="From a word to a train: each step with its document.")
st.html(render("project", page=page, part="ladder"))

if page.chain:
    st.subheader("From the plant to the border")
    st.write("What each link is today, and what it was made to carry.")
    st.html(render("project", page=page, part="chain"))

st.subheader("Figures side by side")
quantities = Counter(figure.quantity for figure in page.figures)
if quantities:
    shown = choice_in_address(
        PROJECT,
        "figure",
        "Quantity",
        "The link asks for a quantity that the atlas does not have.",
        {quantity: quantity for quantity, _ in quantities.most_common()},
    )
    figures = [figure for figure in page.figures if figure.quantity == shown]
    if len(figures) > 1:
        st.altair_chart(dot_plot(figures))
        st.caption("A cross is ruled out by geometry; a bar is a range. The words stand below.")
    st.html(render("project", page=page, part="figures"))
    csv_button("Figures as CSV", lambda: view.figure_rows(atlas, page), f"{chosen}-figures.csv")
else:
    st.info("No figure in numbers has been published on this project, as far as we read.")

st.subheader("Promises and what became of them")
if page.pledges:
    st.html(render("project", page=page, part="ledger"))
    csv_button("Promises as CSV", lambda: view.pledge_rows(atlas, page), f"{chosen}-promises.csv")
else:
    st.info("No promise with a date was found.")

st.subheader("Kilometres by country, state and gauge")
if page.shares:
    st.altair_chart(stacked_bars(page.shares))
    st.caption("Kilometres as drawn. Countries as held on the ground; boundaries are not ours.")
    st.html(render("project", page=page, part="lines"))
    with st.container(horizontal=True):
        csv_button("Lines as CSV", lambda: view.line_rows(atlas, page), f"{chosen}-lines.csv")
        csv_button(
            "Kilometres as CSV", lambda: view.share_rows(atlas, page), f"{chosen}-kilometres.csv"
        )
else:
    st.info("Nothing of this project is drawn as a line.")

st.html(render("project", page=page, part="told"))
