"""A few real browsers among the pretended readers: pages opened, lines clicked, until the time."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Error, Frame, Page, async_playwright

from tests.bench import probes
from tests.browser.chromium import find
from tests.load.reader import LoadTally

_LONGEST_MS = 60_000
_CLICKS = 6  # on one page, before it is opened again


async def browse(url: str, until: float, pause_s: float, tally: LoadTally, count: int) -> None:
    """Read with so many pages of one Chromium until a time of the monotonic clock."""
    if not count:
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
        )
        readers = (_read(browser, url, until, tally, (pause_s, seed)) for seed in range(count))
        await asyncio.gather(*readers)
        await browser.close()


async def _read(
    browser: Browser, url: str, until: float, tally: LoadTally, mind: tuple[float, int]
) -> None:
    """Open the map and click, again and again; a `mind` is its pause and its seed."""
    pause_s, seed = mind
    chance = random.Random(seed)  # noqa: S311 - no secret, and the same every time
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    page.set_default_timeout(_LONGEST_MS)
    while time.monotonic() < until:
        frame: list[Frame] = []

        async def opened(found: list[Frame] = frame) -> None:
            found.append(await _map_of(page, url))

        await _timed(tally, "page in a browser", opened)
        for _ in range(_CLICKS if frame else 0):
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause_s)
            if time.monotonic() > until:
                break
            record = chance.choice(await frame[0].evaluate(probes.SEGMENTS))
            click = probes.after(probes.click_line(record), probes.article(record))

            async def clicked(script: str = click) -> None:
                await page.evaluate(script)

            await _timed(tally, "click in a browser", clicked)
    await context.close()


async def _map_of(page: Page, url: str) -> Frame:
    """The frame of the map of the first page, opened anew, once all lines are drawn."""
    await page.goto(url, wait_until="commit")
    await page.wait_for_selector("iframe[src*='/component/']", state="attached")
    while True:
        frame = next((frame for frame in page.frames if "/component/" in frame.url), None)
        if frame and await frame.evaluate("() => Boolean(document.documentElement.dataset.ready)"):
            return frame
        await asyncio.sleep(0.05)


async def _timed(tally: LoadTally, kind: str, act: Callable[[], Awaitable[None]]) -> None:
    start = time.monotonic()
    try:
        async with asyncio.timeout(_LONGEST_MS / 1000):
            await act()
    except (Error, TimeoutError) as error:
        tally.failures.append(f"{kind}: {type(error).__name__} {error}"[:200])
        return
    tally.add(kind, time.monotonic() - start)
