"""Names of the shipped atlas in texts of three languages, and texts that are made to do harm."""

import time

import pytest

from geo.atlas import Atlas
from geo.records.errors import GeoError
from geo.search.gazetteer import read_towns
from geo.search.mentions.mention import MentionKind, ReadText
from geo.search.mentions.recognise import MOST_LETTERS, MOST_SENTENCES, Recogniser
from geo.search.search import NameIndex
from tests.conftest import ROOT

DAY = "2025-07-12"


@pytest.fixture(scope="module")
def recogniser(shipped_atlas: Atlas) -> Recogniser:
    return Recogniser(shipped_atlas, NameIndex(shipped_atlas, lambda: read_towns(ROOT / "data")))


def found(read: ReadText, *kinds: MentionKind) -> dict[str, tuple[str, ...]]:
    return {
        read.text[mention.start : mention.end]: mention.record_ids or mention.gazetteer
        for sentence in read.sentences
        for mention in sentence.mentions
        if mention.kind in kinds
    }


@pytest.mark.parametrize(
    ("text", "words", "record_id"),
    [
        ("He flew to Karachi.", "Karachi", "site-karachi"),
        ("The post at Kharlachi is shut.", "Kharlachi", "site-kharlachi"),
        ("They met in Mazar-e-Sharif.", "Mazar-e-Sharif", "site-mazar"),
        ("Встреча в Ташкенте.", "Ташкенте", "site-tashkent"),
        ("Дорога до Пешавара и дальше.", "Пешавара", "site-peshawar"),
        ("Из Мазари-Шарифа в Кабул.", "Мазари-Шарифа", "site-mazar"),
        ("У Спин-Болдака очередь.", "Спин-Болдака", "site-spin-boldak"),
        ("گاڑی اسلام‌آباد سے چلی۔", "اسلام‌آباد", "site-islamabad"),
        ("گاڑی مزارشریف سے چلی۔", "مزارشریف", "site-mazar"),
        ("وہ سپن بولدک میں ہے۔", "سپن بولدک", "site-spin-boldak"),
    ],
)
def test_a_place_is_found_by_any_spelling(
    recogniser: Recogniser, text: str, words: str, record_id: str
) -> None:
    assert found(recogniser.read(text), MentionKind.PLACE)[words][0] == record_id


@pytest.mark.parametrize(
    "text",
    [
        "Mary has a van, and Olya lives by the hub of it all.",
        "Minister Nikitin rang Mr Khan.",
        "The guard Sibi Ali slept; Gul Khan did not.",
        "The Tehran Times wrote it.",
        "Инженер Лахоров и Кум Иванович спорят о металлургии.",
        "Оля, мой кум, видела сталь и тал.",
        "بندش کا خطرہ ٹل گیا ہے۔ حب وطن کا تقاضا ہے۔",
        "A transportation of metallurgical goods in November.",
    ],
)
def test_words_and_surnames_are_no_places(recogniser: Recogniser, text: str) -> None:
    assert found(recogniser.read(text), MentionKind.PLACE) == {}


def test_a_name_that_two_places_have_is_left_to_a_person(recogniser: Recogniser) -> None:
    ids = found(recogniser.read("From Rasht in Iran to Astara."), MentionKind.PLACE)["Astara"]
    assert ids == ("site-astara-ir", "site-astara-az")
    ids = found(recogniser.read("Azerbaijan opened Astara."), MentionKind.PLACE)["Astara"]
    assert ids == ("site-astara-az", "site-astara-ir")


def test_a_mistake_between_two_names_offers_both(recogniser: Recogniser) -> None:
    ids = found(recogniser.read("The post at Kharachi opened."), MentionKind.PLACE)["Kharachi"]
    assert {"site-karachi", "site-kharlachi"} <= set(ids)


def test_a_town_without_a_record_is_one_of_the_gazetteer(recogniser: Recogniser) -> None:
    [(words, ids)] = found(recogniser.read("Sugar in Bahawalpur."), MentionKind.PLACE).items()
    assert words == "Bahawalpur"
    assert all(town.startswith("geonames-") for town in ids)


def test_projects_people_and_organisations_have_nicknames(recogniser: Recogniser) -> None:
    text = (
        "The UAP, ML-1 and the CKU cost money, said the ADB. The steel mill near Karachi does too."
        " Andrei Nikitin agreed; Nikitin did not smile."
    )
    read = recogniser.read(text, DAY)
    projects = found(read, MentionKind.PROJECT)
    assert projects["UAP"] == ("uap-railway",)
    assert projects["ML-1"] == ("main-line-1",)
    assert projects["CKU"] == ("china-kyrgyzstan-uzbekistan-railway",)
    assert projects["steel mill"] == ("pakistan-steel-mills", "site-psm")
    assert found(read, MentionKind.ORGANISATION) == {"ADB": ("per-asian-development-bank",)}
    people = found(read, MentionKind.PERSON)
    assert people == {
        "Andrei Nikitin": ("per-andrey-nikitin",),
        "Nikitin": ("per-andrey-nikitin",),
    }


def test_a_project_called_by_common_words_needs_one_of_its_stops(recogniser: Recogniser) -> None:
    ours = recogniser.read("The pilot freight train to Astrakhan left.")
    assert found(ours, MentionKind.PROJECT) == {
        "pilot freight train": ("pakistan-russia-pilot-train",)
    }
    for text in ("A pilot freight train left Hanoi.", "Цементный завод в Карачи стоит."):
        assert found(recogniser.read(text), MentionKind.PROJECT) == {}


def test_a_line_is_named_by_its_ends(recogniser: Recogniser) -> None:
    read = recogniser.read("The Chaman–Kandahar section is planned.")
    assert "western-trans-afghan-railway" in found(read, MentionKind.LINE)["Chaman–Kandahar"]
    assert set(found(read, MentionKind.PLACE)) == {"Chaman", "Kandahar"}


def test_countries_and_their_adjectives(recogniser: Recogniser) -> None:
    read = recogniser.read("Afghan and Russian envoys left Turkmenistan for the Indian Ocean.")
    assert found(read, MentionKind.COUNTRY) == {
        "Afghan": ("country-af",),
        "Russian": ("country-ru",),
        "Turkmenistan": ("country-tm",),
    }


@pytest.mark.parametrize(
    "piece",
    ["Karachi ", "a-", "1,1.1 ", "К-", "۔", "\u202e\u2066", "1 to 2 ", "May ", "ه ", "Mr. ", "\n "],
)
def test_no_text_takes_long(recogniser: Recogniser, piece: str) -> None:
    recogniser.read("Karachi")
    text = (piece * (20_000 // len(piece) + 1))[:20_000]
    start = time.process_time()
    recogniser.read(text, DAY)
    assert time.process_time() - start < 4


def test_a_text_that_is_too_long_is_refused(recogniser: Recogniser) -> None:
    with pytest.raises(GeoError, match="can be read at once"):
        recogniser.read("a" * (MOST_LETTERS + 1))
    with pytest.raises(GeoError, match="sentences; 3,000 can be read"):
        recogniser.read("Yes. " * (MOST_SENTENCES + 1))


def test_a_mention_ends_with_its_sentence(recogniser: Recogniser) -> None:
    read = recogniser.read("by 2031\n\n% of it, and 4.8\nbillion dollars")
    for sentence in read.sentences:
        assert all(sentence.start <= m.start < m.end <= sentence.end for m in sentence.mentions)
