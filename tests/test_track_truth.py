"""The drawn railways against points of the real tracks that were kept out of the drawing.

`tests/data/network/track_truth.csv` holds stations and points of tracks from an extract of
OpenStreetMap of early 2026. None of them is in `waypoints.csv`. Some stations were drawn by lot
(seed 20261127) out of those that could have been placed there, the others stand where the network
of 2024 has a junction. Run `python -m tests.test_track_truth` to see the figures by kind.
"""

import csv
import sys
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geo.load import load
from geo.model import LonLat
from geo.plane import to_plane
from geo.vocab import Mode
from tests.conftest import ROOT

TRUTH = ROOT / "tests" / "data" / "network" / "track_truth.csv"
WAYPOINTS = ROOT / "data" / "network" / "waypoints.csv"
#: In km: the aim for the middle point, for nine in ten, and for the worst.
MEDIAN_KM, P90_KM, WORST_KM = 0.1, 1.0, 5.0
#: Fewer points would say little.
LEAST_POINTS = 150


class Point(NamedTuple):
    """A point of a real track or of a station beside it."""

    at: LonLat
    name: str
    kind: str


@cache
def truth() -> tuple[Point, ...]:
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        Point(LonLat(float(row["lon"]), float(row["lat"])), row["name"], row["kind"])
        for row in rows
    )


@cache
def off_km() -> npt.NDArray[np.float64]:
    """How far the nearest drawn railway in service lies from each point, in km."""
    rails = [
        one
        for one in load(ROOT / "data").segments
        if one.mode is Mode.RAIL and one.lifecycle.is_built
    ]
    tree = shapely.STRtree([shapely.LineString(to_plane(one.line)) for one in rails])
    points = shapely.points(to_plane([one.at for one in truth()]))
    _, away = tree.query_nearest(points, return_distance=True, all_matches=False)
    return away


def test_the_points_are_enough_and_of_both_kinds() -> None:
    assert len(truth()) >= LEAST_POINTS
    assert {one.kind for one in truth()} == {"station", "track"}


def test_none_of_the_points_was_used_for_drawing() -> None:
    with WAYPOINTS.open(encoding="utf-8", newline="") as stream:
        placed = {
            (round(float(row["lon"]), 4), round(float(row["lat"]), 4))
            for row in csv.DictReader(stream)
        }
    used = [one for one in truth() if (round(one.at.lon, 4), round(one.at.lat, 4)) in placed]
    assert used == []


def test_drawn_railways_lie_on_the_tracks() -> None:
    assert float(np.median(off_km())) <= MEDIAN_KM
    assert float(np.percentile(off_km(), 90)) <= P90_KM
    far = {one.name: round(km, 1) for one, km in zip(truth(), off_km(), strict=True) if km > 1}
    assert float(off_km().max()) <= WORST_KM, far


def told() -> str:
    """The figures by kind, one line each."""
    lines = []
    for kind in ("station", "track"):
        away = off_km()[[one.kind == kind for one in truth()]]
        p90, p99 = np.percentile(away, (90, 99))
        lines.append(
            f"{kind:8}{len(away):5} points, median {np.median(away):.2f} km, "
            f"p90 {p90:.2f}, p99 {p99:.2f}, worst {away.max():.2f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(told() + "\n")
