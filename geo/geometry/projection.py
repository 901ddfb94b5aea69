"""One plane for the whole region, in kilometres: for offsets, neighbours and what lies inside what.

Lambert's conformal cone over the region is true to 3 % between 22 and 60 degrees north. Lengths
that anybody reads come from the ellipsoid (`geo.geometry.measure`), never from here.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyproj
from numpy.typing import ArrayLike

from geo.records.model import LonLat

PLANE = pyproj.CRS("+proj=lcc +lat_1=30 +lat_2=55 +lat_0=42 +lon_0=60 +units=km")
_TO_PLANE = pyproj.Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)

Plane = npt.NDArray[np.float64]


def to_plane(points: Sequence[LonLat]) -> Plane:
    """Return (easting, northing) in km, one row for each (longitude, latitude)."""
    if not points:
        return np.empty((0, 2))
    lons, lats = zip(*points, strict=True)
    return np.column_stack(_TO_PLANE.transform(lons, lats))


def mercator_y(latitude: ArrayLike) -> Plane:
    """Web Mercator heights of latitudes in degrees; the equator is 0, north is up.

    As EPSG:3857 without the Earth radius, so that a full turn of longitude is 2 pi wide.
    """
    heights: Plane = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
    return heights


def mercator_latitude(height: ArrayLike) -> Plane:
    """Latitudes in degrees of Web Mercator heights: what `mercator_y` undoes."""
    latitudes: Plane = np.degrees(2 * np.arctan(np.exp(height)) - np.pi / 2)
    return latitudes
