"""A table of names, to be asked who is called this, or nearly this.

It knows nothing of records or places: rows are (owner, name, language), owners are ids.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import nlargest

from rapidfuzz import fuzz, process

from geo.search.romanize import consonant_skeleton, fold, is_vowelless, romanize

NameRow = tuple[str, str, str]

_FEW_CONSONANTS = 3  # fewer consonants than this are shared by too many names
_FEW_SOUNDS = 3  # two letters of another alphabet begin too many names
_FIRST = 20  # of names that begin alike; a list shows fewer
_CANDIDATES = 60
_LAST_LETTER = "\U0010ffff"
_SHORT = 4  # a shorter word is like everything


class Grade(IntEnum):
    """How a name fits the words, best first."""

    EXACT = 0  # the same letters, but for case, accents and blanks
    PHONETIC = 1  # the same sounds, in whatever alphabet
    PREFIX = 2
    FUZZY = 3


@dataclass(frozen=True, slots=True)
class Match:
    """The best name of an owner; `score` orders matches of one grade, 100 and more is certain."""

    owner: str
    name: str
    language: str
    grade: Grade
    score: float


@dataclass(frozen=True, slots=True)
class QueryForms:
    """What a reader has typed, in all its forms; see geo.search.romanize."""

    folded: str
    romanized: str
    skeleton: str
    vowelless: bool

    @classmethod
    def of(cls, text: str) -> "QueryForms":
        """Prepare a text for comparison."""
        sounds = romanize(text)
        return cls(fold(text), sounds, consonant_skeleton(sounds), is_vowelless(text))


class NameTable:
    """Names with three indexes: as written, by sound, by consonants."""

    def __init__(
        self, rows: Iterable[NameRow], weigh: Callable[[str], float] = lambda _: 0.0
    ) -> None:
        """Prepare all rows; of names that begin alike, owners of greater weight come first."""
        self._rows = list(dict.fromkeys(rows))
        self._weights = [weigh(owner) for owner, _, _ in self._rows]
        self._folded = [fold(name) for _, name, _ in self._rows]
        self._romanized = [romanize(name) for _, name, _ in self._rows]
        self._written = _grouped(name.replace(" ", "") for name in self._folded)
        self._sounds = _grouped(self._romanized)
        self._all_sounds = list(self._sounds)
        self._skeletons = _grouped(map(consonant_skeleton, self._romanized))
        self._beginnings = (_Beginnings(self._folded), _Beginnings(self._romanized))
        owned: defaultdict[str, set[str]] = defaultdict(set)
        for (owner, _, _), name in zip(self._rows, self._folded, strict=True):
            owned[owner].add(name.replace(" ", ""))
        self._owned = {owner: frozenset(found) for owner, found in owned.items()}

    def written(self, owner: str) -> frozenset[str]:
        """All names of an owner, folded and without blanks."""
        return self._owned.get(owner, frozenset())

    def find(self, words: QueryForms, least: float | None) -> dict[str, Match]:
        """The best match of each owner that has one.

        Args:
            words: what to look for.
            least: similarity (0 to 100) below which two names are strangers; without it no name is
                found that is only alike.

        """
        best: dict[str, Match] = {}
        for at, grade, score in self._graded_rows(words, least):
            owner, name, language = self._rows[at]
            known = best.get(owner)
            if known is None or (grade, -score) < (known.grade, -known.score):
                best[owner] = Match(owner, name, language, grade, score)
        return best

    def _graded_rows(
        self, words: QueryForms, least: float | None
    ) -> Iterator[tuple[int, Grade, float]]:
        for at in self._written.get(words.folded.replace(" ", ""), ()):
            yield at, Grade.EXACT, 115.0 + 5.0 * (self._folded[at] == words.folded)
        if len(words.romanized) >= _FEW_SOUNDS:
            for at in self._sounds.get(words.romanized, ()):
                yield at, Grade.PHONETIC, 110.0
        for at in self._rows_beginning(words):
            # A beginning that only sounds alike counts for less than one that is written so.
            less = 0.0 if self._folded[at].startswith(words.folded) else 10.0
            size = len(self._folded[at])
            yield at, Grade.PREFIX, 100.0 + self._weights[at] - 0.2 * size - less
        if least is None:
            return
        for at in {*self._rows_alike(words, least)}:
            score = self._likeness(words, at)
            if score >= least:
                yield at, Grade.FUZZY, score

    def _rows_beginning(self, words: QueryForms) -> list[int]:
        sounds = words.romanized if len(words.romanized) >= _FEW_SOUNDS else ""
        pairs = zip((words.folded, sounds), self._beginnings, strict=True)
        found = {at for beginning, order in pairs for at in order.of(beginning)}
        return nlargest(_FIRST, found, key=lambda at: (self._weights[at], -len(self._folded[at])))

    def _rows_alike(self, words: QueryForms, least: float) -> Iterator[int]:
        """Rows that may be like the words; `_likeness` decides."""
        if len(words.skeleton) >= _FEW_CONSONANTS:
            yield from self._skeletons.get(words.skeleton, ())
        if len(words.romanized) >= _SHORT:
            near = process.extract(
                words.romanized,
                self._all_sounds,
                scorer=fuzz.ratio,
                score_cutoff=least,
                limit=_CANDIDATES,
            )
            for sounds, _, _ in near:
                yield from self._sounds[sounds]

    def _likeness(self, words: QueryForms, at: int) -> float:
        """0 to 100. Vowels count for less where the reader's letters leave them out."""
        name, sounds = self._folded[at], self._romanized[at]
        close = fuzz.ratio(words.romanized, sounds)
        found = max(fuzz.ratio(words.folded, name), close)
        if len(words.skeleton) >= _FEW_CONSONANTS and words.skeleton == consonant_skeleton(sounds):
            floor = 50.0 if words.vowelless else 35.0
            found = max(found, floor + (100.0 - floor) / 100.0 * close)
        return found


def _grouped(keys: Iterable[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            groups.setdefault(key, []).append(at)
    return groups


class _Beginnings:
    """Keys in order, for look-ups by how they begin."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._rows = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = [keys[at] for at in self._rows]

    def of(self, beginning: str) -> Sequence[int]:
        """Rows whose key begins like this; none for an empty beginning."""
        if not beginning:
            return ()
        start = bisect_left(self._keys, beginning)
        return self._rows[start : bisect_left(self._keys, beginning + _LAST_LETTER, start)]
