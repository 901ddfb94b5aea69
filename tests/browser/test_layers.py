"""The layer panel with many layers: groups, places, other railways, everything at once."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import FrameLocator, Page, expect

from geo.atlas import Atlas
from tests.browser.conftest import PHONE, Readers, Visit, polylines, visiting
from tests.browser.server import ROOT, running_app

GOOD = Path(__file__).parents[1] / "data" / "good"
OWN_NAMES_FAR_OUT = 25


def group(frame: FrameLocator, title: str) -> FrameLocator:
    return frame.locator(f"section.group[aria-label='{title}']")


def groups(atlas: Atlas) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for project in atlas.projects:
        if project.layer:
            found.setdefault(project.group, []).append(project.id)
    return found


# Groups -----------------------------------------------------------------------------------------


def test_groups_stand_in_the_order_of_the_file(stay: Visit, shipped_atlas: Atlas) -> None:
    frame = stay.open()
    titles = frame.locator("section.of-layers").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert titles == list(groups(shipped_atlas))


def test_one_box_switches_a_whole_group(stay: Visit, shipped_atlas: Atlas) -> None:
    frame = stay.open("?layers=uap-railway")
    title, ids = next(
        (title, ids) for title, ids in groups(shipped_atlas).items() if "uap-railway" in ids
    )
    part = group(frame, title)
    whole = part.locator("input.whole")
    expect(part.locator(".count").first).to_have_text(f"1 of {len(ids)}")
    assert whole.evaluate("(box) => box.indeterminate && !box.checked")
    whole.click()
    expect(part.locator(".count").first).to_have_text(f"{len(ids)} of {len(ids)}")
    expect(frame.locator("path.segment.project-uap-railway-torkham").first).to_be_attached()
    assert whole.evaluate("(box) => box.checked && !box.indeterminate")
    whole.click()
    expect(frame.locator("path.segment")).to_have_count(0)
    assert "layers=none" in stay.page.url


def test_groups_open_by_what_is_on_and_fold_by_keyboard(visit: Visit, shipped_atlas: Atlas) -> None:
    frame = visit.open("?layers=uap-railway")
    for title, ids in groups(shipped_atlas).items():
        is_open = group(frame, title).locator("details").evaluate("(one) => one.open")
        assert is_open == ("uap-railway" in ids), title
    title = next(title for title, ids in groups(shipped_atlas).items() if "uap-railway" in ids)
    group(frame, title).locator("summary").focus()
    visit.page.keyboard.press("Enter")
    expect(frame.locator("input[data-layer='uap-railway']")).to_be_hidden()


def test_a_row_is_two_lines_at_most_until_it_is_unfolded(stay: Visit) -> None:
    frame = stay.open("?layers=uap-railway")
    row = frame.locator(".toggle", has=frame.locator("input[data-layer='uap-railway']"))
    assert row.bounding_box()["height"] < 48
    more = row.locator("button.more")
    expect(row.locator(".sub")).to_be_hidden()
    more.click()
    expect(row.locator(".sub")).to_contain_text("lines drawn")
    expect(more).to_have_attribute("aria-expanded", "true")
    more.click()
    expect(row.locator(".sub")).to_be_hidden()


def test_a_row_has_the_name_that_fits_and_unfolds_the_whole(stay: Visit) -> None:
    frame = stay.open("?layers=six-country-corridor,pakistan-russia-pilot-train")
    for project, name, whole in (
        ("six-country-corridor", "Six-country corridor", "Six-country corridor (Bel"),
        ("pakistan-russia-pilot-train", "Pilot train", "Pilot freight train Lahore–Astrakhan"),
    ):
        row = frame.locator(".toggle", has=frame.locator(f"input[data-layer='{project}']"))
        title = row.locator(".title")
        expect(title).to_have_text(name)
        assert title.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        assert row.locator("label").get_attribute("title").startswith(whole)
        row.locator("button.more").click()
        expect(row.locator(".sub")).to_contain_text(whole)


# Places -----------------------------------------------------------------------------------------


def test_border_posts_show_whatever_corridors_are_on(stay: Visit, shipped_atlas: Atlas) -> None:
    frame = stay.open("?layers=none&places=none")
    expect(frame.locator(".site")).to_have_count(0)
    frame.locator("input[data-place='border']").check()
    posts = [site for site in shipped_atlas.sites if site.kind == "border-crossing"]
    shown = frame.locator(".site.kind-border-crossing")
    expect(shown.first).to_be_visible()
    # At this zoom a few posts on both sides of one frontier would lie on one spot.
    assert len(posts) * 0.6 <= shown.count() <= len(posts)
    assert stay.page.url.endswith("?layers=none")
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend")).to_contain_text("Border post")
    expect(frame.locator(".legend")).not_to_contain_text("Dry port")


def test_all_posts_are_there_from_near(stay: Visit, shipped_atlas: Atlas) -> None:
    frame = stay.open("?layers=none&places=border&lat=37&lon=62&z=9")
    posts = [site for site in shipped_atlas.sites if site.kind == "border-crossing"]
    expect(frame.locator(".site.kind-border-crossing")).to_have_count(len(posts))


def test_places_come_back_from_the_address(stay: Visit) -> None:
    frame = stay.open("?layers=none&places=breaks,ports&lat=40&lon=62&z=5")
    expect(frame.locator("input[data-place='ports']")).to_be_checked()
    expect(frame.locator("input[data-place='border']")).not_to_be_checked()
    expect(frame.locator(".site.kind-port").first).to_be_attached()
    expect(frame.locator(".site .sign-break").first).to_be_attached()
    frame.locator(".site.kind-port").first.dispatch_event("click")
    stay.page.locator("article.details[data-record]").wait_for()
    frame.get_by_role("button", name="Back to everything").click()
    expect(frame.locator("input[data-place='ports']")).not_to_be_checked()
    assert "?" not in stay.page.url
    stay.page.go_back()
    expect(frame.locator("input[data-place='ports']")).to_be_checked()
    expect(frame.locator(".site.kind-port").first).to_be_attached()


def test_unknown_places_are_left_out_with_a_sentence(visit: Visit) -> None:
    visit.open("?places=harbours")
    expect(visit.page.get_by_text("The link names kinds of places")).to_be_visible()


# Everything -------------------------------------------------------------------------------------


def everything(atlas: Atlas, view: str) -> str:
    layers = ",".join(project.id for project in atlas.projects if project.layer)
    return f"?layers={layers}&places=border,breaks,ports&{view}"


@pytest.mark.parametrize("view", ["lat=41&lon=58&z=4", "lat=34&lon=66&z=5"])
def test_names_stay_few_far_out(stay: Visit, shipped_atlas: Atlas, view: str) -> None:
    frame = stay.open(everything(shipped_atlas, view))
    expect(frame.locator("path.segment")).to_have_count(polylines(shipped_atlas))
    names = frame.locator(".label.own")
    assert 5 <= names.count() <= OWN_NAMES_FAR_OUT


@pytest.mark.parametrize("view", ["lat=41&lon=58&z=4", "lat=28&lon=68.5&z=6", "lat=36&lon=67&z=8"])
def test_names_never_cover_one_another(stay: Visit, shipped_atlas: Atlas, view: str) -> None:
    stay.open(everything(shipped_atlas, view))
    covered = stay.script("""(() => {
      const labels = [...document.querySelectorAll(".label")];
      const boxes = labels.map((one) => one.getBoundingClientRect());
      return boxes.filter((one, at) => boxes.some((other, beside) => beside > at
        && one.left < other.right && other.left < one.right
        && one.top + 2 < other.bottom && other.top + 2 < one.bottom)).length;
    })()""")
    assert covered == 0


def test_signs_never_blob(stay: Visit, shipped_atlas: Atlas) -> None:
    stay.open(everything(shipped_atlas, "lat=34&lon=66&z=5"))
    nearest = stay.script("""(() => {
      const spots = atlas.signs().map(({ id }) => {
        const { lat, lon } = atlas.index.sites[id];
        return atlas.map.latLngToLayerPoint([lat, lon]);
      });
      return Math.min(...spots.flatMap((one, at) => spots.slice(at + 1)
        .map((other) => Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)))));
    })()""")
    assert nearest >= 6


@pytest.mark.parametrize("visit", [{}, PHONE], indirect=True, ids=["desk", "phone"])
def test_everything_on_works_at_every_zoom(visit: Visit, shipped_atlas: Atlas) -> None:
    frame = visit.open(everything(shipped_atlas, "lat=34&lon=66&z=4"))
    for zoom in (6, 8, 10, 3):
        visit.script(f"void atlas.map.setView([34, 66], {zoom}, {{ animate: false }})")
        expect(frame.locator("path.segment")).to_have_count(polylines(shipped_atlas))
    assert "NaN" not in visit.script(
        "[...document.querySelectorAll('path.segment')].map((one) => one.getAttribute('d')).join()"
    )
    assert visit.errors == []


@pytest.mark.parametrize("visit", [{}, PHONE], indirect=True, ids=["desk", "phone"])
def test_legend_and_credits_stand_clear_of_each_other(visit: Visit, shipped_atlas: Atlas) -> None:
    frame = visit.open(everything(shipped_atlas, "lat=34&lon=66&z=7"))
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend-body li").first).to_be_visible()
    scale = frame.locator(".leaflet-control-scale").bounding_box()
    legend, caption = (
        frame.locator(selector).bounding_box() for selector in (".legend", ".caution")
    )
    stage = frame.locator(".stage").bounding_box()
    assert legend["y"] >= stage["y"]
    assert legend["y"] + legend["height"] <= caption["y"]
    assert caption["x"] + caption["width"] <= scale["x"]
    assert caption["y"] + caption["height"] <= stage["y"] + stage["height"]


# Other railways ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The invented atlas of the tests with a file of other railways."""
    folder = tmp_path_factory.mktemp("atlas") / "data"
    shutil.copytree(GOOD, folder)
    shutil.copytree(ROOT / "data" / "basemap", folder / "basemap", dirs_exist_ok=True)
    (folder / "network").mkdir(exist_ok=True)
    line = {"type": "LineString", "coordinates": [[60, 30], [66, 36], [70, 37]]}
    feature = {"type": "Feature", "properties": {"course": "known"}, "geometry": line}
    content = {"type": "FeatureCollection", "features": [feature]}
    path = folder / "network" / "context-rail.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    with running_app({"ATLAS_DATA": str(folder)}) as url:
        yield url


