"""The server's own routes: cached, compressed, unable to leave their folder, safe headers."""

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest
from starlette.applications import Starlette

from geo.analysis.border_posts import EffectiveAccess
from geo.mapview.fonts import LATIN
from geo.records.dates import Day
from geo.records.errors import GeoError
from geo.records.texts import ENGLISH, language, say
from pages.server import answers, ways
from pages.server.framing import SETTING
from pages.server.serve import middleware, routes
from pages.server.start.ready import prepared
from pages.server.theirs import component_scripts
from pages.ui import cache
from tests.conftest import ROOT

with warnings.catch_warnings():
    # Starlette would rather have httpx2, which is not among our tools.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOTHING = {"hits": [], "ambiguous": False}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "SAMEORIGIN",
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    for kept in cache.CACHES:
        kept.cache_clear()
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.fixture(scope="module")
def index() -> str:
    return f"/atlas/{cache.payload().index}"


def test_asset_is_compressed_and_kept_for_ever(client: TestClient, index: str) -> None:
    answer = client.get(index, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "application/json"
    assert "site-psm" in answer.json()["sites"]


@pytest.mark.parametrize("refused", ["identity", "gzip;q=0", "br;q=0, gzip;q=0.0"])
def test_asset_is_plain_for_those_who_cannot_unpack(
    client: TestClient, index: str, refused: str
) -> None:
    answer = client.get(index, headers={"Accept-Encoding": refused})
    assert "content-encoding" not in answer.headers
    found = cache.payload().assets.get(index.removeprefix("/atlas/"))
    assert found is not None
    assert answer.content == found.body


def test_asset_that_is_known_is_not_sent_again(client: TestClient, index: str) -> None:
    tag = client.get(index).headers["etag"]
    answer = client.get(index, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert client.get(index, headers={"If-None-Match": '"other"'}).status_code == 200


def test_every_asset_is_served(client: TestClient) -> None:
    for name in cache.payload().assets.names():
        assert client.get(f"/atlas/{name}").status_code == 200, name


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/",
        "/atlas/none.json",
        "/atlas/../pyproject.toml",
        "/atlas/%2e%2e/pyproject.toml",
        "/atlas/..%2f..%2fpyproject.toml",
        "/atlas/..%5cpyproject.toml",
        "/atlas//etc/passwd",
        "/atlas/%00",
        "/atlas/" + "x" * 5000,
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "[project]" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("words", "first", "name", "where"),
    [
        ("پشاور", "site-peshawar", "Peshawar", "Khyber Pakhtunkhwa, Pakistan"),
        ("کراچی", "site-karachi", "Karachi", "Sindh Province, Pakistan"),
    ],
)
def test_search_understands_urdu(
    client: TestClient, words: str, first: str, name: str, where: str
) -> None:
    answer = client.get("/atlas/search", params={"q": words})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["ambiguous"] is False
    assert answer.json()["hits"][0] == {
        "id": first,
        "name": name,
        "matched": words,
        "language": "ur",
        "where": where,
        "kind": "City or town",
        "found": "place",
        "record": first,
    }


def test_search_asks_about_homonyms(client: TestClient) -> None:
    answer = client.get("/atlas/search", params={"q": "Aktau"}).json()
    assert answer["ambiguous"] is True
    ours, other = answer["hits"][:2]
    assert (ours["id"], "town" in ours) == ("site-aktau", False)
    assert other["where"] == "Karaganda Region, Kazakhstan, 48.0° N 72.8° E"
    assert other["town"] == {"id": 1526601, "lat": 48.0333, "lon": 72.8333}


def test_a_town_is_found_by_its_id(client: TestClient) -> None:
    (hit,) = client.get("/atlas/search", params={"town": "1166548"}).json()["hits"]
    assert (hit["id"], hit["name"], hit["where"]) == (
        "geonames-1166548",
        "Sahiwal",
        "Punjab, Pakistan",
    )
    assert hit["town"]["local"]["language"] == "ur"


@pytest.mark.parametrize("town", ["", "0", "999999999", "1e6", "-1", "x" * 9000, "1167528%00"])
def test_an_unknown_town_is_nothing(client: TestClient, town: str) -> None:
    answer = client.get("/atlas/search", params={"town": town})
    assert (answer.status_code, answer.json()) == (200, NOTHING)


@pytest.mark.parametrize("words", ["", "x" * 10_000, "پ" * 10_000, "<script>", "\x00"])
def test_search_answers_whatever_is_asked(client: TestClient, words: str) -> None:
    answer = client.get("/atlas/search", params={"q": words})
    assert answer.status_code == 200
    assert answer.json()["hits"] == []


def test_search_without_words_reads_no_town(client: TestClient) -> None:
    cache.finder.cache_clear()
    assert client.get("/atlas/search").json() == NOTHING
    assert not cache.finder().is_prepared
    client.get("/atlas/search", params={"q": ""})
    assert cache.finder().is_prepared


def test_a_damaged_gazetteer_leaves_the_records(
    client: TestClient, good_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (good_folder / "gazetteer").mkdir()
    (good_folder / "gazetteer" / "places.parquet").write_bytes(b"nothing of the kind")
    monkeypatch.setattr(cache, "data_folder", lambda: good_folder)
    cache.finder.cache_clear()
    answer = client.get("/atlas/search", params={"q": "Karachi"}).json()
    cache.finder.cache_clear()
    assert answer["hits"][0]["id"] == "site-karachi"
    assert not any("town" in hit for hit in answer["hits"])


@pytest.mark.parametrize("path", ["/atlas/none.json", "/atlas/search?q=a", "/nowhere", None])
def test_headers_are_safe_everywhere(client: TestClient, index: str, path: str | None) -> None:
    tag = {"If-None-Match": client.get(index).headers["etag"]}
    answers = [client.get(path or index), client.get(path or index, headers=tag)]
    for headers in (answer.headers for answer in answers):
        assert {name: headers[name] for name in HEADERS} == HEADERS
        assert headers.get_list("content-security-policy")[0].startswith("default-src 'self'")
        assert "object-src 'none'" in headers["content-security-policy"]
        assert "camera=()" in headers["permissions-policy"]


def test_what_is_no_document_of_its_own_is_sent_without_rules_for_documents(
    client: TestClient,
) -> None:
    """They are 600 bytes, as much as many a script, and a first visit fetches a hundred files."""
    for name in (f"{cache.payload().scripts}/atlas.css", cache.bar().script, cache.bar().style):
        headers = client.get(f"/atlas/{name}").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" not in headers
        assert sum(map(len, (*headers.keys(), *headers.values()))) < 400


def test_only_the_frame_of_a_map_is_told_what_to_fetch_ahead(
    client: TestClient, index: str
) -> None:
    told = client.get("/component/streamlit_folium.st_folium/index.html?streamlitUrl=x").headers
    assert f"<../..{index}>; rel=preload; as=fetch; crossorigin" in told["link"]
    assert "link" not in client.get(index).headers
    assert "link" not in client.get("/component/streamlit_folium.st_folium/main.js").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_routes_are_read_only(client: TestClient, index: str, method: str) -> None:
    assert client.request(method, index).status_code == 405
    assert client.request(method, "/atlas/search").status_code == 405


def test_ways_of_a_question_are_drawn(client: TestClient) -> None:
    answer = client.get("/atlas/ways?from=peshawar&to=jalalabad&day=2025-08-01")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    ranks = [feature["properties"]["rank"] for feature in answer.json()["features"]]
    assert ranks[0] == "1"


LEG = {"from", "to", "mode", "gauge_mm", "km", "km_basis", "segment_id", "state", "opened"}


def test_ways_are_told_in_a_language_that_is_asked_for(client: TestClient) -> None:
    address = "/atlas/ways?from=peshawar&to=jalalabad&day=2025-08-01"
    said = client.get(f"{address}&lang=xx").json()
    assert said["features"][0]["properties"]["label"].startswith("⟦")
    english = client.get(address).json()
    assert english["features"][0]["properties"]["label"].startswith("Route 1: ")
    legs = [[route["legs"] for route in answer["routes"]] for answer in (said, english)]
    assert legs[0] == legs[1]


@pytest.mark.parametrize(
    "query",
    [
        "from=karachi-port&to=moscow&day=2025-08-01&modes=rail,road,sea",
        "from=karachi-port&to=tashkent&day=2026-03-31&last-known-closed=use",
        "from=mumbai&to=novorossiysk&day=2025-08-01&modes=sea",
    ],
)
def test_ways_have_everything_that_is_documented(client: TestClient, query: str) -> None:
    body = client.get(f"/atlas/ways?{query}").json()
    assert set(body) == {"type", "features", "routes", "reason", "assumptions"}
    assert body["reason"] is None
    ranks = [route["rank"] for route in body["routes"]]
    numbers = [rank for rank in ranks if rank != "sea"]
    assert numbers == list(range(1, len(numbers) + 1))
    for route in body["routes"]:
        assert set(route) == {
            *("rank", "km", "hours", "usd", "legs", "posts", "changes", "warnings"),
        }
        assert route["km"] == pytest.approx(sum(leg["km"] for leg in route["legs"]), abs=1e-6)
        assert route["hours"] == sorted(route["hours"])
        assert route["usd"] == sorted(route["usd"])
        for leg in route["legs"]:
            assert set(leg) == LEG
            assert leg["km_basis"] in {"published", "network", "drawn", "assumed"}
            assert (leg["gauge_mm"] is not None) == (leg["mode"] == "rail")
        ends = [(leg["from"], leg["to"]) for leg in route["legs"]]
        assert all(before[1] == after[0] for before, after in pairwise(ends))
        for post in route["posts"]:
            assert set(post) == {"id", "freight", "since", "source_ids"}
            assert post["freight"] in {access.value for access in EffectiveAccess}
        assert all(set(change) == {"at", "from", "to"} for change in route["changes"])
        assert all(text.endswith((".", "!")) for text in route["warnings"])
    for figure in body["assumptions"]:
        assert set(figure) == {"name", "scope", "low", "high", "basis", "source_ids"}
        assert figure["basis"] in {"measured", "published", "our-guess"}
        assert figure["source_ids"]


def test_the_example_of_the_guide_is_the_answer_shortened(client: TestClient) -> None:
    guide = (ROOT / "docs" / "ways-api.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"`/atlas/ways\?(.+)`, shortened", guide)
    example, refused = map(json.loads, re.findall(r"```json\n(.+?)```", guide, re.DOTALL))
    answer = client.get(f"/atlas/ways?{query}").json()
    ((short,), (whole,)) = example["routes"], answer["routes"]
    for member in ("legs", "posts"):
        assert all(part in whole[member] for part in short.pop(member))
    assert short == {name: whole[name] for name in short}
    assert all(figure in answer["assumptions"] for figure in example["assumptions"])
    assert example["features"][0]["properties"].items() <= (
        answer["features"][0]["properties"].items()
    )
    shut = client.get(f"/atlas/ways?{query.replace('2025', '2023')}").json()
    assert refused == shut


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=tashkent&to=mazar&modes=rail&day=2023-02-05", "[src-nca-2023-hairatan]"),
        ("from=kabul&to=kabul", "Both ends are the same place"),
    ],
)
def test_what_cannot_be_met_is_answered_with_its_reason(
    client: TestClient, query: str, words: str
) -> None:
    answer = client.get(f"/atlas/ways?{query}")
    assert answer.status_code == 200
    body = answer.json()
    assert [route for route in body["routes"] if route["rank"] != "sea"] == []
    assert words in body["reason"]
    assert body["reason"].endswith(".")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=atlantis", "not in the atlas"),
        ("from=", "Choose a place to start from"),
        ("modes=none", "Choose at least one"),
        ("day=%00", "no date"),
        ("day=2050-01-01", "no date"),
        ("road-speed=100001-200000", "from 0.01 to 100000"),
        ("last-known-closed=1", "takes the word use"),
        ("to=%3Cscript%3E", "not in the atlas"),
        ("rail-speed=1e999-2", "low and a high number"),
        ("closed-posts=" + "x," * 5000, "names something"),
        ("form=kabul&to=tashkent", "no parameter “form”; did you mean “from”?"),
        ("date=2025-01-01", "no parameter “date”"),
        ("%3Cb%3E=1", "no parameter one of the names"),
    ],
)
def test_a_wrong_question_is_refused_in_one_sentence(
    client: TestClient, query: str, words: str
) -> None:
    answer = client.get(f"/atlas/ways?{query}")
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.text.count("\n") == 0
    assert "<" not in answer.text


