"""With my line: what it would change between two places, if it were built. Kept for the visit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.phrases import listed
from geo.records.texts import language, say
from geo.records.vocab import Mode, country_name
from geo.routing.route_model import RouteQuery
from geo.routing.scenarios import ScenarioResult
from geo.views.addresses import LAYERS
from geo.views.freshness import departure_words
from geo.views.routes.route_lines import change_geojson
from geo.views.routes.scenario_rows import scenario_rows
from geo.views.verdicts.own_layer import OwnLayer
from geo.views.verdicts.verdict import LineVerdict, Verdict
from geo.views.verdicts.with_line import OwnLine, OwnLineError, laid
from pages.ui import cache
from pages.ui.address import asked_for, held, pick_one, put, select_box
from pages.ui.html import as_written, render
from pages.ui.map_panel import small_map
from pages.ui.own.own_layer import LAID
from pages.ui.own.squares import OwnSquares

#: Gauges of the railways between Pakistan and Russia, in mm.
_GAUGES = (1676, 1520, 1435)
_MODES = (Mode.RAIL, Mode.ROAD)
_NONE = ""
_CHANGED = f"{LAID}-changes"
_MAP_HEIGHT = 420


def try_as_route(own: OwnLayer, squares: OwnSquares, rows: Sequence[int]) -> None:
    """The section for one of the lines on this page, if there is any among them.

    What is asked stands in the address, so that a link shows the same to whoever has the layer.
    """
    lines = {
        f"{row}": verdict
        for row, verdict in zip(rows, own.verdicts(rows), strict=True)
        if isinstance(verdict.found, LineVerdict)
    }
    if not lines:
        return
    is_asked = asked_for(LAYERS, "line") is not None
    with st.expander(say("With my line: what would it change?"), expanded=is_asked):
        st.write(
            say(
                "The line is treated as built, for this question only. It stops at places of the "
                "network within 10 km and at the posts of the borders that it crosses."
            )
        )
        verdict = _ask_for_line(lines)
        if verdict is None:
            return
        mode, gauge_mm = _ask_how(verdict)
        query = _ask_for_ends()
        with st.spinner(say("Looking for routes…")):
            _tell(verdict, mode, gauge_mm, query, squares)


def _ask_for_line(lines: Mapping[str, Verdict]) -> Verdict | None:
    named = {at: _label(verdict) for at, verdict in lines.items()}
    picked = pick_one(
        LAYERS,
        "line",
        {_NONE: say("choose one"), **named},
        select_box(say("Line")),
        say("The line of the link is not on this page of the list; choose one."),
    )
    return lines.get(picked)


def _ask_how(verdict: Verdict) -> tuple[Mode, int | None]:
    """The mode, at first the one that the file says, and the gauge of a railway."""
    found = verdict.found
    said = found.mode if isinstance(found, LineVerdict) and found.mode in _MODES else Mode.RAIL
    row = st.container(horizontal=True)
    modes = {mode.value: mode.label for mode in sorted(_MODES, key=lambda mode: mode is not said)}
    picked = pick_one(LAYERS, "by", modes, select_box(say("Mode"), row))
    mode = next(mode for mode in _MODES if mode == picked)
    if mode is not Mode.RAIL:
        return mode, None
    gauges = {f"{gauge}": f"{gauge} mm" for gauge in _GAUGES}
    return mode, int(pick_one(LAYERS, "gauge", gauges, select_box(say("Gauge"), row)))


def _label(verdict: Verdict) -> str:
    return verdict.label or say("record {number}", number=verdict.number)


def _ask_for_ends() -> RouteQuery:
    choices = cache.query_choices()
    usual = choices.default
    row = st.container(horizontal=True)
    ends = (("from", say("From"), usual.from_id), ("to", say("To"), usual.to_id))
    start, end = (
        pick_one(
            LAYERS,
            name,
            # The usual one comes first, and so stands in no address.
            {site: _place_label(site) for site in (first, *choices.places)},
            select_box(label, row),
            say("A place of the link is not in the network; the usual one was taken."),
        )
        for name, label, first in ends
    )
    st.caption(departure_words(cache.atlas(), usual.day))
    return replace(usual, from_id=start, to_id=end)


def _place_label(site_id: str) -> str:
    site = cache.atlas().site(site_id)
    return f"{site.names.en}, {listed(country_name(code) for code in site.countries)}"


def _tell(
    verdict: Verdict, mode: Mode, gauge_mm: int | None, query: RouteQuery, squares: OwnSquares
) -> None:
    """What the line changes as a table, and the two ways on a map of their own."""
    try:
        line = _laid(verdict, mode, gauge_mm)
    except OwnLineError as error:
        st.warning(as_written(str(error)))
        return
    atlas, found = line.router.atlas, _changed(line, query)
    told = {"rows": scenario_rows(atlas, found), "stops": line.stops, "label": _label(verdict)}
    # Of all modes and of rail only, that which the line changes is drawn.
    drawn = next((effect for effect in found if not effect.is_unchanged), found[0])
    ways = change_geojson(atlas, drawn)
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left:
        st.html(render("own_line", drawn=drawn, colours=cache.way_colours(), **told))
    if ways["features"]:
        with right:
            small_map(SmallMap(ways=squares.address_of_ways(ways)), height=_MAP_HEIGHT)


def _changed(line: OwnLine, query: RouteQuery) -> tuple[ScenarioResult, ...]:
    """What the line changes, sought once for the same pair."""
    kept = held(_CHANGED)
    if isinstance(kept, tuple) and kept[0] is line and kept[1] == query:
        return kept[2]  # type: ignore[no-any-return]
    found = line.change(query)
    put(_CHANGED, (line, query, found))
    return found


def _laid(verdict: Verdict, mode: Mode, gauge_mm: int | None) -> OwnLine:
    key = (id(verdict), mode, gauge_mm, language())
    kept = held(LAID)
    if isinstance(kept, tuple) and kept[0] == key:
        return kept[1]  # type: ignore[no-any-return]
    line = laid(cache.judge(), verdict, mode, gauge_mm, _label(verdict))
    put(LAID, (key, line))
    return line
