"""The page of routes in the browser: real answers, links, Back, keyboard, accessibility."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

NO_LAND = "from=karachi-port&to=moscow&closed-countries=AF,IR&closed-posts=khunjerab"
KHYBER = "from=peshawar&to=jalalabad&day=2025-10-15"


def opened(visit: Visit, query: str = "") -> Page:
    visit.page.goto(f"{visit.url}/routes?{query}")
    visit.page.locator("article.routes").wait_for()
    return visit.page


def test_nothing_goes_through_torkham_and_the_source_says_so(visit: Visit) -> None:
    page = opened(visit, KHYBER)
    told = page.locator("article.routes .state-closed")
    expect(told).to_contain_text("On 15 October 2025 nothing goes through Torkham")
    expect(told).to_contain_text("closed since 12 October 2025")
    number = told.locator(".note").first.inner_text()
    expect(page.locator(f"#source-{number}")).to_contain_text("Ariana News")


def test_options_are_a_list_with_the_numbers_of_the_map(visit: Visit) -> None:
    page = opened(visit)
    options = page.locator("article.routes details.route")
    expect(page.locator("details.route[open]")).to_have_count(0)
    heights = [option.bounding_box()["height"] for option in options.all()]
    assert max(heights) < 120
    frame = visit.ready()
    expect(frame.locator(".way-number")).to_have_count(len(heights))
    frame.locator(".way-number", has_text="2").click()
    second = options.nth(1)
    expect(second).to_have_attribute("open", "")
    faint = frame.locator("path.way-1.line").first
    expect(faint).to_have_attribute("stroke-opacity", "0.4")
    expect(second.locator("a", has_text="Set these side by side")).to_be_visible()
    expect(second.locator(".legs table")).to_be_hidden()
    page.mouse.wheel(0, 400)
    assert page.locator(".st-key-route-map").bounding_box()["y"] > 0
    expect(page.locator(".effects")).to_be_visible()
    assert page.locator(".effects").bounding_box()["y"] < 1500


def test_without_afghanistan_iran_and_khunjerab_only_the_sea_is_left(visit: Visit) -> None:
    page = opened(visit, NO_LAND)
    expect(page.locator("article.routes .none-found")).to_contain_text("no land route")
    expect(page.locator("details.route")).to_have_count(1)
    expect(page.locator("details.route[data-rank='sea']")).to_contain_text("Ship or ferry")


def test_a_link_restores_the_form_and_the_map_draws_the_ways(visit: Visit) -> None:
    page = opened(visit, f"{KHYBER}&aim=km")
    start = page.get_by_role("combobox", name=re.compile(r"^From"))
    expect(start).to_have_value(re.compile("Peshawar"))
    expect(page.locator("article.routes h2")).to_have_text("Peshawar to Jalalabad, 15 October 2025")
    visit.ready()
    assert visit.script("document.querySelectorAll('path.way-1.line').length") >= 1
    assert visit.script("document.querySelectorAll('path.way-sea.line').length") >= 1


#: Resolves when nothing on the page moves any more but what turns for ever.
_AT_REST = """Promise.allSettled(document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished))"""


def test_the_uap_switch_shortens_the_way_by_rail(visit: Visit) -> None:
    page = opened(visit, "modes=rail&day=2025-08-01")
    first = page.locator("details.route[data-rank='1'] .figures-row > *").first
    before = first.inner_text()
    page.get_by_text("Closures, and lines to treat as built").click()
    built = page.get_by_role("combobox", name="Treat as built")
    # Whatever moves the field shuts its list, so the opening expander must have come to rest.
    built.scroll_into_view_if_needed()
    page.evaluate(_AT_REST)
    built.fill("Uzbekistan–Afghanistan–Pakistan railway (")
    built.press("ArrowDown")
    page.get_by_role("option", name="Uzbekistan–Afghanistan–Pakistan railway (").click()
    expect(first).not_to_have_text(before)
    expect(page).to_have_url(re.compile("as-if-built=uap-railway"))
    assert number(first.inner_text()) < number(before) - 1000


def number(text: str) -> int:
    return int("".join(char for char in text if char.isdigit()))


def test_by_keyboard_alone_and_back_again(visit: Visit) -> None:
    page = opened(visit)
    expect(page.locator("article.routes h2")).to_contain_text("Karachi Port to Tashkent")
    page.get_by_role("combobox", name=re.compile(r"^To")).focus()
    page.keyboard.type("Москва")
    expect(page.get_by_role("option", name=re.compile("Москва")).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("article.routes h2")).to_contain_text("Karachi Port to Moscow")
    expect(page).to_have_url(re.compile("to=moscow"))
    page.go_back()
    expect(page.locator("article.routes h2")).to_contain_text("Karachi Port to Tashkent")
    start = page.get_by_role("combobox", name=re.compile(r"^From"))
    start.fill("lahore")
    expect(page.get_by_role("option").first).to_contain_text("Lahore, Pakistan")
    start.press("Enter")
    expect(page).to_have_url(re.compile("from=lahore&"))


def test_a_cell_of_the_ports_leads_to_its_way(visit: Visit) -> None:
    page = opened(visit, "view=ports")
    page.locator("table.ports tbody", has_text="Kabul").locator("td a").first.click()
    expect(page.locator("article.routes h2")).to_contain_text("Kabul to Karachi Port")


def test_a_post_last_known_closed_is_tried_on_request_and_marked(visit: Visit) -> None:
    page = opened(visit, "day=2026-03-31")
    marked = page.get_by_text("through a post last known closed")
    expect(marked).to_have_count(0)
    page.get_by_text("Closures, and lines to treat as built").click()
    page.get_by_text("Also try posts last known closed").click()
    expect(marked.first).to_be_visible()
    expect(page).to_have_url(re.compile("last-known-closed=use"))


def test_an_unknown_place_in_a_link_is_told_and_nothing_else_answered(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/routes?from=atlantis")
    expect(page.get_by_text("The place in “from” is not in the atlas")).to_be_visible()
    expect(page.locator("article.routes")).to_have_count(0)


def test_legs_are_downloaded_when_asked_for(visit: Visit) -> None:
    page = opened(visit, KHYBER)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Legs as CSV").click()
    assert waiting.value.suggested_filename == "peshawar-to-jalalabad.csv"
    assert waiting.value.path().read_text(encoding="utf-8-sig").startswith("route,leg,from_id")
