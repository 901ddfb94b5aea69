"""No violation that axe finds, of any impact, in the page and inside the map's frame."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visit


@pytest.mark.parametrize("select", ["site-psm", "uap-railway-torkham"])
def test_map_page_and_frame(visit: Visit, select: str) -> None:
    frame = visit.open(f"?select={select}")
    frame.locator(".legend summary").click()
    visit.page.locator(f"article.details[data-record='{select}']").wait_for()
    assert violations(visit, visit.map()) == []


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("data?table=Lines", ".records"),
        ("data?table=Places&page=2", ".records"),
        ("timeline?date=2025-08-01", "article.day"),
        ("sources", ".register-row"),
        ("about", ".about"),
    ],
)
def test_other_pages(visit: Visit, path: str, there: str) -> None:
    visit.page.goto(f"{visit.url}/{path}")
    visit.page.locator(there).first.wait_for()
    for folded in visit.page.locator("section details summary").all():
        folded.click()
    assert violations(visit) == []


def test_slider_of_dates(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/timeline?date=2025-08-01")
    visit.ready()
    assert violations(visit, visit.map()) == []


def test_a_fault_in_one_row_of_many_is_found(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/sources")
    visit.page.locator(".register-row").first.wait_for()
    visit.page.locator(".register-row a").last.evaluate("(link) => link.replaceChildren()")
    assert [rule for _, rule, _, _ in violations(visit)] == ["link-name"]
