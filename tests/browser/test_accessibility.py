"""That the look for violations does not pass over a fault."""

from tests.browser.axe import violations
from tests.browser.conftest import Visit


def test_a_fault_in_one_row_of_many_is_found(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/sources")
    visit.page.locator(".register-row").first.wait_for()
    visit.page.locator(".register-row a").last.evaluate("(link) => link.replaceChildren()")
    assert [rule for _, rule, _, _ in violations(visit)] == ["link-name"]
