"""Places lie in the countries that they name, and lines have no point the wrong way round.

Only `python -m geo check` asks this: outlines take a moment to read, so the app does not.
"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

from geo.geometry.measure import length_km
from geo.reading.network.countries import Countries
from geo.records.model import LonLat
from geo.records.vocab import COUNTRIES, DEGREES
from geo.rules.context import Context, Found

#: Outlines are simplified: a place may lie so far from its country, in km, beside its own error.
OFF_COUNTRY_KM = 5.0
#: The same where the outlines are not those of the folder.
OFF_BORROWED_KM = 50.0
#: An outline of a place may lie so far from the place, in km.
OFF_SITE_KM = 20.0
#: A point is suspected to be swapped if it makes a detour of so many km that swapping undoes.
DETOUR_KM = 300.0
_UNDONE = 0.2


def places_lie_in_their_countries(
    context: Context, countries: Countries, off_km: float = OFF_COUNTRY_KM
) -> Found:
    """A place lies in or near each country that it names; one the other way round is named."""
    outlines = countries.outlines
    if outlines.empty:
        return
    codes = set(outlines.index)
    known = [(site, code) for site in context.sites() for code in site.countries if code in codes]
    # Outlines end at the edge of the region: a place beyond is looked for at that edge, so that
    # only a country that is cut off there can hold it.
    edge = outlines.total_bounds
    inner = [(LonLat(*np.clip(site.at, edge[:2], edge[2:]).tolist()), code) for site, code in known]
    away = _km_off(inner, outlines)
    holders = _holders(context.shapes.loc[[site.id for site, _ in known]], outlines)
    for (site, code), km, holder in zip(known, away, holders, strict=True):
        if km <= off_km + (site.location_error_km or 0):
            continue
        where = f"({site.at.lon:g}, {site.at.lat:g}) lies {km:.0f} km outside {_name(code)}"
        swapped = LonLat(site.at.lat, site.at.lon)
        if _km_off([(swapped, code)], outlines)[0] <= off_km:
            hint = "Give longitude first, latitude second: they look swapped"
            yield context.issue(site.id, "geometry", "swapped_axes", where, hint)
        else:
            found = f"{where}, in {_name(holder)}" if holder else where
            hint = "Correct the position or the countries"
            yield context.issue(site.id, "geometry", "outside_country", found, hint)
    for site in context.sites():
        for code in site.countries:
            if code not in codes and code not in COUNTRIES:
                hint = "Write the code of ISO 3166-1, such as PK or UZ"
                found = f"there is no outline of a country {code}"
                yield context.issue(site.id, "countries", "country_unknown", found, hint)


def _km_off(pairs: Sequence[tuple[LonLat, str]], outlines: gpd.GeoSeries) -> Sequence[float]:
    """How far each position lies from the country beside it, in km, roughly; 0 inside."""
    at = np.array([at for at, _ in pairs]).reshape(-1, 2)
    shapes = outlines.loc[[code for _, code in pairs]].reset_index(drop=True)
    points = gpd.GeoSeries(gpd.points_from_xy(*at.T), crs=DEGREES)
    nearest = points.shortest_line(shapes, align=False)
    ends = shapely.get_coordinates(nearest.to_numpy()).reshape(-1, 2, 2)
    return [length_km((LonLat(*here), LonLat(*there))) for here, there in ends.tolist()]


def _holders(places: gpd.GeoDataFrame, outlines: gpd.GeoSeries) -> list[str]:
    """The code of the country in which each place lies, or nothing, by a spatial join."""
    areas = gpd.GeoDataFrame({"code": outlines.index}, geometry=outlines.to_numpy(), crs=DEGREES)
    joined = places.reset_index(drop=True).sjoin(areas, how="left", predicate="intersects")
    return list(joined["code"].fillna("").groupby(level=0).first())


def _name(code: str) -> str:
    return COUNTRIES.get(code, code)


def outlines_lie_at_their_places(context: Context) -> Found:
    """An outline lies at the place that it is the outline of."""
    for area in context.loaded.areas:
        site = context.site(area.site_id)
        if site is None:
            continue  # told elsewhere
        km = context.plane[area.id].distance(context.plane[site.id])  # none if it lies inside
        if km > OFF_SITE_KM:
            found = f"the outline lies {km:.0f} km from {site.id}"
            hint = "Correct its positions: longitude first, latitude second"
            yield context.issue(area.id, "geometry", "outline_elsewhere", found, hint)


def lines_have_no_swapped_point(context: Context) -> Found:
    """No point of a line makes a long detour that it would not make the other way round."""
    for segment in context.loaded.segments:
        for at in swapped_points(segment.line):
            found = f"({at.lon:g}, {at.lat:g}) looks swapped"
            hint = "Give longitude first, latitude second"
            yield context.issue(segment.id, "geometry", "swapped_axes", found, hint)


def swapped_points(line: Sequence[LonLat]) -> list[LonLat]:
    """Points between others that make a long detour, which they would not make swapped."""
    points = np.array(line, dtype=float).reshape(-1, 2)
    before, here, after = points[:-2], points[1:-1], points[2:]
    detour = _km(before, here) + _km(here, after) - _km(before, after)
    turned = here[:, ::-1]
    undone = _km(before, turned) + _km(turned, after) - _km(before, after)
    numbers = np.flatnonzero((detour > DETOUR_KM) & (undone < _UNDONE * detour))
    return [LonLat(*here[number].tolist()) for number in numbers]


def _km(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Rough distances of positions in degrees, in km."""
    shrink = np.cos(np.radians((here[:, 1] + there[:, 1]) / 2))
    east, north = (there - here).T
    return np.asarray(111.2 * np.hypot(east * shrink, north))
