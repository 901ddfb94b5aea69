"""What would be wrong with a page on paper."""

from playwright.sync_api import Page

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

#: In the frame of a map: whether its picture is to be seen, and whether the map itself is.
_SEEN = """() => [
  document.querySelector(".on-paper")?.checkVisibility(),
  document.querySelector("main").checkVisibility({ visibilityProperty: true }),
]"""


def faults_on_paper(page: Page, width: int) -> list[str]:
    """What is cut, folded, coloured or covered where the paper is `width` pixels wide."""
    for frame in page.frames:
        frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    faults: list[str] = page.evaluate(FAULTS, width)
    maps = [frame.evaluate(_SEEN) for frame in page.frames if "st_folium" in frame.url]
    page.emulate_media(media="screen")
    for frame in page.frames:
        frame.evaluate("dispatchEvent(new Event('afterprint'))")
    return faults + [f"map: {seen}" for seen in maps if seen != [True, False]]
