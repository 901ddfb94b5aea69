"""From a way through the network to the line that is drawn, and to words on how true it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from geo.build.graph import HAND, Graph, Origin
from geo.build.routing import Way
from geo.measure import length_km
from geo.model import LonLat
from geo.plane import to_plane
from geo.vocab import GeometryBasis

DECIMALS = 5
#: Points are known to about 100 m, so the line may lose what moves it less than this.
TOLERANCE_KM = 0.03
#: Simplifying never makes a straight piece longer than this.
_KEEP_EVERY_KM = 10.0
#: A line is "osm" if this share of it runs between mapped points no further apart than that.
_OSM_SHARE = 0.8
LONG_KM = 25.0
#: A line that is shorter than the way by more than this share says so.
_SHORT_SHARE = 0.05
#: A place nearer than this to its track needs no word about it.
_AT_TRACK_KM = 0.5


@dataclass(frozen=True, slots=True)
class Track:
    """A line that follows a network.

    `line` is (longitude, latitude) in EPSG:4326 and includes the straight pieces from the track
    to the sites at both ends, whose lengths are `end_gaps_km`. `network_km` is the length along
    the network without them. `straight_km` is the longest distance between neighbouring known
    points, `hand_km` the share of `network_km` that touches points placed by hand, `bridge_km`
    the share that the package lacks, and `print_km` the share whose length is a published one.
    `marks` are those of its points.
    """

    line: tuple[LonLat, ...]
    network_km: float
    basis: GeometryBasis
    straight_km: float
    straight_at: tuple[LonLat, LonLat]
    straight_track_km: float
    hand_km: float
    bridge_km: float
    print_km: float
    end_gaps_km: tuple[float, float]
    marks: frozenset[str]


def draw(graph: Graph, way: Way, ends: tuple[LonLat, LonLat]) -> Track:
    """Return the line of a way between two sites.

    The line begins and ends on the sites themselves. It keeps the points of the way but for
    those that move it less than `TOLERANCE_KM`.
    """
    links = way.links(graph)
    pairs = list(pairwise(way.points))
    chords = [graph.chord_km(one, other) for one, other in pairs]
    on_hand = [HAND in (graph.marks.get(one), graph.marks.get(other)) for one, other in pairs]
    total = sum(link.km for link in links)
    mapped = sum(
        link.km
        for link, chord, hand in zip(links, chords, on_hand, strict=True)
        if chord <= LONG_KM and not hand and link.origin is not Origin.BRIDGE
    )
    longest = max(range(len(chords)), key=chords.__getitem__)
    points = [graph.points[number] for number in way.points]
    return Track(
        line=_with_ends(simplified(points), ends),
        network_km=total,
        basis=GeometryBasis.OSM if mapped >= _OSM_SHARE * total else GeometryBasis.SCHEMATIC,
        straight_km=chords[longest],
        straight_at=(points[longest], points[longest + 1]),
        straight_track_km=links[longest].km,
        hand_km=sum(link.km for link, hand in zip(links, on_hand, strict=True) if hand),
        bridge_km=sum(link.km for link in links if link.origin is Origin.BRIDGE),
        print_km=sum(link.km for link in links if link.in_print),
        end_gaps_km=(length_km((ends[0], points[0])), length_km((points[-1], ends[1]))),
        marks=frozenset(graph.marks[number] for number in way.points if number in graph.marks),
    )


def simplified(line: Sequence[LonLat]) -> list[LonLat]:
    """Return the line without points that it can lose (Douglas-Peucker); ends stay.

    Pieces of 10 km are simplified one by one, so that no long straight piece comes into being.
    """
    kept, start, run = [line[0]], 0, 0.0
    for number, (one, other) in enumerate(pairwise(line), 1):
        run += length_km((one, other))
        if run >= _KEEP_EVERY_KM or number == len(line) - 1:
            kept += _thinned(line[start : number + 1])[1:]
            start, run = number, 0.0
    return kept


def _thinned(line: Sequence[LonLat]) -> list[LonLat]:
    plane = to_plane(line)
    kept = {tuple(at) for at in shapely.simplify(shapely.LineString(plane), TOLERANCE_KM).coords}
    inner = [at for at, place in zip(line[1:-1], plane[1:-1], strict=True) if tuple(place) in kept]
    return [line[0], *inner, line[-1]]


def _with_ends(line: Sequence[LonLat], ends: tuple[LonLat, LonLat]) -> tuple[LonLat, ...]:
    chain = [ends[0], *line, ends[1]]
    rounded = [LonLat(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in chain]
    return tuple(at for at, last in zip(rounded, [None, *rounded], strict=False) if at != last)


def describe(track: Track, names: tuple[str, str], what: str) -> str:
    """Return plain sentences on where the line comes from and where it is weak.

    Args:
        track: the line.
        names: what the places at its two ends are called.
        what: "track" or "road".

    """
    told = [f"Follows OpenStreetMap points of the {what}."]
    if track.hand_km >= 1:
        told.append(f"About {track.hand_km:.0f} km run through points placed by hand.")
    if track.bridge_km >= 1:
        told.append(f"About {track.bridge_km:.0f} km are missing in the data and drawn by hand.")
    if track.print_km >= 1:
        told.append(f"{track.print_km:.0f} km of its length are a published figure.")
    told.append(f"The longest straight piece has {track.straight_km:.0f} km{_why_straight(track)}.")
    short = 1 - (length_km(track.line) - sum(track.end_gaps_km)) / track.network_km
    if short > _SHORT_SHARE:
        told.append(
            f"As drawn it is about {100 * short:.0f} % shorter than the {what}: "
            "not all of its bends are known."
        )
    for name, gap in zip(names, track.end_gaps_km, strict=True):
        if gap > _AT_TRACK_KM:
            told.append(f"The {what} ends {gap:.1f} km from {name}; a straight piece joins them.")
    return " ".join(told)


def _why_straight(track: Track) -> str:
    if track.straight_km <= LONG_KM:
        return ""
    (lon, lat), (to_lon, to_lat) = track.straight_at
    where = f", from {lon:g} E {lat:g} N to {to_lon:g} E {to_lat:g} N: no point between is known"
    more = round(100 * (track.straight_track_km / track.straight_km - 1))
    if more < 1:
        return f"{where}, and the real way is as good as straight there"
    return f"{where}, and the real way is about {more} % longer there"
