"""From a text that somebody pastes to a patch that git takes and the rules accept, in one go."""

import json
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from geo.__main__ import main
from geo.reading.load import load
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.paper import UPRIGHT, faults_on_paper
from tests.browser.test_propose import choose, pick
from tests.conftest import ROOT

COPIED = (
    "The UAP railway from Kharlachi to Naibabad will cost 9.9 billion dollars, an official of the "
    "ministry told reporters in Islamabad."
)
HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ${{7*7}}"
TEXT = f"""The UAP railway runs 573 km from Kharlachi to Naibabad. {COPIED}

Torkham was opened to freight on 3 November 2026. {HOSTILE}
"""
OURS = "The [[uap-railway]] would cost much, as the ministry has it."


def test_a_text_becomes_a_patch(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(f"{visit.url}/desk")
    given(page, TEXT)
    sentences = page.locator(".desk-sentence")
    expect(sentences).to_have_count(4)
    frame = visit.ready()
    # The mistake that texts make again and again is told with its sources, and shown.
    expect(sentences.nth(0).locator(".verdict-trap")).to_contain_text("Mazar-i-Sharif")
    expect(sentences.nth(1).locator(".verdict-new")).to_be_visible()
    expect(sentences.nth(3)).to_contain_text(HOSTILE.partition(" [")[0])
    named = page.locator(".desk-text [data-mention=site-kharlachi]")
    named.first.hover()
    expect(frame.locator(".named.lit")).to_have_count(1)
    assert violations(visit) == []
    named.first.click()
    expect(page.locator(".st-key-details-reading")).to_contain_text("Kharlachi")
    counts = page.get_by_role("button", name="Frequent mistake: 1")
    counts.click()
    expect(sentences).to_have_count(1)
    counts.click()
    expect(sentences).to_have_count(4)
    assert "Kharlachi" not in page.url
    assert "=" not in page.url
    report = json.loads(Path(taken(page, "Report as JSON").path()).read_text("utf-8"))
    assert [part["verdict"] for part in report["sentences"]][:2] == ["trap", "new"]
    reviews = json.loads(Path(taken(page, "Report as ClaimReview").path()).read_text("utf-8"))
    assert reviews["@graph"][0]["@type"] == "ClaimReview"
    drafted(page)
    patch = taken(page, "Download as a patch")
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "data", checkout / "data")
    for command in (["init", "-q"], ["apply", "--check"], ["apply"]):
        files = [] if "init" in command else [str(patch.path())]
        subprocess.run(["git", *command, *files], cwd=checkout, check=True)
    assert main(["check", str(checkout / "data")]) == 0
    loaded = load(checkout / "data")
    claim = next(claim for claim in loaded.claims if claim.who == "The Herald")
    assert (claim.subject_id, claim.quantity, claim.low) == ("uap-railway", "cost-usd-bn", 9.9)
    status = next(part for part in loaded.border_statuses if claim.source_ids == part.source_ids)
    assert (status.site_id, status.from_date) == ("site-torkham", "2026-11-03")
    article = next(part for part in loaded.articles if part.source_id == claim.source_ids[0])
    assert article.body == OURS
    page.set_viewport_size({"width": UPRIGHT, "height": 1000})
    assert faults_on_paper(page, UPRIGHT) == []


def test_away_and_back_finds_what_was_written(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.url}/desk")
    page.get_by_label("Text to check").fill(COPIED)
    page.get_by_label("Publisher").fill("The Herald")
    page.goto(f"{visit.url}/sources")
    page.get_by_role("heading", name="Sources").first.wait_for()
    page.go_back()
    expect(page.get_by_label("Text to check")).to_have_value(COPIED)
    expect(page.get_by_label("Publisher")).to_have_value("The Herald")
    # The server gets what the browser kept, and a field that its reader empties stays empty.
    page.get_by_label("Publisher").fill("")
    page.get_by_role("button", name="Check the text").click()
    expect(page.locator(".desk-sentence")).to_have_count(1)
    page.reload()
    expect(page.get_by_label("Text to check")).to_have_value(COPIED)
    expect(page.get_by_label("Publisher")).to_have_value("")
    # What Streamlit says of a file that is too large takes the place of what we said before.
    file = page.locator("input[type=file]")
    file.set_input_files({"name": "a.txt", "mimeType": "", "buffer": b"\x89PNG"})
    fault = page.get_by_text("it is a picture")
    expect(fault).to_be_visible()
    file.set_input_files({"name": "b.txt", "mimeType": "", "buffer": b"a b. " * 2_100_000})
    page.get_by_text("File must be 10.0MB or smaller").wait_for()
    expect(fault).to_be_hidden()


def given(page: Page, text: str) -> None:
    """Paste a text, say where it comes from, and send it."""
    box = page.get_by_label("Text to check")
    box.fill(text)
    page.get_by_label("Title, if it has any").fill("Ten billion for a railway")
    page.get_by_label("Publisher").fill("The Herald")
    page.get_by_label("Day", exact=True).fill("2026-11-12")
    page.get_by_role("button", name="Check the text").click()


def drafted(page: Page) -> None:
    """Choose two sentences, and fill the forms of source, article and both records."""
    page.get_by_text("Draft a source, an article and records").click()
    page.get_by_role("heading", name="Article in your own words").wait_for()
    findings = page.get_by_role("combobox", name="Findings to record")
    for number, words, section in (
        (2, "The UAP railway from", "A figure"),
        (3, "Torkham was opened", "The state of a border post"),
    ):
        pick(page, findings, words, exact=False)
        page.keyboard.press("Escape")  # what lies below an open list cannot be heard
        page.get_by_role("heading", name=f"Sentence {number}: {section}").wait_for()
    choose(page, "Kind", "News")
    choose(page, "Can it still be read?", "Live")
    write(page, page.get_by_label("Their licence", exact=True).first, "All rights reserved")
    write(page, page.get_by_label("Title", exact=True).nth(1), "What the line would cost")
    body = page.get_by_label("Text", exact=True)
    body.fill(f"They write: {COPIED}")
    page.keyboard.press("Tab")
    problems = page.locator(".propose-problems li")
    copied = problems.filter(has_text="It repeats 12 words in a row of the text")
    expect(copied).to_have_count(1)
    body.fill(OURS)
    page.keyboard.press("Tab")
    expect(copied).to_have_count(0)
    write(page, page.get_by_label("Covers", exact=True), "The whole line")
    choose(page, "Freight", "Open")
    choose(page, "People", "Not known")
    expect(problems).to_have_count(0)


def write(page: Page, field: Locator, text: str) -> None:
    """Fill a field that was missing, and wait until the page has a problem less."""
    problems = page.locator(".propose-problems li")
    before = problems.count()
    field.fill(text)
    page.keyboard.press("Tab")
    expect(problems).not_to_have_count(before)


def taken(page: Page, label: str) -> Download:
    """The file of a button."""
    button = page.get_by_role("button", name=label)
    expect(button).to_be_enabled()
    with page.expect_download() as got:
        button.click()
    return got.value
