"""Nothing of the facts that the atlas was compiled from is lost, or changed without a word.

The lists in `data/dossier/` name every corridor, place and segment of them in their own words.
"""

import csv
from itertools import pairwise
from operator import itemgetter

import pytest

from geo.atlas import Atlas
from geo.records.model import Segment
from geo.records.vocab import GaugeBasis
from tests.conftest import ROOT
from tests.each import for_each

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


#: Listed segment -> the end that no line of its mode reaches, with the reason.
NO_SUCH_LINE = {
    "seg-carec6a-hairatan-mazar": "site-mazar",  # the railway ends at the airport side of the city
    "seg-carec6d-mary-herat": "site-herat",  # the railway ends at Torghundi; on to Herat it is road
    "seg-iti-van-ankara": "site-ankara",  # wagons cross Lake Van by ship, so no railway leads there
}


#: Listed segments whose state was wrong, or that of a border post or of another road.
OTHER_STATE = {
    "seg-pcrd-peshawar-torkham",  # works have not begun (World Bank, July 2025); the N-5 is in use
    "seg-carec6a-kandahar-chaman",  # the road stands; the post is what limits it
    "seg-instcw-mumbai-bandar-abbas",  # Iran closed the Strait of Hormuz on 1 March 2026
}


def run(atlas: Atlas, row: dict[str, str]) -> list[Segment]:
    """What the project of a listed segment runs over between its ends, fewest segments first.

    Where railway and road were listed together, the railway is looked for.
    """
    mode = row["mode"].partition("-")[0]
    lines = [
        segment for segment in atlas.segments_of(PROJECTS[row["corridor"]]) if segment.mode == mode
    ]
    ways: dict[str, list[Segment]] = {row["from_id"]: []}
    queue = [row["from_id"]]
    for stop in queue:
        for line in lines:
            if stop not in line.stop_ids:
                continue
            for other in line.stop_ids:
                if other not in ways:
                    ways[other] = [*ways[stop], line]
                    queue.append(other)
    return ways.get(row["to_id"], [])


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
    found = {
        site_id: (ours[site_id].kind.value, ";".join(ours[site_id].countries)) for site_id in listed
    }
    assert found == listed


def test_breaks_of_gauge_are_those_of_the_list(shipped_atlas: Atlas) -> None:
    listed = {row["site_id"]: numbers(row["breaks_gauge_mm"]) for row in SITES}
    listed = {site_id: gauges for site_id, gauges in listed.items() if gauges}
    ours = {site.id: site.breaks_gauge_mm for site in shipped_atlas.sites if site.breaks_gauge_mm}
    assert len(listed) == 11
    assert {site_id: ours[site_id] for site_id in ours if site_id not in OUR_BREAKS} == listed
    basis = {shipped_atlas.site(site_id).breaks_gauge_basis for site_id in OUR_BREAKS}
    assert basis == {GaugeBasis.READING}
    assert all(shipped_atlas.site(site_id).breaks_gauge_basis for site_id in listed)


@for_each("row", SEGMENTS, itemgetter("segment_id"))
def test_segment_is_as_listed(row: dict[str, str], shipped_atlas: Atlas) -> None:
    lines = run(shipped_atlas, row)
    if row["segment_id"] in NO_SUCH_LINE:
        assert lines == []
        return
    assert lines
    for gauges in (line.gauges_mm for line in lines):
        assert set(gauges) <= set(numbers(row["gauges_mm"]))
        assert bool(gauges) == bool(row["gauges_mm"])
    is_train = PROJECTS[row["corridor"]] == "islamabad-tehran-istanbul-train"
    if not row["why_other_state"] and not is_train and row["segment_id"] not in OTHER_STATE:
        assert LIFECYCLES[row["status"]] in {line.lifecycle for line in lines}


@for_each("row", SEGMENTS, itemgetter("segment_id"))
def test_a_listed_id_still_opens_a_record_of_its_stretch(
    row: dict[str, str], shipped_atlas: Atlas
) -> None:
    record = shipped_atlas.find(row["segment_id"])
    assert isinstance(record, Segment)
    assert record in shipped_atlas.segments_of(PROJECTS[row["corridor"]])


def test_a_train_that_rests_is_the_state_of_its_project_and_not_of_the_track(
    shipped_atlas: Atlas,
) -> None:
    train = shipped_atlas.project("islamabad-tehran-istanbul-train")
    assert train.lifecycle == "dormant"
    states = {segment.lifecycle.value for segment in shipped_atlas.segments_of(train.id)}
    assert states == {"operating", "degraded"}
    assert sum("What rests is" in (stretch.note or "") for stretch in train.runs_over) >= 6


def test_another_state_than_the_listed_one_is_told_to_the_reader(shipped_atlas: Atlas) -> None:
    ids = {row["segment_id"]: row for row in WITH_OTHER_STATE}
    assert [*ids] == [
        "seg-pcrd-peshawar-torkham",
        "seg-ml1-karachi-cantt-rohri",
        "seg-kpec-peshawar-torkham",
    ]
    (old_road,) = run(shipped_atlas, ids["seg-pcrd-peshawar-torkham"])
    (new_road,) = run(shipped_atlas, ids["seg-kpec-peshawar-torkham"])
    assert (old_road.lifecycle, new_road.lifecycle) == ("operating", "agreed")
    assert [road for road in (old_road, new_road) if "works" not in (road.note or "")] == []
    lines = run(shipped_atlas, ids["seg-ml1-karachi-cantt-rohri"])
    assert {line.lifecycle.value for line in lines} == {"operating"}
    renewal = shipped_atlas.project("main-line-1")
    assert renewal.lifecycle == "agreed"
    assert any("agreed" in (stretch.note or "") for stretch in renewal.runs_over)


def test_a_road_with_a_shut_post_says_so(shipped_atlas: Atlas) -> None:
    listed = [row for row in SEGMENTS if row["status"] == "closed_border"]
    assert len(listed) == 4
    for row in listed:
        stretches = shipped_atlas.project(PROJECTS[row["corridor"]]).runs_over
        own = shipped_atlas.find(row["segment_id"])
        told = [stretch.note or "" for stretch in stretches]
        told += [own.note or ""] if isinstance(own, Segment) else []
        assert any("shut" in note for note in told), row["segment_id"]


@pytest.mark.parametrize(
    ("site_id", "word"),
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
def test_places_that_share_a_name_are_told_apart(
    site_id: str, word: str, shipped_atlas: Atlas
) -> None:
    assert word in (shipped_atlas.site(site_id).note or "")
