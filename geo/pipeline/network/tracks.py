"""From a way through the network to the line that is drawn, and to words on how true it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from geo.geometry.measure import length_km
from geo.geometry.projection import to_plane
from geo.pipeline.graph.graph import HAND, Graph, Origin
from geo.pipeline.graph.routing import NetworkPath
from geo.records.model import LonLat
from geo.records.vocab import GeometryBasis

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


def track_along(graph: Graph, path: NetworkPath, ends: tuple[LonLat, LonLat]) -> Track:
    """Return the line of a way between two sites.

    The line begins and ends on the sites themselves. It keeps the points of the way but for
    those that move it less than `TOLERANCE_KM`.
    """
    edges = path.edges(graph)
    pairs = list(pairwise(path.points))
    chords = [graph.chord_km(start, end) for start, end in pairs]
    on_hand = [HAND in (graph.marks.get(start), graph.marks.get(end)) for start, end in pairs]
    total = sum(edge.km for edge in edges)
    mapped = sum(
        edge.km
        for edge, chord, hand in zip(edges, chords, on_hand, strict=True)
        if chord <= LONG_KM and not hand and edge.origin is not Origin.BRIDGE
    )
    longest = max(range(len(chords)), key=chords.__getitem__)
    points = [graph.points[number] for number in path.points]
    return Track(
        line=_with_ends(simplified(points), ends),
        network_km=total,
        basis=GeometryBasis.OSM if mapped >= _OSM_SHARE * total else GeometryBasis.SCHEMATIC,
        straight_km=chords[longest],
        straight_at=(points[longest], points[longest + 1]),
        straight_track_km=edges[longest].km,
        hand_km=sum(edge.km for edge, hand in zip(edges, on_hand, strict=True) if hand),
        bridge_km=sum(edge.km for edge in edges if edge.origin is Origin.BRIDGE),
        print_km=sum(edge.km for edge in edges if edge.in_print),
        end_gaps_km=(length_km((ends[0], points[0])), length_km((points[-1], ends[1]))),
        marks=frozenset(graph.marks[number] for number in path.points if number in graph.marks),
    )


def simplified(line: Sequence[LonLat]) -> list[LonLat]:
    """Return the line without points that it can lose (Douglas-Peucker); ends stay.

    Pieces of 10 km are simplified one by one, so that no long straight piece comes into being.
    """
    kept, first, run_km = [line[0]], 0, 0.0
    for number, (start, end) in enumerate(pairwise(line), 1):
        run_km += length_km((start, end))
        if run_km >= _KEEP_EVERY_KM or number == len(line) - 1:
            kept += _thinned(line[first : number + 1])[1:]
            first, run_km = number, 0.0
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


def track_note(track: Track, names: tuple[str, str], what: str) -> str:
    """Return plain sentences on where the line comes from and where it is weak.

    Args:
        track: the line.
        names: what the places at its two ends are called.
        what: "track" or "road".

    """
    notes = [f"Follows OpenStreetMap points of the {what}."]
    if track.hand_km >= 1:
        notes.append(f"About {track.hand_km:.0f} km run through points placed by hand.")
    if track.bridge_km >= 1:
        notes.append(f"About {track.bridge_km:.0f} km are missing in the data and drawn by hand.")
    if track.print_km >= 1:
        notes.append(f"{track.print_km:.0f} km of its length are a published figure.")
    notes.append(
        f"The longest straight piece has {track.straight_km:.0f} km{_why_straight(track)}."
    )
    short = 1 - (length_km(track.line) - sum(track.end_gaps_km)) / track.network_km
    if short > _SHORT_SHARE:
        notes.append(
            f"As drawn it is about {100 * short:.0f} % shorter than the {what}: "
            "not all of its bends are known."
        )
    for name, gap in zip(names, track.end_gaps_km, strict=True):
        if gap > _AT_TRACK_KM:
            notes.append(f"The {what} ends {gap:.1f} km from {name}; a straight piece joins them.")
    return " ".join(notes)


def _why_straight(track: Track) -> str:
    if track.straight_km <= LONG_KM:
        return ""
    (lon, lat), (to_lon, to_lat) = track.straight_at
    where = f", from {lon:g} E {lat:g} N to {to_lon:g} E {to_lat:g} N: no point between is known"
    more = round(100 * (track.straight_track_km / track.straight_km - 1))
    if more < 1:
        return f"{where}, and the real way is as good as straight there"
    return f"{where}, and the real way is about {more} % longer there"
