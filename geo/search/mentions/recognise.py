"""A text of any of three languages to what it mentions.

Dates and figures come first, because their grammar is the surest; then names, the longest first.
A name that may be another word needs a sign that it is a place. Nothing found here is a record:
a person decides.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from geo.atlas import Atlas
from geo.records.errors import GeoError
from geo.records.sentences import sentence_spans
from geo.search.mentions.known import all_names
from geo.search.mentions.likely import Likely
from geo.search.mentions.lines import LineFinder
from geo.search.mentions.mention import Mention, MentionKind, ReadSentence, ReadText
from geo.search.mentions.names import Called, NameBook
from geo.search.mentions.persons import Surnames
from geo.search.mentions.plain import TextWord, plain, words
from geo.search.mentions.signs import Tokens, is_arabic
from geo.search.mentions.towns import TownBook
from geo.search.mentions.values.moments import find_dates
from geo.search.mentions.values.quantities import find_figures
from geo.search.people import country_names, country_of
from geo.search.search import NameIndex

#: Letters and sentences of a text; a long book has as many, and nobody checks one here.
MOST_LETTERS, MOST_SENTENCES = 300_000, 3_000
_SAMPLE = 20_000
#: Of several kinds that share a name, which is meant.
_KINDS = (
    MentionKind.PROJECT,
    MentionKind.PERSON,
    MentionKind.ORGANISATION,
    MentionKind.PLACE,
    MentionKind.COUNTRY,
    MentionKind.LINE,
)
_LEAST_SOUNDS = 6


class Recogniser:
    """What reads texts by the names of one atlas; it can be shared by many readers."""

    def __init__(self, atlas: Atlas, gazetteer: NameIndex | None = None) -> None:
        """Prepare all names; `gazetteer` adds spellings and towns that are no record."""
        self._atlas = atlas
        self._index = gazetteer or NameIndex(atlas)
        names = tuple(dict.fromkeys(all_names(atlas, self._index.names())))
        self._book = NameBook(names)
        self._surnames = Surnames(names)
        self._likely = Likely(atlas)
        self._lines = LineFinder(atlas, self._likely)

    @cached_property
    def _towns(self) -> TownBook:
        return TownBook(self._index.towns(), self._book)

    def read(self, text: str, day: str = "") -> ReadText:
        """What a text mentions, by sentence; `day` is that of its publication, ISO 8601, or empty.

        Raises GeoError if the text is too long.
        """
        if len(text) > MOST_LETTERS:
            raise GeoError(
                f"The text has {len(text):,} letters; {MOST_LETTERS:,} can be read at once. "
                "Take the part that matters."
            )
        spans = list(sentence_spans(text))
        if len(spans) > MOST_SENTENCES:
            raise GeoError(
                f"The text has {len(spans):,} sentences; {MOST_SENTENCES:,} can be read at once. "
                "Take the part that matters."
            )
        letters = plain(text)
        language = language_of(letters)
        found = self._mentions(text, letters, language, day)
        return ReadText(text, language, day, tuple(_by_sentence(spans, found)))

    def _mentions(self, text: str, letters: str, language: str, day: str) -> list[Mention]:
        dates = list(find_dates(letters, day))
        figures = list(find_figures(letters, language, [(start, end) for start, end, _ in dates]))
        found = [Mention(start, end, MentionKind.DATE, date=made) for start, end, made in dates]
        found += [
            Mention(start, end, MentionKind.FIGURE, figure=figure) for start, end, figure in figures
        ]
        busy = sorted((mention.start, mention.end) for mention in found)
        coded = [
            called for called in self._book.codes(text, letters) if not _within(called.start, busy)
        ]
        busy = sorted((*busy, *((called.start, called.end) for called in coded)))
        reading = _Reading(Tokens(_free(words(text, letters), busy)), coded)
        self._read_names(reading)
        named = self._decided(letters, reading)
        places = [mention for mention in named if mention.kind is MentionKind.PLACE]
        lines = self._lines.find(letters, places)
        return sorted((*found, *named, *lines), key=lambda each: (each.start, -each.end))

    def _read_names(self, reading: "_Reading") -> None:
        """Names of records, first those that are sure, then those that need a sign."""
        tokens = reading.tokens
        doubtful: list[tuple[int, Called]] = []
        at = 0
        while at < len(tokens.words):
            called = self._book.read(tokens.words, at)
            if called is None or _is_none(tokens, at, called):
                at += 1
                continue
            if all(name.needs_place for name in called.names):
                doubtful.append((at, called))
            else:
                reading.add(at, called)
            at += called.count
        said = reading.said()
        for at, called in doubtful:
            if self._is_meant(reading, at, called, said):
                reading.add(at, called)
        people = reading.people()
        for at in range(len(tokens.words)):
            if not tokens.taken[at]:
                self._read_others(reading, at, people)

    def _is_meant(self, reading: "_Reading", at: int, called: Called, said: frozenset[str]) -> bool:
        """Whether a doubtful name is the place, or a common word the works of its country."""
        if called.names[0].kind is MentionKind.PROJECT:
            is_spoken_of = any(self._is_spoken_of(name.record_id, said) for name in called.names)
            return is_spoken_of and not self._is_of_others(reading, called)
        tokens = reading.tokens
        if not is_arabic(tokens.words[at].form) and tokens.is_in_name(at, called.count):
            return False
        return tokens.is_place(at, called.count) or tokens.is_listed(
            at, called.count, reading.places
        )

    def _is_of_others(self, reading: "_Reading", called: Called) -> bool:
        """Whether common words are said of another country: `the Indian steel mill`."""
        sites = (self._atlas.find_site(name.record_id) for name in called.names)
        home = {code for site in sites if site for code in site.countries}
        if not home:
            return False
        for other in reading.called:
            code = country_of(other.names[0].record_id)
            if not code or code in home:
                continue
            before = reading.between(other.end, called.start)
            after = reading.between(called.end, other.start)
            is_adjective = other.names[0].text not in country_names(code)
            if before in _WHOSE or (before == () and is_adjective) or after in _WHERE:
                return True
        return False

    def _is_spoken_of(self, owner: str, said: frozenset[str]) -> bool:
        """Whether a text names the country of a place, or a stop of a project."""
        site = self._atlas.find_site(owner)
        if site is None:
            return bool(self._likely.stops.get(owner, frozenset()) & said)
        named = (self._atlas.find_site(record_id) for record_id in said)
        countries = {code for other in named if other for code in other.countries}
        countries |= {code for record_id in said if (code := country_of(record_id))}
        return not countries.isdisjoint(site.countries)

    def _read_others(self, reading: "_Reading", at: int, people: dict[str, int]) -> None:
        """A surname, a name that only sounds like ours, a town, a name that is nearly ours."""
        tokens = reading.tokens
        if found := self._surnames.find(tokens, at, people):
            count, ids = found
            reading.add_ids(at, count, MentionKind.PERSON, ids)
            return
        word = tokens.words[at]
        called = self._book.sounding(tokens.words, at) if word.is_capital else None
        if called and self._sounds_right(tokens, at, called):
            reading.add(at, called)
            return
        if (word.is_capital or is_arabic(word.form)) and (town := self._towns.find(tokens, at)):
            reading.add_towns(at, *town)
        elif ids := self._towns.alike(tokens, at):
            reading.add_ids(at, 1, MentionKind.PLACE, ids)

    def _sounds_right(self, tokens: Tokens, at: int, called: Called) -> bool:
        if any(tokens.taken[at : at + called.count]):
            return False
        if all(name.kind is MentionKind.PERSON for name in called.names):
            return called.count > 1
        letters = sum(len(word.form) for word in tokens.words[at : at + called.count])
        if tokens.is_in_name(at, called.count) or tokens.is_somebody(at, called.count):
            return False
        return letters >= _LEAST_SOUNDS and (
            called.count > 1 or tokens.is_place(at) or not tokens.words[at].begins
        )

    def _decided(self, letters: str, reading: "_Reading") -> list[Mention]:
        """All names with their records, the likeliest first."""
        said = reading.said()
        found: list[Mention] = []
        for called in reading.called:
            kind = next(k for k in _KINDS if any(name.kind is k for name in called.names))
            names = [name for name in called.names if name.kind is kind]
            if kind is MentionKind.PROJECT:
                # Works are a project and a place; the place is offered second.
                names += [name for name in called.names if name.kind is MentionKind.PLACE]
            ids = tuple(dict.fromkeys(name.record_id for name in names))
            written = letters[called.start : called.end]
            exact = frozenset(name.record_id for name in names if plain(name.text) == written)
            ranked = self._likely.ranked(ids, exact, said)
            if kind is MentionKind.PROJECT:
                ranked = tuple(sorted(ranked, key=lambda each: each.startswith("site-")))
            found.append(Mention(called.start, called.end, kind, ranked))
        return sorted((*found, *reading.others), key=lambda each: each.start)


@dataclass(slots=True)
class _Reading:
    """What has been found in one text so far."""

    tokens: Tokens
    called: list[Called]
    others: list[Mention] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, at: int, called: Called) -> None:
        """Add a name of a record."""
        self.called.append(called)
        self.tokens.take(at, called.count)
        if any(name.kind is MentionKind.PLACE for name in called.names):
            self.places.append((at, at + called.count))

    def add_ids(self, at: int, count: int, kind: MentionKind, ids: tuple[str, ...]) -> None:
        """Add words whose records are known."""
        start, end = self._span(at, count)
        self.others.append(Mention(start, end, kind, ids))
        self.tokens.take(at, count)

    def add_towns(self, at: int, count: int, towns: tuple[str, ...]) -> None:
        """Add towns that are no record."""
        start, end = self._span(at, count)
        self.others.append(Mention(start, end, MentionKind.PLACE, gazetteer=towns))
        self.tokens.take(at, count)

    def between(self, start: int, end: int) -> tuple[str, ...] | None:
        """The words between two letters of the text; None where the second is not behind."""
        if not start <= end <= start + _BESIDE:
            return None
        return tuple(word.form for word in self.tokens.words if start <= word.start < end)

    def _span(self, at: int, count: int) -> tuple[int, int]:
        return self.tokens.words[at].start, self.tokens.words[at + count - 1].end

    def said(self) -> frozenset[str]:
        """Ids of records that are named without a homonym."""
        return frozenset(
            called.names[0].record_id
            for called in self.called
            if len({name.record_id for name in called.names}) == 1
        )

    def people(self) -> dict[str, int]:
        """People who are named in full, and where first."""
        found: dict[str, int] = {}
        for called in self.called:
            for name in called.names:
                if name.kind is MentionKind.PERSON:
                    found.setdefault(name.record_id, called.start)
        return found


def _is_none(tokens: Tokens, at: int, called: Called) -> bool:
    """Whether a place or a country is only part of another name."""
    kinds = {name.kind for name in called.names}
    if MentionKind.PLACE in kinds and not kinds & {MentionKind.PROJECT, MentionKind.PERSON}:
        return tokens.is_somebody(at, called.count)
    if kinds == {MentionKind.COUNTRY}:
        after, before = tokens.after(at, called.count), tokens.before(at)
        return bool(after and after.form in _SEAS) or bool(before and before.form in _SEAS)
    return False


#: Most letters between a common word and the country that it is said of, and the words there.
_BESIDE = 8
_WHOSE = {("s",), *((plain(word),) for word in ("کی", "کے", "کا"))}
_WHERE = {("in",), ("of",), (plain("в"),)}
_SEAS = frozenset(map(plain, ("ocean", "океан", "океана", "океану", "океане", "بحر")))


def language_of(letters: str) -> str:
    """`en`, `ru` or `ur`, by the letters that most words have."""
    sample = letters[:_SAMPLE]
    russian = sum("а" <= letter <= "я" for letter in sample)
    urdu = sum("\u0600" <= letter <= "\u06ff" for letter in sample)
    latin = sum("a" <= letter <= "z" for letter in sample)
    return "ru" if russian > max(urdu, latin) else "ur" if urdu > latin else "en"


def _free(found: Iterable[TextWord], busy: Sequence[tuple[int, int]]) -> list[TextWord]:
    """The words that are no part of a date, a figure or a code."""
    kept: list[TextWord] = []
    is_next = True
    for word in found:
        if _within(word.start, busy):
            is_next = False
            continue
        kept.append(word if is_next else replace(word, joins=False, follows_dash=False))
        is_next = True
    return kept


def _within(at: int, busy: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(busy, (at, 1 << 60)) - 1
    return index >= 0 and at < busy[index][1]


def _by_sentence(
    spans: Sequence[tuple[int, int]], found: Iterable[Mention]
) -> Iterator[ReadSentence]:
    """Mentions shared out; one that runs over the end of a sentence ends there, in the first.

    Lines of a text that was pasted may break within a phrase, but a line is shown as a sentence.
    """
    rest = list(found)
    at = 0
    for number, (start, end) in enumerate(spans):
        is_last = number == len(spans) - 1
        own: list[Mention] = []
        while at < len(rest) and (rest[at].start < end or is_last):
            own.append(replace(rest[at], end=min(rest[at].end, end)))
            at += 1
        yield ReadSentence(start, end, tuple(own))
