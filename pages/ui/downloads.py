"""Downloads: tables as files, made in memory when they are asked for."""

from collections.abc import Callable, Iterable
from typing import Literal

import streamlit as st

from geo.atlas import Atlas
from geo.records.texts import in_english
from geo.views.pages.project_page import ProjectPage
from geo.views.tables import TableRow, table_file
from pages.ui import cache

_Rows = Callable[[Atlas, ProjectPage], Iterable[TableRow]]


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


def project_csv(page: ProjectPage) -> Callable[[str, _Rows, str], None]:
    """What makes the buttons of a project's page: label, maker of rows, what the file is called."""

    def offer(label: str, rows: _Rows, what: str) -> None:
        csv_button(label, lambda: rows(cache.atlas(), page), f"{page.panel.id}-{what}.csv")

    return offer
