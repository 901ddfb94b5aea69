"""Scripts that run inside the pages; all clocks are the browser's own."""

import json

#: In every frame from the start: when was `data-ready` true, when was everything there?
READY = """
(() => {
  const ready = window.benchReady = {};
  const now = () => performance.timeOrigin + performance.now();
  const bare = () => document.querySelector('[data-testid="stCheckbox"]')
    && document.querySelector('.stApp').textContent.includes('The switch is off.');
  const look = () => {
    // The first words are those of the page itself, before any script of its own runs.
    if (!ready.words && document.querySelector('main h1, .stApp p')) ready.words = now();
    const mark = document.documentElement?.dataset.ready;
    if (mark && !ready.drawn) ready.drawn = now();
    if (mark === 'full' && document.querySelector('img.relief')?.complete) ready.full = now();
    if (!mark && bare()) ready.drawn = ready.full = now();
    if (!ready.full) requestAnimationFrame(look);
  };
  // A frame may lose what was asked for before its document stood.
  requestAnimationFrame(look);
  addEventListener('DOMContentLoaded', () => requestAnimationFrame(look));
})();
"""

#: Whether the frame has drawn everything.
IS_READY = "() => Boolean(window.benchReady?.full)"

#: Navigation start of the page to both moments, in ms; runs in the frame of the map.
TIMES = """() => {
  const start = window.parent.performance.timeOrigin;
  return [window.benchReady.drawn - start, window.benchReady.full - start];
}"""

#: Centre and zoom of the map, and whether the frame is still the one that was marked.
VIEW = """() => {
  const { lat, lng } = window.atlas.map.getCenter();
  return [lat, lng, window.atlas.map.getZoom(), window.benchMark ?? null];
}"""

#: Move to a place of the bench's own, so that a fall back to the first view would show.
MOVE = """() => {
  window.benchMark = 'marked';
  window.atlas.map.setView([36.4, 66.9], 5, { animate: false });
}"""

#: Open what is folded in the layer panel, so that every box can be pressed.
UNFOLD = "() => document.querySelectorAll('.panel details').forEach((one) => { one.open = true; })"

#: Switch on every layer of corridors and of places; true once all lines are drawn.
EVERYTHING = """() => {
  const wanted = '[data-layer]:not(:checked), [data-place]:not(:checked)';
  document.querySelectorAll(wanted).forEach((box) => box.click());
  const lines = Object.values(window.atlas.index.projects).map(({ segments }) => segments);
  const all = lines.reduce((sum, count) => sum + count, 0);
  return document.querySelectorAll('.segment').length === all;
}"""

#: Drag the map 6 pixels a frame, there and back; the times from frame to frame in ms.
DRAG = """() => new Promise((done) => {
  const stage = window.atlas.map.getContainer();
  const { left, top, width, height } = stage.getBoundingClientRect();
  const send = (kind, target, x) => target.dispatchEvent(new MouseEvent(kind, {
    bubbles: true, button: 0, clientX: left + width / 2 + x, clientY: top + height / 2 }));
  const times = [];
  const steps = 40;
  const step = (now) => {
    times.push(now);
    const at = times.length;
    if (at <= steps) {
      send('mousemove', document, 6 * (at < steps / 2 ? at : steps - at));
      requestAnimationFrame(step);
    } else {
      send('mouseup', document, 0);
      done(times.slice(1).map((time, before) => time - times[before]));
    }
  };
  send('mousedown', stage, 0);
  requestAnimationFrame(step);
})"""

#: Ids of the lines on the map, spread over all of them.
SEGMENTS = """() => [...document.querySelectorAll('.segment')].map((node) => node.dataset.id)"""

_ARM = """() => {
  window.benchArmed = new Promise((done) => {
    addEventListener('pointerdown', (event) => {
      const look = () => ((%s)
        ? done(performance.now() - event.timeStamp) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    }, { capture: true, once: true });
  });
}"""

#: The time that `arm` measures.
ARMED = "() => window.benchArmed"

_AFTER = """() => new Promise((done) => {
  const start = performance.now();
  %s;
  const look = () => ((%s) ? done(performance.now() - start) : requestAnimationFrame(look));
  requestAnimationFrame(look);
})"""


def arm(condition: str) -> str:
    """From the next pointerdown to the first frame in which `condition` holds."""
    return _ARM % condition


def after(action: str, condition: str) -> str:
    """Do `action`; the time until the first frame in which `condition` holds."""
    return _AFTER % (action, condition)


def shown(selector: str, *, wanted: bool) -> str:
    """The condition that something is, or is no longer, in the document."""
    return f"Boolean(document.querySelector({selector!r})) === {str(wanted).lower()}"


def click_line(record: str) -> str:
    """Click a line of the map, from the page around it or from the raw page itself."""
    return f"""
      const inner = document.querySelector('iframe')?.contentDocument ?? document;
      const line = inner.querySelector('.segment[data-id="{record}"]');
      const {{ x, y }} = line.getBoundingClientRect();
      line.dispatchEvent(new MouseEvent('click', {{ bubbles: true, clientX: x, clientY: y }}))"""


def type_words(words: str) -> str:
    """Put words into the search box, as if they had been typed just now."""
    return f"""
      const box = document.querySelector('.search');
      box.focus();
      box.value = {json.dumps(words)};
      box.dispatchEvent(new Event('input', {{ bubbles: true }}))"""


def listed(words: str) -> str:
    """The condition that the list under the search box answers these words."""
    return f"document.querySelector('#hits').dataset.words === {json.dumps(words)}"


def article(record: str) -> str:
    """The condition that the article of a record is there, with its heading."""
    return f"""document.querySelector('article.details[data-record="{record}"] h2')"""


#: The bare app's checkbox, clicked from within its page.
CLICK_SWITCH = """document.querySelector('[data-testid="stCheckbox"] input').click()"""


def switch_says(*, on: bool) -> str:
    """The condition that the bare app's text has followed its checkbox."""
    words = "on" if on else "off"
    return f"document.querySelector('.stApp').textContent.includes('The switch is {words}.')"


#: No script of Streamlit is running; true at once on a page without Streamlit.
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return !app || app.dataset.testScriptState === 'notRunning';
}"""
