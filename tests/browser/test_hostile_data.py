"""Every text field of an atlas filled with payloads: they arrive as plain text and run nowhere."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Readers, Visit, visiting
from tests.browser.server import ROOT, running_app
from tests.browser.test_map_copy import from_disk, saved
from tests.fuzz.poison import poison
from tests.fuzz.strings import ALL_HOSTILE

GOOD = Path(__file__).parents[1] / "data" / "good"
_TEMPLATE = "{{ 7*191 }}${1337}`x`"
_SCRIPT = "<img src=x onerror='parent.hurt=1;hurt=1'><script>hurt=1</script>"
_LONG = "w" * 120
PAYLOAD = f"{_TEMPLATE} {_SCRIPT} {_LONG}"


#: All texts that want to be code, as one, and as the names of places in a file of a reader.
ALL = " ".join(text for text in ALL_HOSTILE if text.isprintable() and len(text) < 500)
LABELS = [text for text in ALL_HOSTILE if text.isprintable() and text.strip() and len(text) < 500]
PAGES = (
    "project?id=line",
    "timeline",
    "sources",
    "data?table=Sources",
    "articles?id=art-a",
    "about",
)


@pytest.fixture
def many_visit(readers: Readers, tmp_path: Path) -> Iterator[Visit]:
    """An atlas in whose every text are some two hundred payloads."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    poison(folder, ALL)
    with running_app({"ATLAS_DATA": str(folder)}) as url:
        yield from visiting(readers, url)


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


def test_two_hundred_payloads_run_nowhere_and_widen_no_page(many_visit: Visit) -> None:
    assert len(LABELS) > 200
    page = many_visit.page
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            page.goto(f"{many_visit.url}/{path}")
            expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()
            if path != "about":
                expect(page.locator("[data-testid=stHtml]", has_text="hurt").first).to_be_attached()
            main = page.locator("[data-testid=stMain]")
            assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, (path, width)
            assert page.evaluate("window.hurt") is None, path
            assert not page.locator("img[src*='hurt'], a[href^='javascript']").count(), path


def test_two_hundred_payloads_of_a_reader_run_nowhere(many_visit: Visit) -> None:
    page = many_visit.page
    page.goto(f"{many_visit.url}/layers?find=<script>hurt=1</script>")
    out = io.StringIO()
    rows = [(text, 66.5 + at / 1000, 30.5) for at, text in enumerate(LABELS)]
    csv.writer(out).writerows([("name", "lon", "lat"), *rows])
    name = "a![x](https://hurt.example/x.png).csv"
    page.goto(f"{many_visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": out.getvalue().encode()}
    )
    expect(page.locator("table.verdicts")).to_contain_text(LABELS[0])
    assert page.evaluate("window.hurt") is None
    page.locator("input[type=file]").set_input_files(
        {
            "name": name,
            "mimeType": "text/csv",
            "buffer": b"![x](https://hurt.example/x),b\n1,2\n",
        }
    )
    expect(page.locator("[data-testid=stAlert]").first).to_contain_text(
        "![x](https://hurt.example/x"
    )
    page.goto(f"{many_visit.url}/desk")
    page.get_by_label("Text to check").fill(f"Alfa is 5 km from Bravo. {ALL}")
    page.get_by_role("button", name="Check the text").click()
    expect(page.locator(".desk-text").first).to_be_visible()
    assert page.evaluate("window.hurt") is None
    assert not page.locator("img[src*='hurt'], a[href^='javascript']").count()
