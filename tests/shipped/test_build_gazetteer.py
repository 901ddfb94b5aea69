"""The gazetteer that is shipped: its size, its names, its region."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from geo.pipeline.gazetteer import (
    CORE,
    LANGUAGES,
    REGION,
)

GAZETTEER = Path(__file__).parents[2] / "data" / "gazetteer"
LARGEST_KB = 400


@pytest.fixture(scope="module")
def rows():
    return pq.read_table(GAZETTEER / "places.parquet").to_pylist()


def test_the_file_is_small():
    assert (GAZETTEER / "places.parquet").stat().st_size <= LARGEST_KB * 1000


def test_places_lie_in_the_region_once_each(rows):
    ids = [row["geonameid"] for row in rows]
    assert ids == sorted(set(ids))
    assert len(ids) > 9000
    assert all(REGION.west <= row["lon"] <= REGION.east for row in rows)
    assert all(REGION.south <= row["lat"] <= REGION.north for row in rows)
    assert {row["country"] for row in rows} >= CORE
    assert all(row["name"] and row["country_name"] for row in rows)


def test_every_language_names_some_places(rows):
    for language in LANGUAGES:
        named = [row for row in rows if row[language]]
        assert named, language
        assert all(row[language] != row["name"] for row in named), language


def test_quetta_is_named_in_all_scripts(rows):
    quetta = next(row for row in rows if row["name"] == "Quetta")
    assert (quetta["ur"], quetta["ru"], quetta["fa"]) == ("کوئٹہ", "Кветта", "کویته")
    assert (quetta["country_name"], quetta["region"]) == ("Pakistan", "Balochistan")


def test_the_readme_counts_what_is_there(rows):
    text = (GAZETTEER / "README.md").read_text(encoding="utf-8")
    assert f"{len(rows):,} places" in text
    assert all(f"`{column}`" in text for column in rows[0])
