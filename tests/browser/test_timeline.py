"""What was true on a day: on the main map by `date=`, and on the page with the slider."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

MILL = "?layers=pakistan-steel-mills&lat=24.83&lon=67.35&z=10"
AQINA = "?layers=aqina-andkhoy-railway"


# The main map -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [("2015-06-09", "operating", "in service"), ("2015-06-10", "idle", "standing idle")],
)
def test_the_mill_works_until_9_june_2015(visit: Visit, day: str, state: str, words: str) -> None:
    frame = visit.open(f"{MILL}&date={day}")
    works = frame.locator(".site[data-id='site-psm']")
    expect(works).to_have_class(re.compile(rf"\bstate-{state}\b"))
    expect(works).to_have_attribute("aria-label", re.compile(f"Steelworks, {words}"))
    belt = frame.locator("path[data-id='seg-psm-psm-jetty-psm']")
    expect(belt).to_have_class(re.compile(rf"\bstate-{state}\b"))


def test_the_line_to_aqina_is_not_there_on_new_year_2016(visit: Visit) -> None:
    frame = visit.open(f"{AQINA}&date=2016-01-01")
    expect(frame.locator("path.segment")).to_have_count(0)
    frame = visit.open(f"{AQINA}&date=2016-11-28")
    expect(frame.locator("path.segment.state-operating")).to_have_count(2)


def test_posts_have_the_state_of_the_day(visit: Visit) -> None:
    torkham = ".site[data-id='site-torkham']"
    frame = visit.open("?places=border&date=2025-08-01")
    expect(frame.locator(torkham)).to_have_attribute("aria-label", re.compile("Torkham, .*open"))
    frame = visit.open("?places=border&date=2025-10-15")
    expect(frame.locator(torkham)).to_have_attribute("aria-label", re.compile("Torkham, .*shut"))


def test_a_date_can_be_left_again_and_back_brings_it_back(visit: Visit) -> None:
    frame = visit.open("?layers=uap-railway&date=2018-06-01")
    chip = frame.get_by_role("button", name="As on 1 June 2018")
    expect(chip).to_be_visible()
    planned = frame.locator("path[data-id='seg-uap-pul-e-alam-kharlachi']")
    expect(planned).to_have_count(0)
    visit.script("window.mark = 1")
    chip.click()
    expect(planned).to_have_count(1)
    expect(chip).to_be_hidden()
    assert "date=" not in visit.page.url
    visit.page.go_back()
    expect(chip).to_be_visible()
    expect(planned).to_have_count(0)
    assert visit.script("window.mark") == 1, "the map was mounted again"


def test_the_legend_says_the_day_and_what_has_no_date(visit: Visit) -> None:
    frame = visit.open("?date=1980-01-01")
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend-body h3").first).to_have_text("As on 1 January 1980")
    expect(frame.locator(".legend-body")).to_contain_text("opening date not in the atlas")
    expect(frame.locator("path.segment.undated").first).to_be_attached()


def test_a_bad_date_is_told_in_a_sentence(visit: Visit) -> None:
    frame = visit.open("?date=2025-02-30")
    expect(visit.page.get_by_text("The link asks for a date that is no day")).to_be_visible()
    expect(frame.locator(".chip")).to_be_hidden()


def test_without_a_date_no_history_is_fetched(visit: Visit) -> None:
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open()
    assert not [url for url in asked if "/history." in url]
    visit.open("?date=2020-01-01")
    assert len([url for url in asked if "/history." in url]) == 1
