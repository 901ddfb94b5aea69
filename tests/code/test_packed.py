"""Answers that never change are packed once; everything else is packed anew, or left alone."""

import asyncio
import gzip
import warnings
from collections.abc import Awaitable
from threading import Event, Thread

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from pages.server.packed import PackedOnce, Packings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BODY = b"let a = 1;\n" * 1000
WORDS = b"".join(b"[%d.%d,%d]" % (n * n % 97, n * 31 % 1009, n) for n in range(4000))
WAYS = ("br", "gzip")
GZIP = {"accept-encoding": "gzip"}
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def client(asked: list[str]) -> TestClient:
    def answer(request: Request) -> Response:
        asked.append(request.url.path)
        headers = FOR_EVER if "hashed" in request.url.path else {}
        status = 404 if "gone" in request.url.path else 200
        kind = "image/png" if request.url.path.endswith("png") else "text/javascript"
        return Response(BODY, status, headers, media_type=kind)

    routes = [Route("/{path:path}", answer)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(PackedOnce)]))


def raw(client: TestClient, path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    headers = headers or GZIP
    with client.stream("GET", path, headers=headers) as answer:
        return b"".join(answer.iter_raw()), dict(answer.headers)


def test_a_file_that_never_changes_is_made_once(client: TestClient, asked: list[str]) -> None:
    answers = [raw(client, "/static/js/hashed.js") for _ in range(3)]
    assert asked == ["/static/js/hashed.js"]
    assert answers[0] == answers[1] == answers[2]
    body, headers = answers[0]
    assert (gzip.decompress(body), headers["content-encoding"]) == (BODY, "gzip")
    assert int(headers["content-length"]) == len(body)


def test_what_streamlit_would_pack_with_gzip_is_packed_by_us() -> None:
    theirs = Middleware(GZipMiddleware, minimum_size=10)
    routes = [Route("/{path:path}", lambda _: Response(BODY, 200, FOR_EVER, "text/javascript"))]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(PackedOnce), theirs]))
    for _ in range(2):
        body, headers = raw(client, "/static/a.js", **{"accept-encoding": "gzip, br"})
        assert (headers["content-encoding"], brotli.decompress(body)) == ("br", BODY)


@pytest.mark.parametrize("path", ["/static/js/plain.js", "/static/js/gone-hashed.js", "/hashed"])
def test_what_may_change_is_asked_for_again(
    client: TestClient, asked: list[str], path: str
) -> None:
    assert [gzip.decompress(raw(client, path)[0]) for _ in range(2)] == [BODY, BODY]
    assert asked == [path, path]


def test_another_spelling_of_a_path_is_not_kept_again(client: TestClient, asked: list[str]) -> None:
    paths = [f"/static/{between}hashed.js" for between in ("/", "./", "././", "js/../")]
    for path in paths * 2:
        # A client would put the path straight before it asks.
        raw(client, path.replace("/./", "/%2e/").replace("/..", "/%2e%2e"))
    assert len(asked) == 2 * len(paths)


@pytest.mark.parametrize("refused", ["br;q=0", "br; q=0.000, identity", "gzip;q=0, BR ; Q=0"])
def test_what_a_browser_refuses_is_not_sent(client: TestClient, refused: str) -> None:
    body, headers = raw(client, "/static/js/hashed.js", **{"accept-encoding": refused})
    assert "br" not in headers.get("content-encoding", "")
    assert BODY in (body, gzip.decompress(body) if "content-encoding" in headers else b"")


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, br;q=1.0"])
def test_a_browser_that_reads_brotli_gets_less(client: TestClient, accepted: str) -> None:
    body, headers = raw(client, "/static/js/hashed.js", **{"accept-encoding": accepted})
    assert headers["content-encoding"] == "br"
    assert headers["vary"] == "Accept-Encoding"
    assert brotli.decompress(body) == BODY
    assert len(body) <= len(raw(client, "/static/js/hashed.js", **GZIP)[0])


def test_each_browser_gets_what_it_can_read(client: TestClient, asked: list[str]) -> None:
    for _ in range(2):
        ways = [raw(client, "/static/js/hashed.js", **{"accept-encoding": way})[1] for way in WAYS]
        assert [headers["content-encoding"] for headers in ways] == list(WAYS)
    assert len(asked) == 1


def test_what_was_packed_quickly_is_made_smaller_for_those_who_follow() -> None:
    packings = Packings()
    quick = packings.packed(WORDS, "br")
    packings.make_smaller(WORDS)
    small = packings.packed(WORDS, "br")
    assert brotli.decompress(quick) == brotli.decompress(small) == WORDS
    assert len(small) < len(quick)


def test_what_waits_is_packed_until_the_server_stops() -> None:
    packings, stopped = Packings(), Event()
    working = Thread(target=packings.work, args=[stopped])
    packings.improve([WORDS])
    working.start()
    stopped.set()
    packings.improve([b""])
    working.join()
    assert brotli.decompress(packings.packed(WORDS, "br")) == WORDS
    assert gzip.decompress(packings.packed(WORDS, "gzip")) == WORDS


def test_pictures_are_left_as_they_are(client: TestClient) -> None:
    body, headers = raw(client, "/static/media/hashed.png", **{"accept-encoding": "br"})
    assert body == BODY
    assert "content-encoding" not in headers


def test_who_cannot_unpack_gets_it_plain(client: TestClient) -> None:
    raw(client, "/static/js/hashed.js")
    body, headers = raw(client, "/static/js/hashed.js", **{"accept-encoding": "identity"})
    assert body == BODY
    assert "content-encoding" not in headers


@pytest.mark.parametrize("listens", [True, False], ids=["stops at once", "is cut short"])
def test_nobody_gets_half_of_what_another_did_not_wait_for(*, listens: bool) -> None:
    """A reader who leaves, as browsers do by the hundred, spoils nothing for the next one."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"%d" % len(BODY)), (b"content-type", b"text/javascript")]
        headers.append((b"cache-control", FOR_EVER["Cache-Control"].encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await receive()
        has_left = listens and (await first_of(receive()))["type"] == "http.disconnect"
        is_short = not listens and not scope["state"]["is_whole"]
        body = b"" if has_left or is_short else BODY
        await send({"type": "http.response.body", "body": body})

    async def first_of(waiting: Awaitable[Message]) -> Message:
        try:
            return await asyncio.wait_for(waiting, 0.01)
        except TimeoutError:
            return {"type": "nothing"}

    async def ask(*, is_whole: bool) -> bytes:
        sent: list[Message] = []
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/static/js/hashed.js",
            "headers": [(b"accept-encoding", b"br")],
            "state": {"is_whole": is_whole},
        }

        async def gone() -> Message:
            return {"type": "http.disconnect"}

        async def keep(message: Message) -> None:
            sent.append(message)

        await packed(scope, gone, keep)
        return brotli.decompress(b"".join(message.get("body", b"") for message in sent))

    packed = PackedOnce(app)
    asyncio.run(ask(is_whole=False))
    assert asyncio.run(ask(is_whole=True)) == BODY
