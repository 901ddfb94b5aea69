"""Downloads of an answer: made when asked for, not before."""

import json

import pandas as pd
import streamlit as st

from geo.route import Answer
from geo.views.ways import leg_rows, ways_geojson
from geo.wishes import Asked
from pages.ui import cache


def downloads(asked: Asked, answer: Answer) -> None:
    """Buttons for the legs as CSV and the routes as GeoJSON."""
    ends = (asked.wish.from_id, asked.wish.to_id)
    name = "-to-".join(one.removeprefix("site-") for one in ends)
    atlas = cache.atlas()
    left, right = st.columns(2)
    left.download_button(
        "Legs as CSV",
        data=lambda: pd.DataFrame(leg_rows(atlas, answer)).to_csv(index=False),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
    )
    right.download_button(
        "Routes as GeoJSON",
        data=lambda: json.dumps(ways_geojson(atlas, answer), ensure_ascii=False),
        file_name=f"{name}.geojson",
        mime="application/geo+json",
        on_click="ignore",
        width="stretch",
    )
