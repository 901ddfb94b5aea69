"""The published data is sound and still says the things that the atlas was made to say."""

import re
from pathlib import Path

import pytest
import yaml

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km, length_km
from geo.records.vocab import (
    GeometryBasis,
    Lifecycle,
    Mode,
    Quantity,
    Rung,
    SiteKind,
    Word,
)
from tests.conftest import ROOT

STYLE = yaml.safe_load((ROOT / "data" / "style.yaml").read_text(encoding="utf-8"))
NOT_BUILT = {Lifecycle.DESIGN, Lifecycle.FEASIBILITY, Lifecycle.AGREED, Lifecycle.PROPOSED}
REAL_SHAPES = {GeometryBasis.SURVEYED, GeometryBasis.OSM}
CRS_MEMBER = '"crs"'
#: Points where roads or railways part; they have no name of their own.
NAMELESS = re.compile(r"-m\d+-|-junction$|-north$|-south$|-otar$")


def rungs(atlas: Atlas, project_id: str) -> set[Rung]:
    return {rung for rung, event in atlas.ladder(project_id) if event}


def figures(atlas: Atlas, subject: str, quantity: Quantity) -> list[str]:
    """Claims about a project and its variants, whose ids begin with its own."""
    return [
        claim.id
        for claim in atlas.claims
        if claim.subject_id.startswith(subject) and claim.quantity is quantity
    ]


def test_the_data_has_no_problem(shipped_atlas: Atlas) -> None:
    assert [issue.sentence() for issue in shipped_atlas.issues] == []


def test_there_is_enough_to_read(shipped_atlas: Atlas) -> None:
    assert len(shipped_atlas.events) >= 60
    assert len(shipped_atlas.articles) >= 60


# The steelworks


def test_the_mill_is_idle_since_june_2015(shipped_atlas: Atlas) -> None:
    mill = shipped_atlas.site("site-psm")
    assert (mill.lifecycle, mill.lifecycle_since) == (Lifecycle.IDLE, "2015-06-10")
    assert shipped_atlas.project("pakistan-steel-mills").lifecycle is Lifecycle.IDLE


def test_no_plant_or_berth_of_the_mill_is_called_operating(shipped_atlas: Atlas) -> None:
    plants = [
        site
        for site in shipped_atlas.sites
        if site.id.startswith("site-psm") and site.kind in {SiteKind.STEEL_PLANT, SiteKind.JETTY}
    ]
    assert plants
    assert Lifecycle.OPERATING not in {plant.lifecycle for plant in plants}


def test_the_mill_got_no_further_than_a_protocol(shipped_atlas: Atlas) -> None:
    order = list(Rung)
    reached = rungs(shipped_atlas, "pakistan-steel-mills")
    assert max(reached, key=order.index) is Rung.PROTOCOL


def test_the_mill_has_five_beginnings_in_print(shipped_atlas: Atlas) -> None:
    dates = {
        claim.text
        for claim in shipped_atlas.claims_of("pakistan-steel-mills")
        if claim.quantity is Quantity.FOUNDING
    }
    assert len(dates) >= 5


def test_the_two_khans_are_two_people(shipped_atlas: Atlas) -> None:
    by_name = {person.names.en: person for person in shipped_atlas.people}
    haroon, abdul = by_name["Haroon Akhtar Khan"], by_name["Abdul Aleem Khan"]
    assert haroon.id != abdul.id
    assert haroon.office != abdul.office
    assert set(haroon.project_ids).isdisjoint(abdul.project_ids)


# The railways


def test_uap_has_agreement_ratification_and_study_but_nothing_to_build_with(
    shipped_atlas: Atlas,
) -> None:
    reached = rungs(shipped_atlas, "uap-railway")
    assert {Rung.FRAMEWORK, Rung.RATIFICATION, Rung.STUDY} <= reached
    assert reached.isdisjoint({Rung.FINANCE, Rung.CONTRACT, Rung.WORKS, Rung.SERVICE})


def test_the_tianjin_understanding_is_a_statement_and_no_more(shipped_atlas: Atlas) -> None:
    assert rungs(shipped_atlas, "pakistan-central-asia-russia") == {Rung.STATEMENT}


