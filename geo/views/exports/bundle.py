"""What a download holds, whatever its format: sheets of rows, some drawn, and their origin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.records.glossary import meaning
from geo.records.model import AnyRecord, Area, Record, Segment, Site, Source
from geo.records.texts import in_english
from geo.records.vocab import LANGUAGES
from geo.views.exports.citation import Citation
from geo.views.tables import OSM, OURS, FileCell, TableRow, complete_rows

#: Full texts of both licences stand at these addresses.
LICENCES = {
    OURS: "https://creativecommons.org/licenses/by/4.0/",
    OSM: "https://opendatacommons.org/licenses/odbl/1-0/",
}
#: What every file says of itself, so that no promise is taken for a fact far from the atlas.
HONESTY = (
    "Only what has is_in_service = true carries traffic; all else is planned, promised, being "
    "built or out of use, as state says. is_drawn_as says how a line is known: schematic and "
    "endpoints-only lines are no surveyed alignments, and drawn_km is the length of the drawing, "
    "not a distance by rail or road. Figures that disagree are all kept."
)
#: Columns that are made for files and stand in no record.
_MADE = {
    "name": "Name of the record, in English.",
    "kind": "Kind of record: lines, places or outlines; of a place, what it is.",
    "lon": "Longitude in degrees, WGS 84.",
    "lat": "Latitude in degrees, WGS 84.",
    "drawn_km": "Geodesic length of the drawing, in kilometres; not a distance by rail or road.",
    "drawn_km_is": "What drawn_km measures: a mapped course, a sketch or a mere straight line.",
    "state": "State on the day of state_on, one of the fixed words.",
    "state_on": "Day of which state is told.",
    "is_in_service": "Whether traffic runs in that state; never true of a promise.",
    "is_drawn_as": "How the drawing is known, one of the fixed words.",
    "drawing": "The same in words.",
    "shown_for": "Ids of the projects of this file that run over the line.",
    "planned_for": "Projects that only plan to run over this line, with their state.",
    "freight_state": "What the border post lets through on the day, as far as is known.",
    "colour": "Colour of the line on the map.",
    "name_also": "Other spellings and former names.",
    "sources": "Publisher, title and address of each source.",
    "licence": "Licence of the row.",
    "atlas_as_of": "Day of the newest record of the atlas.",
    # Figures and promises of a project.
    "unit": "Unit of low and high.",
    "value": "The figure as it is written on the page.",
    "is_whole": "Whether it covers the whole subject; only such figures can disagree.",
    "ruled_out": "Why the figure cannot be, where its own ends rule it out.",
    "doubt": "How doubtful the record is, if it is.",
    "made": "Date of the promise.",
    "who": "Who promised it.",
    "due": "Date for which it was promised.",
    "standing": "What became of it, one of the fixed words.",
    "words": "The same in words.",
    # Kilometres of a project.
    "country": "Country in which the kilometres lie.",
    "gauge": "Track gauge, or the mode of what has none.",
    "km": "Kilometres; of a leg, the best length known.",
    # Legs of routes.
    "route": "Rank of the route, 1 the best; sea is the route by ship.",
    "leg": "Number of the leg along its route.",
    "km_from": "Where the kilometres come from.",
    "post": "Border posts of the leg that were closed, or last known so.",
    "hours_low": "Hours with waiting, at least.",
    "hours_high": "Hours with waiting, at most.",
    "hours_known_by": "How the hours are known.",
    "usd_per_teu_low": "US dollars for a container of twenty feet, at least.",
    "usd_per_teu_high": "US dollars for a container of twenty feet, at most.",
    "usd_known_by": "How the dollars are known.",
    "segment_id": "Line that the leg runs on.",
    "mode": "Mode, and the track gauge of a railway.",
    # Events of the timeline.
    "project": "Project in whose lane the event stands.",
    "day": "First day of the date.",
    "when": "Date in words.",
    "question": "What is compared; each further column is a route or project.",
}
_ENDS = {"lat": "Latitude", "lon": "Longitude"}
_NAME = "_name"


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Where a file comes from: the view that it holds, its day, version, licences and sources.

    `as_of` is the day of the newest record, as 2026-10-12. `citation` names no day of access, so
    that the same data always gives the same bytes.
    """

    title: str
    address: str
    as_of: str
    version: str
    citation: str
    licences: tuple[str, ...]
    sources: tuple[Source, ...]

    def members(self) -> dict[str, object]:
        """The same as one object, for formats that take metadata."""
        return {
            "title": self.title,
            "address": self.address,
            "as_of": self.as_of,
            "version": self.version,
            "citation": self.citation,
            "licences": [{"name": name, "url": LICENCES.get(name, "")} for name in self.licences],
            "honesty": HONESTY,
            "sources": [
                {
                    "id": source.id,
                    "publisher": source.publisher,
                    "title": source.title,
                    "url": source.url,
                    "date": source.date_published,
                    "licence": source.licence_theirs,
                }
                for source in self.sources
            ],
        }

    def text(self) -> str:
        """The same as plain text, for files that lie beside data."""
        licences = (f"- {name}: {LICENCES.get(name, '')}" for name in self.licences)
        sources = (f"- {source_line(source)}" for source in self.sources)
        parts = (
            self.title,
            f"As of {self.as_of}, version {self.version}\n{self.address}",
            f"Cite as: {self.citation}",
            HONESTY,
            "\n".join(("Licences", *licences)),
            "\n".join(("Sources", *sources)),
        )
        return "\n\n".join(parts) + "\n"


