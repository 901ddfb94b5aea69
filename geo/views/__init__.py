"""What pages show: plain, frozen dataclasses, made without Streamlit."""

from geo.views.components import Panel
from geo.views.corrections import correction_rows
from geo.views.freshness import atlas_freshness
from geo.views.pages.day_page import day_page
from geo.views.pages.event_list import (
    EventRow,
    event_marks,
    event_rows,
    folded_by_year,
    mark_rows,
)
from geo.views.pages.source_register import (
    part_label,
    register_entries,
    register_parts,
)
from geo.views.pages.welcome import welcome
from geo.views.panels import panel

__all__ = [
    "EventRow",
    "Panel",
    "atlas_freshness",
    "correction_rows",
    "day_page",
    "event_marks",
    "event_rows",
    "folded_by_year",
    "mark_rows",
    "panel",
    "part_label",
    "register_entries",
    "register_parts",
    "welcome",
]
