"""The one writer of tables for download: CSV that opens anywhere and says where it comes from."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.as_of import default_day
from geo.records.model import AnyRecord, LonLat, Names, Option, Segment, Source, Stretch, SupplyLink
from geo.records.texts import in_english
from geo.views.tables.relations import name_of
from geo.views.tables.table_cells import RecordRow

#: One line of a table: column to value. `source_ids` are cited in words, `licence` is its own.
TableRow = Mapping[str, object]

#: Licence of our words and records, and of what was derived from OpenStreetMap.
OURS = "CC-BY-4.0, Corridor Atlas"
OSM = "ODbL-1.0, © OpenStreetMap contributors"
_OSM_FILES = ("layers/", "sites-osm.geojson")

#: A spreadsheet takes a text that begins with one of these for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What stands behind an id column for the column of its names.
_NAME = "_name"
_SOURCES = ("source_id", "source_ids")
_POINTERS = ("rung_for", "promise_for", "parallel_to")
#: Columns that may name a place, and what stands before `lat` and `lon` of that place.
_PLACES = {
    "from_id": "from_",
    "to_id": "to_",
    "city_id": "city_",
    "port_id": "port_",
} | dict.fromkeys(("site_id", "site_ids", "record_id", "subject_id"), "")


def table_file(atlas: Atlas, rows: Iterable[TableRow]) -> bytes:
    """A file of these rows: UTF-8 with a byte order mark, for that is what spreadsheets ask for.

    Names stand beside ids, and the position of a place beside its id. Each line ends with its
    sources in words, its licence, and the day of the newest record of the atlas. Lists are joined
    by semicolons; a text that a spreadsheet would run as a formula gets an apostrophe before it.
    A file is data: it is in English whoever takes it, and so are rows that are made on the way.
    """
    lines = in_english(lambda: [dict(_complete_row(atlas, row)) for row in rows])
    header = dict.fromkeys(name for line in lines for name in line)
    origin = ("sources", "licence", "atlas_as_of")
    columns = [name for name in header if name not in origin]
    columns = [
        name
        for name in columns
        if not name.endswith(_NAME) or any(line.get(name) for line in lines)
    ]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # both are quoted then
    writer.writerow(map(_file_text, (*columns, *origin)))
    writer.writerows([line.get(name, "") for name in (*columns, *origin)] for line in lines)
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that every table can be taken in: its ending, its name, its type, what writes it."""

    ending: str
    label: str
    media_type: str
    write: Callable[[Atlas, Iterable[TableRow]], bytes]


#: Every button for a table offers these; another format is added here.
FORMATS = (FileFormat("csv", "CSV", "text/csv", table_file),)


def record_rows(atlas: Atlas, rows: Iterable[RecordRow]) -> Iterator[TableRow]:
    """The records behind rows of a table, all their fields as in the files of the data folder.

    Names have a column per language, positions are `lon` and `lat` in degrees, lines have
    `drawn_km` in place of their shape. A border post has one line per state that is known.
    """
    for row in rows:
        for record_id in row.records:
            record = atlas.record(record_id)
            cited = (record,) if isinstance(record, Source) else atlas.sources_of(record)
            is_osm = atlas.file_of(record_id).startswith(_OSM_FILES)
            yield {
                "id": record_id,
                **({"name": name_of(atlas, record_id)} if isinstance(record, Segment) else {}),
                **dict(_fields(record)),
                "sources": _cited_words(cited),
                "licence": OSM if is_osm else OURS,
            }


def _fields(record: AnyRecord) -> Iterator[tuple[str, object]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        match value:
            case Names():
                yield from (
                    (f"name_{tag}", getattr(value, tag)) for tag in type(value).model_fields
                )
            case LonLat():
                yield from (("lon", value.lon), ("lat", value.lat))
            # Shapes of thousands of vertices fit no cell; their length stands instead.
            case tuple() if value and isinstance(value[0], LonLat):
                continue
            case _:
                yield name, value
    if isinstance(record, Segment):
        yield "drawn_km", f"{drawn_km(record):.1f}"


def _complete_row(atlas: Atlas, row: TableRow) -> Iterator[tuple[str, str]]:
    """A row with what belongs beside its ids, and where it comes from at its end."""
    licences = {str(row.get("licence", OURS)): None}
    for name, value in row.items():
        yield name, _file_text(value)
        if not name.endswith(("_id", "_ids")) and name not in _POINTERS:
            continue
        ids = _ids_in(value)
        if not name.endswith(_SOURCES):
            yield (
                f"{name}{_NAME}",
                _file_text(
                    [name_of(atlas, record_id) for record_id in ids if atlas.find(record_id)]
                ),
            )
        # One position fits the two columns; of several places none is put first.
        site = atlas.find_site(ids[0]) if name in _PLACES and len(ids) == 1 else None
        if site and "lat" not in row:
            yield f"{_PLACES[name]}lat", _file_text(site.at.lat)
            yield f"{_PLACES[name]}lon", _file_text(site.at.lon)
            # A position that was derived from OpenStreetMap brings its licence into the row.
            if atlas.file_of(site.id).startswith(_OSM_FILES):
                licences[OSM] = None
    cited = [source for source in map(atlas.find_source, _ids_in(row.get("source_ids"))) if source]
    yield "sources", _file_text(row.get("sources") or _cited_words(cited))
    yield "licence", "; ".join(licences)
    yield "atlas_as_of", default_day(atlas).isoformat()


def _ids_in(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else (value,)
    return [str(text) for text in values if text]


def _cited_words(sources: Sequence[Source]) -> str:
    """Publisher, title and address of each source."""
    parts = [
        f"{source.publisher}: {source.title}{f' <{source.url}>' if source.url else ''}"
        for source in sources
    ]
    return "; ".join(parts)


def _file_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case tuple() | list():
            return _guarded("; ".join(_item_text(item) for item in value))
        case _:
            return _guarded(str(value))


def _item_text(value: object) -> str:
    match value:
        case Option():
            return value.id
        case SupplyLink():
            return value.record_id
        case Stretch():
            return " ".join(value.segment_ids)
        case _:
            return str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
