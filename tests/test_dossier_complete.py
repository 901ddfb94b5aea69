"""Nothing of the facts that the atlas was compiled from is lost, or changed without a word.

The lists in `data/dossier/` name every corridor, place and segment of them in their own words.
"""

import csv
from collections import Counter
from itertools import pairwise

import pytest

from geo.atlas import Atlas
from geo.model import Segment
from geo.vocab import GaugeBasis
from tests.conftest import ROOT

LISTS = ROOT / "tests" / "data" / "dossier"
#: Word of the list -> ours. Where only a border post is shut, the road stands and the post says so.
LIFECYCLES = {
    "operational": "operating",
    "operational_degraded": "degraded",
    "rehabilitation": "rehabilitation",
    "under_construction": "construction",
    "design": "design",
    "feasibility": "feasibility",
    "agreed": "agreed",
    "proposed": "proposed",
    "superseded": "superseded",
    "dormant": "dormant",
    "idle": "idle",
    "closed_border": "operating",
}
#: Projects that are in the atlas and not in the list: the umbrella draws two rulers of its own.
OURS_ALONE = {"pakistan-central-asia-russia", "pakistan-motorways", "connecting-lines"}
#: Breaks of gauge that the list lacks: two gauges would meet there, and no source says so.
OUR_BREAKS = {"site-spin-boldak", "site-torkham"}
GROUPS = [
    "Pakistan",
    "Trans-Afghan",
    "Pakistan to Russia",
    "Iran and Caspian",
    "China and Kyrgyzstan",
    "Corridors of CAREC",
    "Connecting lines",
]


