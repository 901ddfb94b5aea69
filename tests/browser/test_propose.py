"""From a line of a reader to a patch that git takes and the rules accept, in a browser."""

import json
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooSlowError

from geo.reading.load import load
from geo.rules.open_atlas import checked_atlas
from tests.browser.conftest import Visit
from tests.conftest import ROOT
from tests.shipped.test_proposals import SAID

_TRIES, _PATIENCE_MS = 5, 4000
HOSTILE = "<img src=x onerror=alert(1)>"
OWN = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {**SAID, "description": f"A road. {HOSTILE}"},
            "geometry": {
                "type": "LineString",
                "coordinates": [[69.1725, 34.5283], [69.4, 34.9], [69.62, 35.18]],
            },
        }
    ],
}


def choose(page: Page, label: str, option: str, number: int = 0) -> None:
    """Choose in the nth box of that label, and wait until the page has one problem less."""
    problems = page.locator(".propose-problems li")
    before = problems.count()
    pick(page, page.get_by_role("combobox", name=label).nth(number), option)
    expect(problems).not_to_have_count(before)


def pick(page: Page, box: Locator, option: str, *, exact: bool = True) -> None:
    """Write an option and pick it: of a long list only what is in sight is drawn.

    A page that takes in the last choice may shut the list once more.
    """
    for _ in range(_TRIES):
        box.click()
        try:
            # Beside an open list all else is hidden from roles, and the box is told by its focus.
            page.locator("input:focus").fill(option, timeout=_PATIENCE_MS)
            page.get_by_role("option", name=option, exact=exact).click(timeout=_PATIENCE_MS)
        except TooSlowError:
            continue
        return
    raise AssertionError(f"the list with {option} does not stay open")


def test_a_line_becomes_a_patch(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{visit.url}/layers")
    page.locator("input[type=file]").set_input_files(
        {"name": "own.geojson", "mimeType": "", "buffer": json.dumps(OWN).encode()}
    )
    page.get_by_role("heading", name="Propose a feature for the atlas").wait_for()
    visit.ready()
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    box = page.get_by_role("combobox", name="Feature to propose")
    pick(page, box, "1 · Kabul – Deltapur")
    problems = page.locator(".propose-problems li")
    expect(problems.filter(has_text="The field is missing")).to_have_count(6)
    download = page.get_by_role("button", name="Download as a patch")
    expect(download).to_be_disabled()
    choose(page, "Kind", "News")
    choose(page, "Can it still be read?", "Live")
    choose(page, "Kind", "City or town", 1)
    choose(page, "How the state is known", "Stated")
    page.get_by_label("Group", exact=True).fill("Roads in Afghanistan")
    page.keyboard.press("Tab")
    expect(problems).to_have_text(["The text holds HTML. Write plain text"])
    page.get_by_label("Summary", exact=True).fill("A road.")
    page.keyboard.press("Tab")
    expect(download).to_be_enabled()
    expect(problems).to_have_count(0)
    with page.expect_download() as got:
        download.click()
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "data", checkout / "data")
    for command in (["init", "-q"], ["apply", "--check"], ["apply"]):
        patch = [] if "init" in command else [str(got.value.path())]
        subprocess.run(["git", *command, *patch], cwd=checkout, check=True)
    atlas = checked_atlas(load(checkout / "data"))
    assert atlas.issues == ()
    assert atlas.project("kabul-deltapur").summary == "A road."
