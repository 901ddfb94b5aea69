"""The map as one page: opened from a disk, without any network, as by a double click."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Readers, Visit

VIEW = "layers=uap-railway,carec-6a&states=operating,proposed,feasibility&places=border&z=5.5"
_DRAWN = "[...document.querySelectorAll('path.segment[data-id]')].map((node) => node.dataset.id)"


@contextmanager
def from_disk(readers: Readers, file: Path) -> Iterator[Page]:
    """The page of a file; it may ask for nothing but itself, and nothing in it may go wrong."""
    page, asked, wrong = readers.page({}), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(file.as_uri())
    expect(page.locator("html[data-ready=full]")).to_be_attached()
    yield page
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert wrong == []
    page.close()


def saved(visit: Visit, query: str, folder: Path) -> Path:
    answer = visit.page.request.get(f"{visit.url}/atlas/export/map.html?{query}")
    assert answer.ok, answer.text()
    file = folder / "map.html"
    file.write_bytes(answer.body())
    return file


def test_a_copy_opens_from_a_disk_and_tells_what_the_map_tells(
    visit: Visit, readers: Readers, tmp_path: Path
) -> None:
    visit.open(f"?{VIEW}&lat=35&lon=68")
    shown = sorted(map(str, visit.script(_DRAWN)))
    visit.page.locator("[data-do=share]").click()
    link = visit.page.get_by_role("link", name="The map as one page, HTML")
    query = str(link.evaluate("(link) => link.href")).partition("?")[2]
    assert {"lat=", "z=", "states="} <= {f"{part.partition('=')[0]}=" for part in query.split("&")}
    with from_disk(readers, saved(visit, query, tmp_path)) as page:
        assert sorted(page.evaluate(_DRAWN)) == shown
        expect(page.locator(".legend-body")).to_contain_text("Feasibility study")
        expect(page.locator(".foot")).to_contain_text("CC-BY-4.0")
        told = page.locator(".told article:visible")
        expect(told).to_have_count(0)
        page.locator(".site[aria-label^='Torkham']").click()
        expect(told.locator("h2")).to_have_text("Torkham")
        told.locator("a.note").first.click()
        expect(page.locator("li.cited").first).to_be_visible()
        page.get_by_role("button", name="All that is on").click()
        page.locator("[data-open=uap-railway]:visible").click()
        expect(told.locator("p.state")).to_contain_text("Feasibility study")
