"""The texts of `tests/data/texts`: what they say, and what is to be found in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml

from geo.records.dates import checked
from geo.records.sentences import MARK
from geo.search.mentions.mention import Figure, Unit

Half = Literal["tune", "apart"]
HALVES: tuple[Half, ...] = ("tune", "apart")
TEXTS = Path(__file__).parents[1] / "data" / "texts"
GAZETTEER = "gazetteer"
_NEUTRAL = "?"
_OR = " or "
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?")
_FIGURE = re.compile(
    r"(?P<low>[0-9.e]+?)(\.\.(?P<high>[0-9.e]+))? (?P<unit>\S+)( per (?P<per>year|month|day))?"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Some words of a text and what they mean: ids of which each is right, a date or a figure.

    Without any of them they may be found or not.
    """

    start: int
    end: int
    words: str
    ids: frozenset[str] = frozenset()
    date: str = ""
    figure: Figure | None = None

    @property
    def is_neutral(self) -> bool:
        """Whether it counts for nothing."""
        return not (self.ids or self.date or self.figure)


@dataclass(frozen=True)
class MarkedText:
    """A text, the day of its publication, and the ids of the traps that it sets.

    `open_traps` may be named or not: whether they are set is a matter of reading.
    """

    name: str
    half: Half
    language: str
    day: str
    traps: frozenset[str]
    body: str
    open_traps: frozenset[str] = frozenset()

    @cached_property
    def text(self) -> str:
        """The text as a reader has it."""
        return MARK.sub(lambda found: found["words"], self.body)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """What is marked in it, in order. Raises ValueError if a date or a unit is none."""
        return tuple(self._marked())

    def _marked(self) -> Iterator[Marked]:
        marks = 0
        for found in MARK.finditer(self.body):
            start = found.start() - marks
            words = found["words"]
            marks += len(found[0]) - len(words)
            yield _marked(start, start + len(words), words, found["ref"])


def marked_texts(folder: Path = TEXTS) -> Iterator[MarkedText]:
    """All texts, by half and name."""
    for half in HALVES:
        for path in sorted((folder / half).glob("*.md")):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            given = yaml.safe_load(head)
            traps, open_traps = (frozenset(given.get(key, ())) for key in ("traps", "open_traps"))
            yield MarkedText(
                path.stem,
                half,
                given["language"],
                given["day"],
                traps,
                " ".join(body.split()),
                open_traps,
            )


def _marked(start: int, end: int, words: str, ref: str) -> Marked:
    if ref == _NEUTRAL:
        return Marked(start, end, words)
    if _DATE.fullmatch(ref):
        return Marked(start, end, words, date=checked(ref))
    if found := _FIGURE.fullmatch(ref):
        low = float(found["low"])
        high = float(found["high"] or low)
        figure = Figure(low, high, Unit(found["unit"]), found["per"] or "")
        return Marked(start, end, words, figure=figure)
    return Marked(start, end, words, ids=frozenset(ref.split(_OR)))
