"""Whatever axe finds on a page, of every impact: nothing of Streamlit's own has to be left out."""

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Frame

from tests.browser.conftest import Visit
from tests.browser.waiting import until

_SHORT = {"resultTypes": ["violations"]}  # what passes is not wanted, and long
_COLOURS = {**_SHORT, "runOnly": ["color-contrast"]}
#: Marks what comes a third time among its siblings: rows of a table, lines of a map. Like is what
#: has the same tags, classes, roles, styles and kinds of attributes all the way down, and text or
#: none in the same places. More of them prove nothing and take most of the time.
_MARK_ALIKE = """(() => {
  const shapes = new Map();
  const told = (node) => (name) => {
    const value = node.getAttribute(name);
    return ["class", "role", "style"].includes(name) ? `${name}=${value}` : `${name}=${!!value}`;
  };
  const shape = (node) => {
    const own = node.getAttributeNames().filter((name) => name !== "data-alike").map(told(node));
    const inside = [...node.children].map(shape);
    const hasText = !!node.textContent.trim();
    shapes.set(node, `${node.tagName} ${own} ${hasText} (${inside})`);
    return shapes.get(node);
  };
  const mark = (node) => {
    const times = new Map();
    for (const child of node.children) {
      const time = (times.get(shapes.get(child)) ?? 0) + 1;
      times.set(shapes.get(child), time);
      child.toggleAttribute("data-alike", time > 2);
      if (time <= 2) mark(child);
    }
  };
  shape(document.body);
  mark(document.body);
})()"""
_ONCE_OR_TWICE = {"exclude": [["[data-alike]"]]}
_BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def violations(visit: Visit, *frames: Frame) -> list[tuple[str, str, str, list[str]]]:
    """Theme, rule, impact and targets of all violations, whatever their impact.

    The page and the frames are looked at in light with every rule, then in dark for contrast,
    which is all that the theme can change.
    """
    places = [visit.page.main_frame, *frames]
    found = [violation for place in places for violation in _run(place, "light", _SHORT)]
    light = visit.page.evaluate(_BACKGROUND)
    visit.page.emulate_media(color_scheme="dark")
    until(visit.page, f"(light) => {_BACKGROUND} !== light", arg=light)
    for frame in frames:
        until(frame, "document.documentElement.dataset.theme === 'dark'")
    return found + [violation for place in places for violation in _run(place, "dark", _COLOURS)]


def _run(
    place: Frame, theme: str, options: dict[str, list[str]]
) -> list[tuple[str, str, str, list[str]]]:
    place.evaluate(_MARK_ALIKE)
    return [
        (
            theme,
            violation["id"],
            violation["impact"],
            [str(node["target"]) for node in violation["nodes"]],
        )
        for violation in Axe().run(place, _ONCE_OR_TWICE, options)["violations"]
    ]
