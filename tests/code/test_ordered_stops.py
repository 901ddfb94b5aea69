"""Segments that follow each other, whichever way round they were drawn."""

from geo.geometry.segment_order import ordered_stops, shared_node
from geo.records.loaded import Loaded
from geo.records.model import Alignment, Segment, Site
from geo.rules.context import Context
from geo.rules.network.alternatives import alignments_are_in_one_piece, alignments_share_their_ends
from tests.builders import SOURCE, line, site

NAMES = ("alfa", "bravo", "charlie", "delta")
A, B, C, D = (site(name, 66, 30 + at) for at, name in enumerate(NAMES))
MID = {"via_ids": ("site-mid",)}


def names(*segments: Segment) -> list[str]:
    return [" ".join(stop.removeprefix("site-") for stop in run) for run in ordered_stops(segments)]


def test_segments_join_at_their_ends() -> None:
    assert names(line(A, B, **MID), line(B, C)) == ["alfa mid bravo charlie"]


def test_a_segment_is_turned_round_where_its_far_end_touches() -> None:
    assert names(line(A, B), line(C, B, **MID)) == ["alfa bravo mid charlie"]
    assert names(line(B, A, **MID), line(B, C)) == ["alfa mid bravo charlie"]
    assert names(line(B, A), line(C, B), line(D, C)) == ["alfa bravo charlie delta"]


def test_a_gap_begins_another_run() -> None:
    assert names(line(A, B), line(C, D)) == ["alfa bravo", "charlie delta"]
    assert names() == []


def test_the_joint_of_two_segments() -> None:
    assert shared_node(line(B, A), line(C, B)) == B.id
    assert shared_node(line(A, B), line(C, D)) == ""


def faults_of_alignments(*ways: tuple[Segment, ...]) -> list[tuple[str, str]]:
    """Record and rule of everything that is wrong with alignments along these segments."""
    alignments = tuple(
        Alignment(
            id=f"way-{at}",
            title="Way",
            project_id="line",
            segment_ids=[segment.id for segment in segments],
            **SOURCE,
        )
        for at, segments in enumerate(ways)
    )
    all_segments = tuple(dict.fromkeys(segment for segments in ways for segment in segments))
    sites: tuple[Site, ...] = (A, B, C, D)
    context = Context.of(Loaded(sites=sites, segments=all_segments, alignments=alignments))
    rules = (alignments_are_in_one_piece, alignments_share_their_ends)
    return [(issue.record, issue.rule) for rule in rules for issue in rule(context)]


def test_a_way_that_breaks_off_is_a_problem() -> None:
    assert faults_of_alignments((line(A, B), line(C, D))) == [("way-0", "way_broken")]


def test_ways_between_other_places_are_a_problem() -> None:
    assert faults_of_alignments((line(A, B),), (line(A, B), line(B, C))) == [
        ("way-1", "way_elsewhere")
    ]


def test_ways_between_the_same_places_are_sound() -> None:
    direct = line(A, C)
    assert faults_of_alignments((line(A, B), line(B, C)), (direct,)) == []
