"""The map: what is built, what is promised, who says so."""

from pages.ui.map_panel import map_and_details, show_problems

show_problems()
map_and_details()
