"""The data that drafts are laid over, and what the rules find wrong with the drafts, quickly.

The whole check of the shipped data takes seconds. So drafts are read from files of their own,
through the very door that the data come through, and the very rules are asked about them and
whatever they can touch: what they name and what names them, and what lies near. What the rules say
of the same surroundings without the drafts is not the fault of the drafts and is left out.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.pipeline.contributions.drafts import Draft, DraftError, text_of
from geo.pipeline.contributions.entries import EntryError, find_entry, only_entry
from geo.reading.load import load
from geo.reading.network.coast import LAND, Coast, read_coast
from geo.reading.network.countries import OUTLINES, Countries
from geo.reading.network.routing_hints import Guides
from geo.records.errors import DataError, Issue
from geo.records.kinds import KINDS, kind_of
from geo.records.loaded import Loaded
from geo.records.model import AnyRecord, Area, Project, Segment, Site, Source
from geo.records.references import references
from geo.rules.context import Context
from geo.rules.network.countries import (
    OFF_BORROWED_KM,
    OFF_COUNTRY_KM,
    places_lie_in_their_countries,
)
from geo.rules.network.water import strayed
from geo.rules.validate import ALONE, CLOSER_RULES, RULES

#: No rule looks farther than 20 km; that is less than this up to 65 degrees north.
_NEAR_DEG = 0.5
#: Kinds of which a draft touches only what it names and what is near.
_APART = (Source, Project, Site, Segment, Area)


class Ground:
    """Loaded data with the texts of its files; made once, so threads may share it."""

    def __init__(self, folder: Path, loaded: Loaded, countries: Countries | None = None) -> None:
        """Keep what was loaded from the folder; `countries` lets places be held against them."""
        self.folder, self.loaded, self.countries = folder, loaded, countries
        self._asked: dict[frozenset[str], frozenset[tuple[str, ...]]] = {}

    def read(self, path: str) -> str | None:
        """The text of a file of the folder, or None if it is not there."""
        place = self.folder / path
        return place.read_bytes().decode("utf-8") if place.is_file() else None

    @cached_property
    def records(self) -> Mapping[str, AnyRecord]:
        """Every record by its id."""
        return {record.id: record for record in self.loaded.records()}

    @cached_property
    def _named_by(self) -> Mapping[str, list[AnyRecord]]:
        found: defaultdict[str, list[AnyRecord]] = defaultdict(list)
        for record in self.loaded.records():
            for name in {reference.id for reference in references(record)}:
                found[name].append(record)
        return found

    @cached_property
    def _stops(self) -> Mapping[str, list[AnyRecord]]:
        found: defaultdict[str, list[AnyRecord]] = defaultdict(list)
        for segment in self.loaded.segments:
            for stop in dict.fromkeys(segment.stop_ids):
                found[stop].append(segment)
        return found

    @cached_property
    def _coast(self) -> Coast | None:
        try:
            return read_coast(self.folder) if (self.folder / LAND).exists() else None
        except DataError:
            return None  # `python -m geo check` says what is wrong with the file

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.loaded.shapes.geometry.to_numpy())

    def draft_of(self, record_id: str) -> Draft | None:
        """A record that is there as a draft to be edited, with its values as its file has them."""
        record = self.records.get(record_id)
        if record is None:
            return None
        kind = kind_of(type(record))
        path = self.loaded.files[record_id]
        text = self.read(path)
        entry = find_entry(path, text or "", record_id)
        if entry is None:
            return None
        as_file = _loaded_from({path: only_entry(path, text, entry)})
        found = next(iter(getattr(as_file, kind.plural)), None)
        if found is None:
            return None
        values: dict[str, Any] = found.model_dump(mode="json", exclude_unset=True)
        file = path if "*" not in kind.files[0] else ""
        return Draft(kind.plural, values, file, values)

    def issues(self, drafts: Iterable[Draft]) -> tuple[Issue, ...]:
        """What `python -m geo check` will say of the drafts once they stand in the files."""
        drafts = tuple(drafts)
        issues, laid = self._laid(drafts)
        names = {draft.id for draft in drafts}
        around = self._around(laid, names)
        known = self._known(around)
        alone = self._context({}, laid)
        found = [*issues, *(issue for rule in ALONE for issue in rule(alone))]
        found += [*self._found(self._context(around, laid)), *self._strayed(laid.segments)]
        fresh = [issue for issue in found if issue.record in names or _key(issue) not in known]
        return tuple(sorted(set(fresh)))

    def _laid(self, drafts: tuple[Draft, ...]) -> tuple[list[Issue], Loaded]:
        """The drafts as read from files that hold nothing else, and what is wrong with them."""
        entries: defaultdict[str, dict[str, str]] = defaultdict(dict)
        issues = []
        for draft in drafts:
            try:
                path, text = draft.path, text_of(draft, self.read)
            except (DraftError, EntryError) as error:
                issues.append(Issue("", draft.id, "id", "draft", str(error), "Correct it"))
                continue
            home = path if draft.id in entries[path] else self.loaded.files.get(draft.id)
            is_taken = home is not None if draft.old is None else home != path
            if is_taken:
                found, hint = "the id is taken by another record", "Ids are unique over all files"
                issues.append(Issue(path, draft.id, "id", "id_double", found, hint))
            entries[path][draft.id] = text
        laid = _loaded_from(
            {
                path: only_entry(path, self.read(path), _joined(path, texts))
                for path, texts in entries.items()
            }
        )
        return [*issues, *laid.issues], laid

    def _around(self, laid: Loaded, names: set[str]) -> dict[str, AnyRecord]:
        """The records that the drafts can touch, by id, those in place of which they stand too."""
        found: dict[str, AnyRecord] = {}
        drafts = tuple(laid.records())
        if not all(isinstance(draft, _APART) for draft in drafts):
            # News, figures and states are weighed against all others; only what is drawn is not.
            found = {
                record.id: record
                for record in self.loaded.records()
                if not isinstance(record, Segment | Area)
            }
        named = [ref.id for draft in drafts for ref in references(draft)]
        near = self._near(laid.shapes.geometry)
        sites = [name for name in (*named, *near, *names) if name.startswith("site-")]
        lines = [line for site in sites for line in self._stops.get(site, ())]
        back = [record for name in names for record in self._named_by.get(name, ())]
        chosen = [self.records.get(name) for name in (*named, *near, *names)]
        found |= {record.id: record for record in (*chosen, *lines, *back) if record}
        drawn = [record for record in found.values() if isinstance(record, Segment | Area)]
        ends = [ref.id for record in drawn for ref in references(record) if ref.kind is Site]
        return found | {name: self.records[name] for name in ends if name in self.records}

    def _near(self, shapes: gpd.GeoSeries) -> list[str]:
        if shapes.empty:
            return []
        _, found = self._tree.query(shapes.to_numpy(), predicate="dwithin", distance=_NEAR_DEG)
        return [str(name) for name in self.loaded.shapes.index[sorted(set(found.tolist()))]]

    def _known(self, around: Mapping[str, AnyRecord]) -> frozenset[tuple[str, ...]]:
        """What the rules say of the surroundings alone; asked once while they stay the same."""
        asked = frozenset(around)
        if asked not in self._asked:
            found = self._found(self._context(around, Loaded()))
            self._asked = {asked: frozenset(map(_key, found))}
        return self._asked[asked]

    def _context(self, around: Mapping[str, AnyRecord], laid: Loaded) -> Context:
        """The surroundings with the drafts in them; everything else is known by its id only."""
        drafts = {record.id: record for record in laid.records()}
        kept = [record for name, record in around.items() if name not in drafts]
        by_kind: defaultdict[type, list[AnyRecord]] = defaultdict(list)
        for record in (*kept, *drafts.values()):
            by_kind[type(record)].append(record)
        shapes = self.loaded.shapes
        old = shapes.loc[shapes.index.isin([record.id for record in kept])]
        chosen: dict[str, Any] = {
            kind.plural: tuple(by_kind[kind.model]) for kind in KINDS if kind.is_record
        }
        loaded = replace(
            self.loaded,
            **chosen,
            former_ids=(),
            issues=(),
            files={**self.loaded.files, **laid.files},
            refused=laid.refused,
            unread=laid.unread,
            layers=tuple({*self.loaded.layers, *laid.layers}),
            shapes=pd.concat([old, laid.shapes]) if len(laid.shapes) else old,
        )
        return Context(loaded, {**self.records, **drafts})

    def _found(self, context: Context) -> Iterator[Issue]:
        for rule in (*RULES, *CLOSER_RULES):
            if rule not in ALONE:
                yield from rule(context)
        if self.countries is not None:
            is_own = (self.folder / OUTLINES).exists()
            off_km = OFF_COUNTRY_KM if is_own else OFF_BORROWED_KM
            yield from places_lie_in_their_countries(context, self.countries, off_km)

    def _strayed(self, segments: tuple[Segment, ...]) -> Iterator[Issue]:
        built = [segment for segment in segments if segment.lifecycle.is_built]
        if built and self._coast:
            yield from strayed(built, self._coast, Guides())


def _joined(path: str, texts: Mapping[str, str]) -> str:
    return (",\n" if path.endswith(".geojson") else "").join(texts.values())


def _loaded_from(files: Mapping[str, str]) -> Loaded:
    """What these files alone hold; that all others are missing is not told."""
    with tempfile.TemporaryDirectory(prefix="atlas-draft-") as place:
        folder = Path(place)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        laid = load(folder, on_tracks=False)
    issues = tuple(issue for issue in laid.issues if issue.file in files)
    return replace(laid, issues=issues, unread=laid.unread & files.keys())


def _key(issue: Issue) -> tuple[str, ...]:
    # The hint may guess at ids, and so change with whatever else is there.
    return issue.file, issue.record, issue.field, issue.rule, issue.found
