"""Places are found in every script and spelling, and homonyms ask which one is meant."""

import csv
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.records.model import LonLat
from geo.search.gazetteer import Town, read_towns
from geo.search.search import Answer, NameIndex
from tests.conftest import ROOT
from tests.each import for_each

_SPELLINGS = Path(__file__).parents[1] / "data" / "spellings.csv"
#: Far above what a search takes, so that only a change of its order of growth can break it.
_SLOWEST_S = 0.25


def spellings() -> list[tuple[str, str, str]]:
    with _SPELLINGS.open(encoding="utf-8", newline="") as file:
        return [(row["record"], row["letters"], row["spelling"]) for row in csv.DictReader(file)]


SPELLINGS = spellings()


@pytest.fixture(scope="module")
def names(shipped_atlas: Atlas) -> NameIndex:
    return NameIndex(shipped_atlas, lambda: read_towns(ROOT / "data"))


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize(
    ("words", "record_id"),
    [
        ("Peshawar", "site-peshawar"),
        ("peshawar ", "site-peshawar"),
        ("پشاور", "site-peshawar"),
        ("Пешавар", "site-peshawar"),
        ("白沙瓦", "site-peshawar"),
        ("کوئٹہ", "site-quetta"),
        ("كراچي", "site-karachi"),  # Arabic letters for Urdu ones
        ("مزار شریف", "site-mazar"),
        ("حیرتان", "site-hairatan"),
        ("قندهار", "site-kandahar"),
        ("قندھار", "site-kandahar"),
        ("Ташкент", "site-tashkent"),
        ("хайратан", "site-hairatan"),
        ("Hayraton", "site-hairatan"),
        ("Kherlachi", "site-kharlachi"),
        ("Karlachi", "site-kharlachi"),
        ("Mazar i Sharif", "site-mazar"),
        ("MAZAR-I-SHARIF", "site-mazar"),
        ("Pakistan Steel Mills", "pakistan-steel-mills"),
        ("Фрунзе", "site-bishkek"),
        ("Druzhba", "site-dostyk"),
    ],
)
def test_name_is_found_first(names: NameIndex, words: str, record_id: str) -> None:
    assert names.search(words).hits[0].id == record_id


@for_each("record_id, letters, spelling", SPELLINGS)
def test_spelling_lands_on_its_place(
    names: NameIndex, record_id: str, letters: str, spelling: str
) -> None:
    assert names.search(spelling).hits[0].id == record_id, letters


def test_every_place_of_the_table_has_ten_spellings_and_all_letters() -> None:
    assert len(set(SPELLINGS)) == len(SPELLINGS)
    for place in ("kharlachi", "torghundi", "hairatan", "naibabad", "peshawar"):
        rows = [row for row in SPELLINGS if row[0] == f"site-{place}"]
        assert {letters for _, letters, _ in rows} == {"Latin", "Urdu", "Persian", "Cyrillic"}
        latin = [row for row in rows if row[1] == "Latin"]
        cyrillic = [row for row in rows if row[1] == "Cyrillic"]
        arabic = [row for row in rows if row[1] in {"Urdu", "Persian"}]
        assert min(len(latin), len(cyrillic), len(arabic)) >= 10, place


@pytest.mark.parametrize(
    "words",
    [
        *("Karachi", "Karaachi", "Karači", "Karatschi", "Karachee", "Kurachi", "Qarachi"),
        *("کراچی", "كراچي", "کراچى", "Карачи", "Карачы", "Карачі"),
    ],
)
def test_karachi_is_never_kharlachi(names: NameIndex, words: str) -> None:
    assert names.search(words).hits[0].id == "site-karachi"


def test_steelworks_and_their_project_are_both_offered(names: NameIndex) -> None:
    answer = names.search("Pakistan Steel Mills")
    assert {"pakistan-steel-mills", "site-psm"} <= set(ids(answer))
    assert not answer.ambiguous


def test_a_place_comes_before_the_project_that_is_called_after_it(
    shipped_atlas: Atlas, names: NameIndex
) -> None:
    called_after = {"site-hairatan", "site-gwadar", "site-chabahar", "site-aqina"}
    shorts = {project.short for project in shipped_atlas.projects}
    for site in map(shipped_atlas.site, called_after):
        assert site.names.en in shorts
        assert names.search(site.names.en).hits[0].id == site.id


