"""The part of the world that the base map shows, and its Web Mercator rows.

Longitude and latitude are degrees in EPSG:4326, in this order; heights on the page follow
EPSG:3857 without the Earth radius, so that a full turn of longitude is 2 pi wide.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geo.geometry.projection import mercator_latitude, mercator_y


class Box(NamedTuple):
    """West, south, east and north edge in degrees (EPSG:4326), as in a GeoJSON bbox."""

    west: float
    south: float
    east: float
    north: float

    def polygon(self) -> shapely.Polygon:
        """Return the box as a polygon in longitude, latitude."""
        return shapely.box(*self)


# Mumbai, the far end of one corridor, lies at 19.07 N, so the south edge is 18 and not 20.
BOX = Box(20.0, 18.0, 95.0, 62.0)


def mercator_height(width: int, box: Box = BOX) -> int:
    """Return how many pixel rows a Web Mercator picture of `box` has when it is `width` wide."""
    span = mercator_y(box.north) - mercator_y(box.south)
    return round(float(width * span) / math.radians(box.east - box.west))


def row_latitudes(height: int, box: Box = BOX) -> npt.NDArray[np.float64]:
    """Return the latitude in degrees at the middle of each of `height` rows, north first."""
    top, bottom = mercator_y(box.north), mercator_y(box.south)
    middles = top + (bottom - top) * (np.arange(height) + 0.5) / height
    return mercator_latitude(middles)


def area_km2(shape: shapely.Geometry) -> float:
    """Return a rough area in km² of a small shape in EPSG:4326, good to a few per cent.

    A degree of latitude counts as 111.2 km and longitudes shrink with the cosine of the
    latitude of the centroid. It serves to tell large from small, not to quote.
    """
    if shape.is_empty:
        return 0.0
    shrink = math.cos(math.radians(shape.centroid.y))
    return float(shape.area) * 111.2**2 * shrink
