"""Every page on paper: whole, black on white, and nothing over anything else."""

from playwright.sync_api import Page

from tests.browser.conftest import Visit

#: Pages and how many maps each has.
PAGES = {
    "": 1,
    "?select=pakistan-steel-mills": 1,
    "timeline": 1,
    "routes?from=lahore&to=tashkent": 1,
    "compare?with=way-torkham,way-iran": 2,
    "project?id=uap-railway": 1,
    "data?table=Lines": 0,
    "sources": 0,
    "about": 0,
}
#: Between the margins of A4, in pixels: upright, and broad as for the table of all records.
UPRIGHT, BROAD = 695, 1024

#: What would be wrong on paper, one line each.
FAULTS = """(width) => {
  const faults = new Set();
  const called = (node) => `${node.tagName}.${[...node.classList].join(".")}`;
  const main = document.querySelector(".stMain");
  const maps = [...main.querySelectorAll("iframe")].map((map) => map.getBoundingClientRect());
  for (const node of main.querySelectorAll("*")) {
    if (node.closest(".unseen, svg, iframe, style, script, .stSpinner")) continue;
    const style = getComputedStyle(node);
    const words = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    if (!node.checkVisibility()) {
      const folded = node.closest("details")?.checkVisibility() && style.display !== "none";
      if (words && folded) faults.add(`folded: ${called(node)}`);
      continue;
    }
    if (node.matches("button, input, select, textarea, nav")) faults.add(`form: ${called(node)}`);
    const box = node.getBoundingClientRect();
    const isTall = node.scrollHeight > node.clientHeight + 2;
    const isCut = isTall || node.scrollWidth > node.clientWidth + 2;
    if (isCut && /hidden|auto|scroll|clip/.test(style.overflow) && style.display !== "inline") {
      faults.add(`cut: ${called(node)}`);
    }
    if (!words || !box.width) continue;
    if (box.right > width + 2 || box.left < -2) faults.add(`beside the paper: ${called(node)}`);
    if (style.color !== "rgb(0, 0, 0)") faults.add(`not black: ${called(node)}`);
    const over = maps.some((map) =>
      map.left < box.right - 1 && map.right > box.left + 1 &&
      map.top < box.bottom - 1 && map.bottom > box.top + 1);
    if (over) faults.add(`below a map: ${called(node)} ${node.textContent.slice(0, 30)}`);
  }
  for (const map of maps) {
    if (map.width > width + 1 || map.height > 1000) faults.add(`map of ${map.width}x${map.height}`);
  }
  const paper = ["body", ".stApp", ".stMain"].map((name) => document.querySelector(name));
  for (const node of paper) {
    if (getComputedStyle(node).backgroundColor !== "rgba(0, 0, 0, 0)") faults.add("not white");
  }
  return [...faults];
}"""


def settle(page: Page, maps: int) -> None:
    """Wait until the page has said all and its maps are drawn."""
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    page.locator(".stMain :is(h1, h2)").first.wait_for(state="attached")
    for number in range(maps):
        frame = page.locator("iframe[title*='st_folium']").nth(number).content_frame
        frame.locator("html[data-ready=full]").wait_for(state="attached")


def test_every_page_prints_whole(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark")
    found = {}
    for path, maps in PAGES.items():
        width = BROAD if path.startswith("data") else UPRIGHT
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto(f"{visit.url}/{path}")
        settle(page, maps)
        for frame in page.frames:
            frame.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        faults = page.evaluate(FAULTS, width)
        printed = [
            frame.evaluate("""() => [
              document.querySelector(".on-paper")?.checkVisibility(),
              document.querySelector("main").checkVisibility({ visibilityProperty: true }),
            ]""")
            for frame in page.frames
            if "st_folium" in frame.url
        ]
        if printed != [[True, False]] * maps:
            faults.append(f"maps: {printed}")
        if faults:
            found[path] = faults
    assert found == {}


def test_a_map_is_a_picture_on_paper_and_itself_again_after(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.open("?select=pakistan-steel-mills")
    visit.script(
        "addEventListener('beforeprint', () => { window.papers = ['.on-paper', 'main'].map("
        "(name) => document.querySelectorAll(name).length) })"
    )
    paper = visit.page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") > 3
    assert visit.script("window.papers") == [1, 1]
    assert visit.script("document.querySelectorAll('.on-paper').length") == 0
    assert visit.script("document.documentElement.dataset.theme") == "dark"
