"""What changed since the last visit: its day stays in the browser until the reader asks."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.modules import Modules

STORAGE = """const kept = {};
  const storage = { getItem: (key) => kept[key] ?? null, setItem(key, text) { kept[key] = text; } };
  return days.map((day) => page_visit.lastVisit(storage, day));"""


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["2026-11-01"], [None]),
        (["2026-11-01", "2026-11-01"], [None, None]),
        (
            ["2026-11-01", "2026-11-09", "2026-11-09", "2026-11-20"],
            [None, "2026-11-01", "2026-11-01", "2026-11-09"],
        ),
    ],
)
def test_the_last_visit_is_that_of_the_day_before(
    modules: Modules, days: list[str], found: list[str | None]
) -> None:
    assert modules.run(STORAGE, days=days) == found


def test_the_last_visit_is_offered_and_told_when_asked_for(visit: Visit) -> None:
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.url))
    visit.page.add_init_script("localStorage.setItem('atlas-visits', '2026-01-01')")
    visit.open()
    link = visit.page.locator("a.last-visit")
    expect(link).to_be_visible()
    assert not [url for url in sent if "2026-01-01" in url]
    visit.script("(window.mark = 1)")
    link.click()
    expect(visit.page.get_by_role("heading", name="What changed since 1 January")).to_be_visible()
    assert "since=2026-01-01" in visit.page.url
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name="What changed", exact=True)).to_be_visible()
    assert visit.script("window.mark") == 1, "the map was mounted again"
