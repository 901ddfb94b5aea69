"""Corridors on one track run side by side: the sums, and what they come to on the screen."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

TWO = "?layers=pakistan-russia-road,six-country-corridor&lat=29&lon=69&z=6"
#: The module under test, as the page has loaded it.
MODULE = """import(new URL("bundles.js", document.querySelector("link[href*='atlas.css']").href))"""
#: For all visible lines of different corridors: how far apart they lie on the screen, in pixels,
#: beside the middle of each stretch of track that they share.
GAPS = """(() => {
  const { tracks, features } = atlas.drawing;
  const zoom = atlas.map.getZoom();
  const shown = [...tracks.lines.values()].filter(({ id }) => features.get(id).shown);
  const course = ({ id }) => tracks.course(id, zoom, atlas.drawing.widest());
  const nearest = (points, [x, y]) => points.slice(1).map(([x2, y2], at) => {
    const [x1, y1] = points[at];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const whole = dx * dx + dy * dy || 1;
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / whole));
    const [px, py] = [x1 + along * dx, y1 + along * dy];
    return [Math.hypot(px - x, py - y), px, py];
  }).sort((one, other) => one[0] - other[0])[0];
  const gaps = [];
  shown.forEach((one, at) => shown.slice(at + 1).forEach((other) => {
    if (one.project === other.project) return;
    for (const { piece } of one.pieces) {
      if (!other.pieces.some((theirs) => theirs.piece === piece)) continue;
      const points = piece.points.map(([x, y]) => [x * 2 ** zoom, y * 2 ** zoom]);
      const far = ([x, y], index) => Math.hypot(points[index + 1][0] - x, points[index + 1][1] - y);
      const edges = points.slice(0, -1).map((point, index) => [far(point, index), index]);
      const [long, index] = edges.sort((one, other) => other[0] - one[0])[0];
      if (long < 25) continue;
      const middle = [0, 1].map((axis) => (points[index][axis] + points[index + 1][axis]) / 2);
      const [, x1, y1] = nearest(course(one), middle);
      const [, x2, y2] = nearest(course(other), middle);
      gaps.push(Math.hypot(x2 - x1, y2 - y1));
    }
  }));
  return gaps;
})()"""


def run(visit: Visit, body: str) -> object:
    """Run the body of a function that has the module as `bundles`."""
    return visit.script(f"{MODULE}.then((bundles) => {{ {body} }})")


def test_two_corridors_on_one_track_do_not_coincide(visit: Visit) -> None:
    frame = visit.open(TWO)
    expect(frame.locator("path.segment.project-six-country-corridor").first).to_be_attached()
    gaps = visit.script(GAPS)
    assert len(gaps) >= 2
    assert min(gaps) > 3


def test_a_corridor_alone_lies_on_its_track(visit: Visit) -> None:
    frame = visit.open(TWO)
    both = visit.script("atlas.drawing.tracks.lines.get('seg-road-karachi-peshawar')?.mark ?? ''")
    frame.locator("input[data-layer='six-country-corridor']").uncheck()
    expect(frame.locator("path.segment.project-six-country-corridor")).to_have_count(0)
    sides = visit.script("""[...atlas.drawing.tracks.lines.values()]
      .filter(({ project }) => project === "pakistan-russia-road")
      .flatMap(({ slots }) => slots.map(({ side }) => side))""")
    assert sides
    assert set(sides) == {0}
    assert "0.5" in both or both == ""


def test_all_parts_of_a_line_follow_the_offset(visit: Visit) -> None:
    visit.open(TWO)
    strays = visit.script("""[...atlas.drawing.features.values()]
      .filter((one) => one.shown && one.kind === "segment")
      .map(({ parts }) => parts.map((part) => part.getElement().getAttribute("d")))
      .filter((courses) => new Set(courses).size > 1).length""")
    assert strays == 0


# The sums ---------------------------------------------------------------------------------------

FORK = """
  const tracks = new bundles.Tracks();
  tracks.add("a", "A", 0, [[66, 28], [67, 28.5], [68, 28.2], [69, 28.2]]);
  tracks.add("b", "B", 1, [[69, 28.2], [68, 28.2], [67, 28.5]]);
  tracks.add("b2", "B", 1, [[67, 28.5], [66, 28], [66, 27]]);
  tracks.add("c", "C", 2, [[67, 28.5], [68, 28.2]]);
