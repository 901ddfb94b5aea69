"""Words of all scripts meet, positions and ways are read, and texts are found and marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records.model import LonLat
from geo.search.coordinates import great_circle_km, parse_position
from geo.search.full_text import Document, FullText, TextHit, mark_words
from geo.search.route_words import base_forms, parts_of_route
from geo.search.words import asked, days_in_words, keys, tokens

# Words


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("Величко", "Velichko"),
        ("railways", "railway"),
        ("железной", "железная"),
        ("Трансафганская", "трансафганской"),
        ("Ташкента", "Ташкент"),
        ("июля", "July"),
        ("ریلوے", "railway"),
        ("колея", "gauge"),
        ("ADB", "adb"),
        ("ML-1", "ml-1"),
        ("۲۰۲۵", "2025"),
        ("Pakistan's", "Pakistan"),
    ],
)
def test_words_that_mean_the_same_meet(word: str, other: str) -> None:
    assert keys(word) & keys(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [("KPEC", "CPEC"), ("M-1", "M-11"), ("qqqqzzzz", "kz"), ("Khan", "کہاں"), ("Kabul", "Karachi")],
)
def test_words_that_mean_something_else_do_not(word: str, other: str) -> None:
    assert not keys(word) & keys(other)


def test_a_phrase_is_asked_for_as_what_it_means() -> None:
    (word,) = asked("steel mill")
    assert word.keys == keys("steelworks") & word.keys != frozenset()
    assert len(asked("железная дорога Кабул")) == 2


def test_words_that_say_nothing_are_not_asked_for() -> None:
    assert len(asked("the railway to Kabul")) == 2
    assert asked("the of и в") == []


def test_chinese_is_cut_into_pairs() -> None:
    assert [token.start for token in tokens("中吉乌")] == [0, 1]


def test_days_are_written_as_readers_type_them() -> None:
    assert days_in_words("2025-07-11") == "11 July 2025".lower()
    assert days_in_words("2024-05/2025-13") == "may 2024"


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    for start, end, found in tokens(text):
        assert 0 <= start < end <= len(text)
        assert found


# Positions


@pytest.mark.parametrize(
    "text",
    [
        *("34.12,71.09", "34.12; 71.09", "34.12 71.09", "34,12; 71,09", "34,12 71,09"),
        *("geo:34.12,71.09", "geo:34.12,71.09?z=9", "GEO:34.12,71.09;u=35", "۳۴.۱۲, ۷۱.۰۹"),
        *("34.12 N 71.09 E", "34.12N, 71.09E", "N34.12 E71.09", "71.09 E 34.12 N", "34,12N 71,09E"),
        *("34°07'12\"N 71°05'24\"E", "34° 7.2′ N, 71° 5.4′ E", "N 34 07 12 E 71 05 24"),
        "34.12 С 71.09 В",
    ],
)
def test_a_position_is_read_in_every_notation(text: str) -> None:
    at = parse_position(text)
    assert at is not None
    assert (at.lon, at.lat) == pytest.approx((71.09, 34.12), abs=1e-6)


def test_south_and_west_are_negative() -> None:
    assert parse_position("34.5 S 71.25 W") == LonLat(-71.25, -34.5)


@pytest.mark.parametrize(
    "text",
    [
        *("", "34.12", "11 July 2025", "2025-07-11", "91,10", "10,181", "34 N 71 N", "N-5", "M-11"),
        *("34°60'N 71°00'E", "1435 mm and 1520 mm", "US$4.8 billion", "1,2,3,4"),
    ],
)
def test_what_is_no_position_is_none(text: str) -> None:
    assert parse_position(text) is None


def test_distance_on_the_sphere() -> None:
    assert great_circle_km(LonLat(0, 0), LonLat(0, 90)) == pytest.approx(10_007.5, abs=1)
    assert great_circle_km(LonLat(179.5, 0), LonLat(-179.5, 0)) == pytest.approx(111.2, abs=0.1)


# Ways


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("from Lahore to Tashkent", ("Lahore", "Tashkent")),
        ("route from Lahore to Tashkent?", ("Lahore", "Tashkent")),
        ("Lahore to Tashkent", ("Lahore", "Tashkent")),
        ("Lahore - Tashkent", ("Lahore", "Tashkent")),
        ("Lahore → Tashkent", ("Lahore", "Tashkent")),
        ("из Лахора в Ташкент", ("Лахора", "Ташкент")),
        ("путь от Карачи до Москвы", ("Карачи", "Москвы")),
        ("لاہور سے تاشقند تک", ("لاہور", "تاشقند")),
        ("از مشهد به هرات", ("مشهد", "هرات")),
        ("从卡拉奇到莫斯科", ("卡拉奇", "莫斯科")),
    ],
)
def test_the_ends_of_a_way_are_read(text: str, ends: tuple[str, str]) -> None:
    assert next(parts_of_route(text)) == ends


@pytest.mark.parametrize("text", ["Lahore", "Mazar-i-Sharif", "from Lahore", "to", "سے"])
def test_what_names_no_two_ends_is_no_way(text: str) -> None:
    assert list(parts_of_route(text)) == []


@pytest.mark.parametrize(
    ("case", "name"), [("Лахора", "Лахор"), ("Москву", "Москва"), ("Кветты", "Кветта")]
)
def test_a_russian_name_is_put_into_the_nominative(case: str, name: str) -> None:
    assert name in base_forms(case)


# Texts

LONG = "A railway was promised. " + "Nothing is known of it. " * 20
TEXTS = FullText(
    [
        Document(("A protocol on the mill", "Anjum and Velichko sign in Moscow. Nothing else.")),
        Document(("Steel mill", LONG), weight=2.0),
        Document(("The mill", "A protocol."), also="Величко 11 july 2025"),
        Document(("A doubtful protocol on the mill", ""), weight=0.1),
    ]
)


def find(words: str) -> list[TextHit]:
    return TEXTS.find(asked(words), 9)


def test_all_words_must_be_there_and_titles_come_first() -> None:
    assert [hit.at for hit in find("protocol mill")] == [0, 2, 3]
    assert [hit.at for hit in find("Velichko Moscow")] == [0]
    assert find("protocol zanzibar") == []
    assert find("") == []


def test_the_last_word_may_be_unfinished() -> None:
    (hit,) = find("Moscow Veli")
    assert (hit.at, hit.is_whole, hit.is_named) == (0, False, False)
    assert find("Veli Moscow") == []
    assert find("Mo") == []


def test_a_hit_says_whether_the_title_has_all_words() -> None:
    assert [(hit.at, hit.is_named) for hit in find("protocol mill")][:2] == [(0, True), (2, False)]


def test_what_is_not_shown_is_found_all_the_same() -> None:
    assert [hit.at for hit in find("11 July Velichko")] == [2]


def test_the_sentence_is_shown_with_the_words_marked() -> None:
    assert TEXTS.sentence(0, asked("Величко")) == (
        ("Anjum and ", False),
        ("Velichko", True),
        (" sign in Moscow.", False),
    )
    assert TEXTS.sentence(1, asked("mill")) == ()


@given(text=st.text(min_size=1), words=st.text())
def test_marks_lose_no_letter(text: str, words: str) -> None:
    runs = mark_words(text[:200], asked(words))
    assert "".join(run for run, _ in runs) == text[:200]


def test_a_long_sentence_is_cut_around_its_word() -> None:
    said = mark_words("so " * 200 + "Moscow " + "and " * 200, asked("Moscow"))
    assert ("Moscow", True) in said
    assert sum(len(run) for run, _ in said) < 240
    assert said[0][0] == "…"


def test_nothing_is_found_in_nothing() -> None:
    assert FullText([]).find(asked("mill"), 9) == []
