"""Tables for download: rows that say where they come from, and the one writer of CSV."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.as_of import default_day
from geo.records.model import (
    AnyRecord,
    LonLat,
    Names,
    Option,
    Segment,
    Source,
    Stretch,
    SupplyLink,
    TrapSign,
)
from geo.records.texts import in_english
from geo.views.tables.relations import name_of
from geo.views.tables.table_cells import RecordRow

#: One line of a table: column to value. `source_ids` are cited in words, `licence` is its own.
TableRow = Mapping[str, object]
#: What stands in a cell of a file; None is not known.
FileCell = str | int | float | None
#: The last columns of every file.
ORIGIN = ("sources", "licence", "atlas_as_of")

#: Licence of our words and records, and of what was derived from OpenStreetMap.
OURS = "CC-BY-4.0, Corridor Atlas"
OSM = "ODbL-1.0, © OpenStreetMap contributors"
_OSM_FILES = ("layers/", "sites-osm.geojson")

#: A spreadsheet takes a text that begins with one of these for a formula and runs it; in some
#: languages it takes wide signs and blanks before them too.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
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
    """A CSV file of these rows, completed; see `complete_rows` and `csv_file`."""
    return csv_file(*complete_rows(atlas, rows))


def complete_rows(
    atlas: Atlas, rows: Iterable[TableRow]
) -> tuple[tuple[str, ...], list[dict[str, FileCell]]]:
    """Columns and rows as they stand in every file: what belongs beside ids, and the origin.

    Names stand beside ids, and the position of a place beside its id. Each row ends with its
    sources in words, its licence, and the day of the newest record of the atlas. Lists are joined
    by semicolons; numbers stay numbers, and what is not known is None. A file is data: it is in
    English whoever takes it, and so are rows that are made on the way.
    """
    lines = in_english(lambda: [dict(_complete_row(atlas, row)) for row in rows])
    header = dict.fromkeys(name for line in lines for name in line)
    columns = [name for name in header if name not in ORIGIN]
    columns = [
        name
        for name in columns
        if not name.endswith(_NAME) or any(line.get(name) for line in lines)
    ]
    return (*columns, *ORIGIN), lines


def csv_file(columns: Sequence[str], lines: Iterable[Mapping[str, FileCell]]) -> bytes:
    """A file of these rows: UTF-8 with a byte order mark, for that is what spreadsheets ask for.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # both are quoted then
    writer.writerow(map(_csv_text, columns))
    writer.writerows([_csv_text(line.get(name)) for name in columns] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def record_rows(atlas: Atlas, rows: Iterable[RecordRow]) -> Iterator[TableRow]:
    """The records behind rows of a table; see `record_row`.

    A border post has one line per state that is known.
    """
    for row in rows:
        yield from (record_row(atlas, atlas.record(record_id)) for record_id in row.records)


def record_row(atlas: Atlas, record: AnyRecord) -> TableRow:
    """All fields of a record as in the files of the data folder.

    Names have a column per language, positions are `lon` and `lat` in degrees, lines have
    `drawn_km` in place of their shape.
    """
    cited = (record,) if isinstance(record, Source) else atlas.sources_of(record)
    return {
        "id": record.id,
        **({"name": name_of(atlas, record.id)} if isinstance(record, Segment) else {}),
        **dict(_fields(record)),
        "sources": _cited_words(cited),
        "licence": licence_of(atlas, record.id),
    }


def licence_of(atlas: Atlas, record_id: str) -> str:
    """The licence of a record, which is that of its file."""
    return OSM if atlas.file_of(record_id).startswith(_OSM_FILES) else OURS


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
        yield "drawn_km", round(drawn_km(record), 1)


def _complete_row(atlas: Atlas, row: TableRow) -> Iterator[tuple[str, FileCell]]:
    """A row with what belongs beside its ids, and where it comes from at its end."""
    licences = {str(row.get("licence", OURS)): None}
    for name, value in row.items():
        yield name, _cell(value)
        if not name.endswith(("_id", "_ids")) and name not in _POINTERS:
            continue
        ids = _ids_in(value)
        if not name.endswith(_SOURCES):
            yield (
                f"{name}{_NAME}",
                _cell([name_of(atlas, record_id) for record_id in ids if atlas.find(record_id)]),
            )
        # One position fits the two columns; of several places none is put first.
        site = atlas.find_site(ids[0]) if name in _PLACES and len(ids) == 1 else None
        if site and "lat" not in row:
            yield f"{_PLACES[name]}lat", site.at.lat
            yield f"{_PLACES[name]}lon", site.at.lon
            # A position that was derived from OpenStreetMap brings its licence into the row.
            if licence_of(atlas, site.id) == OSM:
                licences[OSM] = None
    cited = [source for source in map(atlas.find_source, _ids_in(row.get("source_ids"))) if source]
    yield "sources", _cell(row.get("sources") or _cited_words(cited))
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


def _cell(value: object) -> FileCell:
    match value:
        case None | bool() | int() | float():
            return value
        case tuple() | list():
            return "; ".join(_item_text(item) for item in value)
        case _:
            return str(value)


def _item_text(value: object) -> str:
    match value:
        case Option():
            return value.id
        case SupplyLink():
            return value.record_id
        case Stretch():
            return " ".join(value.segment_ids)
        case TrapSign():
            return f"{value.language}: {' + '.join(value.words)}"
        case _:
            return str(value)


def _csv_text(value: FileCell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case _:
            return f"'{value}" if _FORMULA.match(value) else value