@pytest.fixture
def small(readers: Readers, small_url: str) -> Iterator[Visit]:
    yield from visiting(readers, small_url)


#: How many pixels of a canvas are painted, once what was asked for has been drawn.
PAINTED = """(canvas) => new Promise((done) => {
  const look = () => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) painted += data[at] > 0;
    done(painted);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
})"""


#: Fly there: how many points of frontiers are in view, and how many lie on a painted pixel.
FRONTIERS_AFTER_FLIGHT = """async (_, { to, zoom, paint }) => {
  const { map, index } = window.atlas;
  const { features, per_degree } =
    await (await fetch(`../../atlas/${index.basemap.boundaries}`)).json();
  const positions = (steps) => {
    let [lon, lat] = [0, 0];
    return Array.from({ length: steps.length / 2 }, (_, at) =>
      [(lon += steps[2 * at]) / per_degree, (lat += steps[2 * at + 1]) / per_degree]);
  };
  const landed = new Promise((done) => map.once("moveend", done));
  map.flyTo(to, zoom, { duration: 0.3 });
  const rail = document.querySelector("[data-context=rail]"); // the base map is painted anew
  if (paint) requestAnimationFrame(() => rail.click());
  await landed;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const canvas = document.querySelector(".leaflet-outlines-pane canvas");
  const [here, stage] = [canvas, map.getContainer()].map((node) => node.getBoundingClientRect());
  const pen = canvas.getContext("2d");
  const points = features
    .flatMap(({ lines }) => lines.flatMap(positions))
    .map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]))
    .filter(({ x, y }) => x > 5 && y > 5 && x < stage.width - 5 && y < stage.height - 5);
  const isPainted = ({ x, y }) => pen
    .getImageData(x + stage.x - here.x - 2, y + stage.y - here.y - 2, 5, 5)
    .data.some((value, at) => at % 4 === 3 && value > 0);
  return [points.length, points.filter(isPainted).length];
}"""


