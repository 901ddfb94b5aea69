"""One project in full: ladder, figures, promises, kilometres, segments, what was written."""

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import PROJECT
from geo.views.page_heads import page_name
from geo.views.pages.project_charts import figure_charts
from geo.views.pages.project_page import why_no_kilometres
from pages.ui import cache, drawn
from pages.ui.address import forget, pick_one, select_box
from pages.ui.downloads import brief_link, project_part, shape_links
from pages.ui.html import as_written, render
from pages.ui.map_panel import small_map

atlas = cache.atlas()
head, choice = st.columns([3, 2])
titles = {"": say("All projects")} | {project.id: project.names.en for project in atlas.projects}
unknown = say("The link asks for a project that the atlas does not have.")
box = select_box(say("Project"), choice, on_change=forget, args=(PROJECT, "figure"))
chosen = pick_one(PROJECT, "id", titles, box, unknown)
if not chosen:
    head.title(page_name(PROJECT))
    if not atlas.projects:
        st.info(say("The data holds no project. Add one to {file}.", file="projects.yaml"))
    st.html(drawn.projects_html())
    st.stop()

page = drawn.project_page(chosen)
head.title(as_written(page.panel.name))
left, right = st.columns([1, 1], gap="medium")
left.html(drawn.project_html(chosen, "head"))
with left:
    brief_link("project", [("id", chosen)])
with right:
    small_map(SmallMap(layers=page.layers), height=380)

st.header(
    say("Ladder of commitment"), help=say("From a word to a train: each step with its document.")
)
st.html(drawn.project_html(chosen, "ladder"))

if page.chain:
    st.header(say("From the plant to the border"))
    st.html(drawn.project_html(chosen, "chain"))

st.header(say("Figures side by side"))
quantities = [figure.quantity for figure in page.figures]
if quantities:
    ranked = sorted(quantities, key=quantities.count, reverse=True)
    names = {quantity.value: quantity.label for quantity in ranked}
    shown = pick_one(PROJECT, "figure", names, select_box(say("Quantity")))
    figures = [figure for figure in page.figures if figure.quantity == shown]
    st.html(render("charts", page=page, charts=figure_charts(figures), part="dots"))
    st.html(drawn.project_html(chosen, "figures"))
    project_part(say("Figures as {format}"), chosen, "figures")
else:
    st.info(say("No figure in numbers has been published on this project, as far as we read."))

st.header(say("Promises and what became of them"))
if page.pledges:
    st.html(drawn.project_html(chosen, "ledger"))
    project_part(say("Promises as {format}"), chosen, "promises")
else:
    st.info(say("No promise with a date was found."))

st.header(say("Kilometres by country, state and gauge"))
if page.shares:
    st.html(drawn.bars_html(chosen))
    st.html(drawn.project_html(chosen, "lines"))
    project_part(say("Lines as {format}"), chosen, "lines")
    shape_links(say("Drawn as {format}"), f"project-{chosen}")
    project_part(say("Kilometres as {format}"), chosen, "kilometres")
else:
    st.info(why_no_kilometres(page))

st.html(drawn.project_html(chosen, "told"))
