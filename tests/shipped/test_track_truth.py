"""The drawn railways against points of the real tracks that were kept out of the drawing.

`tests/data/network/track_truth.csv` holds stations and points of tracks from an extract of
OpenStreetMap of early 2026. None of them is in `waypoints.csv`. Some stations were drawn by lot
(seed 20261127) out of those that could have been placed there, the others stand where the network
of 2024 has a junction.

`track_truth_second.csv` holds stations of another list and other hands, mostly of 2019. They stand
away from every point that is placed in the drawing and from every point of the first list. A point
that stands on another line than ours is left out, and its row says why.

Run `python -m tests.shipped.test_track_truth` to see the figures by kind, by source and by country.
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from geo.geometry.projection import to_plane
from geo.reading.load import load
from geo.records.model import LonLat
from geo.records.vocab import Mode
from tests.conftest import ROOT

LISTS = ROOT / "tests" / "data" / "network"
FIRST, SECOND = LISTS / "track_truth.csv", LISTS / "track_truth_second.csv"
WAYPOINTS = ROOT / "data" / "network" / "waypoints.csv"
#: In km: the aim for the middle point, for nine in ten, and for the worst.
MEDIAN_KM, P90_KM, WORST_KM = 0.1, 1.0, 5.0
#: Fewer points would say little.
LEAST_POINTS = {FIRST: 150, SECOND: 300}
#: In the second list, so many of the countries with railways must have points.
LEAST_COUNTRIES = 8
#: In km: a point of the second list stands further than this from all that was placed by hand.
AWAY_KM = 0.5
#: More that stand on other lines would be a list for another map.
MOST_LEFT_OUT = 0.02


class Point(NamedTuple):
    """A point of a real track or of a station beside it."""

    at: LonLat
    name: str
    #: Kind of the point in the first list, source of it in the second.
    kind: str
    country: str
    left_out: str


@cache
def rows(path: Path) -> tuple[Point, ...]:
    """Every row of a list, those that are left out as well."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    return tuple(
        Point(
            LonLat(float(row["lon"]), float(row["lat"])),
            row["name"],
            row["kind"] if path == FIRST else row["source"],
            row.get("country", ""),
            row.get("left_out", ""),
        )
        for row in found
    )


def truth(path: Path) -> tuple[Point, ...]:
    return tuple(point for point in rows(path) if not point.left_out)


@cache
def placed() -> tuple[LonLat, ...]:
    with WAYPOINTS.open(encoding="utf-8", newline="") as stream:
        return tuple(LonLat(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(stream))


def nearest_km(
    points: Sequence[LonLat], shapes: Sequence[shapely.Geometry]
) -> npt.NDArray[np.float64]:
    """How far the nearest of the shapes lies from each point, in km."""
    _, away = shapely.STRtree(shapes).query_nearest(
        shapely.points(to_plane(points)), return_distance=True, all_matches=False
    )
    return away


@cache
def off_km(path: Path) -> npt.NDArray[np.float64]:
    """How far the nearest drawn railway in service lies from each point, in km."""
    rails = [
        shapely.LineString(to_plane(segment.line))
        for segment in load(ROOT / "data").segments
        if segment.mode is Mode.RAIL and segment.lifecycle.is_built
    ]
    return nearest_km([point.at for point in truth(path)], rails)


@pytest.mark.parametrize("path", LEAST_POINTS, ids=lambda path: path.stem)
def test_the_points_are_enough(path: Path) -> None:
    assert len(truth(path)) >= LEAST_POINTS[path]
    assert len({point.at for point in rows(path)}) == len(rows(path))


def test_the_first_list_has_stations_and_track() -> None:
    assert {point.kind for point in truth(FIRST)} == {"station", "track"}


def test_the_second_list_has_many_countries() -> None:
    assert len({point.country for point in truth(SECOND)}) >= LEAST_COUNTRIES


def test_few_points_are_left_out_and_each_says_why() -> None:
    assert len(rows(SECOND)) - len(truth(SECOND)) <= MOST_LEFT_OUT * len(rows(SECOND))


@pytest.mark.parametrize("path", LEAST_POINTS, ids=lambda path: path.stem)
def test_none_of_the_points_was_used_for_drawing(path: Path) -> None:
    used = {(round(at.lon, 4), round(at.lat, 4)) for at in placed()}
    assert [
        point for point in truth(path) if (round(point.at.lon, 4), round(point.at.lat, 4)) in used
    ] == []


def test_the_second_list_stands_away_from_all_that_was_placed() -> None:
    near = [*placed(), *(point.at for point in truth(FIRST))]
    away = nearest_km([point.at for point in truth(SECOND)], list(shapely.points(to_plane(near))))
    assert float(away.min()) > AWAY_KM


@pytest.mark.parametrize("path", LEAST_POINTS, ids=lambda path: path.stem)
def test_drawn_railways_lie_on_the_tracks(path: Path) -> None:
    away = off_km(path)
    assert float(np.median(away)) <= MEDIAN_KM
    assert float(np.percentile(away, 90)) <= P90_KM
    far = {point.name: round(km, 1) for point, km in zip(truth(path), away, strict=True) if km > 1}
    assert float(away.max()) <= WORST_KM, far


def told() -> str:
    """The figures of both lists by kind or source, those of the second by country as well."""
    lines = []
    for path in LEAST_POINTS:
        kinds = [point.kind for point in truth(path)]
        countries = [point.country for point in truth(path)]
        lines.append(told_of(path.stem, off_km(path)))
        for names in (kinds, countries):
            for name, _ in Counter(filter(None, names)).most_common():
                chosen = off_km(path)[[other == name for other in names]]
                lines.append(told_of(f"  {name}", chosen))
    return "\n".join(lines)


def told_of(name: str, away: npt.NDArray[np.float64]) -> str:
    p90, p99 = np.percentile(away, (90, 99))
    return (
        f"{name:20}{len(away):5} points, median {np.median(away):.2f} km, "
        f"p90 {p90:.2f}, p99 {p99:.2f}, worst {away.max():.2f}"
    )


if __name__ == "__main__":
    sys.stdout.write(told() + "\n")
