"""Data folders with three, ten, thirty and a hundred times the records of the shipped one.

Every file of records is written again with copies of all that is in it; ground, towns and the look
are those of the shipped folder. The same folder and factor always give the same bytes.
"""

import csv
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from geo.reading.files import Problems
from geo.reading.load import load
from geo.reading.plain_yaml import parse_yaml, read_front_matter
from geo.records.loaded import Loaded
from geo.records.model import Segment
from geo.records.vocab import Mode
from tests.bench.growth.copies import FolderCopy
from tests.bench.growth.features import Feature, read_json, write_json
from tests.bench.growth.settling import Lands, settle_lines

#: Lists of records. One of ways is left as it is: all of them have the same two ends.
_LISTS = frozenset({"projects.yaml", "traps.yaml"})
#: Assumptions for a country or for everywhere stand once; those of places are copied.
_OF_PLACES = {"assumptions.csv": "site_ids"}
#: Corrections of these fields would have to tell the values of the copies.
_TOLD_ANEW = frozenset({"at", "line", "names", "title", "short", "label", "people", "url"})
_LISTS_OF_NAMES = {"people.csv": ("name_also",), "events.csv": ("people",)}

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Row = dict[str, str]


def grow(source: Path, target: Path, factor: int) -> None:
    """Write to `target`, which must not exist, the folder `source` with `factor` times its records.

    Raises OSError if it cannot be written.
    """
    loaded = load(source)
    single = {way.id for way in loaded.alignments}
    ids = {record.id for record in loaded.records()} - single
    ids |= {former.id for former in loaded.former_ids}
    shutil.copytree(source, target)
    copies = [FolderCopy(number, frozenset(ids)) for number in range(1, factor)]
    grown = _Growing(target, copies, loaded, Lands.of(source), _free_ships(loaded))
    for path in sorted(target.glob("*.csv")):
        grown.table(path)
    for path in sorted(target.glob("sites*.geojson")):
        grown.places(path)
    for path in sorted(target.glob("layers/*.geojson")):
        grown.layer(path)
    for path in sorted(target.glob("articles/*.md")):
        grown.article(path)
    for path in sorted(target.glob("*.yaml")):
        if path.name in _LISTS:
            grown.listed(path)
    settle_lines(target)


@dataclass(frozen=True, slots=True)
class _Growing:
    """A folder that is being filled with copies."""

    folder: Path
    copies: Sequence[FolderCopy]
    loaded: Loaded
    lands: Lands
    ships: frozenset[str]

    def table(self, path: Path) -> None:
        """Add copies of the rows of a table."""
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, columns = list(reader), tuple(reader.fieldnames or ())
        copied = [row for row in rows if _can_be_copied(path.name, row)]
        added = [_row(path.name, copy, row) for copy in self.copies for row in copied]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows([*rows, *added])

    def places(self, path: Path) -> None:
        """Add copies of the features of a file, a little beside."""
        collection = read_json(path)
        features = collection["features"]
        collection["features"] = [
            *features,
            *self.lands.settled(
                _feature(copy, feature) for copy in self.copies for feature in features
            ),
        ]
        write_json(path, collection)

    def layer(self, path: Path) -> None:
        """Write a layer for each copy of its project."""
        collection = read_json(path)
        laid = {segment.id: segment for segment in self.loaded.segments}
        features = [_on_its_course(feature, laid) for feature in collection["features"]]
        for copy in self.copies:
            copied = [_feature(copy, feature, self.ships) for feature in features]
            write_json(path.with_stem(copy.id(path.stem)), {**collection, "features": copied})

    def article(self, path: Path) -> None:
        """Write an article for each copy."""
        head, body = read_front_matter(path, Problems(path.name)) or ({}, "")
        for copy in self.copies:
            front = _yaml(copy.fields(head))
            path.with_stem(copy.id(path.stem)).write_text(
                f"---\n{front}---\n{copy.text(body)}\n", encoding="utf-8"
            )

    def listed(self, path: Path) -> None:
        """Add copies of the records of a list, each as it is written there."""
        text = path.read_text(encoding="utf-8")
        records = parse_yaml(text, Problems(path.name))
        if isinstance(records, list) and self.copies:
            added = [copy.fields(record) for copy in self.copies for record in records]
            path.write_text(f"{text.rstrip()}\n{_yaml(added)}", encoding="utf-8")


def _free_ships(loaded: Loaded) -> frozenset[str]:
    """Ids of the lines of ships over which no corridor runs: they may end elsewhere."""
    named = {
        name
        for project in loaded.projects
        for stretch in project.runs_over
        for name in stretch.segment_ids
    }
    ships = {segment.id for segment in loaded.segments if segment.mode is Mode.SEA}
    return frozenset(ships - named)


def _can_be_copied(file: str, row: Row) -> bool:
    if file == "corrections.csv":
        return row["field"] not in _TOLD_ANEW
    return bool(row.get(_OF_PLACES.get(file, "id")))


def _row(file: str, copy: FolderCopy, row: Row) -> Row:
    fields = copy.fields(row)
    for column in _LISTS_OF_NAMES.get(file, ()):
        fields[column] = "; ".join(copy.named(name) for name in row[column].split("; ") if name)
    if file == "corridor_performance.csv":  # those of whole countries would stand twice
        fields["note"] = copy.named(row["note"]).strip()
    return fields


def _feature(copy: FolderCopy, feature: Feature, ships: frozenset[str] = frozenset()) -> Feature:
    geometry, properties = feature["geometry"], feature["properties"]
    changed = copy.fields(properties)
    coordinates = copy.shifted(geometry["coordinates"])
    if feature["id"] in ships:
        # Ships go on to the harbours of the shipped atlas: so all copies are one network.
        changed["to_id"] = properties["to_id"]
        coordinates[-1] = geometry["coordinates"][-1]
    return {
        **feature,
        "id": copy.id(feature["id"]),
        "geometry": {**geometry, "coordinates": coordinates},
        "properties": changed,
    }


def _on_its_course(feature: Feature, laid: Mapping[str, Segment]) -> Feature:
    """A feature of a layer with the course that the network gives it, which a copy has itself."""
    segment = laid.get(feature["id"])
    if segment is None:
        return dict(feature)
    line = [list(at) for at in segment.line]
    told = {
        "geometry_basis": segment.geometry_basis.value,
        "geometry_note": segment.geometry_note,
        "geometry_source_ids": list(segment.geometry_source_ids),
        "network_km": segment.network_km,
    }
    return {
        **feature,
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": feature["properties"] | {key: value for key, value in told.items() if value},
    }


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
