"""Every text field of an atlas filled with payloads: they arrive as plain text and run nowhere."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.conftest import Readers, Visit, visiting
from tests.browser.server import ROOT, running_app
from tests.browser.test_map_copy import from_disk, saved

GOOD = Path(__file__).parents[1] / "data" / "good"
_TEMPLATE = "{{ 7*191 }}${1337}`x`"
_SCRIPT = "<img src=x onerror='parent.hurt=1;hurt=1'><script>hurt=1</script>"
_LONG = "w" * 120
PAYLOAD = f"{_TEMPLATE} {_SCRIPT} {_LONG}"
_TEXTS = {
    "note",
    "title",
    "text",
    "scope",
    "who",
    "publisher",
    "document",
    "summary",
    "lifecycle_note",
    "short",
    "group",
    "office",
    "licence_theirs",
    "licence_ours",
    "label",
    "geometry_note",
    "published_length_scope",
    "sponsors",
}


def poison(folder: Path, payload: str) -> None:
    """Put the payload into every text of every record; ids, words and dates stay."""
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        if not rows:
            continue
        for row in rows:
            row.update(
                {
                    key: f"{row[key]} {payload}"
                    for key in row
                    if (key in _TEXTS or key.startswith("name_")) and row[key]
                }
            )
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    for path in [*folder.glob("*.geojson"), *folder.glob("layers/*.geojson")]:
        content = json.loads(path.read_text(encoding="utf-8"))
        for feature in content["features"]:
            feature["properties"] = spoiled(feature["properties"], payload)
        path.write_text(json.dumps(content), encoding="utf-8")
    path = folder / "projects.yaml"
    projects = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(
        yaml.safe_dump(
            [spoiled(project, payload) for project in projects], default_flow_style=False
        ),
        encoding="utf-8",
    )
    for path in folder.glob("articles/*.md"):
        path.write_text(path.read_text(encoding="utf-8") + f"\n{payload}\n", encoding="utf-8")


def spoiled(properties: dict, payload: str) -> dict:
    result = {}
    for key, value in properties.items():
        if key == "names":
            result[key] = {
                tag: f"{name} {payload}" if isinstance(name, str) else name
                for tag, name in value.items()
            }
        elif key in _TEXTS and isinstance(value, str):
            result[key] = f"{value} {payload}"
        elif key in _TEXTS and isinstance(value, list):
            result[key] = [f"{text} {payload}" for text in value]
        elif hasattr(value, "isoformat"):
            result[key] = value.isoformat()
        else:
            result[key] = value
    return result


@pytest.fixture
def hurt_visit(readers: Readers, tmp_path: Path) -> Iterator[Visit]:
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    shutil.copytree(ROOT / "data" / "basemap", folder / "basemap", dirs_exist_ok=True)
    poison(folder, PAYLOAD)
    with running_app({"ATLAS_DATA": str(folder)}) as url:
        yield from visiting(readers, url)


def test_payloads_in_every_text_stay_text(hurt_visit: Visit) -> None:
    frame = hurt_visit.open()
    expect(frame.locator(".toggle .title").first).to_contain_text(PAYLOAD)
    frame.locator("path.segment").first.dispatch_event("mouseover")
    frame.locator("path.segment").first.dispatch_event("click")
    details = hurt_visit.page.locator("article.details[data-record]")
    expect(details.locator("h2")).to_contain_text(PAYLOAD)
    expect(details).to_contain_text(PAYLOAD)
    frame.get_by_role("combobox").fill("alfa")
    hit = frame.locator("[role=option][data-id^='site-']").first
    expect(hit).to_contain_text(PAYLOAD)
    hit.click()
    expect(details.locator("h2")).to_contain_text(PAYLOAD)
    expect(frame.locator(".site.selected")).to_have_count(1)
    assert hurt_visit.script("window.hurt") is None
    assert hurt_visit.page.evaluate("window.hurt") is None
    page = hurt_visit.page.content().replace("1337}", "").replace("1337%7D", "")  # as written
    assert "1337" not in page
    hurt_visit.page.goto(f"{hurt_visit.url}/sources")
    expect(hurt_visit.page.locator(".register-row").first).to_contain_text(PAYLOAD)
    for table in ("Projects", "Lines", "Places", "Events", "Articles", "Sources"):
        hurt_visit.page.goto(f"{hurt_visit.url}/data?table={table}")
        expect(hurt_visit.page.locator(".records tbody").first).to_contain_text(PAYLOAD)
    assert hurt_visit.page.evaluate("window.hurt") is None
    assert hurt_visit.errors == []


def test_a_word_without_end_does_not_widen_the_timeline_of_a_phone(hurt_visit: Visit) -> None:
    hurt_visit.page.set_viewport_size({"width": 390, "height": 800})
    hurt_visit.page.goto(f"{hurt_visit.url}/timeline")
    expect(hurt_visit.page.locator(".lane-name").first).to_contain_text(PAYLOAD)
    main = hurt_visit.page.locator("[data-testid=stMain]")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_payloads_in_a_copy_of_the_map_stay_text(
    hurt_visit: Visit, readers: Readers, tmp_path: Path
) -> None:
    file = saved(hurt_visit, "places=border", tmp_path)
    with from_disk(readers, file) as page:
        page.locator("path.segment").first.dispatch_event("click")
        told = page.locator(".told article:visible")
        expect(told.locator("h2")).to_contain_text(PAYLOAD)
        expect(page.locator(".foot")).to_contain_text(PAYLOAD)
        assert page.evaluate("window.hurt") is None
        assert "1337" not in page.content().replace("1337}", "")
