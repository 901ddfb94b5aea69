"""Inland cities and their ports: today, if built, nearest by kilometres and by days."""

from dataclasses import replace

import pytest

from geo.records.dates import Day
from geo.routing.port_access import CITIES, PORTS, PortMatrix, port_matrix
from geo.routing.route_model import Objective
from geo.routing.route_query import ParsedQuery
from geo.routing.router import Router
from geo.views.routes.ports import port_rows, ports_page
from pages.ui.html import render
from tests.conftest import DEFAULT


@pytest.fixture(scope="module")
def table(shipped_router: Router) -> PortMatrix:
    return port_matrix(shipped_router, DEFAULT)


def test_every_city_has_every_port(table: PortMatrix) -> None:
    assert len(table.pairs) == len(CITIES) * len(PORTS)


def test_what_is_built_never_lengthens(table: PortMatrix) -> None:
    # Where nobody knows of a way, a longer one that is known to be open may come before it.
    known = [pair for pair in table.pairs if pair.today and not pair.today.is_unsure]
    pairs = [(pair.today, pair.built) for pair in known]
    assert pairs
    for today, built in pairs:
        assert built is not None
        assert built.km <= today.km + 1e-6
        assert built.hours.midpoint <= today.hours.midpoint + 1e-6


def test_every_cell_agrees_with_the_search_for_its_pair(
    shipped_router: Router, table: PortMatrix
) -> None:
    for pair in table.pairs:
        query = replace(DEFAULT, from_id=pair.city_id, to_id=pair.port_id)
        best = shipped_router.best(query)
        assert (best is None) == (pair.today is None)
        if best and pair.today:
            assert pair.today.hours.midpoint == pytest.approx(best.hours.midpoint)
            assert pair.today.frontiers == len(best.crossings)
            assert pair.today.gauge_changes == len(best.gauge_changes)
            short = shipped_router.best(replace(query, objective=Objective.KM))
            assert short
            assert pair.today.km == pytest.approx(short.km)
            assert pair.today.is_unsure == (any(best.doubts) or any(short.doubts))


def test_the_nearest_port(table: PortMatrix) -> None:
    assert table.nearest("site-moscow", Objective.KM) == "site-st-petersburg"
    assert table.nearest("site-ashgabat", Objective.KM, if_open=True) == "site-bandar-abbas"
    assert table.nearest("site-nowhere", Objective.KM) is None


def test_who_knows_that_a_port_can_be_reached_comes_first(table: PortMatrix) -> None:
    for city in CITIES:
        port = table.nearest(city, Objective.HOURS)
        for pair in table.pairs_of_city(city):
            if pair.port_id == port:
                assert pair.today is not None
                assert not pair.today.is_unsure


def test_kabul_is_nearest_to_karachi_while_the_border_is_open(shipped_router: Router) -> None:
    open_day = port_matrix(shipped_router, replace(DEFAULT, day=Day(2025, 8, 1)))
    assert open_day.nearest("site-kabul", Objective.KM, if_open=True) == "site-karachi-port"


def test_war_changes_no_nearest_port(shipped_router: Router) -> None:
    before, after = (
        port_matrix(shipped_router, replace(DEFAULT, day=Day(2026, 2, day))) for day in (25, 26)
    )
    for city in CITIES:
        assert before.nearest(city, Objective.KM) == after.nearest(city, Objective.KM)


def test_the_page_links_every_cell_to_its_pair(shipped_router: Router, table: PortMatrix) -> None:
    page = ports_page(shipped_router.atlas, ParsedQuery(DEFAULT), table)
    first = page.cities[0]
    assert first.city == "Tashkent"
    assert first.nearest
    assert len(first.rows) == len(PORTS)
    row = first.rows[0]
    assert row.today.query == "from=tashkent&to=karachi-port&day=2026-03-31"
    assert "reach=proposed" in row.built.query
    assert "modes=rail,road,sea" in row.sea_today.query
    assert "border" in row.today.counts
    assert "gauge change" in row.today.counts


def test_the_nearest_port_is_told_as_known_and_as_hoped(
    shipped_router: Router, table: PortMatrix
) -> None:
    page = ports_page(shipped_router.atlas, ParsedQuery(DEFAULT), table)
    text = render("ports", page=page)
    for city_id, city in zip(CITIES, page.cities, strict=True):
        known, hoped = (
            [
                table.nearest(city_id, value, if_open=if_open)
                for value in (Objective.KM, Objective.HOURS)
            ]
            for if_open in (False, True)
        )
        marks = {
            pair.port_id: row.mark
            for pair, row in zip(table.pairs_of_city(city_id), city.rows, strict=True)
        }
        assert {port for port, mark in marks.items() if mark} == {*known, *hoped} - {None}
        assert all(marks[port] == "nearest, known open" for port in known if port)
        assert all(marks[port] == "nearest if open" for port in set(hoped) - set(known) if port)
        assert bool(city.if_open) == (known != hoped)
    tashkent = page.cities[0]
    assert tashkent.if_open
    assert f"nearest if open: <b>{tashkent.if_open}</b>" in text


def test_the_way_by_sea_stands_beside(table: PortMatrix) -> None:
    for pair in table.pairs:
        assert pair.sea_built is not None
        if pair.sea_today:
            assert pair.sea_built.hours.midpoint <= pair.sea_today.hours.midpoint + 1e-6


def test_the_file_has_numbers(shipped_router: Router, table: PortMatrix) -> None:
    rows = port_rows(shipped_router.atlas, table)
    assert len(rows) == len(table.pairs)
    assert rows[0]["km_today"] == round(table.pairs[0].today.km)


def test_a_way_through_a_post_of_unknown_state_is_marked(
    shipped_router: Router, table: PortMatrix
) -> None:
    unsure = [pair for pair in table.pairs if pair.today and pair.today.is_unsure]
    assert unsure
    home = next(
        pair for pair in table.pairs_of_city("site-moscow") if pair.port_id == "site-st-petersburg"
    )
    assert home.today is not None
    assert not home.today.is_unsure
    page = ports_page(shipped_router.atlas, ParsedQuery(DEFAULT), table)
    assert any(row.today.words.endswith(" ?") for city in page.cities for row in city.rows)
