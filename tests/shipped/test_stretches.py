"""Stretches of the shipped lines, and that nothing was lost when lines were cut into them."""

import csv
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from geo.atlas import Atlas
from geo.records.dates import first_day, last_day
from geo.records.loaded import Loaded
from geo.records.model import Segment
from geo.records.vocab import Mode, Quantity
from geo.rules.context import Context
from geo.rules.network import stretches
from tests.builders import with_shapes
from tests.conftest import ROOT
from tests.each import for_each

BEFORE = list(
    csv.DictReader((ROOT / "tests/data/segments/before.csv").open(encoding="utf-8", newline=""))
)
segment_id = itemgetter("segment_id")
#: Ends that no line of the mode reached in truth, so that a part of the old segment went for good.
UNTRUE = {
    "seg-carec6a-hairatan-mazar": "the railway ends at the airport side of Mazar",
    "seg-carec6d-mary-herat": "the railway ends at Torghundi",
    "seg-carec6a-aksarayskaya-atyrau": "the road leaves Astrakhan, not the railway's frontier",
    "seg-mway-karachi-hyderabad-pk": "the motorway begins at the ring road of Karachi",
    "seg-iti-van-ankara": "wagons cross Lake Van by ship",
}
#: Lines of the days before a shorter one was built between the same ends.
OTHER_WAY = {"seg-con-rail-tehran-tabriz", "seg-iti-tehran-tabriz"}

#: Notes that a newer source overruled; the lines carry the new one.
OVERRULED = {
    "seg-taw-herat-kandahar",
    "seg-kpec-peshawar-torkham",
    "seg-pcrd-peshawar-torkham",
    "seg-instcw-rasht-astara-ir",
    "seg-pcrl-zahedan-kerman",
    "seg-uap-tashkent-samarkand",
}
#: Opening dates that a newer source overruled; corrections.csv tells why.
REDATED = {"seg-pcrl-tejen-ashgabat"}


def lines_between(segments: Sequence[Segment], start: str, goal: str) -> list[Segment]:
    """Fewest segments from one stop to another."""
    ways: dict[str, list[Segment]] = {start: []}
    queue, stops = [start], [(line, line.stop_ids) for line in segments]
    for stop in queue:
        for line, ids in stops:
            if stop in ids:
                for other in ids:
                    if other not in ways:
                        ways[other] = [*ways[stop], line]
                        queue.append(other)
    return ways.get(goal, [])


def lines_of_row(atlas: Atlas, row: dict[str, str]) -> list[Segment]:
    """What lies where an old segment lay; common lines may have gone to the project that built."""
    is_common = row["project_id"] == "connecting-lines"
    pool = atlas.segments if is_common else atlas.segments_of(row["project_id"])
    mode = row["mode"].partition("-")[0]
    known = [segment for segment in pool if segment.mode == mode]
    return lines_between(known, row["from_id"], row["to_id"])


def told_by(atlas: Atlas, row: dict[str, str]) -> tuple[list[str], set[str]]:
    """Notes and sources of the lines of an old segment and of the stretches that run over them."""
    lines = [*lines_of_row(atlas, row), atlas.segment(row["segment_id"])]
    ids = {segment.id for segment in lines}
    over = [
        stretch
        for project in atlas.projects
        for stretch in project.runs_over
        if ids & set(stretch.segment_ids)
    ]
    notes = [record.note or "" for record in (*lines, *over)]
    sources = {source for record in (*lines, *over) for source in record.source_ids}
    return notes, sources


@for_each("row", BEFORE, segment_id)
def test_a_former_id_opens_a_line_of_its_stretch(row: dict[str, str], shipped_atlas: Atlas) -> None:
    record = shipped_atlas.record(row["segment_id"])
    assert isinstance(record, Segment)
    if row["segment_id"] not in UNTRUE:
        assert lines_of_row(shipped_atlas, row)


@for_each("row", BEFORE, segment_id)
def test_a_former_id_names_every_line_of_its_stretch(
    row: dict[str, str], shipped_atlas: Atlas
) -> None:
    became = shipped_atlas.successors(row["segment_id"])
    assert shipped_atlas.segment(became[0])
    if row["segment_id"] not in {*UNTRUE, *OTHER_WAY} and len(became) > 1:
        assert {segment.id for segment in lines_of_row(shipped_atlas, row)} <= set(became)


