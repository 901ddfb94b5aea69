"""The fixed words: each explains itself, and no two are mixed up."""

import copy
import pickle
from collections.abc import Iterator

import pytest

from geo.pipeline.texts import texts
from geo.records import vocab
from geo.records.texts import ENGLISH, PSEUDO, use_language
from geo.records.vocab import (
    COUNTRIES,
    LANGUAGES,
    Lifecycle,
    Mode,
    Quantity,
    UnitWord,
    Word,
    country_name,
    language_name,
)

KINDS = [*Word.__subclasses__(), *UnitWord.__subclasses__()]
#: Words that the atlas concludes stand in no file and are not written like those of records.
RECORDED = [words for words in KINDS if words.__module__ == vocab.__name__ and len(words)]
LISTS = sorted(RECORDED, key=lambda words: words.__name__)
WORDS = [word for words in LISTS for word in words]


def test_all_lists_of_words_are_here() -> None:
    names = {name for name, value in vars(vocab).items() if isinstance(value, type)}
    assert {words.__name__ for words in LISTS} <= names
    assert len(LISTS) >= 12


def test_every_word_has_a_meaning_in_one_sentence() -> None:
    assert [word for word in WORDS if not _is_a_sentence(word.meaning)] == []


def _is_a_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and "\n" not in text


def test_every_word_is_plain_text() -> None:
    assert [word for word in WORDS if not f"{word}" == word == word.value] == []
    assert [word for word in WORDS if not word.replace("-", "").isalpha()] == []


def test_every_word_survives_a_copy() -> None:
    assert [word for word in WORDS if copy.deepcopy(word) is not word] == []
    copies = pickle.loads(pickle.dumps(WORDS))  # noqa: S301 - our own bytes
    assert [word for word, copied in zip(WORDS, copies, strict=True) if copied is not word] == []


def test_no_two_words_of_a_list_mean_the_same() -> None:
    meanings = {words.__name__: [word.meaning for word in words] for words in LISTS}
    assert [name for name, all_ in meanings.items() if len(set(all_)) < len(all_)] == []


def test_a_quantity_has_a_unit_unless_it_is_told_in_words() -> None:
    in_words = {Quantity.FOUNDING, Quantity.OPENING, Quantity.STATUS_WORD}
    assert {quantity for quantity in Quantity if not quantity.unit} == in_words


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


@pytest.fixture
def foreign() -> Iterator[None]:
    use_language(PSEUDO)
    yield
    use_language(ENGLISH)


@pytest.mark.usefixtures("foreign")
def test_words_are_said_in_the_language_of_the_reader() -> None:
    assert [word for word in WORDS if not word.label.startswith("⟦")] == []
    assert [word for word in WORDS if not word.meaning.startswith("⟦")] == []
    units = [word for word in WORDS if isinstance(word, UnitWord) and word.english_unit]
    assert [word for word in units if not word.unit.startswith("⟦")] == []
    assert country_name("PK").startswith("⟦Pakistan")
    assert language_name("ur").startswith("⟦Urdu")


def test_every_text_of_a_word_is_in_the_catalogue() -> None:
    marked = {message for _, message in texts()}
    english = {text for word in WORDS for text in (word.english_label, word.english_meaning)}
    english |= {*COUNTRIES.values(), *LANGUAGES.values()}
    english |= {word.english_unit for word in WORDS if isinstance(word, UnitWord)}
    english |= {mode.english_noun for mode in Mode}
    assert english - marked == {""}
    assert country_name("XX") == language_name("XX") == "XX"
