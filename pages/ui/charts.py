"""The chart of events: plain tables in, Altair out; colours come from the theme."""

from collections.abc import Sequence
from dataclasses import asdict

import altair as alt
import pandas as pd

from geo.records.texts import say
from geo.views.pages.event_list import EventMark

_LANE = 22
_KINDS = ["happened", "promised for"]


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
