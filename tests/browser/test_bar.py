"""The bar of every page: search, sharing, the menu of a phone, the way to the content, frames."""

import pytest
from playwright.sync_api import Page, expect

from geo.mapview.assets import WEB
from geo.mapview.script_bundle import joined_script
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, ROOT, Readers, Visit
from tests.browser.waiting import until

UPGRADE = "Streamlit's page is not what it was: see pages/ui/bar/streamlit_page.js"
CLOSED = "[data-testid=stExpandSidebarButton]"
OPENED = "[data-testid=stSidebar][data-collapsed=false]"
#: A page that holds a map in a frame and notes what it hears.
HOST = """<!doctype html><title>host</title>
<iframe src="./?embed=1&select=site-psm" width="900" height="500" title="map"></iframe>
<script>
  window.heard = [];
  addEventListener("message", ({ data }) => data.atlas && heard.push(data));
  window.ask = (message) => frames[0].postMessage(message, "*");
</script>"""


def about(visit: Visit, query: str = "") -> Page:
    visit.page.goto(f"{visit.url}/about{query}")
    visit.page.locator(".about").first.wait_for()
    return visit.page


def test_an_address_leads_to_a_part_of_the_page(visit: Visit) -> None:
    heading = about(visit, "#scores").locator("#scores")
    expect(heading).to_be_in_viewport()
    bar = visit.page.locator("#atlas-bar").bounding_box()
    assert bar, UPGRADE
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"], "the bar lies over the heading"


def test_any_page_can_search_and_be_shared(visit: Visit) -> None:
    page = about(visit)
    page.keyboard.press("Tab")
    expect(page.locator(".atlas-skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('main')"), UPGRADE
    assert page.url.endswith("/about")
    share = page.locator("[data-do=share]")
    share.focus()
    page.keyboard.press("Enter")
    page.locator("#atlas-share.told").wait_for()
    expect(page.locator("[data-fill=link]")).to_have_value(page.url)
    expect(page.locator("[data-fill=apa]")).to_contain_text(page.url)
    for folded in page.locator("#atlas-share details:not([hidden]) summary").all():
        folded.click()
    assert violations(visit) == []
    page.keyboard.press("Escape")
    expect(share).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("torkham")
    hit = page.locator("#atlas-find [role=option]").first
    hit.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("#atlas-find")).to_be_hidden()
    expect(share).to_be_focused()
    page.keyboard.press("Control+k")
    hit.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?select=site-torkham*", wait_until="commit")


def test_the_map_has_its_own_search_and_takes_its_record_along(visit: Visit) -> None:
    frame = visit.open("?select=uap-railway")
    field = frame.locator("input.search")
    visit.page.keyboard.press("/")
    expect(field).to_be_focused()
    field.press("/")
    expect(field).to_have_value("/")
    frame.locator(".leaflet-container").press("Control+k")
    expect(field).to_be_focused()
    visit.page.locator("[data-do=share]").click()
    dialog = visit.page.locator("#atlas-share.told")
    expect(dialog.locator("[data-fill=apa]")).to_contain_text("railway (Kharlachi route)")
    expect(dialog.locator("[data-part=picture]")).to_be_visible()
    assert dialog.locator("[data-fill=sources] li").count() > 5
    with visit.page.expect_download() as saved:
        dialog.locator("summary", has_text="BibTeX").click()
        dialog.locator("a[data-format=bibtex]").click()
    assert saved.value.suggested_filename == "corridor-atlas-uap-railway-2026.bib"


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_the_menu_of_a_phone_closes_on_choice_and_stays_closed(visit: Visit) -> None:
    page = about(visit)
    menu = page.get_by_role("button", name="Menu", exact=True)
    expect(menu, UPGRADE).to_be_visible()
    menu.click()
    expect(page.locator(OPENED), UPGRADE).to_have_count(1)
    page.locator("[data-testid=stSidebarNavLink]", has_text="Sources").click()
    page.locator(".register-row").first.wait_for()
    expect(page.locator(OPENED)).to_have_count(0)
    menu.click()
    expect(page.locator(OPENED)).to_have_count(1)
    page.reload()
    page.locator(".register-row").first.wait_for()
    expect(page.locator(CLOSED)).to_be_visible()
    expect(page.locator(OPENED)).to_have_count(0)


def test_a_map_in_a_frame_hears_and_tells(visit: Visit) -> None:
    page = visit.page
    page.route("**/host.html", lambda route: route.fulfill(body=HOST, content_type="text/html"))
    page.goto(f"{visit.url}/host.html")
    page.wait_for_function("heard.some(({ atlas }) => atlas === 'ready')")
    around = page.frame_locator("iframe")
    expect(around.get_by_test_id("stHeader")).to_be_hidden()
    expect(around.locator(".atlas-tools")).to_have_count(0)
    expect(around.locator(".st-key-details")).to_have_count(0)
    expect(visit.map().locator(".panel")).to_be_hidden()
    page.evaluate("ask({ atlas: 'select', id: 'site-torkham' })")
    page.wait_for_function("heard.some(({ id }) => id === 'site-torkham')")
    page.evaluate("ask({ atlas: 'view', lat: 41.3, lon: 69.25, z: 6 })")
    until(visit.map(), "atlas.view().join() === '41.3,69.25,6'")
    link = around.locator(".atlas-credit a")
    link.focus()
    href = link.get_attribute("href")
    assert "embed" not in href
    assert "select=site-torkham" in href
    assert "lat=41.300" in href


def test_only_allowed_pages_are_heard(readers: Readers) -> None:
    page = readers.page({})
    page.set_content("<!doctype html><title>embedded</title>")
    script = joined_script(ROOT / "pages" / "ui" / "bar", "embedded.js", WEB)
    keep = "window.parts = { ...in_embedded, ...in_addresses };"
    page.add_script_tag(content=f"{script}\n{keep}", type="module")
    page.wait_for_function("window.parts")
    heard = page.evaluate("""() => {
      const clicked = [];
      document.addEventListener("click", ({ target }) => clicked.push(target.getAttribute("href")));
      const frame = new parts.Embedded(["https://a.example"]);
      for (const id of ["site-a", "no id", "a&layers=none", 7]) {
        frame.hearHost("https://a.example", { atlas: "select", id });
      }
      frame.hearHost("https://b.example", { atlas: "select", id: "site-b" });
      frame.hearHost("https://a.example", { atlas: "view", lat: "x", lon: null });
      frame.hearHost("https://a.example", null);
      return clicked;
    }""")
    assert heard == ["?select=site-a"]
    full = (
        "parts.fullAddress('https://a.example/timeline?embed=true&layers=x%2Cy&date=2025-01-01#a')"
    )
    assert page.evaluate(full) == "https://a.example/timeline?layers=x,y&date=2025-01-01"
    page.close()
