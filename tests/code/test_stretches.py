"""Each stretch of the earth is recorded once."""

from collections.abc import Sequence

from geo.records.loaded import Loaded
from geo.records.model import Project, Segment, Site, Stretch
from geo.rules.context import Context
from geo.rules.network import stretches
from tests.builders import with_shapes

SOURCE = {"source_ids": ("src-x",)}


# The rules -----------------------------------------------------------------------------------


def site(name: str, lon: float, lat: float, kind: str = "city") -> Site:
    return Site(
        id=f"site-{name}",
        names={"en": name.title()},
        kind=kind,
        countries=("PK",),
        at=(lon, lat),
        location_accuracy="exact",
        location_source_id="src-x",
        **SOURCE,
    )


ALFA, BRAVO, CHARLIE = site("alfa", 66, 30), site("bravo", 66, 31), site("charlie", 66, 32)


def line(
    name: str, *stops: Site, points: Sequence[tuple[float, float]] = (), **more: object
) -> Segment:
    fields = {
        "mode": "rail",
        "gauges_mm": (1676,),
        "lifecycle": "operating",
        "lifecycle_as_of": "2026",
        "lifecycle_basis": "stated",
        "geometry_basis": "osm",
        **SOURCE,
        **more,
    }
    first, *via, last = stops
    return Segment(
        id=f"seg-{name}",
        project_id="line",
        from_id=first.id,
        to_id=last.id,
        via_ids=tuple(stop.id for stop in via),
        line=tuple(points) or tuple(stop.at for stop in stops),
        **fields,
    )


def context(*segments: Segment, runs_over: Sequence[Stretch] = ()) -> Context:
    corridor = Project(
        id="corridor",
        names={"en": "Corridor"},
        short="Corridor",
        group="Corridors",
        summary="A corridor.",
        lifecycle="operating",
        lifecycle_as_of="2026",
        lifecycle_basis="stated",
        lifecycle_note="In service.",
        runs_over=tuple(runs_over),
        **SOURCE,
    )
    sites = (ALFA, BRAVO, CHARLIE)
    loaded = Loaded(sites=sites, segments=segments, projects=(corridor,))
    return Context.of(with_shapes(loaded))


def test_two_lines_between_the_same_stops_are_copies_even_if_drawn_apart() -> None:
    aside = line("aside", ALFA, BRAVO, points=[ALFA.at, (66.5, 30.5), BRAVO.at])
    (issue,) = stretches.no_stretch_is_recorded_twice(context(line("a", ALFA, BRAVO), aside))
    assert (issue.rule, issue.record) == ("stretch_twice", "seg-aside")


def test_two_lines_on_the_same_ground_are_copies_whatever_their_stops() -> None:
    long = line("long", ALFA, CHARLIE)
    short = line("short", BRAVO, CHARLIE)
    (issue,) = stretches.no_stretch_is_recorded_twice(context(long, short))
    assert "100% of the shorter one" in issue.found


def test_a_line_beside_another_may_say_why_it_is_another() -> None:
    first = line("a", ALFA, BRAVO)
    second = line("b", ALFA, BRAVO, parallel_to=("seg-a",), parallel_reason="A second track.")
    assert list(stretches.no_stretch_is_recorded_twice(context(first, second))) == []
    silent = line("b", ALFA, BRAVO, parallel_to=("seg-a",))
    (issue,) = stretches.parallels_say_why(context(first, silent))
    assert issue.rule == "parallel_half"


def test_a_road_beside_a_railway_is_no_copy() -> None:
    road = line("road", ALFA, BRAVO, mode="road", gauges_mm=())
    assert list(stretches.no_stretch_is_recorded_twice(context(line("a", ALFA, BRAVO), road))) == []


def test_lines_that_only_touch_or_cross_are_no_copies() -> None:
    across = line("x", BRAVO, CHARLIE, points=[BRAVO.at, (67.0, 31.0), (67.0, 32.0), CHARLIE.at])
    assert (
        list(stretches.no_stretch_is_recorded_twice(context(line("a", ALFA, BRAVO), across))) == []
    )


