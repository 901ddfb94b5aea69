"""Positions, lines and outlines: where they may be and how they fit together."""

from itertools import pairwise
from typing import NamedTuple

import shapely

from geo.geometry.measure import length_km
from geo.records.model import Area, LonLat
from geo.records.vocab import GAUGES_MM, Accuracy, GeometryBasis
from geo.rules.context import Context, Found

_END_OFF_KM = 0.5
_LONGEST_KM = 12_000.0
#: A published length may be so many times the drawn one; short lines wind more and are let be.
_MOST_WINDING = 5
_SHORT_KM = 300.0
_HALF_TURN = 180


class _Box(NamedTuple):
    """West, south, east and north in degrees, all of them inside."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, at: LonLat) -> bool:
        return self.west <= at.lon <= self.east and self.south <= at.lat <= self.north


#: Everything the atlas may show, and the part of it where nearly everything lies. The heart ends
#: in the south where it begins in the west, so that no position of the region looks swapped.
_REGION = _Box(-10, 0, 130, 65)
_HEART = _Box(20, 20, 130, 65)


def positions_are_in_the_region(context: Context) -> Found:
    """Nothing lies outside the region; a pair that would fit the other way round is named."""
    bounds = context.shapes.bounds
    in_heart = (bounds[["minx", "miny"]] >= [*_HEART[:2]]).all(axis="columns")
    in_heart &= (bounds[["maxx", "maxy"]] <= [*_HEART[2:]]).all(axis="columns")
    for record_id, shape in context.shapes.geometry[~in_heart].items():
        positions = [LonLat(*at) for at in shapely.get_coordinates(shape).tolist()]
        swapped = next((at for at in positions if _looks_swapped(at)), None)
        outside = next((at for at in positions if not _REGION.holds(at)), None)
        if swapped:
            found = f"({swapped.lon:g}, {swapped.lat:g}) looks swapped"
            hint = "Give longitude first, latitude second"
            yield context.issue(record_id, "geometry", "swapped_axes", found, hint)
        elif outside:
            found = f"({outside.lon:g}, {outside.lat:g}) is outside the atlas"
            hint = "Give longitude and latitude in degrees"
            yield context.issue(record_id, "geometry", "out_of_region", found, hint)


def _looks_swapped(at: LonLat) -> bool:
    return not _HEART.holds(at) and _HEART.holds(LonLat(at.lat, at.lon))


def _is_placed(at: LonLat) -> bool:
    return _REGION.holds(at) and not _looks_swapped(at)


def segment_ends_touch_their_sites(context: Context) -> Found:
    """A line begins and ends within half a kilometre of the sites that it names."""
    for segment in context.loaded.segments:
        first = ("from_id", segment.from_id, segment.line[0])
        last = ("to_id", segment.to_id, segment.line[-1])
        for field, site_id, end in (first, last):
            site = context.site(site_id)
            if site is None or not (_is_placed(end) and _is_placed(site.at)):
                continue  # told elsewhere
            off = length_km((site.at, end))
            if off > _END_OFF_KM:
                found = f"the line ends {off:.1f} km from {site_id}"
                yield context.issue(segment.id, field, "end_off_node", found, "Move it there")


def lines_have_length(context: Context) -> Found:
    """A line is longer than nothing."""
    for segment in context.loaded.segments:
        if length_km(segment.line) == 0:
            hint = "Draw it from one site to the other"
            yield context.issue(
                segment.id, "geometry", "zero_length", "the line has no length", hint
            )


def lines_stay_on_one_side_of_180(context: Context) -> Found:
    """A line never jumps over the 180th meridian."""
    for segment in context.loaded.segments:
        if any(
            abs(before.lon - after.lon) > _HALF_TURN for before, after in pairwise(segment.line)
        ):
            found, hint = "the line jumps over 180 degrees", "Split it there (RFC 7946)"
            yield context.issue(segment.id, "geometry", "antimeridian", found, hint)


def rings_are_sound(context: Context) -> Found:
    """An outline does not cross itself; which way it turns is checked when it is read."""
    shapes = context.shapes
    outlines = shapes.geometry[shapes["kind"] == Area.__name__]
    for area_id, reason in outlines[~outlines.is_valid].is_valid_reason().items():
        found = f"the ring crosses itself: {reason.lower()}"
        hint = "Draw it without crossings"
        yield context.issue(area_id, "geometry", "ring_invalid", found, hint)


def railways_have_a_gauge(context: Context) -> Found:
    """A railway names its track gauges, unless only its ends are known; nothing else has any."""
    for segment in context.loaded.segments:
        is_known = segment.geometry_basis is not GeometryBasis.ENDPOINTS_ONLY
        if segment.mode.has_gauge and not segment.gauges_mm and is_known:
            found, hint = "a railway without a track gauge", "Give it in millimetres, such as 1520"
            yield context.issue(segment.id, "gauges_mm", "gauge_missing", found, hint)
        if not segment.mode.has_gauge and segment.gauges_mm:
            found = f"mode {segment.mode} has no track gauge"
            yield context.issue(
                segment.id, "gauges_mm", "gauge_without_rail", found, "Leave the field out"
            )


def gauges_exist(context: Context) -> Found:
    """Only gauges that tracks of the region have are named."""
    for segment in context.loaded.segments:
        for gauge in segment.gauges_mm:
            if gauge not in GAUGES_MM:
                found = f"{gauge} mm is not a gauge we know"
                hint = f"Use one of {', '.join(map(str, sorted(GAUGES_MM)))}"
                yield context.issue(segment.id, "gauges_mm", "gauge_unknown", found, hint)


def promises_are_not_surveyed(context: Context) -> Found:
    """What is not being built cannot be surveyed or traced from the ground."""
    for segment in context.loaded.segments:
        planned = not segment.lifecycle.is_built and not segment.lifecycle.is_under_works
        if planned and segment.geometry_basis in {GeometryBasis.SURVEYED, GeometryBasis.OSM}:
            found = f"a line in state {segment.lifecycle} is called {segment.geometry_basis}"
            yield context.issue(
                segment.id, "geometry_basis", "promise_drawn_as_fact", found, "Call it schematic"
            )


def lengths_are_kilometres(context: Context) -> Found:
    """A published length is not many times the line, as metres would be."""
    for segment in context.loaded.segments:
        published, drawn = segment.published_length_km or 0, length_km(segment.line)
        is_far_off = published > _SHORT_KM and published > _MOST_WINDING * drawn
        if published > _LONGEST_KM or is_far_off:
            found = f"{published:g} looks like metres, the drawn line has {drawn:.0f} km"
            yield context.issue(
                segment.id, "published_length_km", "length_in_metres", found, "Give kilometres"
            )


def lengths_have_source_and_scope(context: Context) -> Found:
    """A published length says who published it and what it covers."""
    for segment in context.loaded.segments:
        if segment.published_length_km is None:
            continue
        if not segment.published_length_source_id:
            field, rule = "published_length_source_id", "figure_without_source"
            yield context.issue(
                segment.id, field, rule, "a length without a source", "Name who published it"
            )
        if not segment.published_length_scope:
            field, rule = "published_length_scope", "figure_without_scope"
            yield context.issue(
                segment.id, field, rule, "a length without a scope", "Say what it covers"
            )


def approximate_sites_say_how_far(context: Context) -> Found:
    """A point that is only near says how near."""
    for site in context.sites():
        if site.location_accuracy is Accuracy.APPROXIMATE and site.location_error_km is None:
            found, hint = "an approximate place without an error", "Give the likely error in km"
            yield context.issue(site.id, "location_error_km", "error_missing", found, hint)


def heights_have_a_source(context: Context) -> Found:
    """A height says where it comes from, and nothing else does."""
    for site in context.sites():
        if (site.elevation_m is None) is not (site.elevation_source_id is None):
            found = "a height and its source go together, one of them is missing"
            hint = "Give both fields or neither"
            yield context.issue(site.id, "elevation_source_id", "height_half", found, hint)


def openings_have_a_source(context: Context) -> Found:
    """A day of opening says where it stands, and nothing else does."""
    for site in context.sites():
        if (site.opened is None) is not (site.opened_source_id is None):
            found = "a day of opening and its source go together, one of them is missing"
            hint = "Give both fields or neither"
            yield context.issue(site.id, "opened_source_id", "opening_half", found, hint)
