"""Downloads: tables as files, made in memory when they are asked for."""

from collections.abc import Callable, Iterable
from typing import Literal

import streamlit as st

from geo.atlas import Atlas
from geo.records.texts import in_english
from geo.views.pages.project_page import ProjectPage
from geo.views.tables import FORMATS, FileFormat, TableRow
from pages.ui import cache

_Rows = Callable[[Atlas, ProjectPage], Iterable[TableRow]]


def table_buttons(
    label: str,
    rows: Callable[[], Iterable[TableRow]],
    name: str,
    *,
    width: Literal["content", "stretch"] = "content",
    hint: str | None = None,
) -> None:
    """A button for each format that hands out rows, in English; they are made when it is pressed.

    `{format}` in the label is what the format is called; `name` is the file without its ending.
    """
    for format_ in FORMATS:
        st.download_button(
            label.format(format=format_.label),
            data=_maker(format_, rows),
            file_name=f"{name}.{format_.ending}",
            mime=format_.media_type,
            on_click="ignore",
            help=hint,
            width=width,
        )


def _maker(format_: FileFormat, rows: Callable[[], Iterable[TableRow]]) -> Callable[[], bytes]:
    return lambda: in_english(lambda: format_.write(cache.atlas(), rows()))


def project_buttons(page: ProjectPage) -> Callable[[str, _Rows, str], None]:
    """What makes the buttons of a project's page: label, maker of rows, what the file is called."""

    def offer(label: str, rows: _Rows, what: str) -> None:
        table_buttons(label, lambda: rows(cache.atlas(), page), f"{page.panel.id}-{what}")

    return offer
