"""What many ask for at once is made once, and what is kept holds for its language and atlas."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
import streamlit_folium

from geo.mapview.folium_map import SmallMap, atlas_map, small_atlas_map
from geo.records.texts import ENGLISH, use_language
from geo.routing.route_model import RouteQuery
from geo.routing.route_query import ParsedQuery
from geo.routing.router import RouteAnswer, Router
from geo.views.verdicts.verdict import Judge
from pages.server.exports.export import ExportFile, KeptFiles
from pages.ui import cache, map_panel
from tests.conftest import GOOD

MANY = 20


@pytest.fixture(autouse=True)
def _good_atlas(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_DATA", str(GOOD))
    _forget()
    yield
    use_language(ENGLISH)
    _forget()


def _forget() -> None:
    for kept in cache.CACHES:
        kept.cache_clear()


class Workshop:
    """Makes something once all have asked for it, and counts how often."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make, self.made, self.may = make, 0, Event()

    def __call__(self, *asked: object) -> Any:
        self.made += 1
        self.may.wait(10)
        return self.make(*asked)


def answers_of_many(workshop: Workshop, ask: Callable[[], object]) -> list[object]:
    here = Barrier(MANY + 1)

    def asked(_: int) -> object:
        here.wait()
        return ask()

    with ThreadPoolExecutor(MANY) as readers:
        found = [readers.submit(asked, number) for number in range(MANY)]
        here.wait()
        workshop.may.set()
        return [answer.result() for answer in found]


def test_routes_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ParsedQuery(RouteQuery("site-alfa", "site-charlie"))
    cache.router()
    workshop = Workshop(lambda *_: RouteAnswer((), None))
    monkeypatch.setattr(Router, "find_routes", lambda _self, *asked: workshop(*asked))
    found = answers_of_many(workshop, lambda: cache.route_answer(asked))
    assert workshop.made == 1
    assert all(answer is found[0] for answer in found)


def test_what_gives_verdicts_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(lambda *_: None)
    monkeypatch.setattr(Judge, "__init__", lambda _self, *asked: workshop(*asked))
    assert len(set(map(id, answers_of_many(workshop, cache.judge)))) == 1
    assert workshop.made == 1


def test_an_export_is_written_once() -> None:
    files = KeptFiles(1000)
    workshop = Workshop(lambda: ExportFile("a.csv", "text/csv", b"a", None, "tag"))
    found = answers_of_many(workshop, lambda: files.get("a", workshop))
    assert (workshop.made, len(set(map(id, found)))) == (1, 1)


def test_details_are_made_once_for_a_language_and_an_atlas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workshop = Workshop(map_panel.panel)
    monkeypatch.setattr(map_panel, "panel", workshop)
    found = answers_of_many(workshop, lambda: map_panel.details_html("site-alfa"))
    assert workshop.made == 1
    assert "Alfa" in str(found[0])
    use_language("xx")
    assert map_panel.details_html("site-alfa") != found[0]
    use_language(ENGLISH)
    cache._kept.cache_clear()  # another atlas, and nothing else forgotten
    assert map_panel.details_html("site-alfa") == found[0]
    assert workshop.made == 3


def test_a_map_is_told_as_its_component_would_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **said: told.append(said))
    files = cache.payload()
    shown = SmallMap(layers=("line",))
    options = {"use_container_width": True, "returned_objects": []}
    for chart in (atlas_map(files), small_atlas_map(files, shown)):
        streamlit_folium.st_folium(chart, key="a", height=7, **options)
    ours = [
        map_panel._told_by_folium(chart, key="a", height=7, **options)
        for chart in (atlas_map(files), small_atlas_map(files, shown))
    ]
    assert [_without_handler(said) for said in ours] == [_without_handler(said) for said in told]
    assert {"script", "key"} <= set(ours[0])


def _without_handler(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "on_change"}
