"""Texts in the language of the reader: chosen with suspicion, filled safely, gathered whole."""

import json
import re
from collections.abc import Iterator

import pytest

from geo.pipeline.texts import POT, catalogue, of_scripts, texts
from geo.records import texts as speech
from geo.records.texts import (
    ENGLISH,
    PSEUDO,
    SCRIPT_TEXTS,
    language,
    say,
    say_many,
    script_texts,
    use_language,
)
from pages.ui.html import say_html, say_many_html

_GAP = re.compile(r"\{\w*[^}]*\}")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language(ENGLISH)


@pytest.mark.parametrize("tag", ["", "en", "en-GB", "tlh", "../../etc", "x" * 9000, "ru_RU", "<b>"])
def test_a_language_without_catalogue_is_english(tag: str) -> None:
    assert use_language(tag) == ENGLISH
    assert say("{n} of {all} sources", n=1, all=2) == "1 of 2 sources"


def test_the_pseudo_language_brackets_and_lengthens_every_text() -> None:
    assert use_language("xx-XX") == PSEUDO == language()
    said = say("All kinds")
    assert said.startswith("⟦All kinds")
    assert said.endswith("⟧")
    assert len(said) >= 1.4 * len("All kinds")
    assert say("") == ""


@pytest.mark.parametrize(("n", "said"), [(0, "0 records"), (1, "1 record"), (2, "2 records")])
def test_plurals_follow_the_number(n: int, said: str) -> None:
    assert say_many("{n} record", "{n} records", n) == said


def test_a_translation_is_found_by_its_text(tmp_path, monkeypatch) -> None:
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    russian = Catalog(locale="ru")
    russian.add("All kinds", "Все виды")
    russian.add(("{n} record", "{n} records"), ("{n} запись", "{n} записи", "{n} записей"))
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as out:
        write_mo(out, russian)
    monkeypatch.setattr(speech, "LOCALE", tmp_path)
    for kept in (speech.languages, speech._catalogue):
        kept.cache_clear()
    try:
        assert use_language("ru-RU") == "ru"
        assert say("All kinds") == "Все виды"
        assert [say_many("{n} record", "{n} records", n) for n in (1, 3, 7)] == [
            "1 запись",
            "3 записи",
            "7 записей",
        ]
        assert say("No such text") == "No such text"
    finally:
        for kept in (speech.languages, speech._catalogue):
            kept.cache_clear()


def test_values_in_a_sentence_with_tags_are_escaped() -> None:
    word = "<i>&{x}"
    assert say_html("<b>{what}</b>", what=word) == "<b>&lt;i&gt;&amp;{x}</b>"
    both = ("<b>{n}</b> of {what}", "<b>{n}</b> of all {what}")
    assert say_many_html(*both, 2, what=word) == "<b>2</b> of all &lt;i&gt;&amp;{x}"


def test_scripts_get_their_texts_with_a_form_for_each_category() -> None:
    assert script_texts() == {}
    use_language(PSEUDO)
    said = script_texts()
    assert set(said) == set(json.loads(SCRIPT_TEXTS.read_text(encoding="utf-8")))
    forms = [text for text in said.values() if not isinstance(text, str)]
    assert all(set(form) == {"one", "few", "many", "other"} for form in forms)


def test_the_catalogue_holds_every_text_of_the_source() -> None:
    messages = texts()
    assert POT.read_text(encoding="utf-8") == catalogue(messages), "run `python -m geo texts`"
    assert SCRIPT_TEXTS.read_text(encoding="utf-8") == of_scripts(messages)


def test_both_forms_of_a_plural_have_the_same_gaps() -> None:
    pairs = [message for _, message in texts() if not isinstance(message, str)]
    for singular, plural in pairs:
        assert set(_GAP.findall(singular)) <= set(_GAP.findall(plural)), singular
