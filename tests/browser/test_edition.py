"""The static edition on a server that knows nothing of the atlas: map, search, records."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import FrameLocator, expect

from pages.edition.publish import publish
from pages.ui import cache
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, Readers, Visit
from tests.browser.waiting import until


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a line for each."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


class EditionVisit(Visit):
    """A visit to an edition, whose maps stand in frames of its own."""

    def ready(self, ready: str = "full") -> FrameLocator:
        """The map's frame, once it says that it is drawn."""
        frame = self.page.frame_locator(".edition-map iframe")
        frame.locator(f"html[data-ready={ready}]").wait_for(state="attached")
        return frame


@pytest.fixture(scope="session")
def edition_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("static") / "edition"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ATLAS_DATA", raising=False)
        for kept in cache.CACHES:
            kept.cache_clear()
        publish(folder, live="https://live.example/", with_downloads=False)
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def edition(
    readers: Readers, edition_url: str, request: pytest.FixtureRequest
) -> Iterator[EditionVisit]:
    settings = getattr(request, "param", {})
    visit = EditionVisit(readers.page(settings), edition_url)
    visit.watch()
    yield visit
    visit.page.close()
    visit.check()


def details(visit: Visit, record: str) -> None:
    expect(visit.page.locator(f"article.details[data-record='{record}']")).to_be_visible()


def test_a_link_opens_the_map_with_its_record(edition: EditionVisit) -> None:
    edition.open("?select=site-torkham")
    details(edition, "site-torkham")
    assert edition.script("atlas.selected()") == "site-torkham"


def test_pages_are_accessible(edition: EditionVisit) -> None:
    for path in ("?select=site-torkham", "data/people/"):
        edition.page.emulate_media(color_scheme="light")
        edition.page.goto(f"{edition.url}/{path}")
        edition.page.wait_for_load_state()
        assert violations(edition) == [], path


def test_a_name_in_any_script_is_found(edition: EditionVisit) -> None:
    frame = edition.open()
    box = frame.get_by_role("combobox")
    for words in ("Torkham", "Торхам", "طورخم"):
        box.fill(words)
        first = frame.locator(f"#hits[data-words='{words}'] [role=option]").first
        expect(first).to_have_attribute("data-id", "site-torkham")
    box.press("Enter")
    details(edition, "site-torkham")
    expect(edition.page).to_have_url(re.compile("select=site-torkham"))


def test_words_of_a_record_are_found_and_marked(edition: EditionVisit) -> None:
    frame = edition.open()
    frame.get_by_role("combobox").fill("protocol steel mill")
    expect(frame.locator("#hits mark").first).to_be_visible()


def test_a_town_of_the_link_has_its_pin(edition: EditionVisit) -> None:
    frame = edition.open("?town=1166548")
    expect(frame.get_by_role("group", name="Pin: Sahiwal")).to_be_visible()


def test_links_beside_the_map_and_back(edition: EditionVisit) -> None:
    edition.open("?select=site-torkham")
    details(edition, "site-torkham")
    link = edition.page.locator("article.details .neighbours a").first
    record = str(link.get_attribute("href")).removeprefix("?select=")
    link.click()
    details(edition, record)
    edition.page.go_back()
    details(edition, "site-torkham")
    until(edition.map(), "atlas.isAnswered()")


def test_another_day_says_what_it_cannot_tell(edition: EditionVisit) -> None:
    edition.open("?select=site-torkham&date=2025-01-01")
    details(edition, "site-torkham")
    expect(edition.page.get_by_text("need the live atlas")).to_be_visible()


def test_addresses_of_the_live_atlas_lead_to_their_pages(edition: EditionVisit) -> None:
    edition.page.goto(f"{edition.url}/project?id=uap-railway")
    expect(edition.page).to_have_url(f"{edition.url}/project/uap-railway/")
    small = edition.page.frame_locator(".edition-small iframe")
    small.locator("html[data-ready=full]").wait_for(state="attached")
    edition.page.goto(f"{edition.url}/data?table=Border+posts&find=torkham")
    expect(edition.page).to_have_url(f"{edition.url}/data/border-posts/?find=torkham")
    expect(edition.page.locator("tr[data-record=site-torkham]")).to_be_visible()
    expect(edition.page.locator("tr[data-record=site-alashankou]")).to_be_hidden()
    edition.page.goto(f"{edition.url}/routes?from=karachi-port")
    link = edition.page.get_by_role("link", name="Open it in the live atlas")
    expect(link).to_have_attribute("href", "https://live.example/routes?from=karachi-port")


def test_every_page_has_the_search(edition: EditionVisit) -> None:
    edition.page.goto(f"{edition.url}/project/uap-railway/")
    edition.page.keyboard.press("/")
    edition.page.locator("#atlas-find [role=combobox]").fill("Aktau")
    expect(edition.page.locator("#atlas-find [data-id=site-aktau]")).to_be_visible()
    edition.page.locator("#atlas-find [data-id=site-aktau]").click()
    edition.ready()
    details(edition, "site-aktau")


@pytest.mark.parametrize("edition", [PHONE], indirect=True)
def test_on_a_phone_nothing_is_wider_than_the_screen(edition: EditionVisit) -> None:
    edition.open("?select=site-torkham")
    details(edition, "site-torkham")
    for path in ("", "project/uap-railway/", "data/", "sources/", "about/"):
        edition.page.goto(f"{edition.url}/{path}")
        assert edition.page.evaluate("document.documentElement.scrollWidth") <= 390, path
