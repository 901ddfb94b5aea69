"""What pages show: plain, frozen dataclasses, made without Streamlit."""

from geo.views.changes import changes
from geo.views.day import day_page
from geo.views.freshness import atlas_freshness
from geo.views.occurrences import Occurrence, mark_rows, marks, occurrences
from geo.views.panels import panel
from geo.views.parts import Panel
from geo.views.register import register
from geo.views.welcome import welcome

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
