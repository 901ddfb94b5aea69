"""The map and the details beside it; the only caller of `st_folium`."""

import time
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import streamlit as st
import streamlit_folium
from streamlit_folium import st_folium

from geo.mapview.folium_map import SmallMap, atlas_map, small_atlas_map
from geo.records.as_of import default_day
from geo.records.dates import Day
from geo.records.errors import DataError, UnknownId
from geo.records.texts import say
from geo.views.pages.day_page import day_page
from geo.views.panels import panel
from pages.ui import cache
from pages.ui.address import fragment
from pages.ui.boundary import part
from pages.ui.html import as_written, render
from pages.ui.map_address import Vocabulary, read_day, read_query, read_since, vocabulary

_HEIGHT = 760
_Told = Mapping[str, Any]
#: `st_folium` up to where it calls its component, which takes most of the time of a click: what it
#: would say there, so that it need not be made again.
_told_by_folium: Callable[..., _Told] = FunctionType(
    st_folium.__code__,
    {**vars(streamlit_folium), "_component_func": dict},
    argdefs=st_folium.__defaults__,
)


def show_problems() -> None:
    """A banner that names what is damaged in the data, if anything is."""
    issues = cache.file_issues()
    if issues:
        st.html(render("problems", issues=issues))


@fragment
def map_and_details() -> None:
    """Map on the left, details of what is selected on the right; a click reruns only this."""
    view, notices = read_query(st.query_params, _vocabulary())
    left, right = st.columns([1, 0.36], gap="small")
    clicked = None
    with left, st.container(key="map"), part(say("The map")):
        clicked = map_widget()
    selected = clicked["select"] if clicked and "select" in clicked else view.select
    date = clicked["date"] if clicked and "date" in clicked else view.date
    since = read_since(clicked["since"] if clicked and "since" in clicked else view.since)
    with right, st.container(key="details"), part(say("What is told of it")):
        if not clicked:
            for notice in notices:
                st.info(as_written(notice))
        day = read_day(date, default_day(cache.atlas()))
        st.html(details_html(selected, day, since) + run_mark())


@fragment
def timeline_and_day() -> None:
    """Map with a slider of dates, and beside it what was true on the day; only this reruns."""
    view, notices = read_query(st.query_params, _vocabulary())
    left, right = st.columns([1, 0.36], gap="small")
    clicked = None
    with left, st.container(key="map-timeline"), part(say("The map")):
        clicked = map_widget(timeline=True)
    select, date = (
        (clicked["select"], clicked["date"])
        if clicked and "date" in clicked
        else (view.select, view.date)
    )
    with right, st.container(key="details-day"), part(say("What was true on the day")):
        if not clicked:
            for notice in notices:
                st.info(as_written(notice))
        end = default_day(cache.atlas())
        st.html(_day_html(read_day(date, end) or end, select) + run_mark())


def map_widget(*, timeline: bool = False) -> dict[str, str] | None:
    """The map; what was clicked last in it, if anything was."""
    try:
        files = cache.payload()
    except DataError as error:
        st.html(render("problems", issues=error.issues))
        return None
    return _draw(_large(files.scripts, files.index, timeline))


@cache.kept(4)
def _large(scripts: str, index: str, timeline: bool) -> _Told:  # noqa: FBT001 - a key
    return _told_by_folium(
        atlas_map(cache.payload(), timeline=timeline),
        key=f"{'timeline' if timeline else 'map'}-{scripts}-{index}",
        height=_HEIGHT,
        use_container_width=True,
        returned_objects=[],
    )


def _draw(told: _Told) -> dict[str, str] | None:
    clicked: dict[str, str] | None = streamlit_folium._component_func(**told)  # noqa: SLF001
    return clicked


def run_mark() -> str:
    """A new mark with every run, by which the map knows that it has been answered."""
    return render("run", mark=time.monotonic_ns())


def small_map(shown: SmallMap, height: int = 420, place: str = "") -> dict[str, str] | None:
    """A small map of chosen records; the same content never mounts it again.

    Two of the same content on one page need a `place` each. Returns what was chosen in an article
    beside it, if anything was.
    """
    try:
        files = cache.payload()
    except DataError as error:
        st.html(render("problems", issues=error.issues))
        return None
    with part(say("The map")), st.container(key=f"small-map-{shown.key()}{place}"):
        return _draw(_small(files.scripts, files.index, shown, height, place))
    return None  # it could not be drawn, and its place says why


@cache.kept(128)
def _small(scripts: str, index: str, shown: SmallMap, height: int, place: str) -> _Told:
    return _told_by_folium(
        small_atlas_map(cache.payload(), shown),
        key=f"small-map-{scripts}-{index}-{shown.key()}{place}",
        height=height,
        use_container_width=True,
        returned_objects=[],
    )


@cache.kept(4)
def _vocabulary() -> Vocabulary:
    return vocabulary(cache.atlas(), cache.is_town)


@cache.kept(64)
def _day_html(day: Day, select: str | None) -> str:
    return render("day", page=day_page(cache.atlas(), day, select))


@cache.kept(256)
def details_html(selected: str | None, day: Day | None = None, since: Day | None = None) -> str:
    """The HTML of the panel for a record, as on a day if one is given, or else the welcome.

    The welcome tells what changed `since` a day, or the newest.
    """
    atlas = cache.atlas()
    if selected:
        try:
            return render("panel", panel=panel(atlas, selected, day))
        except UnknownId:
            pass
    return render("welcome", view=cache.welcome_page(since))
