"""The page of tables with a keyboard alone, on a phone, and the way to it from the map."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from tests.browser.conftest import PHONE, Visit

#: More presses than the page has stops before its first row.
MOST_STOPS = 60
FOCUSED = "((at) => at.ariaLabel ?? at.labels?.[0]?.innerText ?? at.innerText)"


def open_table(visit: Visit, query: str) -> Page:
    visit.page.goto(f"{visit.url}/data{query}")
    visit.page.locator(".records caption").wait_for()
    visit.page.get_by_label("Find in any column").wait_for()
    return visit.page


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the stop with this name has the focus."""
    seen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f"{FOCUSED}(document.activeElement)").strip())
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"Tab never came to {name}, only to {seen}")


def test_with_a_keyboard_alone_from_the_filter_to_the_map(visit: Visit) -> None:
    page = open_table(visit, "?table=Lines")
    caption = page.locator(".records caption")
    tab_to(page, "Find in any column")
    page.keyboard.type("Кабул")
    page.keyboard.press("Enter")
    expect(caption).to_have_text(re.compile(r"^\d+ of \d+ lines, sorted by Line, A to Z$"))
    page.keyboard.press("Control+A")
    page.keyboard.type("termez")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("find=termez"))
    expect(page.locator(".records tbody")).not_to_contain_text("Karachi Port")
    tab_to(page, "Drawn")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort='descending']")).to_contain_text("Drawn")
    expect(caption).to_have_text(re.compile(r"sorted by Drawn, largest first$"))
    first = page.locator(".records tbody tr").first.get_attribute("data-record")
    tab_to(page, "Show on map")
    page.keyboard.press("Enter")
    visit.ready()
    expect(page.locator(f"article.details[data-record='{first}']")).to_be_visible()


def test_a_reader_hears_what_each_link_and_heading_is(visit: Visit) -> None:
    page = open_table(visit, "?table=Places&find=kharlachi")
    link = page.get_by_role("link", name="Show on map Kharlachi", exact=True)
    expect(link).to_have_attribute("href", "./?select=site-kharlachi")
    expect(page.get_by_role("rowheader", name="Kharlachi", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("places, sorted by Place"))).to_be_visible()
    height = page.get_by_role("columnheader", name=re.compile("^Height"))
    expect(height).to_have_accessible_description("Height above the sea, in metres.")
    expect(page.locator(".records [lang='ur'][dir='rtl']").first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="places, sorted by Place")).to_be_attached()


def test_columns_are_explained_without_a_mouse(visit: Visit) -> None:
    page = open_table(visit, "?table=Lines")
    summary = page.get_by_text("What the columns mean")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".columns")).to_contain_text("In service with limits")


def test_pages_are_turned_and_the_address_knows(visit: Visit) -> None:
    page = open_table(visit, "?table=Places")
    page.get_by_role("button", name="Page 2", exact=True).press("Enter")
    expect(page.locator(".records caption")).to_contain_text(", 51 to 100,")
    expect(page).to_have_url(re.compile(r"page=2"))
    page.reload()
    expect(page.locator(".records caption")).to_contain_text(", 51 to 100,")
    page.get_by_label("Find in any column").fill("kabul")
    page.keyboard.press("Enter")
    expect(page.locator(".records caption")).to_contain_text(" of ")
    expect(page).to_have_url(re.compile(r"find=kabul"))
    expect(page).not_to_have_url(re.compile("page="))


def test_another_table_keeps_no_filter_that_it_does_not_have(visit: Visit) -> None:
    page = open_table(visit, "?table=Lines&state=operating&country=Uzbekistan")
    page.get_by_role("radio", name="Events", exact=True).click()
    expect(page.locator(".records caption")).to_contain_text("events, sorted by Date, newest")
    expect(page).to_have_url(re.compile(r"table=Events"))
    expect(page).to_have_url(re.compile("country=Uzbekistan"))
    expect(page).not_to_have_url(re.compile("state="))


def test_the_rows_that_match_are_downloaded(visit: Visit, shipped_atlas: Atlas) -> None:
    page = open_table(visit, "?table=People&project=PSM")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "corridor-atlas-people.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    found = [line["id"] for line in csv.DictReader(StringIO(text))]
    psm = "pakistan-steel-mills"
    assert set(found) == {person.id for person in shipped_atlas.people if psm in person.project_ids}


def test_the_map_leads_to_the_same_lines(visit: Visit, shipped_atlas: Atlas) -> None:
    frame = visit.open("?layers=uap-railway&modes=rail&states=operating,degraded")
    link = frame.get_by_role("link", name="The same as a table")
    frame.locator("input[data-layer='uap-railway-torkham']").check()
    link.press("Enter")
    visit.page.locator(".records caption").wait_for()
    wanted = [
        segment
        for project in ("uap-railway", "uap-railway-torkham")
        for segment in shipped_atlas.segments_of(project)
        if segment.mode == "rail" and segment.lifecycle in {"operating", "degraded"}
    ]
    total = len(shipped_atlas.segments)
    expect(visit.page.locator(".records caption")).to_contain_text(
        f"{len(wanted)} of {total} lines"
    )


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_names_stay_while_the_table_scrolls(visit: Visit) -> None:
    page = open_table(visit, "?table=Lines")
    name = page.locator(".records tbody th").first
    at = name.bounding_box()["x"]
    page.locator(".records-scroll").evaluate("(box) => { box.scrollLeft = 400; }")
    assert page.locator(".records-scroll").evaluate("(box) => box.scrollLeft") == 400
    assert name.bounding_box()["x"] == pytest.approx(at, abs=1)
