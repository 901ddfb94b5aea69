"""What is answered below `/atlas/` of the search, a reader's own layer and what changed."""

import re
from collections.abc import Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from geo.records.dates import Day, today
from geo.records.texts import ENGLISH, use_language
from geo.search.answers import Answer, Hit, answer_json
from geo.views.addresses import LANGUAGE
from geo.views.exports.feed import as_json, atom
from pages.server.take import home_of
from pages.ui import cache
from pages.ui.own.squares import find_squares

#: Kept by the browser of the reader only.
_OWN = {"Cache-Control": "private, max-age=3600"}
_NO_LAYER = "This layer is not here any more. Give the file again."
_LONGEST_QUERY = 80
#: Of the fonts; it has to go with them.
_FONT_LICENCE = Path(__file__).parents[2] / "LICENSES" / "OFL-1.1.txt"
_MONTH = {"Cache-Control": "public, max-age=2592000"}
#: The map from Karachi to Tashkent, 1100 by 577 pixels.
_PREVIEW = Path(__file__).with_name("preview.jpg")
_YEAR = 365  # days
_FRESH = {"Cache-Control": "public, max-age=600"}
_TOWN = re.compile(r"[1-9][0-9]{0,8}")


async def search_response(request: Request) -> Response:
    """Whatever matches `?q=`, best first, or the one town of `?town=<GeoNames id>`.

    The answer is `{"hits": [...], "ambiguous": ...}`; without hits it has `looked_in`, pairs of
    what was looked through and how many of it there are. A hit has

    - `id`: what the map can select for it, the record itself or the project, place or line that an
      event, a person, an article, a figure or a source belongs to; `record` is its own id;
    - `name`, the name that `matched` and its `language`, `where` and `kind`; `found` is the kind as
      a fixed word: one of `geo.search.answers.Found`;
    - `town` with `lat` and `lon` if it is no record: a town of GeoNames with its `id`, or with the
      id 0 a mere position or the middle of a country;
    - `sentence` if the words stand in a text: runs `[text, whether it is one of the words]`;
    - `link`, the address of a page that tells more or plans the way, as `routes?from=…&to=…`;
    - `km`, how far it lies from the position that was asked for;
    - `guess` if its name is only like what was typed;
    - `named_in` of a person or an organisation that comes first: `id`, `name`, `kind` and `link` of
      what names it.

    An empty `q` finds nothing and only makes names and texts ready. `where`, `kind` and what the
    atlas says of itself are in the language of `?lang=`.
    """
    use_language(request.query_params.get(LANGUAGE, ENGLISH))
    answer = await run_in_threadpool(_search_answer, request.query_params)
    return JSONResponse(answer_json(answer), headers={"Cache-Control": "no-store"})


def _search_answer(query: Mapping[str, str]) -> Answer:
    if "q" in query:
        return cache.prepared_finder().search(query["q"][:_LONGEST_QUERY])
    if _TOWN.fullmatch(query.get("town", "")):
        town = cache.index_with_towns().town(int(query["town"]))
        return Answer((Hit.of_town(town),) if town else ())
    return Answer(())


def own_ways_response(request: Request) -> Response:
    """Ways without and with a line of a reader's own layer, as GeoJSON; only its page asks."""
    layer = find_squares(request.path_params["layer"])
    ways = layer and layer.ways(request.path_params["ways"])
    if not ways:
        return Response(_NO_LAYER, status_code=404, media_type="text/plain")
    return Response(ways, headers=_OWN, media_type="application/geo+json")


def own_response(request: Request) -> Response:
    """A square of a reader's own layer, as `geo.geometry.squares` writes it; only its page asks."""
    asked = request.path_params
    layer = find_squares(asked["layer"])
    square = layer and layer.square(asked["view"], asked["zoom"], asked["x"], asked["y"])
    if square is None:
        return Response(_NO_LAYER, status_code=404, media_type="text/plain")
    return Response(square, headers=_OWN, media_type="application/octet-stream")


def font_licence_response(_request: Request) -> Response:
    """The licence of the fonts that pages and maps fetch."""
    return FileResponse(_FONT_LICENCE, headers=_MONTH)


def preview_response(_request: Request) -> Response:
    """The picture that goes with a shared link."""
    return FileResponse(_PREVIEW, headers=_FRESH)


async def changes_response(request: Request) -> Response:
    """What changed since a day, of one project or of all, as an Atom feed or as JSON.

    `?since=2026-10-01&until=2026-11-01&project=uap-railway`; without days the last year.
    """
    return await run_in_threadpool(_changes, request)


def _changes(request: Request) -> Response:
    query, end = request.query_params, today()
    use_language(query.get(LANGUAGE, ENGLISH))
    atlas = cache.atlas()
    project = query.get("project")
    if project is not None and not atlas.find_project(project):
        return _plain(
            "There is no project of this id; the address of its page, project?id=…, holds it."
        )
    try:
        until = min(Day.fromisoformat(query.get("until", end.isoformat())), end)
        a_year_before = Day.fromordinal(max(1, until.toordinal() - _YEAR))
        since = Day.fromisoformat(query.get("since", a_year_before.isoformat()))
    except ValueError:
        return _plain("since and until are days, written like 2026-10-01.")
    rows = cache.change_rows_of(since, until, project)
    home = home_of(request)
    if request.url.path.endswith(".json"):
        return JSONResponse(as_json(rows, home, since, until), headers=_FRESH)
    body = atom(rows, atlas.find_project(project or ""), home, str(request.url), until)
    return Response(body, media_type="application/atom+xml", headers=_FRESH)


def _plain(sentence: str) -> Response:
    return Response(sentence, status_code=400, media_type="text/plain")
