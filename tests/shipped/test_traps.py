"""The frequent mistakes: every sign finds what it should, and nothing that says it right."""

import pytest

from geo.analysis.trap_signs import fits, plain_words
from geo.atlas import Atlas
from geo.records.model import Trap


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
