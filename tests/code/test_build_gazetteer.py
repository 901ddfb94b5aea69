"""The gazetteer: what is kept, and how names are cleaned. No network."""

import json
import struct
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from geo.pipeline import gazetteer
from geo.pipeline.gazetteer import (
    GazetteerPlace,
    clean_name,
    is_kept,
    untagged,
)


def record(**changes):
    fields = {
        "geonameid": 1167528,
        "name": "Quetta",
        "latitude": 30.184138,
        "longitude": 67.00141,
        "countrycode": "PK",
        "admin1code": "02",
        "population": 1565546,
        "alternatenames": ["Shalkot", "Квета", "کوئٹہ", "कोट्टा", "كويته", "Квета"],
    }
    return {**fields, **changes}


def write_names(path: Path, names: dict[str, str]) -> Path:
    """A gettext file as the package has it: two tables of offsets, then the texts."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **names}.items())
    keys = [key.encode() for key, _ in pairs]
    values = [value.encode() for _, value in pairs]
    at = 28 + 16 * len(pairs)
    tables, body = [], b""
    for texts in (keys, values):
        for text in texts:
            tables.append(struct.pack("<II", len(text), at + len(body)))
            body += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.write_bytes(head + b"".join(tables) + body)
    return path


@pytest.fixture
def translations(tmp_path):
    named = {
        "en": {"PK.02": "Balochistan", "1167528": "Quetta"},
        "ur": {"1167528": "کوئٹہ"},
        "fa": {"1167528": "کویته، پاکستان"},
        "ru": {"1167528": "Kvetta"},
    }
    return {
        language: gazetteer.read_names(write_names(tmp_path / f"{language}.mo", names))
        for language, names in named.items()
    }


def read(tmp_path, translations, *records):
    path = tmp_path / "cities.json"
    path.write_text(
        json.dumps({str(record["geonameid"]): record for record in records}), encoding="utf-8"
    )
    return gazetteer.read_places(path, translations)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, True),
        ({"population": 0}, True),  # a village of a core country
        ({"countrycode": "RU", "population": 15_000}, False),
        ({"countrycode": "RU", "population": 15_001}, True),
        ({"longitude": 24.99}, False),
        ({"latitude": 62.0}, True),
        ({"latitude": 19.0}, False),
    ],
)
def test_small_places_are_kept_in_core_countries_only(changes, kept):
    assert is_kept(record(**changes)) is kept


def test_a_place_gets_its_names_by_language_and_its_region(tmp_path, translations):
    (place,) = read(tmp_path, translations, record())
    assert place == GazetteerPlace(
        geoname_id=1167528,
        name="Quetta",
        country="PK",
        region="Balochistan",
        lon=67.0014,
        lat=30.1841,
        population=1565546,
        names={"ur": "کوئٹہ", "fa": "کویته"},
        also=("Квета", "كويته"),
    )


def test_places_come_by_id_and_an_unknown_region_is_empty(tmp_path, translations):
    other = record(geonameid=7, name="Nowhere", admin1code="99", alternatenames=[])
    places = read(tmp_path, translations, record(), other)
    assert [(place.geoname_id, place.region) for place in places] == [
        (7, ""),
        (1167528, "Balochistan"),
    ]


@pytest.mark.parametrize(
    ("raw", "language", "name"),
    [
        ("آق‌تپه، قزاقستان", "fa", "آق‌تپه"),
        ("ساہِيوال", "ur", "ساہیوال"),
        ("كندز", "fa", "کندز"),
        ("ټاکي", "ps", "ټاکي"),
        ("Орал (Казахстан)", "ru", "Орал"),
        ("Āstārā", "fa", ""),
        ("Aqtaū", "kk", "Aqtaū"),
        ("奎達", "zh", "奎達"),
        ("", "ur", ""),
        ("12", "ru", ""),
    ],
)
def test_names_lose_hints_and_stay_in_their_script(raw, language, name):
    assert clean_name(raw, language) == name


def test_untagged_spellings_are_arabic_or_cyrillic_and_new():
    names = ["Kandahar", "Кандагар", "قندهار", "कंधार", "Кандагар", "Kandahār"]
    assert untagged(names, {"قندهار"}) == ("Кандагар",)


def test_the_file_is_the_same_every_time(tmp_path, translations):
    places = read(tmp_path, translations, record(), record(geonameid=9, alternatenames=[]))
    for name in ("one", "other"):
        gazetteer.write_places(tmp_path / name, places, {"PK": "Pakistan"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    first, second = pq.read_table(tmp_path / "one").to_pylist()
    assert (first["geonameid"], first["also"]) == (9, None)
    assert (second["country_name"], second["ur"], second["tg"]) == ("Pakistan", "کوئٹہ", None)
