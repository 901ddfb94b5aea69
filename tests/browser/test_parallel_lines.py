"""Projects that run over one line are drawn side by side: the sums, and how it is on the screen."""

import shutil
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from geo.atlas import Atlas
from tests.browser.conftest import PHONE, Readers, Visit, polylines, staying, visiting
from tests.browser.modules import Modules
from tests.browser.server import ROOT, running_app
from tests.shared_lines import RAIL_RULER, ROAD_RULER, SHARED, shared_folder

BOTH = "?layers=line,express&lat=31&lon=66.4&z=8"

#: For all tracks with company: how far apart neighbours lie beside the middle of its longest
#: edge, in pixels. Tracks too short to keep lanes of their own are left out.
GAPS = """(() => {
  const scale = 2 ** atlas.map.getZoom();
  const beside = (points, [x, y]) => points.slice(1).map(([x2, y2], at) => {
    const [x1, y1] = points[at];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const whole = dx * dx + dy * dy || 1;
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / whole));
    return [x1 + along * dx, y1 + along * dy];
  }).sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y))[0];
  const tracks = Map.groupBy(
    atlas.polylines().filter(({ shown, isUnder }) => shown && !isUnder), ({ track }) => track.id);
  const gaps = [];
  for (const present of tracks.values()) {
    const { points } = present[0].track;
    if (present.length < 2) continue;
    const [long, middle] = points.slice(1).map(([x, y], at) => [
      Math.hypot(x - points[at][0], y - points[at][1]) * scale,
      [(x + points[at][0]) / 2 * scale, (y + points[at][1]) / 2 * scale],
    ]).sort((a, b) => b[0] - a[0])[0];
    if (long < 40) continue;
    const spots = present.sort((a, b) => a.side - b.side)
      .map(({ course }) => beside(course, middle));
    for (let at = 1; at < spots.length; at += 1) {
      gaps.push(Math.hypot(spots[at][0] - spots[at - 1][0], spots[at][1] - spots[at - 1][1]));
    }
  }
  return gaps;
})()"""


# On the screen ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = shared_folder(tmp_path_factory.mktemp("shared") / "data")
    shutil.copytree(ROOT / "data" / "basemap", folder / "basemap")
    with running_app({"ATLAS_DATA": str(folder)}) as url:
        yield url


