"""Whatever axe finds on a page, of every impact: nothing of Streamlit's own has to be left out."""

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Frame

from tests.browser.conftest import Visit
from tests.browser.waiting import until

# Frames are looked at by name, and what passes is not wanted, and long.
_SHORT = {"resultTypes": ["violations"], "iframes": False}
_COLOURS = {**_SHORT, "runOnly": ["color-contrast"]}
#: Marks what comes a third time among its siblings: rows of a table, lines of a map. Like is what
#: has the same tags, classes, roles, styles and kinds of attributes all the way down, and text or
#: none in the same places. More of them prove nothing and take most of the time, so they are folded
#: away: what is only left out is measured all the same.
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
  if (window.alikeAway) return;
  window.alikeAway = new CSSStyleSheet();
  window.alikeAway.replaceSync("[data-alike] { display: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.alikeAway];
})()"""
#: Runs axe on a page that stands still: what it measures again and again, for each text up all
#: that it lies in, is measured once.
_RUN = """async (options) => {
  const once = (holder, name) => {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    const how = before.get ? "get" : "value";
    const known = new WeakMap();
    const kept = function (...asked) {
      if (asked[1]) return before[how].apply(this, asked);
      if (!known.has(this)) known.set(this, new Map());
      const answers = known.get(this);
      if (!answers.has(asked[0])) answers.set(asked[0], before[how].apply(this, asked));
      return answers.get(asked[0]);
    };
    Object.defineProperty(holder, name, { ...before, [how]: kept });
    return () => Object.defineProperty(holder, name, before);
  };
  const sizes = ["scrollWidth", "scrollHeight", "clientWidth", "clientHeight"];
  const measures = [...sizes, "getBoundingClientRect", "getClientRects"];
  const back = measures.map((name) => once(Element.prototype, name));
  back.push(once(CSSStyleDeclaration.prototype, "getPropertyValue"));
  back.push(once(window, "getComputedStyle"));
  try {
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, impact, nodes }) =>
      [id, impact, nodes.map((node) => String(node.target))]);
  } finally {
    for (const put of back) put();
  }
}"""
#: Colours that still pass from one theme to the other are of neither.
_STILL = "document.getAnimations().every((moving) => !(moving instanceof CSSTransition))"
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
    for place in places:
        until(place, _STILL)
    return found + [violation for place in places for violation in _run(place, "dark", _COLOURS)]


def _run(
    place: Frame, theme: str, options: dict[str, object]
) -> list[tuple[str, str, str, list[str]]]:
    place.evaluate(_MARK_ALIKE)
    if place.evaluate("!window.axe"):
        place.evaluate(Axe().axe_script)
    return [(theme, *violation) for violation in place.evaluate(_RUN, options)]
