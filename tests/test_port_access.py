"""Inland cities and their ports: today, if built, nearest by kilometres and by days."""

import pytest

from geo.port_access import CITIES, PORTS, PortMatrix, by_hours, by_km, port_matrix
from geo.route import Router
from geo.route_query import ParsedQuery
from geo.views.ports import port_rows, ports_page
from tests.route_cases import DEFAULT


@pytest.fixture(scope="module")
def table(shipped_router: Router) -> PortMatrix:
    return port_matrix(shipped_router, DEFAULT)


def test_every_city_has_every_port(table: PortMatrix) -> None:
    assert len(table.cells) == len(CITIES) * len(PORTS)


def test_what_is_built_never_lengthens(table: PortMatrix) -> None:
    pairs = [(one.today, one.built) for one in table.cells if one.today]
    assert pairs
    for today, built in pairs:
        assert built is not None
        assert built.km <= today.km + 1e-6
        assert built.hours.midpoint <= today.hours.midpoint + 1e-6


def test_a_cell_agrees_with_the_search_for_its_pair(
    shipped_router: Router, table: PortMatrix
) -> None:
    cell = next(one for one in table.of("site-tashkent") if one.port_id == "site-karachi-port")
    best = shipped_router.best(DEFAULT)
    assert best is not None
    assert cell.today is not None
    assert cell.today.hours.midpoint == pytest.approx(best.hours.midpoint)


def test_the_nearest_port(table: PortMatrix) -> None:
    assert table.nearest("site-moscow", by_km) == "site-st-petersburg"
    assert table.nearest("site-ashgabat", by_km) == "site-bandar-abbas"
    assert table.nearest("site-kabul", by_hours) == "site-karachi-port"
    assert table.nearest("site-nowhere", by_km) is None


def test_the_page_links_every_cell_to_its_pair(shipped_router: Router, table: PortMatrix) -> None:
    page = ports_page(shipped_router.atlas, ParsedQuery(DEFAULT), table)
    assert len(page.ports) == len(PORTS)
    first = page.rows[0]
    assert first.city == "Tashkent"
    assert first.nearest
    assert first.cells[0].today_query == "from=tashkent&to=karachi-port"
    assert "reach=proposed" in first.cells[0].built_query


def test_the_file_has_numbers(shipped_router: Router, table: PortMatrix) -> None:
    rows = port_rows(shipped_router.atlas, table)
    assert len(rows) == len(table.cells)
    assert rows[0]["km_today"] == round(table.cells[0].today.km)


def test_a_way_through_a_post_of_unknown_state_is_marked(
    shipped_router: Router, table: PortMatrix
) -> None:
    kabul = next(one for one in table.of("site-kabul") if one.port_id == "site-karachi-port")
    assert kabul.today is not None
    assert kabul.today.is_silent
    home = next(one for one in table.of("site-moscow") if one.port_id == "site-st-petersburg")
    assert home.today is not None
    assert not home.today.is_silent
    page = ports_page(shipped_router.atlas, ParsedQuery(DEFAULT), table)
    assert any(cell.today.endswith(" ?") for row in page.rows for cell in row.cells)
