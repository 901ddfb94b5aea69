"""The records of the atlas as tables: the same content as the map, for those who read."""

from collections.abc import Callable

from geo.atlas import Atlas
from geo.views.tables import evidence_tables, line_tables, place_tables, record_tables
from geo.views.tables.export import OSM, OURS, TableRow, record_rows, table_file
from geo.views.tables.filter_rows import PAGE_ROWS, FilteredTable, TableQuery, filtered_table
from geo.views.tables.table_cells import Cell, Column, Facet, RecordRow, Table
from geo.views.tables.table_page import ColumnHead, TablePage, page_of
from geo.views.tables.totals import totals

#: Title of each table -> how it is made, in the order in which readers pick one.
TABLES: dict[str, Callable[[Atlas], Table]] = {
    "Projects": line_tables.projects,
    "Lines": line_tables.lines,
    "Places": place_tables.places,
    "Border posts": place_tables.border_posts,
    "Figures": evidence_tables.figures,
    "Events": evidence_tables.events,
    "Articles": evidence_tables.articles,
    "People": evidence_tables.people,
    "Sources": record_tables.sources,
    "Outlines": place_tables.outlines,
    "State changes": record_tables.state_changes,
    "Corrections": record_tables.corrections,
    "Assumptions": record_tables.assumptions,
    "Corridor figures": record_tables.corridor_figures,
}

__all__ = [
    "OSM",
    "OURS",
    "PAGE_ROWS",
    "TABLES",
    "Cell",
    "Column",
    "ColumnHead",
    "Facet",
    "FilteredTable",
    "RecordRow",
    "Table",
    "TablePage",
    "TableQuery",
    "TableRow",
    "filtered_table",
    "page_of",
    "record_rows",
    "table_file",
    "totals",
]
