"""The records of the atlas as tables: the same content as the map, for those who read."""

from collections.abc import Callable

from geo.atlas import Atlas
from geo.records.texts import mark
from geo.views.tables import evidence_tables, line_tables, place_tables, record_tables
from geo.views.tables.export import (
    ORIGIN,
    OSM,
    OURS,
    FileCell,
    TableRow,
    complete_rows,
    csv_file,
    record_row,
    record_rows,
    table_file,
)
from geo.views.tables.filter_rows import PAGE_ROWS, FilteredTable, TableQuery, filtered_table
from geo.views.tables.table_address import asked_table, table_pairs, table_slug
from geo.views.tables.table_cells import Cell, Column, Facet, RecordRow, Table
from geo.views.tables.table_page import ColumnHead, TablePage, page_of
from geo.views.tables.totals import total_sentences

#: Title of each table in addresses -> how it is made, in the order in which readers pick one.
TABLES: dict[str, Callable[[Atlas], Table]] = {
    mark("Projects"): line_tables.projects_table,
    mark("Lines"): line_tables.lines_table,
    mark("Places"): place_tables.places_table,
    mark("Border posts"): place_tables.border_posts_table,
    mark("Figures"): evidence_tables.figures_table,
    mark("Events"): evidence_tables.events_table,
    mark("Articles"): evidence_tables.articles_table,
    mark("People"): evidence_tables.people_table,
    mark("Sources"): record_tables.sources_table,
    mark("Outlines"): place_tables.outlines_table,
    mark("State changes"): record_tables.state_changes_table,
    mark("Corrections"): record_tables.corrections_table,
    mark("Frequent mistakes"): record_tables.traps_table,
    mark("Assumptions"): record_tables.assumptions_table,
    mark("Corridor figures"): record_tables.corridor_figures_table,
}

__all__ = [
    "ORIGIN",
    "OSM",
    "OURS",
    "PAGE_ROWS",
    "TABLES",
    "Cell",
    "Column",
    "ColumnHead",
    "Facet",
    "FileCell",
    "FilteredTable",
    "RecordRow",
    "Table",
    "TablePage",
    "TableQuery",
    "TableRow",
    "asked_table",
    "complete_rows",
    "csv_file",
    "filtered_table",
    "page_of",
    "record_row",
    "record_rows",
    "table_file",
    "table_pairs",
    "table_slug",
    "total_sentences",
]
