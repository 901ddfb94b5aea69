"""Which places a crowded map keeps first: those that are towns of the base map, by rank."""

from geo.mapview.ground_files import GroundFiles
from geo.records.model import Site

#: A town of the base map further from a site than this, in degrees, only shares its name.
_SAME_TOWN = 0.3

#: Name of a town -> its rank (0 is a metropolis) and where it lies, longitude first.
Towns = dict[str, tuple[int, float, float]]


def read_towns(ground: GroundFiles) -> Towns:
    """Towns of the base map; none if it has none."""
    return {
        feature["properties"]["name"]: (
            feature["properties"]["rank"],
            *feature["geometry"]["coordinates"],
        )
        for feature in ground.features("basemap/places.geojson")
    }


def town_rank(site: Site, towns: Towns) -> int | None:
    """Rank of the town that the site is named after and lies in, or None; 0 is the greatest."""
    found = towns.get(site.names.en)
    if found is None:
        return None
    rank, lon, lat = found
    near = abs(lon - site.at.lon) < _SAME_TOWN and abs(lat - site.at.lat) < _SAME_TOWN
    return rank if near else None
