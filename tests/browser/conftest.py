"""A running atlas, a Chromium that can ask nothing but that atlas, and the map in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import (
    BrowserContext,
    Frame,
    FrameLocator,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from geo.atlas import Atlas
from geo.rules.open_atlas import open_atlas
from tests.browser.chromium import find
from tests.browser.modules import Modules, blank
from tests.browser.server import ROOT, running_app

#: How `visit` is parametrized for a phone.
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

_DESK = {"width": 1440, "height": 900}
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

    def map(self) -> Frame:
        """The map's frame, to be asked at once."""
        return next(frame for frame in self.page.frames if "st_folium" in frame.url)

    def script(self, expression: str) -> object:
        """Evaluate JavaScript inside the map's frame."""
        return self.map().evaluate(expression)

    def view(self) -> list[float]:
        """Centre and zoom of the map, rounded as in links."""
        return self.script("atlas.view()")

    def go(self, **changes: str | None) -> None:
        """Another address of the page, as by Back and Forward: the map follows it."""
        self.page.evaluate(
            """(changes) => {
          const query = new URLSearchParams(location.search);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) query.delete(name);
            else query.set(name, value);
          }
          history.pushState(history.state, "", `?${query}`);
          dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
        }""",
            changes,
        )

    def follow(self, record: str) -> None:
        """A link to a record, as the details have them."""
        self.page.evaluate(
            """(record) => {
          const link = document.createElement("a");
          link.href = `?select=${record}`;
          document.body.append(link);
          link.click();
          link.remove();
        }""",
            record,
        )


@pytest.fixture(scope="session")
def shipped_atlas() -> Atlas:
    return open_atlas(ROOT / "data")


def polylines(atlas: Atlas) -> int:
    """How many lines the map draws with everything on: one a project for each of its segments."""
    drawn = (project.id for project in atlas.projects if project.layer)
    return sum(len(atlas.segments_of(project_id)) for project_id in drawn)


@pytest.fixture(scope="session")
def atlas_url() -> Iterator[str]:
    with running_app() as url:
        yield url


class Readers:
    """Chromium as on a desk and as on a phone.

    Each keeps what it has fetched and compiled, as a reader's own browser does: a page opens in
    half the time. None of them can reach another machine.
    """

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder
        self._devices: dict[str, BrowserContext] = {}

    def page(self, settings: Mapping[str, object]) -> Page:
        """A fresh page at 1440 x 900, light and with all motion, or as the settings say."""
        device = {name: settings[name] for name in ("has_touch", "is_mobile") if name in settings}
        name = "-".join(device) or "desk"
        if name not in self._devices:
            self._devices[name] = self._start(self._folder / name, device)
        page = self._devices[name].new_page()
        page.set_viewport_size(settings.get("viewport", _DESK))
        page.emulate_media(
            color_scheme=settings.get("color_scheme", "light"),
            reduced_motion=settings.get("reduced_motion", "no-preference"),
        )
        return page

    def close(self) -> None:
        for device in self._devices.values():
            device.close()

    def _start(self, folder: Path, device: Mapping[str, object]) -> BrowserContext:
        path = find()
        assert path, "no Chromium: run `make setup`"
        context = self._playwright.chromium.launch_persistent_context(
            folder,
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            ],
            locale="en-GB",
            timezone_id="UTC",
            **device,
        )
        context.set_default_timeout(_PATIENCE_MS)
        expect.set_options(timeout=_PATIENCE_MS)
        return context


@pytest.fixture(scope="session")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    with sync_playwright() as playwright:
        readers = Readers(playwright, tmp_path_factory.mktemp("chromium"))
        yield readers
        readers.close()


@pytest.fixture(scope="session")
def modules(readers: Readers) -> Iterator[Modules]:
    """The modules of the map without an app: a call takes milliseconds."""
    with blank(readers.page({})) as found:
        yield found


@pytest.fixture
def visit(readers: Readers, atlas_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh visit at 1440 x 900, or as an indirect parameter says."""
    yield from visiting(readers, atlas_url, getattr(request, "param", {}))


def visiting(
    readers: Readers, url: str, settings: Mapping[str, object] = MappingProxyType({})
) -> Iterator[Visit]:
    """Open a page that notes every outside request and every error; fail if there was one."""
    page = readers.page(settings)
    visit = Visit(page, url)

    def note(request: Request) -> None:
        if not _LOCAL.match(request.url):
            visit.outside.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("console", lambda line: visit.errors.append(line.text) if _is_error(line) else None)
    yield visit
    page.close()
    assert visit.outside == []
    assert visit.errors == []


def _is_error(line: object) -> bool:
    return line.type == "error" and not _STREAMLITS_OWN.search(line.location.get("url", ""))
