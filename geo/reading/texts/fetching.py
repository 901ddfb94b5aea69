"""The process that asks the network for one page, because a reader clicked: and for nothing else.

`python -m geo.reading.texts.fetching FOLDER` reads `request.json` there, writes what the server
sent into the file that it names and what it said of it into `answer.json`.
`geo.reading.texts.reader` starts it. Every name is resolved once, every number that it has must be
public, and the connection goes to the very number that was looked at; so does each step on the way,
if the server sends us on.
"""

import io
import json
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from geo.reading.processes import ANSWER, REQUEST, folder_asked, restrict
from geo.reading.texts.addresses import DEFAULT_PORTS, WebAddress, check_public, named, web_address
from geo.reading.texts.clock import start_clock
from geo.reading.texts.limits import FetchLimits
from geo.reading.uploads.told import UploadError
from geo.records.phrases import number
from geo.records.texts import say, use_language

_MB = 1_000_000
_MEMORY_MB = 300
_CHUNK = 1 << 16
_AGENT = "CorridorAtlas (a reader asked for this page)"
_LONGEST_REASON = 120
_FOUND = 200
_MOVED = frozenset((301, 302, 303, 307, 308))
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What may come: pages have a limit of their own.
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_KINDS = frozenset((*_PAGES, "text/plain", "application/pdf", _WORD))


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What a server sent, and of what encoding and where it says that it is."""

    data: bytes
    url: str
    charset: str


@dataclass(frozen=True)
class WayOut:
    """How names become numbers, which numbers are fit, and how a server shows who it is.

    Tests put servers of their own in its place; nothing else does.
    """

    resolve: Callable[[str, int], Sequence[str]]
    check: Callable[[str], None] = check_public
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


def numbers_of(host: str, port: int) -> list[str]:
    """All IP addresses of a name, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetched_page(
    url: str, limits: FetchLimits, file_mb: int, page_mb: int, network: WayOut
) -> FetchedPage:
    """What stands at an address; raises UploadError with one sentence if it is not to be had."""
    deadline = time.monotonic() + limits.seconds
    address = web_address(url, limits)
    try:
        for _ in range(limits.hops + 1):
            connection = _Pinned(address, deadline, network)
            try:
                response = connection.asked(address)
                if response.status not in _MOVED:
                    return _page_of(response, address, file_mb, page_mb)
                address = _next(address, response.getheader("Location", ""), limits)
            finally:
                connection.end()
    except TimeoutError:
        raise too_slow(limits) from None
    except ssl.SSLError as error:
        raise _failed(
            say("the server cannot prove who it is ({how})", how=_reason(error))
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        raise _failed(
            say("the server does not answer as it should ({how})", how=_reason(error))
        ) from None
    raise _failed(say("it is sent on more than {hops} times", hops=limits.hops))


class _Pinned(HTTPConnection):
    """A connection to the number that was checked, and to no other."""

    def __init__(self, address: WebAddress, deadline: float, network: WayOut) -> None:
        super().__init__(address.host, address.port)
        # What is not said again in the header that names the server.
        self.default_port = DEFAULT_PORTS[address.scheme]
        self._address, self._deadline, self._network = address, deadline, network
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Resolve once, look at every number, and go to one of these."""
        address, network = self._address, self._network
        numbers = network.resolve(address.host, address.port)
        for place in numbers:
            network.check(place)
        if not numbers:
            raise OSError(say("its name has no number"))
        self._plain = self._connected(numbers)
        if address.scheme == "https":
            self._plain = network.tls().wrap_socket(self._plain, server_hostname=address.host)
        self.sock: Any = _Hurried(self._plain, self._deadline)

    def _connected(self, numbers: Sequence[str]) -> socket.socket:
        last: OSError = OSError()
        for place in numbers:
            try:
                left = left_until(self._deadline)
                return socket.create_connection((place, self._address.port), left)
            except OSError as error:
                last = error
        raise last

    def end(self) -> None:
        """Let the connection go, whatever is still to come."""
        self.close()
        if self._plain:
            self._plain.close()

    def asked(self, address: WebAddress) -> HTTPResponse:
        """The beginning of the answer."""
        headers = {
            "User-Agent": _AGENT,
            "Accept": ", ".join(sorted(_KINDS)),
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        self.request("GET", address.target, headers=headers)
        return self.getresponse()


class _Hurried:
    """A socket on which every single wait ends at one moment for all, however slowly it drips."""

    def __init__(self, plain: socket.socket, deadline: float) -> None:
        self._plain, self._deadline = plain, deadline

    def sendall(self, data: bytes) -> None:
        self._plain.settimeout(left_until(self._deadline))
        self._plain.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self._plain, self._deadline))

    def close(self) -> None:
        """Nothing: the answer is still to be read when this is called."""


class _Stream(io.RawIOBase):
    def __init__(self, plain: socket.socket, deadline: float) -> None:
        super().__init__()
        self._plain, self._deadline = plain, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any buffer will do
        self._plain.settimeout(left_until(self._deadline))
        return self._plain.recv_into(buffer)


def left_until(deadline: float) -> float:
    """Seconds that are left; raises TimeoutError where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _next(address: WebAddress, location: str, limits: FetchLimits) -> WebAddress:
    if not location:
        raise _failed(say("the server sends on to nowhere"))
    # Headers come as Latin-1, but servers write UTF-8 into this one.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace")
    following = web_address(urljoin(address.url, location), limits)
    if address.scheme == "https" and following.scheme != "https":
        raise _failed(say("it is sent on from https:// to http://, where anybody may change it"))
    return following


def _page_of(
    response: HTTPResponse, address: WebAddress, file_mb: int, page_mb: int
) -> FetchedPage:
    if response.status != _FOUND:
        raise _failed(say("the server answers {status}", status=response.status))
    if response.getheader("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise _failed(say("the server sends it packed, though it was asked not to"))
    kind = response.headers.get_content_type()
    if kind not in _KINDS or not response.getheader("Content-Type"):
        raise _failed(say("it is neither a web page nor plain text, PDF or .docx"))
    most = page_mb if kind in _PAGES else file_mb
    data = _body(response, most * _MB)
    if data is None:
        raise _failed(say("it has more than {most} MB", most=number(most)))
    return FetchedPage(data, address.url, response.headers.get_content_charset() or "")


def _body(response: HTTPResponse, most: int) -> bytes | None:
    """What the server sends, or None as soon as it is, or says that it is, more than that."""
    promised = response.length
    if promised is not None and promised > most:
        return None
    pieces, size = [], 0
    while size != promised and (piece := response.read1(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return None
    if promised is not None and size < promised:
        raise HTTPException(say("it was cut off"))
    return b"".join(pieces)


def too_slow(limits: FetchLimits) -> UploadError:
    """The fault of a server that takes longer than it may."""
    return _failed(say("it took longer than {seconds} seconds", seconds=limits.seconds))


def _failed(found: str) -> UploadError:
    return UploadError(found, say("Open it yourself, and paste its text or send it as a file"))


def _reason(error: Exception) -> str:
    """What went wrong, in the words of the system."""
    words = getattr(error, "verify_message", "") or getattr(error, "strerror", "")
    own = str(error) if type(error) in (HTTPException, OSError) else ""
    return str(words or own or type(error).__name__)[:_LONGEST_REASON]


def main(folder: Path) -> None:
    """Ask for the page that the request names, within its limits."""
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    limits = FetchLimits(**request["limits"])
    use_language(request["language"])
    restrict(limits.seconds + 2, _MEMORY_MB, request["file_mb"] + 1)
    start_clock(limits.seconds)
    try:
        page = fetched_page(
            request["url"], limits, request["file_mb"], request["page_mb"], WayOut(numbers_of)
        )
        (folder / request["file"]).write_bytes(page.data)
        answer: dict[str, Any] = {"url": page.url, "charset": page.charset}
    except UploadError as error:
        answer = {"fault": error.within(named(request["url"])).as_dict()}
    (folder / ANSWER).write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    main(folder_asked())
