"""Compare: two to four ways side by side, on maps that move together and in one table."""

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import COMPARE
from geo.views.comparison.comparison_page import FEWEST, MOST, chosen_ids, route_titles
from geo.views.page_heads import page_name
from pages.ui import cache, drawn
from pages.ui.address import asked_for, held, put, write
from pages.ui.downloads import brief_link, table_links
from pages.ui.html import as_written, render
from pages.ui.map_panel import show_problems, small_map

_WITH, _KEY = "with", "compared"
_MAP_HEIGHT = 300

show_problems()
atlas = cache.atlas()
titles = route_titles(atlas)
asked, notice = chosen_ids(asked_for(COMPARE, _WITH), atlas)

st.title(page_name(COMPARE))
st.write(
    say(
        "Two to four routes or projects side by side: how long, how much of it stands, through "
        "which borders and gauges, at what price. The four routes given first run from Tashkent to "
        "the port of Karachi, all measured alike; what nobody has said stays open."
    )
)
put(_KEY, held(_KEY, list(asked)))
picked = st.multiselect(
    say("Routes and projects to compare"),
    list(titles),
    format_func=titles.__getitem__,
    key=_KEY,
    max_selections=MOST,
    placeholder=say("Choose two to four"),
)
if tuple(picked) != asked:
    write(COMPARE, _WITH, ",".join(picked) or "none")
elif notice:
    st.info(as_written(notice))

if len(picked) < FEWEST:
    st.info(
        say("Choose at least two routes or projects in the box above to set them side by side.")
    )
else:
    ways = tuple(picked)
    page = cache.comparison_of(ways)
    st.html(drawn.compare_html(ways, "verdict"))
    for at in range(0, len(page.sides), 2):
        for column, side in zip(st.columns(2), page.sides[at : at + 2], strict=False):
            with column:
                st.html(render("compare", side=side, part="head"))
                shown = SmallMap(layers=side.layers, focus=side.focus_ids, group="compare")
                small_map(shown, _MAP_HEIGHT, place=f"-{side.id}")
    st.html(drawn.compare_html(ways, "table"))
    table_links(say("Table as {format}"), "compare", [(_WITH, ",".join(picked))])
    brief_link("compare", [(_WITH, ",".join(picked))])
    st.html(drawn.compare_html(ways, "sources"))
