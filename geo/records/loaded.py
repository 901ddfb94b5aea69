"""What came out of a data folder: its records, and every problem met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.records.errors import Issue
from geo.records.kinds import Records
from geo.records.vocab import DEGREES

if TYPE_CHECKING:
    import geopandas as gpd

#: Lines that follow a real network, in place of the schematic ones of the layers.
TRACK_LINES = "network/lines.geojson"


def no_shapes() -> "gpd.GeoDataFrame":
    """A table of shapes without rows."""
    # Late: what only looks records up needs no shapes, and geopandas takes half a second.
    import geopandas as gpd  # noqa: PLC0415

    return gpd.GeoDataFrame({"kind": []}, geometry=[], crs=DEGREES)


@dataclass(frozen=True, slots=True)
class Gathered(Records):
    """The records in the order of the files, every problem met, and a record's id -> its file."""

    issues: tuple[Issue, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded(Gathered):
    """Everything that could be read, and what the rules between records ask besides.

    `refused` holds ids of records that were read but not
    taken, and `unread` files of which nothing could be used: whatever points there is not blamed
    a second time. `layers` are the project ids that have a file in layers/.
    `shapes` are the places, lines and outlines of the records by id, as geopandas read them, with
    the kind of each: EPSG:4326, lines in service along the network.
    """

    refused: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    layers: tuple[str, ...] = ()
    shapes: "gpd.GeoDataFrame" = field(default_factory=no_shapes, compare=False, repr=False)
