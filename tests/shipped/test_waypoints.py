"""The points placed by hand are in order, near the track's known length, and in its countries."""

import csv
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from geo.geometry.measure import length_km
from geo.reading.network.countries import read_countries
from geo.records.model import LonLat

PATH = Path(__file__).parents[2] / "data/network/waypoints.csv"
COLUMNS = "chord,order,lon,lat,name,error_km,note,track_km,countries"
WEST, SOUTH, EAST, NORTH = 25, 20, 95, 62
#: A line through points on the track is never longer than the track, and little shorter.
SHORTEST, LONGEST = 0.92, 1.01
#: Unless the file says that the track winds, which a chord in eight may.
SHORTEST_WINDING, WINDING_SHARE = 0.5, 0.125
WINDS = "the track winds between these points"
#: Lengths of roads were measured on simplified lines, about a twentieth short, and up to a third
#: in gorges and on passes.
SHORTEST_ROAD, LONGEST_ROAD = 0.88, 1.35
#: A point that may be further off than this is no help.
WORST_KM = 10
#: The network lacks these, so it knows no length.
NOT_IN_THE_NETWORK = ("bridge-", "road-")


class WaypointRow(NamedTuple):
    """One row of the file, as text but for the position."""

    chord: str
    order: int
    at: LonLat
    name: str
    error_km: str
    note: str
    track_km: str
    countries: tuple[str, ...]

    @property
    def is_node(self) -> bool:
        return self.name == "node"


@cache
def chords() -> dict[str, tuple[WaypointRow, ...]]:
    with PATH.open(encoding="utf-8", newline="") as stream:
        rows = [
            WaypointRow(
                row["chord"],
                int(row["order"]),
                LonLat(float(row["lon"]), float(row["lat"])),
                row["name"],
                row["error_km"],
                row["note"],
                row["track_km"],
                tuple(row["countries"].split()),
            )
            for row in csv.DictReader(stream)
        ]
    return {name: tuple(members) for name, members in groupby(rows, key=lambda row: row.chord)}


def threaded() -> list[str]:
    return [name for name in chords() if not name.startswith(NOT_IN_THE_NETWORK)]


def test_the_file_has_the_columns_that_its_readme_explains() -> None:
    text = PATH.read_text(encoding="utf-8")
    readme = PATH.with_name("README.md").read_text(encoding="utf-8")
    assert text.splitlines()[0] == COLUMNS
    assert all(f"`{column}`" in readme for column in COLUMNS.split(","))


def test_chords_stand_in_order_of_their_names_and_none_twice() -> None:
    with PATH.open(encoding="utf-8", newline="") as stream:
        names = [name for name, _ in groupby(csv.DictReader(stream), key=lambda row: row["chord"])]
    assert names == sorted(set(names))


def test_a_chord_runs_from_node_to_node_in_order() -> None:
    for name, rows in chords().items():
        assert [row.order for row in rows] == list(range(len(rows))), name
        if not name.startswith("road-"):
            ends = [row.is_node for row in rows]
            assert ends == [True, *[False] * (len(rows) - 2), True], name


def test_every_hand_point_has_a_name_and_says_how_sure_it_is() -> None:
    unsure = [
        f"{name} {row.order}"
        for name, rows in chords().items()
        for row in rows
        if not row.is_node
        and not (row.name and row.note and 0 < float(row.error_km or 0) <= WORST_KM)
    ]
    assert unsure == []


def test_points_lie_in_the_region_and_no_two_are_the_same() -> None:
    for name, rows in chords().items():
        points = [row.at for row in rows]
        assert all(WEST < at.lon < EAST and SOUTH < at.lat < NORTH for at in points), name
        assert all(start != end for start, end in pairwise(points)), name


def limits(rows: tuple[WaypointRow, ...]) -> tuple[float, float]:
    if rows[0].chord.startswith("highway-"):
        return SHORTEST_ROAD, LONGEST_ROAD
    return (SHORTEST_WINDING if rows[0].note == WINDS else SHORTEST), LONGEST


def test_the_line_through_the_points_is_as_long_as_the_track_or_road() -> None:
    wrong = {}
    for name in threaded():
        rows = chords()[name]
        shortest, longest = limits(rows)
        ratio = length_km([row.at for row in rows]) / float(rows[0].track_km)
        if not shortest <= ratio <= longest:
            wrong[name] = ratio
    assert wrong == {}


def test_no_line_through_the_points_enters_a_country_that_it_may_not_touch() -> None:
    outlines = read_countries(PATH.with_name("countries.geojson"))
    wrong = {
        name: foreign
        for name, rows in chords().items()
        if (foreign := outlines.foreign_km([row.at for row in rows], rows[0].countries))
    }
    assert wrong == {}


def test_few_chords_are_excused_for_winding() -> None:
    winding = [name for name in threaded() if chords()[name][0].note == WINDS]
    assert len(winding) <= WINDING_SHARE * len(threaded())


def test_no_point_leads_back_and_forth() -> None:
    spikes = []
    for name in threaded():
        points = [row.at for row in chords()[name]]
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            if length_km((before, at, after)) > 4 * length_km((before, after)) + 2:
                spikes.append(f"{name} at {at}")
    assert spikes == []


def test_no_chord_that_has_points_is_threaded_twice() -> None:
    ends = [frozenset((chords()[name][0].at, chords()[name][-1].at)) for name in threaded()]
    assert len(ends) == len(set(ends))


def test_the_line_to_taftan_never_enters_afghanistan() -> None:
    (name,) = (name for name in threaded() if name.startswith("taftan-khan-muhammad"))
    rows = chords()[name]
    assert rows[0].countries == ("IR", "PK")
    names = [row.name for row in rows]
    stations = ("Mirjaveh", "Taftan", "Nok Kundi", "Dalbandin", "Nushki")
    assert [name for name in names if name in stations] == list(stations)
    # The frontier with Afghanistan begins at 29.857 N, where Iran ends, and falls to 29.32 N.
    assert max(row.at.lat for row in rows if 61.3 < row.at.lon < 65.9) < 29.32


def test_the_karakoram_road_runs_along_the_indus_and_over_its_pass() -> None:
    (name,) = (name for name in threaded() if "khunjerab" in name)
    names = [row.name for row in chords()[name]]
    assert names.index("Passu") < names.index("Sost dry port") < names.index("Khunjerab Pass")
    assert chords()[name][0].countries == ("PK", "CN")
    # Not the shorter way over the Babusar Pass.
    assert "Dasu" in [row.name for row in chords()["highway-besham-chilas"]]
