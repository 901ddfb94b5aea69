"""Names are found in every script and spelling, and homonyms stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.search import NameIndex, fold


@pytest.fixture(scope="module")
def names(shipped_atlas: Atlas) -> NameIndex:
    return NameIndex(shipped_atlas)


@pytest.mark.parametrize(
    ("words", "record_id"),
    [
        ("Peshawar", "site-peshawar"),
        ("peshawar ", "site-peshawar"),
        ("پشاور", "site-peshawar"),
        ("Пешавар", "site-peshawar"),
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
    ],
)
def test_name_is_found_first(names: NameIndex, words: str, record_id: str) -> None:
    assert names.find(words)[0].id == record_id


def test_steelworks_and_their_project_are_both_offered(names: NameIndex) -> None:
    found = {hit.id for hit in names.find("Pakistan Steel Mills")}
    assert {"pakistan-steel-mills", "site-psm"} <= found


def test_hit_tells_the_name_and_language_that_matched(names: NameIndex) -> None:
    hit = names.find("پشاور")[0]
    assert (hit.name, hit.language) == ("پشاور", "ur")
    assert names.find("Пешавар")[0].language == "ru"


@pytest.mark.parametrize("words", ["Jalalabad", "Jalal-Abad", "jalal abad"])
def test_homonyms_are_both_offered(names: NameIndex, words: str) -> None:
    found = [hit.id for hit in names.find(words)][:2]
    assert set(found) == {"site-jalalabad", "site-jalal-abad"}


@pytest.mark.parametrize("words", ["", " ", "\t\n", "'", "’", "-", "\u0301"])
def test_empty_query_finds_nothing(names: NameIndex, words: str) -> None:
    assert names.find(words) == ()


@pytest.mark.parametrize("words", ["qqqqzzzz", "<script>alert(1)</script>", "'; drop table"])
def test_strange_words_find_nothing(names: NameIndex, words: str) -> None:
    assert names.find(words) == ()


@given(words=st.text(max_size=30))
def test_one_hit_per_record_best_first(names: NameIndex, words: str) -> None:
    hits = names.find(words)
    assert len(hits) <= 8
    assert len({hit.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_site_is_found_by_its_own_name(shipped_atlas: Atlas, names: NameIndex) -> None:
    for site in shipped_atlas.sites:
        assert site.id in {hit.id for hit in names.find(site.names.en)}, site.names.en


def test_limit_is_kept(names: NameIndex) -> None:
    assert len(names.find("karachi", limit=2)) == 2


@given(st.text(max_size=40))
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mazār-e Sharīf", "mazar e sharif"),
        ("Oʻzbekiston", "ozbekiston"),
        ("ك", "ک"),
        ("کوئٹہ", "کوئٹه"),
        ("قندھار", "قندهار"),
        ("راه\u200cآهن", "راه آهن"),
        ("Ж", "ж"),
        (unicodedata.normalize("NFD", "é"), "E"),
    ],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)
