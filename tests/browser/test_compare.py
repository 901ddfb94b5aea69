"""The comparison in the browser: real answers, maps that move together, the address, axe."""

import pytest
from playwright.sync_api import Frame, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.waiting import until


def open_four(visit: Visit, query: str = "") -> None:
    visit.page.goto(f"{visit.url}/compare{query}")
    visit.page.locator("table.alternatives").wait_for()


def plates(visit: Visit) -> list[Frame]:
    """The frames of the small maps, once all are drawn."""
    maps = visit.page.locator("iframe[title*='st_folium']")
    expect(maps).to_have_count(visit.page.locator("table.alternatives thead th").count())
    for at in range(maps.count()):
        frame = visit.page.frame_locator("iframe[title*='st_folium']").nth(at)
        frame.locator("html[data-ready=full]").wait_for(state="attached")
    # In the order of the page, which is not the one in which they were attached.
    found = [handle.content_frame() for handle in maps.element_handles()]
    return [smallMap for smallMap in found if smallMap]


def centre(frame: Frame) -> list[float]:
    where = "(({lat, lng}, z) => [lat, lng, z].map((n) => Math.round(n * 100) / 100))"
    return frame.evaluate(f"{where}(smallMap.map.getCenter(), smallMap.map.getZoom())")


def test_the_four_ways_with_their_answers(visit: Visit) -> None:
    open_four(visit)
    expect(visit.page.locator(".verdict")).to_contain_text("Torkham may be the shortest by")
    table = visit.page.locator("table.alternatives")
    heads = table.locator("thead th")
    expect(heads).to_have_count(4)
    expect(heads.nth(1)).to_contain_text("Superseded")
    gauges = table.get_by_role("row", name="Gauge changes")
    expect(gauges.locator("td").nth(3)).to_contain_text("Zahedan")
    lengths = table.get_by_role("row", name="Published lengths")
    expect(lengths.locator("td").nth(1).locator("s")).to_have_text("573 km")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Table as CSV").click()
    assert download.value.suggested_filename == "corridor-atlas-compare.csv"


def test_the_table_is_as_tall_as_it_is_and_its_head_stays(visit: Visit) -> None:
    open_four(visit)
    frame = visit.page.locator(".compare .scroll")
    assert frame.evaluate("(frame) => frame.scrollHeight <= frame.clientHeight + 1")
    visit.page.locator(".alternatives tbody tr").last.scroll_into_view_if_needed()
    expect(visit.page.locator(".alternatives thead th").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_what_is_chosen_can_be_read_in_the_dark(visit: Visit) -> None:
    """Streamlit writes white here, which is 2.2 to 1 on the bright blue."""
    visit.page.goto(f"{visit.url}/compare")
    chip = visit.page.locator("[data-tag]").first
    expect(chip).to_have_css("color", "rgb(20, 24, 29)")
    expect(chip).to_have_css("background-color", "rgb(109, 179, 255)")


def test_the_maps_move_together(visit: Visit) -> None:
    open_four(visit)
    frames = plates(visit)
    assert len(frames) == 4
    first = visit.page.locator("iframe[title*='st_folium']").first
    first.scroll_into_view_if_needed()
    frames[0].locator("a.leaflet-control-zoom-in").click()
    for frame in frames[1:]:
        wanted = centre(frames[0])
        until(
            frame,
            "([lat, lng, zoom]) => Math.abs(smallMap.map.getZoom() - zoom) < 0.01"
            " && Math.abs(smallMap.map.getCenter().lat - lat) < 0.05",
            arg=wanted,
        )
    assert len({tuple(centre(frame)) for frame in frames}) == 1


def test_the_address_restores_the_choice(visit: Visit) -> None:
    open_four(visit, "?with=way-iran,way-torkham")
    expect(visit.page.locator("table.alternatives thead th")).to_have_count(2)
    expect(visit.page.locator("table.alternatives thead th").first).to_contain_text("Through Iran")
    visit.page.get_by_role("button", name="Through Iran").first.press("Backspace")
    expect(visit.page.get_by_text("Choose at least two routes")).to_be_visible()
    expect(visit.page).to_have_url(f"{visit.url}/compare?with=way-torkham")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_the_table_scrolls_by_itself_on_a_phone(visit: Visit) -> None:
    open_four(visit)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    scroll = visit.page.locator(".compare .scroll")
    assert scroll.evaluate("(one) => one.scrollWidth > one.clientWidth")
    head = visit.page.locator("table.alternatives tbody th").first
    before = head.bounding_box()
    scroll.evaluate("(one) => { one.scrollLeft = 200; }")
    after = head.bounding_box()
    assert before
    assert after
    assert before["x"] == after["x"]
