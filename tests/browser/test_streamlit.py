"""What the map knows of Streamlit without Streamlit promising it: told here if it changes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.waiting import until

#: Notes what the attribute says from the first moment on, in the page around the map.
NOTE = """
window.states = [];
const note = () => {
  const node = document.querySelector("[data-test-script-state]");
  const state = node && node.dataset.testScriptState;
  if (state && state !== window.states.at(-1)) window.states.push(state);
};
new MutationObserver(note).observe(document,
  { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
"""
UPGRADE = "Streamlit marks its runs otherwise than it did: see geo/mapview/web/streamlit.js"


def test_streamlit_still_says_when_a_run_begins_and_ends(visit: Visit) -> None:
    # A short run may begin and end between two looks of the browser; the first one is long.
    visit.page.add_init_script(NOTE)
    visit.open()
    until(visit.page, "states.at(-1) !== 'running'")
    assert "running" in visit.page.evaluate("states"), UPGRADE


def test_our_own_marks_are_where_the_map_looks_for_them(visit: Visit) -> None:
    visit.open("?select=site-psm")
    expect(visit.page.locator("[data-run]")).to_have_count(1)
    expect(visit.page.locator(".st-key-details")).to_have_count(1)


@pytest.mark.parametrize("page", ["data", "routes"])
def test_every_icon_is_one_of_those_that_we_send(visit: Visit, page: str) -> None:
    """An icon that is not in geo/mapview/fonts/atlas-icons.woff2 would be read as a word."""
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.page.goto(f"{visit.url}/{page}")
    icons = visit.page.locator("[data-testid=stIconMaterial]")
    expect(icons.first).to_be_attached()
    visit.page.evaluate("document.fonts.ready")
    wide = "nodes => nodes.filter(node => node.scrollWidth > 30).map(node => node.textContent)"
    assert icons.evaluate_all(wide) == []
