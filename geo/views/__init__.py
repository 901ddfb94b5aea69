"""What pages show: plain, frozen dataclasses, made without Streamlit."""

from geo.views.changes import changes
from geo.views.components import Panel
from geo.views.freshness import atlas_freshness
from geo.views.pages.day_page import day_page
from geo.views.pages.event_list import Occurrence, mark_rows, marks, occurrences
from geo.views.pages.source_register import register
from geo.views.pages.welcome import welcome
from geo.views.panels import panel

__all__ = [
    "Occurrence",
    "Panel",
    "atlas_freshness",
    "changes",
    "day_page",
    "mark_rows",
    "marks",
    "occurrences",
    "panel",
    "register",
    "welcome",
]
