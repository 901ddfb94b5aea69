"""A running atlas, a Chromium that may ask nothing but that atlas, and the map in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect, sync_playwright

from geo.atlas import Atlas, open_atlas
from tests.browser.chromium import find
from tests.browser.server import ROOT, running_app

_PATIENCE_MS = 20_000  # for a machine with other work; nothing waits longer than it must
_LOCAL = re.compile(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|data:|blob:")
# Streamlit itself asks for these below the address of a page other than the first.
_STREAMLITS_OWN = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")


@dataclass
class Visit:
    """One page in the browser and everything that went wrong in it."""

    page: Page
    url: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, query: str = "", *, ready: str = "full") -> FrameLocator:
        """Open the map page and wait until everything is drawn."""
        self.page.goto(f"{self.url}/{query}")
        return self.ready(ready)

    def ready(self, ready: str = "full") -> FrameLocator:
        """The map's frame, once it says that it is drawn."""
        frame = self.page.frame_locator("iframe[title*='st_folium']")
        frame.locator(f"html[data-ready={ready}]").wait_for(state="attached")
        return frame

    def unfold(self) -> None:
        """Open every group of the layer panel."""
        self.script("document.querySelectorAll('.group details').forEach((one) => one.open = true)")

    def script(self, expression: str) -> object:
        """Evaluate JavaScript inside the map's frame."""
        frame = next(one for one in self.page.frames if "st_folium" in one.url)
        return frame.evaluate(expression)

    def view(self) -> list[float]:
        """Centre and zoom of the map, rounded as in links."""
        where = "(({lat, lng}, z) => [lat, lng, z].map((n) => Math.round(n * 1000) / 1000))"
        return self.script(f"{where}(atlas.map.getCenter(), atlas.map.getZoom())")


@pytest.fixture(scope="session")
def shipped_atlas() -> Atlas:
    return open_atlas(ROOT / "data")


@pytest.fixture(scope="session")
def atlas_url() -> Iterator[str]:
    with running_app() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium: run `make setup`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, atlas_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh visit at 1440 x 900, or as an indirect parameter says."""
    settings = {"viewport": {"width": 1440, "height": 900}} | getattr(request, "param", {})
    yield from visiting(chromium, atlas_url, settings)


def visiting(chromium: Browser, url: str, settings: dict[str, object]) -> Iterator[Visit]:
    """Open a page that blocks and counts every outside request; fail if there was one."""
    context = chromium.new_context(**settings, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(_PATIENCE_MS)
    expect.set_options(timeout=_PATIENCE_MS)
    page = context.new_page()
    visit = Visit(page, url)

    def guard(route: Route) -> None:
        if _LOCAL.match(route.request.url):
            route.continue_()
        else:
            visit.outside.append(route.request.url)
            route.abort()

    page.route("**/*", guard)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("console", lambda line: visit.errors.append(line.text) if _is_error(line) else None)
    yield visit
    context.close()
    assert visit.outside == []
    assert visit.errors == []


def _is_error(line: object) -> bool:
    return line.type == "error" and not _STREAMLITS_OWN.search(line.location.get("url", ""))
