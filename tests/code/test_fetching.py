"""Web addresses of readers: one page comes, and no address leads into the network of the server."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.reading.processes import answer_from
from geo.reading.texts import reader
from geo.reading.texts.addresses import check_public, is_public, web_address
from geo.reading.texts.child import TEXT_FILE
from geo.reading.texts.fetching import FetchedPage, WayOut, fetched_page, numbers_of
from geo.reading.texts.limits import FetchLimits, fetch_limits
from geo.reading.texts.reader import fetch_text
from geo.reading.uploads.limits import LimitError
from geo.reading.uploads.told import UploadError

LIMITS = FetchLimits()
HOME, PUBLIC = "127.0.0.1", "93.184.216.34"
PAGE = b"<html><body><p>A protocol was signed in Kabul.</p></body></html>"


def answer(body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def moved(location: str) -> bytes:
    return answer(b"", status="302 Found", more=f"Location: {location}\r\nSet-Cookie: a=b\r\n")


class Server:
    """Answers of a server on this machine, one for each connection, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, list[str]()
        self.limits = replace(LIMITS, ports=(port,))

    def address(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetch(self, network: WayOut | None = None, **limits: Any) -> FetchedPage:
        known = replace(self.limits, **limits)
        return fetched_page(self.address(), known, 10, 2, network or at_home())


def resolving(*numbers: str) -> Callable[[str, int], Sequence[str]]:
    return lambda _host, _port: numbers


def check_others(number: str) -> None:
    """Let this machine pass, where servers of these tests are, and nothing else that is inside."""
    if number != HOME:
        check_public(number)


def at_home() -> WayOut:
    return WayOut(resolving(HOME), check_others)


@contextmanager
def serving(*answers: bytes | Iterator[bytes]) -> Iterator[Server]:
    listener = socket.create_server((HOME, 0))
    server = Server(listener.getsockname()[1])

    def serve() -> None:
        for given in answers:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                server.asked.append(connection.recv(65536).decode())
                try:
                    for piece in [given] if isinstance(given, bytes) else given:
                        connection.sendall(piece)
                except OSError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server
    finally:
        # Whoever still waits for a connection gets one, and goes.
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def dripping(start: bytes, stopped: threading.Event) -> Iterator[bytes]:
    yield start
    while not stopped.wait(0.02):
        yield b"a"


def test_one_page_comes_without_cookies_and_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    kind = "text/html; charset=windows-1251"
    with serving(moved("/news?a=ж#b"), answer(PAGE, kind)) as server:
        page = server.fetch()
    assert (page.data, page.charset) == (PAGE, "windows-1251")
    assert page.url == server.address("/news?a=%D0%B6")
    assert server.asked[1].startswith("GET /news?a=%D0%B6 HTTP/1.1\r\nHost: news.example:")
    assert "cookie" not in "".join(server.asked).lower()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://127.0.0.1./", "http://0.0.0.0/", "http://10.1.2.3/",
        "http://172.16.0.1/", "http://192.168.0.1/", "http://169.254.169.254/latest",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://192.88.99.1/", "http://198.18.0.1/", "http://[::1]/", "http://[::]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:5db8:d822]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://[2001:0:1::]/", "http://[fe80::1]/", "http://[fc00::1]/",
        "http://[fe80::1%25eth0]/", "http://[ff02::1]/", "http://localhost/", "http://a.localhost/",
        "http://printer/", "http://metadata.google.internal/", "http://１２７.0.0.1/",
        "http://127。0。0。1/", "http://loc\u00adalhost/", "http://ⓛocalhost/",
        "http://user:word@example.org/", "http://example.org@127.0.0.1/", "ftp://example.org/",
        "file:///etc/passwd", "gopher://example.org/", "//example.org/", "example.org", "",
        "http://", "http:///a", "http://example.org:22/", "http://example.org:99999/",
        "http://example.org:8080/", "http://exa mple.org/", "http://example.org/\r\nHost: a",
        "http://example.org\\@127.0.0.1/", "http://example.org/" + "a" * 3000,
        "javascript:alert(1)", "http://-a.org/", "http://a..org/", "http://example.org\u202e/",
    ],
)  # fmt: skip
def test_no_address_leads_inside(url: str) -> None:
    with pytest.raises(UploadError, match=r"Give the address of a page|is no public address"):
        web_address(url, LIMITS)


def test_public_addresses_are_asked_as_they_are_written() -> None:
    written = {
        "https://www.dawn.com/news/1923?x=1&y=2#z": "https://www.dawn.com/news/1923?x=1&y=2",
        " HTTP://Example.ORG": "http://example.org/",
        "https://пример.испытание/путь?q=а б".replace(" ", "+"): (
            "https://xn--e1afmkfd.xn--80akhbyknj4f/%D0%BF%D1%83%D1%82%D1%8C?q=%D0%B0+%D0%B1"
        ),
        "http://93.184.216.34:443/": "http://93.184.216.34:443/",
    }
    assert {text: web_address(text, LIMITS).url for text in written} == written
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert not is_public("no number")


@pytest.mark.parametrize("inside", [["10.0.0.1"], [PUBLIC, HOME], ["::ffff:10.0.0.1"]])
def test_every_number_of_a_name_has_to_be_public(inside: list[str]) -> None:
    network = WayOut(resolving(*inside))
    with pytest.raises(UploadError, match="no public address"):
        fetched_page("http://inside.example/", LIMITS, 10, 2, network)


