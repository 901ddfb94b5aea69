"""What readers are told when the server is away or a piece does not come, and what stays."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Route, WebSocketRoute, expect

from geo.atlas import Atlas
from tests.browser.conftest import Readers, Visit
from tests.browser.server import ROOT, free_port, running_app, serve, wait_for_pages
from tests.browser.waiting import until
from tests.conftest import GOOD

#: Seconds after the server's return by which readers see the same view.
BACK_BY = 5.0
AWAY, GAP = "#atlas-away", ".missing"
ENV = {"ATLAS_DATA": str(GOOD)}


@pytest.fixture(scope="module")
def good_url() -> Iterator[str]:
    with running_app(ENV) as url:
        yield url


@contextmanager
def a_visit(readers: Readers, url: str) -> Iterator[Visit]:
    """A page whose errors nobody counts: they are what is tried."""
    visit = Visit(readers.page({}), url)
    yield visit
    visit.page.close()


@contextmanager
def without(visit: Visit, pattern: str) -> Iterator[list[str]]:
    """Let no file of this pattern come; gives the addresses that were asked for."""
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    visit.page.route(pattern, refuse)
    yield asked
    visit.page.unroute(pattern, refuse)


def told(visit: Visit) -> str:
    """What stands beside the map, as words, once there are any."""
    details = visit.page.locator(".st-key-details")
    expect(details.locator("article").first).to_be_visible()
    return details.inner_text()


def test_a_server_that_stops_is_told_and_the_same_view_comes_back(readers: Readers) -> None:
    port = free_port()
    with a_visit(readers, f"http://127.0.0.1:{port}") as visit:
        with serve(ROOT / "app.py", env=ENV, port=port) as server:
            wait_for_pages(server.url)
            frame = visit.open("?select=site-alfa")
            until(visit.map(), "atlas.isAnswered()")
            before, address = told(visit), visit.page.url
        away = visit.page.locator(AWAY)
        expect(away).to_contain_text("The server does not answer just now")
        expect(visit.page.locator("[data-testid=stDialog]")).to_have_count(0)
        assert told(visit) == before
        # The map is still one: it moves, and what is chosen on it is marked.
        view = visit.view()
        frame.locator(".leaflet-control-zoom-in").click()
        until(visit.map(), "view => JSON.stringify(atlas.view()) !== view", str(view))
        frame.locator(".leaflet-control-zoom-out").click()
        with serve(ROOT / "app.py", env=ENV, port=port) as server:
            wait_for_pages(server.url)
            began = time.monotonic()
            expect(away).to_contain_text("The server answers again")
            seconds = time.monotonic() - began
            visit.script("atlas.settled()")
            assert told(visit) == before
            assert visit.page.url.partition("&z=")[0].startswith(address.partition("&z=")[0])
            expect(away).to_be_hidden()
    assert seconds < BACK_BY


def test_a_line_that_is_cut_is_told_and_what_was_chosen_meanwhile_is_shown(
    readers: Readers, good_url: str
) -> None:
    sockets: list[WebSocketRoute] = []
    is_cut = False

    def connect(socket: WebSocketRoute) -> None:
        if is_cut:
            socket.close()
            return
        socket.connect_to_server()
        sockets.append(socket)

    with a_visit(readers, good_url) as visit:
        visit.page.route_web_socket("**/_stcore/stream", connect)
        visit.open("?select=site-alfa")
        until(visit.map(), "atlas.isAnswered()")
        is_cut = True
        sockets[-1].close()
        away = visit.page.locator(AWAY)
        expect(away).to_contain_text("The server does not answer just now")
        visit.follow("site-charlie")
        is_cut = False
        began = time.monotonic()
        expect(away).to_contain_text("The server answers again")
        expect(visit.page.locator(".st-key-details")).to_contain_text("Charlie")
        assert time.monotonic() - began < BACK_BY


#: Pieces of the first view, and what they are called where they are missing.
PIECES = {
    "**/atlas/uap-railway.*.geojson": "layers of the map",
    "**/atlas/sea.*.json": "part of the base map",
    "**/atlas/relief.*.webp": "the picture of the relief",
    "**/atlas/places.*.geojson": "names of places",
}


def test_pieces_that_do_not_come_are_told_and_come_when_asked_again(
    readers: Readers, atlas_url: str
) -> None:
    with a_visit(readers, atlas_url) as visit, ExitStack() as stack:
        asked = [stack.enter_context(without(visit, pattern)) for pattern in PIECES]
        frame = visit.open()
        assert all(asked)
        for name in PIECES.values():
            expect(frame.locator(GAP)).to_contain_text(name)
        expect(frame.locator(".message")).to_be_hidden()
        drawn = "document.querySelectorAll('[data-project]').length"
        before = visit.script(drawn)
        assert before, "what did come is drawn"
        stack.close()
        frame.locator(f"{GAP} button").click()
        expect(frame.locator(GAP)).to_be_hidden()
        visit.script("atlas.settled()")
        assert visit.script(drawn) > before


def test_layers_that_come_in_one_file_are_asked_for_again_with_the_next_change(
    readers: Readers, atlas_url: str, shipped_atlas: Atlas
) -> None:
    ids = [project.id for project in shipped_atlas.projects if project.layer]
    with a_visit(readers, atlas_url) as visit:
        with without(visit, "**/atlas/together.*.json") as asked:
            frame = visit.open(f"?layers={','.join(ids)}")
            assert asked
            expect(frame.locator(GAP)).to_contain_text("layers of the map")
        visit.page.evaluate("window.frames[0].postMessage({ atlas: 'back' }, location.origin)")
        expect(frame.locator(GAP)).to_be_hidden()


def test_the_script_of_the_map_that_does_not_come_is_told(readers: Readers, good_url: str) -> None:
    with a_visit(readers, good_url) as visit:
        frame = visit.page.frame_locator("iframe[title*='st_folium']")
        with without(visit, "**/maps.all.js"):
            visit.page.goto(visit.url)
            expect(frame.locator("[role=alert]")).to_contain_text("could not be loaded")
        frame.get_by_role("button", name="Try again").click()
        visit.ready()


@pytest.mark.parametrize("pattern", ["**/leaflet.js", "**/static/js/Html.*.js"])
def test_a_script_of_others_that_does_not_come_is_told(
    readers: Readers, good_url: str, pattern: str
) -> None:
    with a_visit(readers, good_url) as visit:
        with without(visit, pattern) as asked:
            visit.page.goto(visit.url)
            expect(visit.page.locator(AWAY)).to_contain_text("could not be fetched")
            assert asked
        visit.page.locator(f"{AWAY} button").click()
        visit.ready()
