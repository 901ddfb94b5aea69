"""How much of what stands in the marked texts is found, and how much is found that is not there.

`score` holds what a recogniser reads against the marks, each thing once for every text. A thing
is found if one of the records that are offered is right: homonyms are for a person to tell apart.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

from geo.atlas import Atlas
from geo.records.model import Person, Site
from geo.search.mentions.mention import Figure, Mention, MentionKind, ReadText, Unit
from tests.bench.marked_texts import GAZETTEER, Half, Marked, MarkedText

Outcome = Literal["right", "missed", "wrong"]
#: What is scored, in the order of the table.
KINDS = ("place", "project", "person", "organisation", "date", "figure", "trap")
#: Reads a text of a day.
Read = Callable[[str, str], ReadText]
#: Ids of the traps in a text of a day.
Traps = Callable[[str, str], Iterable[str]]
#: Countries and numbered lines are not marked in the texts.
_NOT_SCORED = frozenset({MentionKind.COUNTRY, MentionKind.LINE})
#: More offers than these for the same words are no answer.
_MOST_OFFERS = 4
_TRIALS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """One thing that was found or should have been; `meant` says what it is."""

    text: MarkedText
    kind: str
    outcome: Outcome
    words: str
    meant: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of things: those in the texts, those found, and those rightly found."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of the things found that are right, or None if nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the things in the texts that were found, or None if there are none."""
        return self.right / self.expected if self.expected else None


def score(atlas: Atlas, texts: Iterable[MarkedText], read: Read, traps: Traps) -> Iterator[Scored]:
    """Everything in the texts and everything found in them, each once for every text."""
    for text in texts:
        yield from _scored_mentions(atlas, text, read(text.text, text.day))
        yield from _scored_traps(text, frozenset(traps(text.text, text.day)))


def tally(
    scored: Iterable[Scored], half: Half, language: str = "", kinds: Iterable[str] = KINDS
) -> Tally:
    """The counts for some kinds of things in one half, of one language or of all."""
    wanted = frozenset(kinds)
    outcomes = [
        thing.outcome
        for thing in scored
        if thing.text.half == half
        and thing.kind in wanted
        and language in ("", thing.text.language)
    ]
    right, missed = outcomes.count("right"), outcomes.count("missed")
    return Tally(right + missed, len(outcomes) - missed, right)


def seconds_for(words: int, texts: Iterable[MarkedText], work: Callable[[str], object]) -> float:
    """Processor seconds of the work for a text of so many words, the middle of three trials.

    The work is done by one thread, so an idle machine takes as long.
    """
    pieces = [text.text for text in texts]
    long = " ".join(pieces).split()
    text = " ".join((long * (words // len(long) + 1))[:words])
    spent = []
    for _ in range(_TRIALS):
        start = time.process_time()
        work(text)
        spent.append(time.process_time() - start)
    return median(spent)


def _scored_mentions(atlas: Atlas, text: MarkedText, read: ReadText) -> Iterator[Scored]:
    expected = {_meant(mark): mark for mark in text.marked if not mark.is_neutral}
    hit: set[str] = set()
    wrong: dict[str, Scored] = {}
    for mention in (mention for sentence in read.sentences for mention in sentence.mentions):
        if mention.kind in _NOT_SCORED:
            continue
        words = read.text[mention.start : mention.end]
        matches = {key for key, mark in expected.items() if _is_right(mark, mention, words)}
        hit |= matches
        if not matches and not _is_left_open(text, mention):
            said = _said(mention)
            wrong.setdefault(said, Scored(text, mention.kind.value, "wrong", words, said))
    for key, mark in expected.items():
        outcome: Outcome = "right" if key in hit else "missed"
        yield Scored(text, _kind(atlas, mark), outcome, mark.words, key)
    yield from wrong.values()


def _scored_traps(text: MarkedText, found: frozenset[str]) -> Iterator[Scored]:
    outcomes: Mapping[Outcome, frozenset[str]] = {
        "right": found & text.traps,
        "missed": text.traps - found,
        "wrong": found - text.traps - text.open_traps,
    }
    for outcome, traps in outcomes.items():
        yield from (Scored(text, "trap", outcome, trap, trap) for trap in sorted(traps))


def _is_right(mark: Marked, mention: Mention, words: str) -> bool:
    if mark.date:
        return mention.date.replace("~", "") == mark.date
    if mark.figure:
        return mention.figure is not None and _is_same(mark.figure, mention.figure)
    if mark.ids & frozenset(mention.record_ids[:_MOST_OFFERS]):
        return True
    is_there = _meet(mark, mention) or mark.words.casefold() == words.casefold()
    return GAZETTEER in mark.ids and bool(mention.gazetteer) and is_there


def _is_left_open(text: MarkedText, mention: Mention) -> bool:
    """Plain counts, words that may be found or not, and what is part of a longer name."""
    if mention.figure is not None and mention.figure.unit is Unit.COUNT:
        return True
    length = mention.end - mention.start
    met = (mark for mark in text.marked if _meet(mark, mention))
    return any(mark.is_neutral or mark.end - mark.start > length for mark in met)


def _is_same(first: Figure, other: Figure) -> bool:
    if (first.unit, first.per) != (other.unit, other.per):
        return False
    pairs = ((first.low, other.low), (first.high, other.high))
    return all(abs(left - right) <= 1e-6 * max(abs(left), 1) for left, right in pairs)


def _meet(mark: Marked, mention: Mention) -> bool:
    return mark.start < mention.end and mention.start < mark.end


def _kind(atlas: Atlas, mark: Marked) -> str:
    if mark.date:
        return "date"
    if mark.figure:
        return "figure"
    records = [atlas.find(ref) for ref in mark.ids if ref != GAZETTEER]
    person = next((record for record in records if isinstance(record, Person)), None)
    if person is not None:
        return "organisation" if person.office == "Organisation" else "person"
    is_place = GAZETTEER in mark.ids or all(isinstance(record, Site) for record in records)
    return "place" if is_place else "project"


def _meant(mark: Marked) -> str:
    if mark.figure:
        return figure_words(mark.figure)
    if mark.ids == {GAZETTEER}:
        return f"{GAZETTEER}: {mark.words}"
    return mark.date or " or ".join(sorted(mark.ids))


def _said(mention: Mention) -> str:
    if mention.figure:
        return figure_words(mention.figure)
    return mention.date or " or ".join(mention.record_ids or mention.gazetteer) or "nothing"


def figure_words(figure: Figure) -> str:
    """A figure as it stands in a mark: `4.6e9..4.8e9 USD`, `1100000 t per year`."""
    high = f"..{figure.high:g}" if figure.high != figure.low else ""
    per = f" per {figure.per}" if figure.per else ""
    return f"{figure.low:g}{high} {figure.unit}{per}"
