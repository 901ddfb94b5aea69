"""The first HTML of each page: its own head, words before any script, and 404 for no page."""

import gzip
import re
import warnings
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from geo.views.addresses import PAGES
from pages.server.first_words import FirstWords
from pages.server.packed import PackedOnce
from pages.ui import cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

STREAMLITS = (
    '<html lang="en"><head><title>Streamlit</title></head><body><div id="root"></div></body></html>'
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ABOUT = re.compile(r'<meta name="description" content="(.*?)"', re.DOTALL)


def page(_request: Request) -> Response:
    return HTMLResponse(STREAMLITS, headers={"ETag": '"one"'})


@pytest.fixture(scope="module", params=["", "maps/of"])
def client(request: pytest.FixtureRequest) -> TestClient:
    every = [Route("/{path:path}", page)]
    wrapped = [Middleware(PackedOnce), Middleware(FirstWords, base=request.param)]
    base = f"http://testserver/{request.param}"
    return TestClient(Starlette(routes=every, middleware=wrapped), base_url=base)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_every_page_has_its_own_title_and_says_words_at_once(client: TestClient, page) -> None:
    answer = client.get(page.path)
    assert answer.status_code == 200
    title = TITLE.findall(answer.text)
    assert len(title) == 1
    assert "Corridor Atlas" in title[0]
    root = answer.text.partition('<div id="root">')[2]
    assert "on its way" in root
    assert len(ABOUT.findall(answer.text)) == 1
    assert 'property="og:image" content="http://testserver/' in answer.text
    assert int(answer.headers["content-length"]) > 0
    assert "etag" not in answer.headers


def test_no_two_pages_share_a_title(client: TestClient) -> None:
    titles = [TITLE.search(client.get(page.path).text)[1] for page in PAGES]
    assert len(set(titles)) == len(PAGES)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("?select=pakistan-steel-mills", "Pakistan Steel Mills"),
        ("?select=site-torkham", "Torkham"),
        ("project?id=uap-railway", "Uzbekistan–Afghanistan–Pakistan railway"),
    ],
)
def test_a_link_to_a_record_is_named_after_it(client: TestClient, link: str, name: str) -> None:
    text = unescape(client.get(link).text)
    assert name in TITLE.search(text)[1]
    assert "[[" not in ABOUT.search(text)[1]
    assert len(ABOUT.search(text)[1]) <= 201


@pytest.mark.parametrize("path", ["nowhere", "project/x", "admin.php", "%3Cscript%3E"])
def test_an_unknown_path_is_404_with_a_way_home(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert "Go to the map" in answer.text
    assert "Streamlit" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", ["_stcore/health", "static/js/index.js", "atlas/index.json"])
def test_files_are_passed_on_as_they_are(client: TestClient, path: str) -> None:
    assert client.get(path).text == STREAMLITS


def test_every_page_has_the_bar_in_the_language_of_its_reader(client: TestClient) -> None:
    text = client.get("about").text
    bar, root = text.index('id="atlas-bar"'), text.index('<div id="root">')
    assert bar < root < text.index("./atlas/bar.")
    assert ">Share</span>" in text
    for asked in ("about?lang=xx", "about"):
        text = client.get(asked, headers={"Accept-Language": "xx;q=0.9, en"}).text
        assert "⟦Share" in text
        assert '<html lang="xx">' in text


def test_the_bar_is_small() -> None:
    bar = cache.bar()
    files = [bar.assets.get(name) for name in (bar.script, bar.style)]
    assert sum(len(gzip.compress(file.body)) for file in files) <= 14_000
    assert cache.find_asset(bar.script) is files[0]


def test_embed_is_asked_of_streamlit_in_its_own_words(client: TestClient) -> None:
    answer = client.get("timeline?embed=1&layers=a,b", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "?embed=true&layers=a,b")
    text = client.get("timeline?embed=1&layers=a,b").text
    assert "open in the atlas" in text
    assert 'href="?layers=a,b"' in text
    assert "atlas-share" not in text


def test_hostile_ids_in_a_link_stay_text(client: TestClient) -> None:
    text = client.get("?select=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=%3Cb%3E").text
    assert "<script>alert" not in text
