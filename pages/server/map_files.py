"""The files of the map as the server answers them: the first thing that a page asks for."""

from starlette.requests import Request
from starlette.responses import Response

from geo.records.errors import DataError
from pages.ui import cache

_FOR_EVER = "public, max-age=31536000, immutable"


async def asset_response(request: Request) -> Response:
    """A file of the map, by its hashed name; browsers may keep it for ever."""
    try:
        found = cache.find_asset(request.path_params["name"])
    except DataError as error:
        return Response(str(error), status_code=503, media_type="text/plain")
    if found is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    headers = {"ETag": found.etag, "Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=found.media_type)
