"""All lines of an atlas in one plane, in pieces, to find what runs beside a drawn line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.geometry.projection import to_plane
from geo.records.model import LonLat, Segment

#: What counts as near, in km, the nearest first; nothing beyond the last is looked at.
REACHES = (1.0, 5.0, 20.0)
FARTHEST = REACHES[-1]
#: A straight line in degrees is none in the plane, so longer steps than this are cut, in degrees.
_STEP_DEG = 0.2

Numbers = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]


def plane_shape(shape: BaseGeometry) -> BaseGeometry:
    """A shape in longitude and latitude (EPSG:4326) in the plane of the region, in km."""
    cut = shapely.segmentize(shape, _STEP_DEG)
    return shapely.transform(cut, lambda points: to_plane([LonLat(*at) for at in points]))


def places_along(line: BaseGeometry, shares: Numbers) -> Numbers:
    """The positions at these shares (0 to 1) of the length of one line, in its own units."""
    # GEOS walks the line from its beginning for each of them, which takes many times as long.
    corners = shapely.get_coordinates(line)
    passed = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))))
    at = shares * passed[-1]
    return np.column_stack([np.interp(at, passed, axis) for axis in corners.T])


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which points lie near which segments.

    For each pair the number of the point and of the segment, how far apart they are in km, and how
    far along the segment, in km from its beginning, the nearest place of it is.
    """

    point: Indexes
    segment: Indexes
    km: Numbers
    along: Numbers


class Ways:
    """The segments of an atlas with an index over their pieces; made once, never changed."""

    def __init__(self, atlas: Atlas) -> None:
        """Lay out all segments in the plane."""
        self.atlas = atlas
        self.segments: tuple[Segment, ...] = atlas.segments
        lines = [plane_shape(shapely.LineString(segment.line)) for segment in self.segments]
        self.lines = np.array(lines, dtype=object)
        #: Lengths in the plane, in km.
        self.km: Numbers = shapely.length(self.lines)
        points, owner = shapely.get_coordinates(self.lines, return_index=True)
        same = owner[1:] == owner[:-1]
        steps = np.hypot(*np.diff(points, axis=0).T)
        self._pieces = shapely.linestrings(np.stack((points[:-1], points[1:]), axis=1)[same])
        self._owner = owner[:-1][same]
        travelled = np.concatenate(([0.0], np.cumsum(np.where(same, steps, 0.0))))
        first = np.searchsorted(owner, np.arange(len(self.lines)))
        self._start = (travelled[:-1] - travelled[first][owner[:-1]])[same]
        self._tree = shapely.STRtree(self._pieces)

    @cached_property
    def of_project(self) -> Mapping[str, Indexes]:
        """Numbers of the segments that each project runs over."""
        number = {segment.id: at for at, segment in enumerate(self.segments)}
        return {
            project.id: np.array(
                [number[segment.id] for segment in self.atlas.segments_of(project.id)], dtype=int
            )
            for project in self.atlas.projects
        }

    def near(self, points: Sequence[BaseGeometry], reach: float = FARTHEST) -> Neighbours:
        """All segments within reach (km) of points in the plane, each pair once."""
        shapes = np.asarray(points, dtype=object)
        at, piece = self._tree.query(shapes, predicate="dwithin", distance=reach)
        km = shapely.distance(shapes[at], self._pieces[piece])
        along = self._start[piece] + shapely.line_locate_point(self._pieces[piece], shapes[at])
        owner = self._owner[piece]
        order = np.lexsort((km, owner, at))
        at, owner, km, along = at[order], owner[order], km[order], along[order]
        is_new = np.ones(len(at), dtype=bool)
        is_new[1:] = (at[1:] != at[:-1]) | (owner[1:] != owner[:-1])
        return Neighbours(at[is_new], owner[is_new], km[is_new], along[is_new])
