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
from tests.browser.waiting import until

#: How `visit` is parametrized for a phone.
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

_DESK = {"width": 1440, "height": 900}
_PATIENCE_MS = 20_000  # for a machine with other work; nothing waits longer than it must
_LOCAL = re.compile(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|data:|blob:")
_FAILED = pytest.StashKey[bool]()
# Streamlit itself asks for these below the address of a page other than the first.
_STREAMLITS_OWN = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")


@dataclass
class Visit:
    """One page in the browser and everything that went wrong in it."""

    page: Page
    url: str
    path: str = ""
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note from now on every request that leaves this machine and every error."""

        def note(request: Request) -> None:
            if not _LOCAL.match(request.url):
                self.outside.append(request.url)

        self.page.on("request", note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda line: self.errors.append(line.text) if _is_error(line) else None
        )

    def check(self) -> None:
        """Nothing left this machine and nothing went wrong."""
        assert self.outside == []
        assert self.errors == []

    def open(self, query: str = "", *, ready: str = "full") -> FrameLocator:
        """Open the page and wait until everything on its map is drawn."""
        self.page.goto(f"{self.url}/{self.path}{query}")
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


#: In the map's frame: what a reader unfolded, typed or marked before is as at the beginning.
_AS_AT_FIRST = """() => {
  document.activeElement?.blur();
  document.querySelector(".legend").open = false;
  for (const group of document.querySelectorAll(".group details"))
    group.open = !group.closest(".of-layers") || group.querySelector("input:checked") !== null;
  for (const more of document.querySelectorAll(".panel .more[aria-expanded=true]")) more.click();
  const search = document.querySelector("[role=combobox]");
  if (search.value) {
    search.value = "";
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
#: In the page: another address of it, as by Back.
_ADDRESS = """(query) => {
  history.pushState(history.state, "", query || location.pathname);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""


class Stay(Visit):
    """A visit whose page stays open from one test to the next.

    To open is to go to another address of the page, which takes a tenth of the time of a new page.
    What is shown follows from the address. A test that looks at how a page begins, that changes
    the page by other means than a reader has, or that wants other settings takes a `visit`.
    """

    def open(self, query: str = "", *, ready: str = "full") -> FrameLocator:
        """The map page at this address, everything drawn and answered."""
        if self.page.url == "about:blank":
            return super().open(query, ready=ready)
        self.page.evaluate(_ADDRESS, query)
        self.map().evaluate(_AS_AT_FIRST)
        self.map().evaluate("atlas.settled()")
        until(self.map(), "atlas.isAnswered()")
        return self.ready(ready)


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
        self._stays: dict[tuple[str, str], Stay] = {}

    def stay(self, url: str, path: str) -> Stay:
        """The page of a server that stays open from test to test."""
        if (url, path) not in self._stays:
            visit = Stay(self.page({}), url, path)
            visit.watch()
            self._stays[url, path] = visit
        return self._stays[url, path]

    def leave(self, visit: Visit) -> None:
        """Close that page: the next test gets a new one."""
        self._stays.pop((visit.url, visit.path)).page.close()

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
                "--process-per-site",
                "--disable-background-networking",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            ],
            locale="en-GB",
            timezone_id="UTC",
            **device,
        )
        # As long as one page of this machine is open, all others share its process: a script that
        # one of them has compiled is there for the next, which halves the work of a page.
        keeper = context.new_page()
        keeper.route("**", lambda route: route.fulfill(body="", content_type="text/html"))
        keeper.goto("http://127.0.0.1/")
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Leave word for `staying` of a test that failed."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture
def stay(readers: Readers, atlas_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit to the atlas whose page stays open for the next test."""
    yield from staying(readers, atlas_url, request.node)


def staying(readers: Readers, url: str, test: pytest.Item, path: str = "") -> Iterator[Visit]:
    """The page that stays open; after a test that failed, the next gets a new one."""
    visit = readers.stay(url, path)
    yield visit
    if test.stash[_FAILED] or visit.errors or visit.outside:
        readers.leave(visit)
    visit.check()


def visiting(
    readers: Readers, url: str, settings: Mapping[str, object] = MappingProxyType({})
) -> Iterator[Visit]:
    """Open a page that notes every outside request and every error; fail if there was one."""
    visit = Visit(readers.page(settings), url)
    visit.watch()
    yield visit
    visit.page.close()
    visit.check()


def _is_error(line: object) -> bool:
    return line.type == "error" and not _STREAMLITS_OWN.search(line.location.get("url", ""))
