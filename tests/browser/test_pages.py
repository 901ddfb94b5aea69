"""Sources and About in the browser, headers and files of the server."""

import re
import urllib.request

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_sources_can_be_searched_and_lead_to_the_map(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/sources")
    expect(visit.page.locator(".register-row").first).to_be_visible()
    visit.page.get_by_label("Search title, publisher or note").fill("kun.uz")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#src-kun-2026-ratification")).to_be_visible()
    row = visit.page.locator("#src-kun-2026-ratification")
    expect(row).to_contain_text("Licence")
    expect(row).to_contain_text("23 November 2026")
    row.get_by_role("link", name="Uzbekistan–Afghanistan–Pakistan railway").click()
    visit.ready()
    expect(visit.page.locator("article.details[data-record='uap-railway']")).to_be_visible()


def test_about_tells_method_limits_and_licences(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/about")
    about = visit.page.locator("article.about")
    for words in (
        "No source, no fact",
        "Boundaries are not authoritative",
        "ODbL 1.0",
        "mothballed",
    ):
        expect(about).to_contain_text(words)


def test_every_answer_carries_the_security_headers(atlas_url: str) -> None:
    for path in ("/", "/atlas/search?q=karachi", "/atlas/nothing.json"):
        request = urllib.request.Request(f"{atlas_url}{path}")  # noqa: S310
        try:
            headers = urllib.request.urlopen(request).headers  # noqa: S310
        except urllib.error.HTTPError as error:
            headers = error.headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_streamlits_own_scripts_are_packed_too(atlas_url: str) -> None:
    page = urllib.request.urlopen(atlas_url).read().decode()  # noqa: S310
    scripts = re.findall(r'(?:src|href)="\./(static/js/[^"]+\.js)"', page)
    assert scripts
    for script in scripts:
        asked = urllib.request.Request(  # noqa: S310
            f"{atlas_url}/{script}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip" or len(body) < 1000, script
            assert "immutable" in answer.headers["Cache-Control"]


def test_files_of_the_map_are_packed_and_kept_for_ever(visit: Visit) -> None:
    answers = {}
    visit.page.on(
        "response",
        lambda response: (
            answers.update({response.url: response}) if "/atlas/" in response.url else None
        ),
    )
    visit.open()
    layer = next(url for url in answers if "uap-railway." in url)
    headers = answers[layer].headers
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "br"
    assert headers["etag"]
    again = urllib.request.Request(layer, headers={"If-None-Match": headers["etag"]})  # noqa: S310
    try:
        status = urllib.request.urlopen(again).status  # noqa: S310
    except urllib.error.HTTPError as error:
        status = error.code
    assert status == 304
    sizes = [int(answer.headers.get("content-length", 0)) for answer in answers.values()]
    assert 100_000 < sum(sizes) < 1_500_000
