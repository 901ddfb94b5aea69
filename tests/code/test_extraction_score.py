"""The score counts each thing once, takes homonyms as asked, and leaves open what is marked so."""

from collections import Counter

from geo.atlas import Atlas
from geo.search.mentions.mention import Figure, Mention, MentionKind, ReadSentence, ReadText, Unit
from tests.bench.extraction import Tally, score, tally
from tests.bench.extraction_report import Extraction, misses, table
from tests.bench.marked_texts import MarkedText

_BODY = (
    "[[2025-07-11|Today]] [[75 km|75 km]] from [[gazetteer|Oldtown]] to "
    "[[site-here or site-there|Newtown]] in [[?|Sindh]], [[3..5 days|three to five days]]."
)
_TRAPS, _OPEN = frozenset({"trap-a", "trap-b"}), frozenset({"trap-d"})
_TEXT = MarkedText("en-00", "tune", "en", "2025-07-11", _TRAPS, _BODY, _OPEN)


def _mention(words: str, kind: MentionKind, **what: object) -> Mention:
    start = _TEXT.text.index(words)
    return Mention(start, start + len(words), kind, **what)  # type: ignore[arg-type]


def _read(*mentions: Mention) -> ReadText:
    text = _TEXT.text
    return ReadText(text, "en", _TEXT.day, (ReadSentence(0, len(text), mentions),))


def test_right_missed_and_wrong_are_told_apart(good_atlas: Atlas) -> None:
    read = _read(
        _mention("Today", MentionKind.DATE, date="2025-07-11"),
        _mention("75 km", MentionKind.FIGURE, figure=Figure(75, 75, Unit.KM)),
        _mention("Oldtown", MentionKind.PLACE, gazetteer=("geonames-1",)),
        _mention("Newtown", MentionKind.PLACE, record_ids=("site-else", "site-there")),
        _mention("Newtown", MentionKind.PLACE, record_ids=("site-there",)),
        _mention("Sindh", MentionKind.PLACE, record_ids=("site-sindh",)),
        _mention("five days", MentionKind.FIGURE, figure=Figure(5, 5, Unit.DAYS)),
        _mention("from", MentionKind.PERSON, record_ids=("per-from",)),
    )
    found = ["trap-b", "trap-c", "trap-d"]
    scored = tuple(score(good_atlas, (_TEXT,), lambda *_: read, lambda *_: found))
    assert Counter(thing.outcome for thing in scored) == {"right": 5, "missed": 2, "wrong": 2}
    assert tally(scored, "tune", "en", ("figure",)) == Tally(expected=2, found=1, right=1)
    assert tally(scored, "tune", "", ("trap",)) == Tally(expected=2, found=2, right=1)
    assert tally(scored, "apart") == Tally(0, 0, 0)
    listed = misses(Extraction(scored, ()))
    assert "three to five days" in listed
    assert "per-from" in listed
    assert "0.50 / 0.50 (2)" in table(Extraction(scored, ()))