@for_each("row", [row for row in BEFORE if row["note"]], segment_id)
def test_no_note_is_lost(row: dict[str, str], shipped_atlas: Atlas) -> None:
    notes, _ = told_by(shipped_atlas, row)
    if row["segment_id"] in OVERRULED:
        assert shipped_atlas.segment(row["segment_id"]).note
    else:
        assert any(row["note"] in note for note in notes)


@for_each("row", BEFORE, segment_id)
def test_no_source_is_lost(row: dict[str, str], shipped_atlas: Atlas) -> None:
    _, sources = told_by(shipped_atlas, row)
    own = {"src-osm-2024-scgraph", "src-atlas-2026-calculation"}  # only told how it was computed
    project = shipped_atlas.project(row["project_id"])
    assert set(row["source_ids"].split("; ")) - own - sources - set(project.source_ids) == set()


@for_each("row", [row for row in BEFORE if row["published_length_km"]], segment_id)
def test_no_published_length_is_lost(row: dict[str, str], shipped_atlas: Atlas) -> None:
    km = float(row["published_length_km"])
    lines = lines_of_row(shipped_atlas, row)
    claims = {
        claim.low for claim in shipped_atlas.claims if claim.quantity is Quantity.LENGTH_KM
    } | {line.published_length_km for line in lines}
    assert km in claims


@for_each("row", [row for row in BEFORE if row["opened"]], segment_id)
def test_no_opening_date_is_lost(row: dict[str, str], shipped_atlas: Atlas) -> None:
    if row["segment_id"] in REDATED:
        corrected = {
            (correction.record_id, correction.field) for correction in shipped_atlas.corrections
        }
        assert (row["segment_id"], "opened") in corrected
        return
    dates = [segment.opened for segment in lines_of_row(shipped_atlas, row) if segment.opened]
    start, end = first_day(row["opened"]), last_day(row["opened"])
    assert any(start <= first_day(date) <= end for date in dates)


# The data of today ---------------------------------------------------------------------------


def test_no_stretch_of_the_shipped_data_is_recorded_twice(shipped_atlas: Atlas) -> None:
    by_id = {segment.id: segment for segment in shipped_atlas.segments}
    recorded = Context.of(with_shapes(Loaded(segments=shipped_atlas.segments)))
    undeclared = [
        pair
        for pair in stretches.copies(recorded)
        if pair.second not in by_id[pair.first].parallel_to
        and pair.first not in by_id[pair.second].parallel_to
    ]
    assert undeclared == []


def test_lines_that_stand_have_one_gauge_or_say_that_they_have_two(shipped_atlas: Atlas) -> None:
    dual = {segment.id for segment in shipped_atlas.segments if len(segment.gauges_mm) > 1}
    assert dual == {"seg-instcw-astara-ir-astara-az", "seg-taw-spin-boldak-chaman"}


def test_corridors_add_only_what_is_their_own(shipped_atlas: Atlas) -> None:
    corridors = {project.id for project in shipped_atlas.projects if project.runs_over}
    pure = {corridor for corridor in corridors if not shipped_atlas.own_segments_of(corridor)}
    assert {"carec-5", "carec-6a", "carec-6b", "carec-6c", "carec-6d"} <= pure
    assert {"six-country-corridor", "pakistan-russia-road", "pakistan-russia-pilot-train"} <= pure


def test_neighbouring_stops_are_joined_once_in_each_mode(shipped_atlas: Atlas) -> None:
    """What says that it lies beside another line is a second track or road."""
    hops: dict[tuple[Mode, frozenset[str]], set[str]] = {}
    for segment in shipped_atlas.segments:
        if segment.parallel_to:
            continue
        if segment.lifecycle.is_built and segment.mode in {Mode.RAIL, Mode.ROAD}:
            for hop in pairwise(segment.stop_ids):
                hops.setdefault((segment.mode, frozenset(hop)), set()).add(segment.id)
    assert {hop: ids for hop, ids in hops.items() if len(ids) > 1} == {}
