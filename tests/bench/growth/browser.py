"""What a browser has to do with one data folder; times of its main thread are processor time."""

import statistics
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, sync_playwright

from tests.bench import probes
from tests.bench.pages import Opened, fresh_context
from tests.bench.searching import WORDS
from tests.browser.chromium import find
from tests.browser.server import ROOT, serve
from tests.browser.waiting import until

_RUNS = 4
_CLICKS = 5
_LONG = 600_000
#: Press "All" of the layer panel; true once every line of every project is drawn.
_ALL = """() => document.querySelectorAll('.panel .panel-head button')[0].click()"""
_ALL_DRAWN = """() => {
  const lines = Object.values(window.atlas.index.projects).map(({ segments }) => segments);
  const all = lines.reduce((sum, count) => sum + count, 0);
  return document.querySelectorAll('.segment').length === all;
}"""
_NODES = "() => document.querySelectorAll('.panel, .panel *').length"
_BOXES = "() => window.atlas.index.defaults"


def in_browser(folder: Path) -> dict[str, float]:
    """First view, toggles, letters, clicks and everything switched on, by the keys of `BROWSER`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
        )
        with serve(ROOT / "app.py", env={"ATLAS_DATA": str(folder)}) as server:
            with urllib.request.urlopen(server.url, timeout=_LONG / 1000):  # noqa: S310
                pass  # now the server has made its files
            with fresh_context(browser) as context:
                Opened(context, "atlas", server.url).settle()  # and packed them
            firsts = []
            for _ in range(_RUNS):
                with fresh_context(browser) as context:
                    firsts.append(_first_view(context, server.url))
            with fresh_context(browser) as context:
                acted = _acted(context, server.url)
        browser.close()
    return {key: statistics.median(first[key] for first in firsts) for key in firsts[0]} | acted


def _first_view(context: BrowserContext, url: str) -> dict[str, float]:
    opened = Opened(context, "atlas", url)
    opened.settle()
    return {"map": opened.drawn_ms, "socket": opened.traffic.websocket / 1000}


def _acted(context: BrowserContext, url: str) -> dict[str, float]:
    opened = Opened(context, "atlas", url)
    opened.page.set_default_timeout(_LONG)
    clock = _clock(context.new_cdp_session(opened.page))
    opened.settle()
    found = {"nodes": float(opened.frame.evaluate(_NODES)), "toggle": _toggles(opened)}
    found["letter"] = _letters(opened)
    found["click"] = _clicks(opened)
    before = clock()
    opened.frame.evaluate(_ALL)
    until(opened.frame, _ALL_DRAWN, timeout=_LONG)
    opened.settle()
    found["all-on"] = clock() - before
    found["toggle-all"] = _toggles(opened)
    return found


def _clock(session: CDPSession) -> Callable[[], float]:
    """A clock of the processor time, in ms, that the main thread of a page has had."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return next(entry["value"] for entry in told if entry["name"] == "TaskDuration") * 1000

    return now


def _toggles(opened: Opened) -> float:
    layers = opened.frame.evaluate(_BOXES)
    spent = []
    for run in range(2 * _RUNS):
        layer = layers[run // 2 % len(layers)]
        shown = probes.shown(f".segment.project-{layer}", wanted=run % 2 == 1)
        spent.append(opened.press(f'input[data-layer="{layer}"]', shown))
        opened.settle()
    return statistics.median(spent)


def _letters(opened: Opened) -> float:
    spent = []
    for word in WORDS:
        for end in range(2, len(word) + 1):
            typed = word[:end].strip()
            spent.append(
                opened.frame.evaluate(probes.after(probes.type_words(typed), probes.listed(typed)))
            )
    opened.frame.evaluate(probes.after(probes.type_words(""), "true"))
    return statistics.median(spent)


def _clicks(opened: Opened) -> float:
    records = opened.frame.evaluate(probes.SEGMENTS)
    spent = []
    for run in range(_CLICKS):
        record = records[run * 7 % len(records)]
        spent.append(opened.after(probes.click_line(record), probes.article(record)))
        opened.settle()
    return statistics.median(spent)
