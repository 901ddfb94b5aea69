"""The measurements: every one takes all sides in turn, so that noise falls on all alike."""

from collections.abc import Mapping
from contextlib import ExitStack

from playwright.sync_api import Browser

from tests.bench import cost, probes
from tests.bench.figures import Ledger, Side
from tests.bench.pages import Opened, fresh_context
from tests.browser.waiting import until

_SWITCH = '[data-testid="stCheckbox"] label'
_SETTLED_SESSIONS = 3
_EXTRA = 5
_RERUNS_AT_LEAST = 30
_STRIDE = 7  # from line to line, so that neighbours do not follow each other


def first_maps(browser: Browser, urls: Mapping[Side, str], ledger: Ledger, runs: int) -> None:
    """Cold and warm first views, their bytes, and the first toggle of a new layer."""
    for _ in range(runs):
        for side, url in urls.items():
            with fresh_context(browser) as context:
                cold = Opened(context, side, url)
                cold.settle()
                _keep_times(ledger, cold, "cold")
                _keep_bytes(ledger, cold)
                if side != "bare":
                    ledger.add("toggle-new", side, _toggle_new(cold))
                cold.close()
                warm = Opened(context, side, url)
                warm.settle()
                _keep_times(ledger, warm, "warm")


def reactions(browser: Browser, urls: Mapping[Side, str], ledger: Ledger, runs: int) -> None:
    """Toggles, filters and clicks on pages that stay open, each in a context of its own."""
    with ExitStack() as stack:
        opened = {
            side: Opened(stack.enter_context(fresh_context(browser)), side, url)
            for side, url in urls.items()
        }
        maps, bare = (opened["atlas"], opened["raw"]), opened["bare"]
        for tab in maps:
            tab.frame.evaluate(probes.MOVE)
        for tab in opened.values():
            tab.settle()
        _toggles(ledger, maps, bare, runs)
        _filters(ledger, maps, runs)
        _clicks(ledger, maps, bare, runs)