@pytest.mark.parametrize("paint", [False, True], ids=["flight", "painted on the way"])
def test_frontiers_lie_where_the_map_has_them(stay: Visit, *, paint: bool) -> None:
    page = stay.open().locator("html")
    for to, zoom in (([36.0, 70.0], 6), ([39.5, 66.0], 6.25)):
        wish = {"to": to, "zoom": zoom, "paint": paint}
        in_view, painted = page.evaluate(FRONTIERS_AFTER_FLIGHT, wish)
        assert in_view > 100
        assert painted == in_view


def asked(page: Page) -> list[str]:
    urls: list[str] = []
    page.on(
        "request",
        lambda request: urls.append(request.url) if "context-rail" in request.url else None,
    )
    return urls


def test_other_railways_are_fetched_only_when_switched_on(small: Visit) -> None:
    urls = asked(small.page)
    frame = small.open()
    assert urls == []
    canvas = frame.locator(".leaflet-outlines-pane canvas")
    without = canvas.evaluate(PAINTED)
    frame.locator("input[data-context='rail']").check()
    expect(frame.locator(".caution")).to_contain_text("Other railways: © OpenStreetMap")
    assert canvas.evaluate(PAINTED) > without
    assert "context=rail" in small.page.url
    frame.locator("input[data-context='rail']").uncheck()
    expect(frame.locator(".caution")).not_to_contain_text("Other railways")
    assert canvas.evaluate(PAINTED) == without
    frame.locator("input[data-context='rail']").check()
    expect(frame.locator(".caution")).to_contain_text("Other railways")
    assert len(urls) == 1