def test_a_name_is_resolved_once_and_gone_to_where_it_was_looked_at() -> None:
    numbers = iter([[HOME], ["10.0.0.1"]])
    looked_at: list[str] = []
    with serving(answer(PAGE)) as server:
        network = WayOut(lambda _host, _port: next(numbers), looked_at.append)
        assert server.fetch(network).data == PAGE
    assert looked_at == [HOME]
    assert next(numbers) == ["10.0.0.1"], "the second answer was never asked for"


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "//localhost/", "http://169.254.169.254/", "file:///etc/passwd",
     "http://second.example/", "http://news.example:22/", "http://a:b@news.example/"],
)  # fmt: skip
def test_each_step_is_looked_at_again(location: str) -> None:
    names = {"news.example": [HOME], "second.example": ["192.168.1.1"]}
    network = WayOut(lambda host, _port: names[host], check_others)
    with serving(moved("/first"), moved(location), answer(PAGE)) as server:
        with pytest.raises(UploadError, match=r"Give the address of a page"):
            server.fetch(network, ports=(80, server.port))
        assert len(server.asked) == 2


def test_a_name_that_changes_its_number_between_steps_is_found_out() -> None:
    numbers = iter([[HOME], ["10.0.0.1"]])
    with serving(moved("/again"), answer(PAGE)) as server:
        network = WayOut(lambda _host, _port: next(numbers), check_others)
        with pytest.raises(UploadError, match=r"10\.0\.0\.1, which is no public address"):
            server.fetch(network)


def test_it_is_not_sent_on_for_ever() -> None:
    with serving(*[moved("/again")] * 9) as server:
        with pytest.raises(UploadError, match="sent on more than 5 times"):
            server.fetch()
        assert len(server.asked) == 6


ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (answer(b"", status="404 Not Found"), "the server answers 404"),
        (answer(b"\x89PNG", "image/png"), "neither a web page nor"),
        (b"HTTP/1.1 200 OK\r\n\r\nhello", "neither a web page nor"),
        (answer(PAGE, more="Content-Encoding: gzip\r\n"), "sends it packed"),
        (ENDLESS.replace(b"\r\n\r\n", b"\r\nContent-Length: 9000000\r\n\r\n"), "more than 2 MB"),
        (ENDLESS.replace(b"\r\n\r\n", b"\r\nContent-Length: 9\r\n\r\nabc"), "it was cut off"),
        (b"SSH-2.0-OpenSSH\r\n", "does not answer as it should"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200, "does not answer as it should"),
        (answer(b"", status="302 Found"), "sends on to nowhere"),
    ],
)
def test_what_does_not_come_is_said(sent: bytes, said: str) -> None:
    with serving(sent) as server, pytest.raises(UploadError, match=said):
        server.fetch()


def test_an_endless_body_is_left_as_soon_as_it_is_too_much() -> None:
    left = iter([ENDLESS, *[b"a" * 500_000] * 40])
    with serving(left) as server, pytest.raises(UploadError, match="more than 2 MB"):
        server.fetch()
    assert len(list(left)) > 20, "most of it was never asked for"


@pytest.mark.parametrize("start", [ENDLESS, b"HTTP/1.1 200 OK\r\nA: ", b""])
def test_whoever_drips_is_not_waited_for(start: bytes) -> None:
    stopped = threading.Event()
    begun = time.monotonic()
    with serving(dripping(start, stopped)) as server:
        with pytest.raises(UploadError, match="it took longer than"):
            server.fetch(seconds=0.2)
        stopped.set()
    assert time.monotonic() - begun < 5


def test_servers_prove_who_they_are() -> None:
    tls = WayOut(numbers_of).tls()
    assert tls.check_hostname
    assert tls.verify_mode is ssl.CERT_REQUIRED


def test_a_process_of_its_own_asks(tmp_path: Path) -> None:
    request = {
        "url": "http://a:secret@127.0.0.1/", "file": TEXT_FILE, "language": "en",
        "file_mb": 10, "page_mb": 2,
        "limits": {"seconds": 5, "hops": 5, "ports": [80], "is_on": True},
    }  # fmt: skip
    said = answer_from("geo.reading.texts.fetching", tmp_path, request, 30)
    assert "a name or a password" in said["fault"]["found"]
    assert said["fault"]["file"] == "http://127.0.0.1/"


def test_a_fetched_page_is_read_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = "Протокол подписан в Кабуле на год раньше"

    def fetched(folder: Path, *_: object) -> dict[str, str]:
        (folder / TEXT_FILE).write_bytes(sent.encode("koi8-r"))
        return {"url": "https://news.example/a", "charset": "koi8-r"}

    monkeypatch.setattr(reader, "_fetched", fetched)
    text = fetch_text("https://news.example")
    assert (text.text, text.language) == (sent, "ru")
    assert text.notes[0].text == "It was fetched from https://news.example/a."


def test_an_operator_switches_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch_limits({"ATLAS_FETCH_PORTS": "80, 8080"}).ports == (80, 8080)
    for name, text in (("", "no"), ("_PORTS", "80,http"), ("_PORTS", "0"), ("_HOPS", "-1")):
        with pytest.raises(LimitError, match=f"ATLAS_FETCH{name} is '{text}'"):
            fetch_limits({f"ATLAS_FETCH{name}": text})
    with pytest.raises(UploadError, match=r"http://localhost/: 'localhost' is a name within"):
        fetch_text("http://localhost/")
    monkeypatch.setenv("ATLAS_FETCH", "off")
    with pytest.raises(UploadError, match="web addresses are not opened here"):
        fetch_text("https://news.example/")
