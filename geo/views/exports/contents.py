"""From a view to what is downloaded of it: the map, a table, a project, routes, everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shapely import LineString

from geo.atlas import Atlas
from geo.reading.network.countries import Countries
from geo.records.as_of import default_day
from geo.records.kinds import KINDS
from geo.records.model import AnyRecord, Area, Claim, Event, Segment, Site, Source
from geo.routing.router import RouteAnswer
from geo.views.exports.bundle import (
    Bundle,
    Look,
    Sheet,
    origin_of,
    rows_sheet,
    shape_of,
    sheet_of,
)
from geo.views.exports.citation import Citation
from geo.views.exports.shown import Shown, ShownRecords
from geo.views.pages import project_page as view
from geo.views.routes.route_lines import leg_rows, ranked_routes
from geo.views.tables import FilteredTable, TableRow, record_row, table_slug

#: Rows of a project that are worked out for its page: name, title, what makes them, of what record.
_PROJECT_ROWS = (
    ("figures", "Figures", view.figure_rows, Claim),
    ("promises", "Promises", view.pledge_rows, Event),
    ("kilometres", "Kilometres", view.share_rows, None),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """Makes bundles of one atlas; `citation` is that of the view, `look` that of the map."""

    atlas: Atlas
    citation: Citation
    look: Look

    def layers(self, shown: Shown) -> Bundle:
        """What a map's address has on: lines, places, outlines."""
        records = ShownRecords(self.atlas, shown)
        day = f"-{shown.day.isoformat()}" if shown.day else ""
        sheets = self._drawn(records, records.lines(), records.places(), records.outlines())
        return self._bundle(f"corridor-atlas-map{day}", sheets)

    def table(self, found: FilteredTable) -> Bundle:
        """The rows of a table that match, in their order: all fields, or the columns chosen."""
        ids = dict.fromkeys(name for row in found.rows for name in row.records)
        records = [self.atlas.record(record_id) for record_id in ids]
        title = found.table.title
        name = table_slug(title)
        if found.query.columns:
            sheet = rows_sheet(self.atlas, name, title, self._as_shown(found))
            # One row of the table is one record, but for border posts and their many states.
            shapes = [shape_of(self.atlas.record(row.id)) for row in found.rows]
            sheet = replace(sheet, shapes=tuple(filter(None, shapes)))
        else:
            sheet = self._record_sheet(name, title, records)
        # What is told of border posts has no place of its own: the posts come along.
        posts = [self.atlas.record(row.id) for row in found.rows if row.id not in ids]
        drawn = () if sheet.shapes else [post for post in posts if shape_of(post)]
        places = (self._record_sheet("places", "Places", drawn),) if drawn else ()
        return self._bundle(f"corridor-atlas-{name}", (sheet, *places), records)

    def _as_shown(self, found: FilteredTable) -> Iterable[TableRow]:
        """Rows with the first column and those that were chosen, as they stand on the page."""
        first, *others = found.table.columns
        chosen = [first, *(column for column in others if column.id in found.query.columns)]
        places = [found.table.columns.index(column) for column in chosen]
        for row in found.rows:
            record = record_row(self.atlas, self.atlas.record(row.id))
            origin = {name: record[name] for name in ("sources", "licence")}
            cells = {found.table.columns[at].id: row.cells[at].text for at in places}
            yield {"id": row.id, **cells, **origin}

    def project(self, countries: Countries, project_id: str) -> Bundle:
        """Lines, places and outlines of a project, its figures, promises, kilometres and events."""
        atlas = self.atlas
        records = ShownRecords(atlas, Shown((project_id,), places=()))
        page = view.project_page(atlas, countries, project_id)
        rows = [
            rows_sheet(atlas, name, title, make(atlas, page), model)
            for name, title, make, model in _PROJECT_ROWS
        ]
        events = self._record_sheet("events", "Events", atlas.events_of_project(project_id))
        project = self._record_sheet("project", "Project", [atlas.project(project_id)])
        drawn = self._drawn(records, records.lines(), records.places(), records.outlines())
        about = [atlas.project(project_id), *atlas.events_of_project(project_id)]
        cited = [*about, *atlas.claims_of(project_id), *records.lines(), *records.places()]
        sheets = (*drawn, project, *rows, events)
        return self._bundle(project_id, sheets, cited)

    def route(self, answer: RouteAnswer, name: str) -> Bundle:
        """The legs of all routes of an answer, each with its line."""
        sheet = rows_sheet(self.atlas, "legs", "Legs", leg_rows(self.atlas, answer))
        steps = [step for _, route in ranked_routes(answer) for step in route.steps]
        lines = [self.atlas.find(step.leg.segment_id or "") for step in steps]
        rows = [
            {**row, "is_in_service": step.is_in_service, "is_drawn_as": _drawn_as(line)}
            for row, step, line in zip(sheet.rows, steps, lines, strict=True)
        ]
        columns = (*sheet.columns[:-3], "is_in_service", "is_drawn_as", *sheet.columns[-3:])
        shapes = tuple(LineString(step.line) for step in steps)
        sheet = replace(sheet, columns=columns, rows=rows, shapes=shapes)
        return self._bundle(name, (sheet,), [line for line in lines if line])

    def rows(self, name: str, title: str, rows: Iterable[TableRow]) -> Bundle:
        """Rows that a page works out, such as a comparison."""
        lines = list(rows)
        cited = {str(source) for row in lines for source in _listed(row.get("source_ids"))}
        records = [source for source in self.atlas.sources if source.id in cited]
        return self._bundle(name, (rows_sheet(self.atlas, name, title, lines),), records)

    def everything(self) -> Bundle:
        """All records of the atlas, a sheet for each kind; what is drawn comes first."""
        atlas = self.atlas
        every = tuple(project.id for project in atlas.projects)
        records = ShownRecords(atlas, Shown(every))
        drawn = self._drawn(records, atlas.segments, atlas.sites, atlas.areas)
        kinds = [
            kind for kind in KINDS if kind.is_record and kind.model not in {Segment, Site, Area}
        ]
        others = [
            self._record_sheet(
                kind.plural.replace("_", "-"),
                kind.plural.replace("_", " ").capitalize(),
                getattr(atlas, kind.plural),
            )
            for kind in kinds
        ]
        return self._bundle("corridor-atlas", (*drawn, *others), atlas.sources)

    def _drawn(
        self,
        records: ShownRecords,
        lines: Sequence[Segment],
        places: Sequence[Site],
        outlines: Sequence[Area],
    ) -> tuple[Sheet, ...]:
        parts: tuple[tuple[str, str, Sequence[AnyRecord]], ...] = (
            ("lines", "Lines", lines),
            ("places", "Places", places),
            ("outlines", "Outlines", outlines),
        )
        sheets = [
            sheet_of(self.atlas, name, title, part, records.row) for name, title, part in parts
        ]
        return tuple(self._coloured(sheet) for sheet in sheets if sheet.rows)

    def _coloured(self, sheet: Sheet) -> Sheet:
        """Lines with the colour of the first project that shows them, as on the map."""
        if sheet.model is not Segment:
            return sheet
        rows = [{**row, "colour": self._colour(row)} for row in sheet.rows]
        columns = (*sheet.columns[:-3], "colour", *sheet.columns[-3:])
        return replace(sheet, columns=columns, rows=rows)

    def _colour(self, row: TableRow) -> str | None:
        owners = str(row.get("shown_for") or row["project_id"]).split("; ")
        return self.look.colours.get(owners[0])

    def _record_sheet(self, name: str, title: str, records: Sequence[AnyRecord]) -> Sheet:
        if records and isinstance(records[0], Segment | Site | Area):
            shown = ShownRecords(self.atlas, Shown(tuple(p.id for p in self.atlas.projects)))
            sheet = sheet_of(self.atlas, name, title, records, shown.row)
            return self._coloured(sheet)
        return sheet_of(
            self.atlas, name, title, records, lambda record: record_row(self.atlas, record)
        )

    def _bundle(
        self, name: str, sheets: Iterable[Sheet], cited: Iterable[AnyRecord] = ()
    ) -> Bundle:
        kept = tuple(sheets)
        ids = [str(row["id"]) for sheet in kept for row in sheet.rows if "id" in row]
        found = [record for record_id in ids if (record := self.atlas.find(record_id))]
        sources = {
            source.id: source
            for record in (*found, *cited)
            for source in _sources(self.atlas, record)
        }
        day = default_day(self.atlas).isoformat()
        return Bundle(name, origin_of(self.citation, kept, sources.values(), day), kept, self.look)


def _sources(atlas: Atlas, record: AnyRecord) -> tuple[Source, ...]:
    return (record,) if isinstance(record, Source) else atlas.sources_of(record)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,) if value else ()


def _drawn_as(line: AnyRecord | None) -> str | None:
    return line.geometry_basis.value if isinstance(line, Segment) else None
