"""A file of the reader's own: judged, drawn and handed back, and nothing of it is run."""

import json
from pathlib import Path

from tests.browser.conftest import Visit

HOSTILE = "<img src=x onerror=alert(1)>"
#: Khaf to Shamtigh, which stands, with a name that is none.
OWN = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": HOSTILE},
            "geometry": {
                "type": "LineString",
                "coordinates": [[60.186, 34.567], [60.485, 34.344], [60.891, 34.318]],
            },
        }
    ],
}


def test_a_file_gets_its_verdicts(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode()}
    )
    row = page.locator("table.verdicts tbody tr")
    row.wait_for()
    assert HOSTILE in row.locator("th").inner_text()
    assert "Khaf–Herat railway" in row.locator("td > p").inner_text()
    page.locator("iframe[title*='st_folium']").content_frame.locator(
        "html[data-ready=full] path.own-ink"
    ).wait_for(state="attached")
    with page.expect_download() as got:
        page.get_by_role("button", name="Verdicts as CSV").click()
    table = Path(got.value.path()).read_text("utf-8-sig")
    assert "khaf-herat-railway" in table


def test_a_file_that_cannot_be_used_is_told(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode()[:-50]}
    )
    fault = page.locator("[data-testid=stAlert]")
    fault.wait_for()
    assert "own.geojson: the file is damaged or was cut off" in fault.inner_text()
