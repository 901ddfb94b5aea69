"""The nginx of `deploy/` before three servers, one of which is killed while people read."""

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.browser.server import ROOT, Running, free_port, serve
from tests.conftest import GOOD
from tests.nginx import NGINX

VIEW = "select=site-alfa"
#: So many readers come, and more of them if all these should be at one server.
READERS, MOST_READERS = 9, 40
#: Seconds after the kill by which everybody is back.
BACK_BY = 5.0


@contextmanager
def replicas(count: int) -> Iterator[list[Running]]:
    """So many servers, started at the same time."""
    env = {"ATLAS_DATA": str(GOOD), "ATLAS_HOSTS": "atlas.example"}
    with ExitStack() as stack:
        starting: list[Running] = []

        async def start_all() -> None:
            contexts = [serve(ROOT / "app.py", env=env) for _ in range(count)]
            started = (asyncio.to_thread(context.__enter__) for context in contexts)
            starting.extend(await asyncio.gather(*started))
            for context in contexts:
                stack.push(context.__exit__)

        asyncio.run(start_all())
        yield starting


@contextmanager
def nginx(folder: Path, servers: list[Running]) -> Iterator[str]:
    """The address of the nginx of `deploy/`, with these replicas and another port."""
    port = free_port()
    conf = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    conf = conf.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    conf = re.sub(r"/\w+/atlas-nginx", f"{folder}/nginx", conf)
    conf = conf.replace("/dev/stdout", f"{folder}/log")
    told = "add_header Set-Cookie $new_visit;"
    assert told in conf
    conf = conf.replace(told, f"{told} add_header X-Replica $upstream_addr always;")
    names = (ROOT / "deploy" / "replicas.conf").read_text("utf-8")
    for number, server in enumerate(servers, 8501):
        names = names.replace(f"127.0.0.1:{number}", urlsplit(server.url).netloc)
    (folder / "nginx.conf").write_text(conf, "utf-8")
    (folder / "replicas.conf").write_text(names, "utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class PageReader:
    """Somebody with one page open, who comes back if the line is cut."""

    url: str
    cookie: str = ""
    socket: ClientConnection | None = None
    views: list[str] = field(default_factory=list)
    replicas: list[str] = field(default_factory=list)  # at which the page was opened
    failed: list[tuple[float, str]] = field(default_factory=list)
    back: float = 0.0

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        connection.request("GET", path, headers={"Cookie": self.cookie} if self.cookie else {})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if cookie := answer.headers.get("set-cookie", ""):
            found = re.search(r"atlas_visit=[0-9a-f]{32}", cookie)
            self.cookie = found[0] if found else self.cookie
        return answer

    async def open(self) -> None:
        address = urlsplit(self.url).netloc
        self.socket = await connect(
            f"ws://{address}/_stcore/stream",
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": self.cookie},
            max_size=2**26,
        )
        assert self.socket.response is not None
        # The last of those that were tried.
        replica = self.socket.response.headers["x-replica"].split(", ")[-1]
        message = BackMsg()
        message.rerun_script.query_string = VIEW
        await self.socket.send(message.SerializeToString())
        told = ForwardMsg()
        shown = ""
        while told.WhichOneof("type") != "script_finished":
            told = ForwardMsg()
            told.ParseFromString(await self.socket.recv())
            element = told.delta.new_element
            assert element.WhichOneof("type") != "exception"
            if element.WhichOneof("type") == "html":
                shown += element.html.body
        self.views.append(re.sub(r"<[^>]+>|\s+", " ", shown))
        self.replicas.append(replica)

    async def stay(self, until: float, ended: float) -> None:
        """Keep the page open until then; open it again whenever the line is cut."""
        while time.monotonic() < until:
            try:
                if self.socket is None:
                    await self.open()
                    self.back = time.monotonic()
                assert self.socket is not None
                async with asyncio.timeout(max(0.01, until - time.monotonic())):
                    await self.socket.recv()
            except TimeoutError:
                return
            except (ConnectionClosed, WebSocketException, OSError) as error:
                self.socket = None
                self.failed.append((time.monotonic() - ended, repr(error)))
                await asyncio.sleep(0.5)  # as Streamlit's page does, which waits longer each time

    async def ask(self, until: float, ended: float) -> None:
        """Ask for pages and answers without a pause worth the name."""
        paths = ("/", "/timeline", "/atlas/search?q=alfa", "/healthz", "/atlas/export/atlas.json")
        for number in range(10_000):
            if time.monotonic() > until:
                return
            answer = await asyncio.to_thread(self.get, paths[number % 4])
            if answer.status != 200:
                self.failed.append((time.monotonic() - ended, f"{answer.status}"))
            await asyncio.sleep(0.05)


async def arrived(url: str) -> list[PageReader]:
    """Readers with the page before them, at two servers at least."""
    readers: list[PageReader] = []
    while len(readers) < READERS or len({reader.replicas[0] for reader in readers}) == 1:
        assert len(readers) < MOST_READERS, "visits go to several servers"
        reader = PageReader(url)
        assert (await asyncio.to_thread(reader.get, "/")).status == 200
        await reader.open()
        readers.append(reader)
    return readers


async def read(url: str, servers: list[Running]) -> tuple[list[PageReader], list[PageReader], str]:
    """Those who read while the server of the first of them is killed, who ask, and that server."""
    readers = await arrived(url)
    gone = readers[0].replicas[0]
    pids = {urlsplit(server.url).netloc: server.pid for server in servers}
    os.kill(pids[gone], signal.SIGKILL)
    killed = time.monotonic()
    until = killed + BACK_BY + 1.5
    askers = [PageReader(url) for _ in range(3)]
    await asyncio.gather(
        *(reader.stay(until, killed) for reader in readers),
        *(asker.ask(until, killed) for asker in askers),
    )
    for reader in readers:
        if reader.socket:
            await reader.socket.close()
        reader.back = max(0.0, reader.back - killed)
    return readers, askers, gone


def test_one_of_three_is_killed_and_nobody_loses_a_view(tmp_path: Path) -> None:
    with replicas(3) as servers, nginx(tmp_path, servers) as url:
        readers, askers, gone = asyncio.run(read(url, servers))
        assert len({reader.cookie for reader in readers}) == len(readers)
        cut = [reader for reader in readers if reader.failed]
        assert cut == [reader for reader in readers if reader.replicas[0] == gone]
        assert gone not in [reader.replicas[-1] for reader in readers]
        for reader in readers:
            assert len(set(reader.views)) == 1, "the same view as before"
            assert "Alfa" in reader.views[0]
            assert reader.socket is not None
            assert len(reader.views) == 1 + bool(reader.failed)
        assert max(reader.back for reader in cut) < BACK_BY
        assert [what for asker in askers for after, what in asker.failed if after > BACK_BY] == []

        # What the configuration promises besides.
        visitor = PageReader(url)
        first = visitor.get("/")
        assert first.headers["set-cookie"].endswith("HttpOnly; SameSite=Lax")
        assert not any(letter.isdigit() for letter in first.headers["server"])
        assert visitor.get("/").headers["set-cookie"] is None
        for path in ("/metrics", "/_stcore/metrics", "/nowhere"):
            assert visitor.get(path).status == 404, path
        statuses = [visitor.get("/atlas/search?q=").status for _ in range(200)]
        assert statuses[0] == 200
        assert 429 in statuses
        log = (tmp_path / "log").read_text("utf-8")
        assert "alfa" not in log
        assert '"127.0.0.1"' not in log


def test_without_any_server_readers_are_told_in_a_sentence(tmp_path: Path) -> None:
    gone = [Running(f"http://127.0.0.1:{free_port()}", 0) for _ in range(3)]
    with nginx(tmp_path, gone) as url:
        answer = PageReader(url).get("/")
        assert answer.status == 503
        assert answer.headers["retry-after"] == "5"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("Containerfile", ["USER 10001", "HEALTHCHECK", "--require-hashes", "/healthz"]),
        ("compose.yaml", ["read_only: true", "cap_drop: [ALL]", "no-new-privileges", "nginx.conf"]),
        ("corridor-atlas@.service", ["DynamicUser=yes", "ProtectSystem=strict", "MemoryMax="]),
    ],
)
def test_what_is_deployed_has_few_rights(file: str, words: list[str]) -> None:
    text = (ROOT / "deploy" / file).read_text("utf-8")
    assert [word for word in words if word not in text] == []


def test_the_container_copies_what_is_there_and_runs_what_it_copies() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY ")]
    names = [name for names in copied for name in names if not name.startswith(("--", "/"))]
    assert {"app.py", "geo", "pages", "data", ".streamlit"} <= set(names)
    assert [name for name in names if not (ROOT / name).exists()] == []
    kept = (ROOT / "deploy" / "Containerfile.dockerignore").read_text("utf-8").split()
    assert [name for name in names if f"!{name}" not in kept] == []
