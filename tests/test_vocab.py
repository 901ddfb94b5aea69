"""The fixed words: each explains itself, and no two are mixed up."""

import copy
import pickle

import pytest

from geo import vocab
from geo.vocab import Lifecycle, Quantity, UnitWord, Word

KINDS = [*Word.__subclasses__(), *UnitWord.__subclasses__()]
#: Words that the atlas concludes stand in no file and are not written like those of records.
RECORDED = [words for words in KINDS if words.__module__ == vocab.__name__ and len(words)]
LISTS = sorted(RECORDED, key=lambda words: words.__name__)
WORDS = [word for words in LISTS for word in words]


def test_all_lists_of_words_are_here() -> None:
    names = {name for name, value in vars(vocab).items() if isinstance(value, type)}
    assert {words.__name__ for words in LISTS} <= names
    assert len(LISTS) >= 12


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_word_has_a_meaning_in_one_sentence(word: Word) -> None:
    assert word.meaning[0].isupper()
    assert word.meaning.endswith(".")
    assert "\n" not in word.meaning


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_word_is_plain_text_and_survives_a_copy(word: Word) -> None:
    assert f"{word}" == word == word.value
    assert word.replace("-", "").isalpha()
    assert copy.deepcopy(word) is word
    assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - our own bytes


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_no_two_words_of_a_list_mean_the_same(words: type[Word]) -> None:
    meanings = [word.meaning for word in words]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("quantity", Quantity, ids=lambda quantity: quantity.name)
def test_a_quantity_has_a_unit_unless_it_is_told_in_words(quantity: Quantity) -> None:
    in_words = {Quantity.FOUNDING, Quantity.OPENING, Quantity.STATUS_WORD}
    assert bool(quantity.unit) == (quantity not in in_words)


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        (Quantity.LENGTH_KM, "km"),
        (Quantity.COST_USD_BN, "US$ bn"),
        (Quantity.STEEL_MTPA, "Mt/y"),
        (Quantity.LOAD_TEU, "TEU"),
    ],
)
def test_units_are_written_as_readers_know_them(quantity: Quantity, unit: str) -> None:
    assert quantity.unit == unit


def test_nothing_planned_counts_as_built() -> None:
    planned = [word for word in Lifecycle if word.is_planned]
    assert planned
    assert not any(word.is_built for word in (*planned, Lifecycle.SUPERSEDED))
