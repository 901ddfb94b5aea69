"""Whether the atlas is alive and can show something, for what watches over servers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.records.errors import GeoError
from geo.views.exports.citation import data_version
from pages.ui import cache

_NOW = {"Cache-Control": "no-store"}


def health_response(_request: Request) -> Response:
    """`{"alive": true, "data": "2026-11-23.eb91eb8a", "problems": 0}`, of the data that are shown.

    `data` is their version, as in citations; `problems` counts what is wrong with them, and with
    newer ones that are not shown for it. The status is 503 while there is not one record to show.
    """
    version, problems = data_state()
    body = {"alive": bool(version), "data": version, "problems": problems}
    return JSONResponse(body, status_code=200 if version else 503, headers=_NOW)


def data_state() -> tuple[str, int]:
    """The version of the data that are shown, empty if there are none, and their problems."""
    try:
        atlas = cache.atlas()
        has_records = any(True for _ in atlas.records())
        version = data_version(atlas) if has_records else ""
        return version, len(atlas.issues) + len(cache.trouble())
    except GeoError:
        return "", 1
