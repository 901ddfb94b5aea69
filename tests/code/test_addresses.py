"""Every page's address is described once, and nobody reads or writes past the description."""

from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.routing.route_query import NAMES
from geo.views.addresses import DATA, MAP, PAGES, ROUTES, TIMELINE, ValueKind
from geo.views.tables import TABLES
from tests.conftest import ROOT

DOOR = Path("pages/ui/address.py")
PAST_THE_DOOR = ("session_state", "bind=", "st.query_params[", "query_params.get")
#: The map's view is read as a whole by `read_query`, the language before there is a page.
READERS = {
    Path("pages/ui/map_panel.py"),
    *map(Path, ("pages/server/answers.py", "pages/server/ways.py")),
}


def test_session_and_address_are_touched_in_one_file() -> None:
    found = {
        (path.relative_to(ROOT), word)
        for path in (ROOT / "pages").rglob("*.py")
        for word in PAST_THE_DOOR
        if word in path.read_text(encoding="utf-8")
    }
    assert {path for path, _ in found} - READERS == {DOOR}
    assert {path for path, word in found if word == "session_state"} == {DOOR}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_a_parameter_stands_once_in_a_page(page) -> None:
    names = [known.name for known in page.parameters]
    assert len(names) == len(set(names))
    with pytest.raises(KeyError, match="no parameter nonsense"):
        page["nonsense"]


def test_routes_take_what_a_question_has() -> None:
    assert {known.name for known in ROUTES.parameters} == {"view", *NAMES}


def test_every_facet_of_every_table_is_in_the_address(good_atlas: Atlas) -> None:
    described = {known.name for known in DATA.parameters}
    for table in TABLES.values():
        assert {facet.name for facet in table(good_atlas).facets} <= described


def test_the_timeline_keeps_all_that_the_map_says() -> None:
    # But for the day since which the welcome of the map page tells what changed.
    shared = {known for known in MAP.parameters if known.name != "since"}
    assert shared < set(TIMELINE.parameters)
    assert [known.name for known in MAP.of_kind(ValueKind.NUMBER)] == ["lat", "lon", "z"]
