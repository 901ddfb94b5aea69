"""What the atlas says to a sentence of a text: fixed verdicts, and findings that give one each."""

from dataclasses import dataclass
from typing import Self

from geo.records.texts import mark
from geo.records.vocab import Word
from geo.views.components import Fact, RecordLink


class SentenceVerdict(Word):
    """What the atlas says to a sentence; what weighs most comes first.

    `rating` is the one of a ClaimReview, from 1 (wrong) to 5 (right), or 0 where the atlas gives
    none.
    """

    rating: int

    def __new__(cls, value: str, label: str, meaning: str, rating: int) -> Self:
        """Make the word `value` with its rating."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.english_label, word.english_meaning = label, meaning
        word.rating = rating
        return word

    TRAP = (
        "trap",
        mark("Frequent mistake"),
        mark("Texts make this mistake again and again; it is said what is right."),
        1,
    )
    RULED_OUT = (
        "ruled-out",
        mark("Ruled out"),
        mark("It cannot be: geometry or the order of days speaks against it."),
        1,
    )
    DIFFERS = (
        "differs",
        mark("Differs"),
        mark("The atlas has something else in print; it is said from whom and by how much."),
        2,
    )
    NEW = (
        "new",
        mark("New"),
        mark("It is about something that the atlas knows, and the atlas does not have it."),
        0,
    )
    AGREES = (
        "agrees",
        mark("Agrees"),
        mark("A figure or state of the atlas says the same."),
        5,
    )
    KNOWN = (
        "known",
        mark("Known"),
        mark("The atlas has the event; it is said since when and from whom."),
        5,
    )
    NOTHING = (
        "nothing",
        mark("Nothing known"),
        mark("Nothing in the atlas speaks of this."),
        0,
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the atlas says to a sentence.

    `start` and `end` are letters of the whole text that it is about; the whole sentence where no
    words alone can be named. `said` is what the atlas has, in whole sentences, and `right` what is
    right instead of a frequent mistake with this `title`. `facts` are the figures that it rests on:
    the value, what it covers and who says so. `since` is the date from which it is known, as
    `geo.records.dates` writes it, and `who` said it first, where that is told. `is_doubtful` marks
    what the atlas itself holds doubtful, `is_taken_back` what the text calls wrong just after it;
    what is not `is_rated` is neither right nor wrong.
    `record_ids` are the claims, events, traps and the like that it rests on, `links` those that a
    reader can open, and `notes` the numbers of its sources in the footnotes of the report.
    """

    verdict: SentenceVerdict
    said: str
    start: int
    end: int
    title: str = ""
    right: str = ""
    since: str = ""
    who: str = ""
    is_doubtful: bool = False
    is_taken_back: bool = False
    is_rated: bool = True
    facts: tuple[Fact, ...] = ()
    record_ids: tuple[str, ...] = ()
    links: tuple[RecordLink, ...] = ()
    notes: tuple[int, ...] = ()

    @property
    def rating(self) -> int:
        """The rating of a ClaimReview: what the atlas holds doubtful itself is in the middle.

        What the text takes back is no claim of it, and has none; nor has what is only on a theme.
        """
        if self.is_taken_back or not self.is_rated:
            return 0
        return _DOUBTFUL if self.is_doubtful and self.verdict.rating else self.verdict.rating


_DOUBTFUL = 3
