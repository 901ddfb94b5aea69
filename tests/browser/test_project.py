"""The page of one project in the browser: real answers, links, both themes."""

import re

import pytest
from playwright.sync_api import expect

from geo.atlas import Atlas
from tests.browser.conftest import PHONE, Visit


def test_a_link_opens_its_project_with_ladder_figures_and_promises(
    visit: Visit, shipped_atlas: Atlas
) -> None:
    visit.page.goto(f"{visit.url}/project?id=uap-railway")
    visit.ready()
    rungs = visit.page.locator(".rungs .reached .rung")
    expect(rungs).to_have_text(
        ["Statement", "Protocol", "Framework agreement", "Ratification", "Study"]
    )
    lengths = visit.page.locator("details.figures", has_text="Length of a line")
    lengths.locator("summary").click()
    for value in ("640 km", "647 km", "681 km", "764 km"):
        expect(lengths).to_contain_text(value)
    expect(visit.page.locator(".charts .dots .dot").first).to_be_visible()
    ledger = visit.page.get_by_role("table", name="Promises with a date")
    expect(ledger).to_contain_text("no source says what became of it")
    shown = visit.page.frame_locator("iframe[title*='st_folium']").locator(".segment")
    expect(shown).to_have_count(len(shipped_atlas.segments_of("uap-railway")))


def test_choosing_another_project_changes_the_address_and_back_returns(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/project?id=pakistan-steel-mills")
    expect(visit.page.locator(".chain li")).to_have_count(7)
    expect(visit.page.locator(".rungs .reached .rung").last).to_have_text("Service")
    visit.page.get_by_role("combobox", name="Project").fill("Pilot freight train")
    visit.page.get_by_role("option", name="Pilot freight train Lahore–Astrakhan").click()
    expect(visit.page).to_have_url(re.compile("id=pakistan-russia-pilot-train"))
    expect(visit.page.get_by_text(re.compile(r"missed by \d+ days so far")).first).to_be_visible()
    visit.page.go_back()
    visit.page.locator(".chain li").nth(6).wait_for()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_no_step_of_the_ladder_is_out_of_sight(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/project?id=khaf-herat-railway")
    last = visit.page.locator(".rungs li").last
    expect(last).to_contain_text("Service")
    box = last.bounding_box()
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]


def test_a_project_that_does_not_exist_is_told(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/project?id=no-such-thing")
    told = visit.page.get_by_text("The link asks for a project that the atlas does not have.")
    expect(told).to_be_visible()


def test_a_chart_gives_its_picture(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/project?id=uap-railway-torkham")
    with visit.page.expect_download() as saved:
        visit.page.locator(".part-bars [data-chart=svg]").click()
    assert saved.value.suggested_filename == "corridor-atlas-uap-railway-torkham-kilometres.svg"
    drawn = saved.value.path().read_text("utf-8")
    for wanted in ("kilometres by country, state and gauge", "As of ", "Corridor Atlas.", " km<"):
        assert wanted in drawn
    assert "var(--" not in drawn
    assert visit.page.locator(".chart-sheet").count() == 0
