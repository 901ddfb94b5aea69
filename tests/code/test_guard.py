"""What stands before every answer: who is refused, what is shut, who waits for whom."""

import asyncio
import re
import threading
import time
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pages.server.first_words import FirstWords
from pages.server.guard import fair, policy
from pages.server.guard.fair import Fair, Shares, client_of
from pages.server.guard.gate import Gate
from pages.server.guard.policy import OurHeaders, script_hashes
from pages.server.theirs import FRAME, TheirFiles, map_component
from pages.ui.once import MadeOnce
from pages.ui.own.sending import Sending

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient


async def _opened(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def passed(_request: Request) -> Response:
    return PlainTextResponse("passed")


def failing(_request: Request) -> Response:
    raise LookupError


def client_through(*middleware: Middleware, **how: Any) -> TestClient:
    routes = [
        WebSocketRoute("/{path:path}", _opened),
        Route("/atlas/ways", failing),
        Route("/{path:path}", passed, methods=["GET", "PUT", "DELETE", "OPTIONS"]),
    ]
    app = Starlette(routes=routes, middleware=middleware)
    return TestClient(app, raise_server_exceptions=False, **how)


@pytest.mark.parametrize(
    ("origin", "host", "opens"),
    [
        ("http://a.example:8501", "a.example:8501", True),
        ("https://a.example", "a.example", True),
        (None, "a.example", True),
        ("https://evil.example", "a.example", False),
        ("http://a.example:8502", "a.example:8501", False),
        ("null", "a.example", False),
        ("file://", "a.example", False),
        ("https://a.example.evil.example", "a.example", False),
        ("https://evil.example@a.example", "a.example", False),
        ("http://localhost:8501", "127.0.0.1:8501", False),
    ],
)
def test_only_our_own_pages_open_a_websocket(origin: str | None, host: str, opens: bool) -> None:  # noqa: FBT001
    client = client_through(Middleware(Gate))
    headers = {"Host": host, **({"Origin": origin} if origin else {})}
    if opens:
        with client.websocket_connect("/_stcore/stream", headers=headers):
            return
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect("/_stcore/stream", headers=headers),
    ):
        pass
    assert refused.value.code == 1008


@pytest.mark.parametrize(
    ("hosts", "server", "named", "status"),
    [
        ((), "127.0.0.1", "localhost:8501", 200),
        ((), "127.0.0.1", "127.0.0.1:8501", 200),
        ((), "::1", "[::1]:8501", 200),
        ((), "127.0.0.1", "evil.example:8501", 421),
        ((), "::1", "evil.example", 421),
        ((), "192.0.2.1", "atlas.example", 200),
        (("atlas.example",), "192.0.2.1", "evil.example", 421),
        (("atlas.example",), "127.0.0.1", "ATLAS.example.", 200),
        (("atlas.example",), "127.0.0.1", "x.atlas.example", 421),
        (("*.atlas.example",), "127.0.0.1", "x.atlas.example", 200),
        (("*.atlas.example",), "127.0.0.1", "xatlas.example", 421),
        (("*",), "127.0.0.1", "evil.example", 200),
        ((), "192.0.2.1", "a b", 421),
        ((), "192.0.2.1", "a@b", 421),
        ((), "192.0.2.1", "a:99999999", 421),
        ((), "192.0.2.1", "", 421),
    ],
)
def test_a_name_of_somebody_else_is_refused(
    hosts: tuple[str, ...], server: str, named: str, status: int
) -> None:
    told: list[int] = []

    async def inner(*_asked: object) -> None:
        told.append(200)

    async def send(message: Any) -> None:
        told.extend([message["status"]] if "status" in message else [])

    scope = {"type": "http", "path": "/", "method": "GET", "server": (server, 8501)}
    asyncio.run(
        Gate(inner, hosts=hosts)(scope | {"headers": [(b"host", named.encode())]}, None, send)
    )  # type: ignore[arg-type]
    assert told == [status]


@pytest.mark.parametrize("base", ["", "/below/a/path/"])
def test_what_no_page_needs_is_shut(base: str) -> None:
    client, start = client_through(Middleware(Gate, base=base)), base.rstrip("/")
    for path in (
        *("metrics", "script-health-check", "agent/mcp", "agent/interact", "agent/openapi.json"),
        *("bidi-components/x", "nowhere", "", "upload_file/a", "upload_file/a/b/c", "health/x"),
    ):
        assert client.get(f"{start}/_stcore/{path}").status_code == 404, path
    for path in ("/app/static/x", "/static/nowhere"):
        assert client.get(f"{start}{path}").status_code == 404, path
    for path in ("/_stcore/health", "/_stcore/host-config", "/", "/timeline"):
        assert client.get(f"{start}{path}").status_code == 200, path


