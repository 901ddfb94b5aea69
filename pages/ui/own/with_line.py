"""With my line: what it would change between two places, if it were built. Kept for the visit."""

from dataclasses import replace

import streamlit as st

from geo.records.phrases import listed
from geo.records.texts import language, say
from geo.records.vocab import Mode, country_name
from geo.routing.route_model import RouteQuery
from geo.views.freshness import departure_words
from geo.views.routes.scenario_rows import scenario_rows
from geo.views.verdicts.own_layer import OwnLayer
from geo.views.verdicts.verdict import LineVerdict, Verdict
from geo.views.verdicts.with_line import OwnLine, OwnLineError, laid
from pages.ui import cache
from pages.ui.address import held, put
from pages.ui.html import as_written, render

_KEPT = "own-line-laid"
#: Gauges of the railways between Pakistan and Russia, in mm.
_GAUGES = (1676, 1520, 1435)
_MODES = (Mode.RAIL, Mode.ROAD)


def try_as_route(own: OwnLayer, rows: list[int]) -> None:
    """The section for one of the lines on this page, if there is any among them."""
    lines = {
        f"{row}": verdict
        for row, verdict in zip(rows, own.verdicts(rows), strict=True)
        if isinstance(verdict.found, LineVerdict)
    }
    if not lines:
        return
    with st.expander(say("With my line: what would it change?")):
        st.write(
            say(
                "The line is treated as built, for this question only. It stops at places of the "
                "network within 10 km and at the posts of the borders that it crosses."
            )
        )
        verdict, mode, gauge_mm = _ask_for_line(lines)
        query = _ask_for_ends()
        if not st.button(say("Compare the routes"), key="own-line-ask"):
            return
        _tell(verdict, mode, gauge_mm, query)


def _ask_for_line(lines: dict[str, Verdict]) -> tuple[Verdict, Mode, int | None]:
    row = st.container(horizontal=True)
    picked = row.selectbox(
        say("Line"), list(lines), format_func=lambda at: _label(lines[at]), key="own-line"
    )
    verdict = lines[picked or next(iter(lines))]
    found = verdict.found
    said = found.mode if isinstance(found, LineVerdict) and found.mode in _MODES else Mode.RAIL
    mode = row.selectbox(
        say("Mode"),
        _MODES,
        index=_MODES.index(said),
        format_func=lambda mode: mode.label,
        key=f"own-mode-{picked}",
    )
    if mode is not Mode.RAIL:
        return verdict, mode, None
    gauge = row.selectbox(
        say("Gauge"), _GAUGES, format_func=lambda gauge: f"{gauge} mm", key="own-gauge"
    )
    return verdict, mode, gauge


def _label(verdict: Verdict) -> str:
    return verdict.label or say("record {number}", number=verdict.number)


def _ask_for_ends() -> RouteQuery:
    choices = cache.query_choices()
    row = st.container(horizontal=True)
    usual = choices.default
    places = choices.places
    ends = [
        row.selectbox(
            label,
            places,
            index=places.index(start),
            format_func=_place_label,
            key=key,
        )
        for label, start, key in (
            (say("From"), usual.from_id, "own-from"),
            (say("To"), usual.to_id, "own-to"),
        )
    ]
    start, end = ends
    query = replace(usual, from_id=start, to_id=end)
    st.caption(departure_words(cache.atlas(), query.day))
    return query


def _place_label(site_id: str) -> str:
    site = cache.atlas().site(site_id)
    return f"{site.names.en}, {listed(country_name(code) for code in site.countries)}"


def _tell(verdict: Verdict, mode: Mode, gauge_mm: int | None, query: RouteQuery) -> None:
    try:
        line = _laid(verdict, mode, gauge_mm)
    except OwnLineError as error:
        st.warning(as_written(str(error)))
        return
    found = line.change(query)
    rows = scenario_rows(line.router.atlas, found)
    st.html(render("own_line", rows=rows, stops=line.stops, label=_label(verdict)))


def _laid(verdict: Verdict, mode: Mode, gauge_mm: int | None) -> OwnLine:
    key = (id(verdict), mode, gauge_mm, language())
    kept = held(_KEPT)
    if isinstance(kept, tuple) and kept[0] == key:
        return kept[1]  # type: ignore[no-any-return]
    line = laid(cache.judge(), verdict, mode, gauge_mm, _label(verdict))
    put(_KEPT, (key, line))
    return line
