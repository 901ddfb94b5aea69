"""What every rule needs to know: the records, the ids that exist, and how to report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely

from geo.geometry.projection import PLANE
from geo.records.errors import Issue, printable
from geo.records.kinds import KINDS
from geo.records.loaded import Loaded
from geo.records.model import AnyRecord, Site

Found = Iterator[Issue]

#: Beginning of an id -> patterns of the files in which such records stand; others are projects.
_HOMES = {kind.prefix: kind.files for kind in KINDS if kind.is_record}


@dataclass(frozen=True)
class Context:
    """The loaded records, by id too, and their shapes in one table."""

    loaded: Loaded
    records: Mapping[str, AnyRecord]

    @classmethod
    def of(cls, loaded: Loaded) -> "Context":
        """Index what was loaded."""
        return cls(loaded, {record.id: record for record in loaded.records()})

    @property
    def shapes(self) -> gpd.GeoDataFrame:
        """Places, lines and outlines by id (EPSG:4326), with the kind of each, as read."""
        return self.loaded.shapes

    @cached_property
    def plane(self) -> gpd.GeoSeries:
        """The same shapes in km, in the plane of `geo.geometry.projection`: what joins ask.

        What lies off the globe has no place there and is empty; a rule of its own tells it.
        """
        flat = self.shapes.geometry.to_crs(PLANE)
        is_there = np.isfinite(flat.bounds).all(axis="columns")
        return flat.where(is_there, shapely.LineString())

    def plane_of(self, ids: Iterable[str]) -> gpd.GeoSeries:
        """The shapes of these records in that plane, in the order of the ids."""
        return self.plane.loc[list(ids)]

    def sites(self) -> tuple[Site, ...]:
        """All sites, in the order of their files."""
        return self.loaded.sites

    def site(self, record_id: str) -> Site | None:
        """The site with this id, or None."""
        record = self.records.get(record_id)
        return record if isinstance(record, Site) else None

    def is_known(self, record_id: str) -> bool:
        """Whether a record has this id, or may have it in a record or file that was not taken."""
        if record_id in self.records or record_id in self.loaded.refused:
            return True
        prefix = f"{record_id.partition('-')[0]}-"
        homes = _HOMES.get(prefix) or _HOMES[""]
        return any(fnmatch(name, home) for name in self.loaded.unread for home in homes)

    def issue(self, record_id: str, field: str, rule: str, found: str, hint: str) -> Issue:
        """Report a problem with one field of one record."""
        file = self.loaded.files.get(record_id, "")
        return Issue(file, record_id, field, rule, printable(found), hint)

    @staticmethod
    def file_issue(file: str, rule: str, found: str, hint: str) -> Issue:
        """Report a problem with a whole file."""
        return Issue(printable(file), "", "", rule, printable(found), hint)