@pytest.mark.parametrize("path", ["search?town=1", "ways?from=kabul&to=kabul"])
def test_answers_speak_the_language_that_is_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def said(*_asked: object) -> NoReturn:
        raise LookupError(say("Kabul"))

    monkeypatch.setattr(answers.cache, "index_with_towns", said)
    monkeypatch.setattr(ways, "route_warnings", said)
    for query, start in (("", "Kabul"), ("&lang=xx", "⟦Kabul"), ("&lang=<b>", "Kabul")):
        with pytest.raises(LookupError, match=f"^{start}"):
            client.get(f"/atlas/{path}{query}")
    assert language() == ENGLISH


def test_the_address_of_the_page_is_a_question_too(client: TestClient) -> None:
    assert client.get("/atlas/ways?from=kabul&to=kabul&view=route").status_code == 200


@pytest.mark.parametrize(
    "edit",
    [
        lambda rows: [row for row in rows if not row.startswith("asm-road-speed,")],
        lambda rows: [row.replace(",20,33,", ",33,20,") for row in rows],
        lambda rows: [row.replace(",20,33,", ",20,1e308,") for row in rows],
    ],
)
def test_faulty_assumptions_are_answered_with_no_routes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, edit: Callable[[list[str]], list[str]]
) -> None:
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    file = folder / "assumptions.csv"
    rows = file.read_text("utf-8").splitlines()
    assert edit(rows) != rows
    file.write_text("\n".join(edit(rows)) + "\n", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    for kept in cache.CACHES:
        kept.cache_clear()
    answer = TestClient(Starlette(routes=routes())).get("/atlas/ways?from=kabul&to=tashkent")
    for kept in cache.CACHES:
        kept.cache_clear()
    assert answer.status_code == 200
    assert answer.json()["routes"] == []
    assert answer.json()["reason"].startswith("assumptions.csv lacks road-speed")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ATLAS_TODAY", "ATLAS_TODAY is no day such as 2026-12-01: 'nonsense'"),
        (
            "ATLAS_UPLOAD_SECONDS",
            "ATLAS_UPLOAD_SECONDS is 'nonsense'; it has to be a whole number above zero.",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_in_one_sentence(name: str, sentence: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env={**os.environ, name: "nonsense"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1] == sentence
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(("folder", "made"), [("data", 1), ("tests/data/nothing", 0)])
def test_the_first_reader_waits_until_the_map_is_made(
    monkeypatch: pytest.MonkeyPatch, folder: str, made: int
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / folder))
    # A file that nobody knows is looked for in all languages that were spoken, in any test before.
    monkeypatch.setattr(cache, "_spoken", set())
    for kept in cache.CACHES:
        kept.cache_clear()
    with TestClient(
        Starlette(routes=routes(), middleware=middleware(), lifespan=prepared)
    ) as client:
        assert client.get("/atlas/none.json").status_code == (404 if made else 503)
        assert cache._payload.cache_info().currsize == made
    for kept in cache.CACHES:
        kept.cache_clear()


@pytest.mark.parametrize("base", ["atlas", "/behind/a/proxy/"])
def test_everything_is_served_below_the_path_of_the_server(base: str) -> None:
    client = TestClient(Starlette(routes=routes(base)))
    path = f"/{base.strip('/')}/atlas/search"
    assert client.get(path, params={"q": ""}).json()["hits"] == []
    assert client.get("/atlas/search").status_code == 404


def test_fonts_are_served_with_their_licence(client: TestClient) -> None:
    for name in cache.payload().fonts.values():
        assert client.get(f"/atlas/{name}").headers["content-type"] == "font/woff2"
    assert "SIL Open Font License" in client.get("/atlas/fonts.txt").text


def test_the_fonts_of_streamlit_are_ours(client: TestClient) -> None:
    icons = client.get("/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2")
    assert icons.headers["content-type"] == "font/woff2"
    assert len(icons.content) < 5000
    # Of their 171 kB nothing is sent: what is asked for has been fetched by then.
    letters = client.get("/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2")
    assert str(letters.url).endswith(f"/atlas/{cache.payload().fonts[LATIN]}")
    assert client.get("/static/media/SourceSansVF-Italic.Bt9.woff2").status_code == 404


def test_the_script_of_the_component_is_there_before_the_first_map(client: TestClient) -> None:
    (path, body), *others = component_scripts().items()
    assert not others
    for base in ("", "/below/a/path"):
        answer = client.get(f"{base}/{path}")
        assert answer.content == body
        assert "immutable" in answer.headers["cache-control"]
        assert "content-encoding" in answer.headers


def test_a_shared_link_has_its_picture(client: TestClient) -> None:
    answer = client.get("/atlas/preview.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")


def test_changes_are_told_as_json(client: TestClient) -> None:
    answer = client.get("/atlas/changes.json?since=2025-10-01&until=2025-10-31")
    told = answer.json()
    assert (told["since"], told["until"]) == ("2025-10-01", "2025-10-31")
    rows = cache.change_rows_of(Day(2025, 10, 1), Day(2025, 10, 31))
    assert [change["id"] for change in told["changes"]] == [row.id for row in rows]
    assert json.dumps(told)


@pytest.mark.parametrize(
    "query", ["since=yesterday", "until=2026-13-01", "project=no-such", "since="]
)
def test_a_period_that_cannot_be_is_told_in_one_sentence(client: TestClient, query: str) -> None:
    answer = client.get(f"/atlas/changes.atom?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.endswith(".")


def test_a_view_is_cited_as_json(client: TestClient) -> None:
    told = client.get("/atlas/cite/?select=uap-railway&z=5").json()
    assert told["title"] == "Uzbekistan–Afghanistan–Pakistan railway (Kharlachi route)"
    assert told["address"] == "http://testserver/?select=uap-railway"
    assert told["version"] in told["apa"]
    assert len(told["sources"]) > 5
    assert told["embed"].startswith('<iframe src="http://testserver/?embed=1&amp;select=uap')
    assert client.get("/atlas/cite/about").json()["embed"] == ""


@pytest.mark.parametrize("base", ["atlas", "x/atlas/y"])
def test_a_citation_leads_to_the_path_at_which_the_atlas_stands(base: str) -> None:
    client = TestClient(Starlette(routes=routes(base)))
    told = client.get(f"/{base}/atlas/cite/?select=uap-railway").json()
    assert told["address"] == f"http://testserver/{base}/?select=uap-railway"
    assert f'src="http://testserver/{base}/?embed=1' in told["embed"]


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("apa", "text/plain; charset=utf-8", "Corridor Atlas. ("),
        ("bibtex", "application/x-bibtex; charset=utf-8", "@misc{corridor-atlas-site-psm-"),
        ("csl", "application/vnd.citationstyles.csl+json", '[{"id":"corridor-atlas-site-psm-'),
    ],
)
def test_a_citation_is_a_file(client: TestClient, form: str, kind: str, start: str) -> None:
    answer = client.get(f"/atlas/cite/?select=site-psm&format={form}")
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.text.startswith(start)


@pytest.mark.parametrize(
    ("path", "status"),
    [("nowhere", 404), ("?select=no-such", 404), ("project?id=x", 404), ("?format=ris", 400)],
)
def test_what_cannot_be_cited_is_told_in_one_sentence(
    client: TestClient, path: str, status: int
) -> None:
    answer = client.get(f"/atlas/cite/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.count(".") == 1


def test_others_may_frame_our_pages_only_if_the_operator_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def headers() -> Mapping[str, str]:
        passed = Starlette(routes=routes(), middleware=middleware())
        return TestClient(passed).get("/atlas/none.json").headers

    own = headers()
    assert own["content-security-policy"].endswith("frame-ancestors 'self'")
    assert own["x-frame-options"] == "SAMEORIGIN"
    monkeypatch.setenv(SETTING, "https://a.example  http://b.example:8443")
    others = headers()["content-security-policy"]
    assert others.endswith("frame-ancestors 'self' https://a.example http://b.example:8443")
    assert "x-frame-options" not in headers()


@pytest.mark.parametrize(
    "value", ["*", "a.example", "https://a.example/path", "https://a; script", "http://a:70000"]
)
def test_an_origin_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(SETTING, value)
    with pytest.raises(GeoError, match=rf"^{SETTING} holds what is no origin"):
        middleware()
