"""A file of the reader's own: judged, drawn and handed back, and nothing of it is run."""

import json
from pathlib import Path

from tests.browser.conftest import Visit

LARGE = b" " * 7_000_000
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


#: What stands on the canvas of the layer: its kinds of shapes and their colours.
DRAWN = """() => {
  let found = [];
  smallMap.map.eachLayer((layer) => {
    if (layer.options.pane !== "own") return;
    const colours = smallMap.own.colours;
    found = Object.entries(layer.shapes)
      .flatMap(([kind, all]) => all.map(({ properties }) => [kind, colours[properties.colour]]));
  });
  return found;
}"""


def drawn(visit: Visit) -> set[tuple[str, str]]:
    visit.ready()
    return {(kind, colour) for kind, colour in visit.map().evaluate(DRAWN)}


def test_a_file_gets_its_verdicts(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        # As large as a file may well be, and still a small layer.
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode() + LARGE}
    )
    row = page.locator("table.verdicts tbody tr")
    row.wait_for()
    assert HOSTILE in row.locator("th").inner_text()
    assert "Khaf–Herat railway" in row.locator("td > p").inner_text()
    assert drawn(visit) == {("lines", "ink"), ("rims", "ink")}
    with page.expect_download() as got:
        page.get_by_role("button", name="Verdicts as CSV").click()
    table = Path(got.value.path()).read_text("utf-8-sig")
    assert "khaf-herat-railway" in table
    page.get_by_text("With my line: what would it change?").click()
    page.get_by_role("button", name="Compare the routes").click()
    # It ends behind the border, and no place of the network is there.
    page.get_by_text("The line passes Afghanistan without a place").wait_for()
    link = page.url
    page.get_by_role("button", name="Remove own.geojson").click()
    row.wait_for(state="detached")
    assert "layer=" not in page.url
    # A small layer stands in the link: whoever gets it sees the same, in colours of a column.
    page.goto(f"{link}&colour=name&find=onerror")
    row.wait_for()
    assert HOSTILE in row.locator("th").inner_text()
    assert page.locator(".own-colours li").inner_text().startswith(HOSTILE)
    assert drawn(visit) == {("lines", "own-1"), ("rims", "own-1")}
    page.goto(f"{visit.url}/layers?layer=AAAA")
    fault = page.locator("[data-testid=stAlert]")
    fault.wait_for()
    assert "the link holds no layer that can be read" in fault.inner_text()


def test_a_file_that_cannot_be_used_is_told(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode()[:-50]}
    )
    fault = page.locator("[data-testid=stAlert]")
    fault.wait_for()
    assert "own.geojson: the file is damaged or was cut off" in fault.inner_text()
