"""What is heard instead of seen, and reached by keys or by one thumb."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.waiting import until

DETAILS = "article.details[data-record='site-psm']"
#: What a screen reader is told of our parts of the map page, in order; nothing that the data say.
FRAME = """
- main "Map":
  - heading "Map" [level=1]
  - navigation "Skip to":
    - button "Skip to the map"
    - button "Skip to the layers"
    - button "Skip to the details"
  - combobox
  - button "Full screen"
  - button "Back to everything"
  - complementary "Layers and filters":
    - heading "Layers" [level=2]
    - region "In view"
    - region "Places"
    - region "State of a line"
    - region "Kind of line"
    - region "Base map"
  - region "Map"
"""
#: The answer to the main task, in the order in which it is heard.
MILL = r"""
- article:
  - heading "Map" [level=1]
  - paragraph: Project
  - heading "Pakistan Steel Mills" [level=2]
  - paragraph:
    - text: /Standing idle\. Since 10 June 2015/
    - link "16 sources"
  - heading /Last step. protocol, 11 July 2025/ [level=3]
  - paragraph:
    - text: /Saif Anjum and Vadim Velichko .* sign .* witness it/
    - link "5 sources"
  - paragraph: /Reported by Dunya News/
  - heading "Promised" [level=3]
  - heading "Figures that disagree" [level=3]
  - heading "News" [level=3]
  - heading "Details" [level=3]
  - group:
    - heading /Sources \d+/ [level=3]
"""


def test_a_screen_reader_hears_the_state_of_the_mill_and_who_signed(visit: Visit) -> None:
    frame = visit.open()
    expect(frame.locator("body")).to_match_aria_snapshot(FRAME)
    search = frame.get_by_role("combobox")
    search.fill("steel mill")
    first = frame.get_by_role("option").first
    expect(first).to_contain_text("Pakistan Steel Mills", timeout=60_000)  # reads all texts once
    search.press("ArrowDown")
    search.press("Enter")
    details = visit.page.locator("article.details[data-record='pakistan-steel-mills']")
    expect(details).to_match_aria_snapshot(MILL)


def test_keys_reach_the_map_the_layers_the_details_and_what_is_in_view(visit: Visit) -> None:
    frame = visit.open("?select=site-psm")
    visit.page.locator(DETAILS).wait_for()
    frame.locator(".of-view summary").click()
    rows = frame.locator(".of-view li button")
    expect(rows.filter(has_text="Pakistan Steel Mills").first).to_be_visible()
    for name, there in (
        ("map", frame.locator(".site:focus, .segment:focus")),
        ("layers", frame.locator(".panel input:focus")),
        ("details", visit.page.locator(f"{DETAILS}:focus")),
    ):
        frame.get_by_role("button", name=f"Skip to the {name}").press("Enter")
        expect(there).to_have_count(1)
    # One stop of the Tab key a layer: Enter on its box unfolds what there is to say.
    box = frame.locator("#layers-main-line-1")
    box.press("Enter")
    expect(frame.locator("#extra-main-line-1")).to_be_visible()
    assert frame.locator(".panel .more:not([tabindex='-1'])").count() == 0
    rows.filter(has_text="Port Qasim").first.press("Enter")
    expect(
        visit.page.locator("article.details[data-record]:not([data-record='site-psm'])")
    ).to_be_attached()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_one_thumb_reaches_layers_search_and_details(visit: Visit) -> None:
    frame = visit.open("?select=site-psm")
    details = visit.page.locator(DETAILS)
    step = details.get_by_role("heading", name="Last step")
    expect(step).to_be_in_viewport()  # the state stands above it
    foot = details.locator(".thumb")
    foot.get_by_text("Layers").tap()
    expect(frame.locator(".panel")).to_be_visible()
    frame.get_by_role("button", name="Back to the map").tap()
    expect(frame.locator(".panel")).to_be_hidden()
    foot.get_by_text("Search").tap()
    expect(frame.get_by_role("combobox")).to_be_focused()
    foot.get_by_text("Details").tap()
    expect(details).to_be_focused()


@pytest.mark.parametrize("visit", [{"viewport": {"width": 720, "height": 450}}], indirect=True)
def test_details_are_readable_at_200_per_cent(visit: Visit) -> None:
    visit.open("?select=site-psm")
    assert visit.page.locator(DETAILS).bounding_box()["width"] > 400


def test_letters_of_urdu_come_with_the_page(visit: Visit) -> None:
    visit.open("?select=site-torkham")
    visit.page.locator(".locals [lang=ur]").wait_for()
    loaded = "[...document.fonts].some((font) => font.unicodeRange.includes('60C')"
    until(visit.page, f"{loaded} && font.status === 'loaded')")
