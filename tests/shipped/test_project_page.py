"""The page of one project: ladder, figures, promises, kilometres, chain."""

import pytest

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.reading.network.countries import AT_SEA, OUTLINES, Countries, read_countries
from geo.records.as_of import as_of
from geo.records.dates import Day
from geo.records.errors import UnknownId
from geo.records.model import LonLat
from geo.records.vocab import Lifecycle, Quantity
from geo.views.pages.project_page import ProjectPage, project_page, shares_by_country
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def countries() -> Countries:
    return read_countries(ROOT / "data" / OUTLINES)


def page(atlas: Atlas, countries: Countries, project_id: str) -> ProjectPage:
    return project_page(atlas, countries, project_id)


def reached(found: ProjectPage) -> list[str]:
    (ladder,) = found.panel.ladders
    return [step.rung for step in ladder.steps if step.reached]


def test_an_unknown_project_is_refused(shipped_atlas: Atlas, countries: Countries) -> None:
    with pytest.raises(UnknownId):
        page(shipped_atlas, countries, "no-such-project")


@pytest.mark.parametrize(
    ("project_id", "highest"),
    [
        ("pakistan-steel-mills", "Service"),
        ("uap-railway", "Study"),
        ("pakistan-central-asia-russia", "Statement"),
    ],
)
def test_the_ladder_stops_where_the_records_stop(
    project_id: str, highest: str, shipped_atlas: Atlas, countries: Countries
) -> None:
    assert reached(page(shipped_atlas, countries, project_id))[-1] == highest.capitalize()


def test_uap_is_ratified_in_one_state_and_studied(
    shipped_atlas: Atlas, countries: Countries
) -> None:
    found = reached(page(shipped_atlas, countries, "uap-railway"))
    assert {"Framework agreement", "Ratification", "Study"} <= set(found)
    assert {"Finance", "Contract", "Works", "Service"}.isdisjoint(found)


def test_figures_stand_side_by_side(shipped_atlas: Atlas, countries: Countries) -> None:
    figures = page(shipped_atlas, countries, "uap-railway").figures
    lengths = [figure for figure in figures if figure.quantity is Quantity.LENGTH_KM]
    costs = [figure for figure in figures if figure.unit == "US$ bn"]
    assert len(lengths) >= 10
    assert len(costs) >= 8
    assert all(figure.who and figure.scope and figure.sources for figure in figures)


def test_a_figure_that_geometry_rules_out_says_why(
    shipped_atlas: Atlas, countries: Countries
) -> None:
    figures = page(shipped_atlas, countries, "uap-railway-torkham").figures
    out = [figure for figure in figures if figure.ruled_out]
    assert {figure.low for figure in out} == {573}
    assert all("km" in figure.ruled_out for figure in out)


def test_the_ledger_says_missed_by_how_long(shipped_atlas: Atlas, countries: Countries) -> None:
    pledges = page(shipped_atlas, countries, "pakistan-russia-pilot-train").pledges
    first = next(pledge for pledge in pledges if pledge.due == "22 June 2025")
    assert first.standing == "missed"
    heard = as_of(shipped_atlas).project("pakistan-russia-pilot-train").day
    assert heard is not None
    late = (heard - Day(2025, 6, 22)).days
    assert first.words == f"missed by {late} days so far"
    steel = page(shipped_atlas, countries, "pakistan-steel-mills").pledges
    assert [pledge.standing for pledge in steel] == ["missed", "missed", "open"]


def test_the_chain_leads_from_the_berth_to_the_frontier(
    shipped_atlas: Atlas, countries: Countries
) -> None:
    chain = page(shipped_atlas, countries, "pakistan-steel-mills").chain
    assert [link.record_id for link in chain] == [
        "site-psm-jetty",
        "seg-psm-psm-jetty-psm",
        "area-psm-plant-zone",
        "site-psm",
        "seg-psm-psm-bin-qasim-jn",
        "seg-ml1-bin-qasim-jn-kotri",
        "site-kharlachi",
    ]
    assert any("3.36" in tonnes for tonnes in chain[0].tonnage)
    assert any("20" in tonnes for tonnes in chain[-1].tonnage)
    assert all(link.notes for link in chain)


@pytest.mark.parametrize(
    "project_id", ["uap-railway", "north-south-western", "karakoram-road-torugart"]
)
def test_kilometres_by_country_add_up_to_the_drawing(
    project_id: str, shipped_atlas: Atlas, countries: Countries
) -> None:
    segments = shipped_atlas.segments_of(project_id)
    total = sum(share.km for share in shares_by_country(segments, countries))
    assert total == pytest.approx(sum(map(drawn_km, segments)), rel=0.01)


def test_uap_lies_in_three_countries(shipped_atlas: Atlas, countries: Countries) -> None:
    found = shares_by_country(shipped_atlas.segments_of("uap-railway"), countries)
    assert {share.country for share in found} == {"Pakistan", "Afghanistan", "Uzbekistan"}
    paper = [share for share in found if share.state is Lifecycle.FEASIBILITY]
    assert {share.gauge for share in paper} == {"1520 mm"}


def test_a_line_over_open_sea_is_in_no_country(countries: Countries) -> None:
    assert set(countries.km_of((LonLat(63, 22), LonLat(64, 22)))) == {AT_SEA}


def test_without_outlines_no_kilometre_is_in_a_country_or_at_sea() -> None:
    assert Countries({}).km_of((LonLat(70, 30), LonLat(71, 30))) == {}


def test_every_project_has_a_page(shipped_atlas: Atlas, countries: Countries) -> None:
    for project in shipped_atlas.projects:
        found = page(shipped_atlas, countries, project.id)
        numbers = [note.number for note in found.footnotes]
        assert numbers == list(range(1, len(numbers) + 1)), project.id
        assert len(found.lines) == len(shipped_atlas.segments_of(project.id))