def test_files_are_taken_only_from_who_stands_at_a_page_that_asks() -> None:
    held: dict[str, dict[str, Any]] = {}
    sending = Sending(lambda: held, lambda _visit: True)
    client = client_through(Middleware(Gate, files=2, sending=sending))

    def status(name: str, method: str = "PUT", visit: str = "visit") -> int:
        return client.request(method, f"/_stcore/upload_file/{visit}/{name}").status_code

    assert [status("a"), status("a", "DELETE"), status("a", "GET")] == [403, 403, 403]
    sending.at_page("visit", asks=True)
    assert [status("a"), status("a", "DELETE"), status("a", visit="other")] == [200, 200, 403]
    held["visit"] = {name: SimpleNamespace(data=b"x") for name in "ab"}
    # As many as it may: another is refused, but not the same again.
    assert [status("c"), status("b")] == [403, 200]
    held["other"] = {"big": SimpleNamespace(data=range(10**9))}
    del held["visit"]
    assert status("a") == 403, "all visits together hold too much"
    held.clear()
    sending.at_page("visit", asks=False)
    assert status("a") == 403


def test_files_under_way_count_and_visits_that_ended_are_forgotten() -> None:
    sending = Sending(dict, lambda visit: visit == "there")
    sending.at_page("there", asks=True)
    with (
        sending.file("there", "a", "PUT", 1) as first,
        sending.file("there", "b", "PUT", 1) as next_,
    ):
        assert (first, next_) == (True, False)
    with sending.file("there", "b", "PUT", 1) as again:
        assert again
    for number in range(2_500):
        sending.at_page(f"gone-{number}", asks=True)
    assert len(sending._under_way) <= 2_000
    assert "there" in sending._under_way


def test_what_fails_has_our_headers_and_no_banner_too() -> None:
    failed = client_through(Middleware(OurHeaders)).get("/atlas/ways")
    assert failed.status_code == 500
    assert failed.text.endswith(".")
    assert "LookupError" not in failed.text
    assert failed.headers["x-content-type-options"] == "nosniff"
    assert failed.headers["x-frame-options"] == "SAMEORIGIN"
    assert "server" not in failed.headers


def test_documents_run_files_of_this_server_and_no_other_script() -> None:
    client = client_through(Middleware(OurHeaders))

    def scripts(path: str) -> str:
        policy = client.get(path).headers["content-security-policy"]
        return next(part.strip() for part in policy.split(";") if "script-src" in part)

    assert scripts("/") == " ".join(("script-src 'self'", *script_hashes()))
    assert len(script_hashes()) == 1
    for path in ("/", "/atlas/none", "/timeline", "/_stcore/health", "/component/x/index.html"):
        assert "unsafe" not in scripts(path)
    whole = client.get("/").headers["content-security-policy"]
    assert "connect-src 'self' blob: data:;" in whole, "data go to no other host"


def test_the_frame_of_a_map_runs_its_script_by_a_number_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(policy, "_link_headers", lambda _path: [])
    client = client_through(Middleware(OurHeaders), Middleware(TheirFiles))
    answers = [client.get(f"/x/component{FRAME}") for _ in range(2)]
    told = [answer.headers["content-security-policy"] for answer in answers]
    numbers = [re.findall(r"script-src 'self' 'nonce-([\w-]{20,})';", said) for said in told]
    for answer, (number,) in zip(answers, numbers, strict=True):
        assert answer.text.count(f'nonce="{number}"') == 1
        assert answer.headers["cache-control"] == "no-cache"
    assert numbers[0] != numbers[1]
    component = map_component()
    assert component.is_strict, "streamlit-folium has changed: see pages/server/theirs.py"
    assert component.href.rpartition("/")[2] in answers[0].text
    assert b"(0,eval)" not in component.script
    assert not re.search(rb"(?<![\w.])eval\(", component.script)


def test_a_share_fills_up_again() -> None:
    now = [0.0]
    shares = Shares(60, lambda: now[0])
    assert [shares.wait("a") for _ in range(12)] == [0.0] * 12
    assert shares.wait("a") == pytest.approx(1.0)
    assert shares.wait("b") == 0.0
    now[0] = 3.0
    assert [shares.wait("a") for _ in range(4)] == [0.0, 0.0, 0.0, pytest.approx(1.0)]


def test_shares_take_little_memory_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fair, "_MOST_CLIENTS", 100)
    shares = Shares(60)
    for number in range(1_000):
        shares.wait(f"client-{number}")
    assert len(shares._left) == 100


