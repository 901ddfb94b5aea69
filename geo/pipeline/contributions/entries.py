"""The text of one record within the text of a file: found, put and dropped, the rest untouched.

A file is CSV with a row a record, YAML with an item a record, GeoJSON with a line a feature, or
Markdown that is one record. A new row goes where the order of ids wants it, if there is any, else
to the end. All texts have Unix line ends.
"""

import csv
import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from geo.records.errors import GeoError

_YAML_ITEM = re.compile(r"^- (?:id: *(?P<id>\S+)|.*)$", re.MULTILINE)
_FEATURE = re.compile(r'^\{"type": ?"Feature", ?"id": ?"(?P<id>[^"]+)".*?\}(?=,?$)', re.MULTILINE)
#: A new file of layers: what is drawn by hand may stand beside what comes from OpenStreetMap.
_NEW_LAYER = """{
"type": "FeatureCollection",
"license": "ODbL-1.0",
"attribution": "© OpenStreetMap contributors; GeoNames; Corridor Atlas",
"features": [
]
}
"""


class EntryError(GeoError):
    """A file is not written as this repository writes it, so that no record can be put into it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record in a text: its id, and where its own text begins and ends."""

    id: str
    start: int
    end: int


def find_entry(path: str, text: str, record_id: str) -> str | None:
    """The text of a record within the text of the file at `path`, or None if it is not there."""
    found = _find(path, text, record_id)
    return text[found.start : found.end] if found else None


def put_entry(path: str, text: str | None, record_id: str, entry: str) -> str:
    """The text of the file with this text of the record, in place of the one that it has.

    `text` is None for a file that is not there yet. Raises EntryError where the file is written in
    another way.
    """
    suffix = PurePosixPath(path).suffix
    if suffix == ".md":
        return entry
    if text is None:
        if suffix != ".geojson":
            raise EntryError(f"{path}: there is no such file to put a record into")
        text = _NEW_LAYER
    found = _find(path, text, record_id)
    if found:
        return text[: found.start] + entry + text[found.end :]
    return {".csv": _added_row, ".yaml": _added_item, ".geojson": _added_feature}[suffix](
        path, text, record_id, entry
    )


def drop_entry(path: str, text: str, record_id: str) -> str | None:
    """The text of the file without the record; None where nothing would be left in a file.

    A text that does not have the record comes back as it is.
    """
    suffix = PurePosixPath(path).suffix
    if suffix == ".md":
        return None
    found = _find(path, text, record_id)
    if not found:
        return text
    entries = list(_entries(path, text))
    if len(entries) == 1 and suffix == ".geojson":
        return None
    return {".csv": _without_row, ".yaml": _without_item, ".geojson": _without_feature}[suffix](
        text, found, is_last=entries[-1] == found
    )


def only_entry(path: str, text: str | None, entry: str) -> str:
    """A file of the same header that holds nothing but this entry, or several in one text."""
    suffix = PurePosixPath(path).suffix
    if suffix == ".csv":
        return f"{(text or '').partition(chr(10))[0]}\n{entry}"
    if suffix == ".geojson":
        return _NEW_LAYER.replace("[\n]", f"[\n{entry}\n]")
    return entry


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; only a line feed ends one, as git has it."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        last for last in text.split("\n")[-1:] if last
    ]


def _find(path: str, text: str, record_id: str) -> _Entry | None:
    return next((entry for entry in _entries(path, text) if entry.id == record_id), None)


def _entries(path: str, text: str) -> Iterator[_Entry]:
    """Every record of a file in its order."""
    kind = PurePosixPath(path)
    if kind.suffix == ".md":
        yield _Entry(kind.stem, 0, len(text))
    elif kind.suffix == ".csv":
        yield from _rows(text)
    elif kind.suffix == ".yaml":
        yield from _items(text)
    else:
        yield from (_Entry(found["id"], *found.span()) for found in _FEATURE.finditer(text))


def _rows(text: str) -> Iterator[_Entry]:
    lines = lines_of(text)
    reader = csv.reader(lines)
    place, read = 0, 0
    for number, cells in enumerate(reader):
        end = place + sum(map(len, lines[read : reader.line_num]))
        if number and cells:
            yield _Entry(cells[0].strip(), place, end)
        place, read = end, reader.line_num


def _items(text: str) -> Iterator[_Entry]:
    found = list(_YAML_ITEM.finditer(text))
    ends = [item.start() for item in found[1:]] + [len(text)]
    for item, end in zip(found, ends, strict=True):
        whole = text[item.start() : end]
        yield _Entry(item["id"] or "", item.start(), item.start() + len(whole.rstrip()) + 1)


def _added_row(_path: str, text: str, record_id: str, entry: str) -> str:
    rows = list(_rows(text))
    ids = [row.id for row in rows]
    at = bisect_left(ids, record_id) if ids == sorted(ids) else len(rows)
    if at == len(rows):
        return f"{text.rstrip(chr(10))}\n{entry}"
    place = rows[at].start
    return text[:place] + entry + text[place:]


def _added_item(_path: str, text: str, _record_id: str, entry: str) -> str:
    # Items are set apart by an empty line.
    return f"{text.rstrip()}\n\n{entry}"


def _added_feature(path: str, text: str, record_id: str, entry: str) -> str:
    features = list(_entries(path, text))
    ids = [feature.id for feature in features]
    if not features:
        if "[\n]" not in text:
            raise EntryError(f"{path}: its features do not stand one a line")
        return text.replace("[\n]", f"[\n{entry}\n]")
    if len(features) != len(json.loads(text)["features"]):
        raise EntryError(f"{path}: its features do not stand one a line")
    at = bisect_left(ids, record_id) if ids == sorted(ids) else len(features)
    if at == len(features):
        place = features[-1].end
        return f"{text[:place]},\n{entry}{text[place:]}"
    place = features[at].start
    return f"{text[:place]}{entry},\n{text[place:]}"


def _without_row(text: str, row: _Entry, *, is_last: bool) -> str:
    del is_last
    return text[: row.start] + text[row.end :]


def _without_item(text: str, item: _Entry, *, is_last: bool) -> str:
    if is_last:
        return f"{text[: item.start].rstrip()}\n"
    return text[: item.start] + text[item.end :].lstrip("\n")


def _without_feature(text: str, feature: _Entry, *, is_last: bool) -> str:
    if is_last:
        return text[: feature.start].rstrip().removesuffix(",") + text[feature.end :]
    return text[: feature.start] + text[feature.end :].removeprefix(",").lstrip("\n")
