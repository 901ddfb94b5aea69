"""Frontiers that a line crosses, the posts beside them, and where the track gauge changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.analysis.border_posts import post_state
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km, length_km
from geo.reading.network.countries import Countries
from geo.records.dates import Day
from geo.records.model import LonLat, Site
from geo.records.vocab import Mode, SiteKind
from geo.views.verdicts.ways import places_along

#: A post farther from the crossing than this is not that of the line, in km.
POST_WITHIN_KM = 25.0
#: Outlines are coarse: a country that a line is in for less than this is only brushed, in km.
_BRUSHED_KM = 3.0
_STEP_KM = 1.0
_MOST_PLACES = 6000


@dataclass(frozen=True, slots=True)
class CrossedFrontier:
    """Where a line passes from one country (ISO code) into the next.

    `post_id` is the border post of the atlas nearest to it within `POST_WITHIN_KM`, if there is
    any, `post_km` how far it is, and `post_says` its state for freight on the day in words.
    """

    countries: tuple[str, str]
    at: LonLat
    post_id: str = ""
    post_km: float = 0.0
    post_says: str = ""


@dataclass(frozen=True, slots=True)
class NeededBreak:
    """Two countries next to each other on the way, and the gauges of their railways in mm."""

    countries: tuple[str, str]
    gauges_mm: tuple[int, int]


class Borders:
    """Countries, posts and gauges of an atlas, to hold lines against."""

    def __init__(self, atlas: Atlas, countries: Countries, day: Day) -> None:
        """Keep what is asked for often; posts are told as of `day`."""
        self._atlas, self._day = atlas, day
        self._codes = list(countries.outlines.index)
        self._shapes = list(countries.outlines)
        # Asked for many places at once, a prepared outline answers forty times as fast.
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._posts = [
            site for site in atlas.sites if site.kind is SiteKind.BORDER_CROSSING and site.countries
        ]
        self.gauges: Mapping[str, int] = _main_gauges(atlas)

    def country_at(self, point: BaseGeometry) -> str:
        """The ISO code of the country at a point (longitude, latitude), empty at sea."""
        found = self._tree.query(point, predicate="intersects")
        return str(self._codes[int(found[0])]) if len(found) else ""

    def countries_of(self, area: BaseGeometry) -> tuple[str, ...]:
        """The ISO codes of the countries that an area lies in."""
        found = self._tree.query(area, predicate="intersects")
        return tuple(sorted(str(self._codes[int(at)]) for at in found))

    def crossed(self, line: BaseGeometry) -> tuple[tuple[str, ...], tuple[CrossedFrontier, ...]]:
        """The countries on the way of a line in its order, and the frontiers between them."""
        countries: list[str] = []
        frontiers: list[CrossedFrontier] = []
        for part in shapely.get_parts(line):
            stays = self._stays(part)
            for code, _, _ in stays:
                if not countries or countries[-1] != code:
                    countries.append(code)
            for (before, _, end), (after, start, _) in pairwise(stays):
                middle = LonLat((end.lon + start.lon) / 2, (end.lat + start.lat) / 2)
                frontiers.append(self._frontier((before, after), middle))
        return tuple(countries), tuple(frontiers)

    def _stays(self, part: BaseGeometry) -> list[tuple[str, LonLat, LonLat]]:
        """Country after country with the first and last place in it; the sea is left out."""
        km = length_km([LonLat(*at) for at in shapely.get_coordinates(part)])
        count = int(min(max(km / _STEP_KM, 2), _MOST_PLACES)) + 1
        places = places_along(part, np.linspace(0, 1, count))
        codes = np.full(count, -1)
        for number in self._tree.query(part)[::-1]:
            codes[shapely.contains_xy(self._shapes[number], *places.T)] = number
        least = _BRUSHED_KM / max(km / (count - 1), 1e-9)
        stays: list[tuple[str, LonLat, LonLat]] = []
        starts = np.flatnonzero(np.diff(codes, prepend=-2))
        for start, end in pairwise([*starts.tolist(), count]):
            is_brushed = end - start < least and start > 0 and end < count
            if codes[start] < 0 or is_brushed:
                continue
            code = str(self._codes[codes[start]])
            first, last = (LonLat(*places[at].tolist()) for at in (start, end - 1))
            if stays and stays[-1][0] == code:
                stays[-1] = (code, stays[-1][1], last)
            else:
                stays.append((code, first, last))
        return stays

    def _frontier(self, countries: tuple[str, str], at: LonLat) -> CrossedFrontier:
        near = [
            (length_km((site.at, at)), site) for site in self._posts if self._is_of(site, countries)
        ]
        km, post = min(near, key=lambda pair: pair[0], default=(POST_WITHIN_KM + 1, None))
        if post is None or km > POST_WITHIN_KM:
            return CrossedFrontier(countries, at)
        says = post_state(self._atlas, post.id, self._day).sentence()
        return CrossedFrontier(countries, at, post.id, km, says)

    @staticmethod
    def _is_of(site: Site, countries: tuple[str, str]) -> bool:
        return set(site.countries) <= set(countries)

    def breaks(
        self, countries: Sequence[str], gauges_mm: Sequence[int] = ()
    ) -> tuple[NeededBreak, ...]:
        """Where a railway through these countries would change gauge, as they have it now.

        A line with gauges of its own has to change at its two ends only.
        """
        known = [code for code in countries if code in self.gauges]
        pairs = [
            ((here, there), (self.gauges[here], self.gauges[there]))
            for here, there in pairwise(known)
        ]
        if gauges_mm and known:
            ends = dict.fromkeys((known[0], known[-1]))
            pairs = [((code, code), (gauges_mm[0], self.gauges[code])) for code in ends
                     if self.gauges[code] not in gauges_mm]  # fmt: skip
        return tuple(NeededBreak(*pair) for pair in pairs if pair[1][0] != pair[1][1])


def _main_gauges(atlas: Atlas) -> dict[str, int]:
    """The gauge of most kilometres of railway that stand in each country, by its ISO code."""
    km: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for segment in atlas.segments:
        if segment.mode is not Mode.RAIL or not segment.lifecycle.is_built:
            continue
        ends = [atlas.find_site(end) for end in (segment.from_id, segment.to_id)]
        codes = sorted({site.countries[0] for site in ends if site})
        for gauge in segment.gauges_mm if len(codes) == 1 else ():
            km[codes[0]][gauge] += drawn_km(segment)
    return {code: max(found, key=lambda gauge: found[gauge]) for code, found in km.items()}
