"""Bridges of the shipped waypoints wind as much as chords whose length is known."""

import csv

from geo.geometry.measure import length_km
from geo.pipeline.graph.waypoints import WINDING, read_chords
from tests.conftest import ROOT


def test_bridges_wind_as_much_as_chords_whose_length_is_known() -> None:
    path = ROOT / "data/network/waypoints.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        known = {row["chord"]: row["track_km"] for row in csv.DictReader(stream) if row["track_km"]}
    chords = read_chords(path)
    winding = sorted(
        float(known[chord.name]) / length_km(chord.points)
        for chord in chords
        if chord.name in known and len(chord.points) > 2
    )
    assert winding[len(winding) // 2] <= WINDING <= sum(winding) / len(winding)
