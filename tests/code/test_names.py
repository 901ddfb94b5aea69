"""Exact names win, beginnings follow, likenesses come last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.search.name_index import Grade, Match, NameTable, QueryForms

ROWS = [
    ("karachi", "Karachi", "en"),
    ("karachi", "کراچی", "ur"),
    ("kharlachi", "Kharlachi", "en"),
    ("kharlachi", "Харлачи", "ru"),
    ("jalalabad", "Jalalabad", "en"),
    ("jalal-abad", "Jalal-Abad", "en"),
    ("thall", "Thall", "en"),
    ("thal", "Thal", "en"),
    ("mills", "Pakistan Steel Mills", "en"),
    ("qom", "Qom", "en"),
    ("qom", "قم", "fa"),
]
TABLE = NameTable(ROWS)


def find(words: str, least: float | None = 72.0) -> dict[str, Match]:
    return TABLE.find(QueryForms.of(words), least)


@pytest.mark.parametrize(
    ("words", "owner", "grade"),
    [
        ("karachi", "karachi", Grade.EXACT),
        ("KARĀCHĪ", "karachi", Grade.EXACT),
        ("jalal abad", "jalalabad", Grade.EXACT),
        ("Thall", "thal", Grade.PHONETIC),
        ("Харлачы", "kharlachi", Grade.PHONETIC),
        ("Карачи", "karachi", Grade.PHONETIC),
        ("Kara", "karachi", Grade.PREFIX),
        ("Хар", "kharlachi", Grade.PREFIX),
        ("Xar", "kharlachi", Grade.PREFIX),
        ("Kherlachi", "kharlachi", Grade.FUZZY),
        ("خرلاچی", "kharlachi", Grade.FUZZY),
    ],
)
def test_grade_of_a_match(words: str, owner: str, grade: Grade) -> None:
    assert find(words)[owner].grade is grade


def test_match_tells_the_name_that_fits_best() -> None:
    match = find("کراچی")["karachi"]
    assert (match.name, match.language, match.grade) == ("کراچی", "ur", Grade.EXACT)


def test_a_shared_word_is_no_likeness() -> None:
    assert "mills" not in find("steel mills")


def test_without_a_limit_nothing_is_only_alike() -> None:
    assert find("Kherlachi", None) == {}
    assert find("Karachi", None)["karachi"].grade is Grade.EXACT


def test_two_letters_of_another_alphabet_begin_nothing() -> None:
    assert find("Ка") == {}
    assert "karachi" in find("Ka")


def test_short_words_are_like_nothing() -> None:
    assert find("Bom") == {}


def test_heavier_owners_come_first_among_equal_beginnings() -> None:
    rows = [(f"town-{n}", f"Karabulak {n}", "en") for n in range(50)]
    table = NameTable(rows, lambda owner: float(owner.removeprefix("town-")))
    found = table.find(QueryForms.of("kara"), 90)
    assert min(int(owner.removeprefix("town-")) for owner in found) == 30


def test_written_names_are_folded_without_blanks() -> None:
    assert TABLE.written("jalal-abad") == TABLE.written("jalalabad") == {"jalalabad"}
    assert TABLE.written("nobody") == frozenset()


def test_an_empty_table_answers() -> None:
    assert NameTable([]).find(QueryForms.of("x"), 50) == {}


@given(row=st.sampled_from(ROWS))
def test_an_exact_name_always_wins(row: tuple[str, str, str]) -> None:
    owner, name, _ = row
    found = find(name)
    best = min(found.values(), key=lambda match: (match.grade, -match.score))
    assert found[owner].grade is Grade.EXACT
    assert best.score == found[owner].score


@given(words=st.text(max_size=30))
def test_likenesses_reach_the_least(words: str) -> None:
    found = find(words, least=80.0).values()
    assert all(match.score >= 80.0 for match in found if match.grade is Grade.FUZZY)
