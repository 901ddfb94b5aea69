"""What the map knows of Streamlit without Streamlit promising it: told here if it changes."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit

#: Notes what the attribute says from now on, in the page around the map.
NOTE = """() => {
  window.states = [];
  const note = () => {
    const node = document.querySelector("[data-test-script-state]");
    window.states.push(node ? node.dataset.testScriptState : null);
  };
  note();
  new MutationObserver(note).observe(document.body,
    { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
}"""
UPGRADE = "Streamlit marks its runs otherwise than it did: see geo/mapview/web/streamlit.js"


def test_streamlit_still_says_when_a_run_begins_and_ends(visit: Visit) -> None:
    frame = visit.open()
    visit.page.evaluate(NOTE)
    frame.locator(".site.kind-steel-plant").dispatch_event("click")
    expect(visit.page.locator("article.details[data-record='site-psm']")).to_be_visible()
    visit.page.wait_for_function("states.at(-1) !== 'running'")
    states = visit.page.evaluate("states")
    assert None not in states, UPGRADE
    assert "running" in states, UPGRADE


def test_our_own_marks_are_where_the_map_looks_for_them(visit: Visit) -> None:
    visit.open("?select=site-psm")
    expect(visit.page.locator("[data-run]")).to_have_count(1)
    expect(visit.page.locator(".st-key-details")).to_have_count(1)
