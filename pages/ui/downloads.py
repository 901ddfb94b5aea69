"""Downloads: tables as files, made in memory when they are asked for."""

from collections.abc import Callable, Iterable
from typing import Literal

import streamlit as st

from geo.records.texts import in_english
from geo.views.tables import TableRow, table_file
from pages.ui import cache


def csv_button(
    label: str,
    rows: Callable[[], Iterable[TableRow]],
    name: str,
    *,
    width: Literal["content", "stretch"] = "content",
    hint: str | None = None,
) -> None:
    """A button that hands out rows as CSV, in English; they are made when it is pressed."""
    st.download_button(
        label,
        data=lambda: in_english(lambda: table_file(cache.atlas(), rows())),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        help=hint,
        width=width,
    )