def test_hit_tells_the_name_and_language_that_matched(names: NameIndex) -> None:
    hit = names.search("پشاور").hits[0]
    assert (hit.name, hit.language) == ("پشاور", "ur")
    assert names.search("Пешавар").hits[0].language == "ru"


# Homonyms


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thal", {"site-thall", "geonames-1164076"}),
        ("Thall", {"site-thall", "geonames-1164076"}),
        ("Jalalabad", {"site-jalalabad", "site-jalal-abad"}),
        ("Jalal-Abad", {"site-jalalabad", "site-jalal-abad"}),
        ("jalal abad", {"site-jalalabad", "site-jalal-abad"}),
        ("جلال آباد", {"site-jalalabad", "site-jalal-abad"}),
        ("Astara", {"site-astara-ir", "site-astara-az"}),
        ("آستارا", {"site-astara-ir", "site-astara-az"}),
        ("Астара", {"site-astara-ir", "site-astara-az"}),
        ("Sarakhs", {"site-sarakhs", "site-saragt"}),
        ("Sarahs", {"site-sarakhs", "site-saragt"}),
        ("Серахс", {"site-sarakhs", "site-saragt"}),
        ("Khorgos", {"site-khorgos-cn", "site-altynkol"}),
        ("Horgos", {"site-khorgos-cn", "site-altynkol"}),
        ("Aktau", {"site-aktau", "geonames-1526269", "geonames-1526601"}),
        ("Hyderabad", {"site-hyderabad-pk", "geonames-8326746"}),
    ],
)
def test_homonyms_are_offered_and_asked_about(
    names: NameIndex, words: str, expected: set[str]
) -> None:
    answer = names.search(words)
    assert expected <= set(ids(answer))
    assert answer.ambiguous


@pytest.mark.parametrize("words", ["Thal", "Jalalabad", "Astara", "Sarakhs", "Khorgos"])
def test_homonyms_can_be_told_apart(names: NameIndex, words: str) -> None:
    first, second = names.search(words).hits[:2]
    assert first.where
    assert second.where
    assert (first.where, first.kind) != (second.where, second.kind)


def test_homonyms_in_one_region_get_their_position(names: NameIndex) -> None:
    towns = [hit for hit in names.search("Aktau").hits if hit.town]
    assert {hit.where for hit in towns} == {
        "Karaganda Region, Kazakhstan, 50.2° N 73.1° E",
        "Karaganda Region, Kazakhstan, 48.0° N 72.8° E",
    }


def test_a_second_sarobi_would_be_asked_about(shipped_atlas: Atlas) -> None:
    other = town(1, "Sarōbī", at=(69.0, 33.0))
    answer = NameIndex(shipped_atlas, lambda: [other]).search("Surobi")
    assert {"site-surobi", "geonames-1"} <= set(ids(answer)[:3])
    assert answer.ambiguous


@pytest.mark.parametrize(
    "words",
    [
        *("Karachi", "Kharlachi", "Peshawar", "Hairatan", "Kabul", "Moscow", "Tashkent"),
        *("پشاور", "Кабул", "Khorgos–Altynkol dry port", "uap", "Pakistan Steel Mills"),
    ],
)
def test_one_name_for_one_place_asks_nothing(names: NameIndex, words: str) -> None:
    assert not names.search(words).ambiguous


# Towns of the gazetteer


def town(number: int, name: str, *, at: tuple[float, float], population: int = 0) -> Town:
    place = LonLat(*at)
    return Town(number, (("en", name),), "AF", "Afghanistan", "Somewhere", place, population)


def test_a_town_that_is_no_record_is_found(names: NameIndex) -> None:
    hit = names.search("Okara").hits[0]
    assert hit.id.startswith("geonames-")
    assert hit.town is not None
    assert (hit.title, hit.where) == ("Okara", "Punjab, Pakistan")
    assert names.town(hit.town.geoname_id) is hit.town


def test_records_come_before_towns_of_the_same_name(names: NameIndex) -> None:
    for words in ("Aktau", "Thal", "Jalalabad", "Herat", "Bam"):
        are_towns = [hit.town is not None for hit in names.search(words).hits if hit.score >= 115]
        assert are_towns == sorted(are_towns), words
        assert are_towns[0] is False, words