@pytest.fixture
def shared(readers: Readers, shared_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The map of the invented atlas in which two projects run over one line."""
    yield from staying(readers, shared_url, request.node)


def test_each_project_draws_a_strand_of_a_shared_segment(shared: Visit) -> None:
    frame = shared.open(BOTH)
    drawn = frame.locator(f"path.segment[data-id='{SHARED}']")
    expect(drawn).to_have_count(2)
    projects = drawn.evaluate_all("(all) => all.map((one) => one.dataset.project)")
    assert sorted(projects) == ["express", "line"]
    labels = drawn.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert sorted(labels) == [
        "Alfa – Bravo, Alfa–Charlie express: proposed, Railway, in service, 1676 mm",
        "Alfa – Bravo, Alfa–Charlie line, Railway, in service, 1676 mm",
    ]
    assert len({handle.get_attribute("d") for handle in drawn.element_handles()}) == 2
    gaps = shared.script(GAPS)
    assert len(gaps) == 2
    assert min(gaps) > 3


def test_alone_again_a_strand_lies_on_its_track(shared: Visit) -> None:
    frame = shared.open(BOTH)
    course = "document.querySelector(\"path.segment.project-line\").getAttribute('d')"
    beside = shared.script(course)
    frame.locator("input[data-layer='express']").uncheck()
    expect(frame.locator("path.segment.project-express")).to_have_count(0)
    expect(frame.locator("path.segment.project-line")).to_have_count(2)
    alone = shared.script(course)
    assert alone != beside
    assert set(shared.script("atlas.polylines().map(({ side }) => side)")) == {0, None}
    frame.locator("input[data-layer='express']").check()
    expect(frame.locator("path.segment.project-express")).to_have_count(2)
    assert shared.script(course) == beside


def test_a_click_on_any_strand_selects_the_segment(shared: Visit) -> None:
    frame = shared.open(BOTH)
    polyline = frame.locator(f"path.segment.project-express[data-id='{SHARED}']")
    polyline.dispatch_event("click")
    shared.page.locator(f"article.details[data-record='{SHARED}']").wait_for()
    looks = shared.script("""atlas.polylines().map(({ id, looks: { main, casing } }) =>
      ({ id, casing: casing.opacity, main: main.opacity }))""")
    chosen = [look for look in looks if look["id"] == SHARED]
    aside = [look for look in looks if look["id"] != SHARED]
    assert [look["casing"] for look in chosen] == [0.95, 0.95]
    assert max(look["main"] for look in aside) < 0.5 < min(look["main"] for look in chosen)


def test_a_hint_tells_whose_strand_it_is(shared: Visit) -> None:
    frame = shared.open(BOTH)
    for project, title in (
        ("line", "Alfa–Charlie line"),
        ("express", "Alfa–Charlie express: proposed"),
    ):
        polyline = frame.locator(f"path.segment.project-{project}[data-id='{SHARED}']")
        polyline.dispatch_event("mouseover", {"clientX": 300, "clientY": 300, "bubbles": True})
        tip = frame.locator(".tip")
        expect(tip.locator("b")).to_have_text(title)
        expect(tip).to_contain_text("Alfa – Bravo")
        expect(tip.locator(".owner")).to_contain_text("On the same line: ")
        expect(tip).to_contain_text("Railway, in service, 1676 mm")


def test_a_filter_takes_all_strands_of_a_segment(shared: Visit) -> None:
    frame = shared.open(BOTH)
    drawn = frame.locator(f"path.segment[data-id='{SHARED}']")
    frame.locator("input[data-filter='operating']").uncheck()
    expect(drawn).to_have_count(0)
    expect(frame.locator("path.segment")).to_have_count(2)
    frame.locator("input[data-filter='operating']").check()
    expect(drawn).to_have_count(2)
    shared.go(date="1990-01-01")
    expect(drawn).to_have_count(0)


def test_a_railway_and_a_road_on_one_ruler_lie_side_by_side(shared: Visit) -> None:
    frame = shared.open("?layers=line,express&lat=31.5&lon=66.5&z=8")
    courses = [
        frame.locator(f"path.segment[data-id='{segment_id}']").get_attribute("d")
        for segment_id in (RAIL_RULER, ROAD_RULER)
    ]
    assert courses[0] != courses[1]
    assert min(shared.script(GAPS)) > 3


def test_the_panel_tells_what_is_the_projects_own(shared: Visit) -> None:
    frame = shared.open(BOTH)
    frame.get_by_role("button", name="More on Alfa–Charlie express").click()
    told = frame.locator("#extra-express .sub")
    expect(told).to_contain_text("2 lines drawn")
    expect(told).to_contain_text("It runs over 1 line of others, ")
    frame.get_by_role("button", name="More on Alfa–Charlie line").click()
    expect(frame.locator("#extra-line .sub")).not_to_contain_text("of others")


def test_a_shared_segment_is_found_by_whoever_is_on(shared: Visit) -> None:
    frame = shared.open("?layers=express&lat=31&lon=66.4&z=8")
    shared.follow(SHARED)
    shared.page.locator(f"article.details[data-record='{SHARED}']").wait_for()
    expect(frame.locator("input[data-layer='line']")).not_to_be_checked()
    home = f"?layers=none&select={SHARED}"
    frame = shared.open(home)
    expect(frame.locator("path.segment")).to_have_count(0)
    assert shared.script(f"atlas.bounds('{SHARED}').isValid()")
    shared.follow(SHARED)
    expect(frame.locator("input[data-layer='line']")).to_be_checked()


def test_keys_go_from_project_to_project(shared: Visit) -> None:
    frame = shared.open(BOTH)
    names = "atlas.tabOrder().map(({ project }) => project).filter(Boolean)"
    assert shared.script(names) == ["line", "line", "line", "express", "express"]
    frame.locator("input[data-layer='line']").uncheck()
    expect(frame.locator("path.segment.project-line")).to_have_count(0)
    frame.locator("input[data-layer='line']").check()
    expect(frame.locator("path.segment.project-line")).to_have_count(2)
    assert shared.script(names) == ["line", "line", "line", "express", "express"]


def test_strands_part_on_a_phone_too(readers: Readers, shared_url: str) -> None:
    for shared in visiting(readers, shared_url, PHONE):
        shared.open(BOTH)
        assert min(shared.script(GAPS)) > 3


@pytest.mark.parametrize("zoom", [5, 7, 9])
def test_no_two_projects_of_the_shipped_atlas_coincide(
    stay: Visit, shipped_atlas: Atlas, zoom: int
) -> None:
    layers = ",".join(project.id for project in shipped_atlas.projects if project.layer)
    frame = stay.open(f"?layers={layers}&lat=36&lon=66&z={zoom}")
    expect(frame.locator("path.segment")).to_have_count(polylines(shipped_atlas))
    gaps = stay.script(GAPS)
    assert gaps
    assert min(gaps) > 2


def test_all_parts_of_a_polyline_have_one_course(stay: Visit) -> None:
    stay.open("?layers=pakistan-russia-road,six-country-corridor&lat=29&lon=69&z=6")
    courses = stay.script(
        "atlas.polylines().filter(({ shown }) => shown).map(({ paths }) => paths)"
    )
    assert len(courses) > 20
    assert all(len(set(parts)) == 1 for parts in courses)


# The sums ---------------------------------------------------------------------------------------

#: A runs from the west to the east, B back and on to the south, C over the middle only. The
#: middle is drawn from the east, and so its lanes are turned.
FORK = """
  const lines = new parallel_lines.ParallelLines();
  const tracks = {
    west: { coordinates: [[66, 28], [67, 28.5]] },
    middle: { coordinates: [[68, 28.2], [67, 28.5]], turned: true },
    east: { coordinates: [[68, 28.2], [69, 28.2]] },
    south: { coordinates: [[66, 27], [66, 28]] },
  };
  const runs = { A: ["west", "middle", "east"], B: ["east", "middle", "west", "south"], C: ["middle"] };
  Object.entries(runs).forEach(([project, run], order) => {
    for (const track of run) lines.add(`${track} ${project}`, { segment: track, project, order, mode: "rail", ...tracks[track] });
  });
  const show = (...keys) => keys.forEach((key) => lines.show(key, true));
  const all = [...lines.polylines.keys()];
"""  # noqa: E501


def test_lanes_follow_the_order_and_not_the_direction_of_drawing(modules: Modules) -> None:
    sides = modules.run(
        f"""{FORK}
      show(...all.reverse());
      lines.arrange(7);
      return Object.fromEntries([...lines.polylines].map(([key, {{ side }}]) => [key, side]));""",
    )
    assert sides == {
        "west A": -0.5,
        "west B": 0.5,
        "middle A": 1,
        "middle B": 0,
        "middle C": -1,
        "east A": -0.5,
        "east B": 0.5,
        "south B": 0,
    }


def test_only_strands_with_other_company_change_and_what_they_meet(modules: Modules) -> None:
    turns = modules.run(
        f"""{FORK}
      show(...all);
      const turns = [lines.arrange(7), lines.arrange(7)];
      lines.show("middle C", false);
      turns.push(lines.arrange(7));
      lines.show("south B", false);
      turns.push(lines.arrange(7));
      return turns.map((changed) => [...changed].sort());""",
    )
    assert len(turns[0]) == 8
    assert turns[1] == []
    assert turns[2] == ["east A", "east B", "middle A", "middle B", "west A", "west B"]
    assert turns[3] == ["middle B", "west B"]


def test_a_switch_touches_the_tracks_of_its_project_only(modules: Modules) -> None:
    """However many polylines there are, one more costs what its own tracks cost."""
    touched = modules.run(
        """
      const lines = new parallel_lines.ParallelLines();
      for (let at = 0; at < 3000; at += 1) {
        const coordinates = [[at / 30, 10], [(at + 1) / 30, 10]];
        for (const order of [0, 1]) lines.add(`${at} ${order}`, { segment: at, project: order, order, coordinates });
        lines.show(`${at} 0`, true);
      }
      lines.arrange(9);
      for (const at of [5, 6]) lines.show(`${at} 1`, true);
      return [lines.touched.size, lines.opened.size, lines.arrange(9).size];""",  # noqa: E501
    )
    assert touched[:2] == [2, 3]
    assert touched[2] == 6


def test_strands_that_continue_each_other_meet(modules: Modules) -> None:
    gaps = modules.run(
        f"""{FORK}
      show(...all);
      lines.arrange(7);
      const end = (key, at) => lines.course(key, 7, 4).at(at);
      const joints = [["west A", -1, "middle A", -1], ["middle A", 0, "east A", 0],
        ["west B", -1, "middle B", -1], ["middle B", 0, "east B", 0], ["south B", -1, "west B", 0]];
      return joints.map(([one, at, other, there]) => {{
        const [[x1, y1], [x2, y2]] = [end(one, at), end(other, there)];
        return Math.hypot(x1 - x2, y1 - y2);
      }});""",
    )
    assert max(gaps) < 0.01


def test_parallels_keep_their_distance(modules: Modules) -> None:
    (x1, y1), (x2, y2) = modules.run(
        f"""{FORK}
      show("east A", "east B");
      lines.arrange(7);
      return ["east A", "east B"].map((key) => lines.course(key, 7, 4).at(-1));""",
    )
    assert abs(x1 - x2) < 0.01
    # A is the first, so it lies in the north.
    assert y2 - y1 == pytest.approx(5.5, abs=0.01)


@pytest.mark.parametrize(
    ("modes", "partners"),
    [
        (["rail", "rail"], [1, 0]),
        (["rail", "road"], [1, 0]),
        (["rail", "rail", "rail"], [None, None, None]),
        (["rail", "road", "rail"], [2, None, 0]),
        (["rail", "road", "rail", "road"], [2, 3, 0, 1]),
    ],
)
def test_two_of_one_mode_continue_each_other(
    modules: Modules, modes: list[str], partners: list[int | None]
) -> None:
    found = modules.run(
        f"""
      const lines = new parallel_lines.ParallelLines();
      {modes}.forEach((mode, at) => {{
        lines.add(at, {{ segment: at, project: "A", order: 0, mode, coordinates: [[60, 30], [61, 30 + at]] }});
        lines.show(at, true);
      }});
      lines.arrange(7);
      return [...lines.polylines.values()].map(({{ next }}) => next.start?.polyline.key ?? null);""",  # noqa: E501
    )
    assert found == partners


@pytest.mark.parametrize(("zoom", "settled"), [(5, True), (9, False)])
def test_a_stretch_too_short_to_be_seen_keeps_the_lane_beside_it(
    modules: Modules, zoom: int, *, settled: bool
) -> None:
    """A is alone, has company for 20 km, and is alone again."""
    offset = modules.run(
        f"""
      const lines = new parallel_lines.ParallelLines();
      [[[60, 0], [62, 0]], [[62, 0], [62.2, 0]], [[62.2, 0], [64, 0]]].forEach((coordinates, track) => {{
        lines.add(`${{track}} A`, {{ segment: track, project: "A", order: 0, coordinates }});
      }});
      lines.add("1 B", {{ segment: 1, project: "B", order: 1, coordinates: [] }});
      for (const key of lines.polylines.keys()) lines.show(key, true);
      lines.arrange({zoom});
      const course = lines.course("1 A", {zoom}, 4);
      const middle = course[Math.floor(course.length / 2) - 1];
      return Math.abs(middle[1] - offsets.world([62, 0])[1] * 2 ** {zoom});""",  # noqa: E501
    )
    assert (offset < 0.01) == settled


def test_the_common_network_lies_below_who_runs_over_it(modules: Modules) -> None:
    """It takes a lane only beside another segment, such as the road on the same ruler."""
    sides = modules.run(
        """
      const lines = new parallel_lines.ParallelLines();
      const coordinates = [[60, 30], [62, 31]];
      const add = (project, order, segment, isUnder) =>
        lines.add(`${segment} ${project}`, { segment, track: "rail", project, order, isUnder, coordinates });
      const sides = () => {
        lines.arrange(7);
        return Object.fromEntries([...lines.polylines].map(([key, { side }]) => [key, side]));
      };
      add("A", 0, "rail", false);
      add("B", 1, "rail", false);
      add("network", 2, "rail", true);
      add("network", 2, "road", true);
      for (const key of ["rail A", "rail B", "rail network"]) lines.show(key, true);
      const found = [sides()];
      lines.show("rail A", false);
      lines.show("rail B", false);
      lines.show("road network", true);
      return [...found, sides()];""",  # noqa: E501
    )
    alone = {"rail A": None, "rail B": None, "rail network": -0.5, "road network": 0.5}
    company = {"rail A": -0.5, "rail B": 0.5, "rail network": -0.5, "road network": None}
    assert sides == [company, alone]


@pytest.mark.parametrize(("count", "broadest"), [(2, 5.5), (5, 22), (6, 22), (9, 24)])
def test_many_lines_grow_no_broader_than_about_five(
    modules: Modules, count: int, broadest: float
) -> None:
    step = modules.run(f"return lanes.spacing(4, {count});")
    assert step * (count - 1) <= broadest + 0.01
    assert step >= 4 * 0.7 - 0.01


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_lanes_lie_evenly_on_both_sides_of_the_track(modules: Modules, count: int) -> None:
    body = "return Array.from({ length: count }, (_, slot) => lanes.slotOffset(slot, count));"
    sides = modules.run(body, count=count)
    assert sum(sides) == 0
    assert all(right - left == 1 for left, right in pairwise(sides))


def test_a_chain_ends_where_a_circle_closes(modules: Modules) -> None:
    """A triangle of polylines, the last drawn the other way round."""
    found = modules.run(
        """
      const [a, b, c] = ["a", "b", "c"].map((key) => ({ key, next: {} }));
      const meet = (polyline, name, other, there) => {
        polyline.next[name] = { polyline: other, isEnd: there === "end" };
        other.next[there] = { polyline, isEnd: name === "end" };
      };
      meet(a, "end", b, "start");
      meet(b, "end", c, "end");
      meet(c, "start", a, "start");
      return junctions.chain(a, true).map(({ polyline, sign }) => [polyline.key, sign]);""",
    )
    assert found == [["b", 1], ["c", -1]]


def test_a_track_keeps_the_traces_of_few_zooms_only(modules: Modules) -> None:
    sizes = modules.run(
        """
      const track = polylines.trackOf("t", [[60, 30], [60, 30], [61, 31]], false);
      const kept = [];
      for (let zoom = 3; zoom < 13; zoom += 1) {
        const points = polylines.trace({ track, count: 1 }, zoom);
        kept.push(track.traces.size, points.length);
      }
      return kept;""",
    )
    assert max(sizes[::2]) == 4
    assert set(sizes[1::2]) == {2}


def test_a_moved_bend_does_not_fold_back(modules: Modules) -> None:
    points = modules.run(
        """
      const bend = [[0, 0], [100, 0], [103, 2], [104, 5], [104, 100]];
      return offsets.offsetLine(bend, 8);""",
    )
    for (x1, y1), (x2, y2) in pairwise(points):
        assert x2 >= x1 - 1
        assert y2 >= y1 - 1


@pytest.mark.parametrize("offset", [-9, 9])
def test_a_hairpin_is_no_loop(modules: Modules, offset: int) -> None:
    points = modules.run(
        f"return offsets.offsetLine([[0, 0], [40, 3], [0, 12]], {offset});",
    )
    assert all(-3 < x < 52 for x, _ in points)
    # Outside it goes round the tip, inside it turns before it.
    tip = max(x for x, _ in points)
    assert tip > 40 if offset < 0 else tip < 40
    assert len(points) == (5 if offset < 0 else 3)


def test_simplify_keeps_ends_and_corners(modules: Modules) -> None:
    kept = modules.run(
        "return offsets.simplify([[0, 0], [5, 0.2], [10, 0], [10, 9], [10, 20]], 1);"
    )
    assert kept == [[0, 0], [10, 0], [10, 20]]
