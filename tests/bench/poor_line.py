"""A first visit from a phone on a poor line: 400 kb/s and 400 ms, as 3G in the provinces is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.bench import probes
from tests.bench.figures import Ledger, Side
from tests.bench.pages import Opened

MOST_RUNS = 5  # each takes half a minute, and a line that is this slow hides all other noise
_BYTES_PER_SECOND = 400_000 / 8
_LATENCY = 400  # ms
_PHONE: ViewportSize = {"width": 390, "height": 844}
_KINDS = ("atlas", "component", "shell")


def first_visits(browser: Browser, urls: Mapping[Side, str], ledger: Ledger, runs: int) -> None:
    """First words, map complete and bytes; the server has answered readers before."""
    for _ in range(min(runs, MOST_RUNS)):
        for side in ("atlas", "bare"):
            with _phone(browser) as context:
                opened = Opened(context, side, urls[side], slow=(_BYTES_PER_SECOND, _LATENCY))
                words = opened.page.evaluate("() => window.benchReady.words") - opened.started()
                ledger.add("poor-words", side, words / 1000)
                ledger.add("poor-map", side, opened.full_ms / 1000)
                opened.settle()
                sent = sum(opened.traffic.http(kind) for kind in _KINDS) + opened.traffic.websocket
                ledger.add("poor-bytes", side, sent / 1e6)


@contextmanager
def _phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport=_PHONE, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    context.add_init_script(probes.READY)
    try:
        yield context
    finally:
        context.close()
