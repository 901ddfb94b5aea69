"""Expensive answers shared out: so many for a client, so many at a time, a queue that ends."""

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from anyio import CapacityLimiter, WouldBlock
from starlette.responses import PlainTextResponse
from starlette.status import WS_1008_POLICY_VIOLATION
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.guard.settings import base_path
from pages.server.watch.metrics import METERS
from pages.server.watch.watched import route_of

#: What is made for one question; of each kind so many at a time, as there are few processors.
QUEUED = ("search", "ways", "cite", "export", "changes.atom", "changes.json")
#: What is counted besides: a file of a reader, and a visit, which draws a page.
_COUNTED = (*QUEUED, "upload", "stream")
_AT_A_TIME = 2
#: Of a minute's answers, the part that may be asked for at once: a page asks in bursts.
_AT_ONCE = 0.2
_LEAST_AT_ONCE = 10.0
#: A browser opens six connections; somebody else must not fill the queue alone.
_WAITING_OF_A_CLIENT = 12
_MOST_CLIENTS = 10_000
_OF_A_NETWORK = 64  # bits that one customer has of an IPv6 address
_TOO_MANY = "You ask for more than this server shares out; wait some seconds and try again."
_BUSY = "Too many ask at this moment; wait some seconds and try again."


class Shares:
    """What each client may still ask for: a bucket that fills up again, one for each client."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Let a client have so many answers `a_minute`, and a part of them at once."""
        self._rate = a_minute / 60
        self._most = max(_LEAST_AT_ONCE, a_minute * _AT_ONCE)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until the client may ask; 0 if it may now, which takes one of its share."""
        now = self._clock()
        left, before = self._left.pop(client, (self._most, now))
        left = min(self._most, left + (now - before) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._left[client] = (left if wait else left - 1, now)
        while len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)  # who asked longest ago has a full share again
        return wait


class Fair:
    """Lets expensive questions wait in a line that is not long, and no client ask without end."""

    def __init__(self, app: ASGIApp, base: str = "", a_minute: int = 0, waiting: int = 60) -> None:
        """Wrap `app`, which stands below the path `base`.

        One client gets so many answers `a_minute`, 0 for no limit; so many may be `waiting`.
        """
        self.app, self.most_waiting = app, waiting
        self.base = base_path(base)
        self.shares = Shares(a_minute) if a_minute else None
        self._lanes = {name: CapacityLimiter(_AT_A_TIME) for name in QUEUED}
        self._waiting: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let what is cheap pass; refuse, or let wait, what is not."""
        is_asked = scope["type"] in {"http", "websocket"}
        route = route_of(scope["path"].removeprefix(self.base)) if is_asked else ""
        if route not in _COUNTED:
            await self.app(scope, receive, send)
            return
        client = client_of(scope)
        wait = self.shares.wait(client) if self.shares else 0.0
        is_full = route in QUEUED and self._waiting[client] >= _WAITING_OF_A_CLIENT
        if wait or is_full:
            await _refuse("share", 429, _TOO_MANY, max(wait, 1), (scope, receive, send))
        elif route not in QUEUED:
            await self.app(scope, receive, send)
        elif self._waiting.total() >= self.most_waiting:
            await _refuse("busy", 503, _BUSY, 5, (scope, receive, send))
        else:
            await self._in_line(self._lanes[route], client, (scope, receive, send))

    async def _in_line(
        self, lane: CapacityLimiter, client: str, asked: tuple[Scope, Receive, Send]
    ) -> None:
        scope, receive, send = asked
        ticket = object()
        try:
            lane.acquire_on_behalf_of_nowait(ticket)
        except WouldBlock:
            await self._wait(lane, ticket, client)
        is_held = True

        async def send_and_leave(message: Message) -> None:
            nonlocal is_held
            if is_held:
                # The answer is made; whoever fetches it slowly keeps nobody waiting.
                is_held = False
                lane.release_on_behalf_of(ticket)
            await send(message)

        try:
            await self.app(scope, receive, send_and_leave)
        finally:
            if is_held:
                lane.release_on_behalf_of(ticket)

    async def _wait(self, lane: CapacityLimiter, ticket: object, client: str) -> None:
        self._waiting[client] += 1
        try:
            await lane.acquire_on_behalf_of(ticket)
        finally:
            self._waiting[client] -= 1
            if not self._waiting[client]:
                del self._waiting[client]


def client_of(scope: Scope) -> str:
    """Who asks, as far as limits go: an address, of IPv6 the network that one customer has.

    Behind a proxy the server takes it from what the proxy says, if it trusts it.
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, _OF_A_NETWORK), strict=False))
    return host


async def _refuse(
    reason: str, status: int, sentence: str, wait: float, asked: tuple[Scope, Receive, Send]
) -> None:
    METERS.refused(reason)
    scope, receive, send = asked
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
        return
    headers = {"Retry-After": str(math.ceil(wait)), "Cache-Control": "no-store"}
    await PlainTextResponse(sentence, status, headers)(scope, receive, send)
