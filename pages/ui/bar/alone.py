"""Pages in a frame of somebody else: the map or the charts alone, without words around them."""

from collections.abc import Callable, Mapping

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.routing.route_query import parse_query, why_unanswerable
from geo.views.addresses import MAP, PROJECT, ROUTES, TIMELINE
from geo.views.page_heads import chosen_id
from geo.views.pages import project_page
from geo.views.pages.project_charts import figure_charts, share_groups
from pages.ui import cache
from pages.ui.address import fragment, question
from pages.ui.html import as_written, render
from pages.ui.map_panel import map_widget, small_map
from pages.ui.routes.route_answer import ways_address

_HEIGHT = 480


@fragment
def _map() -> None:
    with st.container(key="map"):
        map_widget()


@fragment
def _timeline() -> None:
    with st.container(key="map-timeline"):
        map_widget(timeline=True)


def _routes() -> None:
    asked = parse_query(question(), cache.query_choices())
    fault = next(iter(asked.problems), "") or why_unanswerable(asked.query, cache.query_choices())
    if fault:
        st.info(as_written(fault))
        return
    with st.container(key="alone"):
        small_map(SmallMap(ways=ways_address(asked)), height=_HEIGHT)


def _project() -> None:
    project = cache.atlas().find_project(chosen_id(PROJECT.path, question()))
    if project is None:
        st.info(say("The link asks for a project that the atlas does not have."))
        return
    page = project_page.project_page(cache.atlas(), cache.countries(), project.id)
    st.subheader(as_written(page.panel.name))
    if page.shares:
        bars = share_groups(page.shares)
        st.html(render("charts", page=page, groups=bars, part="bars"))
    wanted = question().get("figure")
    quantities = [figure.quantity for figure in page.figures]
    ranked = sorted(quantities, key=lambda word: (word == wanted, quantities.count(word)))
    figures = [figure for figure in page.figures if figure.quantity in ranked[-1:]]
    if len(figures) > 1:
        st.write(figures[0].quantity.label)
        st.html(render("charts", page=page, charts=figure_charts(figures), part="dots"))


_ALONE: Mapping[str, Callable[[], None]] = {
    MAP.path: _map,
    TIMELINE.path: _timeline,
    ROUTES.path: _routes,
    PROJECT.path: _project,
}


def alone_at(path: str) -> Callable[[], None] | None:
    """What stands alone of the page at `path`; None for a page that is shown whole.

    The list of all projects is: only one of them has charts.
    """
    is_list = path == PROJECT.path and not chosen_id(path, question())
    return None if is_list else _ALONE.get(path)
