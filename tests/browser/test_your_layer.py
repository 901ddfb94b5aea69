"""A file of the reader's own: judged, drawn and handed back, and nothing of it is run."""

import json
from pathlib import Path

from tests.browser.conftest import Visit
from tests.browser.test_propose import pick

LARGE = b" " * 7_000_000
HOSTILE = "<img src=x onerror=alert(1)>"
#: Khaf to Shamtigh, which stands, with a name that is none.
KHAF = [[60.186, 34.567], [60.485, 34.344], [60.891, 34.318]]
#: Peshawar by Kabul and Salang to Termez.
SALANG = [[71.55, 34.01], [69.2, 34.5], [69.0, 35.3], [68.7, 35.9], [67.3, 36.9], [67.28, 37.2]]


def of_line(points: list[list[float]]) -> dict[str, object]:
    geometry = {"type": "LineString", "coordinates": points}
    feature = {"type": "Feature", "properties": {"name": HOSTILE}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


OWN = of_line(KHAF)


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
    pick(page, page.get_by_role("combobox", name="Line", exact=True), HOSTILE)
    # It ends behind the border, and no place of the network is there.
    page.get_by_text("The line passes Afghanistan without a place").wait_for()
    link = page.url
    assert "line=0" in link
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


def test_what_a_line_changes_stands_on_a_map_and_in_the_link(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers?line=0&from=site-peshawar&to=site-termez&gauge=1520")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(of_line(SALANG)).encode()}
    )
    page.get_by_role("heading", name="were built").wait_for()
    assert page.locator(".effects .rank").all_inner_texts() == ["1", "2"]
    frame = page.frame_locator("iframe[title*='st_folium']").nth(1)
    frame.locator(".way-2.line").first.wait_for(state="attached")
    assert frame.locator(".way-number").all_inner_texts() == ["1", "2"]
    pick(page, page.get_by_role("combobox", name="To", exact=True), "Mazar-i-Sharif, Afghanistan")
    page.wait_for_url("**to=site-mazar**")
    assert "from=site-peshawar" in page.url


def test_a_file_that_cannot_be_used_is_told(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode()[:-50]}
    )
    fault = page.locator("[data-testid=stAlert]")
    fault.wait_for()
    assert "own.geojson: the file is damaged or was cut off" in fault.inner_text()
