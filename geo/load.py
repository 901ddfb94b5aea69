"""The files of a data folder to records, and what is wrong with them to issues.

One damaged file or record never takes the others down, and nothing here raises for bad data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from geo.door import Doubled, Problems, Row, parse_yaml, read_csv, read_front_matter, read_text
from geo.errors import Issue
from geo.features import Feature, read_features
from geo.model import (
    Alias,
    AnyRecord,
    Area,
    Article,
    Assumption,
    BorderStatus,
    Claim,
    Contender,
    Correction,
    CorridorFigure,
    Event,
    Person,
    Project,
    Record,
    Segment,
    Site,
    Source,
    StateChange,
)
from geo.parse import field_hint, parse, takes_many
from geo.tracklines import TRACK_LINES, with_track_lines

R = TypeVar("R", bound=Record)

#: Place names are ours (CC-BY-4.0) in the first file and OpenStreetMap's (ODbL-1.0) in the second.
SITE_FILES = ("sites.geojson", "sites-osm.geojson")
_NAME = "name_"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that could be read, in the order of the files, and every problem met.

    `files` maps a record's id to its file. `refused` holds ids of records that were read but not
    taken, and `unread` files of which nothing could be used: whatever points there is not blamed
    a second time. `layers` are the project ids that have a file in layers/.
    """

    sources: tuple[Source, ...] = ()
    sites: tuple[Site, ...] = ()
    segments: tuple[Segment, ...] = ()
    areas: tuple[Area, ...] = ()
    projects: tuple[Project, ...] = ()
    people: tuple[Person, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    border_statuses: tuple[BorderStatus, ...] = ()
    articles: tuple[Article, ...] = ()
    corrections: tuple[Correction, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    state_changes: tuple[StateChange, ...] = ()
    contenders: tuple[Contender, ...] = ()
    corridor_figures: tuple[CorridorFigure, ...] = ()
    aliases: tuple[Alias, ...] = ()
    issues: tuple[Issue, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    layers: tuple[str, ...] = ()

    def records(self) -> Iterator[AnyRecord]:
        """Every record of every kind, sources first; aliases are no records of their own."""
        for kind in fields(self)[:15]:
            yield from getattr(self, kind.name)


@dataclass(slots=True)
class _Desk:
    """Where records and issues are gathered while the folder is read."""

    folder: Path
    records: list[Record] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def take(
        self, model: type[R], values: Mapping[str, object], notes: Problems, label: str
    ) -> None:
        """Keep the record that the values make, unless they are faulty or its id is taken."""
        record = parse(model, values, notes, label)
        record_id = str(values.get("id", ""))
        if record is None:
            self.refused.add(record_id)
        elif record_id in self.files:
            found = f"the id is taken by a record in {self.files[record_id]}"
            notes.add("id_double", found, "Ids are unique over all files", record_id, "id")
        else:
            self.files[record_id] = notes.file
            self.records.append(record)

    def close(self, notes: Problems, *, is_read: bool) -> None:
        """Put the notes on one file with the others."""
        self.issues += notes.issues
        if not is_read:
            self.unread.add(notes.file)

    def of(self, model: type[R]) -> tuple[R, ...]:
        """The records of one kind, in the order in which they were read."""
        return tuple(record for record in self.records if isinstance(record, model))


def load(folder: Path, *, on_tracks: bool = True) -> Loaded:
    """Read a data folder: its records, and an issue for everything that is wrong with it.

    Segments run on lines of a real network where there is one, unless `on_tracks` is false.
    Never raises because of what the folder holds. Rules between records are the business of
    `validate`.
    """
    desk = _Desk(folder)
    if not folder.is_dir():
        hint = "Name the folder that holds sources.csv"
        issue = Issue(folder.name, "", "", "folder_missing", "there is no such folder", hint)
        return Loaded(issues=(issue,))
    _csv(desk, "sources.csv", Source)
    for name in SITE_FILES:
        _sites(desk, name)
    _yaml(desk, "projects.yaml", Project)
    layers = sorted(folder.glob("layers/*.geojson"))
    for path in layers:
        _layer(desk, path)
    _csv(desk, "people.csv", Person, may_be_absent=True)
    _csv(desk, "claims.csv", Claim)
    _csv(desk, "events.csv", Event)
    _csv(desk, "border_status.csv", BorderStatus)
    for path in sorted(folder.glob("articles/*.md")):
        _article(desk, path)
    _csv(desk, "corrections.csv", Correction, may_be_absent=True)
    _csv(desk, "assumptions.csv", Assumption, may_be_absent=True)
    _csv(desk, "corridor_performance.csv", CorridorFigure, may_be_absent=True)
    _csv(desk, "state_history.csv", StateChange, may_be_absent=True)
    _yaml(desk, "duels.yaml", Contender, may_be_absent=True)
    _csv(desk, "aliases.csv", Alias, may_be_absent=True)
    segments = _on_tracks(desk) if on_tracks else desk.of(Segment)
    return _closed(desk, segments, (path.stem for path in layers))


def _closed(desk: _Desk, segments: tuple[Segment, ...], layers: Iterable[str]) -> Loaded:
    return Loaded(
        sources=desk.of(Source),
        sites=desk.of(Site),
        segments=segments,
        areas=desk.of(Area),
        projects=desk.of(Project),
        people=desk.of(Person),
        claims=desk.of(Claim),
        events=desk.of(Event),
        border_statuses=desk.of(BorderStatus),
        articles=desk.of(Article),
        corrections=desk.of(Correction),
        assumptions=desk.of(Assumption),
        state_changes=desk.of(StateChange),
        contenders=desk.of(Contender),
        corridor_figures=desk.of(CorridorFigure),
        aliases=desk.of(Alias),
        issues=tuple(sorted(desk.issues)),
        files=MappingProxyType(desk.files),
        refused=frozenset(desk.refused - {""}),
        unread=frozenset(desk.unread),
        layers=tuple(layers),
    )


def _on_tracks(desk: _Desk) -> tuple[Segment, ...]:
    """The segments, those that exist on lines of a real network where there is one."""
    notes = Problems(TRACK_LINES)
    segments, is_read = with_track_lines(desk.of(Segment), desk.folder, notes)
    desk.close(notes, is_read=is_read)
    return segments


def _sites(desk: _Desk, name: str) -> None:
    notes = Problems(name)
    features = read_features(desk.folder / name, notes, ("Point",))
    for feature in features or ():
        _feature(desk, Site, feature, notes, {"at": feature.positions[0]})
    _refuse_damaged(desk, notes)
    desk.close(notes, is_read=features is not None)


def _layer(desk: _Desk, path: Path) -> None:
    notes = Problems(f"layers/{path.name}")
    features = read_features(path, notes, ("LineString", "Polygon"))
    for feature in features or ():
        project = {"project_id": path.stem}
        if feature.geometry_type == "LineString":
            _feature(desk, Segment, feature, notes, {**project, "line": feature.positions})
        else:
            _feature(desk, Area, feature, notes, {**project, "ring": feature.positions})
    _refuse_damaged(desk, notes)
    desk.close(notes, is_read=features is not None)


def _feature(
    desk: _Desk, model: type[R], feature: Feature, notes: Problems, ours: Mapping[str, object]
) -> None:
    """Take a record whose id, place and project do not stand among its properties."""
    ours = {"id": feature.id, **ours}
    values = _with_ours(feature.properties, ours, notes, feature.id)
    desk.take(model, values, notes, feature.id)


def _with_ours(
    values: Mapping[str, object], ours: Mapping[str, object], notes: Problems, record: str
) -> dict[str, object]:
    """The values with ours added; a field that is known from elsewhere may not be repeated."""
    for name in values.keys() & ours.keys():
        hint = "Delete it: it is taken from the feature, the geometry or the name of the file"
        notes.add("field_unknown", "the field may not stand here", hint, record, name)
    kept = Doubled({**values, **ours})
    kept.keys_twice = getattr(values, "keys_twice", ())
    return kept


def _refuse_damaged(desk: _Desk, notes: Problems) -> None:
    """Remember features that were left out at the door, so that their ids are not "unknown"."""
    named = {issue.record for issue in notes.issues if issue.record}
    desk.refused |= named - desk.files.keys()


def _yaml(desk: _Desk, name: str, model: type[R], *, may_be_absent: bool = False) -> None:
    if may_be_absent and not (desk.folder / name).exists():
        return
    notes = Problems(name)
    kind = model.__name__.lower()
    text = read_text(desk.folder / name, notes)
    values = None if text is None else parse_yaml(text, notes)
    if isinstance(values, list):
        for number, record in enumerate(values, 1):
            if isinstance(record, dict):
                desk.take(model, record, notes, f"{kind} {number}")
            else:
                hint = "Write its fields below it, indented"
                notes.add("not_a_record", "there are no fields here", hint, f"{kind} {number}")
    elif not notes.issues:
        notes.add("not_a_list", "the file is not a list", f"Begin each {kind} with '- id: ...'")
    desk.close(notes, is_read=isinstance(values, list))


def _article(desk: _Desk, path: Path) -> None:
    notes = Problems(f"articles/{path.name}")
    found = read_front_matter(path, notes)
    if found:
        head, body = found
        ours = {"id": path.stem, "body": body}
        desk.take(Article, _with_ours(head, ours, notes, path.stem), notes, path.stem)
    else:
        desk.refused.add(path.stem)
    desk.close(notes, is_read=found is not None)


def _csv(desk: _Desk, name: str, model: type[R], *, may_be_absent: bool = False) -> None:
    path = desk.folder / name
    if may_be_absent and not path.exists():
        return
    notes = Problems(name)
    table = read_csv(path, notes)
    unknown = _unknown_columns(model, table[0], notes) if table else ()
    complete = table is not None and _has_needed_columns(model, table[0], notes)
    if table and complete:
        for row in table[1]:
            values = _values(model, row, unknown)
            desk.take(model, values, notes, f"line {row.line}")
    _refuse_damaged(desk, notes)
    desk.close(notes, is_read=complete)


def _unknown_columns(
    model: type[Record], header: Iterable[str], notes: Problems
) -> tuple[str, ...]:
    """Columns that the record has no field for: noted once, not once per row."""
    has_names = "names" in model.model_fields
    unknown = [
        name
        for name in header
        if name not in model.model_fields and not (has_names and name.startswith(_NAME))
    ]
    for name in unknown:
        hint = field_hint(model, name)
        notes.add("field_unknown", f"there is no field for the column '{name}'", hint, field=name)
    return tuple(unknown)


def _has_needed_columns(model: type[Record], header: Iterable[str], notes: Problems) -> bool:
    missing = [
        f"{_NAME}en" if name == "names" else name
        for name, about in model.model_fields.items()
        if about.is_required()
    ]
    missing = [name for name in missing if name not in set(header)]
    for name in missing:
        found = "the column is missing in the header"
        notes.add("field_missing", found, "Every record of this kind needs it", field=name)
    return not missing


def _values(model: type[Record], row: Row, unknown: Iterable[str]) -> dict[str, object]:
    """The cells of a row as fields: lists split at semicolons, name_xx gathered into names."""
    values: dict[str, object] = {}
    names: dict[str, object] = {}
    for column, cell in row.cells.items():
        if column in unknown:
            continue
        if "names" in model.model_fields and column.startswith(_NAME):
            tag = column.removeprefix(_NAME)
            names[tag] = _split(cell) if tag == "also" else cell
        else:
            values[column] = _split(cell) if takes_many(model, column) else cell
    return {**values, "names": names} if names else values


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
