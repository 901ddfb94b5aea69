"""Health, figures and the log of a server: right, and nothing of a person in them."""

import asyncio
import io
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from geo.records.errors import GeoError
from pages.server.guard.settings import ServerSettings, server_settings
from pages.server.serve import routes
from pages.server.start.ready import Quiet
from pages.server.watch import metrics
from pages.server.watch.metrics import Meters, asks_from_here
from pages.server.watch.watched import Watched, route_of
from pages.ui import cache
from tests.conftest import GOOD

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

SAMPLE = re.compile(r'[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [0-9.e+-]+')


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("ATLAS_DATA", str(GOOD))
    for kept in cache.CACHES:
        kept.cache_clear()
    yield monkeypatch
    for kept in cache.CACHES:
        kept.cache_clear()


def test_health_tells_the_version_and_the_problems_of_the_data(data: object) -> None:
    answer = TestClient(Starlette(routes=routes("below"))).get("/below/healthz")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "alive": True,
        "data": answer.json()["data"],
        "problems": len(cache.atlas().issues),
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\.[0-9a-f]{8}", answer.json()["data"])


def test_a_server_without_a_record_is_not_well(data: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data.setenv("ATLAS_DATA", str(tmp_path / "none"))
    for kept in cache.CACHES:
        kept.cache_clear()
    answer = TestClient(Starlette(routes=routes())).get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["alive"] is False
    assert answer.json()["problems"] > 0


def test_metrics_are_off_unless_asked_for_and_for_this_machine_only(
    data: pytest.MonkeyPatch,
) -> None:
    def status(host: str, **headers: str) -> int:
        client = TestClient(Starlette(routes=routes()), client=(host, 1))
        return client.get("/metrics", headers=headers).status_code

    assert status("127.0.0.1") == 404
    data.setenv("ATLAS_METRICS", "on")
    assert [status("127.0.0.1"), status("::1"), status("10.0.0.1"), status("x")] == [
        *(200, 200, 404, 404)
    ]
    # A proxy on this machine asks for somebody else, whoever that says he is.
    assert status("127.0.0.1", **{"X-Forwarded-For": "127.0.0.1"}) == 404
    assert not asks_from_here(Request({"type": "http", "headers": [], "client": None}))


def test_metrics_are_in_the_format_of_their_readers(data: pytest.MonkeyPatch) -> None:
    figures = Meters()
    for seconds in (0.004, 0.2, 30.0):
        figures.answered("ways", 200, seconds)
    figures.refused('odd "word"\n')
    data.setattr(metrics, "METERS", figures)
    data.setenv("ATLAS_METRICS", "on")
    client = TestClient(Starlette(routes=routes()), client=("127.0.0.1", 1))
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    assert 'atlas_answer_seconds_bucket{route="ways",le="0.01"} 1' in lines
    assert 'atlas_answer_seconds_bucket{route="ways",le="0.25"} 2' in lines
    assert 'atlas_answer_seconds_bucket{route="ways",le="+Inf"} 3' in lines
    assert 'atlas_answer_seconds_count{route="ways"} 3' in lines
    assert r'atlas_refused_total{reason="odd \"word\"\n"} 1' in lines
    assert f"atlas_data_problems {len(cache.atlas().issues)}" in lines
    told = [line for line in lines if not line.startswith("#") and "odd" not in line]
    assert [line for line in told if not SAMPLE.fullmatch(line)] == []
    memory = next(line for line in told if line.startswith("process_resident_memory_bytes "))
    assert 10e6 < float(memory.split()[1]) < 10e9


def test_the_log_has_no_person_and_nothing_that_was_typed() -> None:
    log, figures = io.StringIO(), Meters()

    def failing(_request: Request) -> None:
        raise LookupError

    app = Starlette(
        routes=[
            Route("/x/atlas/search", lambda _: PlainTextResponse("found")),
            Route("/x/atlas/ways", failing),
        ],
        middleware=[Middleware(Watched, base="/x/", log=log, figures=figures)],
    )
    client = TestClient(app, client=("192.0.2.7", 4), raise_server_exceptions=False)
    headers = {"Cookie": "who=me", "User-Agent": "odd", "X-Request-ID": "given-by-a-proxy"}
    first = client.get("/x/atlas/search?q=secret-words", headers=headers)
    client.get("/x/atlas/ways?from=secret-words", headers={"X-Request-ID": "a\tb; secret-words"})
    client.get("/x/atlas/own/secret-words/0/1/2/3")
    assert first.headers["x-request-id"] == "given-by-a-proxy"
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("search", 200),
        ("ways", 500),
        ("own", 404),
    ]
    assert lines[0]["bytes"] == 5
    assert {line["id"] for line in lines} > {"given-by-a-proxy"}
    assert all(re.fullmatch(r"[A-Za-z0-9-]{8,64}", line["id"]) for line in lines)
    for word in ("secret", "192.0.2.7", "who=me", "odd"):
        assert word not in log.getvalue()
    assert 'atlas_answers_total{route="ways",status="500"} 1' in [*figures.lines()]


def test_routes_are_few_words_however_odd_a_path() -> None:
    paths = ["/", "/timeline", "/atlas/search", "/atlas/x/y.js", "/atlas/own/a/b", "/a/b/c", "/%00"]
    paths += ["/_stcore/stream", "/_stcore/upload_file/s/f", "/static/js/x.js", "/healthz"]
    assert [route_of(path) for path in paths] == [
        *("page", "page", "search", "asset", "own", "other", "other"),
        *("stream", "upload", "static", "healthz"),
    ]


def test_who_only_looks_whether_it_lives_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_asked: object) -> None: ...

    monkeypatch.setattr(Quiet, "asked_at", 0.0)
    for path, is_noted in (("/x/healthz", False), ("/metrics", False), ("/timeline", True)):
        asyncio.run(Quiet(nothing)({"type": "http", "path": path}, None, None))
        assert bool(Quiet.asked_at) is is_noted


def test_settings_of_the_server_are_read_or_told() -> None:
    assert server_settings({}) == ServerSettings()
    given = {"ATLAS_HOSTS": "a.example *.B.example", "ATLAS_METRICS": "on", "ATLAS_LOG": "json"}
    given |= {"ATLAS_ASKS_A_MINUTE": "0", "ATLAS_UPLOAD_FILES": "3"}
    assert server_settings(given) == replace(
        ServerSettings(),
        hosts=("a.example", "*.b.example"),
        has_metrics=True,
        has_log=True,
        asks_a_minute=0,
        upload_files=3,
    )
    for name, value in (
        ("ATLAS_HOSTS", "https://a.example"),
        ("ATLAS_METRICS", "yes"),
        ("ATLAS_LOG", "on"),
        ("ATLAS_ASKS_A_MINUTE", "-1"),
        ("ATLAS_MOST_WAITING", "0"),
        ("ATLAS_UPLOAD_FILES", "12345678"),
    ):
        with pytest.raises(GeoError, match=rf"^{name} "):
            server_settings({name: value})
