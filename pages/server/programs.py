"""What the atlas tells to programs about itself: `/atlas/openapi.json` and `/llms.txt`."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from geo.records.as_of import as_of
from geo.views.addresses import COMPARE, DATA, MAP, PROJECT, ROUTES, TIMELINE, PageAddress
from geo.views.exports.citation import data_version
from geo.views.exports.formats import FORMATS
from geo.views.tables import TABLES, table_slug
from pages.server.take import home_of
from pages.ui import cache

_HOUR = {"Cache-Control": "public, max-age=3600"}
_TEXT = {"text/plain": {"schema": {"type": "string"}}}
_REFUSED = {
    "400": {"description": "The address is wrong; one sentence says why.", "content": _TEXT},
    "404": {"description": "There is nothing of this name; one sentence.", "content": _TEXT},
    "429": {"description": "You ask too often; wait as Retry-After says.", "content": _TEXT},
    "503": {"description": "Too many ask; wait as Retry-After says.", "content": _TEXT},
}
_LLMS = """# Corridor Atlas

> A map of connectivity between Pakistan, Central Asia and Russia: what is built, what is promised,
> and who says so. Data as of {day}. A promise is never a fact here: look at `state` and
> `is_in_service` before you say that a line runs. Figures that disagree are all kept: name the
> source with each.

## Ask

- [Everything described]({home}atlas/openapi.json): OpenAPI 3.1 of all that follows
- [Search]({home}atlas/search?q=torkham): names in any script, people, what records say
- [Routes]({home}{asked}?from=karachi-port&to=tashkent): from place to place, with reasons
- [Changes]({home}atlas/changes.json): what changed since a day
- [Citation]({home}atlas/cite/): how a view is cited

## Take

- [All records]({home}atlas/export/atlas.zip): JSON with schemas and checksums
- [All figures as statements]({home}atlas/export/statements.jsonld): with source, scope and rank
- [Lines and places]({home}atlas/export/atlas.geojson): GeoJSON with states

## Read

- [Data]({home}data): every record in tables
- [Sources]({home}sources): every document, with its licence
- [About]({home}about): method, rules of honesty, limits
"""


def llms_response(request: Request) -> Response:
    """What a language model should know and where it finds the rest, in a few lines."""
    home = str(request.url.replace(path=request.url.path.removesuffix("llms.txt"), query=""))
    day = as_of(cache.atlas()).whole.day
    text = _LLMS.format(
        home=home, asked="atlas/ways", day=day.isoformat() if day else "an unknown day"
    )
    return PlainTextResponse(text, headers=_HOUR)


def openapi_response(request: Request) -> Response:
    """All that programs may ask of the atlas, as OpenAPI 3.1."""
    return JSONResponse(openapi(home_of(request)), headers=_HOUR)


def openapi(home: str) -> dict[str, Any]:
    """The description; `home` is the address of the atlas with a slash at its end.

    The parameters are those that the pages read from their addresses.
    """
    day = {"type": "string", "format": "date"}
    words = {"type": "string", "maxLength": 80}
    title, json_body = "Corridor Atlas", {"application/json": {"schema": {"type": "object"}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": data_version(cache.atlas()),
            "description": "Read only, without a key. Promises are told apart from what runs.",
            "license": {"name": "CC-BY-4.0, lines and places of OpenStreetMap ODbL-1.0"},
        },
        "servers": [{"url": f"{home}atlas"}],
        "paths": {
            "/search": _get("search", "What matches a text", [_named("q", words)], json_body),
            "/ways": _get("ways", "Routes from place to place", _of(ROUTES), json_body),
            "/changes.json": _get(
                "changes",
                "What changed since a day",
                [_named("since", day), _named("until", day), _named("project", words)],
                json_body,
            ),
            "/cite/{page}": _get(
                "cite", "How a view is cited", [_in_path("page", _pages())], json_body
            ),
            "/preview.jpg": _get("preview", "A picture of the map", [], {"image/jpeg": {}}),
            **_exports(),
        },
    }


def _exports() -> dict[str, Any]:
    files: dict[str, Any] = {known.media_type: {} for known in FORMATS}
    ending = _in_path("format", {"enum": [known.ending for known in FORMATS]})
    part = _named("part", {"type": "string"})
    tables = {"enum": [table_slug(title) for title in TABLES]}
    return {
        **{
            f"/export/{what}.{{format}}": _get(f"export-{what}", says, [ending, part, *own], files)
            for what, says, own in (
                ("layers", "What the map of an address has on", _of(MAP)),
                ("route", "The legs of the routes of a question", _of(ROUTES)),
                ("if-built", "What each project would change for a question", _of(ROUTES)),
                ("ports", "Inland cities and ports", _of(ROUTES)),
                ("compare", "Routes and projects side by side", _of(COMPARE)),
                ("events", "Events of the timeline", _of(TIMELINE)),
                ("atlas", "All records", []),
            )
        },
        "/export/table-{table}.{format}": _get(
            "export-table", "A table, filtered", [_in_path("table", tables), ending, *_of(DATA)],
            files,
        ),
        "/export/project-{project}.{format}": _get(
            "export-project",
            "A project with its lines, figures and events",
            [_in_path("project", {"type": "string"}), ending, part, *_of(PROJECT)],
            files,
        ),
        "/export/map.html": _get(
            "map-copy",
            "The map of an address as one page that opens without a server",
            _of(MAP),
            {"text/html": {}},
        ),
        **{
            f"/export/{what}.pdf": _get(
                f"brief-{what}", f"{says} on two pages", _of(page), {"application/pdf": {}}
            )
            for what, says, page in (
                ("project", "A project", PROJECT),
                ("compare", "Routes and projects side by side", COMPARE),
                ("route", "The routes of a question", ROUTES),
            )
        },
        "/export/atlas.zip": _get(
            "package", "All records as JSON with schemas", [], {"application/zip": {}}
        ),
        "/export/statements.jsonld": _get(
            "statements", "Each figure as a statement", [], {"application/ld+json": {}}
        ),
    }  # fmt: skip


def _pages() -> dict[str, Any]:
    return {"enum": ["", *(page.path for page in (TIMELINE, ROUTES, COMPARE, PROJECT, DATA))]}


def _get(name: str, summary: str, parameters: Iterable[Any], content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    answer = {"description": summary, "content": content}
    told = {"operationId": name, "summary": summary, "parameters": list(parameters)}
    return {"get": {**told, "responses": {"200": answer, **_REFUSED}}}


def _of(page: PageAddress) -> list[dict[str, Any]]:
    return [
        _named(known.name, {"enum": list(known.words)} if known.words else {"type": "string"})
        for known in page.parameters
    ]


def _named(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _in_path(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}
