"""Lengths on the ellipsoid, totals, and breaks of gauge along a way."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.records.model import LonLat, Segment
from geo.records.vocab import Lifecycle

if TYPE_CHECKING:
    import pyproj

#: What the best length known of a segment is.
PUBLISHED, ALONG_NETWORK, DRAWN = "published", "along the network", "drawn"


@cache
def _ellipsoid() -> "pyproj.Geod":
    # Late: the first page of a server measures nothing.
    import pyproj  # noqa: PLC0415

    return pyproj.Geod(ellps="WGS84")


def length_km(line: Sequence[LonLat]) -> float:
    """Geodesic length of a line in kilometres.

    Positions are (longitude, latitude) in EPSG:4326. Measured on the WGS 84 ellipsoid (Karney's
    algorithm in PROJ), never in Web Mercator, which is 10 % too long at Karachi and 78 % at
    Moscow. A single position has no length.
    """
    if len(line) <= 1:
        return 0.0
    lons, lats = zip(*line, strict=True)
    return float(_ellipsoid().line_length(lons, lats)) / 1000


def drawn_km(segment: Segment) -> float:
    """Geodesic length of a segment as drawn, in kilometres; not a distance by rail or road."""
    return length_km(segment.line)


def best_km(segment: Segment) -> tuple[float, str]:
    """The best length known of a segment in kilometres, and what it is.

    Published for exactly this line, else along the network, else as drawn.
    """
    if segment.published_length_km:
        return segment.published_length_km, PUBLISHED
    if segment.network_km:
        return segment.network_km, ALONG_NETWORK
    return drawn_km(segment), DRAWN


def km_by_state(segments: Iterable[Segment]) -> dict[Lifecycle, float]:
    """Drawn kilometres per state, in the order in which the states first appear."""
    totals: dict[Lifecycle, float] = {}
    for segment in segments:
        totals[segment.lifecycle] = totals.get(segment.lifecycle, 0.0) + drawn_km(segment)
    return totals


class GaugeBreak(NamedTuple):
    """Where a wagon has to change: ids of the segment it arrives on and of the one it leaves on."""

    arriving: str
    leaving: str


def breaks_of_gauge(route: Sequence[Segment]) -> list[GaugeBreak]:
    """Places on a rail route where no track gauge usable so far continues.

    Dual-gauge track is used as far as it helps, so a break is reported at the last possible place
    and their number is the smallest possible. An empty route has none. Every rail segment has at
    least one gauge; `validate` checks it.
    """
    breaks: list[GaugeBreak] = []
    usable = set(route[0].gauges_mm) if route else set()
    for here, onward in pairwise(route):
        # Greedy is optimal: to keep every gauge that still works never costs a change later.
        common = usable & set(onward.gauges_mm)
        if not common:
            breaks.append(GaugeBreak(arriving=here.id, leaving=onward.id))
        usable = common or set(onward.gauges_mm)
    return breaks
