"""The frequent mistakes: every sign finds what it should, and nothing that says it right."""

from pathlib import Path

import pytest
import yaml

from geo.analysis.trap_signs import fits, plain_words
from geo.atlas import Atlas
from geo.records.model import Trap
from geo.search.mentions.recognise import Recogniser
from geo.search.search import NameIndex
from geo.views.text_check.report import check_text

#: Sentences by trap: those that fall into it, and those that sound alike and say it right.
SENTENCES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("data/trap_sentences.yaml").read_text(encoding="utf-8")
)


def misread(trap: Trap) -> list[str]:
    """Example sentences of a trap that it misses, or that it should let pass."""
    return [
        f"{sign.language}: {text}"
        for sign in trap.signs
        for texts, wanted in ((sign.says, True), (sign.fine, False))
        for text in texts
        if fits(sign, plain_words(text), sign.names) is not wanted
    ]


def test_every_trap_finds_its_own_examples_and_lets_right_ones_pass(shipped_atlas: Atlas) -> None:
    assert {trap.id: misread(trap) for trap in shipped_atlas.traps if misread(trap)} == {}


def test_no_trap_finds_a_sentence_that_another_gives_as_right(shipped_atlas: Atlas) -> None:
    fine = [
        (trap.id, sign.language, text)
        for trap in shipped_atlas.traps
        for sign in trap.signs
        for text in sign.fine
    ]
    found = [
        (text, trap.id)
        for _, language, text in fine
        for trap in shipped_atlas.traps
        for sign in trap.signs
        if sign.language == language and not sign.names and fits(sign, plain_words(text))
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_every_trap_is_known_in_each_language(shipped_atlas: Atlas, language: str) -> None:
    speak = {
        trap.id for trap in shipped_atlas.traps for sign in trap.signs if sign.language == language
    }
    assert speak == {trap.id for trap in shipped_atlas.traps}
    assert len(speak) >= 35


def test_traps_are_found_in_other_words_and_not_in_what_says_it_right(
    shipped_atlas: Atlas,
) -> None:
    reader = Recogniser(shipped_atlas, NameIndex(shipped_atlas))
    known = {trap.id for trap in shipped_atlas.traps}

    def found(text: str) -> set[str]:
        (sentence,) = check_text(shipped_atlas, reader, text, "2026-02-20").sentences
        return known.intersection(
            *[{name for finding in sentence.findings for name in finding.record_ids}]
        )

    assert set(SENTENCES) == known
    missed = [
        text
        for name, said in SENTENCES.items()
        for text in said["caught"]
        if name not in found(text)
    ]
    wrong = [
        (text, traps)
        for said in SENTENCES.values()
        for text in said["near"]
        if (traps := found(text))
    ]
    assert (missed, wrong) == ([], [])
