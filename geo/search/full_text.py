"""An index of all that records say: which of them have all words of a question, and where.

It knows nothing of records: a document has texts, the first of which is its title.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.search.words import Token, tokens

#: A text in runs, each with whether it is one of the words that were looked for.
Marked = tuple[tuple[str, bool], ...]

_SENTENCE = re.compile(r"(?<=[.!?۔؟。])\s+|\n+")
#: How much a word counts in the title, in a text, and in what is not shown.
_TITLE, _TEXT, _ALSO = 3.0, 1.0, 0.7
_SATURATION = 1.5
_SHORTEST_BEGINNING = 3
_BEGUN = 0.6  # how much a word counts that only begins like the last one typed
_MOST_ENDINGS = 300
_LAST_LETTER = "\U0010ffff"
_LONGEST_SENTENCE = 220


@dataclass(frozen=True, slots=True)
class Document:
    """What one record says: `texts` are shown, the title first; `also` is searched and not shown.

    `weight` is how much it counts, by its kind and how sure its record is.
    """

    texts: tuple[str, ...]
    also: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TextHit:
    """A document that has every word: its number, and how well.

    `is_named` says that all words stand in its title, `is_whole` that none is only begun.
    """

    at: int
    score: float
    is_named: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Posting:
    """The documents that have a key: their numbers, how much it counts, whether in the title."""

    at: NDArray[np.int32]
    gains: NDArray[np.float32]
    named: NDArray[np.bool_]


class FullText:
    """The words of many documents, in the order in which they were given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Cut every text into words; takes about a second for a million letters."""
        self.documents = documents
        self._weights = np.array([document.weight for document in documents], np.float32)
        rows: defaultdict[str, list[tuple[int, float, bool]]] = defaultdict(list)
        for at, document in enumerate(documents):
            for key, gain, is_named in _gains(document):
                rows[key].append((at, gain, is_named))
        self._postings = {key: _posting(found) for key, found in rows.items()}
        self._keys = sorted(self._postings)

    def find(self, words: Sequence[Token], limit: int) -> list[TextHit]:
        """The best documents with all the words, of which the last may be unfinished."""
        if not words or not self.documents:
            return []
        size = len(self.documents)
        total = np.zeros(size, np.float32)
        has, named, whole = np.ones(size, bool), np.ones(size, bool), np.ones(size, bool)
        for number, word in enumerate(words, start=1):
            gains, in_title = self._gather(word.keys, 1.0)
            whole &= gains > 0
            if number == len(words):
                begun, begun_in_title = self._gather(self._endings_of(word), _BEGUN)
                gains, in_title = np.maximum(gains, begun), in_title | begun_in_title
            has &= gains > 0
            named &= in_title
            if not has.any():
                return []
            total += gains * np.log1p(size / (1.0 + np.count_nonzero(gains)))
        order = total * self._weights * np.where(named, 2.0, 1.0) * np.where(whole, 1.5, 1.0)
        found = np.flatnonzero(has)
        # Stable, so that of equals the first document stays the first.
        best = found[np.argsort(-order[found], kind="stable")][:limit]
        return [TextHit(int(at), float(order[at]), bool(named[at]), bool(whole[at])) for at in best]

    def sentence(self, at: int, words: Sequence[Token]) -> Marked:
        """The sentence with most of the words, marked; none if it has less than half of them."""
        _, *texts = self.documents[at].texts
        sentences = [part for text in texts for part in _SENTENCE.split(text) if part]
        best = max(sentences, key=lambda part: _shared(part, words), default="")
        is_telling = bool(words) and 2 * _shared(best, words) >= len(words)
        return mark_words(best, words) if is_telling else ()

    def _gather(
        self, keys: Iterable[str], share: float
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        size = len(self.documents)
        gains, named = np.zeros(size, np.float32), np.zeros(size, bool)
        for key in keys:
            if posting := self._postings.get(key):
                gains[posting.at] = np.maximum(gains[posting.at], share * posting.gains)
                named[posting.at] |= posting.named
        return gains, named

    def _endings_of(self, word: Token) -> Sequence[str]:
        beginning = max(word.keys, key=len)
        if beginning.startswith("=") and len(word.keys) > 1:
            beginning = max(word.keys - {beginning}, key=len)
        if len(beginning) < _SHORTEST_BEGINNING:
            return ()
        start = bisect_left(self._keys, beginning)
        end = bisect_left(self._keys, beginning + _LAST_LETTER, start)
        return self._keys[start : min(end, start + _MOST_ENDINGS)]


def mark_words(text: str, words: Sequence[Token]) -> Marked:
    """A text in runs, with the words marked; a long one is cut around the first of them."""
    spans = [token[:2] for token in tokens(text) if _meets_any(token, words)]
    spans = _joined(spans)
    start, end = _window(text, spans[0][0] if spans else 0)
    runs: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for left, right in spans:
        if left < start or right > end:
            continue
        runs += [(text[at:left], False), (text[left:right], True)]
        at = right
    runs.append((text[at:end] + ("…" if end < len(text) else ""), False))
    return tuple((run, is_word) for run, is_word in runs if run)


def _gains(document: Document) -> Iterator[tuple[str, float, bool]]:
    title, *texts = document.texts
    in_title = {key for token in tokens(title) for key in token.keys}
    counts = Counter(key for text in texts for token in tokens(text) for key in token.keys)
    also = {key for token in tokens(document.also) for key in token.keys}
    for key in in_title | also | counts.keys():
        gain = _TITLE * (key in in_title) + _ALSO * (key in also)
        gain += _TEXT * counts[key] / (counts[key] + _SATURATION)
        yield key, gain, key in in_title


def _posting(rows: Sequence[tuple[int, float, bool]]) -> _Posting:
    at, gains, named = zip(*rows, strict=True)
    make: Any = np.array
    return _Posting(make(at, np.int32), make(gains, np.float32), make(named, bool))


def _meets(token: Token, word: Token, *, is_last: bool) -> bool:
    """Whether a word of a text is one that was looked for, or begins like the last of them."""
    if token.keys & word.keys:
        return True
    return is_last and any(
        key.startswith(asked)
        for asked in word.keys
        if len(asked) >= _SHORTEST_BEGINNING
        for key in token.keys
    )


def _meets_any(token: Token, words: Sequence[Token]) -> bool:
    return any(_meets(token, word, is_last=word is words[-1]) for word in words)


def _shared(sentence: str, words: Sequence[Token]) -> int:
    found = tokens(sentence)
    return sum(
        any(_meets(token, word, is_last=word is words[-1]) for token in found) for word in words
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in their order without overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _window(text: str, first: int) -> tuple[int, int]:
    """From where to where a text is shown, cut at blanks, with the first marked word in it."""
    if len(text) <= _LONGEST_SENTENCE:
        return 0, len(text)
    start = max(0, min(first - _LONGEST_SENTENCE // 3, len(text) - _LONGEST_SENTENCE))
    start = text.find(" ", start, first) + 1 if start and " " in text[start:first] else start
    end = min(len(text), start + _LONGEST_SENTENCE)
    return start, text.rfind(" ", start, end) if end < len(text) and " " in text[start:end] else end
