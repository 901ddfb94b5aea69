"""The answers of the page of routes: cards, map, tables, and links to their files."""

from dataclasses import replace

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import language, say
from geo.routing.route_query import (
    ParsedQuery,
    assumptions_of,
    format_query,
    query_string,
    why_unanswerable,
)
from geo.views.addresses import LANGUAGE
from geo.views.freshness import departure_words
from geo.views.routes.ports import ports_page
from geo.views.routes.route_page import route_page
from geo.views.routes.scenario_rows import scenario_rows
from pages.ui import cache
from pages.ui.downloads import brief_link, shape_links, table_links
from pages.ui.html import as_written, render
from pages.ui.map_panel import small_map


def show_route(asked: ParsedQuery) -> None:
    """The ways for one query, or what is still to choose; nothing for one that is wrong."""
    if asked.problems:
        return
    gap = why_unanswerable(asked.query, cache.query_choices())
    if gap:
        st.info(as_written(gap))
        return
    with st.spinner(say("Looking for routes…")):
        answer = cache.route_answer(asked)
        told, basis = _told(asked)
    left, right = st.columns([0.44, 0.56], gap="medium")
    with left, st.container(key="route-map"):
        if answer.routes or answer.sea:
            small_map(SmallMap(ways=ways_address(asked)), height=520)
            pairs = [*format_query(asked).items()]
            table_links(say("Legs as {format}"), "route", pairs)
            shape_links(say("Routes as {format}"), "route", pairs)
            brief_link("route", pairs)
    with right:
        st.html(told)
        if not answer.is_void:
            _effects(asked)
        st.html(basis)


@cache.kept(32)
def _told(asked: ParsedQuery) -> tuple[str, str]:
    """The routes in words, and what they rest on."""
    used = assumptions_of(asked, cache.router())
    page = route_page(cache.atlas(), asked.query, cache.route_answer(asked), used)
    answer = render("routes", part="answer", page=page, colours=cache.way_colours())
    return answer, render("routes", part="basis", page=page, colours={})


def _effects(asked: ParsedQuery) -> None:
    """What each of the projects would change, and the same as a table."""
    with st.spinner(say("Asking what projects would change…")):
        told = _effects_told(asked)
    st.html(told)
    table_links(say("Changes as {format}"), "if-built", [*format_query(asked).items()])


@cache.kept(32)
def _effects_told(asked: ParsedQuery) -> str:
    rows = scenario_rows(cache.atlas(), cache.scenario_results(asked))
    return render("effects", rows=rows)


def ways_address(asked: ParsedQuery) -> str:
    """Where the map fetches the routes, to be told in the language of this reader."""
    return f"ways?{query_string(asked)}&{LANGUAGE}={language()}"


def show_ports(asked: ParsedQuery) -> None:
    """Inland cities and ports."""
    if asked.problems:
        return
    ends = cache.query_choices().default
    query = replace(ends, day=asked.query.day)
    gap = why_unanswerable(query, cache.query_choices())
    if gap:
        st.info(as_written(gap))
        return
    asked = ParsedQuery(query, asked.own)
    with st.spinner(say("Measuring the routes from cities to ports…")):
        table = cache.port_matrix(asked)
        page = ports_page(cache.atlas(), asked, table)
    st.caption(departure_words(cache.atlas(), query.day))
    st.html(render("ports", page=page))
    table_links(say("Table as {format}"), "ports", [*format_query(asked).items()])
