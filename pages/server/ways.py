"""Routes for other programs."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.records.texts import ENGLISH, use_language
from geo.routing.asked_route import asked_route
from geo.routing.route_query import ParsedQuery, data_fault
from geo.routing.router import RouteAnswer
from geo.views.addresses import LANGUAGE
from geo.views.routes.route_lines import ways_answer
from geo.views.routes.route_page import route_warnings
from pages.ui import cache

#: Names in the address of the page Routes that are no part of the question.
_NAMES_OF_PAGES = ("view", LANGUAGE)


def ways_response(request: Request) -> Response:
    """The routes of a question, as docs/ways-api.md describes them.

    What cannot be met is answered with no routes and the reason, and so is every question if the
    data lets no way be weighed; a question that is wrong or not whole gets 400 and one sentence.
    Sentences are in the language of `?lang=`, but what is wrong with a question is told in English.
    Not a coroutine, so the server searches in a thread of its own.
    """
    asked, problem = route_of_address(request.query_params)
    if problem:
        return Response(problem, status_code=400, media_type="text/plain")
    use_language(request.query_params.get(LANGUAGE, ENGLISH))
    fault = data_fault(cache.query_choices())
    answer = RouteAnswer((), None, reason=fault) if fault else cache.route_answer(asked)
    warnings = route_warnings(cache.atlas(), asked.query, answer)
    found = ways_answer(cache.atlas(), answer, warnings)
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def route_of_address(query: Mapping[str, str]) -> tuple[ParsedQuery, str]:
    """The question of an address, and a sentence if it is wrong or not whole."""
    return asked_route(query, cache.query_choices(), _NAMES_OF_PAGES)
