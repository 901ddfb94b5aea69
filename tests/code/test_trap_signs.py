"""The small language in which a frequent mistake says how it sounds."""

import time

import pytest

from geo.analysis.trap_signs import fits, plain_words, says, traps_in
from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.records.model import Trap, TrapSign


@pytest.mark.parametrize(
    ("sentence", "entry", "wanted"),
    [
        ("The mill is closed.", "mill|works", True),
        ("The milling is closed.", "mill", False),
        ("The milling is closed.", "mill*", True),
        ("US$264m was paid.", "264", True),
        ("US$264m was paid.", "us$|dollar*", True),
        ("It cost 1,264 dollars.", "264", False),
        ("It cost 264,000 dollars.", "264", False),
        ("It cost 264.5 dollars.", "264", False),
        ("From Mazar by Kabul and Jalalabad to Peshawar.", "mazar .. peshawar", True),
        (
            "Mazar is one two three four five six seven eight nine Peshawar.",
            "mazar .. peshawar",
            False,
        ),
        ("Khaf – Herat is a line.", "khaf-herat", True),
        ("لمبائی ۵۷۳ كلومیٹر", "573 کلومیٹر", True),
        ("ٹرین چل پڑی اور لائن مکمل ہوگئی", "مکمل ہو گئی", True),
        ("ٹرین مکمل ہو گئیں", "مکمل ہو گئی", False),
        ("The trains stand still.", "=rail", True),
        ("The trail is long.", "=rail", False),
        ("Ещё не построено.", "еще не построен*", True),
        ("Длина 8 000 км.", "8000", True),
        ("The gauge is 1,520 mm.", "1520", True),
    ],
)
def test_entries_are_whole_words_endings_gaps_and_numbers(
    sentence: str, entry: str, *, wanted: bool
) -> None:
    assert says(plain_words(sentence), entry) is wanted


SIGN = TrapSign(
    language="en",
    words=("opened", "1973"),
    without=("stone",),
    names=("mill",),
    says=("x",),
    fine=("y",),
)


def test_a_sign_needs_all_its_words_none_of_the_others_and_a_name() -> None:
    opened = plain_words("It opened in 1973.")
    assert fits(SIGN, opened, {"mill"})
    assert not fits(SIGN, opened, {"line"})
    assert not fits(SIGN, plain_words("It opened."), {"mill"})
    assert not fits(SIGN, plain_words("A stone opened it in 1973."), {"mill"})


def test_a_record_that_is_meant_stands_for_a_word() -> None:
    sign = SIGN.model_copy(update={"words": ("factory|@line", "opened"), "names": ()})
    opened = plain_words("It opened.")
    assert fits(sign, opened, {"line"})
    assert not fits(sign, opened, {"mill"})
    assert fits(sign, plain_words("The factory opened."))


@pytest.mark.parametrize(
    "text",
    [
        "Contrary to reports, it opened in 1973.",
        "Вопреки слухам, it opened in 1973.",
        "یہ خبر غلط ہے: opened 1973",
    ],
)
def test_a_sentence_that_refutes_is_no_mistake(text: str) -> None:
    assert not fits(SIGN, plain_words(text), {"mill"})


def test_a_mistake_has_its_time() -> None:
    trap = Trap(
        id="trap-a",
        title="A",
        why="B",
        right="C",
        since="2023-07-18",
        until="2026-03",
        signs=(SIGN,),
        record_ids=("mill",),
        source_ids=("src-a",),
    )
    atlas = Atlas(Loaded(traps=(trap,)))
    days = ("2023-07-17", "2023-07-18", "2023", "2026-03-31", "2026-04-01", "")
    text = plain_words("It opened in 1973.")
    found = [bool(list(traps_in(atlas, text, "en", {"mill"}, day))) for day in days]
    assert found == [False, True, True, True, False, True]
    assert not list(traps_in(atlas, text, "ru", {"mill"}))


def test_no_text_makes_it_slow() -> None:
    hostile = plain_words("mazar" + "." * 100_000 + "mazar " * 20_000 + "a" * 100_000)
    began = time.process_time()
    assert not says(hostile, "mazar .. peshawar")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mill opened in 1973, and a stone was laid for the school.", True),
        ("The mill, which has a stone, opened in 1973.", False),
        ("The mill opened in 1973, but that was its stone.", False),
        ("The stone of the mill: it opened in 1973.", False),
        ("A stone, and the mill opened in 1973.", True),
    ],
)
def test_words_that_a_sign_must_not_have_belong_to_their_clause(text: str, *, wanted: bool) -> None:
    assert fits(SIGN, plain_words(text), {"mill"}) is wanted
