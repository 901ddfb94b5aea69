"""Towns of the shipped gazetteer."""

import shutil
from pathlib import Path

import pytest

from geo.search.gazetteer import DISPUTED, Town, read_towns
from tests.conftest import ROOT

QUETTA, AKTAU, SRINAGAR, SIMFEROPOL = 1167528, 1526269, 1255634, 693805


@pytest.fixture(scope="module")
def towns() -> dict[int, Town]:
    return {town.geoname_id: town for town in read_towns(ROOT / "data")}


def test_a_town_has_names_and_a_place(towns: dict[int, Town]) -> None:
    quetta = towns[QUETTA]
    assert (quetta.id, quetta.name, quetta.where) == (
        "geonames-1167528",
        "Quetta",
        "Balochistan, Pakistan",
    )
    assert quetta.local == ("ur", "کوئٹہ")
    assert quetta.kind == "City (GeoNames)"
    assert (quetta.at.lon, quetta.at.lat) == pytest.approx((67.0014, 30.1841))


def test_the_other_aktau_is_a_town_without_a_local_name(towns: dict[int, Town]) -> None:
    assert (towns[AKTAU].where, towns[AKTAU].kind) == (
        "Karaganda Region, Kazakhstan",
        "Town (GeoNames)",
    )
    assert towns[AKTAU].local is None


def test_the_english_name_comes_before_the_local_one(towns: dict[int, Town]) -> None:
    termez = towns[1215957]
    assert termez.name == "Termez"
    assert ("en", "Tirmiz") in termez.names


@pytest.mark.parametrize(
    ("geoname_id", "where"), [(SRINAGAR, "Jammu and Kashmir"), (SIMFEROPOL, "Crimea")]
)
def test_disputed_regions_stand_without_a_country(
    towns: dict[int, Town], geoname_id: int, where: str
) -> None:
    assert towns[geoname_id].where == where


def test_every_disputed_region_is_spelt_as_in_the_file(towns: dict[int, Town]) -> None:
    assert set(DISPUTED) <= {town.region for town in towns.values()}


def test_every_town_says_where_it_is(towns: dict[int, Town]) -> None:
    assert [town.id for town in towns.values() if not town.where] == []


def test_check_reports_a_damaged_gazetteer(good_folder: Path) -> None:
    from geo.__main__ import main  # noqa: PLC0415

    shutil.copytree(ROOT / "data" / "gazetteer", good_folder / "gazetteer")
    assert main(["check", str(good_folder)]) == 0
    (good_folder / "gazetteer" / "places.parquet").write_bytes(b"")
    assert main(["check", str(good_folder)]) == 1