"""


def test_slots_follow_the_order_and_not_the_direction_of_drawing(visit: Visit) -> None:
    visit.open()
    slots = run(
        visit,
        f"""{FORK}
      tracks.arrange(["a", "b", "b2", "c"]);
      return Object.fromEntries([...tracks.lines].map(([id, line]) => [id, line.slots]));""",
    )
    sides = {one: [slot["side"] for slot in found] for one, found in slots.items()}
    assert [slot["count"] for slot in slots["a"]] == [2, 3, 2]
    # All run west to east in slot order from the north; b and b2 are drawn from the east.
    assert sides == {"a": [-0.5, -1, -0.5], "b": [-0.5, 0], "b2": [-0.5, 0], "c": [1]}


def test_only_lines_with_other_company_change(visit: Visit) -> None:
    visit.open()
    changed = run(
        visit,
        f"""{FORK}
      const turns = [["a", "b", "b2", "c"], ["a", "b", "b2", "c"], ["a", "b", "b2"]];
      return turns.map((ids) => [...tracks.arrange(ids)].sort());""",
    )
    assert changed[0] == ["a", "b", "b2", "c"]
    assert changed[1] == []
    assert set(changed[2]) >= {"a", "b"}


def test_lines_that_continue_each_other_meet(visit: Visit) -> None:
    visit.open()
    gap = run(
        visit,
        f"""{FORK}
      tracks.arrange(["a", "b", "b2", "c"]);
      const end = tracks.course("b", 7, 4).at(-1);
      const start = tracks.course("b2", 7, 4)[0];
      return Math.hypot(end[0] - start[0], end[1] - start[1]);""",
    )
    assert gap < 0.01


def test_parallels_keep_their_distance(visit: Visit) -> None:
    visit.open()
    courses = run(
        visit,
        f"""{FORK}
      tracks.arrange(["a", "b"]);
      return ["a", "b"].map((id) => tracks.course(id, 7, 4));""",
    )
    one, other = (courses[0], courses[1])
    straight = [(one[-1], other[0])]
    for (x1, y1), (x2, y2) in straight:
        assert abs(x1 - x2) < 0.01
        assert abs(y1 - y2) == pytest.approx(5.5, abs=0.01)


@pytest.mark.parametrize(("count", "broadest"), [(2, 5.5), (5, 22), (6, 22), (9, 24)])
def test_bundles_grow_no_broader_than_about_five_lines(
    visit: Visit, count: int, broadest: float
) -> None:
    visit.open()
    step = run(visit, f"return bundles.spacing(4, {count});")
    assert step * (count - 1) <= broadest + 0.01
    assert step >= 4 * 0.7 - 0.01


def test_a_moved_bend_does_not_fold_back(visit: Visit) -> None:
    visit.open()
    points = run(
        visit,
        """
      const bend = [[0, 0], [100, 0], [103, 2], [104, 5], [104, 100]];
      return bundles.offsetChain(bend, [8, 8, 8, 8]);""",
    )
    for (x1, y1), (x2, y2) in pairwise(points):
        assert x2 >= x1 - 1
        assert y2 >= y1 - 1


def test_simplify_keeps_ends_and_corners(visit: Visit) -> None:
    visit.open()
    kept = run(visit, "return bundles.simplify([[0, 0], [5, 0.2], [10, 0], [10, 9], [10, 20]], 1);")
    assert kept == [[0, 0], [10, 0], [10, 20]]
