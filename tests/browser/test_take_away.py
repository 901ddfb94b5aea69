"""What a reader takes away of the map is what the map shows."""

from tests.browser.conftest import Visit

#: Two corridors, one of which runs over lines of others, in some states on a day of the past.
VIEWS = (
    "?layers=uap-railway,pakistan-russia-road&modes=rail&date=2024-01-31&places=none",
    "?layers=uap-railway,carec-6a&states=operating,degraded,proposed&places=none",
)
_SHOWN = "[...document.querySelectorAll('path[data-id^=seg-]')].map((node) => node.dataset.id)"


def test_the_lines_of_the_file_are_those_of_the_map(visit: Visit) -> None:
    for query in VIEWS:
        visit.open(query)
        shown = set(map(str, visit.script(_SHOWN)))
        visit.page.locator("[data-do=share]").click()
        link = visit.page.get_by_role("link", name="Map as GeoJSON")
        address = link.evaluate("(link) => link.href")
        features = visit.page.request.get(address).json()["features"]
        assert shown
        assert {found["id"] for found in features if found["id"].startswith("seg-")} == shown
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Map as KML", exact=True).click()
    assert saved.value.suggested_filename == "corridor-atlas-map.kml"
    assert saved.value.path().read_bytes().startswith(b"<?xml")