def crowded(browser: Browser, urls: Mapping[Side, str], ledger: Ledger, runs: int) -> None:
    """Drags with the first layers and with everything on, and toggles with everything on."""
    with ExitStack() as stack:
        opened = {
            side: Opened(stack.enter_context(fresh_context(browser)), side, url)
            for side, url in urls.items()
        }
        maps, bare = (opened["atlas"], opened["raw"]), opened["bare"]
        _drags(ledger, maps, "pan", runs)
        for tab in maps:
            until(tab.frame, probes.EVERYTHING)
            tab.settle()
        _drags(ledger, maps, "pan-all", runs)
        layers = maps[0].frame.evaluate("() => window.atlas.index.defaults")
        for run in range(runs):
            wanted = run % 2 == 1
            for tab in maps:
                layer = layers[run // 2 % len(layers)]
                shown = probes.shown(f".segment.project-{layer}", wanted=wanted)
                box = f'input[data-layer="{layer}"]'
                ledger.add("toggle-all", tab.side, tab.press(box, shown))
                tab.settle()
            elapsed = bare.press(_SWITCH, probes.switch_says(on=not wanted))
            ledger.add("toggle-all", "bare", elapsed)
            bare.settle()


def memory(
    browser: Browser, urls: Mapping[Side, str], pids: Mapping[Side, int], ledger: Ledger
) -> None:
    """What extra sessions cost a server that has not freed anything yet; call this first."""
    for side, pid in pids.items():
        with fresh_context(browser) as context:
            for _ in range(_SETTLED_SESSIONS):
                Opened(context, side, urls[side]).settle()
            before = cost.memory_mb(pid)
            for _ in range(_EXTRA):
                Opened(context, side, urls[side]).settle()
            grown = cost.memory_mb(pid)
            if before is not None and grown is not None:
                ledger.add("memory", side, (grown - before) / _EXTRA)


def cpu(
    browser: Browser, urls: Mapping[Side, str], pids: Mapping[Side, int], ledger: Ledger, runs: int
) -> None:
    """CPU time of the server per rerun, over many reruns in a row."""
    reruns = max(runs, _RERUNS_AT_LEAST)
    for side, pid in pids.items():
        with fresh_context(browser) as context:
            opened = Opened(context, side, urls[side])
            opened.settle()
            before = cost.cpu_ms(pid)
            _rerun_often(opened, reruns)
            spent = cost.cpu_ms(pid)
            if before is not None and spent is not None:
                ledger.add("cpu", side, (spent - before) / reruns)


def _toggles(ledger: Ledger, maps: tuple[Opened, ...], bare: Opened, runs: int) -> None:
    layers = maps[0].frame.evaluate("() => window.atlas.index.defaults")
    for run in range(runs):
        for tab in maps:
            _toggle(ledger, tab, layers[run // 2 % len(layers)], wanted=run % 2 == 1)
        _bare_toggle(ledger, bare, on=run % 2 == 0)
    for tab in maps:  # an odd number of runs leaves a layer off
        for layer in layers:
            tab.frame.locator(f'input[data-layer="{layer}"]').check()
    if runs % 2:
        _bare_rerun(bare, on=False)


def _drags(ledger: Ledger, maps: tuple[Opened, ...], key: str, runs: int) -> None:
    for _ in range(max(2, runs // 4)):
        for tab in maps:
            for frame in tab.frame.evaluate(probes.DRAG):
                ledger.add(key, tab.side, frame)
            tab.settle()


def _filters(ledger: Ledger, maps: tuple[Opened, ...], runs: int) -> None:
    for run in range(runs):
        for tab in maps:
            _filter(ledger, tab, wanted=run % 2 == 1)
    for tab in maps:
        tab.frame.locator('input[data-filter="operating"]').check()


def _clicks(ledger: Ledger, maps: tuple[Opened, ...], bare: Opened, runs: int) -> None:
    segments = maps[0].frame.evaluate(probes.SEGMENTS)
    for run in range(runs):
        for tab in maps:
            _click(ledger, tab, segments[run * _STRIDE % len(segments)])
        sent = bare.traffic.websocket
        ledger.add("click", "bare", _bare_rerun(bare, on=run % 2 == 0))
        ledger.add("ws-click", "bare", (bare.traffic.websocket - sent) / 1000)


def _keep_times(ledger: Ledger, opened: Opened, key: str) -> None:
    ledger.add(key, opened.side, opened.drawn_ms)
    ledger.add(f"{key}-full", opened.side, opened.full_ms)


def _keep_bytes(ledger: Ledger, opened: Opened) -> None:
    ledger.add("http-atlas", opened.side, opened.traffic.http("atlas") / 1000)
    if opened.side == "raw":
        return
    ledger.add("ws-first", opened.side, opened.traffic.websocket / 1000)
    ledger.add("http-component", opened.side, opened.traffic.http("component") / 1000)
    ledger.add("http-shell", opened.side, opened.traffic.http("shell") / 1000)


def _toggle_new(opened: Opened) -> float:
    new = opened.frame.evaluate("""() => {
      const { projects, defaults } = window.atlas.index;
      return Object.keys(projects).filter((id) => !defaults.includes(id)).at(-1);
    }""")
    shown = probes.shown(f".segment.project-{new}", wanted=True)
    return opened.press(f'input[data-layer="{new}"]', shown)


def _press_box(ledger: Ledger, opened: Opened, key: str, box: str, condition: str) -> None:
    before, sent = opened.view(), opened.traffic.websocket
    ledger.add(key, opened.side, opened.press(box, condition))
    opened.settle()
    ledger.add(f"kept-{key}", opened.side, 100.0 * (opened.view() == before))
    if opened.side == "atlas" and key == "toggle":
        ledger.add("ws-toggle", opened.side, (opened.traffic.websocket - sent) / 1000)


def _toggle(ledger: Ledger, opened: Opened, layer: str, *, wanted: bool) -> None:
    shown = probes.shown(f".segment.project-{layer}", wanted=wanted)
    _press_box(ledger, opened, "toggle", f'input[data-layer="{layer}"]', shown)


def _filter(ledger: Ledger, opened: Opened, *, wanted: bool) -> None:
    shown = probes.shown(".segment.state-operating", wanted=wanted)
    _press_box(ledger, opened, "filter", 'input[data-filter="operating"]', shown)


def _bare_toggle(ledger: Ledger, opened: Opened, *, on: bool) -> None:
    sent = opened.traffic.websocket
    elapsed = opened.press(_SWITCH, probes.switch_says(on=on))
    ledger.add("toggle", "bare", elapsed)
    ledger.add("filter", "bare", elapsed)
    opened.settle()
    ledger.add("ws-toggle", "bare", (opened.traffic.websocket - sent) / 1000)


def _bare_rerun(opened: Opened, *, on: bool) -> float:
    elapsed = opened.after(probes.CLICK_SWITCH, probes.switch_says(on=on))
    opened.settle()
    return elapsed


def _click(ledger: Ledger, opened: Opened, record: str) -> None:
    before, sent = opened.view(), opened.traffic.websocket
    elapsed = opened.after(probes.click_line(record), probes.article(record))
    opened.settle()
    ledger.add("click", opened.side, elapsed)
    ledger.add("kept-click", opened.side, 100.0 * (opened.view() == before))
    if opened.side == "atlas":
        ledger.add("ws-click", opened.side, (opened.traffic.websocket - sent) / 1000)


def _rerun_often(opened: Opened, reruns: int) -> None:
    if opened.side == "bare":
        for run in range(reruns):
            opened.after(probes.CLICK_SWITCH, probes.switch_says(on=run % 2 == 0))
            until(opened.page, probes.SETTLED)
        return
    segments = opened.frame.evaluate(probes.SEGMENTS)
    for run in range(reruns):
        record = segments[run * _STRIDE % len(segments)]
        opened.after(probes.click_line(record), probes.article(record))
        until(opened.page, probes.SETTLED)
