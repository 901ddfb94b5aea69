"""What makes copies that lie elsewhere sound by the rules: countries, ground and stops.

Places get the countries that they now lie in; lines that now run over sea or land are excused as
bridges are; a line that now passes a stop of another copy is called a ruler between its ends.
"""

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.reading.load import load
from geo.reading.network.coast import LAND, read_coast
from geo.reading.network.countries import OUTLINES, read_countries
from geo.reading.network.routing_hints import COLUMNS, OVER_WATER, ROUTES, read_guides
from geo.records.loaded import TRACK_LINES, Loaded
from geo.rules.context import Context
from geo.rules.network.stretches import lines_stop_where_they_pass, no_stretch_is_recorded_twice
from geo.rules.network.water import strayed
from tests.bench.growth.features import Feature, read_json, write_json

#: Outlines are simplified so far, in degrees, and a place may lie so far from them.
_COARSE, _NEAR = 0.05, 0.01
_KM = 111.2  # a degree


@dataclass(frozen=True, slots=True)
class Lands:
    """Rough outlines of countries by their codes."""

    outlines: gpd.GeoSeries

    @classmethod
    def of(cls, folder: Path) -> "Lands":
        """Those of a data folder, none if it has none."""
        if not (folder / OUTLINES).exists():
            return cls(gpd.GeoSeries([]))
        return cls(read_countries(folder / OUTLINES).outlines.simplify(_COARSE))

    def settled(self, features: Iterable[Feature]) -> Iterator[Feature]:
        """Places with the countries that they lie in, or near, and with how far off they may be."""
        features = list(features)
        if not features or self.outlines.empty:
            yield from features
            return
        at = np.array([feature["geometry"]["coordinates"] for feature in features])
        outlines = self.outlines.to_numpy()
        away = shapely.distance(shapely.points(at)[:, None], outlines[None, :])
        nearest = np.argsort(away, axis=1, kind="stable")
        for feature, order, degrees in zip(features, nearest, away, strict=True):
            properties = feature["properties"]
            taken = order[: len(properties["countries"])]
            properties["countries"] = [str(self.outlines.index[number]) for number in taken]
            off = float(degrees[taken].max())
            if off > _NEAR:
                properties["location_accuracy"] = "approximate"
                properties["location_error_km"] = math.ceil(off * _KM + _COARSE * _KM)
            yield feature


def settle_lines(folder: Path) -> None:
    """Excuse what the lines of copies cannot help: stops that are not theirs, sea and land."""
    context = Context.of(load(folder))
    rules = (lines_stop_where_they_pass, no_stretch_is_recorded_twice)
    _call_rulers(folder, {issue.record for rule in rules for issue in rule(context)})
    # Then: a line of the shipped atlas that is a ruler now runs straight over the water.
    if (folder / LAND).exists():
        _excuse(folder, load(folder))


def _excuse(folder: Path, loaded: Loaded) -> None:
    issues = strayed(loaded.segments, read_coast(folder), read_guides(folder))
    astray = sorted({issue.record for issue in issues})
    with (folder / ROUTES).open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    for name in astray:
        rows[name] = {"reason": "a copy", **rows.get(name, {"id": name}), "rule": OVER_WATER}
    with (folder / ROUTES).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())


def _call_rulers(folder: Path, names: set[str]) -> None:
    for path in sorted(folder.glob("layers/*.geojson")):
        layer = read_json(path)
        for feature in layer["features"]:
            if feature["id"] in names:
                feature["properties"]["geometry_basis"] = "endpoints-only"
        write_json(path, layer)
    if (folder / TRACK_LINES).exists():
        lines = read_json(folder / TRACK_LINES)
        lines["features"] = [line for line in lines["features"] if line["id"] not in names]
        write_json(folder / TRACK_LINES, lines)
