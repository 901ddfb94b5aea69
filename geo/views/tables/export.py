"""The records of a table as CSV: raw values, all fields, in the form that curators write."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from geo.atlas import Atlas
from geo.measure import drawn_km
from geo.model import AnyRecord, LonLat, Names, Option, Segment
from geo.views.tables.parts import Row

#: A spreadsheet takes a text that begins with one of these for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(atlas: Atlas, rows: Sequence[Row]) -> str:
    """Header and one line per record, UTF-8 when encoded, no byte order mark.

    Lists are joined by semicolons, names have a column per language, positions are `lon` and `lat`
    in degrees, lines have `drawn_km` in place of their shape. A text that a spreadsheet would run
    as a formula gets an apostrophe before it. A border post has one line per state that is known.
    """
    lines = [dict(_fields(record)) for row in rows for record in _records(atlas, row)]
    out = StringIO()
    header = dict.fromkeys(name for line in lines for name in line)
    writer = csv.DictWriter(out, list(header), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def _records(atlas: Atlas, row: Row) -> tuple[AnyRecord, ...]:
    return tuple(atlas.record(one) for one in row.records)


def _fields(record: AnyRecord) -> Iterator[tuple[str, str]]:
    for name in type(record).model_fields:
        yield from _cells(name, getattr(record, name))
    if isinstance(record, Segment):
        yield "drawn_km", f"{drawn_km(record):.1f}"


def _cells(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The columns of a field, as in the files of the data folder."""
    match value:
        case Names():
            for tag in type(value).model_fields:
                yield f"name_{tag}", _text(getattr(value, tag))
        case LonLat():
            yield "lon", repr(value.lon)
            yield "lat", repr(value.lat)
        case tuple() if value and isinstance(value[0], LonLat):
            return
        case _:
            yield name, _text(value)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case tuple():
            return _safe("; ".join(_item(one) for one in value))
        case _:
            return _safe(str(value))


def _item(value: object) -> str:
    return value.id if isinstance(value, Option) else str(value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
