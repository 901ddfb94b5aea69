"""Links, searches, questions of routes and downloads: addresses by chance, asked of the server."""

import os
import warnings
from dataclasses import dataclass
from functools import cache as kept
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from geo.search.mentions.known import all_names
from geo.views.addresses import (
    COMPARE,
    DATA,
    LANGUAGE,
    MAP,
    PAGES,
    PROJECT,
    ROUTES,
    TIMELINE,
    PageAddress,
    Parameter,
    ValueKind,
)
from geo.views.exports.formats import FORMATS
from geo.views.tables import TABLES, table_slug
from pages.ui import cache
from tests.fuzz.alive import live_in
from tests.fuzz.doors.door import Door, FaultError, check_sentence
from tests.fuzz.sayings import HALVES, ODD

with warnings.catch_warnings():
    # Starlette would rather have httpx2, which is not among our tools.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

#: A page as Streamlit sends it, for what is put around its head.
_SHELL = '<html lang="en"><head><title>x</title></head><body><div id="root"></div></body></html>'
_MOST_BYTES = 60_000_000
#: What is asked after each case: the next reader.
_NEXT = "/atlas/search?q=a"
_UNLUCKY = 7


@dataclass(frozen=True, slots=True)
class SentRequest:
    """A request: its path, and the names and values of its query as they are sent."""

    path: str
    query: str = ""

    @property
    def address(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


@kept
def client() -> Any:
    """The server with all that it answers, and a page of nothing for all others."""
    os.environ["ATLAS_ASKS_A_MINUTE"] = "0"
    from pages.server.serve import middleware, routes  # noqa: PLC0415 - reads the setting

    every = [*routes(), Route("/{path:path}", lambda _request: HTMLResponse(_SHELL))]
    app = Starlette(routes=every, middleware=middleware())
    found = TestClient(app, raise_server_exceptions=True, follow_redirects=False)
    return found.__enter__()  # one loop for all requests; it ends with the process


def answered(asked: SentRequest) -> str:
    """What came of a request: its kind and status; raises FaultError for a bad answer."""
    answer = client().get(asked.address)
    kind = asked.path.split("/")[2].partition(".")[0] if asked.path.count("/") > 1 else "page"
    check_answer(answer)
    after = client().get(_NEXT)
    if after.status_code != 200:
        raise FaultError(f"afterwards the search answers {after.status_code}")
    return f"{kind} {answer.status_code}"


def check_answer(answer: Any) -> None:
    """Raise FaultError unless an answer is whole, bounded, and dead as far as payloads go."""
    status, media_type = answer.status_code, answer.headers.get("content-type", "")
    if status >= 500:
        raise FaultError(f"answers {status}: {answer.text[:300]}")
    if len(answer.content) > _MOST_BYTES:
        raise FaultError(f"{len(answer.content)} bytes")
    if "set-cookie" in answer.headers or answer.headers.get("x-content-type-options") != "nosniff":
        raise FaultError(f"headers {dict(answer.headers)}")
    if status >= 400:
        if media_type.startswith("text/plain"):
            check_sentence(answer.text)
        elif not media_type.startswith("text/html"):
            raise FaultError(f"{status} of the type {media_type}")
    if alive := live_in(answer.content, media_type) if answer.content else []:
        raise FaultError(f"{media_type} holds {alive[:3]}")


# What is asked


@kept
def _ids() -> tuple[str, ...]:
    atlas = cache.atlas()
    kinds = (atlas.projects, atlas.sites, atlas.segments, atlas.events, atlas.sources)
    kinds += (atlas.articles, atlas.claims)
    return tuple(record.id for records in kinds for record in records)


@kept
def names() -> tuple[str, ...]:
    """Names of the atlas in any script, at most some thousand."""
    found = all_names(cache.atlas(), cache.index_with_towns().names())
    return tuple(dict.fromkeys(str(name.text) for name in found))[:3000]


def _spoiled(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts with something put before, behind or in place of them."""
    return st.one_of(
        text,
        st.builds("{}{}".format, text, ODD),
        st.builds("{}{}".format, ODD, text),
        st.builds(lambda given, at: given[: at % (len(given) + 1)], text, st.integers(0, 99)),
        ODD,
        HALVES,
    )


def _value(parameter: Parameter) -> st.SearchStrategy[str]:
    ids = st.sampled_from(_ids())
    short = ids.map(lambda name: name.removeprefix("site-"))
    several = st.lists(st.one_of(ids, short, ODD), max_size=6).map(",".join)
    number = st.one_of(st.integers(-10, 10**6).map(str), st.floats(-200, 200).map(str))
    known = {
        ValueKind.IDS: several,
        ValueKind.ID: st.one_of(ids, short),
        ValueKind.TOWN: st.integers(0, 10**9).map(str),
        ValueKind.NUMBER: number,
        ValueKind.DAY: st.dates().map(str),
        ValueKind.WORD: st.sampled_from(parameter.words or ("",)),
        ValueKind.RANGE: st.builds("{}-{}".format, number, number),
        ValueKind.TEXT: st.sampled_from(names()),
    }[parameter.kind]
    return _mostly(known)


def _of_page(page: PageAddress) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Names and values of a page's address, mostly its own."""
    own = [st.tuples(st.just(known.name), _value(known)) for known in page.parameters]
    language = st.tuples(st.just(LANGUAGE), st.one_of(st.sampled_from(("en", "ru", "ur")), ODD))
    strange = st.tuples(_spoiled(st.sampled_from(("q", "embed", "part", "id", "format"))), ODD)
    usual = st.lists(st.one_of(*own, language), max_size=4)
    odd = st.lists(st.one_of(*own, language, strange), max_size=5)
    return st.integers(1, 10).flatmap(lambda chance: odd if chance == _UNLUCKY else usual)


def _asking(path: st.SearchStrategy[str], pairs: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Requests whose values are escaped as browsers do, and some whose are not."""

    def made(where: str, given: list[tuple[str, str]], raw: str) -> SentRequest:
        query = urlencode(given, errors="surrogatepass")
        return SentRequest(quote(where, safe="/%.", errors="surrogatepass"), query + raw)

    raw = st.integers(1, 10).flatmap(
        lambda chance: st.sampled_from(_RAW) if chance == _UNLUCKY else st.just("")
    )
    return st.builds(made, path, pairs, raw)


#: What no browser writes behind a query.
_RAW = ("&%", "&%zz=%zz", "&%00", "&a=%ff%fe", "&=", "&&&", "&a;b", "&a=b=c", "&%ed%a0%80", "&+")


def _searches() -> st.SearchStrategy[Any]:
    words = st.lists(_spoiled(st.sampled_from(names())), min_size=1, max_size=4).map(" ".join)
    between = st.sampled_from((" to ", " до ", " سے ", " near ", " since ", " – ", "-", ", ", "; "))
    pair = st.builds("{}{}{}".format, words, between, words)
    place = st.builds("{}{}{}".format, st.floats(-400, 400), between, st.floats(-400, 400))
    said = st.one_of(words, pair, place, ODD, HALVES)
    asked = st.one_of(
        st.tuples(st.just("q"), said),
        st.tuples(st.just("q"), said),
        st.tuples(st.just("town"), _spoiled(st.integers(0, 10**9).map(str))),
        st.tuples(st.just(LANGUAGE), st.one_of(st.sampled_from(("en", "ru", "ur")), ODD)),
    )
    return _asking(st.just("/atlas/search"), st.lists(asked, min_size=1, max_size=3))


def _routes() -> st.SearchStrategy[Any]:
    return _asking(st.just("/atlas/ways"), _question())


def _question() -> st.SearchStrategy[list[tuple[str, str]]]:
    """Names and values of a question of routes: two places, and what else it may say."""
    choices = cache.query_choices()
    places = st.sampled_from([name.removeprefix("site-") for name in choices.places])
    ends = [st.tuples(st.just(name), _mostly(places)) for name in ("from", "to")]
    sets = [
        st.tuples(st.just(name), st.lists(_mostly(st.sampled_from(sorted(known))), max_size=4))
        for name, known in choices.known.items()
        if known
    ]
    more = [
        st.tuples(st.just(known.name), _value(known))
        for known in ROUTES.parameters
        if known.kind in (ValueKind.WORD, ValueKind.DAY, ValueKind.RANGE)
    ]
    joined = [each.map(lambda both: (both[0], ",".join(both[1]))) for each in sets]
    rest = st.one_of(st.lists(st.one_of(*joined, *more), max_size=3), _of_page(ROUTES))
    return st.builds(lambda start, goal, own: [start, goal, *own], *ends, rest)


def _mostly(sound: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sound texts, but for one of ten."""
    spoiled = _spoiled(sound)
    return st.integers(1, 10).flatmap(lambda chance: spoiled if chance == _UNLUCKY else sound)


def _links() -> st.SearchStrategy[Any]:
    """Pages, citations and feeds."""
    made = []
    for page in PAGES:
        made.append(_asking(st.just(f"/{page.path}"), _of_page(page)))
        made.append(_asking(st.just(f"/atlas/cite/{page.path}"), _of_page(page)))
    days = st.tuples(st.sampled_from(("since", "until")), _mostly(st.dates().map(str)))
    project = st.tuples(st.just("project"), _mostly(st.sampled_from(_ids())))
    feed = st.lists(st.one_of(days, project), max_size=3)
    ends = st.sampled_from(("/atlas/changes.atom", "/atlas/changes.json"))
    path = _spoiled(st.sampled_from(("atlas/", "atlas/own/a/b/1/2/3", "atlas/cite/", "data", "x")))
    anywhere = path.map(lambda text: f"/{text.lstrip('/')}")
    return st.one_of(*made, _asking(ends, feed), _asking(anywhere, _of_page(DATA)))


def _exports() -> st.SearchStrategy[Any]:
    """Downloads of each kind and format."""
    endings = st.sampled_from([known.ending for known in FORMATS])
    project = st.sampled_from([project.id for project in cache.atlas().projects])
    table = st.sampled_from([table_slug(title) for title in TABLES])
    kinds = (
        (project.map("project-{}".format), _of_page(PROJECT)),
        (table.map("table-{}".format), _of_page(DATA)),
        (st.just("layers"), _of_page(MAP)),
        (st.just("map"), _of_page(MAP)),
        (st.just("route"), _question()),
        (st.just("if-built"), _question()),
        (st.just("ports"), _question()),
        (st.just("compare"), _of_page(COMPARE)),
        (st.just("events"), _of_page(TIMELINE)),
    )
    one_of = []
    for what, pairs in kinds:
        path = st.builds("/atlas/export/{}.{}".format, _mostly(what), _mostly(endings))
        one_of.append(_asking(path, pairs))
    return st.one_of(*one_of)


SEARCHES = Door("search", _searches, answered, seconds=3, share=22)
ROUTE_QUESTIONS = Door("routes", _routes, answered, seconds=8, share=10)
LINKS = Door("links", _links, answered, seconds=5, share=18)
EXPORTS = Door("exports", _exports, answered, seconds=12, share=3)
REQUEST_DOORS = (SEARCHES, ROUTE_QUESTIONS, LINKS, EXPORTS)