def test_a_line_that_passes_a_stop_has_to_stop_there() -> None:
    (issue,) = stretches.lines_stop_where_they_pass(context(line("a", ALFA, CHARLIE)))
    assert (issue.rule, issue.field) == ("stop_missed", "via_ids")
    assert "site-bravo" in issue.found
    assert (
        list(stretches.lines_stop_where_they_pass(context(line("a", ALFA, BRAVO, CHARLIE)))) == []
    )


def test_a_line_on_paper_passes_what_it_likes() -> None:
    plan = line("a", ALFA, CHARLIE, lifecycle="proposed", geometry_basis="schematic")
    assert list(stretches.lines_stop_where_they_pass(context(plan))) == []


def test_a_corridor_runs_over_segments_that_touch() -> None:
    first, second = line("a", ALFA, BRAVO), line("b", BRAVO, CHARLIE)
    whole = Stretch(segment_ids=("seg-a", "seg-b"))
    assert (
        list(stretches.stretches_are_in_one_piece(context(first, second, runs_over=[whole]))) == []
    )
    third = line("c", CHARLIE, site("delta", 67, 32))
    broken = Stretch(segment_ids=("seg-a", "seg-c"))
    (issue,) = stretches.stretches_are_in_one_piece(context(first, third, runs_over=[broken]))
    assert (issue.rule, issue.field) == ("stretch_broken", "runs_over[0]")


def test_a_corridor_names_a_segment_once_unless_it_turns_back() -> None:
    first, second = line("a", ALFA, BRAVO), line("b", BRAVO, CHARLIE)
    there, back = Stretch(segment_ids=("seg-a", "seg-b")), Stretch(segment_ids=("seg-b", "seg-a"))
    once_more = Stretch(segment_ids=("seg-a", "seg-b"))

    def told(*runs_over: Stretch) -> list[tuple[str, str]]:
        found = stretches.segments_are_named_once(context(first, second, runs_over=runs_over))
        return [(issue.rule, issue.field) for issue in found]

    assert told(there, Stretch(segment_ids=("seg-b",))) == []
    assert told(there, back) == [("segment_twice", "runs_over[1]")]
    assert told(there, once_more) == [("segment_twice", "runs_over[1]")] * 2
    twice = Stretch(segment_ids=("seg-a", "seg-a"))
    assert told(twice) == [("segment_twice", "runs_over[0]")]


def test_a_parallel_lies_near_and_is_another_line() -> None:
    far = line("far", site("delta", 70, 30), site("echo", 70, 31))
    road = line("road", ALFA, BRAVO, mode="road", gauges_mm=())
    for name in ("seg-a", "seg-far", "seg-road"):
        near = line("a", ALFA, BRAVO, parallel_to=(name,), parallel_reason="An older track.")
        (issue,) = stretches.parallels_lie_beside_each_other(context(near, far, road))
        assert (issue.rule, issue.record) == ("parallel_wrong", "seg-a")
    beside = line("b", ALFA, BRAVO, parallel_to=("seg-a",), parallel_reason="A second track.")
    both = context(line("a", ALFA, BRAVO), beside)
    assert list(stretches.parallels_lie_beside_each_other(both)) == []


def test_a_stop_is_no_end_and_stands_once() -> None:
    for stops in ((ALFA, ALFA, BRAVO), (ALFA, CHARLIE, CHARLIE, BRAVO)):
        (issue,) = stretches.stops_are_named_once(context(line("a", *stops)))
        assert (issue.rule, issue.field) == ("stop_twice", "via_ids")


def test_each_two_of_three_copies_are_told() -> None:
    found = stretches.copies(context(*(line(name, ALFA, BRAVO) for name in ("a", "b", "c"))))
    assert [(pair.first, pair.second) for pair in found] == [
        *(("seg-a", "seg-b"), ("seg-a", "seg-c"), ("seg-b", "seg-c"))
    ]


def test_a_line_is_cut_where_another_one_leaves_it() -> None:
    through = line("a", ALFA, BRAVO, CHARLIE)
    branch = line("b", BRAVO, site("delta", 67, 31))
    (issue,) = stretches.lines_end_where_others_leave(context(through, branch))
    assert (issue.rule, issue.record) == ("stretch_uncut", "seg-a")
    road = line("road", BRAVO, CHARLIE, mode="road", gauges_mm=())
    assert list(stretches.lines_end_where_others_leave(context(through, road))) == []
