"""The files of a data folder to records, and what is wrong with them to issues.

One damaged file or record never takes the others down, and nothing here raises for bad data.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from shapely.geometry.base import BaseGeometry

from geo.reading.files import Problems, RepeatedKeys, read_text
from geo.reading.inventory import unknown_files
from geo.reading.layers import read_features, table_of
from geo.reading.network.track_lines import with_track_lines
from geo.reading.parse import parse
from geo.reading.plain_yaml import parse_yaml, read_front_matter
from geo.reading.rows import read_rows
from geo.records.errors import Issue
from geo.records.kinds import KINDS, Kind, kind_of
from geo.records.loaded import TRACK_LINES, Loaded
from geo.records.model import Record, Segment

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class _LoadContext:
    """Where records and issues are gathered while the folder is read."""

    folder: Path
    records: list[Record] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    shape_kinds: dict[str, str] = field(default_factory=dict)

    def add_record(
        self,
        model: type[R],
        values: Mapping[str, object],
        problems: Problems,
        label: str,
        missing: Collection[str] = (),
    ) -> bool:
        """Keep the record that the values make, unless they are faulty or its id is taken.

        That the fields in `missing` are missing was told before. Return whether it is kept.
        """
        record = parse(model, values, problems, label, missing)
        record_id = str(values.get("id", ""))
        if record is None:
            self.refused.add(record_id)
        elif record_id in self.files:
            found = f"the id is taken by a record in {self.files[record_id]}"
            problems.add("id_double", found, "Ids are unique over all files", record_id, "id")
        else:
            self.files[record_id] = problems.file
            self.records.append(record)
            return True
        return False

    def close_file(self, problems: Problems, *, is_read: bool) -> None:
        """Put the problems of one file with the others."""
        self.issues += problems.issues
        if not is_read:
            self.unread.add(problems.file)

    def records_of(self, model: type[R]) -> tuple[R, ...]:
        """The records of one kind, in the order in which they were read."""
        return tuple(record for record in self.records if isinstance(record, model))


def load(folder: Path, *, on_tracks: bool = True) -> Loaded:
    """Read a data folder: its records, and an issue for everything that is wrong with it.

    Segments run on lines of a real network where there is one, unless `on_tracks` is false.
    Never raises because of what the folder holds. Rules between records are the business of
    `validate`.
    """
    context = _LoadContext(folder)
    if not folder.is_dir():
        hint = "Name the folder that holds sources.csv"
        issue = Issue(folder.name, "", "", "folder_missing", "there is no such folder", hint)
        return Loaded(issues=(issue,))
    context.issues += unknown_files(folder)
    for pattern, kinds in _patterns().items():
        for path in _files(folder, pattern):
            _read_file(context, path, kinds)
    # After all layers: a derived line can only be laid on a segment that was read.
    segments = _segments_on_tracks(context) if on_tracks else context.records_of(Segment)
    layers = _files(folder, kind_of(Segment).files[0])
    taken: dict[str, Any] = {kind.plural: context.records_of(kind.model) for kind in KINDS}
    taken["segments"] = segments
    return Loaded(
        **taken,
        issues=tuple(sorted(context.issues)),
        files=MappingProxyType(context.files),
        refused=frozenset(context.refused - {""}),
        unread=frozenset(context.unread),
        layers=tuple(path.stem for path in layers),
        shapes=table_of(context.shapes, context.shape_kinds.values()),
    )


def _patterns() -> dict[str, list[Kind]]:
    """Each pattern of files with the kinds of record that stand in such files."""
    found: dict[str, list[Kind]] = {}
    for kind in KINDS:
        for pattern in kind.files:
            found.setdefault(pattern, []).append(kind)
    return found


def _files(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern in order; a name without a star is there even if the file is not."""
    return sorted(folder.glob(pattern)) if "*" in pattern else [folder / pattern]