def test_a_town_that_is_a_place_of_ours_is_not_shown_twice(
    shipped_atlas: Atlas, names: NameIndex
) -> None:
    for words in ("Peshawar", "Termez", "Dostyk", "Karshi", "Manas", "Kotri", "Zahedan"):
        first, *others = names.search(words).hits
        assert first.town is None
        here = shipped_atlas.site(first.id).at
        near = [
            hit.town.name
            for hit in others
            if hit.town and abs(hit.town.at.lat - here.lat) + abs(hit.town.at.lon - here.lon) < 0.1
        ]
        assert near == [], words


def test_towns_that_begin_alike_come_by_size(shipped_atlas: Atlas) -> None:
    towns = [
        town(1, "Zzyzabad Bala", at=(60, 30), population=10),
        town(2, "Zzyzabad Pain", at=(61, 30), population=90_000),
    ]
    assert ids(NameIndex(shipped_atlas, lambda: towns).search("zzyz"))[:2] == [
        "geonames-2",
        "geonames-1",
    ]


def test_towns_of_one_name_come_by_size(shipped_atlas: Atlas) -> None:
    towns = [
        town(1, "Zzyzabad", at=(60, 30), population=10),
        town(2, "Zzyzabad", at=(61, 30), population=90_000),
    ]
    found = NameIndex(shipped_atlas, lambda: towns).search("Zzyzabad")
    assert ids(found)[:2] == ["geonames-2", "geonames-1"]
    assert found.ambiguous


def test_towns_are_read_once_and_only_when_somebody_searches(shipped_atlas: Atlas) -> None:
    calls: list[str] = []

    def towns() -> Iterable[Town]:
        calls.append("read")
        return [town(1, "Zzyzabad", at=(60, 30))]

    index = NameIndex(shipped_atlas, towns)
    assert calls == []
    assert index.search("").hits == ()
    assert calls == []
    index.prepare()
    index.search("Kabul")
    assert index.search("Zzyzabad").hits[0].title == "Zzyzabad"
    assert index.town(1) is not None
    assert index.town(2) is None
    assert calls == ["read"]


def test_without_a_gazetteer_records_are_found_all_the_same(shipped_atlas: Atlas) -> None:
    hit = NameIndex(shipped_atlas).search("Herat").hits[0]
    assert (hit.id, hit.where, hit.kind) == ("site-herat", "Afghanistan", "City or town")


# Anything at all


@pytest.mark.parametrize("words", ["", " ", "\t\n", "'", "’", "-", "\u0301"])
def test_empty_query_finds_nothing(names: NameIndex, words: str) -> None:
    assert names.search(words) == Answer(())


@pytest.mark.parametrize("words", ["qqqqzzzz", "<script>alert(1)</script>", "'; drop table"])
def test_strange_words_find_nothing(names: NameIndex, words: str) -> None:
    assert names.search(words).hits == ()


@given(words=st.text(max_size=30))
def test_one_hit_per_record_and_no_more_than_asked_for(names: NameIndex, words: str) -> None:
    hits = names.search(words).hits
    assert len(hits) <= 8
    assert len({hit.id for hit in hits}) == len(hits)
    assert hits == names.search(words).hits


@given(data=st.data())
def test_an_exact_name_always_comes_first(
    shipped_atlas: Atlas, names: NameIndex, data: st.DataObject
) -> None:
    site = data.draw(st.sampled_from(shipped_atlas.sites))
    name = data.draw(st.sampled_from([site.names.en, *site.names.also]))
    found = {hit.id: hit.score for hit in names.search(name).hits}
    assert found[site.id] == max(found.values())


def test_every_site_is_found_by_its_own_name(shipped_atlas: Atlas, names: NameIndex) -> None:
    for site in shipped_atlas.sites:
        assert site.id in {hit.id for hit in names.search(site.names.en).hits}, site.names.en


def test_limit_is_kept(names: NameIndex) -> None:
    assert len(names.search("karachi", limit=2).hits) == 2


def test_no_letter_that_is_typed_takes_long(names: NameIndex) -> None:
    names.prepare()
    typed = [words[:end] for words in ("kharlachi", "Хайратон", "سرخس") for end in range(1, 10)]
    slowest = 0.0
    for words in typed:
        start = time.process_time()
        names.search(words)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < _SLOWEST_S
