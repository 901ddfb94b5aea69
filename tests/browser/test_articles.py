"""From a sentence to the map and back, in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit

SEED = "articles?id=art-hindustan-times-2025-protocol"


def test_words_light_their_place_and_a_choice_goes_there_and_opens_it(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/{SEED}")
    frame = visit.ready()
    centre = "(({lat, lng}) => [lat, lng])(smallMap.map.getCenter())"
    before = visit.script(centre)
    works = page.locator(".reader a[data-mention=site-psm]").first
    works.hover()
    expect(frame.locator(".named.lit")).to_have_count(1)
    assert visit.script(centre) == before
    works.click()
    details = page.locator(".st-key-details-reading article.details")
    expect(details).to_have_attribute("data-record", "site-psm")
    expect(page).to_have_url(re.compile("select=site-psm"))
    expect(details.get_by_role("heading", name="Said of this place")).to_be_visible()
    assert visit.script(centre) != before
    page.locator(".reader a[data-mention=per-saif-anjum]").first.click()
    expect(details).to_have_attribute("data-record", "per-saif-anjum")
    # The map points back at the words.
    page.locator(".reader h1").hover()
    frame.locator(".named").nth(1).hover(force=True)
    expect(page.locator(".reader a.pointed").first).to_be_attached()


def test_what_happened_next_is_folded_behind_its_sentence(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/articles?id=art-kashmir-english-2025-call&sentence=4")
    visit.ready()
    expect(page.locator(".sentence[aria-current]")).to_contain_text("573 km")
    page.locator(".behind.next summary").first.click()
    expect(page.locator(".behind.next").first).to_contain_text("Outcome: kept")
    page.locator(".behind.others summary").first.click()
    expect(page.locator(".behind.others").first).to_contain_text("Ruled out by geometry.")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_a_place_is_followed_to_its_articles_and_read(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/articles?place=site-tianjin")
    page.locator(".library .card h2 a", has_text="Steel mill protocol").click()
    visit.ready()
    page.locator(".reader a[data-mention=site-tianjin]").first.click()
    details = page.locator(".st-key-details-reading article.details")
    expect(details).to_have_attribute("data-record", "site-tianjin")
    wide = "document.documentElement.scrollWidth <= window.innerWidth"
    assert page.evaluate(wide)