def source_line(source: Source) -> str:
    """A source in one line: who, when, what, where."""
    head = ", ".join(filter(None, (source.publisher, source.date_published)))
    return " ".join(filter(None, (f"{head}: {source.title}.", source.url)))


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind: `name` for programs, `title` for readers.

    `shapes` are as many as rows, or none where nothing is drawn: EPSG:4326, degrees. `model` is
    the record behind the rows, whose fields explain the columns.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, FileCell]]
    shapes: tuple[BaseGeometry, ...] = ()
    model: type[Record] | None = None

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Column to what it means; empty where its name says it all."""
        return in_english(lambda: {name: self._meaning(name) for name in self.columns})

    def _meaning(self, column: str) -> str:
        if self.model and column in self.model.model_fields:
            return meaning(self.model, column)
        language = LANGUAGES.get(column.removeprefix("name_"))
        if language:
            return f"Name in {language}."
        if column.endswith(_NAME):
            return f"Names of what {column.removesuffix(_NAME)} names."
        what, _, axis = column.rpartition("_")
        if axis in _ENDS and what:
            return f"{_ENDS[axis]} of what {what}_id names, in degrees, WGS 84."
        if column.endswith(("_id", "_ids")) and column not in _MADE:
            return "Ids of the records that it is about or rests on."
        return _MADE.get(column, "")


@dataclass(frozen=True, slots=True)
class Look:
    """How the map draws: id of a project to its colour, state to dash, hollow and opacity.

    `ink` is the colour of what belongs to no project, `paper` that inside of hollow lines; dashes
    are in pixels.
    """

    colours: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ink: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that one download holds; `name` is the file without its ending."""

    name: str
    origin: FileOrigin
    sheets: tuple[Sheet, ...]
    look: Look = Look()

    @property
    def drawn(self) -> tuple[Sheet, ...]:
        """The sheets whose rows have a shape."""
        return tuple(sheet for sheet in self.sheets if sheet.shapes)


def shape_of(record: AnyRecord) -> BaseGeometry | None:
    """The shape of a record in degrees, longitude first; None where it has none."""
    match record:
        case Site():
            return Point(record.at)
        case Segment():
            return LineString(record.line)
        case Area():
            return Polygon(record.ring)
        case _:
            return None


def sheet_of(
    atlas: Atlas,
    name: str,
    title: str,
    records: Sequence[AnyRecord],
    row: Callable[[AnyRecord], TableRow],
) -> Sheet:
    """A sheet of records of one kind; `row` gives the fields of each."""
    columns, rows = complete_rows(atlas, map(row, records))
    shapes = tuple(shape for record in records if (shape := shape_of(record)) is not None)
    model = type(records[0]) if records else None
    return Sheet(name, title, columns, rows, shapes, model)


def rows_sheet(
    atlas: Atlas,
    name: str,
    title: str,
    rows: Iterable[TableRow],
    model: type[Record] | None = None,
) -> Sheet:
    """A sheet of rows that are no records as they stand; `model` explains some of their columns."""
    columns, lines = complete_rows(atlas, rows)
    return Sheet(name, title, columns, lines, model=model)


def origin_of(
    citation: Citation, sheets: Iterable[Sheet], sources: Iterable[Source], as_of: str
) -> FileOrigin:
    """Where a file with these sheets comes from."""
    rows = [row for sheet in sheets for row in sheet.rows]
    licences = {part for row in rows for part in str(row.get("licence", "")).split("; ") if part}
    return FileOrigin(
        title=citation.title,
        address=citation.address,
        as_of=as_of,
        version=citation.version,
        citation=citation.undated(),
        licences=tuple(sorted(licences or {OURS})),
        sources=tuple({source.id: source for source in sources}.values()),
    )
