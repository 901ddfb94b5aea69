"""A layer of a reader with the verdicts on its features, as the page shows and hands it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.reading.uploads.reader import UploadedLayer
from geo.views.tables.export import TableRow
from geo.views.verdicts.verdict import Judge, LineVerdict, Verdict
from geo.views.verdicts.words import VerdictRow, table_row, verdict_row

#: So many features get a verdict on the page, for each takes some hundredths of a second.
MOST_JUDGED = 500
#: Projects that the map shows beside the layer.
_MOST_PROJECTS = 12


#: A map gets so many corners at most, a quarter of a megabyte; thinned from this on, in degrees.
_MOST_CORNERS, _FINEST_DEG = 8000, 0.001
_KINDS = ("point", "line", "area")

#: The kind of a shape (`point`, `line` or `area`) and its parts as (longitude, latitude).
Drawn = tuple[str, tuple[tuple[tuple[float, float], ...], ...]]


@dataclass(frozen=True)
class OwnLayer:
    """A layer with the verdicts on its features, or on the first `MOST_JUDGED` of them."""

    layer: UploadedLayer
    verdicts: tuple[Verdict, ...]

    @property
    def left_over(self) -> int:
        """How many features have no verdict."""
        return len(self.layer.frame) - len(self.verdicts)

    def rows(self, atlas: Atlas) -> tuple[VerdictRow, ...]:
        """The verdicts for the page, in the language of the reader."""
        return tuple(verdict_row(atlas, verdict) for verdict in self.verdicts)

    def table(self, atlas: Atlas) -> Iterator[TableRow]:
        """The verdicts as rows of a file."""
        return (table_row(atlas, verdict) for verdict in self.verdicts)

    def project_ids(self) -> tuple[str, ...]:
        """The projects to be drawn beside it: whose way a line takes best, or runs beside."""
        lines = (verdict.found for verdict in self.verdicts)
        found = (
            share.project_id
            for line in lines
            if isinstance(line, LineVerdict)
            for share in (*line.repeats.projects, line.repeats.beside)[:1]
            if share
        )
        return tuple(islice(dict.fromkeys(found), _MOST_PROJECTS))

    def drawn(self) -> tuple[Drawn, ...]:
        """The shapes with a verdict for a map, in fewer corners if they have very many."""
        shapes = [verdict.shape for verdict in self.verdicts]
        tolerance = _FINEST_DEG
        while shapely.count_coordinates(np.array(shapes, dtype=object)) > _MOST_CORNERS:
            shapes = list(shapely.simplify(np.array(shapes, dtype=object), tolerance))
            tolerance *= 2
            if tolerance > 1:
                break
        return tuple(_drawn(shape) for shape in shapes)

    def geojson(self) -> bytes:
        """The layer as GeoJSON (RFC 7946): its own properties, repaired shapes, degrees."""
        plain = self.layer.frame.drop(columns=[NUMBER, LAYER, LABEL])
        return bytes(plain.to_json(drop_id=True, ensure_ascii=False).encode())


def _drawn(shape: BaseGeometry) -> Drawn:
    kind = _KINDS[int(shapely.get_dimensions(shape))]
    parts = shapely.get_parts(shape)
    lines = shapely.get_rings(parts) if kind == "area" else parts
    corners = (shapely.get_coordinates(line).round(5).tolist() for line in lines)
    return kind, tuple(tuple((lon, lat) for lon, lat in points) for points in corners)


def judged(layer: UploadedLayer, judge: Judge, progress: Callable[[int, int], None]) -> OwnLayer:
    """Give the verdicts; `progress` hears how many of how many are done."""
    frame = layer.frame.head(MOST_JUDGED)
    found = []
    for done, verdict in enumerate(judge.verdicts(frame), 1):
        found.append(verdict)
        progress(done, len(frame))
    return OwnLayer(layer, tuple(found))
