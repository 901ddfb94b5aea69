"""No serious or critical violation that axe finds, in the page and inside the map's frame."""

import pytest
from axe_core_python.sync_playwright import Axe

from tests.browser.conftest import Visit

LIGHT = {"color_scheme": "light"}
DARK = {"color_scheme": "dark"}


def grave(found: dict) -> list[tuple[str, str, list[str]]]:
    """Rule, impact and targets of the violations that count."""
    return [
        (one["id"], one["impact"], [str(node["target"]) for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("visit", [LIGHT, DARK], indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("select", ["site-psm", "uap-railway-torkham"])
def test_map_page_and_frame(visit: Visit, select: str) -> None:
    frame = visit.open(f"?select={select}")
    frame.locator(".legend summary").click()
    visit.page.locator(f"article.details[data-record='{select}']").wait_for()
    assert grave(Axe().run(visit.page)) == []
    inner = next(one for one in visit.page.frames if "st_folium" in one.url)
    assert grave(Axe().run(inner)) == []


@pytest.mark.parametrize("visit", [LIGHT, DARK], indirect=True, ids=["light", "dark"])
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
    assert grave(Axe().run(visit.page)) == []


@pytest.mark.parametrize("visit", [LIGHT, DARK], indirect=True, ids=["light", "dark"])
def test_slider_of_dates(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/timeline?date=2025-08-01")
    visit.ready()
    inner = next(one for one in visit.page.frames if "st_folium" in one.url)
    assert grave(Axe().run(inner)) == []
