"""The other railways of the region, light enough to lie under the corridors."""

from collections import defaultdict

import shapely

from geo.pipeline.graph.graph import Graph, Origin
from geo.pipeline.layers import MapFeature
from geo.pipeline.network.tracks import LONG_KM
from geo.records.model import LonLat

#: Tracks side by side fall together in cells of this many digits (0.01 degrees, about 1 km).
_DIGITS = 2
_TOLERANCE_DEG = 0.008
#: Chords longer than this are left out: they would show a railway where none is.
_LONGEST_KM = 100.0


def context_features(graph: Graph) -> list[MapFeature]:
    """Return the railways in two features: `known`, and `straight` where chords are long.

    Double tracks and stations are merged, so there is one line a kilometre at most.
    """
    pieces: dict[str, set[tuple[LonLat, LonLat]]] = defaultdict(set)
    for start, end, edge in graph.each_edge():
        chord = graph.chord_km(start, end)
        ends = sorted((_rounded_to_cell(graph.points[start]), _rounded_to_cell(graph.points[end])))
        if ends[0] != ends[1] and chord <= _LONGEST_KM and edge.origin is not Origin.STITCH:
            pieces["known" if chord <= LONG_KM else "straight"].add((ends[0], ends[1]))
    return [
        MapFeature(_merged_lines(pairs), {"course": name}) for name, pairs in sorted(pieces.items())
    ]


def _rounded_to_cell(at: LonLat) -> LonLat:
    return LonLat(round(at.lon, _DIGITS), round(at.lat, _DIGITS))


def _merged_lines(pairs: set[tuple[LonLat, LonLat]]) -> shapely.Geometry:
    merged = shapely.line_merge(shapely.MultiLineString(sorted(pairs)))
    lines = shapely.simplify(shapely.get_parts(merged), _TOLERANCE_DEG)
    rounded = shapely.set_precision(lines, 10**-_DIGITS, mode="pointwise")
    return shapely.MultiLineString(sorted(rounded.tolist(), key=lambda line: line.wkt))