def test_a_link_brings_the_other_railways(small: Visit) -> None:
    urls = asked(small.page)
    frame = small.open("?context=rail")
    expect(frame.locator("input[data-context='rail']")).to_be_checked()
    expect(frame.locator(".caution")).to_contain_text("ODbL")
    assert len(urls) == 1


#: The colour that the canvas of the ground has at a place, as red, green, blue and opacity.
COLOUR_AT = """(_, [lat, lon]) => {
  const canvas = document.querySelector(".leaflet-outlines-pane canvas");
  const [here, stage] = [canvas, atlas.map.getContainer()].map((node) => node.getBoundingClientRect());
  const { x, y } = atlas.map.latLngToContainerPoint([lat, lon]);
  const share = canvas.width / here.width;
  const [left, top] = [(x + stage.x - here.x) * share, (y + stage.y - here.y) * share];
  return [...canvas.getContext("2d").getImageData(left, top, 1, 1).data];
}"""  # noqa: E501
ARABIAN_SEA, CASPIAN, THAR = [21.5, 64.0], [39.0, 51.5], [27.2, 71.5]


@pytest.mark.parametrize(
    "visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=str, indirect=True
)
def test_the_sea_has_its_own_colour_over_the_relief(visit: Visit) -> None:
    page = visit.open("?lat=31&lon=60&z=4.5").locator("html")
    theme = page.evaluate("node => node.dataset.theme")
    shade = yaml.safe_load((ROOT / "data" / "style.yaml").read_bytes())["theme"]["sea"][theme]
    sea = [int(shade[at : at + 2], 16) for at in (1, 3, 5)] + [255]
    assert page.evaluate(COLOUR_AT, ARABIAN_SEA) == sea
    assert page.evaluate(COLOUR_AT, CASPIAN) == sea
    assert page.evaluate(COLOUR_AT, THAR)[3] == 0


def test_what_is_near_is_fetched_when_a_reader_is_near(visit: Visit) -> None:
    urls: list[str] = []
    visit.page.on("request", lambda request: urls.append(request.url.rsplit("/", 1)[-1]))

    def near() -> list[str]:
        return [name.split(".")[0] for name in urls if name.startswith(("near-", "network."))]

    frame = visit.open("?lat=24.8&lon=67.4&z=5")
    assert near() == []
    expect(frame.locator(".rough")).to_be_hidden()
    with visit.page.expect_response(lambda answer: "near-65-20" in answer.url):
        visit.script("void atlas.map.setView([24.8, 67.35], 12, { animate: false })")
    expect(frame.locator(".rough")).to_be_visible()
    assert sorted(near()) == ["near-65-20", "network"]


@pytest.mark.parametrize(("button", "files"), [("All", ["together"]), ("None", [])])
def test_all_layers_come_in_one_file(
    visit: Visit, shipped_atlas: Atlas, button: str, files: list[str]
) -> None:
    frame = visit.open()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    frame.locator(".panel-head").get_by_role("button", name=button).click()
    drawn = polylines(shipped_atlas) if button == "All" else 0
    expect(frame.locator("path.segment")).to_have_count(drawn)
    assert [name.partition(".")[0] for name in asked] == files
