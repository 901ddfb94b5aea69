"""Which places a crowded map keeps first: those that are towns of the base map, by rank."""

import json
from pathlib import Path

from geo.records.model import Site

#: A town of the base map further from a site than this, in degrees, only shares its name.
_SAME_TOWN = 0.3

#: Name of a town -> its rank (0 is a metropolis) and where it lies, longitude first.
Towns = dict[str, tuple[int, float, float]]


def read_towns(folder: Path) -> Towns:
    """Towns of the base map in a data folder; none if it has no base map."""
    path = folder / "basemap" / "places.geojson"
    if not path.is_file():
        return {}
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["name"]: (
            feature["properties"]["rank"],
            *feature["geometry"]["coordinates"],
        )
        for feature in features
    }


def town_rank(site: Site, towns: Towns) -> int | None:
    """Rank of the town that the site is named after and lies in, or None; 0 is the greatest."""
    found = towns.get(site.names.en)
    if found is None:
        return None
    rank, lon, lat = found
    near = abs(lon - site.at.lon) < _SAME_TOWN and abs(lat - site.at.lat) < _SAME_TOWN
    return rank if near else None