def _read_file(context: _LoadContext, path: Path, kinds: Sequence[Kind]) -> None:
    """Read one file of records in the way that its ending asks for."""
    # Any other file of a fixed name is asked for, and its reader notes that it is missing.
    if kinds[0].may_be_absent and not os.path.lexists(path):
        return
    problems = Problems(path.relative_to(context.folder).as_posix())
    readers = {
        ".csv": _read_csv,
        ".yaml": _read_yaml,
        ".md": _read_article,
        ".geojson": _read_features,
    }
    is_read = readers[path.suffix](context, path, kinds, problems)
    context.close_file(problems, is_read=is_read)


def _segments_on_tracks(context: _LoadContext) -> tuple[Segment, ...]:
    """The segments, those that exist on lines of a real network where there is one."""
    problems = Problems(TRACK_LINES)
    laid = with_track_lines(context.records_of(Segment), context.folder, problems)
    context.close_file(problems, is_read=laid.is_read)
    context.shapes |= laid.shapes
    return laid.segments


def _read_features(
    context: _LoadContext, path: Path, kinds: Sequence[Kind], problems: Problems
) -> bool:
    # A layer holds lines and outlines in one file; the geometry says which record a feature is.
    by_shape = {kind.drawn[0]: (kind, kind.drawn[1]) for kind in kinds if kind.drawn}
    features = read_features(path, problems, tuple(by_shape))
    for name, given, shape, positions in features.rows() if features else ():
        kind, field_name = by_shape[shape.geom_type]
        # What does not stand among the properties: id, place and project.
        ours: dict[str, object] = {"id": name}
        ours[field_name] = positions[0] if shape.geom_type == "Point" else positions
        if kind.named_by:
            ours[kind.named_by] = path.stem
        values = _with_known_fields(given, ours, problems, name)
        if context.add_record(kind.model, values, problems, name):
            context.shapes[name] = shape
            context.shape_kinds[name] = kind.model.__name__
    _remember_refused(context, problems)
    return features is not None


def _with_known_fields(
    values: Mapping[str, object], ours: Mapping[str, object], problems: Problems, record: str
) -> dict[str, object]:
    """The values with ours added; a field that is known from elsewhere may not be repeated."""
    for name in values.keys() & ours.keys():
        hint = "Delete it: it is taken from the feature, the geometry or the name of the file"
        problems.add("field_unknown", "the field may not stand here", hint, record, name)
    kept = RepeatedKeys({**values, **ours})
    kept.keys_twice = getattr(values, "keys_twice", ())
    return kept


def _remember_refused(context: _LoadContext, problems: Problems) -> None:
    """Remember features that were left out at the door, so that their ids are not "unknown"."""
    named = {issue.record for issue in problems.issues if issue.record}
    context.refused |= named - context.files.keys()


def _read_yaml(
    context: _LoadContext, path: Path, kinds: Sequence[Kind], problems: Problems
) -> bool:
    model = kinds[0].model
    label = model.__name__.lower()
    text = read_text(path, problems)
    noted = len(problems.issues)
    values = None if text is None else parse_yaml(text, problems)
    if isinstance(values, list):
        for number, record in enumerate(values, 1):
            if isinstance(record, dict):
                context.add_record(model, record, problems, f"{label} {number}")
            else:
                hint = "Write its fields below it, indented"
                problems.add("not_a_record", "there are no fields here", hint, f"{label} {number}")
        if not values:
            problems.add("nothing_inside", "the list is empty", "Restore it from git")
    elif text is not None and len(problems.issues) == noted:
        problems.add("not_a_list", "the file is not a list", f"Begin each {label} with '- id: ...'")
    return isinstance(values, list)


def _read_article(
    context: _LoadContext, path: Path, kinds: Sequence[Kind], problems: Problems
) -> bool:
    found = read_front_matter(path, problems)
    if found:
        head, body = found
        ours = {kinds[0].named_by: path.stem, "body": body}
        context.add_record(
            kinds[0].model, _with_known_fields(head, ours, problems, path.stem), problems, path.stem
        )
    else:
        context.refused.add(path.stem)
    return found is not None


def _read_csv(context: _LoadContext, path: Path, kinds: Sequence[Kind], problems: Problems) -> bool:
    table = read_rows(path, kinds[0].model, problems)
    for row in table.rows:
        context.add_record(kinds[0].model, row.values, problems, row.label, table.missing)
    _remember_refused(context, problems)
    return table.is_complete
