"""Routes for other programs."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.records.texts import ENGLISH, use_language
from geo.routing.route_query import NAMES, ParsedQuery, data_fault, parse_query, why_unanswerable
from geo.routing.router import RouteAnswer
from geo.views.addresses import LANGUAGE
from geo.views.routes.route_lines import ways_answer
from geo.views.routes.route_page import route_warnings
from pages.ui import cache

#: Names in the address of the page Routes that are no part of the question.
_NAMES_OF_PAGES = ("view", LANGUAGE)
_WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")


def ways_response(request: Request) -> Response:
    """The routes of a question, as docs/ways-api.md describes them.

    What cannot be met is answered with no routes and the reason, and so is every question if the
    data lets no way be weighed; a question that is wrong or not whole gets 400 and one sentence.
    Sentences are in the language of `?lang=`, but what is wrong with a question is told in English.
    Not a coroutine, so the server searches in a thread of its own.
    """
    asked, problem = asked_route(request.query_params)
    if problem:
        return Response(problem, status_code=400, media_type="text/plain")
    use_language(request.query_params.get(LANGUAGE, ENGLISH))
    fault = data_fault(cache.query_choices())
    answer = RouteAnswer((), None, reason=fault) if fault else cache.route_answer(asked)
    warnings = route_warnings(cache.atlas(), asked.query, answer)
    found = ways_answer(cache.atlas(), answer, warnings)
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def asked_route(query: Mapping[str, str]) -> tuple[ParsedQuery, str]:
    """The question of an address, and a sentence if it is wrong or not whole."""
    choices = cache.query_choices()
    asked = parse_query(query, choices)
    problems = (*_unknown_names(query), *asked.problems)
    fault = data_fault(choices)
    whole = "" if fault else why_unanswerable(asked.query, choices)
    return asked, next(iter(problems), "") or whole


def _unknown_names(query: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each name that no question has; pages may add those of their own."""
    for name in query:
        if name in NAMES or name in _NAMES_OF_PAGES:
            continue
        close = get_close_matches(name, NAMES, n=1)
        guess = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(NAMES)}."
        quoted = f"“{name}”" if _WORD.fullmatch(name) else "one of the names"
        yield f"A question has no parameter {quoted}; {guess}"
