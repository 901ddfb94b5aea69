"""Stretches of the earth: each recorded once, with its stops, and corridors run over whole ones."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.geometry.measure import length_km
from geo.geometry.segment_order import ordered_stops
from geo.records.model import Segment, Site
from geo.records.vocab import GeometryBasis, Mode, SiteKind
from geo.rules.context import Context, Found

#: A line serves a stop of its mode that it passes so near, in km: roads pass beside their towns.
SERVES_KM = {Mode.RAIL: 1.0, Mode.ROAD: 3.0}
#: A stop so near to an end of a segment belongs to that end: big towns have several.
AT_END_KM = 5.0
#: Two lines so near to each other are drawn on one track, in km.
BESIDE_KM = 0.5
#: Lines that lie beside each other over more of the shorter one are copies, 0 to 1.
MOST_BESIDE = 0.5
#: Lines that come nowhere nearer to each other do not lie beside each other, in km.
FAR_KM = 20.0
#: How closely lines are compared, in km.
_STEP_KM = 2.0
#: Kinds of sites that serve whatever passes them; the others serve the modes that stop there.
_TOWNS = frozenset(
    {
        SiteKind.CITY,
        SiteKind.PORT,
        SiteKind.BORDER_CROSSING,
        SiteKind.DRY_PORT,
        SiteKind.COMPANY_TOWN,
    }
)


class Pair(NamedTuple):
    """Ids of two segments, in the order of the alphabet, and how they are the same."""

    first: str
    second: str
    how: str


def stretches_are_in_one_piece(context: Context) -> Found:
    """Each segment of a stretch that a corridor runs over touches the one before it."""
    for project in context.loaded.projects:
        for number, stretch in enumerate(project.runs_over):
            segments = [context.records.get(name) for name in stretch.segment_ids]
            known = [segment for segment in segments if isinstance(segment, Segment)]
            pieces = ordered_stops(known) if len(known) == len(segments) else ()
            if len(pieces) > 1:
                found = f"it breaks off at {pieces[0][-1]} and goes on at {pieces[1][0]}"
                hint = "Begin another stretch there or add the segment between"
                field = f"runs_over[{number}]"
                yield context.issue(project.id, field, "stretch_broken", found, hint)


def segments_are_named_once(context: Context) -> Found:
    """A corridor names a segment once, or where it turns back: last and then first."""
    hint = (
        "Name it once; only where the corridor turns back may it end one stretch and begin the next"
    )
    for project in context.loaded.projects:
        named: set[str] = set()
        before = ""
        for number, stretch in enumerate(project.runs_over):
            for at, name in enumerate(stretch.segment_ids):
                if name in named and not (at == 0 and name == before):
                    field, found = f"runs_over[{number}]", f"{name} is named twice"
                    yield context.issue(project.id, field, "segment_twice", found, hint)
                named.add(name)
            before = stretch.segment_ids[-1] if stretch.segment_ids else ""


def no_stretch_is_recorded_twice(context: Context) -> Found:
    """Two segments of one mode that are the same stretch say that they are two, and why."""
    by_id = {segment.id: segment for segment in context.loaded.segments}
    for pair in copies(context):
        first, second = by_id[pair.first], by_id[pair.second]
        if second.id in first.parallel_to or first.id in second.parallel_to:
            continue
        hint = f"Keep one and let others run over it, or say parallel_to {first.id} and the reason"
        found = f"{pair.how} as {first.id}"
        yield context.issue(second.id, "geometry", "stretch_twice", found, hint)


def parallels_say_why(context: Context) -> Found:
    """A segment beside another one says why it is not the same."""
    for segment in context.loaded.segments:
        if bool(segment.parallel_to) is not bool(segment.parallel_reason):
            found = "parallel_to and parallel_reason go together, one of them is missing"
            hint = "Give both fields or neither"
            yield context.issue(segment.id, "parallel_reason", "parallel_half", found, hint)


def parallels_lie_beside_each_other(context: Context) -> Found:
    """A segment is parallel to another one of its mode that is near, and never to itself."""
    by_id = {segment.id: segment for segment in context.loaded.segments}
    for segment in by_id.values():
        for name in segment.parallel_to:
            other = by_id.get(name)
            if other and (found := _not_parallel(context, segment, other)):
                hint = "Correct the id or leave it out"
                yield context.issue(segment.id, "parallel_to", "parallel_wrong", found, hint)


def _not_parallel(context: Context, segment: Segment, other: Segment) -> str:
    """Why two segments cannot lie beside each other; empty if they can."""
    if other.id == segment.id:
        return "it names itself"
    if other.mode is not segment.mode:
        return f"{other.id} is of the mode {other.mode}"
    km = context.plane[segment.id].distance(context.plane[other.id])
    return f"{other.id} is {km:.0f} km away" if km > FAR_KM else ""


def stops_are_named_once(context: Context) -> Found:
    """What a segment stops at on its way is neither of its ends, and each stop stands once."""
    for segment in context.loaded.segments:
        seen = {segment.from_id, segment.to_id}
        for stop in segment.via_ids:
            if stop in seen:
                hint = "Leave it out of via_ids: ends and stops stand once each"
                yield context.issue(
                    segment.id, "via_ids", "stop_twice", f"{stop} stands twice", hint
                )
            seen.add(stop)


def lines_stop_where_they_pass(context: Context) -> Found:
    """A line that stands and passes a recorded stop of its mode stops there."""
    by_id = {segment.id: segment for segment in context.loaded.segments}
    for mode, reach in SERVES_KM.items():
        known = [segment for segment in context.loaded.segments if segment.mode is mode]
        used = {stop for segment in known for stop in segment.stop_ids}
        sites = [site for site in context.sites() if site.kind in _TOWNS or site.id in used]
        drawn = [segment for segment in known if segment.lifecycle.is_built and _is_drawn(segment)]
        lines = context.plane_of(segment.id for segment in drawn)
        places = context.plane_of(site.id for site in sites)
        passes = places.sindex.query(lines, predicate="dwithin", distance=reach)
        for line, place in zip(*passes, strict=True):
            segment_id, site_id = lines.index[line], places.index[place]
            segment, site = by_id[segment_id], context.site(site_id)
            if site is None or site_id in segment.stop_ids or _is_at_end(site, segment):
                continue
            km = context.plane[segment_id].distance(context.plane[site_id])
            found = f"the line passes {site_id} at {km:.1f} km"
            hint = "Add it to via_ids, in order, or lead the line past it"
            yield context.issue(segment_id, "via_ids", "stop_missed", found, hint)


def lines_end_where_others_leave(context: Context) -> Found:
    """Where a line of its mode begins or ends, a line that stands is cut and not only stops."""
    built = [segment for segment in context.loaded.segments if segment.lifecycle.is_built]
    ends = {(segment.mode, end) for segment in built for end in (segment.from_id, segment.to_id)}
    for segment in built:
        for stop in segment.via_ids:
            if (segment.mode, stop) in ends:
                found = f"another line leaves it at {stop}"
                hint = "Cut it there, so that a corridor can run over either part"
                yield context.issue(segment.id, "via_ids", "stretch_uncut", found, hint)


def _is_at_end(site: Site, segment: Segment) -> bool:
    ends = (segment.line[0], segment.line[-1])
    return min(length_km((site.at, end)) for end in ends) < AT_END_KM


def _is_drawn(segment: Segment) -> bool:
    """Whether the line says where it lies; a ruler from end to end does not, nor does a point."""
    is_ruler = segment.geometry_basis is GeometryBasis.ENDPOINTS_ONLY
    return not is_ruler and len(set(segment.line)) > 1


def copies(context: Context) -> tuple[Pair, ...]:
    """Pairs of segments of one mode that record the same stretch, in order.

    They join the same neighbouring stops, or lie within `BESIDE_KM` of each other over more than
    `MOST_BESIDE` of the shorter one. Ships share lanes and belts stay inside a plant, so neither is
    looked at; a ruler between two ends says nothing about where it lies.
    """
    found = {}
    for mode in (Mode.RAIL, Mode.ROAD):
        known = [
            segment
            for segment in context.loaded.segments
            if segment.mode is mode and _is_drawn(segment)
        ]
        lines = context.plane_of(segment.id for segment in known)
        for pair in (*_beside(lines), *_between_the_same_stops(known)):
            found[pair.first, pair.second] = pair
    return tuple(sorted(found.values()))


def _between_the_same_stops(segments: Sequence[Segment]) -> Iterator[Pair]:
    owners = defaultdict(set)
    for segment in segments:
        for hop in pairwise(segment.stop_ids):
            owners[frozenset(hop)].add(segment.id)
    for ends, ids in owners.items():
        for first, second in combinations(sorted(ids), 2):
            names = " and ".join(sorted(ends))
            yield Pair(first, second, f"it joins {names}, the same places")


def _beside(lines: gpd.GeoSeries) -> Iterator[Pair]:
    if len(lines) < 2:  # noqa: PLR2004 - a pair has two
        return
    # Lines have few points on straight track, so points are set every few km: shares of points
    # are then shares of length.
    points = lines.segmentize(_STEP_KM).get_coordinates()
    owners, (edges, others) = points.index.to_numpy(), _edges(lines)
    at = gpd.points_from_xy(points.x, points.y)
    point, edge = edges.sindex.query(at, predicate="dwithin", distance=BESIDE_KM)
    near = pd.DataFrame({"point": point, "line": owners[point], "other": others[edge]})
    # A point near several pieces of one line counts once for that line.
    near = near[near["line"] != near["other"]].drop_duplicates(["point", "other"])
    total, km = Counter(owners), lines.length
    for (short, long), count in Counter(zip(near["line"], near["other"], strict=True)).items():
        # Told once, from the shorter one: a siding lies wholly beside its main line, the main line
        # hardly beside the siding.
        is_shorter = (km[short], short) < (km[long], long)
        if is_shorter and count > MOST_BESIDE * total[short]:
            share = count / total[short]
            first, second = sorted((short, long))
            yield Pair(first, second, f"{share:.0%} of the shorter one lie on the same ground")


def _edges(lines: gpd.GeoSeries) -> tuple[gpd.GeoSeries, np.ndarray]:
    """Each line cut at its points, and the id of the line that each piece is of.

    Short pieces are found much faster than long lines.
    """
    points = lines.get_coordinates()
    at, owner = points.to_numpy(), points.index.to_numpy()
    inside = owner[1:] == owner[:-1]
    ends = np.stack([at[:-1][inside], at[1:][inside]], axis=1)
    return gpd.GeoSeries(shapely.linestrings(ends)), owner[1:][inside]
