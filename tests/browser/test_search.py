"""The search box: homonyms ask which one is meant, and towns that are no record get a pin."""

import re

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.waiting import until

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SAHIWAL = 1166548


def type_words(frame: FrameLocator, words: str) -> None:
    """Type the words and wait for the answer."""
    frame.get_by_role("combobox").fill(words)
    expect(frame.locator(".hits")).to_be_visible(timeout=20_000)


def test_homonyms_wait_for_the_reader(stay: Visit) -> None:
    frame = stay.open()
    type_words(frame, "Jalalabad")
    box = frame.get_by_role("combobox")
    expect(frame.locator(".hits .which")).to_have_text("Which one?")
    expect(frame.get_by_role("status").filter(has_text="Which one?")).to_be_attached()
    expect(frame.locator("[role=option][aria-selected=true]")).to_have_count(0)
    expect(frame.locator("[data-id='site-jalalabad'] .detail")).to_contain_text("Afghanistan")
    expect(frame.locator("[data-id='site-jalal-abad'] .detail")).to_contain_text("Kyrgyzstan")
    before = stay.page.url
    box.press("Enter")
    expect(frame.locator(".hits")).to_be_visible()
    assert stay.page.url == before
    second = frame.get_by_role("option").nth(1)
    record = second.get_attribute("data-id")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "hit-1")
    box.press("Enter")
    expect(stay.page.locator(f"article.details[data-record='{record}']")).to_be_visible()
    expect(frame.locator(".hits")).to_be_hidden()


def test_one_name_for_one_place_is_taken_with_enter(stay: Visit) -> None:
    frame = stay.open()
    type_words(frame, "خرلاچي")
    expect(frame.locator(".hits .which")).to_be_hidden()
    expect(frame.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    frame.get_by_role("combobox").press("Enter")
    expect(stay.page.locator("article.details[data-record='site-kharlachi']")).to_be_visible()


def test_arrow_up_begins_at_the_end_when_nothing_is_marked(stay: Visit) -> None:
    frame = stay.open()
    type_words(frame, "Astara")
    count = frame.get_by_role("option").count()
    frame.get_by_role("combobox").press("ArrowUp")
    expect(frame.get_by_role("option").nth(count - 1)).to_have_attribute("aria-selected", "true")


def test_a_town_gets_a_pin_without_asking_the_app(visit: Visit) -> None:
    frame = visit.open("?select=site-psm")
    visit.script("void (window.told = 0, atlas.tell = () => { window.told += 1; })")
    type_words(frame, "Sahiwal")
    frame.locator(f"[data-id='geonames-{SAHIWAL}']").click()
    pin = frame.get_by_role("group", name="Pin: Sahiwal, Punjab, Pakistan")
    expect(pin).to_be_visible()
    expect(pin.locator("[lang=ur]")).to_have_attribute("dir", "rtl")
    expect(visit.page).to_have_url(re.compile(rf"town={SAHIWAL}\b"))
    until(visit.page, "location.search.includes('lat=30.6')")
    assert visit.view()[2] >= 8
    assert visit.script("told") == 0
    expect(visit.page.locator("article.details[data-record='site-psm']")).to_be_visible()
    pin.get_by_role("button", name="Take the pin off Sahiwal").click()
    expect(pin).to_have_count(0)
    expect(visit.page).not_to_have_url(re.compile("town="))
    visit.page.go_back()
    expect(pin).to_be_visible()


def test_a_link_keeps_the_pin_and_goes_there(visit: Visit) -> None:
    frame = visit.open(f"?town={SAHIWAL}")
    expect(frame.get_by_role("group", name="Pin: Sahiwal")).to_be_visible()
    lat, lon, zoom = visit.view()
    assert (lat, lon) == pytest.approx((30.666, 73.101), abs=0.05)
    assert zoom >= 8
    address = visit.page.url
    visit.page.reload()
    visit.ready()
    assert visit.page.url == address
    frame.get_by_role("button", name="Back to everything").click()
    expect(frame.locator(".pin")).to_have_count(0)
    assert "?" not in visit.page.url


def test_a_record_takes_the_place_of_the_pin(stay: Visit) -> None:
    frame = stay.open(f"?town={SAHIWAL}")
    type_words(frame, "Torghundi")
    frame.get_by_role("combobox").press("Enter")
    expect(stay.page.locator("article.details[data-record='site-torghundi']")).to_be_visible()
    expect(frame.locator(".pin")).to_have_count(0)
    stay.page.wait_for_url(lambda url: "town=" not in url, wait_until="commit")


def test_a_link_to_no_town_says_so(visit: Visit) -> None:
    frame = visit.open("?town=<b>")
    expect(visit.page.get_by_text("The link marks a town")).to_be_visible()
    expect(frame.locator(".pin")).to_have_count(0)


def test_list_and_pin_are_accessible(visit: Visit) -> None:
    frame = visit.open(f"?town={SAHIWAL}")
    type_words(frame, "Aktau")
    expect(frame.locator(".hits .which")).to_be_visible()
    assert violations(visit, visit.map()) == []


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_the_pin_and_the_list_fit(visit: Visit) -> None:
    frame = visit.open(f"?town={SAHIWAL}")
    box = frame.get_by_role("group", name="Pin: Sahiwal").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    type_words(frame, "Aktau")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
