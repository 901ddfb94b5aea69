"""One verdict a feature: lines, points and areas held against the atlas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading.network.countries import Countries
from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.records.dates import Day
from geo.records.model import LonLat
from geo.records.vocab import Lifecycle, Mode
from geo.routing.router import Router
from geo.views.verdicts.crossings import Borders, CrossedFrontier, NeededBreak
from geo.views.verdicts.lengths import (
    NetworkLength,
    NetworkMeasure,
    PrintedLength,
    geodesic_km,
    printed_lengths,
)
from geo.views.verdicts.repeats import Repeats, repeats_of
from geo.views.verdicts.ways import REACHES, Indexes, Ways, plane_shape

_MODE_COLUMNS = ("mode", "type", "railway", "highway", "kind", "вид", "тип")
_MODES: Mapping[str, Mode] = {
    **dict.fromkeys(("rail", "railway", "train", "railroad", "железная дорога"), Mode.RAIL),
    **dict.fromkeys(("road", "highway", "motorway", "trunk", "primary", "автодорога"), Mode.ROAD),
    **dict.fromkeys(("sea", "ship", "ferry"), Mode.SEA),
}
_GAUGE_COLUMNS = ("gauge", "gauge_mm", "gauges_mm", "колея")
_WIDEST_GAUGE, _NARROWEST_GAUGE = 1700, 500
_ELLIPSOID = pyproj.Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What is known of a line: how long it is, what it repeats, what it crosses."""

    km: float
    mode: Mode | None
    repeats: Repeats
    network: NetworkLength | None
    printed: tuple[PrintedLength, ...]
    countries: tuple[str, ...]
    frontiers: tuple[CrossedFrontier, ...]
    breaks: tuple[NeededBreak, ...]

    @property
    def existing_km(self) -> float:
        """So much of its way exists already, in km."""
        return self.repeats.existing * self.km


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """What is near a point: the nearest place and line with their km, and projects by reach."""

    country: str
    site: tuple[str, float] | None
    segment: tuple[str, float] | None
    projects: Mapping[float, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AreaVerdict:
    """What lies inside an area: its km², places, and km of lines by state and by project."""

    km2: float
    countries: tuple[str, ...]
    site_ids: tuple[str, ...]
    km_by_state: Mapping[Lifecycle, float]
    km_by_project: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A feature by its layer, number and label, and what is known of it."""

    layer: str
    number: int
    label: str
    found: LineVerdict | PointVerdict | AreaVerdict
    shape: BaseGeometry = field(repr=False, compare=False)


class Judge:
    """An atlas made ready to give verdicts; made once for a day, so threads may share it."""

    def __init__(self, router: Router, countries: Countries, day: Day) -> None:
        """Lay the indexes; the states of posts are those of `day`."""
        self.router, self.day = router, day
        self._ways = Ways(router.atlas)
        self._borders = Borders(router.atlas, countries, day)
        self._measure = NetworkMeasure(router)
        self._sites = list(router.atlas.sites)
        self._site_tree = shapely.STRtree(
            [plane_shape(shapely.Point(site.at.lon, site.at.lat)) for site in self._sites]
        )

    def country_at(self, at: LonLat) -> str:
        """The ISO code of the country at a position (EPSG:4326), empty at sea."""
        return self._borders.country_at(shapely.Point(at))

    def verdicts(self, frame: gpd.GeoDataFrame) -> Iterator[Verdict]:
        """The verdicts on the features of an uploaded layer, one by one in its order."""
        columns = {str(column).lower(): column for column in frame.columns}
        for row, shape in zip(frame.to_dict("records"), frame.geometry, strict=True):
            said = {name: row[column] for name, column in columns.items()}
            found = self.judge(shape, mode_said(said), gauges_said(said))
            yield Verdict(str(row[LAYER]), int(row[NUMBER]), str(row[LABEL]), found, shape)

    def judge(
        self, shape: BaseGeometry, mode: Mode | None = None, gauges_mm: tuple[int, ...] = ()
    ) -> LineVerdict | PointVerdict | AreaVerdict:
        """The verdict on one valid shape in longitude and latitude (EPSG:4326)."""
        match int(shapely.get_dimensions(shape)):
            case 0:
                return self._of_point(shape)
            case 1:
                return self._of_line(shape, mode, gauges_mm)
            case _:
                return self._of_area(shape)

    def _of_line(
        self, line: BaseGeometry, mode: Mode | None, gauges_mm: tuple[int, ...]
    ) -> LineVerdict:
        km = geodesic_km(line)
        repeats = repeats_of(self._ways, line, mode)
        countries, frontiers = self._borders.crossed(line)
        is_rail = mode in {None, Mode.RAIL}
        return LineVerdict(
            km=km,
            mode=mode,
            repeats=repeats,
            network=self._measure.between_ends(line, mode, self.day),
            printed=printed_lengths(self.router, repeats, km),
            countries=countries,
            frontiers=frontiers,
            breaks=self._borders.breaks(countries, gauges_mm) if is_rail else (),
        )

    def _of_point(self, point: BaseGeometry) -> PointVerdict:
        place = plane_shape(shapely.centroid(point))
        near = self._ways.near([place])
        nearest = int(np.argmin(near.km)) if len(near.km) else -1
        segment = (
            (self._ways.segments[int(near.segment[nearest])].id, float(near.km[nearest]))
            if nearest >= 0
            else None
        )
        at, away = self._site_tree.query_nearest(place, return_distance=True, all_matches=False)
        site = (self._sites[int(at[0])].id, float(away[0])) if len(at) else None
        projects = {
            reach: self._projects_of(near.segment[near.km <= reach]) for reach in REACHES[1:]
        }
        return PointVerdict(
            self._borders.country_at(shapely.centroid(point)), site, segment, projects
        )

    def _projects_of(self, numbers: Indexes) -> tuple[str, ...]:
        atlas = self.router.atlas
        over = (
            atlas.projects_over(self._ways.segments[int(number)].id) for number in np.sort(numbers)
        )
        return tuple(dict.fromkeys(project.id for found in over for project in found))

    def _of_area(self, area: BaseGeometry) -> AreaVerdict:
        plane = shapely.make_valid(plane_shape(area))
        inside = sorted(int(at) for at in self._site_tree.query(plane, predicate="intersects"))
        by_state: dict[Lifecycle, float] = {}
        by_project: dict[str, float] = {}
        shapely.prepare(plane)
        for number in np.flatnonzero(shapely.intersects(plane, self._ways.lines)):
            segment = self._ways.segments[int(number)]
            km = float(shapely.intersection(plane, self._ways.lines[number]).length)
            by_state[segment.lifecycle] = by_state.get(segment.lifecycle, 0.0) + km
            for project in self.router.atlas.projects_over(segment.id):
                by_project[project.id] = by_project.get(project.id, 0.0) + km
        metres2 = sum(
            abs(_ELLIPSOID.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(area)
        )
        sites = tuple(self._sites[at].id for at in inside)
        codes = self._borders.countries_of(area)
        return AreaVerdict(metres2 / 1e6, codes, sites, by_state, by_project)


def mode_said(said: Mapping[str, object]) -> Mode | None:
    """The mode that properties (by their names in small letters) speak of."""
    for name in _MODE_COLUMNS:
        mode = _MODES.get(str(said.get(name) or "").strip().lower())
        if mode:
            return mode
    return None


def gauges_said(said: Mapping[str, object]) -> tuple[int, ...]:
    """The track gauges that such properties speak of, in mm; none that no track has."""
    for name in _GAUGE_COLUMNS:
        text = str(said.get(name) or "").removesuffix(".0")
        gauges = [int(part) for part in text.replace(",", ";").split(";") if part.strip().isdigit()]
        if gauges and all(_NARROWEST_GAUGE <= gauge <= _WIDEST_GAUGE for gauge in gauges):
            return tuple(gauges)
    return ()