def test_a_network_of_one_customer_is_one_client() -> None:
    def client(host: str) -> str:
        return client_of({"client": (host, 1)})

    assert client("2001:db8:1:2:3::4") == client("2001:db8:1:2:ffff::1")
    assert client("2001:db8:1:2::") != client("2001:db8:1:3::")
    assert client("::ffff:192.0.2.1") == client("192.0.2.1")
    assert client_of({"client": None}) == ""


def test_who_asks_too_much_is_told_so_in_one_sentence() -> None:
    limited = Middleware(Fair, base="/x/", a_minute=60)
    client = client_through(limited, client=("192.0.2.1", 5))
    statuses = [client.get("/x/atlas/search?q=a").status_code for _ in range(14)]
    assert statuses[:12] == [200] * 12
    refused = client.get("/x/atlas/search?q=a")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.text.endswith("try again.")
    assert client.get("/x/timeline").status_code == 200, "what is cheap is not counted"


def run_at_once(
    app: Fair, clients: list[str], released: Callable[[], Awaitable[None]]
) -> list[int]:
    """The statuses for questions that these clients ask at the same time, while all are held up."""
    statuses: list[int] = []

    async def ask(client: str) -> None:
        async def send(message: Any) -> None:
            if "status" in message:
                statuses.append(message["status"])

        scope = {"type": "http", "path": "/atlas/ways", "method": "GET", "client": (client, 1)}
        await app(scope | {"headers": []}, None, send)  # type: ignore[arg-type]

    async def all_of_them() -> None:
        asked = [asyncio.create_task(ask(client)) for client in clients]
        await asyncio.sleep(0)
        await released()
        await asyncio.gather(*asked)

    asyncio.run(all_of_them())
    return statuses


def test_the_line_has_an_end_and_nobody_fills_it_alone() -> None:
    gate: list[asyncio.Event] = []
    running: list[int] = []
    most: list[int] = []

    async def slow(_scope: Any, _receive: Any, send: Any) -> None:
        running.append(1)
        most.append(len(running))
        await gate[0].wait()
        running.pop()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def released() -> None:
        await asyncio.sleep(0.01)
        gate[0].set()

    def statuses(app: Fair, clients: list[str]) -> list[int]:
        gate[:] = [asyncio.Event()]
        return sorted(run_at_once(app, clients, released))

    # Two run, three wait, and the rest is told that too many ask.
    many = [f"192.0.2.{number}" for number in range(8)]
    assert statuses(Fair(slow, waiting=3), many) == [*[200] * 5, *[503] * 3]
    # One alone: two run, twelve wait.
    assert statuses(Fair(slow), ["192.0.2.1"] * 20) == [*[200] * 14, *[429] * 6]
    assert max(most) == 2


def test_who_fetches_slowly_keeps_nobody_waiting() -> None:
    """An answer that is made gives its place away before it has been fetched."""

    async def fetched(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    async def served() -> int:
        app = Fair(fetched)
        scope = {"type": "http", "path": "/atlas/ways", "headers": [], "client": ("a", 1)}
        begun: list[int] = []

        async def send(message: Any) -> None:
            begun.append(message["status"])

        tasks = [asyncio.create_task(app(dict(scope), None, send)) for _ in range(5)]  # type: ignore[arg-type]
        for _ in range(20):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        return len(begun)

    assert asyncio.run(served()) == 5


def test_what_many_ask_for_at_once_is_made_once() -> None:
    made: list[int] = []
    all_there = threading.Barrier(8)

    def double(number: int) -> int:
        made.append(number)
        time.sleep(0.02)
        return 2 * number

    once = MadeOnce(double, 4)

    def ask(number: int) -> int:
        all_there.wait(5)
        return once(number)

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(ask, [1, 2] * 4)] == [2, 4] * 4
    assert sorted(made) == [1, 2]
    assert once._turns == {}
    for number in range(9):
        once(number)
    assert once.cache_info().currsize == 4


def test_of_what_fails_nothing_is_kept() -> None:
    answers = [0, 1]
    once = MadeOnce(lambda number: number // answers.pop(0), None)
    with pytest.raises(ZeroDivisionError):
        once(4)
    assert once(4) == 4
    once.cache_clear()
    assert once.cache_info().currsize == 0


def test_where_people_sign_in_streamlit_answers_them() -> None:
    client = client_through(Middleware(FirstWords, base="x", signs_in=True))
    for path in ("auth/login", "auth/logout", "oauth2callback?code=1"):
        assert client.get(f"/x/{path}").text == "passed"
