"""A server lives at once, and whoever asks for more waits for just that."""

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from pages.server.serve import ANSWERS, middleware, routes
from pages.server.start import ready
from pages.server.start.late import found_at
from pages.ui import cache
from tests.conftest import GOOD, ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

#: What takes long to import; the first sort is not needed for the words of a page, the second is.
FOR_MAPS = {"numpy", "pandas", "geopandas", "shapely", "pyproj", "folium", "scgraph", "rapidfuzz"}
FOR_WORDS = {"pydantic", "jinja2", "yaml", "pages.ui.cache", "geo.atlas"}
SCRIPT = """
import sys
import app
print(sorted({FOR_MAPS} & set(sys.modules)), sorted({FOR_WORDS} & set(sys.modules)))
from pages.server.start.ready import _words
_words()
print(sorted({FOR_MAPS} & set(sys.modules)))
"""


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("ATLAS_DATA", str(GOOD))
    for kept in cache.CACHES:
        kept.cache_clear()
    yield monkeypatch
    for kept in cache.CACHES:
        kept.cache_clear()


def test_a_start_imports_only_what_it_needs(tmp_path: Path) -> None:
    script = SCRIPT.replace("{FOR_MAPS}", repr(FOR_MAPS)).replace("{FOR_WORDS}", repr(FOR_WORDS))
    env = {**os.environ, "ATLAS_DATA": str(GOOD), "ATLAS_CACHE": str(tmp_path / "kept")}

    def told() -> list[str]:
        command = [sys.executable, "-W", "ignore", "-c", script]
        found = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)  # noqa: PLW1510
        assert found.returncode == 0, found.stderr
        return found.stdout.splitlines()[-2:]

    first, again = told(), told()
    assert first[0] == again[0] == "[] []"
    assert "geopandas" in first[1]
    assert again[1] == "[]", "with records that were kept the words of a page need none of these"


def test_everybody_who_answers_is_there() -> None:
    assert all(callable(found_at(place)) for place in ANSWERS.values())


async def alive(_request: object) -> PlainTextResponse:
    return PlainTextResponse("ok")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("drawn")


def served() -> Starlette:
    own = [Route("/_stcore/health", alive), WebSocketRoute("/_stcore/stream", stream)]
    return Starlette(routes=[*routes(), *own], middleware=middleware(), lifespan=ready.prepared)


def test_who_asks_early_waits_for_what_he_asks_for_and_health_for_nothing(
    data: pytest.MonkeyPatch,
) -> None:
    words, pages = Event(), Event()
    data.setattr(ready, "_words", lambda: words.wait(20))
    data.setattr(ready, "_pages", lambda: pages.wait(20))
    data.setattr(ready, "_search", lambda _stopped: None)

    def drawn(client: TestClient) -> str:
        with client.websocket_connect("/_stcore/stream") as socket:
            return str(socket.receive_text())

    with TestClient(served()) as client, ThreadPoolExecutor() as threads:
        asked = threads.submit(lambda: client.get("/healthz").status_code)
        page = threads.submit(drawn, client)
        assert client.get("/_stcore/health").text == "ok"
        assert not asked.done()
        words.set()
        assert asked.result(20) == 200
        assert not page.done()
        pages.set()
        assert page.result(20) == "drawn"


def test_a_start_that_fails_is_told_to_all_who_wait(
    data: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("a package is missing")

    data.setattr(ready, "_words", fails)
    data.setattr(ready, "_pages", lambda: None)
    data.setattr(ready, "_search", lambda _stopped: None)
    with TestClient(served(), raise_server_exceptions=False) as client:
        answer = client.get("/healthz")
        assert client.get("/_stcore/health").text == "ok"
    assert answer.status_code == 500
    assert answer.text.startswith("The atlas failed at this.")
    assert "a package is missing" in caplog.text
