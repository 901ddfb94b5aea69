"""What a reader takes along of a view: how it is cited, and the code that embeds it."""

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from geo.records.errors import UnknownId
from geo.records.texts import ENGLISH, use_language
from geo.views.addresses import LANGUAGE
from geo.views.exports.citation import Citation, cite
from pages.ui import cache
from pages.ui.html import render

_FRESH = {"Cache-Control": "no-cache"}
_FORMAT = "format"
#: Files of a citation: type, and ending of the name.
_FILES = {
    "apa": ("text/plain", "txt"),
    "bibtex": ("application/x-bibtex", "bib"),
    "csl": ("application/vnd.citationstyles.csl+json", "json"),
}


def home_of(request: Request) -> str:
    """The address of the atlas with a slash at its end, from that of one of its own answers."""
    # The atlas itself may stand at a path of this name, as in `/atlas/atlas/cite/`.
    return str(request.url.replace(path=request.url.path.rpartition("/atlas/")[0] + "/", query=""))


async def cite_response(request: Request) -> Response:
    """How a view is cited: `/atlas/cite/<page>?<the query of the view>`, `/atlas/cite/` the map.

    The answer is an object: `title`, `short` (a few words to send along), `apa`, `bibtex`, `csl`,
    `as_of`, `version`, `address`, `sources` (one line each) and `embed`, the code of a frame, empty
    where nothing can stand alone. With `&format=apa|bibtex|csl` it is that form as a file. An
    unknown page or record is answered by 404, an unknown format by 400, each with one sentence.
    """
    return await run_in_threadpool(_cited, request)


def _cited(request: Request) -> Response:
    # Of a name that stands twice, as the projects of a table, both count.
    pairs = parse_qsl(request.url.query)
    use_language(dict(pairs).get(LANGUAGE, ENGLISH))
    form = dict(pairs).get(_FORMAT)
    if form is not None and form not in _FILES:
        return _told("A citation has the formats apa, bibtex and csl.", 400)
    path = request.path_params.get("page", "").strip("/")
    try:
        citation = cite(cache.atlas(), path, pairs, home_of(request))
    except UnknownId:
        return _told("The atlas has no record of this id.", 404)
    if citation is None:
        return _told("The atlas has no page at this path.", 404)
    return _file(citation, form) if form else JSONResponse(_as_json(citation), headers=_FRESH)


def _told(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status)


def _as_json(citation: Citation) -> dict[str, object]:
    code = render("embed_code", citation=citation).strip() if citation.embedded else ""
    return {
        "title": citation.title,
        "short": citation.in_short(),
        "as_of": citation.as_of,
        "version": citation.version,
        "address": citation.address,
        "apa": citation.apa(),
        "bibtex": citation.bibtex(),
        "csl": citation.csl(),
        "sources": citation.source_lines(),
        "embed": code,
    }


def _file(citation: Citation, form: str) -> Response:
    media_type, ending = _FILES[form]
    headers = {
        **_FRESH,
        "Content-Disposition": f'attachment; filename="{citation.key}.{ending}"',
        "Content-Type": f"{media_type}; charset=utf-8",
    }
    if form == "csl":
        headers["Content-Type"] = media_type
        return JSONResponse(citation.csl(), headers=headers)
    text = citation.bibtex() if form == "bibtex" else f"{citation.apa()}\n"
    return Response(text, headers=headers)
