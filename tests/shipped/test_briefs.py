"""Briefs: two pages of a project, a comparison and a route, always the same, without a network."""

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from geo.mapview.copies.brief_maps import BriefMaps
from geo.mapview.fonts import PIECES
from geo.records.dates import Day, today, when
from geo.records.texts import in_english
from geo.routing.route_query import assumptions_of
from geo.views.briefs.brief import ROOMS, Brief, BriefPicture, Part, Room, Said, printed, row
from geo.views.briefs.project_brief import project_brief
from geo.views.briefs.route_brief import route_brief
from geo.views.components import Footnotes
from geo.views.exports.citation import cite
from geo.views.facts import local_names
from geo.views.routes.route_page import route_page
from pages.server.exports.copies import COPIES
from pages.server.serve import middleware, routes
from pages.server.ways import route_of_address
from pages.ui import cache
from tests.shipped.test_exports import TestClient

#: The projects of which most is known, a comparison of four, a question with an answer and one
#: without.
BRIEFS = (
    "project.pdf?id=uap-railway",
    "project.pdf?id=pakistan-steel-mills",
    "compare.pdf?with=carec-5,carec-6a,carec-6b,pakistan-steel-mills",
    "route.pdf?from=karachi-port&to=tashkent",
    "route.pdf?from=karachi-port&to=tashkent&closed-countries=PK",
)
_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.mark.parametrize("address", BRIEFS)
def test_a_brief_has_two_pages_at_most_and_is_always_the_same(
    address: str, client: TestClient
) -> None:
    answer = client.get(f"/atlas/export/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert 1 <= len(_PAGE.findall(answer.content)) <= 2
    what, _, query = address.partition(".pdf?")
    pairs = [tuple(pair.split("=", 1)) for pair in query.split("&")]
    again = in_english(COPIES[what, "pdf"](pairs, "http://testserver/").make)
    assert again == answer.content


def test_a_brief_of_nothing_is_refused_with_a_sentence(client: TestClient) -> None:
    for address, status in (
        ("project.pdf", 400),
        ("project.pdf?id=no-such", 404),
        ("compare.pdf?with=no-such", 400),
        ("route.pdf?from=no-such", 400),
    ):
        answer = client.get(f"/atlas/export/{address}")
        assert answer.status_code == status
        assert answer.text.endswith(".")


def test_without_typst_one_sentence_tells_what_does_the_same(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "typst" else found(name)
    )
    answer = client.get("/atlas/export/project.pdf?id=main-line-1")
    assert answer.status_code == 501
    assert "[brief]" in answer.text
    assert "Print" in answer.text


def test_what_has_no_room_is_counted_and_sources_are_numbered_anew() -> None:
    citation = cite(cache.atlas(), "", (), "https://atlas.example/")
    assert citation
    rows = tuple(row(Said("word " * 90, (7, 9)), "b") for _ in range(40))
    brief = Brief("Kind", "Title", (), (Part("Part", rows, (1, 1)),), ())
    told = printed(brief, citation, BriefPicture("", (), {}), ROOMS[-1])
    (part,) = told["parts"]
    assert part["more"] == "and 38 more, see the link"
    assert when(today().isoformat()) in told["citation"]
    assert {tuple(cells[0]["notes"]) for cells in part["rows"]} == {(1, 2)}
    assert all(len(cells[0]["text"]) <= ROOMS[-1].letters for cells in part["rows"])


def test_a_doubt_is_told_and_never_cut_away() -> None:
    brief = project_brief(cache.atlas(), cache.countries(), "pakistan-steel-mills")
    figures = [cell for part in brief.parts for cells in part.rows for cell in cells]
    assert {"1.1 Mt/y", "1973"} <= {cell.text for cell in figures if cell.doubt}
    citation = cite(cache.atlas(), "", (), "https://atlas.example/")
    assert citation
    part = Part("Part", (row(Said("word " * 90, doubt="doubtful")),), (1,))
    brief = Brief("Kind", "Title", (), (part,), ())
    told = printed(brief, citation, BriefPicture("", (), {}), ROOMS[-1])
    assert told["parts"][0]["rows"][0][0]["text"].endswith("… [doubtful]")


def test_posts_that_are_shut_beside_the_routes_are_told() -> None:
    asked, problem = route_of_address(
        {"from": "karachi-port", "to": "tashkent", "day": "2025-10-15"}
    )
    assert not problem
    answer = cache.route_answer(asked)
    page = route_page(cache.atlas(), asked.query, answer, assumptions_of(asked, cache.router()))
    assert "Chaman" in page.also_shut
    brief = route_brief(page)
    assert page.also_shut in [said.text for said in brief.lead]
    assert ". Quickest, known to be open" in brief.parts[0].rows[0][1].text


def test_the_map_of_routes_tells_a_shut_post_and_its_day() -> None:
    asked, _ = route_of_address(
        {"from": "peshawar", "to": "jalalabad", "day": "2025-10-15", "last-known-closed": "use"}
    )
    answer = cache.route_answer(asked)
    assert any(route.shut_crossings for route in answer.routes)
    style = cache.style()
    assert style
    maps = BriefMaps(cache.atlas(), cache.data_folder(), style, cache.project_colours())
    picture = maps.route(asked.query, answer)
    assert "through a post last known closed" in [entry.words for entry in picture.legend]
    assert 'stroke-dasharray="8 6 1 6"' in picture.svg
    # Closed on that day, and known to be: a full sign, while today nothing is known of it.
    assert picture.has_posts
    full = f'fill="{style["theme"]["bad"]["light"]}"'
    assert full in picture.svg
    later = replace(asked.query, day=Day(2026, 10, 1))
    assert full not in maps.route(later, answer).svg


def test_every_letter_of_names_and_sources_is_in_the_fonts_of_briefs() -> None:
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ", ".join(PIECES.values()))
    letters = {
        chr(code)
        for first, last in ranges
        for code in range(int(first, 16), int(last or first, 16) + 1)
    }
    atlas = cache.atlas()
    citation = cite(atlas, "", (), "https://atlas.example/")
    assert citation
    notes = Footnotes(atlas)
    cited = row(Said("all", notes(source.id for source in atlas.sources)))
    names = local_names([pair for project in atlas.projects for pair in project.names.local()])
    part = Part("Part", (cited,), (1,))
    brief = Brief("Kind", "Title", (), (part,), notes.footnotes(), names)
    room = Room(1, 100, len(atlas.sources))
    told = printed(brief, citation, BriefPicture("", (), {}), room)
    assert {"ur", "ru"} <= {name["lang"] for name in told["names"]}
    texts = [entry["text"] for entry in (*told["names"], *told["sources"])]
    assert len(texts) > len(atlas.sources)
    assert {letter for text in texts for letter in text} <= letters
