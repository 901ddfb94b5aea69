"""What the server promises, asked of a running one in both ways of starting it."""

import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit

from pages.server.theirs import FRAME
from tests.browser.server import ROOT, Running, free_port, serve, started
from tests.conftest import GOOD

LARGE = Path(streamlit.__file__).parent / "static"
#: Of a websocket, as its standard has it for an example.
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


@dataclass
class Outside:
    """A proxy to the world that counts who comes, and lets nobody through."""

    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    calls: int = 0

    def count(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:  # closed
                return
            self.calls += 1
            connection.close()

    def settings(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
        return dict.fromkeys(names, address) | {"no_proxy": "", "NO_PROXY": ""}


@contextmanager
def outside() -> Iterator[Outside]:
    world = Outside()
    thread = threading.Thread(target=world.count)
    thread.start()
    try:
        yield world
    finally:
        world.listener.shutdown(socket.SHUT_RDWR)
        world.listener.close()
        thread.join()


@contextmanager
def start(way: str, env: dict[str, str]) -> Iterator[Running]:
    if way == "streamlit":
        # The address of all networks: for it Streamlit would ask outside at its start.
        with serve(ROOT / "app.py", "--server.address", "0.0.0.0", env=env) as server:  # noqa: S104
            yield server
        return
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)]
    with started([*command, "--no-server-header"], port, env) as server:
        yield server


def ask(url: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=20)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    if answer.status != 101:
        answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("way", ["streamlit", "uvicorn"])
def test_a_server_keeps_its_promises(way: str) -> None:
    with outside() as world:
        env = {"ATLAS_DATA": str(GOOD), "ATLAS_METRICS": "on", **world.settings()}
        with start(way, {**os.environ, **env}) as server:
            url, host = server.url, server.url.removeprefix("http://")

            def opened(origin: str) -> int:
                asked = {**UPGRADE, "Origin": origin}
                return ask(url, "/_stcore/stream", **asked).status

            began = time.monotonic()
            foreign = ["https://evil.example", "null", "file://", "http://localhost:1"] * 5
            assert {opened(origin) for origin in foreign} == {403}
            assert time.monotonic() - began < 10, "nobody is asked before they are refused"
            assert opened(url) == 101

            assert ask(url, "/", Host="evil.example").status == 421
            assert ask(url, "/", Host=host).status == 200
            for path in ("metrics", "agent/openapi.json", "agent/mcp", "script-health-check", "x"):
                assert ask(url, f"/_stcore/{path}").status == 404, path
            for path in ("/nowhere", "/a/b/c", "/static/none", "/app/static/x", "/atlas/none"):
                assert ask(url, path).status == 404, path
            assert ask(url, "/_stcore/upload_file/a/b", "PUT").status == 403
            assert [ask(url, path).status for path in ("/healthz", "/metrics")] == [200, 200]

            for path in ("/", "/nowhere", "/_stcore/health", "/healthz", f"/component{FRAME}"):
                answer = ask(url, path)
                scripts = answer.headers["content-security-policy"].split(";")[1]
                assert "unsafe" not in scripts
                assert answer.headers["x-content-type-options"] == "nosniff"
                banners = [answer.headers.get(name, "") for name in ("server", "x-powered-by")]
                assert not any(character.isdigit() for banner in banners for character in banner)
            assert_stops_with_grace(server)
        assert world.calls == 0, "no request leaves the machine"


def assert_stops_with_grace(server: Running) -> None:
    """Who fetches something gets all of it, and an open page keeps nothing from ending."""
    host, port = server.url.removeprefix("http://").split(":")
    largest = max(LARGE.rglob("*.js"), key=lambda path: path.stat().st_size)
    with socket.socket() as page, socket.socket() as fetching:
        page.connect((host, int(port)))
        upgrade = "".join(f"{name}: {value}\r\n" for name, value in UPGRADE.items())
        request = f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\n{upgrade}\r\n"
        page.sendall(request.encode())
        assert page.recv(12) == b"HTTP/1.1 101"
        # So little at a time that most of the answer is still to be sent.
        fetching.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        fetching.settimeout(10)
        fetching.connect((host, int(port)))
        path = f"/static/js/{largest.name}"
        fetching.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        told = fetching.recv(1000)
        os.kill(server.pid, signal.SIGTERM)
        while part := fetching.recv(65_536):
            told += part
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert len(body) == largest.stat().st_size
    began = time.monotonic()
    while Path(f"/proc/{server.pid}").exists() and time.monotonic() - began < 10:
        if Path(f"/proc/{server.pid}/stat").read_text("ascii").split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("it did not end")
