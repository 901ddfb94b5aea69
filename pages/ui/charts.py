"""Charts of the pages: plain tables in, Altair out; colours come from the theme."""

from collections.abc import Sequence
from dataclasses import asdict

import altair as alt
import pandas as pd

from geo.records.texts import mark, say
from geo.records.vocab import Lifecycle
from geo.views.pages.event_list import EventMark
from geo.views.pages.project_page import PlottedFigure, Share

_LANE = 22
_KINDS = ["happened", "promised for"]
_ROW = 26
_AMOUNTS = alt.Axis(format=",~r", titleAnchor="end")
_LABELS = alt.Axis(labelLimit=200, labelOverlap=False)
_WHOLE, _PART = mark("of the whole"), mark("of a part, or of more")
_OUT = mark("ruled out by geometry")
_SHAPES = {_WHOLE: "circle", _PART: "triangle-up", _OUT: "cross"}


def dot_plot(figures: Sequence[PlottedFigure]) -> alt.LayerChart:
    """Figures of one quantity as dots or bars of a range; a cross is ruled out by geometry."""
    rows = [
        {**asdict(figure), "said": f"{figure.date}, {figure.who}", "counts": _extent_words(figure)}
        for figure in sorted(figures, key=lambda figure: (figure.low, figure.who))
    ]
    table = pd.DataFrame(rows)
    order = list(dict.fromkeys(table["said"]))
    row = alt.Y("said:N", sort=order, title=None, axis=_LABELS)
    tip = [
        alt.Tooltip("value:N", title=say("value")),
        alt.Tooltip("scope:N", title=say("scope")),
        alt.Tooltip("who:N", title=say("who")),
        alt.Tooltip("date:N", title=say("date")),
        alt.Tooltip("ruled_out:N", title=say("ruled out")),
        alt.Tooltip("sources:N", title=say("sources")),
    ]
    quantity, unit = figures[0].quantity.label, figures[0].unit
    title = say("{quantity}, {unit}", quantity=quantity, unit=unit)
    title = quantity if unit in quantity else title
    value = alt.X(
        "low:Q",
        title=title,
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=",~r", titleAnchor="end"),
    )
    chart = alt.Chart(table)
    ranges = chart.mark_rule(strokeWidth=3, opacity=0.5).encode(x=value, x2="high:Q", y=row)
    dots = chart.mark_point(filled=True, size=90).encode(
        x=value,
        y=row,
        tooltip=tip,
        shape=alt.Shape(
            "counts:N",
            title=None,
            scale=alt.Scale(domain=list(map(say, _SHAPES)), range=list(_SHAPES.values())),
            legend=_legend(1),
        ),
    )
    drawn: alt.LayerChart = (ranges + dots).properties(height=alt.Step(_ROW))
    return drawn


def _legend(columns: int) -> alt.Legend:
    """Entries below the chart, in so few columns that a phone shows them all."""
    return alt.Legend(orient="bottom", columns=columns)


def _extent_words(figure: PlottedFigure) -> str:
    if figure.ruled_out:
        return say(_OUT)
    return say(_WHOLE) if figure.is_whole else say(_PART)


def stacked_bars(shares: Sequence[Share]) -> alt.Chart:
    """Drawn kilometres by country, and gauge, one colour a state."""
    table = pd.DataFrame([asdict(share) for share in shares])
    labels = {state.value: state.label for state in Lifecycle}
    table["state"] = [labels.get(share.state, share.state) for share in shares]
    states = [label for label in labels.values() if label in set(table["state"])]
    table["where"] = [
        say("{country}, {gauge}", country=share.country, gauge=share.gauge.lower())
        for share in shares
    ]
    rows = list(dict.fromkeys(table["where"]))
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X("sum(km):Q", title=say("drawn km"), axis=_AMOUNTS),
            y=alt.Y("where:N", sort=rows, title=None, axis=_LABELS),
            color=alt.Color(
                "state:N", sort=states, title=None, legend=alt.Legend(orient="bottom", columns=2)
            ),
            tooltip=[
                alt.Tooltip("country:N", title=say("country")),
                alt.Tooltip("state:N", title=say("state")),
                alt.Tooltip("gauge:N", title=say("gauge")),
                alt.Tooltip("km:Q", title=say("km"), format=",.0f"),
            ],
        )
        .properties(height=alt.Step(_ROW))
    )
    return chart


def lanes_chart(marks: Sequence[EventMark]) -> alt.Chart:
    """A dot for what happened, a hollow diamond for what was promised for a day.

    A click gives the id of the event in the selection `chosen`; the menu saves SVG and PNG.
    """
    order = list(dict.fromkeys(mark.project for mark in marks))
    rows = pd.DataFrame([asdict(mark) for mark in marks])
    rows["day"] = pd.to_datetime(rows["day"]).astype("datetime64[ms]")
    rows["look"] = "mark"  # one colour of the theme for all
    chosen = alt.selection_point(name="chosen", fields=["event_id"], nearest=False)
    looks = alt.Scale(domain=_KINDS, range=["circle", "diamond"])
    happened = alt.datum.kind == _KINDS[0]
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_point(size=75, strokeWidth=1.6, cursor="pointer")
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(grid=True)),
            y=alt.Y("project:N", title=None, sort=order, axis=alt.Axis(grid=True, labelLimit=190)),
            shape=alt.Shape("kind:N", scale=looks, legend=None),
            stroke=alt.Stroke("look:N", legend=None),
            fill=alt.Fill("look:N", legend=None),
            fillOpacity=alt.condition(happened, alt.value(0.75), alt.value(0)),
            tooltip=[
                alt.Tooltip("when:N", title=say("When")),
                alt.Tooltip("title:N", title=say("What")),
                alt.Tooltip("project:N", title=say("Project")),
                alt.Tooltip("rung:N", title=say("Step of commitment")),
            ],
        )
        .add_params(chosen)
        .properties(
            height=_LANE * len(order) + 50,
            description=say("One lane per project, a mark per event; the list below has the same."),
            usermeta={
                "embedOptions": {
                    "actions": {"export": True, "source": False, "compiled": False, "editor": False}
                }
            },
        )
    )
    return chart