def rows(name: str) -> list[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SITES, SEGMENTS = rows("sites.csv"), rows("segments.csv")
PROJECTS = {row["dossier"]: row["project_id"] for row in rows("projects.csv")}
WITH_OTHER_STATE = [row for row in SEGMENTS if row["why_other_state"]]


def numbers(cell: str) -> tuple[int, ...]:
    return tuple(int(part) for part in cell.split(";") if part)


def segments(atlas: Atlas) -> dict[str, Segment]:
    return {one.id: one for one in atlas.segments}


def test_the_lists_are_whole() -> None:
    counts = len(SITES), len(SEGMENTS), len({row["corridor"] for row in SEGMENTS})
    assert counts == (215, 185, 27)
    assert set(PROJECTS) == {row["corridor"] for row in SEGMENTS} | {"PCR"}
    for list_of_ids in (
        [row["site_id"] for row in SITES],
        [row["segment_id"] for row in SEGMENTS],
        [*PROJECTS.values()],
    ):
        assert len(set(list_of_ids)) == len(list_of_ids)


def test_the_segments_of_a_corridor_are_numbered_without_a_gap() -> None:
    by_corridor: dict[str, list[int]] = {}
    for row in SEGMENTS:
        by_corridor.setdefault(row["corridor"], []).append(int(row["seq"]))
    odd = [code for code, seq in by_corridor.items() if seq != list(range(1, len(seq) + 1))]
    assert odd == []


def test_every_corridor_has_its_card(shipped_atlas: Atlas) -> None:
    ids = {project.id for project in shipped_atlas.projects}
    assert ids == set(PROJECTS.values()) | OURS_ALONE


def test_projects_stand_in_their_groups_and_in_order(shipped_atlas: Atlas) -> None:
    groups = [project.group for project in shipped_atlas.projects]
    changes = [new for old, new in pairwise(["", *groups]) if new != old]
    assert changes == GROUPS


def test_every_place_is_there_with_its_kind_and_country(shipped_atlas: Atlas) -> None:
    ours = {site.id: site for site in shipped_atlas.sites}
    assert [row["site_id"] for row in SITES if row["site_id"] not in ours] == []
    listed = {row["site_id"]: (row["kind"], row["countries"]) for row in SITES}
    found = {one: (ours[one].kind.value, ";".join(ours[one].countries)) for one in listed}
    assert found == listed


def test_breaks_of_gauge_are_those_of_the_list(shipped_atlas: Atlas) -> None:
    listed = {row["site_id"]: numbers(row["breaks_gauge_mm"]) for row in SITES}
    listed = {one: gauges for one, gauges in listed.items() if gauges}
    ours = {one.id: one.breaks_gauge_mm for one in shipped_atlas.sites if one.breaks_gauge_mm}
    assert len(listed) == 11
    assert {one: ours[one] for one in ours if one not in OUR_BREAKS} == listed
    basis = {shipped_atlas.site(one).breaks_gauge_basis for one in OUR_BREAKS}
    assert basis == {GaugeBasis.READING}
    assert all(shipped_atlas.site(one).breaks_gauge_basis for one in listed)


def test_corridors_have_the_listed_segments_and_no_other(shipped_atlas: Atlas) -> None:
    listed = Counter(PROJECTS[row["corridor"]] for row in SEGMENTS)
    ours = Counter(one.project_id for one in shipped_atlas.segments)
    assert {one: ours[one] for one in ours if one not in OURS_ALONE} == dict(listed)


@pytest.mark.parametrize("row", SEGMENTS, ids=lambda row: row["segment_id"])
def test_segment_is_as_listed(row: dict[str, str], shipped_atlas: Atlas) -> None:
    segment = segments(shipped_atlas)[row["segment_id"]]
    assert segment.project_id == PROJECTS[row["corridor"]]
    assert (segment.from_id, segment.to_id) == (row["from_id"], row["to_id"])
    assert segment.mode == row["mode"]
    assert segment.gauges_mm == numbers(row["gauges_mm"])
    assert bool(segment.gauge_basis) == bool(segment.gauges_mm)
    if not row["why_other_state"]:
        assert segment.lifecycle == LIFECYCLES[row["status"]]


def test_another_state_than_the_listed_one_is_told_to_the_reader(shipped_atlas: Atlas) -> None:
    ids = [row["segment_id"] for row in WITH_OTHER_STATE]
    assert ids == [
        "seg-pcrd-peshawar-torkham",
        "seg-ml1-karachi-cantt-rohri",
        "seg-kpec-peshawar-torkham",
    ]
    old_road, renewal, new_road = (segments(shipped_atlas)[one] for one in ids)
    assert (old_road.lifecycle, new_road.lifecycle) == ("operating", "agreed")
    assert [one for one in (old_road, new_road) if "works" not in (one.note or "")] == []
    assert renewal.lifecycle == "operating"
    assert "agreed" in (renewal.note or "")
    assert shipped_atlas.project("main-line-1").lifecycle == "agreed"


def test_a_road_with_a_shut_post_says_so(shipped_atlas: Atlas) -> None:
    ids = [row["segment_id"] for row in SEGMENTS if row["status"] == "closed_border"]
    assert len(ids) == 4
    assert [one for one in ids if "shut" not in (segments(shipped_atlas)[one].note or "")] == []


@pytest.mark.parametrize(
    ("one", "word"),
    [
        ("site-thall", "Upper Dir"),
        ("site-jalalabad", "Kyrgyzstan"),
        ("site-jalal-abad", "Afghanistan"),
        ("site-astara-ir", "Azerbaijan"),
        ("site-astara-az", "Iran"),
        ("site-sarakhs", "Sarahs"),
        ("site-saragt", "Sarakhs"),
        ("site-altynkol", "Horgos"),
        ("site-khorgos-cn", "Khorgos"),
        ("site-aktau", "second place"),
        ("site-surobi", "another place"),
        ("site-kharlachi", "Karachi"),
    ],
)
def test_places_that_share_a_name_are_told_apart(one: str, word: str, shipped_atlas: Atlas) -> None:
    assert word in (shipped_atlas.site(one).note or "")
