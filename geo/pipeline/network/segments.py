"""For each segment that exists: its way through a network, or why it keeps its own line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.geometry.measure import length_km
from geo.pipeline.graph.graph import HAND, GraphError
from geo.pipeline.graph.routing import find_path
from geo.pipeline.graph.snapping import SnappedPlace
from geo.pipeline.network.places import TrackNetwork, places, stops_at
from geo.pipeline.network.sea import sea_line
from geo.pipeline.network.tracks import track_along, track_note
from geo.reading.network.countries import Countries
from geo.reading.network.routing_hints import Guide, Guides, allowed_countries
from geo.records.model import LonLat, Segment, Site
from geo.records.vocab import GeometryBasis, Mode

#: How much shorter than its straight hops a way may be: places lie beside their tracks.
LEAST_WINDING = 0.97
#: What we place by hand rests on what is generally known.
_SOURCE_OF = {HAND: "src-general-knowledge"}
_WORD = {Mode.RAIL: "track", Mode.ROAD: "road"}
_SEA_NOTE = (
    "Follows lanes that ships use, with great circles between them; not the course of a ship."
)


@dataclass(frozen=True, slots=True)
class TrackNetworks:
    """What ways are sought in, and the outlines of the countries that they must keep to."""

    rail: TrackNetwork
    road: TrackNetwork
    sea: TrackNetwork
    countries: Countries

    def network_for(self, mode: Mode) -> TrackNetwork | None:
        """Return the network that a mode uses; a conveyor has none."""
        by_mode = {Mode.RAIL: self.rail, Mode.ROAD: self.road, Mode.SEA: self.sea}
        return by_mode.get(mode)


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """The line found for a segment, with what is said about it."""

    segment_id: str
    line: tuple[LonLat, ...]
    network_km: float
    basis: GeometryBasis
    note: str
    straight_km: float
    end_gaps_km: tuple[float, float]
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a segment keeps the line of its layer."""

    segment_id: str
    reason: str


def is_sought(segment: Segment, guide: Guide) -> bool:
    """Tell whether a real line can exist: of what is built, and of works where we are told so.

    A promise is never drawn like a fact.
    """
    if segment.lifecycle.is_under_works:
        return guide.rule == "routed"
    return segment.lifecycle.is_on_the_ground and segment.mode.is_routable


def find_lines(
    segments: Iterable[Segment],
    sites: Mapping[str, Site],
    networks: TrackNetworks,
    guides: Guides,
    report: Callable[[str], None],
) -> Iterator[DerivedLine | Kept]:
    """Yield the line of every segment that exists, in the order of their ids."""
    for segment in sorted(segments, key=lambda segment: segment.id):
        guide = guides.of(segment.id)
        if not is_sought(segment, guide):
            continue
        try:
            found = _line_of(segment, sites, networks, guide)
        except GraphError as error:
            report(f"{segment.id}: keeps its line, {error}")
            yield Kept(segment.id, str(error))
        else:
            report(f"{segment.id}: {found.network_km:.0f} km, {found.basis}")
            yield found


def _line_of(
    segment: Segment, sites: Mapping[str, Site], networks: TrackNetworks, guide: Guide
) -> DerivedLine:
    network = networks.network_for(segment.mode)
    if guide.rule == "hand":
        raise GraphError(guide.reason)
    if network is None:
        raise GraphError(f"there is no network for mode {segment.mode}")
    via = guide.via if guide.via is not None else segment.via_ids
    stops = places((segment.from_id, *via, segment.to_id), sites)
    line = (
        _line_by_sea(segment, stops, network)
        if segment.mode is Mode.SEA
        else _line_by_land(segment, stops, network)
    )
    if segment.mode is not Mode.SEA:
        _refuse_odd_length(line, stops, guide)
    allowed = allowed_countries(segment, sites, guide)
    foreign = networks.countries.foreign_km(line.line, allowed)
    if foreign:
        where = ", ".join(f"{km:.0f} km in {code}" for code, km in foreign.items())
        raise GraphError(f"the way found runs through another country: {where}")
    return line


def _line_by_land(
    segment: Segment, stops: Sequence[SnappedPlace], network: TrackNetwork
) -> DerivedLine:
    path = find_path(network.graph, stops_at(network, stops))
    if len(path.points) < 2:  # noqa: PLR2004 - a line has two ends
        raise GraphError("both ends meet the network in one point")
    first, last = stops[0], stops[-1]
    track = track_along(network.graph, path, (first.at, last.at))
    return DerivedLine(
        segment_id=segment.id,
        line=track.line,
        network_km=track.network_km,
        basis=track.basis,
        note=track_note(track, (first.name, last.name), _WORD[segment.mode]),
        straight_km=track.straight_km,
        end_gaps_km=track.end_gaps_km,
        source_ids=(network.source_id, *sorted(_SOURCE_OF.get(mark, mark) for mark in track.marks)),
    )


def _line_by_sea(
    segment: Segment, stops: Sequence[SnappedPlace], network: TrackNetwork
) -> DerivedLine:
    reach = [network.snapper.stop_at_port(stop) for stop in stops]
    path = find_path(network.graph, reach)
    line = sea_line(network.graph, path, (stops[0].at, stops[-1].at))
    return DerivedLine(
        segment_id=segment.id,
        line=line,
        network_km=length_km(line),
        basis=GeometryBasis.SCHEMATIC,
        note=_SEA_NOTE,
        straight_km=max(length_km(pair) for pair in pairwise(line)),
        end_gaps_km=(0.0, 0.0),
        source_ids=(network.source_id,),
    )


def _refuse_odd_length(line: DerivedLine, stops: Sequence[SnappedPlace], guide: Guide) -> None:
    """Refuse a way that is a detour, or too short to serve its places."""
    hops = length_km([stop.at for stop in stops])
    times = (line.network_km + sum(line.end_gaps_km)) / hops
    if not LEAST_WINDING <= times <= guide.winding:
        raise GraphError(
            f"the way found has {line.network_km:.0f} km, {times:.2f} times its straight hops"
        )
