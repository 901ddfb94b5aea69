"""The records of the atlas as tables: the same content as the map, for those who read."""

from collections.abc import Callable

from geo.atlas import Atlas
from geo.views.tables import network, places, records, told
from geo.views.tables.choose import PAGE_ROWS, Shown, Wish, choose
from geo.views.tables.export import OSM, OURS, TableRow, record_rows, table_file
from geo.views.tables.look import Head, Look, look
from geo.views.tables.parts import Cell, Column, Facet, Row, Table
from geo.views.tables.totals import totals

#: Title of each table -> how it is made, in the order in which readers pick one.
TABLES: dict[str, Callable[[Atlas], Table]] = {
    "Projects": network.projects,
    "Lines": network.lines,
    "Places": places.places,
    "Border posts": places.border_posts,
    "Figures": told.figures,
    "Events": told.events,
    "Articles": told.articles,
    "People": told.people,
    "Sources": records.sources,
    "Outlines": places.outlines,
    "State changes": records.state_changes,
    "Corrections": records.corrections,
    "Assumptions": records.assumptions,
    "Corridor figures": records.corridor_figures,
}

__all__ = [
    "OSM",
    "OURS",
    "PAGE_ROWS",
    "TABLES",
    "Cell",
    "Column",
    "Facet",
    "Head",
    "Look",
    "Row",
    "Shown",
    "Table",
    "TableRow",
    "Wish",
    "choose",
    "look",
    "record_rows",
    "table_file",
    "totals",
]
