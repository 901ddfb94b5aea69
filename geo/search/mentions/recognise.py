"""A text of any of three languages to what it mentions.

Dates and figures come first, because their grammar is the surest; then names, the longest first.
A name that may be another word needs a sign that it is a place. Nothing found here is a record:
a person decides.
"""

from collections.abc import Iterable, Iterator, Sequence

from geo.atlas import Atlas
from geo.records.errors import GeoError
from geo.records.sentences import sentence_spans
from geo.search.mentions.known import all_names
from geo.search.mentions.mention import Mention, MentionKind, ReadSentence, ReadText
from geo.search.mentions.moments import find_dates
from geo.search.mentions.names import Called, NameBook
from geo.search.mentions.plain import Word, plain, words
from geo.search.mentions.quantities import find_figures
from geo.search.search import NameIndex

#: Letters of a text; a long book has as many, and nobody checks one here.
MOST_LETTERS = 300_000
_SAMPLE = 20_000
#: Of several kinds that share a name, which is meant.
_KINDS = (
    MentionKind.PROJECT,
    MentionKind.PERSON,
    MentionKind.ORGANISATION,
    MentionKind.PLACE,
    MentionKind.COUNTRY,
)


class Recogniser:
    """What reads texts by the names of one atlas; it can be shared by many readers."""

    def __init__(self, atlas: Atlas, gazetteer: NameIndex | None = None) -> None:
        """Prepare all names; `gazetteer` adds spellings and towns that are no record."""
        self._atlas = atlas
        self._index = gazetteer or NameIndex(atlas)
        self._book = NameBook(all_names(atlas, self._index.names()))

    def read(self, text: str, day: str = "") -> ReadText:
        """What a text mentions, by sentence; `day` is that of its publication, ISO 8601, or empty.

        Raises GeoError if the text is too long or `day` is none.
        """
        if len(text) > MOST_LETTERS:
            raise GeoError(
                f"The text has {len(text):,} letters; {MOST_LETTERS:,} can be read at once. "
                "Take the part that matters."
            )
        letters = plain(text)
        language = language_of(letters)
        found = list(self._mentions(text, letters, language, day))
        spans = list(sentence_spans(text))
        sentences = tuple(_by_sentence(spans, found))
        return ReadText(text, language, day, sentences)

    def _mentions(self, text: str, letters: str, language: str, day: str) -> Iterator[Mention]:
        dates = list(find_dates(letters, day))
        figures = list(find_figures(letters, language, [(start, end) for start, end, _ in dates]))
        found = [Mention(start, end, MentionKind.DATE, date=made) for start, end, made in dates]
        found += [
            Mention(start, end, MentionKind.FIGURE, figure=figure) for start, end, figure in figures
        ]
        busy = sorted((mention.start, mention.end) for mention in found)
        tokens = [word for word in words(text, letters) if not _within(word.start, busy)]
        found += self._named(tokens)
        yield from sorted(found, key=lambda mention: (mention.start, -mention.end))

    def _named(self, tokens: Sequence[Word]) -> Iterator[Mention]:
        at = 0
        while at < len(tokens):
            called = self._book.read(tokens, at)
            if called is None:
                at += 1
                continue
            yield _mention(called)
            at += called.count


def _mention(called: Called) -> Mention:
    kind = next(kind for kind in _KINDS if any(name.kind is kind for name in called.names))
    ids = dict.fromkeys(name.record_id for name in called.names if name.kind is kind)
    return Mention(called.start, called.end, kind, tuple(ids))


def language_of(letters: str) -> str:
    """`en`, `ru` or `ur`, by the letters that most words have."""
    sample = letters[:_SAMPLE]
    russian = sum("а" <= letter <= "я" for letter in sample)
    urdu = sum("\u0600" <= letter <= "\u06ff" for letter in sample)
    latin = sum("a" <= letter <= "z" for letter in sample)
    return "ru" if russian > max(urdu, latin) else "ur" if urdu > latin else "en"


def _within(at: int, busy: Sequence[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    index = bisect_right(busy, (at, 1 << 60)) - 1
    return index >= 0 and at < busy[index][1]


def _by_sentence(
    spans: Sequence[tuple[int, int]], found: Iterable[Mention]
) -> Iterator[ReadSentence]:
    """Mentions shared out; one that runs over the end of a sentence belongs to the first."""
    rest = list(found)
    at = 0
    for number, (start, end) in enumerate(spans):
        is_last = number == len(spans) - 1
        own: list[Mention] = []
        while at < len(rest) and (rest[at].start < end or is_last):
            own.append(rest[at])
            at += 1
        yield ReadSentence(start, end, tuple(own))
