"""Squares of a reader's own layer, made when a map asks for them: a layer may have 100,000 lines.

A square is one block of numbers, little-endian, that a browser reads without a loop:

    features here, features drawn, pieces, points     4 x uint32
    start of each piece among the points, and the end  (pieces + 1) x uint32
    x and y of each point in 4096ths of the square     2 x points x int16
    kind (`PieceKind`) and class of each piece         2 x pieces x uint8

Squares are those of Web Mercator (EPSG:3857): at zoom z there are 2^z across, from the north west.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import shapely

from geo.geometry.projection import mercator_latitude, mercator_y

#: From so many features on a square is thinned; what is left out is told on the map.
MOST_IN_SQUARE = 8000
#: Highest zoom of a square; nearer, a map enlarges what it has, which is then exact to centimetres.
DEEPEST = 16
_ACROSS = 4096
_SOUTHERNMOST = 85.051129
_THIN_SEED = 7

Shapes = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Classes = npt.NDArray[np.uint8]


class PieceKind(IntEnum):
    """How a piece is drawn."""

    POINT = 0
    LINE = 1
    AREA = 2
    EDGE = 3  # of an area, which the frame of a square does not close


@dataclass(frozen=True, slots=True)
class LayerView:
    """Which features are shown, and the class of each, from 0; one entry a feature."""

    shown: Flags
    classes: Classes


class TileSource:
    """The shapes of a layer on the square of Web Mercator, with an index."""

    def __init__(self, shapes: Shapes) -> None:
        """Take shapes in degrees (EPSG:4326), one a feature, of any kind."""
        squared = shapely.transform(shapes, _on_square)
        self.parts, self.rows = shapely.get_parts(squared, return_index=True)
        self.kinds = shapely.get_dimensions(self.parts)
        self.bounds = shapely.bounds(self.parts)
        self.count = len(shapes)
        self._tree = shapely.STRtree(self.parts)
        # Neighbouring squares leave out the same features, and others than a reader may expect
        # from the order of the file.
        self._lot = np.random.default_rng(_THIN_SEED).permutation(self.count)

    def box(self, view: LayerView) -> tuple[float, float, float, float] | None:
        """West, south, east and north edge of what is shown, in degrees; None if nothing is."""
        of_shown = self.bounds[view.shown[self.rows]]
        if not len(of_shown) or np.isnan(of_shown).all():
            return None
        west, north = np.nanmin(of_shown[:, 0]), np.nanmin(of_shown[:, 1])
        east, south = np.nanmax(of_shown[:, 2]), np.nanmax(of_shown[:, 3])
        return (_lon(west), _lat(south), _lon(east), _lat(north))

    def square(self, view: LayerView, zoom: int, x: int, y: int) -> bytes:
        """The square at column x and row y; raises ValueError if there is none."""
        across = 2**zoom
        if not (0 <= zoom <= DEEPEST and 0 <= x < across and 0 <= y < across):
            raise ValueError(f"there is no square {zoom}/{x}/{y}")
        size = 1 / across
        box = (x * size, y * size, (x + 1) * size, (y + 1) * size)
        here = self._tree.query(shapely.box(*box))
        here = here[view.shown[self.rows[here]]]
        features = np.unique(self.rows[here])
        drawn = features
        if len(features) > MOST_IN_SQUARE:
            drawn = features[np.argsort(self._lot[features])[:MOST_IN_SQUARE]]
            here = here[np.isin(self.rows[here], drawn)]
        pieces = self._pieces(np.sort(here), box, size / _ACROSS)
        return _packed(pieces, view.classes, (len(features), len(drawn)), box)

    def _pieces(
        self, here: Numbers, box: tuple[float, float, float, float], step: float
    ) -> list[tuple[PieceKind, Shapes, Numbers]]:
        """What is drawn: kind, lines, rings or points within the box, and row of each."""
        found = []
        kinds = self.kinds[here]
        points, lines, areas = (here[kinds == dimension] for dimension in (0, 1, 2))
        if len(points):
            found.append((PieceKind.POINT, self.parts[points], self.rows[points]))
        if len(lines):
            found.append((PieceKind.LINE, *self._clipped(self.parts[lines], lines, box, step)))
        if len(areas):
            shapes, rows = self._clipped(self.parts[areas], areas, box, step)
            # Turned one way, so that areas that lie over one another do not cancel out.
            rings, of_shape = shapely.get_rings(shapely.orient_polygons(shapes), return_index=True)
            found.append((PieceKind.AREA, rings, rows[of_shape]))
            edges = shapely.boundary(self.parts[areas])
            found.append((PieceKind.EDGE, *self._clipped(edges, areas, box, step)))
        return found

    def _clipped(
        self, shapes: Shapes, which: Numbers, box: tuple[float, float, float, float], step: float
    ) -> tuple[Shapes, Numbers]:
        """The shapes in as many corners as the square can show, and no farther than its edge."""
        simple = shapely.simplify(shapes, 2 * step, preserve_topology=False)
        bounds = self.bounds[which]
        inside = (bounds[:, :2] >= box[:2]).all(axis=1) & (bounds[:, 2:] <= box[2:]).all(axis=1)
        simple[~inside] = shapely.clip_by_rect(simple[~inside], *box)
        parts, of_shape = shapely.get_parts(simple, return_index=True)
        wanted = shapely.get_dimensions(parts) == shapely.get_dimensions(shapes)[of_shape]
        wanted &= ~shapely.is_empty(parts)
        return parts[wanted], self.rows[which][of_shape][wanted]


def _packed(
    pieces: list[tuple[PieceKind, Shapes, Numbers]],
    classes: Classes,
    counts: tuple[int, int],
    box: tuple[float, float, float, float],
) -> bytes:
    nothing = np.zeros(0, dtype=np.int64)
    shapes = np.concatenate([nothing.astype(object), *(found for _, found, _ in pieces)])
    kinds = np.concatenate([nothing, *(np.full(len(found), kind) for kind, found, _ in pieces)])
    rows = np.concatenate([nothing, *(of_piece for _, _, of_piece in pieces)])
    points, of_piece = shapely.get_coordinates(shapes, return_index=True)
    starts = np.searchsorted(of_piece, np.arange(len(shapes) + 1))
    west, north, east, _ = box
    whole = np.rint((points - (west, north)) / (east - west) * _ACROSS)
    head = np.array([*counts, len(shapes), len(points)], dtype="<u4")
    return b"".join(
        (
            head.tobytes(),
            starts.astype("<u4").tobytes(),
            np.clip(whole, -_ACROSS, 2 * _ACROSS).astype("<i2").tobytes(),
            kinds.astype(np.uint8).tobytes(),
            classes[rows].tobytes(),
        )
    )


def _on_square(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitude and latitude on the square of Web Mercator, from 0 to 1, y from the north."""
    lat = np.clip(degrees[:, 1], -_SOUTHERNMOST, _SOUTHERNMOST)
    return np.column_stack([degrees[:, 0] / 360 + 0.5, 0.5 - mercator_y(lat) / (2 * np.pi)])


def _lon(x: float) -> float:
    return float(x - 0.5) * 360


def _lat(y: float) -> float:
    return float(mercator_latitude((0.5 - y) * 2 * np.pi))
