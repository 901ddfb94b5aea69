"""What the server answers besides the pages: files of the map, search, and safe headers."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.errors import DataError
from geo.views.ways import ways_geojson
from geo.wishes import missing, read_wish
from pages.ui import cache

_FOR_EVER = "public, max-age=31536000, immutable"
_LONGEST_QUERY = 80

# Streamlit and the map component need inline and evaluated scripts; nothing needs another host,
# except the online tiles that a reader may switch on.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https://tile.openstreetmap.org; "
    "font-src 'self' data:; connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; "
    "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


class SafeHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answers get the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in _HEADERS}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message["headers"] = [*kept, *_HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def asset(request: Request) -> Response:
    """A file of the map, by its hashed name; browsers may keep it for ever."""
    try:
        found = cache.payload().assets.get(request.path_params["name"])
    except DataError as error:
        return Response(str(error), status_code=503, media_type="text/plain")
    if found is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    headers = {"ETag": found.etag, "Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=headers)
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, headers=headers, media_type=found.media_type)
    return Response(found.body, headers=headers, media_type=found.media_type)


async def search(request: Request) -> Response:
    """Records whose names match `?q=`: `{"hits": [{"id", "matched", "language"}]}`."""
    words = request.query_params.get("q", "")[:_LONGEST_QUERY]
    hits = cache.name_index().find(words)
    found = [{"id": hit.id, "matched": hit.name, "language": hit.language} for hit in hits]
    return JSONResponse({"hits": found}, headers={"Cache-Control": "no-store"})


def ways(request: Request) -> Response:
    """The routes of a wish as GeoJSON; 400 and one sentence if the query is not a whole wish.

    Not a coroutine, so the server searches in a thread of its own.
    """
    asked = read_wish(request.query_params, cache.choices())
    problem = next(iter(asked.problems), missing(asked.wish, cache.choices()))
    if problem:
        return Response(problem, status_code=400, media_type="text/plain")
    found = ways_geojson(cache.atlas(), cache.answer(asked))
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


ROUTES = [
    Route("/atlas/search", search),
    Route("/atlas/ways", ways),
    Route("/atlas/{name:path}", asset),
]
MIDDLEWARE = [Middleware(SafeHeaders)]