def test_no_planned_uap_line_is_drawn_as_if_surveyed(shipped_atlas: Atlas) -> None:
    planned = [
        segment
        for segment in shipped_atlas.segments_of("uap-railway")
        if segment.lifecycle in NOT_BUILT
    ]
    crossing = {"AF"} & {
        country
        for segment in planned
        for end in (segment.from_id, segment.to_id)
        for country in shipped_atlas.site(end).countries
    }
    assert crossing == {"AF"}
    assert [segment.id for segment in planned if segment.geometry_basis in REAL_SHAPES] == []


def test_uap_figures_are_all_kept(shipped_atlas: Atlas) -> None:
    assert len(figures(shipped_atlas, "uap-railway", Quantity.LENGTH_KM)) >= 10
    costs = figures(shipped_atlas, "uap-railway", Quantity.COST_USD_BN)
    costs += figures(shipped_atlas, "uap-railway", Quantity.COST_USD_M)
    assert len(costs) >= 8


def test_kharlachi_is_on_the_frontier_and_not_at_karachi(shipped_atlas: Atlas) -> None:
    kharlachi, mill = shipped_atlas.site("site-kharlachi"), shipped_atlas.site("site-psm")
    assert kharlachi.countries == ("PK",)
    assert length_km((kharlachi.at, mill.at)) > 900


def test_thall_is_the_one_in_the_north_west(shipped_atlas: Atlas) -> None:
    thall = shipped_atlas.site("site-thall").at
    assert (thall.lat, thall.lon) == pytest.approx((33.365, 70.548), abs=0.02)


# Names

#: Language that the places of a country have a name in, besides English.
_OWN = {"PK": "ur", "AF": "fa", "IR": "fa", "RU": "ru", "KZ": "ru", "UZ": "ru", "TM": "ru"}
_READERS = ("ur", "ru", "fa")


def test_places_are_named_in_their_own_letters(shipped_atlas: Atlas) -> None:
    nameless = [
        site.id
        for site in shipped_atlas.sites
        if not NAMELESS.search(site.id)
        and any(not getattr(site.names, _OWN.get(country, "en")) for country in site.countries)
    ]
    assert nameless == []


def test_most_hubs_are_named_in_all_four_languages(shipped_atlas: Atlas) -> None:
    named = [
        site.id
        for site in shipped_atlas.sites
        if all(getattr(site.names, language) for language in _READERS)
    ]
    assert len(named) >= 120
    for word in ("kharlachi", "torghundi", "hairatan", "naibabad", "peshawar", "torkham"):
        assert f"site-{word}" in named


# Every line and every file


def test_every_line_is_longer_than_nothing_and_not_a_zigzag(shipped_atlas: Atlas) -> None:
    odd = {
        segment.id: drawn_km(segment)
        for segment in shipped_atlas.segments
        if not 0 < drawn_km(segment) <= 4 * length_km((segment.line[0], segment.line[-1]))
    }
    assert odd == {}


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "data").glob("*.geojson"), *(ROOT / "data").glob("layers/*.geojson")],
    ids=lambda path: path.name,
)
def test_geojson_has_no_crs_member(path: Path) -> None:
    assert CRS_MEMBER not in path.read_text(encoding="utf-8")


def test_every_site_file_in_the_folder_is_one_that_is_read(shipped_atlas: Atlas) -> None:
    names = {path.name for path in (ROOT / "data").glob("sites*.geojson")}
    assert names == {"sites.geojson", "sites-osm.geojson"}


# Words and how they are drawn


def test_every_lifecycle_word_is_translated_for_others() -> None:
    assert all(len(word.elsewhere) == 2 and all(word.elsewhere) for word in Lifecycle)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("lifecycle", Lifecycle),
        ("mode", Mode),
        ("site", SiteKind),
        ("basis", GeometryBasis),
    ],
)
def test_words_and_styles_are_the_same(part: str, words: type[Word]) -> None:
    assert set(STYLE[part]) == {str(word) for word in words}


def test_every_project_has_a_colour_and_every_colour_a_project(shipped_atlas: Atlas) -> None:
    assert set(STYLE["projects"]) == {project.id for project in shipped_atlas.projects}
