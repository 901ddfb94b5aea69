"""Verdicts on lines of known truth: drawn from the data with noise, and drawn through nowhere."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyproj
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.geometry.projection import PLANE
from geo.reading.network.countries import OUTLINES, read_countries
from geo.records.dates import Day
from geo.records.model import Segment
from geo.records.vocab import Lifecycle, Mode
from geo.routing.route_model import PostPolicy, RouteQuery
from geo.routing.router import Router
from geo.views.routes.route_lines import change_geojson
from geo.views.verdicts import command
from geo.views.verdicts.repeats import repeats_of
from geo.views.verdicts.verdict import AreaVerdict, Judge, LineVerdict, PointVerdict, Verdict
from geo.views.verdicts.ways import Ways, plane_shape
from geo.views.verdicts.with_line import OWN_PROJECT, OwnLineError, laid
from geo.views.verdicts.words import table_row, verdict_row
from tests.conftest import ROOT

DAY = Day(2026, 3, 31)
LINES, LEAST_RIGHT = 20, 19
LEAST_NOISE_KM, MOST_NOISE_KM = 0.2, 20.0
#: What belongs to no project is no truth that a line could be drawn from.
REST = "connecting-lines"


@pytest.fixture(scope="module")
def judge(shipped_router: Router) -> Judge:
    return Judge(shipped_router, read_countries(ROOT / "data" / OUTLINES), DAY)


@pytest.fixture(scope="module")
def ways(shipped_atlas: Atlas) -> Ways:
    return Ways(shipped_atlas)


def from_plane(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(
        pyproj.Transformer.from_crs(PLANE, 4326, always_xy=True).transform(*points.T)
    )


def moved(
    rng: np.random.Generator, points: npt.NDArray[np.float64], km: float
) -> npt.NDArray[np.float64]:
    """Each point somewhere within that distance of where it was."""
    away, turn = km * np.sqrt(rng.random(len(points))), rng.random(len(points)) * 2 * np.pi
    east = away * np.cos(turn) / (111.2 * np.cos(np.radians(points[:, 1])))
    return points + np.column_stack((east, away * np.sin(turn) / 111.2))


def drawn_by_hand(rng: np.random.Generator, segment: Segment, noise_km: float) -> BaseGeometry:
    """A line through a few points of a segment, as far apart as suits one who draws so badly."""
    line = shapely.LineString(segment.line)
    count = max(2, int(length_km(segment.line) / max(4 * noise_km, 5.0)) + 1)
    points = shapely.line_interpolate_point(line, np.linspace(0, 1, count), normalized=True)
    return shapely.LineString(moved(rng, shapely.get_coordinates(points), noise_km))


def line_verdict(judge: Judge, shape: BaseGeometry, mode: Mode | None = None) -> LineVerdict:
    found = judge.judge(shape, mode)
    assert isinstance(found, LineVerdict)
    return found


def test_lines_of_known_truth(ways: Ways, shipped_router: Router) -> None:
    """Twenty projects, the longest drawn the worst."""
    atlas = shipped_router.atlas
    km = {
        project.id: sum(length_km(segment.line) for segment in atlas.segments_of(project.id))
        for project in atlas.projects
        if project.id != REST and atlas.segments_of(project.id)
    }
    ranked = sorted(km, key=lambda name: km[name])
    chosen = [ranked[round(at)] for at in np.linspace(0, len(ranked) - 1, LINES)]
    rng = np.random.default_rng(2026)
    wrong, told = [], []
    for name, noise in zip(chosen, np.geomspace(LEAST_NOISE_KM, MOST_NOISE_KM, LINES), strict=True):
        pieces = [drawn_by_hand(rng, segment, noise) for segment in atlas.segments_of(name)]
        found = repeats_of(ways, shapely.MultiLineString(pieces)).projects
        if not found or found[0].project_id != name:
            wrong.append(name)
            told += [share.project_id for share in found[:1]]
    assert len(chosen) - len(wrong) >= LEAST_RIGHT, wrong
    assert told == []


def test_lines_through_nowhere_are_nothing(ways: Ways) -> None:
    rng = np.random.default_rng(7)
    for _ in range(40):
        start = np.array([rng.uniform(45, 95), rng.uniform(22, 58)])
        turn, degrees = rng.uniform(0, 2 * np.pi), rng.uniform(1, 8)
        end = start + degrees * np.array([np.cos(turn), np.sin(turn)])
        assert repeats_of(ways, shapely.LineString([start, end])).projects == ()


def test_a_line_that_crosses_repeats_nothing(ways: Ways, shipped_router: Router) -> None:
    """It is near to the other for forty kilometres, and gets nowhere on it."""
    segment = max(
        (s for s in shipped_router.atlas.segments_of("main-line-1")),
        key=lambda segment: length_km(segment.line),
    )
    plane = plane_shape(shapely.LineString(segment.line))
    before, middle, after = (plane.interpolate(at, normalized=True) for at in (0.4, 0.5, 0.6))
    turn = np.array([before.y - after.y, after.x - before.x])
    step = 100 * turn / np.hypot(*turn)
    at = np.array([middle.x, middle.y])
    across = shapely.transform(shapely.LineString([at - step, at + step]), from_plane)
    shares = repeats_of(ways, across).segments
    assert segment.id not in {share.segment_id for share in shares}


def test_what_is_told_of_a_line(judge: Judge, shipped_router: Router) -> None:
    atlas = shipped_router.atlas
    segment = atlas.segment("seg-khafherat-khaf-shamtigh")
    shape = shapely.LineString(segment.line)
    found = line_verdict(judge, shape)
    assert found.repeats.existing == pytest.approx(1, abs=0.02)
    assert found.repeats.by_state.keys() == {Lifecycle.OPERATING}
    assert found.network is not None
    assert (found.network.from_id, found.network.to_id) == (segment.from_id, segment.to_id)
    assert found.km == pytest.approx(length_km(segment.line))
    assert segment.published_length_km in {length.low for length in found.printed}
    assert [frontier.countries for frontier in found.frontiers] == [("IR", "AF")]
    assert found.frontiers[0].post_id == "site-shamtigh"
    assert [change.gauges_mm for change in found.breaks] == [(1435, 1520)]
    verdict = Verdict("mine", 1, "<b>x</b>", found, shape)
    row = verdict_row(atlas, verdict)
    assert "of Khaf–Herat railway (under construction)" in row.lead
    assert table_row(atlas, verdict)["project_id"] == "khaf-herat-railway"
    assert line_verdict(judge, shape, Mode.ROAD).repeats.projects == ()


def test_points_and_areas(judge: Judge) -> None:
    kabul = judge.judge(shapely.Point(69.17, 34.53))
    assert isinstance(kabul, PointVerdict)
    assert kabul.country == "AF"
    assert kabul.site is not None
    assert kabul.site[0] == "site-kabul"
    assert "carec-5" in kabul.projects[5.0]
    box = judge.judge(shapely.box(66, 33, 70, 37))
    assert isinstance(box, AreaVerdict)
    assert {"site-kabul", "site-mazar"} <= set(box.site_ids)
    assert box.km2 == pytest.approx(162_009, rel=1e-3)
    nowhere = judge.judge(shapely.Point(60, 0))
    assert isinstance(nowhere, PointVerdict)
    assert (nowhere.country, nowhere.segment) == ("", None)


def test_the_command_tells_notes_and_verdicts(
    shipped_atlas: Atlas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "open_atlas", lambda *_, **__: shipped_atlas)
    monkeypatch.setattr(command, "read_upload", cache(command.read_upload))
    file = tmp_path / "own.csv"
    file.write_text("name,lon,lat\n=Kabul,69.17,34.53\n")
    data = ROOT / "data"
    told = list(command.layer_lines(data, file, crs="", swap=False, as_json=False))
    assert told[0] == "- own.csv was read as CSV."
    assert "own · 1 · =Kabul (point)" in told
    first, row = command.layer_lines(data, file, crs="", swap=False, as_json=True)
    assert json.loads(first)["file"] == "own.csv"
    assert json.loads(row)["site_id"] == "site-kabul"


# With my line ------------------------------------------------------------------------------------

#: Peshawar by Kabul and Salang to Termez, roughly as people draw it.
OVER_SALANG = [
    (71.55, 34.01),
    (69.2, 34.5),
    (69.0, 35.3),
    (68.7, 35.9),
    (67.3, 36.9),
    (67.28, 37.2),
]


def own_verdict(judge: Judge, *points: tuple[float, float]) -> Verdict:
    shape = shapely.LineString(points)
    return Verdict("own", 1, "Mine", judge.judge(shape), shape)


def test_a_line_is_tried_as_if_it_were_built(shipped_router: Router, judge: Judge) -> None:
    line = laid(judge, own_verdict(judge, *OVER_SALANG), Mode.RAIL, 1520, "Mine")
    stops = [site.id for site in line.stops]
    assert stops[0] == "site-peshawar"
    assert stops.index("site-kabul") < stops.index("site-pul-e-khumri")
    query = RouteQuery("site-peshawar", "site-termez", day=Day(2025, 9, 1))
    as_chosen, by_rail = line.change(replace(query, posts=PostPolicy.IGNORE))
    assert OWN_PROJECT in {step.leg.project_id for step in by_rail.after.steps}
    assert by_rail.before is None or by_rail.after.km < by_rail.before.km
    assert as_chosen.after.km <= as_chosen.before.km
    drawn = change_geojson(line.router.atlas, by_rail)["features"]
    assert {part["properties"]["rank"] for part in drawn} == (
        {"1", "2"} if by_rail.before else {"2"}
    )
    km = sum(part["properties"]["km"] for part in drawn if part["properties"]["rank"] == "2")
    assert km == pytest.approx(by_rail.after.km, abs=1)
    same = replace(by_rail, before=by_rail.after)
    ranks = [
        part["properties"]["rank"] for part in change_geojson(line.router.atlas, same)["features"]
    ]
    assert set(ranks) == {"1"}, "the same way is not drawn twice"
    # Nothing of it stays: the atlas of everybody else knows no such line.
    assert shipped_router.atlas.find_project(OWN_PROJECT) is None


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (
            [(71.45, 34.05), (69.2, 34.5), (68.7, 36.7), (68.3, 37.1), (67.4, 37.2)],
            "passes Tajikistan",
        ),
        ([(60.0, 48.0), (60.5, 48.2)], "fewer than two places"),
        # Over the mountains from Sialkot to Jammu, where nothing passes and no post is known.
        ([(74.52, 32.49), (74.87, 32.73)], "fewer than two places|no border post|without a place"),
    ],
)
def test_a_line_that_cannot_be_laid_is_told(judge: Judge, points: list, told: str) -> None:
    with pytest.raises(OwnLineError, match=told):
        laid(judge, own_verdict(judge, *points), Mode.RAIL, 1520, "Mine")


def test_a_line_beside_a_border_stops_on_its_own_side_only(judge: Judge) -> None:
    # Along the Amu Darya from Kunduz's side to Hairatan: Termez lies 15 km off, across the river.
    points = [(68.0, 36.95), (67.6, 37.1), (67.38, 37.2)]
    verdict = own_verdict(judge, *points)
    with pytest.raises(OwnLineError):
        laid(judge, verdict, Mode.RAIL, 1520, "Mine")


def test_no_line_of_a_reader_opens_a_border_without_a_post(
    shipped_router: Router, judge: Judge
) -> None:
    """Otherwise a line drawn anywhere over a frontier would be a way that nobody watches."""
    sites = shipped_router.network.sites
    tried = 0
    for start, end in (("site-kashgar", "site-osh"), ("site-lahore", "site-mumbai"),
                       ("site-dushanbe", "site-kunduz"), ("site-chaman", "site-kandahar"),
                       ("site-gilgit", "site-kashgar"), ("site-peshawar", "site-kabul"),
                       ("site-zahedan", "site-quetta"), ("site-herat", "site-mary")):  # fmt: skip
        ends = [tuple(sites[name].at) for name in (start, end)]
        try:
            line = laid(judge, own_verdict(judge, *ends), Mode.RAIL, 1520, "Mine")
        except OwnLineError:
            continue
        tried += 1
        known = {("KZ", "RU"), ("RU", "KZ")}  # a customs union; a ship is no line over land
        own = [leg for leg in line.router.network.legs if leg.project_id == OWN_PROJECT]
        for frontier in (frontier for leg in own for frontier in leg.frontiers):
            assert frontier.post_ids or frontier.countries in known
    assert tried > 1
