"""One open page of a side: how to open it, and where its map is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Frame, Page, ViewportSize

from tests.bench import probes
from tests.bench.figures import Side
from tests.bench.traffic import PageTraffic
from tests.browser.waiting import until

_VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
_LONGEST = 60_000
_COMPONENT = re.compile("/component/")


class Opened:
    """A page that has drawn everything."""

    def __init__(
        self,
        context: BrowserContext,
        side: Side,
        url: str,
        *,
        slow: tuple[float, float] | None = None,
    ) -> None:
        """Open `url` and wait until all of it is there; `slow` is bytes per second and ms."""
        self.side = side
        self.page: Page = context.new_page()
        self.page.set_default_timeout(_LONGEST)
        self.traffic = PageTraffic(context, self.page)
        if slow:
            self.traffic.throttle(*slow)
        self.page.goto(url, wait_until="commit")
        self.frame = self._find_frame()
        until(self.frame, probes.IS_READY, timeout=_LONGEST)
        self.drawn_ms, self.full_ms = self.frame.evaluate(probes.TIMES)
        self.frame.evaluate(probes.UNFOLD)

    def started(self) -> float:
        """When the page was asked for, in ms of the browser's clock."""
        moment: float = self.page.evaluate("() => performance.timeOrigin")
        return moment

    def close(self) -> None:
        """Close the page; its context stays."""
        self.page.close()

    def settle(self) -> None:
        """Wait until the app has finished and nothing is on the wire."""
        until(self.page, probes.SETTLED)
        self.traffic.settle()

    def press(self, selector: str, condition: str) -> float:
        """Press something with the mouse; pointerdown to the first frame with `condition`."""
        self.frame.evaluate(probes.arm(condition))
        self.frame.locator(selector).click()
        elapsed: float = self.frame.evaluate(probes.ARMED)
        return elapsed

    def after(self, action: str, condition: str) -> float:
        """Do `action` by script in the outer page; the time until `condition`."""
        elapsed: float = self.page.evaluate(probes.after(action, condition))
        return elapsed

    def view(self) -> list[object]:
        """Centre and zoom of the map and the mark of its frame."""
        found: list[object] = self.frame.evaluate(probes.VIEW)
        return found

    def _find_frame(self) -> Frame:
        if self.side != "atlas":
            return self.page.main_frame
        self.page.wait_for_selector("iframe[src*='/component/']", state="attached")
        frame = self.page.frame(url=_COMPONENT)
        if frame is None:
            frame = self.page.wait_for_event(
                "framenavigated", lambda frame: bool(_COMPONENT.search(frame.url))
            )
        return frame


@contextmanager
def fresh_context(browser: Browser) -> Iterator[BrowserContext]:
    """A context with an empty cache and with the clocks of `probes.READY`."""
    context = browser.new_context(viewport=_VIEWPORT)
    context.add_init_script(probes.READY)
    try:
        yield context
    finally:
        context.close()
