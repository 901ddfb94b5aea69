"""That the look for violations does not pass over a fault."""

from tests.browser.axe import violations
from tests.browser.conftest import Visit


def test_a_fault_in_one_row_of_many_is_found(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/sources")
    visit.page.locator(".register-row").first.wait_for()
    visit.page.locator(".register-row a").last.evaluate("(link) => link.replaceChildren()")
    faint = "(name) => name.style.setProperty('color', 'rgb(128 128 128 / 50%)', 'important')"
    visit.page.locator(".register-row p").last.evaluate(faint)
    found = [(theme, rule) for theme, rule, _, _ in violations(visit)]
    assert sorted(found) == [
        ("dark", "color-contrast"),
        ("light", "color-contrast"),
        ("light", "link-name"),
    ]
