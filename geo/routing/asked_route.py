"""A question of a program: read whole, or answered by the one sentence that says what is wrong."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from geo.routing.route_query import (
    NAMES,
    Choices,
    ParsedQuery,
    data_fault,
    parse_query,
    why_unanswerable,
)

_WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")


def asked_route(
    link: Mapping[str, str], choices: Choices, also: Collection[str] = ()
) -> tuple[ParsedQuery, str]:
    """The question of a link, and a sentence if it is wrong or not whole.

    `also` are names that a link may have and that are no part of the question. A fault of the data
    that lets no way be weighed is told by `geo.routing.route_query.data_fault`, not here.
    """
    asked = parse_query(link, choices)
    strange = (name for name in link if name not in NAMES and name not in also)
    problems = (*_unknown_names(strange), *asked.problems)
    whole = "" if data_fault(choices) else why_unanswerable(asked.query, choices)
    return asked, next(iter(problems), "") or whole


def _unknown_names(names: Iterator[str]) -> Iterator[str]:
    """A sentence for each name that no question has."""
    for name in names:
        close = get_close_matches(name, NAMES, n=1)
        guess = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(NAMES)}."
        quoted = f"“{name}”" if _WORD.fullmatch(name) else "one of the names"
        yield f"A question has no parameter {quoted}; {guess}"
