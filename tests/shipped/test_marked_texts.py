"""The texts to measure by are whole: enough of them, and every mark names something that exists."""

from collections import Counter

from geo.atlas import Atlas
from tests.bench.marked_texts import GAZETTEER, HALVES, marked_texts

#: Mistakes in the texts that the atlas has no trap for; they count as missed.
NOT_YET = {"trap-jalalabad-jalal-abad"}


def test_each_half_has_enough_texts_of_every_language() -> None:
    texts = tuple(marked_texts())
    counts = Counter((text.half, text.language) for text in texts)
    least = {"en": 15, "ru": 7, "ur": 7}
    assert all(counts[half, language] >= least[language] for half in HALVES for language in least)
    assert len(texts) >= 60
    assert not [text.name for text in texts if not 60 <= len(text.text.split()) <= 150]


def test_every_mark_is_in_its_text_and_names_a_record_a_date_or_a_figure(
    shipped_atlas: Atlas,
) -> None:
    known = {GAZETTEER, *(person.id for person in shipped_atlas.people)}
    wrong = []
    for text in marked_texts():
        assert text.marked
        for mark in text.marked:
            assert text.text[mark.start : mark.end] == mark.words
            wrong += [
                (text.name, mark.words, ref)
                for ref in mark.ids
                if ref not in known and shipped_atlas.find(ref) is None
            ]
    assert wrong == []


def test_traps_are_those_of_the_atlas_or_told_to_be_missing(shipped_atlas: Atlas) -> None:
    known = {trap.id for trap in shipped_atlas.traps}
    named = {trap for text in marked_texts() for trap in text.traps | text.open_traps}
    assert named - known == NOT_YET


def test_relative_weekdays_are_counted_from_the_day_of_the_text() -> None:
    friday = next(
        mark for text in marked_texts() if text.name == "en-01" for mark in text.marked if mark.date
    )
    assert (friday.words, friday.date) == ("Friday", "2025-07-11")
